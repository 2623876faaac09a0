/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the rows and spans of a layout from text; helpers for placing each kind of block. */
#ifndef VIEW_LAYOUT_TEXT_H
#define VIEW_LAYOUT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "view/layout.h"

/* A wrapped paragraph at x; its first head bytes have a role of their own. */
struct layout_paragraph {
	struct layout *layout;
	const char *text;
	size_t head;
	int x, block, lines;
	enum role role, head_role;
	bool here;          /* start on the current row */
	const char *bar;    /* drawn before each line, or NULL */
	enum role bar_role; /* TEXT: ACCENT */
	bool bar_once;      /* before the first line only */
	const char *behind; /* drawn after each line, at the right edge, or NULL */
	const char *sign;   /* drawn at the left edge of the first line, or NULL */
};

/* Returns text as it will be drawn, so that what is measured is what is seen. */
const char *layout_clean(struct layout *l, const char *text);
/* Joins three cleaned texts, with their emphasis and links. */
const char *layout_join(struct layout *l, const char *a, const char *between, const char *b);
/* layout_clean() for the program's own symbols and words, which are known to be clean. */
const char *layout_own(struct layout *l, const char *text);
int layout_width_of(const char *s);
/* Returns one repeated on times, then other, n symbols in all. */
const char *layout_signs(struct layout *l, const char *one, int on, const char *other, int n);
/* Returns the role in which a mark is drawn. */
enum role layout_mark_role(enum mark mark);
/* Starts a row; the spans added next go on it. */
void layout_new_row(struct layout *l, int block);
void layout_add_span(struct layout *l, int x, enum role role, const char *text, size_t len);
/* Makes links of the addresses in a span that has been drawn at x, y. */
void layout_link_span(
	const struct layout *l, const struct span *span, int x, int y, struct canvas *canvas);
void layout_add_string(struct layout *l, int x, enum role role, const char *text);
/* A click on the cells x to end of the current row chooses id. */
void layout_add_spot(struct layout *l, int x, int end, int id);
/* layout_wrap and layout_put_text return the number of lines. */
int layout_wrap(struct layout_paragraph *p, int width);
int layout_put_text(struct layout *l, int block, int x, enum role role, const char *text);
/* Continues next to a label that is already on the current row. */
void layout_put_beside(
	struct layout *l, int block, int x, int width, enum role role, const char *text);
/* Puts a short note at the right end of the last line if it fits, else below at x. */
void layout_put_at_end(struct layout *l, int block, int x, enum role role, const char *note);

#endif
