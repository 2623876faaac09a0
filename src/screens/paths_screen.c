/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another path through the course. */
#include "screens/paths.h"

#include "base/i18n.h"
#include "view/focus.h"

struct state {
	int focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT }, N_("take this path"),
						   0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_BACK, { K_ESC, 'q', '0', K_LEFT }, N_("back; nothing changes"), 0 }, { 0 } };

/* ---- for every screen that offers them */

/* Returns path number of those offered; NULL after the last. */
static const struct path *offered(const struct model *model, int number)
{
	for (size_t i = 0; i < model->course.n_paths; i++) {
		const struct path *path = &model->course.paths[i];

		if ((!model->kiosk || path->kiosk) && !number--)
			return path;
	}
	return NULL;
}

int paths_n(const struct model *model)
{
	int n = 0;

	while (offered(model, n))
		n++;
	return n;
}

int paths_focus(const struct model *model)
{
	for (int i = 0; model->plan.path >= 0 && i < paths_n(model); i++)
		if (offered(model, i) == &model->course.paths[model->plan.path])
			return i;
	return 0;
}

static const char *duration(int minutes, struct view *view)
{
	int hours = minutes / 60;

	if (!hours)
		/* TRANSLATORS: at most 15 cells: how long a lesson takes */
		return view_printf(view, _("%d min"), minutes);
	if (minutes % 60)
		/* TRANSLATORS: hours and minutes: "1 h 30" */
		return view_printf(view, _("%d h %02d"), hours, minutes % 60);
	/* TRANSLATORS: hours */
	return view_printf(view, _("%d h"), hours);
}

void paths_describe(const struct model *model, int focus, struct view *view)
{
	const struct path *path;

	for (int i = 0; (path = offered(model, i)); i++)
		view_choice(view, i, view_printf(view, "%d", i + 1), path->title, i == focus)
			->note = duration(path->minutes, view);
}

void paths_take(const struct model *model, int number, struct effects *fx)
{
	const struct path *path = offered(model, number);
	struct effect *e;

	if (!path)
		return;
	e = effect_add(fx, EFFECT_SETTING);
	e->key = "path";
	e->text = arena_strdup(&fx->arena, path->id);
}

/* ---- the screen */

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)arg;
	(void)fx;
	s->focus = paths_focus(model);
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
	if (s->focus >= paths_n(model))
		s->focus = 0;
	if (focus_update(&s->focus, paths_n(model), in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	paths_take(model, s->focus, fx);
	effect_add(fx, EFFECT_HOME);
	return true;
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;

	view->title = _("Paths through the course");
	view_text(view,
		_("A path is a choice of lessons. What is done stays done, and you can change at any time."));
	paths_describe(model, s->focus, view);
	view_hint(view, CMD_GO, _("take"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_paths = {
	.name = "paths",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
