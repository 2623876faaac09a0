/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Typed answers as a person reads them.
 *
 * text_fold() already forgives case, normal form, spaces, kinds of apostrophe and dash, and digits
 * of other scripts. On top of that, marks around an answer do not count: quotes, the punctuation
 * that ends a sentence in any script, the Spanish marks that begin one, and three dots that stand
 * for the words of the question. Inside an answer every mark counts.
 */
#ifndef TEXT_TYPED_H
#define TEXT_TYPED_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

/* Appends s folded (without flags) and without the marks around it; nothing if it is only marks. */
void typed_trim(struct strbuf *out, const char *s, size_t len);
/* True if s is empty, spaces, or only marks that do not count. */
bool typed_is_blank(const char *s, size_t len);
/*
 * Appends the key under which two typed answers count as equal; flags as for text_fold. The Arabic
 * comma, decimal and thousands marks become , . and , in it. An answer that is only marks keeps
 * them, but for quotes around other marks, so that "?" can be asked for. Idempotent.
 */
void typed_key(struct strbuf *out, const char *s, size_t len, unsigned flags);
/*
 * Returns the part of a key after an article of the language at its start; key itself if there is
 * none, if nothing would be left, or if the language has no articles that are words or prefixes.
 */
const char *typed_skip_article(const char *key, const char *lang);

#endif
