/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/draw.h"

#include <string.h>

#include "base/rand.h"
#include "learner/progress.h"

/* A lot, and the random state so far. */
struct drawing {
	const struct draw_lot *lot;
	uint64_t rng_state;
};

size_t draw_most(const struct lesson *lesson)
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

/* Marks up to count of the candidates as taken, at random; asked tells which ones are eligible. */
static size_t draw_some(
	struct drawing *d, bool *taken, const char **from, size_t n, size_t count, bool asked)
{
	int *order = arena_alloc(d->lot->arena, (n + 1) * sizeof(*order));
	size_t k = 0;

	rand_shuffle(&d->rng_state, order, n);
	for (size_t i = 0; i < n && k < count; i++) {
		if (was_asked(d->lot->last, from[order[i]]) == asked) {
			taken[order[i]] = true;
			k++;
		}
	}
	return k;
}

/* Draws count of the n candidates and keeps their order. */
static size_t draw(struct drawing *d, const char **out, const char **from, size_t n, size_t count)
{
	bool *taken = arena_alloc(d->lot->arena, n + 1);
	size_t k = draw_some(d, taken, from, n, count, false);

	draw_some(d, taken, from, n, count - k, true);
	k = 0;
	for (size_t i = 0; i < n; i++)
		if (taken[i])
			out[k++] = from[i];
	return k;
}

static size_t draw_from_lesson(struct drawing *d, const struct draw *what, const char **out)
{
	const struct lesson *from = d->lot->find(d->lot->ctx, what->lesson);
	const char **all;

	if (!from)
		return 0;
	all = arena_alloc(d->lot->arena, (from->n_questions + 1) * sizeof(*all));
	for (size_t i = 0; i < from->n_questions; i++)
		all[i] = arena_printf(d->lot->arena, "%s/%s", from->id, from->questions[i].id);
	return draw(d, out, all, from->n_questions, (size_t)what->count);
}

static size_t draw_from_pool(
	struct drawing *d, const struct lesson *lesson, const struct pool *pool, const char **out)
{
	const char **all = arena_alloc(d->lot->arena, (lesson->n_questions + 1) * sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < lesson->n_questions; i++)
		if (lesson->questions[i].pool && !strcmp(lesson->questions[i].pool, pool->id))
			all[n++] = lesson->questions[i].id;
	return draw(d, out, all, n, (size_t)pool->draw);
}

size_t draw_questions(const struct lesson *lesson, const struct draw_lot *lot, const char **out)
{
	struct drawing d = { lot, lot->seed };
	size_t n = 0;

	for (size_t i = 0; i < lesson->n_questions; i++)
		if (!lesson->questions[i].pool)
			out[n++] = lesson->questions[i].id;
	for (size_t i = 0; i < lesson->n_pools; i++)
		n += draw_from_pool(&d, lesson, &lesson->pools[i], out + n);
	for (size_t i = 0; i < lesson->n_draws; i++)
		n += draw_from_lesson(&d, &lesson->draws[i], out + n);
	return n;
}
