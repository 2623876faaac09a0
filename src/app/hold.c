/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a screen as it is while what was answered on it becomes durable. */
#include "app/app_parts.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

void app_hold(struct app *app)
{
	struct app_hold *hold = &app->hold;

	if (hold->on)
		return;
	hold->on = hold->shown = true;
	hold->depth = app->depth;
	hold->state = app_top(app)->state;
	hold->notice = app->notice;
	app->notice = NULL;
}

void app_saving(struct app *app)
{
	app_notice(app, _("Saving…"));
}

void app_release_hold(struct app *app)
{
	struct app_hold *hold = &app->hold;

	if (!hold->on)
		return;
	app_notice(app, hold->notice);
	free(hold->notice);
	hold->notice = NULL;
	hold->on = hold->shown = false;
}

bool app_holds(const struct app *app)
{
	return app->hold.on;
}

static bool is_on_top(const struct app *app)
{
	return app->hold.on && app->depth == app->hold.depth;
}

void hold_check(struct app *app)
{
	const struct app_hold *hold = &app->hold;

	if (hold->on &&
		(app->depth < hold->depth || app->stack[hold->depth - 1].state != hold->state))
		app_release_hold(app);
}

bool hold_keeps_view(struct app *app)
{
	bool held = is_on_top(app);

	if (held != app->hold.shown) {
		struct view other = app->hold.view;

		app->hold.view = app->view;
		app->view = other;
		app->hold.shown = held;
	}
	return held;
}

/* What reads the screen or leaves it, and answers nothing. */
static bool is_harmless(enum command command)
{
	switch (command) {
	case CMD_SCROLL_UP:
	case CMD_SCROLL_DOWN:
	case CMD_SCROLL_PAGE_UP:
	case CMD_SCROLL_PAGE_DOWN:
	case CMD_BACK:
	case CMD_QUIT:
	case CMD_KEYS:
	case CMD_HELP:
	case CMD_LEAVE_QUICKLY:
	case CMD_MOUSE:
	case CMD_REDRAW:
		return true;
	default:
		return false;
	}
}

static enum command command_of(const struct app *app, const struct event *event)
{
	if (event->kind == EVENT_COMMAND)
		return (enum command)event->x;
	/* the field behind the held screen is not in sight yet */
	if (event->kind != EVENT_KEY || (app_is_typing(app) && app_is_typing_key(event->key)))
		return CMD_NONE;
	return app_command_for_key(app, event->key);
}

bool hold_takes(struct app *app, const struct event *event)
{
	if (!is_on_top(app))
		return false;
	switch (event->kind) {
	case EVENT_KEY:
	case EVENT_COMMAND:
	case EVENT_PASTE:
	case EVENT_CLICK:
	case EVENT_CHOOSE:
		if (is_harmless(command_of(app, event)))
			return false;
		app_saving(app);
		return true;
	default:
		return false;
	}
}

void hold_release(struct app *app)
{
	free(app->hold.notice);
	view_release(&app->hold.view);
}
