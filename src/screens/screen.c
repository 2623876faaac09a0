/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/screen.h"
#include "screens/standing.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rand.h"

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

/* Returns the maximum number of questions in a run of a lesson: its own and those it draws. */
static size_t most_questions(const struct lesson *lesson)
{
	size_t n = lesson->n_questions;

	for (size_t i = 0; i < lesson->n_draws; i++)
		n += (size_t)lesson->draws[i].count;
	return n;
}

static bool was_asked(const struct run *last, const char *question)
{
	for (size_t i = 0; last && i < last->n; i++)
		if (!strcmp(last->answers[i].question, question))
			return true;
	return false;
}

/*
 * State of a draw: the random state, and the previous run, whose questions are avoided while there
 * are others.
 */
struct lot {
	const struct run *last;
	uint64_t rng_state;
	struct arena *arena;
};

/* Marks up to count of the candidates as taken, at random; asked tells which ones are eligible. */
static size_t draw_some(
	struct lot *lot, bool *taken, const char **from, size_t n, size_t count, bool asked)
{
	int *order = arena_alloc(lot->arena, (n + 1) * sizeof(*order));
	size_t k = 0;

	rand_shuffle(&lot->rng_state, order, n);
	for (size_t i = 0; i < n && k < count; i++) {
		if (was_asked(lot->last, from[order[i]]) == asked) {
			taken[order[i]] = true;
			k++;
		}
	}
	return k;
}

/* Draws count of the n candidates and keeps their order. */
static size_t draw(struct lot *lot, const char **out, const char **from, size_t n, size_t count)
{
	bool *taken = arena_alloc(lot->arena, n + 1);
	size_t k = draw_some(lot, taken, from, n, count, false);

	draw_some(lot, taken, from, n, count - k, true);
	k = 0;
	for (size_t i = 0; i < n; i++)
		if (taken[i])
			out[k++] = from[i];
	return k;
}

static size_t draw_from_lesson(
	const struct model *model, const struct draw *d, struct lot *lot, const char **out)
{
	const struct lesson *from = model_lesson(model, course_find(&model->course, d->lesson));
	const char **all;

	if (!from)
		return 0;
	all = arena_alloc(lot->arena, (from->n_questions + 1) * sizeof(*all));
	for (size_t i = 0; i < from->n_questions; i++)
		all[i] = arena_printf(lot->arena, "%s/%s", from->id, from->questions[i].id);
	return draw(lot, out, all, from->n_questions, (size_t)d->count);
}

static size_t draw_from_pool(
	const struct lesson *lesson, const struct pool *pool, struct lot *lot, const char **out)
{
	const char **all = arena_alloc(lot->arena, (lesson->n_questions + 1) * sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < lesson->n_questions; i++)
		if (lesson->questions[i].pool && !strcmp(lesson->questions[i].pool, pool->id))
			all[n++] = lesson->questions[i].id;
	return draw(lot, out, all, n, (size_t)pool->draw);
}

static size_t all_questions(const struct model *model, const struct lesson *lesson,
	const struct run *last, const char **out, struct effects *fx)
{
	struct lot lot = { .last = last, .rng_state = model->rng_state, .arena = &fx->arena };
	size_t n = 0;

	for (size_t i = 0; i < lesson->n_questions; i++)
		if (!lesson->questions[i].pool)
			out[n++] = lesson->questions[i].id;
	for (size_t i = 0; i < lesson->n_pools; i++)
		n += draw_from_pool(lesson, &lesson->pools[i], &lot, out + n);
	for (size_t i = 0; i < lesson->n_draws; i++)
		n += draw_from_lesson(model, &lesson->draws[i], &lot, out + n);
	return n;
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
	e->questions =
		arena_alloc(&fx->arena, (most_questions(lesson) + 1) * sizeof(*e->questions));
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
