/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a translation and the comments above its entries; translation.h has their form. */
#ifndef COURSE_TRANSLATION_LINES_H
#define COURSE_TRANSLATION_LINES_H

#include "base/mem.h"
#include "ini/ini.h"

struct strbuf;

struct translation_lines {
	struct arena arena;
	const char **v; /* without line ends; v[0] is line 1 */
	size_t n, cap;
};

/* Reads a file that ini_read has accepted; one that is not there has no lines. */
void translation_lines_read(struct translation_lines *lines, const char *path);
void translation_lines_release(struct translation_lines *lines);

bool translation_is_comment(const char *line);
/* True for the comment in the place of a text that is not translated yet, ;key = "…". */
bool translation_is_missing(const char *line);
/* Returns the line after the prefix, or NULL if it does not begin with it. */
const char *translation_after(const char *line, const char *prefix);
/* Index of the first of the comments and blank lines above line number line (from 1). */
size_t translation_comments_above(const struct translation_lines *lines, int line);

/* True if the entry bears the mark, or was translated from another text than that of base. */
bool translation_is_stale(const struct translation_lines *lines, const struct ini_entry *from,
	const struct ini_entry *base);
/* True if a hash above the entry says that it was translated from the text of base. */
bool translation_is_from(const struct translation_lines *lines, const struct ini_entry *from,
	const struct ini_entry *base);
/* Appends the text of the comments above the entry that begin with label, joined by spaces. */
void translation_add_comment(const struct translation_lines *lines, const struct ini_entry *from,
	const char *label, struct strbuf *out);

#endif
