/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/screen.h"
#include "screens/standing.h"

#include <string.h>

#include "base/i18n.h"
#include "learner/draw.h"

struct effect *effect_add(struct effects *fx, enum effect_kind kind)
{
	struct effect *e;

	if (fx->n == EFFECTS_MAX)
		BUG("more than %d effects of one event", EFFECTS_MAX);
	e = &fx->v[fx->n++];
	memset(e, 0, sizeof(*e));
	e->kind = kind;
	e->lesson = e->arg.lesson = -1;
	return e;
}

void effect_push(struct effects *fx, const struct screen *screen, int lesson, int index)
{
	struct effect *e = effect_add(fx, EFFECT_PUSH);

	e->screen = screen;
	e->arg = (struct screen_arg){ .lesson = lesson, .index = index };
}

void effect_replace(struct effects *fx, const struct screen *screen, int lesson, int index)
{
	effect_push(fx, screen, lesson, index);
	fx->v[fx->n - 1].kind = EFFECT_REPLACE;
}

void effect_notice(struct effects *fx, const char *text)
{
	effect_add(fx, EFFECT_NOTICE)->text = arena_strdup(&fx->arena, text);
}

enum { REVIEW_AT_A_TIME = 10 };

static size_t all_questions(const struct model *model, const struct lesson *lesson,
	const struct run *last, const char **out, struct effects *fx)
{
	const struct draw_lot lot = { model->rng_state, last, model_find_lesson, (void *)model,
		&fx->arena };

	return draw_questions(lesson, &lot, out);
}

void effect_review(struct effects *fx, const struct model *model)
{
	const struct lesson_progress *p = model_progress(model, LESSON_REVIEW);

	if (!p || !p->open) {
		struct effect *e = effect_add(fx, EFFECT_BEGIN);
		const struct review *review = &model->progress.review;
		const char **refs = arena_alloc(&fx->arena, (review->n + 1) * sizeof(*refs));
		size_t n = review_due(review, model->day, refs, review->n);

		e->lesson = LESSON_REVIEW;
		e->run_kind = RUN_REVIEW;
		e->questions = arena_alloc(&fx->arena, REVIEW_AT_A_TIME * sizeof(*e->questions));
		for (size_t i = 0; i < n && e->n < REVIEW_AT_A_TIME; i++)
			if (model_question(model, LESSON_NONE, refs[i]) &&
				review_is_apart(
					progress_asked(&model->progress, refs[i]), model->now))
				e->questions[e->n++] = arena_strdup(&fx->arena, refs[i]);
		if (!e->n) {
			fx->n--;
			effect_notice(fx, _("Nothing is due for review today."));
			return;
		}
	}
	effect_push(fx, &screen_quiz, LESSON_REVIEW, 0);
}

void effect_play(struct effects *fx, int lesson, bool replace)
{
	struct effect *e = effect_add(fx, EFFECT_BEGIN);

	e->lesson = lesson;
	e->run_kind = RUN_SCENARIO;
	if (replace)
		effect_replace(fx, &screen_chat, lesson, 0);
	else
		effect_push(fx, &screen_chat, lesson, 0);
}

static bool begin_quiz(struct effects *fx, const struct model *model, int index, bool only_missed)
{
	const struct lesson *lesson = model_lesson(model, index);
	const struct lesson_progress *p = model_progress(model, index);
	struct effect *e = effect_add(fx, EFFECT_BEGIN);

	e->lesson = index;
	e->run_kind = only_missed ? RUN_MISSED : lesson->n_draws ? RUN_EXAM : RUN_QUIZ;
	e->questions = arena_alloc(&fx->arena, (draw_most(lesson) + 1) * sizeof(*e->questions));
	if (only_missed && p) {
		for (size_t i = 0; i < p->last->n; i++)
			if (answer_missed(&p->last->answers[i]))
				e->questions[e->n++] = p->last->answers[i].question;
	} else {
		e->n = all_questions(model, lesson, p ? p->last : NULL, e->questions, fx);
	}
	if (e->n)
		return true;
	fx->n--;
	effect_notice(fx, _("This lesson has no questions."));
	return false;
}

bool effect_begin_quiz(struct effects *fx, const struct model *model, int index)
{
	return begin_quiz(fx, model, index, false);
}

void effect_quiz(
	struct effects *fx, const struct model *model, int index, bool only_missed, bool replace)
{
	const struct lesson *lesson = model_lesson(model, index);
	const struct lesson_progress *p = model_progress(model, index);

	if (!lesson) {
		effect_notice(
			fx, _("This question cannot be shown any more. Press Esc to go back."));
		return;
	}
	if (!only_missed && standing_is_closed(model, index)) {
		if (replace)
			effect_add(fx, EFFECT_POP);
		effect_notice(fx, _("This exam opens when the lessons named here are passed."));
		return;
	}
	if ((!p || !p->open) && !begin_quiz(fx, model, index, only_missed))
		return;
	if (replace)
		effect_replace(fx, &screen_quiz, index, 0);
	else
		effect_push(fx, &screen_quiz, index, 0);
}

void screen_enter_lesson(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	int *lesson = state;

	(void)model;
	(void)fx;
	*lesson = arg->lesson;
}

void screen_hint_digits(struct view *view, int n, const char *label)
{
	const char *key = n == 1 ? "1" : "1, 2";

	if (n > 2)
		/* TRANSLATORS: keys to press, in the footer */
		key = view_printf(view, _("1 to %d"), n);
	view_hint(view, CMD_PICK, label);
	view->hints[view->n_hints - 1].key = key;
}
