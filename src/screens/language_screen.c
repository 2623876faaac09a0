/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages, each by its own name. */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "view/focus.h"

struct state {
	int focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER }, N_("take this language"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', '0' }, N_("back without a change"), 0 }, { 0 } };

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)arg;
	(void)fx;
	for (size_t i = 0; i < model->n_languages; i++)
		if (!strcmp(model->languages[i].code.code, model->lang))
			s->focus = (int)i;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct effect *e;
	bool picked;

	if (in->command == CMD_BACK) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (focus_update(&s->focus, (int)model->n_languages, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	effect_add(fx, EFFECT_POP);
	e = effect_add(fx, EFFECT_SETTING);
	e->key = "language";
	e->text = model->languages[s->focus].code.code;
	effect_add(fx, EFFECT_LANGUAGE)->text = e->text;
	return true;
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;

	view->title = _("Language");
	for (int i = 0; i < (int)model->n_languages; i++)
		view_choice(view, i, view_printf(view, "%d", i + 1), model->languages[i].name,
			i == s->focus);
	view_hint(view, CMD_GO, _("take"));
	view_hint(view, CMD_FIND, _("find"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static const char *scope(const void *state, const struct model *model)
{
	(void)state;
	(void)model;
	return N_("Language:");
}

const struct screen screen_language = {
	.name = "language",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
	.scope = scope,
};
