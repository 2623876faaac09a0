/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Question statistics, compared with values computed by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "learner/stats.h"

static int setup(void **state)
{
	struct stats *s = xmalloc(sizeof(*s));

	stats_init(s);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	stats_release(*state);
	free(*state);
	return 0;
}

#define assert_near(a, b) assert_true((a) - (b) < 1e-9 && (b) - (a) < 1e-9)

static double facility(const struct stats_item *i)
{
	double share;

	assert_true(stats_facility(i, &share));
	return share;
}

static struct stats_item *item(struct stats *s, const char *question)
{
	return stats_item(s, "hills", question, NULL, NULL);
}

/* Records an answer with score out of 1,000. */
static void answer(struct stats *s, const char *question, const char *response, int score)
{
	const struct stats_answer a = {
		.response = response, .score = score, .max = 1000, .seconds = -1
	};

	stats_answer(s, item(s, question), &a);
}

/* Adds n people who each answer a and b in one sitting. */
static void people(struct stats *s, int n, const char *a, int a_score, const char *b, int b_score)
{
	for (int i = 0; i < n; i++) {
		stats_begin_person(s);
		answer(s, "a", a, a_score);
		answer(s, "b", b, b_score);
	}
	stats_end_sitting(s);
}

static const struct stats_response *response(const struct stats_item *i, const char *text)
{
	for (size_t k = 0; k < i->n_responses; k++)
		if (!strcmp(i->responses[k].text, text))
			return &i->responses[k];
	fail_msg("no response %s", text);
	return NULL;
}

static void facility_is_the_mean_share_of_the_points(void **state)
{
	struct stats *s = *state;

	/* (20 x 1 + 6 x 0.5 + 4 x 0) / 30 */
	people(s, 20, "x", 1000, "y", 0);
	people(s, 6, "z", 500, "y", 0);
	people(s, 4, "w", 0, "y", 0);
	assert_int_equal(item(s, "a")->n, 30);
	assert_near(facility(item(s, "a")), 23.0 / 30);
	assert_near(facility(item(s, "b")), 0);
	assert_int_equal(s->people, 30);
	assert_int_equal(s->answers, 60);
}

/* With two questions, discrimination is the phi coefficient: (both * none - a * b) / sqrt(product
 * of the margins). */
static void discrimination_of_two_questions_is_phi(void **state)
{
	static const struct {
		int both, a, b, none;
		double phi;
		unsigned found;
	} tables[] = {
		{ 15, 5, 5, 15, 0.5, 0 }, /* (225 - 25) / 400 */
		{ 5, 15, 15, 5, -0.5, STATS_REVERSED }, { 10, 10, 10, 10, 0, STATS_WEAK },
		{ 9, 11, 11, 9, -0.1, STATS_WEAK }, /* (81 - 121) / 400: not below the limit */
		{ 8, 12, 12, 8, -0.2, STATS_REVERSED }, { 11, 9, 9, 11, 0.1, 0 },
		{ 19, 21, 21, 19, -0.05, STATS_WEAK }, /* (361 - 441) / 1600 */
		{ 21, 19, 19, 21, 0.05, STATS_WEAK },
		{ 23, 17, 17, 23, 0.15, 0 }, /* (529 - 289) / 1600 */
		{ 17, 23, 23, 17, -0.15, STATS_REVERSED },
		{ 30, 0, 10, 0, 0, 0 }, /* everyone answers b right */
	};

	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		struct stats *s = *state;
		double r = 9;

		stats_release(s);
		people(s, tables[i].both, "+", 1000, "+", 1000);
		people(s, tables[i].a, "+", 1000, "-", 0);
		people(s, tables[i].b, "-", 0, "+", 1000);
		people(s, tables[i].none, "-", 0, "-", 0);
		assert_int_equal(
			stats_discrimination(item(s, "a"), &r), tables[i].a + tables[i].none > 0);
		if (tables[i].a + tables[i].none)
			assert_near(r, tables[i].phi);
		/* at a limit rounding decides, so check the flags only in the other tables */
		if (tables[i].phi * tables[i].phi < 0.009 || tables[i].phi * tables[i].phi > 0.011)
			assert_int_equal(stats_flags(item(s, "a")) & (STATS_REVERSED | STATS_WEAK),
				tables[i].found);
	}
}

/*
 * Ten people each score a b c = 1 1 0, 0 0 0, 1 1 1. For a, the scores are x = 1, 0, 1 and the
 * means of the rest y = 0.5, 0, 1. cov = 1/2 - 2/3 * 1/2 = 1/6, var x = 2/9, var y = 5/12 - 1/4 =
 * 1/6, r = (1/6) / sqrt(1/27) = sqrt(3) / 2.
 */
static void the_question_itself_is_no_part_of_the_rest(void **state)
{
	static const int scores[3][3] = { { 1000, 1000, 0 }, { 0, 0, 0 }, { 1000, 1000, 1000 } };
	struct stats *s = *state;
	double r;

	for (int i = 0; i < 30; i++) {
		stats_begin_person(s);
		answer(s, "a", "r", scores[i % 3][0]);
		answer(s, "b", "r", scores[i % 3][1]);
		answer(s, "c", "r", scores[i % 3][2]);
	}
	stats_end_sitting(s);
	assert_true(stats_discrimination(item(s, "a"), &r));
	assert_true(r > 0.86602 && r < 0.86603);
}

static void nothing_is_claimed_below_the_least_number(void **state)
{
	struct stats *s = *state;
	double r;

	stats_add_option(s, item(s, "a"), "never", false);
	people(s, 15, "+", 1000, "-", 0);
	people(s, 14, "-", 0, "+", 1000);
	assert_int_equal(item(s, "a")->n, STATS_MIN_ANSWERS - 1);
	assert_false(stats_discrimination(item(s, "a"), &r));
	assert_false(stats_is_dead_option(item(s, "a"), response(item(s, "a"), "never")));
	assert_int_equal(stats_flags(item(s, "a")), 0);
	people(s, 1, "-", 0, "+", 1000);
	assert_true(stats_discrimination(item(s, "a"), &r));
	assert_near(r, -1);
	assert_int_equal(stats_flags(item(s, "a")), STATS_REVERSED | STATS_DEAD);
}

static void too_easy_and_too_hard_begin_beyond_their_marks(void **state)
{
	static const struct {
		int right, of;
		unsigned found;
	} cases[] = { { 39, 40, STATS_TOO_EASY }, { 38, 40, 0 }, { 40, 40, STATS_TOO_EASY },
		{ 7, 40, STATS_TOO_HARD }, { 8, 40, 0 }, { 0, 40, STATS_TOO_HARD }, { 29, 29, 0 } };

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct stats *s = *state;

		stats_release(s);
		for (int k = 0; k < cases[i].of; k++) {
			stats_begin_person(s);
			answer(s, "a", "r", k < cases[i].right ? 1000 : 0);
		}
		assert_int_equal(stats_flags(item(s, "a")) & (STATS_TOO_EASY | STATS_TOO_HARD),
			cases[i].found);
	}
}

static void a_distractor_is_dead_below_five_in_a_hundred(void **state)
{
	struct stats *s = *state;
	struct stats_item *a = item(s, "a");

	stats_add_option(s, a, "right", true);
	stats_add_option(s, a, "two", false);
	stats_add_option(s, a, "one", false);
	stats_add_option(s, a, "none", false);
	people(s, 37, "right", 1000, "-", 0);
	people(s, 2, "two", 0, "-", 0);
	people(s, 1, "one", 0, "-", 0);
	assert_false(stats_is_dead_option(a, response(a, "two")));
	assert_true(stats_is_dead_option(a, response(a, "one")));
	assert_true(stats_is_dead_option(a, response(a, "none")));
	assert_false(stats_is_dead_option(a, response(a, "right")));
	assert_true(stats_flags(a) & STATS_DEAD);
	/* a typed response was never offered as an option */
	people(s, 1, "typed", 0, "-", 0);
	assert_false(stats_is_dead_option(a, response(a, "typed")));
}

static void a_wrong_answer_that_draws_those_who_know_is_suspected(void **state)
{
	struct stats *s = *state;
	double known;

	/* 10 choose the right option and know nothing else; 20 choose b and know the rest */
	people(s, 10, "a", 1000, "-", 0);
	people(s, 20, "b", 0, "+", 1000);
	people(s, 10, "c", 0, "-", 0);
	assert_true(stats_flags(item(s, "a")) & STATS_WRONG_KEY);
	assert_true(stats_rest(response(item(s, "a"), "b"), &known));
	assert_near(known, 1);

	/* a quarter of the people is enough if it is more than choose the right option */
	stats_release(s);
	people(s, 9, "a", 1000, "-", 0);
	people(s, 10, "b", 0, "+", 1000);
	people(s, 7, "c", 0, "-", 0);
	people(s, 7, "d", 0, "-", 0);
	people(s, 7, "e", 0, "-", 0);
	assert_true(stats_flags(item(s, "a")) & STATS_WRONG_KEY);

	/* the same, but those who choose b know nothing else: a common error */
	stats_release(s);
	people(s, 10, "a", 1000, "+", 1000);
	people(s, 20, "b", 0, "-", 0);
	people(s, 10, "c", 0, "-", 0);
	assert_false(stats_flags(item(s, "a")) & STATS_WRONG_KEY);

	/* those who choose b know only a little more: 40 of 80 against 19 of 40, or 2.5 % */
	stats_release(s);
	people(s, 19, "a", 1000, "+", 1000);
	people(s, 21, "a", 1000, "-", 0);
	people(s, 40, "b", 0, "+", 1000);
	people(s, 40, "b", 0, "-", 0);
	assert_false(stats_flags(item(s, "a")) & STATS_WRONG_KEY);

	/* next to nobody is right, and what these know may be chance: it is only too hard */
	stats_release(s);
	people(s, STATS_MIN_PICKED - 1, "a", 1000, "-", 0);
	people(s, 36, "b", 0, "+", 1000);
	assert_int_equal(
		stats_flags(item(s, "a")) & (STATS_WRONG_KEY | STATS_TOO_HARD), STATS_TOO_HARD);
	people(s, 1, "a", 1000, "-", 0);
	assert_true(stats_flags(item(s, "a")) & STATS_WRONG_KEY);

	/* no more people than choose the right option */
	stats_release(s);
	people(s, 20, "a", 1000, "-", 0);
	people(s, 20, "b", 0, "+", 1000);
	assert_false(stats_flags(item(s, "a")) & STATS_WRONG_KEY);

	/* more, but not a quarter: 9 of 40 */
	stats_release(s);
	people(s, 8, "a", 1000, "-", 0);
	people(s, 9, "b", 0, "+", 1000);
	people(s, 8, "c", 0, "-", 0);
	people(s, 8, "d", 0, "-", 0);
	people(s, 7, "e", 0, "-", 0);
	assert_false(stats_flags(item(s, "a")) & STATS_WRONG_KEY);
}

static void only_the_first_answer_of_a_person_counts(void **state)
{
	struct stats *s = *state;

	stats_begin_person(s);
	answer(s, "a", "wrong", 0);
	stats_end_sitting(s);
	answer(s, "a", "right", 1000);
	stats_end_sitting(s);
	stats_begin_person(s);
	answer(s, "a", "right", 1000);
	stats_end_sitting(s);
	assert_int_equal(item(s, "a")->n, 2);
	assert_near(facility(item(s, "a")), 0.5);
	assert_int_equal(response(item(s, "a"), "right")->n, 1);
}

/* In an exam after the lesson, a question that was answered before adds no second answer to its own
 * statistics, but it does count in the rest of the other questions. */
static void a_later_answer_is_part_of_the_rest(void **state)
{
	struct stats *s = *state;
	double known;

	stats_begin_person(s);
	answer(s, "a", "wrong", 0);
	stats_end_sitting(s);
	answer(s, "a", "right", 1000);
	answer(s, "b", "x", 0);
	stats_end_sitting(s);
	assert_int_equal(item(s, "b")->paired, 1);
	assert_true(stats_rest(response(item(s, "b"), "x"), &known));
	assert_near(known, 1);
	assert_false(stats_rest(response(item(s, "a"), "wrong"), &known));
}

/* The first response counts with what it would have got, whatever a later try got. */
static void a_first_try_counts_as_it_was(void **state)
{
	struct stats *s = *state;
	const struct stats_answer half = {
		.response = "b", .score = 500, .max = 1000, .retried = true, .seconds = -1
	};
	const struct stats_answer unknown = {
		.score = 500, .max = 1000, .retried = true, .seconds = -1
	};

	stats_begin_person(s);
	stats_answer(s, item(s, "a"), &half);
	stats_begin_person(s);
	stats_answer(s, item(s, "a"), &unknown);
	assert_int_equal(item(s, "a")->n, 2);
	assert_int_equal(item(s, "a")->retried, 2);
	assert_int_equal(item(s, "a")->unknown, 1);
	assert_near(facility(item(s, "a")), 0.25);
	assert_int_equal(item(s, "a")->n_responses, 1);
	assert_int_equal(response(item(s, "a"), "b")->n, 1);
	assert_false(response(item(s, "a"), "b")->right);
}

static void no_answer_has_no_share(void **state)
{
	struct stats *s = *state;
	const struct stats_answer skip = { .response = "", .max = 1000, .seconds = 3 };
	double share;

	stats_begin_person(s);
	stats_answer(s, item(s, "a"), &skip);
	assert_false(stats_facility(item(s, "a"), &share));
	assert_int_equal(stats_flags(item(s, "a")), 0);
}

/*
 * a and b are worth 1 point, c is worth 4. The rest of a, of a person with b right and c wrong, is
 * 1 of 5 points; the mean of the shares would be 1/2. Thirty people, a b c = 1 1 0, 0 0 1, 1 0 0:
 * x = 1, 0, 1; y = 1/5, 4/5, 0. cov = (1/5) / 3 - 2/3 x 1/3 = -7/45, var x = 2/9,
 * var y = (17/25) / 3 - 1/9 = 26/225, r = -(7/45) / sqrt(52/2025) = -7 / sqrt(52).
 */
static void the_rest_is_weighed_by_its_points(void **state)
{
	static const int right[3][3] = { { 1, 1, 0 }, { 0, 0, 1 }, { 1, 0, 0 } };
	static const int of[] = { 1000, 1000, 4000 };
	struct stats *s = *state;
	double r, rest;

	for (int i = 0; i < 30; i++) {
		stats_begin_person(s);
		for (int k = 0; k < 3; k++) {
			const struct stats_answer a = { .response = right[i % 3][k] ? "+" : "-",
				.score = of[k] * right[i % 3][k],
				.max = of[k],
				.seconds = -1 };
			const char name[] = { (char)('a' + k), '\0' };

			stats_answer(s, item(s, name), &a);
		}
	}
	stats_end_sitting(s);
	assert_true(stats_discrimination(item(s, "a"), &r));
	assert_near(r, -7 / 7.211102550927978);
	assert_true(stats_rest(response(item(s, "a"), "-"), &rest));
	assert_near(rest, 0.8);
	assert_true(stats_rest(response(item(s, "a"), "+"), &rest));
	assert_near(rest, 0.1);
}

/* 1.96 / sqrt(29) and 1.96 x 0.75 / sqrt(99) */
static void chance_alone_moves_discrimination(void **state)
{
	struct stats *s = *state;

	people(s, 30, "+", 1000, "-", 0);
	assert_true(
		stats_margin(item(s, "a"), 0) > 0.36396 && stats_margin(item(s, "a"), 0) < 0.36397);
	people(s, 70, "+", 1000, "-", 0);
	assert_true(stats_margin(item(s, "a"), 0.5) > 0.14774 &&
		stats_margin(item(s, "a"), 0.5) < 0.14775);
}

static void nothing_is_said_about_one_of_two_options(void **state)
{
	struct stats *s = *state;
	struct stats_item *a = item(s, "a");

	a->two_way = true;
	stats_add_option(s, a, "true", true);
	stats_add_option(s, a, "false", false);
	people(s, 39, "true", 1000, "-", 0);
	people(s, 1, "false", 0, "-", 0);
	assert_false(stats_is_dead_option(a, response(a, "false")));
	assert_int_equal(stats_flags(a), STATS_TOO_EASY);

	/* most choose the wrong one, and know more: it is reversed, which says the same */
	stats_release(s);
	a = item(s, "a");
	a->two_way = true;
	people(s, 10, "true", 1000, "-", 0);
	people(s, 30, "false", 0, "+", 1000);
	assert_int_equal(stats_flags(a), STATS_REVERSED);
}

/* Half of them were wrong at first, and what they chose then is not known. */
static void an_option_is_not_dead_as_long_as_some_may_have_chosen_it(void **state)
{
	struct stats *s = *state;
	struct stats_item *a = item(s, "a");
	const struct stats_answer unknown = {
		.score = 500, .max = 1000, .retried = true, .seconds = -1
	};

	stats_add_option(s, a, "right", true);
	stats_add_option(s, a, "taken", false);
	people(s, 38, "right", 1000, "-", 0);
	stats_begin_person(s);
	stats_answer(s, a, &unknown);
	assert_true(stats_is_dead_option(a, response(a, "taken")));
	stats_begin_person(s);
	stats_answer(s, a, &unknown);
	assert_false(stats_is_dead_option(a, response(a, "taken")));
}

static void versions_are_told_apart_and_a_person_counts_once(void **state)
{
	struct stats *s = *state;
	struct stats_item *old, *now;
	bool is_new;

	old = stats_item(s, "hills", "a", "00aa", &is_new);
	assert_true(is_new);
	now = stats_item(s, "hills", "a", "00bb", &is_new);
	assert_true(is_new);
	assert_ptr_not_equal(old, now);
	assert_ptr_equal(stats_item(s, "hills", "a", "00aa", &is_new), old);
	assert_false(is_new);
	for (int i = 0; i < 3; i++) {
		const struct stats_answer a = {
			.response = "x", .score = 1000, .max = 1000, .seconds = 5
		};

		stats_begin_person(s);
		/* the third has not seen the old one */
		if (i < 2)
			stats_answer(s, old, &a);
		stats_end_sitting(s);
		stats_answer(s, now, &a);
	}
	stats_end_sitting(s);
	assert_int_equal(old->n, 2);
	assert_int_equal(now->n, 1);
	assert_int_equal(s->answers, 3);
	for (int i = 0; i < 500; i++) {
		char name[16];

		snprintf(name, sizeof(name), "q%d", i);
		item(s, name);
	}
	assert_ptr_equal(stats_item(s, "hills", "a", "00bb", &is_new), now);
	assert_false(is_new);
}

static void merged_versions_are_as_if_they_had_been_one(void **state)
{
	struct stats *s = *state;
	struct stats_item *into, *from;
	double r, same;

	people(s, 15, "+", 1000, "+", 1000);
	people(s, 5, "+", 1000, "-", 0);
	people(s, 5, "-", 0, "+", 1000);
	people(s, 15, "-", 0, "-", 0);
	assert_true(stats_discrimination(item(s, "a"), &same));
	stats_release(s);
	into = stats_item(s, "hills", "a", "00aa", NULL);
	from = item(s, "a");
	for (int i = 0; i < 40; i++) {
		bool right = i < 20, rest = i < 15 || (i >= 20 && i < 25);
		const struct stats_answer a = { .response = right ? "+" : "-",
			.score = 1000 * right,
			.max = 1000,
			.hints = 1,
			.seconds = i };

		stats_begin_person(s);
		stats_answer(s, i % 3 ? into : from, &a);
		answer(s, "b", "x", 1000 * rest);
	}
	stats_end_sitting(s);
	assert_int_equal(from->n, 14);
	stats_merge(s, into, from);
	assert_int_equal(from->n, 0);
	assert_int_equal(into->n, 40);
	assert_int_equal(into->hinted, 40);
	assert_int_equal(stats_seconds(into), 19);
	assert_int_equal(response(into, "+")->n, 20);
	assert_true(stats_discrimination(into, &r));
	assert_near(r, same);
	/* and a person of the one still counts in neither again */
	answer(s, "a", "+", 1000);
	assert_int_equal(from->n + into->n, 40);
}

static void a_skipped_question_may_still_be_answered_for_the_first_time(void **state)
{
	struct stats *s = *state;
	const struct stats_answer skip = { .response = "", .seconds = 3 };
	const struct stats_answer stale = { .response = "a", .seconds = 3 };

	stats_begin_person(s);
	stats_answer(s, item(s, "a"), &skip);
	stats_answer(s, item(s, "b"), &stale);
	stats_end_sitting(s);
	stats_answer(s, item(s, "a"), &skip);
	assert_int_equal(item(s, "a")->skipped, 1);
	assert_int_equal(item(s, "a")->n + item(s, "b")->n, 0);
	answer(s, "a", "r", 1000);
	assert_int_equal(item(s, "a")->n, 1);
	/* an answered question does not count as skipped */
	stats_answer(s, item(s, "a"), &skip);
	assert_int_equal(item(s, "a")->skipped, 1);
}

static void hints_are_counted_by_the_people_who_took_them(void **state)
{
	struct stats *s = *state;
	struct stats_answer a = { .response = "b", .score = 500, .max = 1000, .seconds = -1 };

	for (a.hints = 0; a.hints < 4; a.hints++) {
		stats_begin_person(s);
		stats_answer(s, item(s, "a"), &a);
	}
	assert_int_equal(item(s, "a")->n, 4);
	assert_int_equal(item(s, "a")->hinted, 3);
}

static void picks_are_counted_one_by_one(void **state)
{
	struct stats *s = *state;
	struct stats_item *a = item(s, "a");

	a->separator = ',';
	stats_add_option(s, a, "a", true);
	stats_add_option(s, a, "b", false);
	people(s, 3, "a,b", 0, "-", 0);
	people(s, 2, "a", 1000, "-", 0);
	people(s, 1, "b,b", 0, "-", 0);
	assert_int_equal(response(a, "a")->n, 5);
	assert_int_equal(response(a, "b")->n, 4);
	assert_false(response(a, "b")->right);
	assert_int_equal(a->n_responses, 2);
}

static void time_is_that_within_which_half_of_them_answered(void **state)
{
	static const int64_t seconds[] = { 40, 10, 30, 20, -1 };
	struct stats *s = *state;
	struct stats_answer a = { .response = "r", .score = 1000, .max = 1000 };

	assert_int_equal(stats_seconds(item(s, "a")), -1);
	for (size_t i = 0; i < ARRAY_SIZE(seconds); i++) {
		stats_begin_person(s);
		a.seconds = seconds[i];
		stats_answer(s, item(s, "a"), &a);
	}
	assert_int_equal(stats_seconds(item(s, "a")), 20);
	stats_begin_person(s);
	a.seconds = INT64_MAX;
	stats_answer(s, item(s, "b"), &a);
	assert_int_equal(stats_seconds(item(s, "b")), STATS_SECONDS_MAX);
}

static void more_different_responses_than_are_told_apart_are_counted(void **state)
{
	struct stats *s = *state;
	char text[16];

	for (int i = 0; i < STATS_RESPONSES + 5; i++) {
		stats_begin_person(s);
		snprintf(text, sizeof(text), "t%d", i);
		answer(s, "a", text, 0);
	}
	assert_int_equal(item(s, "a")->n_responses, STATS_RESPONSES);
	assert_int_equal(item(s, "a")->others, 5);
}

static void many_questions_are_told_apart(void **state)
{
	struct stats *s = *state;
	char lesson[16], question[16];
	bool is_new;

	for (int i = 0; i < 5000; i++) {
		snprintf(lesson, sizeof(lesson), "l%d", i % 50);
		snprintf(question, sizeof(question), "q%d", i / 50);
		stats_item(s, lesson, question, NULL, &is_new);
		assert_true(is_new);
	}
	assert_int_equal(s->n, 5000);
	stats_item(s, "l7", "q77", "", &is_new);
	assert_false(is_new);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(facility_is_the_mean_share_of_the_points),
		TEST(discrimination_of_two_questions_is_phi),
		TEST(the_question_itself_is_no_part_of_the_rest),
		TEST(nothing_is_claimed_below_the_least_number),
		TEST(too_easy_and_too_hard_begin_beyond_their_marks),
		TEST(a_distractor_is_dead_below_five_in_a_hundred),
		TEST(a_wrong_answer_that_draws_those_who_know_is_suspected),
		TEST(only_the_first_answer_of_a_person_counts),
		TEST(a_later_answer_is_part_of_the_rest),
		TEST(a_first_try_counts_as_it_was),
		TEST(no_answer_has_no_share),
		TEST(the_rest_is_weighed_by_its_points),
		TEST(chance_alone_moves_discrimination),
		TEST(nothing_is_said_about_one_of_two_options),
		TEST(an_option_is_not_dead_as_long_as_some_may_have_chosen_it),
		TEST(versions_are_told_apart_and_a_person_counts_once),
		TEST(merged_versions_are_as_if_they_had_been_one),
		TEST(a_skipped_question_may_still_be_answered_for_the_first_time),
		TEST(hints_are_counted_by_the_people_who_took_them),
		TEST(picks_are_counted_one_by_one),
		TEST(time_is_that_within_which_half_of_them_answered),
		TEST(more_different_responses_than_are_told_apart_are_counted),
		TEST(many_questions_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
