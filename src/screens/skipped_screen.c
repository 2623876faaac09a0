/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The end of the questions of a run. If so many were skipped that the rest proves nothing, it says
 * what is missing and offers to answer it. If not, it ends the run, and the result takes its place.
 */
#include "screens/screen.h"

#include "base/i18n.h"
#include "screens/standing.h"
#include "view/focus.h"

enum { OTHERS, FINISH, N_CHOICES };

struct state {
	int lesson, focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT },
						   N_("go on with what is marked"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_BACK, { K_ESC, 'q', '0', K_LEFT }, N_("back; your answers are kept"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

/* The run is open as long as this screen is shown. */
static struct result result_now(const struct state *s, const struct model *model)
{
	return standing_result(model, s->lesson, model_progress(model, s->lesson)->open);
}

static void finish(const struct state *s, struct effects *fx)
{
	effect_add(fx, EFFECT_FINISH)->lesson = s->lesson;
	effect_replace(fx, &screen_result, s->lesson, 0);
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;
	struct rule rule = model_rule(model, arg->lesson);
	struct result result;

	s->lesson = arg->lesson;
	result = result_now(s, model);
	if (!run_counts(model_progress(model, s->lesson)->open->kind) ||
		!result_missing(&result, &rule))
		finish(s, fx);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool picked;

	(void)model;
	if (in->command == CMD_BACK) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (focus_update(&s->focus, N_CHOICES, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	if (s->focus == OTHERS)
		effect_replace(fx, &screen_quiz, s->lesson, QUIZ_SKIPPED);
	else
		finish(s, fx);
	return true;
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct rule rule = model_rule(model, s->lesson);
	struct result result = result_now(s, model);
	int skipped = result.asked - result.answered;

	view->title = model_title(model, s->lesson);
	view->where = _("what is missing");
	view_text(view, standing_short(&result, &rule, true, view))->role = ROLE_STRONG;
	view_choice(view, OTHERS, "1",
		view_printf(view,
			Q_("Answer the skipped question", "Answer the remaining %d questions",
				(unsigned long)skipped),
			skipped),
		s->focus == OTHERS);
	view_choice(view, FINISH, "2", _("Finish as it is"), s->focus == FINISH);
	view_dim(view, _("Skipping is always fine, and you never need to say why."));
	view_hint(view, CMD_GO, _("go on"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_skipped = {
	.name = "skipped",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
