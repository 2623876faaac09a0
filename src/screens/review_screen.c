/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of the last run again, with the answer given and all the reasons. */
#include "screens/aside.h"
#include "screens/asked.h"

#include "base/i18n.h"

struct state {
	int lesson;
	int number;
};

static const struct binding bindings[] = { { CMD_NEXT, { K_ENTER, K_RIGHT, 'n', K_SPACE },
						   N_("next question"), BIND_SCROLL_FIRST },
	{ CMD_PREVIOUS, { K_LEFT, 'p' }, N_("question before"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_CONTENTS, { 'c' }, N_("contents of the lesson: its pages"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back to the result"), 0 }, { 0 } };

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)model;
	(void)fx;
	s->lesson = arg->lesson;
	s->number = arg->index;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	const struct run *run = model_last_run(model, s->lesson);
	const struct question *q =
		model_question(model, s->lesson, run->answers[s->number].question);

	if (in->command == CMD_BACK || (in->command == CMD_NEXT && s->number + 1 >= (int)run->n) ||
		(in->command == CMD_PREVIOUS && s->number == 0)) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	switch (in->command) {
	case CMD_NEXT:
	case CMD_PREVIOUS:
		s->number += in->command == CMD_NEXT ? 1 : -1;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	case CMD_CONTENTS:
		if (!q)
			return false;
		/* what was an exam is over */
		aside_contents(model, q, RUN_QUIZ, fx);
		return true;
	default:
		return false;
	}
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct run *run = model_last_run(model, s->lesson);
	const struct answer *a = &run->answers[s->number];
	const struct question *q = model_question(model, s->lesson, a->question);
	/* the view points to its texts */
	struct asked *asked = arena_alloc(&view->arena, sizeof(*asked));

	view->title = model_title(model, s->lesson);
	if (!q) {
		view_message(view, MARK_NOTE, _("(this question is no longer there)"));
	} else {
		view->where = view_printf(view, _("question %d of %zu"), s->number + 1, run->n);
		asked_begin(asked, q, run, (size_t)s->number, a->response);
		asked_describe(asked, q, a, SHOW_ALL_REASONS, view);
		for (size_t i = 0; i < view->n; i++)
			view->blocks[i].show = false;
	}
	view_hint(view, CMD_NEXT, s->number + 1 < (int)run->n ? _("next") : _("result"));
	view_hint(view, CMD_BACK, _("back"));
	if (q && q->page >= 0)
		view_hint(view, CMD_CONTENTS, _("contents"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_review = {
	.name = "review",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
