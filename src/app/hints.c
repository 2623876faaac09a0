/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The footer: which key does what. */
#include "app/app_parts.h"

#include <string.h>

#include "app/line.h"
#include "base/i18n.h"
#include "screens/global.h"

/*
 * Returns what to press or, in plain lines, to type. While letters are text, a slash before one
 * makes it a command.
 */
static const char *name_of(struct app *app, uint32_t key)
{
	bool text = app_is_typing(app) && app_is_typing_key(key);
	char buf[32];
	const char *name = !app->model.linear ? command_key_name(key, buf, sizeof(buf))
		: text                        ? command_line_name(key, buf, sizeof(buf))
					      : command_line_word(key, buf, sizeof(buf));

	if (!name || (text && !app->model.linear))
		return NULL;
	return view_printf(&app->view, "%s%s", text ? "/" : "", name);
}

static const char *binding_name(struct app *app, const struct binding *b)
{
	const struct model *m = &app->model;
	uint32_t keys[BINDING_KEYS + 1];
	const char *name = NULL;

	binding_keys(b, m->reader || m->linear, m->linear, keys);
	for (size_t i = 0; keys[i] && !name; i++)
		name = name_of(app, keys[i]);
	return name;
}

static const char *hint_key(struct app *app, int command)
{
	const struct binding *lists[] = { app_top(app)->screen->bindings, global_bindings };

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		for (const struct binding *b = lists[i]; b && b->command; b++) {
			const char *name = (int)b->command == command ? binding_name(app, b) : NULL;

			if (name)
				return name;
		}
	return NULL;
}

/*
 * What h gives is said in full where there is room; in some languages that is long. Those that do
 * not say it shortly have one label for both.
 */
static const char *brief_label(const struct hint *h)
{
	static const char full[] = "find help";
	/* TRANSLATORS: in the footer of a narrow window: a word as short as can be */
	const char *brief = C_("narrow", "find help");

	return h->command == CMD_HELP && h->label && strcmp(brief, full) ? brief : NULL;
}

static void name_keys(struct app *app)
{
	size_t n = 0;

	for (size_t i = 0; i < app->view.n_hints; i++) {
		struct hint h = app->view.hints[i];

		if (!h.key)
			h.key = hint_key(app, h.command);
		if (!h.brief)
			h.brief = brief_label(&h);
		if (h.key && (h.label || !app->model.linear))
			app->view.hints[n++] = h;
	}
	app->view.n_hints = n;
}

/*
 * Adds the hint for hiding, which every screen shows so that a click works too. It comes before the
 * last hint, the one on keys.
 */
static void add_hiding(struct view *view)
{
	view_hint(view, CMD_LEAVE_QUICKLY, _("hide"));
	if (view->n_hints > 1) {
		struct hint hide = view->hints[view->n_hints - 1];

		view->hints[view->n_hints - 1] = view->hints[view->n_hints - 2];
		view->hints[view->n_hints - 2] = hide;
	}
}

/*
 * A footer known by heart is noise: on a screen shown before, keep only the hints for hiding and
 * for the list of keys.
 */
static void silence(struct app *app)
{
	struct view *view = &app->view;

	switch (app->model.settings.v[SET_HINTS]) {
	case HINTS_NEVER:
		view->n_hints = 0;
		break;
	case HINTS_ONCE:
		/* plain lines announce hints when they change */
		if (app_top(app)->first || app->model.linear || view->n_hints < 2)
			break;
		memmove(view->hints, view->hints + view->n_hints - 2, 2 * sizeof(*view->hints));
		view->n_hints = 2;
		break;
	default:
		break;
	}
}

void hints_fill_keys(struct app *app)
{
	add_hiding(&app->view);
	name_keys(app);
	silence(app);
}

/* If there is more below, the key that goes on scrolls first, and the footer says so. */
void hints_fill_reading_on(struct app *app)
{
	struct view *view = &app->view;
	const char *instead = NULL;
	size_t n = 0;

	for (size_t i = 0; i < view->n_hints; i++) {
		struct hint h = view->hints[i];

		if (scroll_reads_on(app, h.command)) {
			instead = h.label;
			/* TRANSLATORS: more of this text; "go on" leads to the next thing */
			h.label = _("more");
		} else if (!h.label) {
			h.label = instead;
		}
		if (h.label)
			view->hints[n++] = h;
	}
	view->n_hints = n;
}
