/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_LESSON_WRITE_H
#define FORMATS_LESSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct diags;
struct strbuf;

/*
 * Writer for sections of a lesson file, used by the readers of other formats. A text that does not
 * fit into a lesson file is reported as an error at its line.
 */
struct sections {
	const char *file;
	struct strbuf *out;
	struct diags *diags;
	int line; /* of the question being written */
	size_t n;
	struct arena arena;
	const char **ids; /* used so far */
	size_t cap;
};
/* Starts a section; title may be NULL. */
void sections_begin(struct sections *s, const char *title, const char *type);
/* Writes key = "text". */
void sections_text(struct sections *s, const char *key, const char *text);
void sections_bare(struct sections *s, const char *key, const char *word);
/* Writes feedback; invents a missing one, with a warning. */
void sections_feedback(struct sections *s, const char *id, const char *text, bool right);
void sections_error(struct sections *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void sections_warn(struct sections *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void sections_release(struct sections *s);

#endif
