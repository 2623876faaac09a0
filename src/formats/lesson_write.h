/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_LESSON_WRITE_H
#define FORMATS_LESSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/names.h"
#include "course/unwritten.h"

struct diags;
struct strbuf;

/*
 * Writer for sections of a lesson file, used by the readers of other formats (formats/foreign.h). A
 * text that does not fit into a lesson file is reported as an error at its line.
 */
struct sections {
	const char *file;
	struct strbuf *out;
	struct diags *diags;
	int line, column; /* of what is being written; column 0: unknown */
	size_t n;
	struct arena arena;
	struct names ids; /* used so far; to each, the number to add when it is wanted again */
};
/* Starts a section [kind ID] and returns its id, which is made of name; name may be NULL. */
const char *sections_begin(struct sections *s, const char *kind, const char *name);
/* Writes a comment line for the author. */
void sections_comment(struct sections *s, const char *text);
/* Writes key = "text". */
void sections_text(struct sections *s, const char *key, const char *text);
void sections_bare(struct sections *s, const char *key, const char *word);
void sections_error(struct sections *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void sections_warn(struct sections *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void sections_release(struct sections *s);

#endif
