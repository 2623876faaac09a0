/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/panes.h"

#include <stdlib.h>

#include "view/layout_text.h"

enum {
	COLS_FOR_ONE = 110,
	COLS_FOR_BOTH = 170,
	EDGE = 2, /* at both ends of the screen */
	GAP = 5   /* two cells, a line, two cells */
};

static const int widest[PANES] = { [PANE_LEFT] = 40, [PANE_RIGHT] = 60 };

int panes_room(int cols)
{
	return cols >= COLS_FOR_BOTH ? 2 : cols >= COLS_FOR_ONE ? 1 : 0;
}

static bool has(const struct view *view, enum pane which)
{
	return view->panes[which] && view->panes[which]->n;
}

static void choose(struct layout *l, const struct view *view)
{
	int room = l->too_small ? 0 : panes_room(l->cols);

	for (int i = 0; i < PANES; i++)
		l->pane_on[i] = room > 0 && has(view, (enum pane)i);
	if (room == 1 && l->pane_on[PANE_LEFT] && l->pane_on[PANE_RIGHT])
		l->pane_on[view->first_pane == PANE_LEFT ? PANE_RIGHT : PANE_LEFT] = false;
}

static int at_most(int n, int most)
{
	return n < most ? n : most;
}

/* Shares the room out, and puts the text and its panes in the middle of the screen. */
static void place(struct layout *l, int width[PANES])
{
	bool both = l->pane_on[PANE_LEFT] && l->pane_on[PANE_RIGHT];
	int spare = l->cols - 2 * EDGE - l->width - (both ? 2 : 1) * GAP, left, used;

	width[PANE_LEFT] = width[PANE_RIGHT] = 0;
	if (l->pane_on[PANE_LEFT])
		width[PANE_LEFT] = at_most(both ? spare * 2 / 5 : spare, widest[PANE_LEFT]);
	if (l->pane_on[PANE_RIGHT])
		width[PANE_RIGHT] = at_most(spare - width[PANE_LEFT], widest[PANE_RIGHT]);
	left = width[PANE_LEFT] ? width[PANE_LEFT] + GAP : 0;
	used = left + l->width + (width[PANE_RIGHT] ? GAP + width[PANE_RIGHT] : 0);
	l->foot_left = (l->cols - used) / 2;
	l->left = l->foot_left + left;
}

/* What stands beside the text must not draw the eye: weight alone tells its parts apart. */
static enum role quiet(enum role role, bool in_hand)
{
	if (in_hand && role == ROLE_FOCUS)
		return role;
	switch (role) {
	case ROLE_HEADING:
	case ROLE_STRONG:
	case ROLE_FOCUS:
	case ROLE_TITLE:
		return ROLE_STRONG;
	case ROLE_DIM:
		return ROLE_DIM;
	default:
		return ROLE_TEXT;
	}
}

static void lay(struct layout *l, const struct view *view, enum pane which, int width)
{
	struct layout *side = l->panes[which];
	bool in_hand = view->in_pane && view->first_pane == which;

	/* kept from now on, so that no key needs memory */
	if (!side) {
		side = l->panes[which] = xcalloc(1, sizeof(*side));
		layout_init(side);
	}
	side->ascii = l->ascii;
	side->font = l->font;
	side->arrangement = ARRANGE_WIDE;
	side->width = width;
	side->left = which == PANE_LEFT ? l->foot_left : l->left + l->width + GAP;
	side->body_top = l->body_top;
	side->body_rows = l->body_rows;
	layout_put_blocks(side, view->panes[which]);
	for (size_t i = 0; i < side->n_spans; i++)
		side->spans[i].role = quiet(side->spans[i].role, in_hand);
}

void panes_lay(struct layout *l, const struct view *view)
{
	int width[PANES];

	choose(l, view);
	if (!l->pane_on[PANE_LEFT] && !l->pane_on[PANE_RIGHT])
		return;
	place(l, width);
	for (int i = 0; i < PANES; i++)
		if (l->pane_on[i])
			lay(l, view, (enum pane)i, width[i]);
}

/* A pane is scrolled only as far as shows what is in hand in it. */
static int scroll_of(const struct layout *side)
{
	return layout_follow(side, 0);
}

static bool has_cursor(const struct layout *l, const struct view *view, enum pane which)
{
	return view->in_pane && view->first_pane == which && l->pane_on[which];
}

void panes_draw(const struct layout *l, const struct view *view, struct canvas *canvas)
{
	for (int i = 0; i < PANES; i++) {
		const struct layout *side = l->panes[i];
		int line = i == PANE_LEFT ? l->left - 3 : l->left + l->width + 2;

		if (!l->pane_on[i])
			continue;
		for (int y = l->top; y < l->status_row; y++)
			canvas_puts(canvas, line, y, 1, ROLE_DIM, "│");
		layout_draw_line(canvas, side->left, l->top, side->width,
			has_cursor(l, view, (enum pane)i) ? ROLE_STRONG : ROLE_DIM,
			view->panes[i]->title ? view->panes[i]->title : "");
		layout_draw_rows(side, scroll_of(side), canvas);
	}
}

bool panes_choosing(const struct layout *l, const struct view *view)
{
	return has_cursor(l, view, view->first_pane) && l->panes[view->first_pane]->focus_row >= 0;
}

bool panes_cursor(const struct layout *l, const struct view *view, struct canvas *canvas)
{
	const struct layout *side = l->panes[view->first_pane];
	int row;

	if (!has_cursor(l, view, view->first_pane))
		return false;
	row = side->focus_row < 0 ? 0 : side->focus_row - scroll_of(side);
	canvas->cursor_x = side->focus_row < 0 ? side->left - 1 : side->left + side->focus_x;
	canvas->cursor_y = side->body_top + row;
	return true;
}

bool panes_hit(const struct layout *l, const struct view *view, int x, int y, int *id)
{
	for (int i = 0; i < PANES; i++) {
		const struct layout *side = l->panes[i];
		int row;

		if (!side || !l->pane_on[i] || x < side->left || x >= side->left + side->width)
			continue;
		row = y - side->body_top + scroll_of(side);
		*id = -1;
		if (y >= side->body_top && y < l->status_row && (size_t)row < side->n_rows &&
			side->rows[row].block >= 0)
			*id = view->panes[i]->blocks[side->rows[row].block].id;
		return true;
	}
	if (!l->pane_on[PANE_LEFT] && !l->pane_on[PANE_RIGHT])
		return false;
	*id = -1;
	return x < l->left - 2 || x >= l->left + l->width + 2;
}

void panes_release(struct layout *l)
{
	for (int i = 0; i < PANES; i++)
		if (l->panes[i]) {
			layout_release(l->panes[i]);
			free(l->panes[i]);
		}
}
