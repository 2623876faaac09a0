/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: one per line, applied at once and saved for this learner. */
#include "screens/screen.h"

#include "base/i18n.h"
#include "view/focus.h"

struct state {
	int focus;
};

static const struct binding bindings[] = { { CMD_RIGHT, { K_ENTER, K_RIGHT },
						   N_("the next value, for what is marked"), 0 },
	{ CMD_LEFT, { K_LEFT }, N_("the value before"), 0 }, { CMD_UP, { K_UP, 'k' }, N_("up"), 0 },
	{ CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', '0' }, N_("back"), 0 }, { 0 } };

/* Comes after the settings: a PIN, if there is a store for it. */
enum { ROW_PIN = SET_EXAM };

/* A kiosk has no store, shows the same after hiding, and has no links: the last settings are left
 * out. */
static int count_settings(const struct model *model)
{
	return model->kiosk ? SET_DECOY : SET_EXAM;
}

static int count_rows(const struct model *model)
{
	return count_settings(model) + (model->store_path != NULL);
}

static void change(const struct state *s, const struct model *model, int by, struct effects *fx)
{
	const struct setting_info *info = &setting_infos[s->focus];
	int n = setting_count((enum setting)s->focus);
	struct effect *e = effect_add(fx, EFFECT_SETTING);

	e->key = info->key;
	e->text = info->values[(model->settings.v[s->focus] + by + n) % n];
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool picked;

	if (in->command == CMD_BACK) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (focus_update(&s->focus, count_rows(model), in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_RIGHT && in->command != CMD_LEFT)
		return false;
	if (s->focus == ROW_PIN) {
		effect_push(fx, &screen_pin, -1, 0);
		return true;
	}
	change(s, model, in->command == CMD_LEFT ? -1 : 1, fx);
	return true;
}

static void describe_file(const struct model *model, struct view *view)
{
	const struct diags *diags = model->config_diags;

	for (size_t i = 0; diags && i < diags->n; i++)
		view_message(view, MARK_NOTE,
			view_printf(view, _("vigie.ini, line %d: %s."), diags->v[i].line,
				diags->v[i].message));
	if (model->config_path) {
		view_dim(view, _("Defaults for these settings can be set in this file:"));
		view_dim(view, model->config_path)->tight = true;
	}
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	bool aligned = count_rows(model) > 9 && !view->spoken;

	view->title = _("Settings");
	for (int i = 0; i < count_settings(model); i++) {
		const struct setting_info *info = &setting_infos[i];
		bool focus = i == s->focus;
		struct block *b = view_choice(view, i,
			view_printf(view, i < 9 && aligned ? " %d" : "%d", i + 1), _(info->name),
			focus);
		const char *value = _(info->names[model->settings.v[i]]);

		b->note = focus && !view->spoken ? view_printf(view, "‹ %s ›", value) : value;
	}
	if (model->store_path) {
		/* TRANSLATORS: is there a PIN? */
		view_choice(view, ROW_PIN, view_printf(view, "%d", ROW_PIN + 1), _("PIN"),
			s->focus == ROW_PIN)
			->note = model->has_pin ? _("set") : _("no PIN");
	}
	view_text(view,
		s->focus == ROW_PIN
			? _("Where several people share one file: only who knows it sees your progress.")
			: _(setting_infos[s->focus].about));
	describe_file(model, view);
	view_hint(view, CMD_RIGHT, _("change"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_settings = {
	.name = "settings",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.update = update,
	.describe = describe,
};
