/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of a run, one at a time: answer, say how sure you are if asked, then see why. The
 * answer is saved before the screen shows anything about it. What hints and further tries cost is
 * said beforehand. Nothing is chosen until a key moves or picks, so that Enter pressed out of habit
 * answers nothing. An answer that is left unfinished is found again. While a lesson is read, the
 * questions of one page are asked (turn.h), and then lead to the next page.
 */
#include "screens/quiz.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "screens/aside.h"
#include "screens/turn.h"
#include "view/focus.h"

static const struct binding bindings[] = { { CMD_GO, { K_ENTER }, N_("answer; then: next question"),
						   BIND_SCROLL_FIRST },
	{ CMD_UP, { K_UP, 'k' }, N_("answer above"), 0 },
	{ CMD_DOWN, { K_DOWN, 'j' }, N_("answer below"), 0 },
	{ CMD_PICK, { '1' }, N_("choose that number; where there are boxes, tick it"),
		BIND_DIGITS },
	{ CMD_LEFT, { K_LEFT }, N_("the choice before, for this line"), 0 },
	{ CMD_RIGHT, { K_RIGHT }, N_("the next choice, for this line"), 0 },
	{ CMD_NEXT, { K_TAB }, N_("next gap"), 0 },
	{ CMD_PREVIOUS, { K_BACK_TAB }, N_("gap before"), 0 },
	{ CMD_TICK, { K_SPACE }, N_("tick or untick"), 0 },
	{ CMD_STEP_BACK, { 'z' }, N_("where lines are filled: take the last one back"), 0 },
	{ CMD_HINT, { 'i', K_CTRL('t') }, N_("a hint, if there is one"), 0 },
	{ CMD_WHY, { 'e' }, N_("after an answer: why, for every option"), 0 },
	{ CMD_CONTENTS, { 'c' }, N_("contents of the lesson: its pages"), 0 },
	{ CMD_REREAD, { 'p' }, N_("back to the page that the question is about"), 0 },
	{ CMD_SKIP, { 's', K_CTRL('n') }, N_("skip this question"), 0 },
	{ CMD_NEXT_PAGE, { 'n' }, N_("while reading: on to the next page"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', K_CTRL('g') }, N_("back; your answers are kept"), 0 }, { 0 } };

/* Returns the answer to the question, unanswered while it is open, and its tries. */
static const struct answer *item_at(const struct quiz *s, const struct model *model)
{
	return &quiz_run(s, model)->answers[s->number];
}

/*
 * Lays out the question as it was left: with the tries that are kept, and with the answer that was
 * being made.
 */
static void begin_question(struct quiz *s, const struct model *model, const struct question *q)
{
	const struct run *run = quiz_run(s, model);
	const struct answer *item = &run->answers[s->number];
	const struct model_draft *draft = model_draft(model, run->id, s->number);

	asked_begin(&s->asked, q, run, s->number, NULL);
	asked_note_tries(&s->asked, q, item);
	s->tries = item->tries;
	s->hints = item->hints;
	if (!draft || draft->tries != s->tries)
		return;
	s->asked.work = draft->work;
	s->hints = draft->hints;
	s->kept = true;
}

static bool is_asked(const struct quiz *s, const struct model *model, const struct answer *item)
{
	if (s->page >= 0)
		return !item->response && turn_owns(model, s->lesson, s->page, item->question);
	if (s->skipped)
		return !item->response || answer_skipped(item);
	return !item->response || turn_asks_again(model, s->lesson, item);
}

static void after_last(const struct quiz *s, const struct model *model, struct effects *fx)
{
	if (s->single)
		effect_add(fx, EFFECT_POP);
	else if (s->page >= 0)
		turn_next_page(fx, model, s->lesson, s->page);
	else
		/* it ends the run, unless so many were skipped that it asks first */
		effect_replace(fx, &screen_skipped, s->lesson, 0);
}

/* Asks question number, or the next one that still exists. */
static void ask_from(struct quiz *s, const struct model *model, size_t number, struct effects *fx)
{
	const struct run *run = quiz_run(s, model);
	const struct question *q = NULL;

	for (; number < run->n; number++) {
		s->number = number;
		q = is_asked(s, model, &run->answers[number]) ? quiz_question(s, model) : NULL;
		if (q)
			break;
	}
	s->phase = QUIZ_OPEN;
	s->all_reasons = false;
	s->kept = s->warned = false;
	s->fresh = true;
	s->again = q && answer_missed(&run->answers[number]);
	effect_add(fx, EFFECT_SCROLL_TOP);
	if (q)
		begin_question(s, model, q);
	else
		after_last(s, model, fx);
}

/* Shows the question that was in hand when reading was left, with its reasons if it is answered. */
static void resume(struct quiz *s, const struct model *model, struct effects *fx)
{
	const struct run *run = quiz_run(s, model);
	int number = turn_in_hand(model, s->lesson, s->page);
	const struct question *q;

	s->number = number < 0 ? 0 : (size_t)number;
	q = number < 0 ? NULL : quiz_question(s, model);
	if (!q || !run->answers[number].response || answer_skipped(&run->answers[number])) {
		ask_from(s, model, s->number, fx);
		return;
	}
	asked_begin(&s->asked, q, run, s->number, run->answers[number].response);
	s->phase = QUIZ_ANSWERED;
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct quiz *s = state;

	s->lesson = arg->lesson;
	s->page = arg->turn ? arg->index : -1;
	s->single = arg->single;
	s->skipped = !arg->turn && arg->index == QUIZ_SKIPPED;
	if (arg->turn && arg->back)
		resume(s, model, fx);
	else
		ask_from(s, model, 0, fx);
}

static struct effect *record(const struct quiz *s, const struct model *model, enum effect_kind kind,
	const char *response, enum confidence confidence, struct effects *fx)
{
	struct effect *e = effect_add(fx, kind);

	e->lesson = s->lesson;
	e->answer.question = item_at(s, model)->question;
	e->answer.response = arena_strdup(&fx->arena, response);
	e->answer.hints = s->hints;
	e->answer.confidence = confidence;
	return e;
}

/* Records a response that another try follows, with the points that it alone would get. */
static void record_attempt(const struct quiz *s, const struct model *model,
	const struct question *q, const char *response, enum confidence confidence,
	struct effects *fx)
{
	struct effect *e = record(s, model, EFFECT_ATTEMPT, response, confidence, fx);
	struct grade g = q->type->grade(q, response);

	if (!question_is_stale(q, &model->today)) {
		e->answer.score = g.score;
		e->answer.max = g.max;
	}
}

/* Records the answer; "" skips the question. */
static void record_answer(const struct quiz *s, const struct model *model, const struct question *q,
	const char *response, enum confidence confidence, struct effects *fx)
{
	struct effect *e = record(s, model, EFFECT_ANSWER, response, confidence, fx);
	struct grade g = q->type->grade(q, response);

	if (!question_is_stale(q, &model->today)) {
		e->answer.score = *response ? quiz_after_costs(q, g.score, s->hints, s->tries) : 0;
		e->answer.max = g.max;
	}
}

/* True if the answer is not fully right and the author allows another try. */
static bool may_try_again(const struct quiz *s, const struct question *q, const char *response)
{
	struct grade g = q->type->grade(q, response);

	return g.score < g.max && s->tries + 1 < q->tries;
}

/* Takes the answer: judges it, or reveals nothing yet and asks again. */
static void take(struct quiz *s, const struct model *model, const struct question *q,
	const char *response, enum confidence confidence, struct effects *fx)
{
	if (may_try_again(s, q, response)) {
		record_attempt(s, model, q, response, confidence, fx);
		s->tries++;
		s->new_try = true;
		s->phase = QUIZ_OPEN;
		if (q->type->note_tried)
			q->type->note_tried(s->asked.work.bytes, q, response);
		return;
	}
	record_answer(s, model, q, response, confidence, fx);
	q->type->restore(s->asked.work.bytes, q, response);
	s->phase = QUIZ_ANSWERED;
}

/* Says once that parts of the answer are empty, or that it was made earlier. */
static bool warn(struct quiz *s, const struct question *q, bool again, struct effects *fx)
{
	int empty = q->type->count_empty ? q->type->count_empty(s->asked.work.bytes, q) : 0;

	if (again || (!empty && !s->kept))
		return false;
	s->warned = true;
	if (empty)
		effect_notice(fx,
			arena_printf(&fx->arena,
				/* TRANSLATORS: lines or gaps that are still to be filled */
				Q_("%d is still empty. Enter again: answer like this.",
					"%d are still empty. Enter again: answer like this.",
					(unsigned long)empty),
				empty));
	else
		effect_notice(fx, _("This is your answer from before. Enter again: take it."));
	return true;
}

/* again: the key before was Enter as well, and there was something to say about it. */
static void answer(struct quiz *s, const struct model *model, const struct question *q, bool again,
	struct effects *fx)
{
	struct strbuf response = STRBUF_INIT;

	q->type->response(s->asked.work.bytes, q, &response);
	if (!response.len) {
		effect_notice(fx, asked_choose_first(q, model->linear));
	} else if (asked_was_tried(item_at(s, model), response.buf)) {
		effect_notice(fx, asked_tried_already(q));
	} else if (warn(s, q, again, fx)) {
		/* the next Enter answers */
	} else if (q->confidence && !s->tries) {
		s->phase = QUIZ_SURE;
		s->sure = -1;
	} else {
		take(s, model, q, response.buf, CONFIDENCE_NONE, fx);
	}
	strbuf_release(&response);
}

/*
 * Handles "a guess, fairly, very", which is asked before the answer is judged. Esc leads back to
 * the answer.
 */
static bool update_sure(struct quiz *s, const struct model *model, const struct question *q,
	const struct input *in, struct effects *fx)
{
	struct strbuf response = STRBUF_INIT;
	struct input moved = *in;
	bool picked;

	if (in->command == CMD_LEFT || in->command == CMD_RIGHT)
		moved.command = in->command == CMD_LEFT ? CMD_UP : CMD_DOWN;
	if (focus_update(&s->sure, ASKED_SURE, &moved, &picked))
		return true;
	if (in->command == CMD_BACK) {
		s->phase = QUIZ_OPEN;
		return true;
	}
	if (in->command != CMD_GO)
		return false;
	if (s->sure < 0) {
		effect_notice(fx, _("Choose 1 to 3."));
		return true;
	}
	q->type->response(s->asked.work.bytes, q, &response);
	take(s, model, q, response.buf, (enum confidence)(CONFIDENCE_GUESS + s->sure), fx);
	strbuf_release(&response);
	return true;
}

/* The answer being made is found again. */
static void keep_draft(const struct quiz *s, const struct model *model, struct effects *fx)
{
	struct model_draft *draft;

	if (s->phase == QUIZ_ANSWERED)
		return;
	draft = arena_alloc(&fx->arena, sizeof(*draft));
	snprintf(draft->run, sizeof(draft->run), "%s", quiz_run(s, model)->id);
	draft->number = s->number;
	draft->tries = s->tries;
	draft->hints = s->hints;
	draft->work = s->asked.work;
	effect_add(fx, EFFECT_DRAFT)->draft = draft;
}

/* Handles what leads from the questions of a page back to it, or on to the next one. */
static bool update_turn(
	struct quiz *s, const struct model *model, const struct input *in, struct effects *fx)
{
	bool left = in->command == CMD_LEFT || in->command == CMD_REREAD ||
		(!in->command && in->key == K_LEFT);

	if (s->page < 0 || (!left && in->command != CMD_NEXT_PAGE))
		return false;
	keep_draft(s, model, fx);
	if (left)
		turn_reread(fx, s->lesson, s->page, s->single);
	else
		after_last(s, model, fx);
	return true;
}

static bool update_answered(struct quiz *s, const struct model *model, const struct question *q,
	const struct input *in, struct effects *fx)
{
	if (update_turn(s, model, in, fx))
		return true;
	switch (in->command) {
	case CMD_GO:
	case CMD_TICK:
		ask_from(s, model, s->number + 1, fx);
		return true;
	case CMD_WHY:
		s->all_reasons = !s->all_reasons;
		return true;
	case CMD_REREAD:
		aside_reread(model, q, quiz_run(s, model)->kind, fx);
		return true;
	case CMD_CONTENTS:
		aside_contents(model, q, quiz_run(s, model)->kind, fx);
		return true;
	default:
		return false;
	}
}

static bool update_open(struct quiz *s, const struct model *model, const struct question *q,
	const struct input *in, struct effects *fx)
{
	bool again = s->warned, fresh = s->fresh;

	s->fresh = s->new_hint = s->new_try = s->warned = false;
	/* from the words of the question to what is to be filled */
	if (fresh && question_is_typed(q) && !quiz_is_begun(s, q) &&
		(in->command == CMD_NEXT || in->command == CMD_DOWN))
		return true;
	/* a field takes the arrow for itself once there is something to move in */
	if (question_is_typed(q) && in->key == K_LEFT && !quiz_is_begun(s, q) &&
		update_turn(s, model, in, fx))
		return true;
	if (q->type->update(s->asked.work.bytes, q, in)) {
		s->kept &= in->command == CMD_GO;
		return true;
	}
	if (update_turn(s, model, in, fx))
		return true;
	switch (in->command) {
	case CMD_GO:
		answer(s, model, q, again, fx);
		return true;
	case CMD_TICK:
		if (quiz_is_begun(s, q))
			return false;
		effect_notice(fx, asked_choose_first(q, model->linear));
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
		aside_reread(model, q, quiz_run(s, model)->kind, fx);
		return true;
	case CMD_CONTENTS:
		aside_contents(model, q, quiz_run(s, model)->kind, fx);
		return true;
	case CMD_SKIP:
		/* what was answered before stays so */
		if (!s->again)
			record_answer(s, model, q, "", CONFIDENCE_NONE, fx);
		ask_from(s, model, s->number + 1, fx);
		return true;
	default:
		return false;
	}
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct quiz *s = state;
	const struct question *q = quiz_question(s, model);

	if (!q) {
		if (in->command != CMD_FIND)
			effect_add(fx, EFFECT_POP);
		return true;
	}
	if (in->command == CMD_BACK && s->phase == QUIZ_ANSWERED && s->all_reasons) {
		s->all_reasons = false;
		return true;
	}
	if ((in->command == CMD_BACK && s->phase != QUIZ_SURE) || in->command == CMD_FIND) {
		keep_draft(s, model, fx);
		if (in->command == CMD_BACK)
			effect_add(fx, EFFECT_POP);
		return true;
	}
	switch (s->phase) {
	case QUIZ_SURE:
		return update_sure(s, model, q, in, fx);
	case QUIZ_ANSWERED:
		return update_answered(s, model, q, in, fx);
	default:
		return update_open(s, model, q, in, fx);
	}
}

static bool typing(const void *state, const struct model *model)
{
	const struct quiz *s = state;
	const struct question *q = quiz_question(s, model);

	return q && question_is_typed(q) && s->phase == QUIZ_OPEN;
}

const struct screen screen_quiz = {
	.name = "quiz",
	.state_size = sizeof(struct quiz),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = quiz_describe,
	.typing = typing,
};
