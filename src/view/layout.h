/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Layout: turns blocks into rows of cells. Handles wrapping, columns, blank lines, and the frame
 * around them (title at the top, scrolled body, footer at the bottom).
 *
 * The text column is at most 68 cells wide (52 with short lines), centred unless something stands
 * beside it; all rows are used. Below 20 x 6 a single line asks for more room. A large view has a
 * column of 60 cells, wider margins and more blank lines.
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
	LAYOUT_LARGE_COLUMN = 60,
	LAYOUT_MIN_COLS = 20,
	LAYOUT_MIN_ROWS = 6,
	LAYOUT_REPEAT = 2,   /* rows that stay in sight when a text is scrolled by a screen */
	LAYOUT_SCALE_MAX = 9 /* answers of a SCALE */
};

struct span {
	int x; /* relative to the left of the text column */
	enum role role;
	const char *text;
	size_t len;
};

struct row {
	size_t first, n; /* spans */
	int block;       /* index of its block, -1 for a blank line */
	bool leads;      /* to what comes after its block */
};

/* Emphasis in a text of the layout's arena, found by its address. */
struct layout_strong {
	const char *start;
	size_t len;
};

/* An address in such a text, found in the same way. */
struct layout_link {
	const char *start;
	size_t len;
};

struct layout {
	struct arena arena; /* sanitized texts */
	struct layout_strong *strong;
	size_t n_strong, cap_strong;
	struct layout_link *links;
	size_t n_links, cap_links;
	struct row *rows;
	struct span *spans;
	size_t n_rows, cap_rows, n_spans, cap_spans;
	/* the frame, as of the last layout_view */
	int foot_left, foot_end; /* of the two rows at the bottom */
	int cols, term_rows, left, width, top, body_top, body_rows, status_row, footer_row;
	bool ascii, too_small;
	bool large;  /* as in the view */
	bool spoken; /* set by the caller of layout_view: it is heard (view/layout_spoken.h) */
	enum layout_mode arrangement; /* set by the caller of layout_view, like font */
	const struct text_font *font; /* as in the canvas */
	/* first row of what must be in view, and the row after it; -1 if none */
	int show_first, show_end;
	int also_end;           /* row after what should be in view as well, -1 if none */
	int focus_row, focus_x; /* cursor position, -1 if no focus */
	int news_row;           /* where what is new begins, -1 if nowhere */
	int lead_row;           /* where the cursor goes whatever has the focus, -1 if nowhere */
	int fresh_row;   /* where reading goes on after a screen down, -1 if nowhere; set by the
			    caller */
	int label_width; /* of ENTRY columns */
	int pair_x;      /* where what choices are tied to begins; 0: below them */
	int grid_cell; /* cells of a column of a grid from pair_x on; 0: there is no room for one */
	int margin;    /* before a list in parts, for their names; 0: they have rows */
	/* what stands beside the text; without rows on the screen if not on (view/panes.h) */
	struct layout *panes[PANES];
	bool pane_on[PANES];
	/* in rows with several things to click on (SCALE, columns): cells x to end choose id */
	struct layout_spot {
		int row, x, end, id;
	} * spots;
	size_t n_spots, cap_spots;
	/* the footer as drawn, for clicks */
	struct {
		int x, end, y, command;
	} hints[HINTS_MAX];
	size_t n_hints;
	/* what the footer had room for: all labels; all but that of the last hint; brief ones; none
	   for the way back either */
	enum { LABELS_ALL, LABELS_BUT_LAST, LABELS_BRIEF, LABELS_LEAST } labels;
};

void layout_init(struct layout *layout);
void layout_release(struct layout *layout);

/* For panes.c: puts the blocks in rows, and draws one line or the rows where the layout stands. */
void layout_put_blocks(struct layout *layout, const struct view *view);
void layout_draw_line(
	struct canvas *canvas, int x, int y, int room, enum role role, const char *text);
void layout_draw_rows(const struct layout *layout, int scroll, struct canvas *canvas);
/* Places the parts of the frame (frame.c, for layout_view). */
void layout_frame(struct layout *layout, int cols, int rows);
/* Lays view out for a terminal of cols x rows. */
void layout_view(struct layout *layout, const struct view *view, int cols, int rows, bool ascii);
/* Returns the label of a hint in the footer as last drawn, "" if there was no room for it. */
const char *layout_hint_label(const struct layout *layout, const struct view *view, size_t hint);
/* Returns the largest useful scroll offset: the first row of the body when its end is in view. */
int layout_max_scroll(const struct layout *layout);
/* Returns the rows of a screen, less the two that stay in sight when a text is scrolled. */
int layout_step(const struct layout *layout);
/*
 * Returns how many rows at the foot of a screen of text are held back for the next screen: a
 * heading, or a line that ends in a colon, would stand there without what it leads to.
 */
int layout_held(const struct layout *layout, int scroll);
/* Returns scroll, changed as little as possible to bring what must be in view into view. */
int layout_follow(const struct layout *layout, int scroll);
/* Draws the frame with the body scrolled to row scroll, and sets the cursor. */
void layout_draw(struct layout *layout, const struct view *view, int scroll, struct canvas *canvas);

/*
 * layout_shift moves the column laid out by layout_view right by x cells; layout_draw_beside draws
 * the title and body of a second view next to the first.
 */
void layout_shift(struct layout *layout, int x);
void layout_draw_beside(
	const struct layout *layout, const struct view *view, int scroll, struct canvas *canvas);

/*
 * Finds what is at a cell of the drawn frame. Returns the id of a block and sets *command to 0; for
 * a hint of the footer returns -1 and sets *command; for neither, -1 and 0.
 */
int layout_hit(const struct layout *layout, const struct view *view, int scroll, int x, int y,
	int *command);

#endif
