/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Emphasis in prose: *so*. An author's stars become marks: a star with a word joiner (U+2060) at
 * its inner side. Whatever knows nothing of emphasis shows them as the stars they are; the cells of
 * a full screen and HTML take them out and know where the emphasis was. A text without emphasis has
 * no marks, so stars in it mean nothing.
 */
#ifndef TEXT_EMPHASIS_H
#define TEXT_EMPHASIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

/*
 * Appends the author's text with marks. A star opens before a word and closes after one, with no
 * letter or digit at its outer side and no space at its inner side, in one paragraph; ** is one
 * star; any other star stays. With bars, || is one bar.
 */
void emphasis_mark(struct strbuf *out, const char *s, size_t len, bool bars);
bool emphasis_is_marked(const char *s);

/*
 * Splits a marked text. Sets *part and *part_len to the next part without marks and *strong;
 * returns false at the end of the text. *at is 0 at first.
 */
bool emphasis_next(
	const char *s, size_t len, size_t *at, const char **part, size_t *part_len, bool *strong);
/* Appends a part, with marks if it is strong. */
void emphasis_put(struct strbuf *out, const char *part, size_t len, bool strong);
/*
 * Finds the first words between two signs in an author's text, such as **so**: *at is the offset of
 * the first sign, *n the length of what stands between them. False if there are none.
 */
bool emphasis_find(const char *s, size_t len, const char *sign, size_t *at, size_t *n);
/* Append a marked text without its marks, or with stars only. */
void emphasis_plain(struct strbuf *out, const char *s, size_t len);
void emphasis_stars(struct strbuf *out, const char *s, size_t len);

#endif
