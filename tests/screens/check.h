/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariants of every screen, checked after each event of every script and walk. */
#ifndef SCREENS_CHECK_H
#define SCREENS_CHECK_H

#include "token.h"

static const char *whole_cell(const struct canvas *c, int x, int y)
{
	const struct cell *cell = canvas_cell(c, x, y);
	const struct cell *right = x + 1 < c->cols ? cell + 1 : NULL;
	int width = text_width(cell->text, cell->len);

	if (!cell->len)
		return x > 0 && text_width(cell[-1].text, cell[-1].len) == 2
			? NULL
			: "is half of a wide character";
	if (!text_is_clean(cell->text, cell->len))
		return "holds what may not go to a terminal";
	if (c->ascii && (cell->len != 1 || cell->text[0] < ' ' || cell->text[0] > '~'))
		return "is not ASCII";
	if (width == 2 && (!right || right->len))
		return "is a wide character without its right half";
	if (width != 1 && width != 2)
		return "is not one or two cells wide";
	if (cell->role >= ROLE_COUNT)
		return "has no role";
	return NULL;
}

static void check_cells(const struct session *s, struct strbuf *why)
{
	const struct canvas *c = &s->canvas;

	for (int y = 0; y < c->rows; y++)
		for (int x = 0; x < c->cols; x++) {
			const char *wrong = whole_cell(c, x, y);

			if (wrong && why->len < 1000)
				strbuf_addf(why, "cell %d,%d %s\n", x, y, wrong);
		}
}

/* True if the block is on the row; in a row with several things to click on, at x. */
static bool row_has(const struct layout *l, int row, int x, const struct view *view, int block)
{
	if (l->rows[row].block == block)
		return true;
	for (size_t i = 0; i < l->n_spots; i++)
		if (l->spots[i].row == row && x >= l->spots[i].x && x < l->spots[i].end)
			return l->spots[i].id == view->blocks[block].id;
	return false;
}

/*
 * The cursor is on the focus, because braille displays and screen readers follow it; on a notice,
 * if the last key made one.
 */
static void check_cursor(const struct session *s, struct strbuf *why)
{
	const struct layout *l = &s->app.layout;
	const struct canvas *c = &s->canvas;
	int scroll = s->app.stack[s->app.depth - 1].scroll, focus = -1;
	int row = c->cursor_y - l->body_top + scroll;
	bool showing = false; /* a block that must be visible takes precedence */

	if (c->cursor_x < 0 || c->cursor_x >= c->cols || c->cursor_y < 0 || c->cursor_y >= c->rows)
		strbuf_addf(why, "the cursor is outside, at %d,%d\n", c->cursor_x, c->cursor_y);
	for (size_t i = 0; i < s->app.view.n; i++) {
		showing |= s->app.view.blocks[i].show;
		if (!s->app.view.blocks[i].focus)
			continue;
		if (focus >= 0)
			strbuf_addf(why, "blocks %d and %zu both have the focus\n", focus, i);
		focus = (int)i;
	}
	if (l->too_small || focus < 0 || showing || s->app.view.notice || !s->app.follow)
		return;
	if (row != l->focus_row || row < 0 || (size_t)row >= l->n_rows ||
		!row_has(l, row, c->cursor_x - l->left, &s->app.view, focus))
		strbuf_addf(why, "the cursor is at %d,%d and not on the focus: %s\n", c->cursor_x,
			c->cursor_y, s->app.view.blocks[focus].text);
}

/* On narrower screens words may be cut, but nothing else. */
enum { WHOLE_COLS = 40 };

static void check_body(const struct session *s, struct strbuf *why)
{
	const struct layout *l = &s->app.layout;

	for (size_t r = 0; r < l->n_rows && l->cols >= WHOLE_COLS && !l->too_small; r++)
		for (size_t i = l->rows[r].first; i < l->rows[r].first + l->rows[r].n; i++) {
			const struct span *span = &l->spans[i];

			if (span->x + text_width(span->text, span->len) > l->width)
				strbuf_addf(why, "cut at the right edge: %.*s\n", (int)span->len,
					span->text);
		}
}

static int drawn_width(const struct session *s, const char *text)
{
	struct strbuf ascii = STRBUF_INIT;
	int width = text_width(text, strlen(text));

	if (s->app.ascii) {
		text_ascii(&ascii, text, strlen(text));
		width = text_width(ascii.buf, ascii.len);
	}
	strbuf_release(&ascii);
	return width;
}

/* No hint in the footer is cut. The last one is always drawn, because it leads to the others; so is
 * the one for the help numbers, from 40 columns on. */
static void check_footer(const struct session *s, struct strbuf *why)
{
	const struct layout *l = &s->app.layout;
	const struct view *view = &s->app.view;
	size_t drawn = 0;

	for (size_t i = 0; i < view->n_hints && !l->too_small; i++) {
		const struct hint *h = &view->hints[i];
		const char *label = layout_hint_label(l, view, i);
		int width = drawn_width(s, h->key) + (*label ? 1 + drawn_width(s, label) : 0);

		if (i + 1 == view->n_hints)
			drawn = l->n_hints - 1;
		if (drawn >= l->n_hints || l->hints[drawn].command != h->command)
			continue;
		if (l->hints[drawn].end - l->hints[drawn].x != width)
			strbuf_addf(why, "the hint \"%s %s\" is cut\n", h->key, h->label);
		drawn++;
	}
	for (size_t i = 0; i < view->n_hints && !l->too_small && l->cols >= 40; i++) {
		bool shown = view->hints[i].command != CMD_HELP;

		for (size_t k = 0; k < l->n_hints; k++)
			shown |= l->hints[k].command == CMD_HELP;
		if (!shown)
			strbuf_addf(why, "no room for \"%s\" beside \"%s\"\n", view->hints[i].label,
				view->hints[0].label);
	}
	if (!l->too_small && drawn != l->n_hints)
		strbuf_addf(why, "%zu of %zu hints in the footer are known\n", drawn, l->n_hints);
}

/* Where the footer names Ctrl-X, a click on it must hide, on every screen and in every size. */
static void check_hiding(const struct session *s, struct strbuf *why)
{
	const struct layout *l = &s->app.layout;
	int command = 0;

	if (l->too_small || s->app.model.settings.v[SET_HINTS] == HINTS_NEVER)
		return;
	for (size_t i = 0; i < l->n_hints && !command; i++)
		if (l->hints[i].command == CMD_LEAVE_QUICKLY)
			layout_hit(
				l, &s->app.view, 0, l->hints[i].end - 1, l->hints[i].y, &command);
	if (command != CMD_LEAVE_QUICKLY)
		strbuf_addf(why, "no click in the footer hides the screen\n");
}

static bool holds(struct session *s, const char *word, struct strbuf *why)
{
	struct strbuf wrong = STRBUF_INIT;
	bool good;

	if (s->left)
		return true;
	check_cells(s, &wrong);
	check_cursor(s, &wrong);
	check_body(s, &wrong);
	check_footer(s, &wrong);
	check_hiding(s, &wrong);
	if (s->app.depth < 1 || s->app.depth > STACK_MAX)
		strbuf_addf(&wrong, "%d screens are stacked\n", s->app.depth);
	good = !wrong.len;
	if (!good)
		strbuf_addf(why, "after %s at %dx%d, screen %s:\n%s", word, s->setup.cols,
			s->setup.rows, app_screen(&s->app), wrong.buf);
	strbuf_release(&wrong);
	return good;
}

#endif
