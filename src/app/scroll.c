/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolling: what is in view, and what Enter does while something is not. */
#include "app/app_parts.h"

#include "view/panes.h"

bool scroll_by(struct app *app, int rows)
{
	int max = layout_max_scroll(&app->layout);
	int to = app_top(app)->scroll + rows;

	to = to > max ? max : to < 0 ? 0 : to;
	/* a gap at the top would be an empty line to somebody who reads by it */
	while (to > 0 && to < max && to < (int)app->layout.n_rows && !app->layout.rows[to].n)
		to += rows < 0 ? -1 : 1;
	if (to == app_top(app)->scroll)
		return false;
	app_top(app)->scroll = to;
	app_top(app)->fresh = 0;
	app->follow = false;
	return true;
}

bool scroll_screen(struct app *app, int direction)
{
	struct app_layer *level = app_top(app);
	const struct layout *l = &app->layout;
	int fresh = level->scroll + l->body_rows - layout_held(l, level->scroll);

	if (direction < 0)
		return scroll_by(app, -layout_step(l));
	/* a terminal too small for a body has nothing to scroll */
	if (l->body_rows < 1 || level->scroll >= layout_max_scroll(l))
		return false;
	/* a gap is nothing to read */
	while (fresh + 1 < (int)l->n_rows && l->rows[fresh].block < 0)
		fresh++;
	/* past the last full screen if need be, so that what was read does not come again */
	level->scroll += layout_step(l);
	level->fresh = fresh;
	app->follow = false;
	return true;
}

void scroll_settle(struct app *app)
{
	struct app_layer *level = app_top(app);
	int max = layout_max_scroll(&app->layout);
	bool follow = app->follow && (app->layout.show_first >= 0 || app->layout.also_end >= 0);

	if (follow || level->fresh >= (int)app->layout.n_rows || level->scroll > level->fresh)
		level->fresh = 0;
	if (follow)
		level->scroll = layout_follow(&app->layout, level->scroll);
	if (!level->fresh && level->scroll > max)
		level->scroll = max;
	app->layout.fresh_row = level->fresh ? level->fresh : -1;
}

/* True if the focused item is out of sight: Enter must not act on it unseen. */
static bool focus_is_hidden(struct app *app)
{
	int row = app->layout.focus_row - app_top(app)->scroll;

	/* in plain lines nothing is laid out or hidden */
	return app->layout.n_rows && app->layout.focus_row >= 0 &&
		(row < 0 || row >= app->layout.body_rows);
}

/*
 * Brings the focus into view. Following alone would not reach it while something else, such as a
 * hint, must stay in sight.
 */
static void show_focus(struct app *app)
{
	const struct layout *l = &app->layout;

	app->follow = l->focus_row >= l->show_first && l->focus_row < l->show_end;
	if (!app->follow)
		scroll_by(app, l->focus_row - l->body_rows / 2 - app_top(app)->scroll);
}

/* True if something can be chosen, which Enter takes: it never scrolls a list. */
static bool has_focus(const struct app *app)
{
	return app->layout.focus_row >= 0;
}

/* Enter first scrolls through the text, once, then to the focused item; only then does it act. */
bool scroll_consumes_key(struct app *app, const struct binding *b, uint32_t key)
{
	/* in plain lines nothing is out of sight; nor is what has the focus beside the text */
	if (app->model.linear || (key == K_ENTER && panes_choosing(&app->layout, &app->view)))
		return false;
	if ((b->flags & BIND_SCROLL_FIRST) && !app_top(app)->seen_end &&
		!(key == K_ENTER && has_focus(app)) && scroll_screen(app, 1))
		return true;
	if ((b->command == CMD_GO || b->command == CMD_TICK) && focus_is_hidden(app)) {
		show_focus(app);
		return true;
	}
	return false;
}

/* True if the key of command would scroll now. */
bool scroll_reads_on(struct app *app, int command)
{
	bool more = !app_top(app)->seen_end && !has_focus(app) &&
		!panes_choosing(&app->layout, &app->view) &&
		app_top(app)->scroll < layout_max_scroll(&app->layout);

	for (const struct binding *b = app_top(app)->screen->bindings; b && b->command; b++)
		if (command == (int)b->command &&
			((more && b->flags & BIND_SCROLL_FIRST) ||
				(command == CMD_GO && focus_is_hidden(app))))
			return true;
	return false;
}

/* ---- a change of size */

/* Returns the first row of the block of a row, and how many rows it has. */
static int block_start(const struct layout *l, int row, int *rows)
{
	int first = row, end = row + 1;

	while (first > 0 && l->rows[first - 1].block == l->rows[row].block)
		first--;
	while (end < (int)l->n_rows && l->rows[end].block == l->rows[row].block)
		end++;
	*rows = end - first;
	return first;
}

/* Several changes of size in a row keep the first place, or rounding would let it drift. */
void scroll_save_anchor(struct app *app)
{
	const struct layout *l = &app->layout;
	const struct app_layer *level = app_top(app);
	struct anchor *a = &app->anchor;
	int row = level->fresh ? level->fresh : level->scroll;

	if (a->on)
		return;
	*a = (struct anchor){ .on = !l->too_small,
		.block = -1,
		.cols = app->cols,
		.lines = app->rows,
		.scroll = level->scroll,
		.fresh = level->fresh };
	while (row > 0 && row + 1 < (int)l->n_rows && l->rows[row].block < 0)
		row++;
	if (row <= 0 || row >= (int)l->n_rows)
		return;
	a->block = l->rows[row].block;
	a->row = row - block_start(l, row, &a->rows);
}

void scroll_restore_anchor(struct app *app)
{
	const struct layout *l = &app->layout;
	struct app_layer *level = app_top(app);
	const struct anchor *a = &app->anchor;
	int rows;

	if (!a->on || !app->resized || l->too_small)
		return;
	app->resized = false;
	level->fresh = 0;
	if (app->cols == a->cols && app->rows == a->lines) {
		level->scroll = a->scroll;
		level->fresh = a->fresh;
		return;
	}
	level->scroll = 0;
	for (int i = 0; a->block >= 0 && i < (int)l->n_rows; i++)
		if (l->rows[i].block == a->block) {
			block_start(l, i, &rows);
			level->scroll = i + a->row * rows / a->rows;
			break;
		}
}
