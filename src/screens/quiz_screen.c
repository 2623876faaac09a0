/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of a run, one at a time: answer, say how sure you are if asked, then see why. The
 * answer is saved before the screen shows anything about it. A skipped question is not scored.
 * Hints and further tries cost what the question says, and the screen says so beforehand.
 */
#include "screens/asked.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "view/focus.h"

enum phase { PHASE_OPEN, PHASE_SURE, PHASE_ANSWERED };

struct state {
	int lesson;
	size_t number; /* question of the run */
	enum phase phase;
	bool all_reasons;
	bool skipped;           /* going through the skipped questions */
	int hints, tries;       /* tries that were not fully right */
	bool new_hint, new_try; /* the latest hint or try is new since the last key */
	int sure;               /* focus while asking how sure */
	struct asked asked;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER }, N_("answer; then: next question"),
						   BIND_SCROLL_FIRST },
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
	{ CMD_SKIP, { 's', K_CTRL('n') }, N_("skip this question; it is not scored"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back; your answers are kept"), 0 }, { 0 } };

/* Returns the open run, which is never NULL while this screen is shown. */
static const struct run *open_run(const struct state *s, const struct model *model)
{
	return model_progress(model, s->lesson)->open;
}

/* Returns the question, or NULL if it no longer exists. */
static const struct question *question_at(const struct state *s, const struct model *model)
{
	return model_question(model, s->lesson, open_run(s, model)->answers[s->number].question);
}

static bool is_asked(const struct state *s, const struct answer *answer)
{
	return !answer->response || (s->skipped && answer_skipped(answer));
}

/* Asks question number, or the next one that still exists; ends the run after the last. */
static void ask_from(struct state *s, const struct model *model, size_t number, struct effects *fx)
{
	const struct run *run = open_run(s, model);
	const struct question *q = NULL;

	for (; number < run->n; number++) {
		s->number = number;
		q = is_asked(s, &run->answers[number]) ? question_at(s, model) : NULL;
		if (q)
			break;
	}
	s->phase = PHASE_OPEN;
	s->all_reasons = false;
	s->hints = s->tries = s->sure = 0;
	effect_add(fx, EFFECT_SCROLL_TOP);
	if (q) {
		asked_begin(&s->asked, q, run, number, NULL);
		return;
	}
	/* it ends the run, unless so many were skipped that it asks first */
	effect_replace(fx, &screen_skipped, s->lesson, 0);
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	s->lesson = arg->lesson;
	s->skipped = arg->index == QUIZ_SKIPPED;
	ask_from(s, model, 0, fx);
}

/* Returns the score less the cost of hints and further tries. */
static int after_costs(const struct question *q, int score, int hints, int tries)
{
	int cost = hints * q->hint_cost + tries * q->try_cost;

	return cost >= 100 ? 0 : (int)((int64_t)score * (100 - cost) / 100);
}

static void record(struct state *s, const struct model *model, const struct question *q,
	const char *response, enum confidence confidence, struct effects *fx)
{
	struct effect *e = effect_add(fx, EFFECT_ANSWER);
	struct grade g = q->type->grade(q, response);

	e->lesson = s->lesson;
	e->answer.question = open_run(s, model)->answers[s->number].question;
	e->answer.response = arena_strdup(&fx->arena, response);
	e->answer.hints = s->hints;
	e->answer.tries = s->tries + 1;
	e->answer.confidence = confidence;
	if (!question_is_stale(q, &model->today)) {
		e->answer.score = *response ? after_costs(q, g.score, s->hints, s->tries) : 0;
		e->answer.max = g.max;
	}
}

/*
 * Starts another try if the answer is not fully right and the author allows one; reveals nothing
 * yet.
 */
static bool try_again(struct state *s, const struct question *q, const char *response)
{
	struct grade g = q->type->grade(q, response);

	if (g.score == g.max || s->tries + 1 >= q->tries)
		return false;
	s->tries++;
	s->new_try = true;
	return true;
}

static void take(struct state *s, const struct model *model, const struct question *q,
	const char *response, enum confidence confidence, struct effects *fx)
{
	if (try_again(s, q, response)) {
		s->phase = PHASE_OPEN;
		return;
	}
	record(s, model, q, response, confidence, fx);
	q->type->restore(s->asked.work, q, response);
	s->phase = PHASE_ANSWERED;
}

static void answer(
	struct state *s, const struct model *model, const struct question *q, struct effects *fx)
{
	struct strbuf response = STRBUF_INIT;

	q->type->response(s->asked.work, q, &response);
	if (!response.len)
		effect_notice(fx, question_how(q, model->linear));
	else if (q->confidence && s->phase == PHASE_OPEN && !s->tries)
		s->phase = PHASE_SURE;
	else
		take(s, model, q, response.buf, CONFIDENCE_NONE, fx);
	strbuf_release(&response);
}

/* Handles "Sure, fairly sure, guessing", which is asked before the answer is judged. */
static bool update_sure(struct state *s, const struct model *model, const struct question *q,
	const struct input *in, struct effects *fx)
{
	struct strbuf response = STRBUF_INIT;
	bool picked;

	if (focus_update(&s->sure, 3, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	q->type->response(s->asked.work, q, &response);
	take(s, model, q, response.buf, (enum confidence)(CONFIDENCE_SURE - s->sure), fx);
	strbuf_release(&response);
	return true;
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
	s->new_hint = s->new_try = false;
	if (q->type->update(s->asked.work, q, in))
		return true;
	switch (in->command) {
	case CMD_GO:
		answer(s, model, q, fx);
		return true;
	case CMD_HINT:
		s->new_hint = (size_t)s->hints < q->n_hints;
		if (s->new_hint)
			s->hints++;
		else
			effect_notice(fx,
				q->n_hints ? _("There are no more hints.")
					   : _("There is no hint for this question."));
		return true;
	case CMD_REREAD:
		reread(model, q, fx);
		return true;
	case CMD_SKIP:
		record(s, model, q, "", CONFIDENCE_NONE, fx);
		ask_from(s, model, s->number + 1, fx);
		return true;
	default:
		return false;
	}
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	const struct question *q = question_at(s, model);

	if (in->command == CMD_BACK || !q) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	switch (s->phase) {
	case PHASE_SURE:
		return update_sure(s, model, q, in, fx);
	case PHASE_ANSWERED:
		return update_answered(s, model, q, in, fx);
	default:
		return update_open(s, model, q, in, fx);
	}
}

static bool typing(const void *state, const struct model *model)
{
	const struct state *s = state;
	const struct question *q = question_at(s, model);

	return q && question_is_typed(q) && s->phase == PHASE_OPEN;
}

static void describe_costs(const struct state *s, const struct question *q, struct view *view)
{
	if (s->tries) {
		struct block *b = view_message(view, MARK_WRONG,
			view_printf(view,
				_("Have another look: this try is for %d%% of the points."),
				after_costs(q, 100, s->hints, s->tries)));

		b->label = _("Not quite.");
		b->show = s->new_try;
	}
	if (q->n_hints > (size_t)s->hints && q->hint_cost)
		view_dim(view,
			view_printf(view, _("A hint costs %d%% of the points."), q->hint_cost));
}

static void describe_open(const struct state *s, const struct question *q, struct view *view)
{
	asked_describe(&s->asked, q, NULL, SHOW_OPEN, view);
	for (int i = 0; i < s->hints; i++)
		view_message(view, MARK_HINT, q->hints[i])->show = s->new_hint && i == s->hints - 1;
	if (strcmp(q->type->name, "single"))
		view_dim(view, question_how(q, view->linear));
	describe_costs(s, q, view);
	view_hint(view, CMD_GO, _("answer"));
	if (q->n_hints > (size_t)s->hints)
		view_hint(view, CMD_HINT, _("hint"));
	view_hint(view, CMD_SKIP, _("skip"));
}

/* Shows the answer without judging it yet. */
static void describe_sure(const struct state *s, const struct question *q, struct view *view)
{
	const char *const words[] = { _("Sure"), _("Fairly sure"), _("Guessing") };
	size_t first;

	asked_describe(&s->asked, q, NULL, SHOW_OPEN, view);
	for (size_t i = 0; i < view->n; i++) {
		view->blocks[i].id = -1;
		if (view->blocks[i].focus && view->blocks[i].kind == BLOCK_CHOICE)
			view->blocks[i].note = _("your answer");
		view->blocks[i].focus = false;
	}
	view_text(view, _("How sure are you?"));
	view->numbers = NUMBERS_CHOOSE;
	first = view->n;
	for (int i = 0; i < 3; i++)
		view_choice(view, i, view_printf(view, "%d", i + 1), words[i], i == s->sure);
	for (size_t i = first - 1; i < view->n; i++)
		view->blocks[i].show = true;
	view_hint(view, CMD_GO, _("take"));
}

static void describe_answered(
	const struct state *s, const struct run *run, const struct question *q, struct view *view)
{
	const struct answer *answer = &run->answers[s->number];

	asked_describe(
		&s->asked, q, answer, s->all_reasons ? SHOW_ALL_REASONS : SHOW_ANSWERED, view);
	if (answer->confidence == CONFIDENCE_SURE && answer->score < answer->max)
		view_message(
			view, MARK_INFO, _("You were sure: what surprises is remembered best."))
			->show = true;
	view_hint(view, CMD_GO, s->number + 1 < run->n ? _("next") : _("result"));
	if (!q->type->typed && !s->all_reasons)
		view_hint(view, CMD_WHY,
			q->n_options > 1 ? _("why not the others?") : _("all reasons"));
	if (q->page >= 0)
		view_hint(view, CMD_REREAD, _("reread"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct run *run = open_run(s, model);
	const struct question *q = question_at(s, model);

	view->title = model_title(model, s->lesson);
	if (!q) {
		view_message(view, MARK_NOTE,
			_("This question cannot be shown any more. Press Esc to go back."));
	} else {
		view->where = view_printf(view, _("question %zu of %zu"), s->number + 1, run->n);
		if (s->phase == PHASE_ANSWERED)
			describe_answered(s, run, q, view);
		else if (s->phase == PHASE_SURE)
			describe_sure(s, q, view);
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
