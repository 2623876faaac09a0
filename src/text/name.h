/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of learners. Names that look the same are one name, however they were typed: a letter
 * and its accent as one character or two, another kind of space, a character without width.
 */
#ifndef TEXT_NAME_H
#define TEXT_NAME_H

#include <stdbool.h>

struct strbuf;

/* Clusters (text_next) of a name; the rest is cut off. */
enum { NAME_MAX_CLUSTERS = 64 };

/*
 * Appends the form in which a name is stored: NFC, displayable (text_sanitize), without
 * default-ignorable characters, each run of white space of any kind one space, trimmed and limited
 * in length. Idempotent.
 */
void name_clean(struct strbuf *out, const char *name);
/* True if both names have the same clean form. */
bool name_is_alike(const char *a, const char *b);

/*
 * Names that look the same, told apart: appends name with every character but printable ASCII (and
 * the backslash) as \u{HEX}. name_unescape appends what was meant; anything else stays as it is.
 */
void name_escape(struct strbuf *out, const char *name);
void name_unescape(struct strbuf *out, const char *text);

#endif
