/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text between its markup and the line of a lesson: plain UTF-8 with control characters for what
 * the markup said. The text has none of its own.
 */
#ifndef FORMATS_MARKUP_PARTS_H
#define FORMATS_MARKUP_PARTS_H

#include <stddef.h>

struct strbuf;

enum {
	MARKUP_OPEN = 1, /* emphasis begins */
	MARKUP_CLOSE,
	MARKUP_LIST, /* a list begins */
	MARKUP_ITEM, /* one of its items begins */
	MARKUP_CELL, /* a cell of a table begins */
	MARKUP_STAR  /* a star that is only a star */
};

/* Appends one character of the text; drops control characters. */
void markup_put(struct strbuf *out, char c);
/* Converts HTML; the names of pictures and the like go to lost. */
void markup_html(struct strbuf *out, const char *s, size_t len, struct strbuf *lost);
/* Turns Markdown into HTML. */
void markup_markdown(struct strbuf *html, const char *s, size_t len);

#endif
