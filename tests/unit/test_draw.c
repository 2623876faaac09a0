/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions a sitting asks, on the screen and on paper. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "learner/draw.h"
#include "learner/progress.h"

enum { SEEDS = 30 };

/* An exam with one question of its own, two of a pool of three, and two of another lesson. */
static struct question own[] = { { .id = "own" }, { .id = "p1", .pool = "p" },
	{ .id = "p2", .pool = "p" }, { .id = "p3", .pool = "p" }, { .id = "q1", .pool = "other" } };
static struct question others[] = { { .id = "a" }, { .id = "b" }, { .id = "c" } };
static struct pool pools[] = { { "p", 2 } };
static struct draw draws[] = { { "d", "hills", 2 } };
static const struct lesson exam = { .id = "exam",
	.questions = own,
	.n_questions = ARRAY_SIZE(own),
	.pools = pools,
	.n_pools = 1,
	.draws = draws,
	.n_draws = 1 };
static const struct lesson hills = {
	.id = "hills", .questions = others, .n_questions = ARRAY_SIZE(others)
};

static const struct lesson *find(void *ctx, const char *id)
{
	bool *there = ctx;

	assert_string_equal(id, "hills");
	return *there ? &hills : NULL;
}

static size_t draw(
	uint64_t seed, const struct run *last, bool there, struct arena *arena, const char **out)
{
	const struct draw_lot lot = { seed, last, find, &there, arena };

	return draw_questions(&exam, &lot, out);
}

static void a_sitting_has_its_own_questions_then_pools_then_other_lessons(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct arena arena = ARENA_INIT;
		const char *out[16];

		assert_true(draw_most(&exam) <= ARRAY_SIZE(out));
		assert_int_equal(draw(seed, NULL, true, &arena, out), 5);
		assert_string_equal(out[0], "own");
		/* in the order of the file */
		assert_true(out[1][0] == 'p' && out[2][0] == 'p' && out[1][1] < out[2][1]);
		assert_int_equal(strncmp(out[3], "hills/", 6), 0);
		assert_true(out[3][6] < out[4][6]);
		arena_release(&arena);
	}
}

static void every_question_is_drawn_by_some_seed_and_the_same_by_the_same(void **state)
{
	unsigned seen = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct arena arena = ARENA_INIT;
		const char *out[16], *again[16];

		draw(seed, NULL, true, &arena, out);
		draw(seed, NULL, true, &arena, again);
		for (int i = 0; i < 5; i++)
			assert_string_equal(out[i], again[i]);
		for (int i = 1; i < 3; i++)
			seen |= 1u << (out[i][1] - '1');
		for (int i = 3; i < 5; i++)
			seen |= 8u << (out[i][6] - 'a');
		arena_release(&arena);
	}
	assert_int_equal(seen, 63);
}

static void what_was_asked_last_time_comes_only_if_nothing_else_is_left(void **state)
{
	struct answer answers[] = { { .question = "p2" }, { .question = "hills/a" },
		{ .question = "hills/b" } };
	const struct run last = { .answers = answers, .n = ARRAY_SIZE(answers) };

	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct arena arena = ARENA_INIT;
		const char *out[16];

		assert_int_equal(draw(seed, &last, true, &arena, out), 5);
		assert_string_equal(out[1], "p1");
		assert_string_equal(out[2], "p3");
		assert_string_equal(out[4], "hills/c");
		arena_release(&arena);
	}
}

static void a_lesson_that_cannot_be_read_gives_no_questions(void **state)
{
	struct arena arena = ARENA_INIT;
	const char *out[16];

	(void)state;
	assert_int_equal(draw(1, NULL, false, &arena, out), 3);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sitting_has_its_own_questions_then_pools_then_other_lessons),
		cmocka_unit_test(every_question_is_drawn_by_some_seed_and_the_same_by_the_same),
		cmocka_unit_test(what_was_asked_last_time_comes_only_if_nothing_else_is_left),
		cmocka_unit_test(a_lesson_that_cannot_be_read_gives_no_questions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
