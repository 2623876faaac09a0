/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help on keys, generated from the bindings themselves. */
#include "screens/global.h"
#include "screens/screen.h"

#include "base/i18n.h"

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE, K_PAGE_DOWN },
						   N_("down, then back"), BIND_SCROLL_FIRST },
	{ CMD_BACK, { K_ESC, 'q', '?' }, N_("back"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	(void)state;
	(void)model;
	if (in->command != CMD_BACK && in->command != CMD_GO)
		return false;
	effect_add(fx, EFFECT_POP);
	return true;
}

/* Returns the names of the keys; "" if none of them can be typed in plain lines. */
static const char *key_names(const struct binding *b, const struct model *model, struct view *view)
{
	uint32_t keys[BINDING_KEYS + 1];
	const char *names = "";

	if (b->flags & BIND_DIGITS)
		return "1 … 9";
	binding_keys(b, model->reader || view->linear, view->linear, keys);
	for (size_t i = 0; keys[i]; i++) {
		char buf[32];
		const char *name = view->linear ? command_line_word(keys[i], buf, sizeof(buf))
						: command_key_name(keys[i], buf, sizeof(buf));

		if (name && *names)
			names = view_printf(view, "%s%s %s", names, view->linear ? "," : " ", name);
		else if (name)
			names = arena_strdup(&view->arena, name);
	}
	return names;
}

static void entry(const char *keys, const char *help, struct view *view)
{
	if (*keys)
		view_add(view, BLOCK_ENTRY, help)->label = keys;
}

static void list(const struct binding *b, const struct model *model, struct view *view)
{
	for (; b && b->command; b++)
		if (b->help && !(b->flags & BIND_QUIET))
			entry(key_names(b, model, view), _(b->help), view);
}

/* What the keys of a list do that stand in no table. */
static void list_pointing(const struct model *model, struct view *view)
{
	bool digits = false, first = false;

	for (const struct binding *b = model->help_bindings; b && b->command; b++) {
		digits |= (b->flags & BIND_DIGITS) != 0;
		first |= b->command == CMD_FIRST;
	}
	if (!digits || !first)
		return;
	if (model->beside)
		entry("←  →", _("where a list has columns: to the one beside"), view);
	entry("a … z",
		view->linear
			? _("several letters: to what begins with them; /word finds it")
			: _("to what begins with these letters; those that are keys stay keys: / finds any"),
		view);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	char equals[8];

	(void)state;
	view->title = _("Keys");
	view_add(view, BLOCK_HEADING, _("On this screen"));
	list(model->help_bindings, model, view);
	list_pointing(model, view);
	view_add(view, BLOCK_HEADING, _("Everywhere"));
	list(global_bindings, model, view);
	if (view->linear)
		entry(command_line_word('=', equals, sizeof(equals)), _("read this screen again"),
			view);
	view_dim(view,
		view->linear
			? _("While you type an answer, a line is text; a slash makes it a key again: /h.")
			: _("While you type an answer, letters are text; Esc, Enter, Ctrl and F keys still work."));
	view_hint(view, CMD_GO, _("back"));
	view_hint(view, CMD_BACK, NULL);
	view_hint(view, CMD_HELP, _("find help"));
}

const struct screen screen_keys = {
	.name = "keys",
	.bindings = bindings,
	.update = update,
	.describe = describe,
};
