/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/quiz.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "learner/score.h"

const struct run *quiz_run(const struct quiz *s, const struct model *model)
{
	return model_progress(model, s->lesson)->open;
}

const struct question *quiz_question(const struct quiz *s, const struct model *model)
{
	return model_question(model, s->lesson, quiz_run(s, model)->answers[s->number].question);
}

int quiz_after_costs(const struct question *q, int score, int hints, int tries)
{
	return score_after_costs(score, hints * q->hint_cost + tries * q->try_cost);
}

bool quiz_is_begun(const struct quiz *s, const struct question *q)
{
	struct strbuf response = STRBUF_INIT;
	bool any;

	q->type->response(s->asked.work.bytes, q, &response);
	any = response.len > 0;
	strbuf_release(&response);
	return any;
}

static void describe_costs(const struct quiz *s, const struct question *q, struct view *view)
{
	if (s->again) {
		view_message(view, MARK_INFO,
			view_printf(view, "%s %s", _("You missed this one right after its page."),
				asked_one_more_try(
					quiz_after_costs(q, 100, s->hints, s->tries), view)));
	} else if (s->tries) {
		struct block *b = view_message(view, MARK_WRONG,
			asked_one_more_try(quiz_after_costs(q, 100, s->hints, s->tries), view));

		b->label = _("Not quite.");
		b->show = b->lead = s->new_try;
	}
	if (q->n_hints > (size_t)s->hints && q->hint_cost)
		view_dim(view,
			view_printf(view, _("A hint costs %d%% of the points."), q->hint_cost));
}

/* In plain lines an arrow cannot be typed. */
static void hint_reread(const struct quiz *s, const struct question *q, struct view *view)
{
	bool arrow = s->page >= 0 && !view->linear;

	if (q->page >= 0)
		view_hint(view, arrow ? CMD_LEFT : CMD_REREAD, _("reread"));
}

static void describe_open(const struct quiz *s, const struct answer *item, const struct question *q,
	struct view *view)
{
	bool chosen = quiz_is_begun(s, q);

	asked_describe(&s->asked, q, NULL, SHOW_OPEN, view);
	view->blocks[0].lead = s->fresh && !chosen && question_is_typed(q);
	asked_describe_tries(q, item, view);
	for (int i = 0; i < s->hints; i++) {
		struct block *hint = view_message(view, MARK_HINT, q->hints[i]);

		hint->show = hint->lead = s->new_hint && i == s->hints - 1;
	}
	asked_describe_how(q, chosen, view);
	describe_costs(s, q, view);
	/* Enter that answers nothing yet may still scroll */
	view_hint(view, CMD_GO, chosen || question_is_typed(q) ? _("answer") : NULL);
	if (!chosen && q->n_options && !view->linear)
		screen_hint_digits(view, (int)q->n_options, _("choose"));
	if (q->type->count_choices && !view->linear)
		screen_hint_digits(view, (int)q->type->count_choices(q), _(q->type->verb));
	if (q->type->count_choices && chosen)
		view_hint(view, CMD_STEP_BACK, _("step back"));
	if (q->n_hints > (size_t)s->hints)
		view_hint(view, CMD_HINT, _("hint"));
	view_hint(view, CMD_SKIP, _("skip"));
	if (s->page >= 0)
		hint_reread(s, q, view);
}

/* Shows the answer without judging it yet. */
static void describe_sure(const struct quiz *s, const struct question *q, struct view *view)
{
	asked_describe_unjudged(&s->asked, q, s->sure, view);
	view_hint(view, CMD_GO, s->sure < 0 ? NULL : _("take"));
	screen_hint_digits(view, ASKED_SURE, _("choose"));
}

static void describe_answered(
	const struct quiz *s, const struct run *run, const struct question *q, struct view *view)
{
	const struct answer *answer = &run->answers[s->number];

	asked_describe(
		&s->asked, q, answer, s->all_reasons ? SHOW_ALL_REASONS : SHOW_ANSWERED, view);
	if (asked_was_sure(answer) && answer->score < answer->max)
		view_message(view, MARK_INFO,
			_("You were sure: what surprises us is what we remember best."))
			->show = true;
	view_hint(view, CMD_GO, s->page >= 0 || s->number + 1 < run->n ? _("go on") : _("result"));
	if (!q->type->typed && !s->all_reasons)
		view_hint(view, CMD_WHY,
			q->n_options > 1 ? _("why not the others?") : _("all reasons"));
	if (run->kind != RUN_EXAM)
		hint_reread(s, q, view);
}

static const char *where(
	const struct quiz *s, const struct model *model, const struct run *run, struct view *view)
{
	if (s->page < 0)
		return view_printf(view, _("question %zu of %zu"), s->number + 1, run->n);
	return view_printf(view, _("page %d of %zu · your turn"), s->page + 1,
		model_lesson(model, s->lesson)->n_pages);
}

void quiz_describe(const void *state, const struct model *model, struct view *view)
{
	const struct quiz *s = state;
	const struct run *run = quiz_run(s, model);
	const struct question *q = quiz_question(s, model);

	view->title = model_title(model, s->lesson);
	if (!q) {
		view_message(view, MARK_NOTE,
			_("This question cannot be shown any more. Press Esc to go back."));
	} else {
		view->where = where(s, model, run, view);
		if (s->phase == QUIZ_ANSWERED)
			describe_answered(s, run, q, view);
		else if (s->phase == QUIZ_SURE)
			describe_sure(s, q, view);
		else
			describe_open(s, &run->answers[s->number], q, view);
	}
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_KEYS, _("keys"));
}
