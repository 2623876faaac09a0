/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/review.h"
#include "learner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { TODAY = 20000 };

static int set_up(void **state)
{
	static struct review review;

	memset(&review, 0, sizeof(review));
	*state = &review;
	return 0;
}

static int tear_down(void **state)
{
	review_release(*state);
	return 0;
}

static const char *first_due(struct review *r, int day)
{
	const char *ref = NULL;

	return review_due(r, day, &ref, 1) ? ref : NULL;
}

static size_t count_due(const struct review *r, int day)
{
	const char *refs[8];

	return review_due(r, day, refs, sizeof(refs) / sizeof(*refs));
}

static void what_was_known_is_asked_after_a_day_three_a_week_and_four_months(void **state)
{
	static const int days[] = { 1, 3, 7, 120 };

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(review_interval(i), days[i]);
	assert_int_equal(review_interval(-1), 1);
}

static void a_missed_question_is_due_the_next_day(void **state)
{
	assert_non_null(review_record(*state, "a/q", false, CONFIDENCE_NONE, TODAY));
	assert_null(first_due(*state, TODAY));
	assert_string_equal(first_due(*state, TODAY + 1), "a/q");
}

static void a_right_answer_that_was_guessed_comes_back(void **state)
{
	assert_non_null(review_record(*state, "a/q", true, CONFIDENCE_GUESS, TODAY));
	assert_int_equal(count_due(*state, TODAY + 1), 1);
}

static void a_right_answer_that_was_known_does_not_come_in(void **state)
{
	assert_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY));
	assert_null(review_record(*state, "a/r", true, CONFIDENCE_SURE, TODAY));
	assert_int_equal(count_due(*state, TODAY + 200), 0);
}

static void sure_and_wrong_comes_back(void **state)
{
	assert_non_null(review_record(*state, "a/q", false, CONFIDENCE_SURE, TODAY));
	assert_int_equal(count_due(*state, TODAY + 1), 1);
}

static void right_twice_in_a_row_rests_until_the_booster(void **state)
{
	review_record(*state, "a/q", false, CONFIDENCE_NONE, TODAY);
	review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY + 1);
	assert_int_equal(review_find(*state, "a/q")->due, TODAY + 4);
	review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY + 4);
	assert_int_equal(review_find(*state, "a/q")->stage, REVIEW_BOOSTER);
	assert_null(first_due(*state, TODAY + 4 + 119));
	assert_string_equal(first_due(*state, TODAY + 4 + 120), "a/q");
	review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY + 124);
	assert_null(first_due(*state, TODAY + 4000));
}

static void wrong_again_begins_anew(void **state)
{
	review_record(*state, "a/q", false, CONFIDENCE_NONE, TODAY);
	review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY + 1);
	review_record(*state, "a/q", false, CONFIDENCE_NONE, TODAY + 4);
	assert_int_equal(review_find(*state, "a/q")->due, TODAY + 5);
	assert_int_equal(review_find(*state, "a/q")->streak, 0);
}

static void a_second_right_answer_on_one_day_is_no_spacing(void **state)
{
	review_record(*state, "a/q", false, CONFIDENCE_NONE, TODAY);
	review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY + 1);
	assert_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY + 1));
	assert_int_equal(review_find(*state, "a/q")->streak, 1);
}

static void the_longest_due_come_first_and_no_more_than_asked(void **state)
{
	const char *refs[2];

	review_record(*state, "b/late", false, CONFIDENCE_NONE, TODAY + 2);
	review_record(*state, "a/early", false, CONFIDENCE_NONE, TODAY);
	review_record(*state, "c/middle", false, CONFIDENCE_NONE, TODAY + 1);
	assert_int_equal(count_due(*state, TODAY + 10), 3);
	assert_int_equal(review_due(*state, TODAY + 10, refs, 2), 2);
	assert_string_equal(refs[0], "a/early");
	assert_string_equal(refs[1], "c/middle");
}

static void days_before_1970_count_down(void **state)
{
	(void)state;
	assert_int_equal(review_day(0), 0);
	assert_int_equal(review_day(86399), 0);
	assert_int_equal(review_day(86400), 1);
	assert_int_equal(review_day(-1), -1);
}

/* 200 days of a learner who reviews daily, at most ten questions a day, and knows three in four. */
static void over_200_days_everything_comes_to_rest_and_nothing_too_early(void **state)
{
	struct review *r = *state;
	int last[40] = { 0 }, asked = 0;

	for (int q = 0; q < 40; q++) {
		char ref[16];

		snprintf(ref, sizeof(ref), "l/q%d", q);
		review_record(r, ref, false, CONFIDENCE_NONE, TODAY + q / 10);
		last[q] = TODAY + q / 10;
	}
	for (int day = TODAY; day < TODAY + 200; day++) {
		const char *refs[10];
		size_t n = review_due(r, day, refs, 10);

		for (size_t i = 0; i < n; i++) {
			int q = 0;

			assert_int_equal(sscanf(refs[i], "l/q%d", &q), 1);
			assert_true(day > last[q]);
			last[q] = day;
			asked++;
			/* sometimes wrong, after 60 days no more */
			review_record(r, refs[i], (q + day) % 4 != 0 || day > TODAY + 60,
				CONFIDENCE_NONE, day);
		}
	}
	assert_true(asked >= 120);
	for (int day = TODAY + 200; day < TODAY + 340; day++) {
		const char *refs[10];
		size_t n = review_due(r, day, refs, 10);

		for (size_t i = 0; i < n; i++)
			review_record(r, refs[i], true, CONFIDENCE_NONE, day);
	}
	assert_int_equal(count_due(r, TODAY + 5000), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_known_is_asked_after_a_day_three_a_week_and_four_months),
		TEST(a_missed_question_is_due_the_next_day),
		TEST(a_right_answer_that_was_guessed_comes_back),
		TEST(a_right_answer_that_was_known_does_not_come_in),
		TEST(sure_and_wrong_comes_back),
		TEST(right_twice_in_a_row_rests_until_the_booster),
		TEST(wrong_again_begins_anew),
		TEST(a_second_right_answer_on_one_day_is_no_spacing),
		TEST(the_longest_due_come_first_and_no_more_than_asked),
		TEST(days_before_1970_count_down),
		TEST(over_200_days_everything_comes_to_rest_and_nothing_too_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
