/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of a run, one at a time: answer, then see why. The answer is stored before the screen
 * shows anything about it. Skipping leaves a question unscored.
 */
#include "screens/asked.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"

struct state {
	int lesson;
	size_t number;          /* question of the run */
	bool answered, all_reasons;
	int hints;
	struct asked asked;
};

static const struct binding bindings[] = {
	{ CMD_GO, { K_ENTER }, N_("answer; then: next question"), BIND_SCROLL_FIRST },
	{ CMD_UP, { K_UP, 'k' }, N_("answer above"), 0 },
	{ CMD_DOWN, { K_DOWN, 'j' }, N_("answer below"), 0 },
	{ CMD_PICK, { '1' }, N_("answer number 1 to 9"), BIND_DIGITS },
	{ CMD_LEFT, { K_LEFT }, N_("the choice before, for this line"), 0 },
	{ CMD_RIGHT, { K_RIGHT }, N_("the next choice, for this line"), 0 },
	{ CMD_NEXT, { K_TAB }, N_("next gap"), 0 },
	{ CMD_PREVIOUS, { K_BACK_TAB }, N_("gap before"), 0 },
	{ CMD_TICK, { K_SPACE }, N_("tick or untick"), 0 },
	{ CMD_HINT, { 'i', K_CTRL('t') }, N_("a hint, if there is one"), 0 },
	{ CMD_WHY, { 'e' }, N_("after an answer: why, for every option"), 0 },
	{ CMD_REREAD, { 'p' }, N_("read the page again that the question is about"), 0 },
	{ CMD_SKIP, { 's' }, N_("skip this question; it is not scored"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back; your answers are kept"), 0 },
	{ 0 }
};

static const struct run *open_run(const struct state *s, const struct model *model)
{
	const struct lesson_progress *p = model_progress(model, s->lesson);

	return p ? p->open : NULL;
}

static const struct question *question_at(const struct state *s, const struct model *model)
{
	const struct run *run = open_run(s, model);

	if (!run || s->number >= run->n)
		return NULL;
	return model_question(model, s->lesson, run->answers[s->number].question);
}

/* Sets out question number, or the next one that still exists; ends the run after the last. */
static void ask_from(struct state *s, const struct model *model, size_t number, struct effects *fx)
{
	const struct run *run = open_run(s, model);
	const struct question *q = NULL;

	for (; run && number < run->n; number++) {
		s->number = number;
		q = run->answers[number].response ? NULL : question_at(s, model);
		if (q)
			break;
	}
	s->answered = s->all_reasons = false;
	s->hints = 0;
	effect_add(fx, EFFECT_TOP);
	if (q) {
		asked_begin(&s->asked, q, run, number, NULL);
		return;
	}
	if (run)
		effect_add(fx, EFFECT_FINISH)->lesson = s->lesson;
	effect_replace(fx, &screen_result, s->lesson, 0);
}

static void enter(void *state, const struct model *model, const struct screen_arg *arg,
	struct effects *fx)
{
	struct state *s = state;

	s->lesson = arg->lesson;
	ask_from(s, model, 0, fx);
}

static void record(struct state *s, const struct model *model, const struct question *q,
	const char *response, bool scored, struct effects *fx)
{
	struct effect *e = effect_add(fx, EFFECT_ANSWER);
	struct grade g = q->type->grade(q, response);

	e->lesson = s->lesson;
	e->answer.question = open_run(s, model)->answers[s->number].question;
	e->answer.response = arena_strdup(&fx->arena, response);
	e->answer.hints = s->hints;
	if (scored && !question_is_stale(q, &model->today)) {
		e->answer.score = g.score;
		e->answer.max = g.max;
	}
}

static void answer(struct state *s, const struct model *model, const struct question *q,
	struct effects *fx)
{
	struct strbuf response = STRBUF_INIT;

	q->type->response(s->asked.work, q, &response);
	if (response.len) {
		record(s, model, q, response.buf, true, fx);
		q->type->restore(s->asked.work, q, response.buf);
		s->answered = true;
	} else {
		effect_notice(fx, _(q->type->how));
	}
	strbuf_release(&response);
}

static void reread(const struct model *model, const struct question *q, struct effects *fx)
{
	int lesson = course_find(&model->course, q->lesson_id);

	if (q->page < 0 || lesson < 0) {
		effect_notice(fx, _("This question is not about one page."));
		return;
	}
	effect_push(fx, &screen_page, lesson, q->page);
	fx->v[fx->n - 1].arg.aside = true;
}

static bool update_answered(struct state *s, const struct model *model, const struct question *q,
	const struct input *in, struct effects *fx)
{
	switch (in->command) {
	case CMD_GO:
	case CMD_TICK:
		ask_from(s, model, s->number + 1, fx);
		return true;
	case CMD_WHY:
		s->all_reasons = !s->all_reasons;
		return true;
	case CMD_REREAD:
		reread(model, q, fx);
		return true;
	default:
		return false;
	}
}

static bool update_open(struct state *s, const struct model *model, const struct question *q,
	const struct input *in, struct effects *fx)
{
	if (q->type->update(s->asked.work, q, in))
		return true;
	switch (in->command) {
	case CMD_GO:
		answer(s, model, q, fx);
		return true;
	case CMD_HINT:
		if ((size_t)s->hints < q->n_hints)
			s->hints++;
		else
			effect_notice(fx, q->n_hints ? _("There is no further hint.")
						     : _("There is no hint for this question."));
		return true;
	case CMD_REREAD:
		reread(model, q, fx);
		return true;
	case CMD_SKIP:
		record(s, model, q, "", false, fx);
		ask_from(s, model, s->number + 1, fx);
		return true;
	default:
		return false;
	}
}

static bool update(void *state, const struct model *model, const struct input *in,
	struct effects *fx)
{
	struct state *s = state;
	const struct question *q = question_at(s, model);

	if (in->command == CMD_BACK || !q) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	return s->answered ? update_answered(s, model, q, in, fx)
			   : update_open(s, model, q, in, fx);
}

static bool typing(const void *state, const struct model *model)
{
	const struct state *s = state;
	const struct question *q = question_at(s, model);

	return q && question_is_typed(q) && !s->answered;
}

static void describe_open(const struct state *s, const struct question *q, struct view *view)
{
	asked_describe(&s->asked, q, NULL, SHOW_OPEN, view);
	for (int i = 0; i < s->hints; i++)
		view_message(view, MARK_HINT, q->hints[i])->show = true;
	if (strcmp(q->type->name, "single"))
		view_dim(view, _(q->type->how));
	view_hint(view, CMD_GO, _("answer"));
	if (q->n_hints > (size_t)s->hints)
		view_hint(view, CMD_HINT, _("hint"));
	if (!question_is_typed(q))
		view_hint(view, CMD_SKIP, _("skip"));
}

static void describe_answered(const struct state *s, const struct run *run, const struct question *q,
	struct view *view)
{
	const struct answer *answer = &run->answers[s->number];

	asked_describe(&s->asked, q, answer, s->all_reasons ? SHOW_ALL_REASONS : SHOW_ANSWERED, view);
	view_hint(view, CMD_GO, s->number + 1 < run->n ? _("next") : _("see the result"));
	if (q->n_options > 1 && !s->all_reasons)
		view_hint(view, CMD_WHY, _("why not the others?"));
	if (q->page >= 0)
		view_hint(view, CMD_REREAD, _("reread"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct run *run = open_run(s, model);
	const struct question *q = question_at(s, model);

	view->title = model->course.lessons[s->lesson].title;
	if (!q) {
		view_message(view, MARK_NOTE, _("This question cannot be shown any more. Press Esc to go back."));
	} else {
		view->where = view_printf(view, _("question %zu of %zu"), s->number + 1, run->n);
		if (s->answered)
			describe_answered(s, run, q, view);
		else
			describe_open(s, q, view);
	}
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_quiz = {
	.name = "quiz",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
	.typing = typing,
};
