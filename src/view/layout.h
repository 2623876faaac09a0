/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Blocks to rows of cells: wrapping, columns, blank lines, and the frame around them (title above,
 * footer below, body between, scrolled).
 *
 * The text column is at most 68 cells wide (52 if it is to be narrow) and centred; the frame at
 * most 40 rows high. Below 20 x 6 there is one line that asks for room.
 */
#ifndef VIEW_LAYOUT_H
#define VIEW_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "text/text.h"
#include "view/block.h"
#include "view/canvas.h"
#include "view/settings.h"

enum {
	LAYOUT_COLUMN = 68,
	LAYOUT_NARROW_COLUMN = 52,
	LAYOUT_FRAME_ROWS = 40,
	LAYOUT_MIN_COLS = 20,
	LAYOUT_MIN_ROWS = 6
};

struct span {
	int x; /* from the left of the text column */
	enum role role;
	const char *text;
	size_t len;
};

struct row {
	size_t first, n; /* spans */
	int block;       /* index of its block, -1 for a blank line */
};

struct layout {
	struct arena arena; /* cleaned texts */
	struct row *rows;
	struct span *spans;
	size_t n_rows, cap_rows, n_spans, cap_spans;
	/* the frame, of the last layout_view */
	int cols, term_rows, left, width, top, body_top, body_rows, status_row, footer_row;
	bool ascii, too_small;
	enum layout_mode arrangement; /* set by the caller of layout_view, as is */
	const struct text_font *font; /* the canvas's */
	/* the first row of what must be in sight, and the row after it; -1 if nothing */
	int show_first, show_end;
	int also_end;           /* the row after what is to be in sight too, -1 if nothing */
	int focus_row, focus_x; /* where the cursor stands, -1 if no focus */
	int label_width;        /* of ENTRY columns */
	/* the footer as drawn, for clicks */
	struct {
		int x, end, y, command;
	} hints[HINTS_MAX];
	size_t n_hints;
};

void layout_init(struct layout *layout);
void layout_release(struct layout *layout);

/* Where the parts of the frame stand (frame.c, for layout_view). */
void layout_frame(struct layout *layout, int cols, int rows);
/* Lays view out for a terminal of cols x rows. */
void layout_view(struct layout *layout, const struct view *view, int cols, int rows, bool ascii);
/* Scroll limits: last useful first row of the body. */
int layout_max_scroll(const struct layout *layout);
/* scroll changed as little as possible so that what must be in sight is. */
int layout_follow(const struct layout *layout, int scroll);
/* Draws the whole frame with the body from row scroll on, and sets the cursor. */
void layout_draw(struct layout *layout, const struct view *view, int scroll, struct canvas *canvas);

/* Moves the column that layout_view laid out so many cells to the right, and draws title and body
 * of a second view beside the first. */
void layout_shift(struct layout *layout, int x);
void layout_draw_beside(
	const struct layout *layout, const struct view *view, int scroll, struct canvas *canvas);

/* What is at a cell of the drawn frame? Block id (*command 0), command of a footer hint (result
 * -1), or neither: -1, 0. */
int layout_hit(const struct layout *layout, const struct view *view, int scroll, int x, int y,
	int *command);

#endif
