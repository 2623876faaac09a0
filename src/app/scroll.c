/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolling: what is in view, and what Enter does while something is not. */
#include "app/app_parts.h"

bool scroll_by(struct app *app, int rows)
{
	int max = layout_max_scroll(&app->layout);
	int to = app_top(app)->scroll + rows;

	to = to > max ? max : to < 0 ? 0 : to;
	if (to == app_top(app)->scroll)
		return false;
	app_top(app)->scroll = to;
	app->follow = false;
	return true;
}

int scroll_page(const struct app *app)
{
	return app->layout.body_rows > 3 ? app->layout.body_rows - 2 : 1;
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

/* Enter first scrolls through the text, once, then to the focused item; only then does it act. */
bool scroll_consumes_key(struct app *app, const struct binding *b)
{
	/* in plain lines nothing is out of sight */
	if (app->model.linear)
		return false;
	if ((b->flags & BIND_SCROLL_FIRST) && !app_top(app)->seen_end &&
		scroll_by(app, scroll_page(app)))
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
	bool more =
		!app_top(app)->seen_end && app_top(app)->scroll < layout_max_scroll(&app->layout);

	for (const struct binding *b = app_top(app)->screen->bindings; b && b->command; b++)
		if (command == (int)b->command &&
			((more && b->flags & BIND_SCROLL_FIRST) ||
				(command == CMD_GO && focus_is_hidden(app))))
			return true;
	return false;
}

/* ---- a change of size */

/* Keeps the block at the top of the screen there across a change of size. */
void scroll_save_anchor(struct app *app)
{
	int scroll = app_top(app)->scroll;

	app->anchor_block = -1;
	if (scroll <= 0 || (size_t)scroll >= app->layout.n_rows)
		return;
	while (scroll > 0 && app->layout.rows[scroll].block < 0)
		scroll--;
	app->anchor_block = app->layout.rows[scroll].block;
}

void scroll_restore_anchor(struct app *app)
{
	for (size_t i = 0; app->anchor_block >= 0 && i < app->layout.n_rows; i++)
		if (app->layout.rows[i].block == app->anchor_block) {
			app_top(app)->scroll = (int)i;
			break;
		}
	app->anchor_block = -1;
}
