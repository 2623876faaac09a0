/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/review.h"
#include "learner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/rand.h"

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

static void an_interval_that_is_unknown_is_the_first(void **state)
{
	(void)state;
	assert_int_equal(review_interval(-1), 1);
	assert_int_equal(review_interval(99), 120);
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

static void the_intervals_are_a_day_three_a_week_and_four_months(void **state)
{
	static const int days[] = { 1, 3, 7, 120 };
	int due = TODAY;

	review_record(*state, "a/q", false, CONFIDENCE_NONE, TODAY);
	for (int stage = 0; stage < 4; stage++) {
		due += days[stage];
		assert_int_equal(review_find(*state, "a/q")->stage, stage);
		assert_int_equal(review_find(*state, "a/q")->due, due);
		assert_null(first_due(*state, due - 1));
		assert_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, due - 1));
		assert_string_equal(first_due(*state, due), "a/q");
		assert_non_null(review_record(*state, "a/q", true, CONFIDENCE_SURE, due));
	}
	assert_int_equal(review_find(*state, "a/q")->stage, REVIEW_DONE);
	assert_null(first_due(*state, TODAY + 4000));
}

/* An interval begins on the day of the answer, not on the one it was due. */
static void what_is_asked_late_goes_on_from_there(void **state)
{
	review_record(*state, "a/q", false, CONFIDENCE_NONE, TODAY);
	review_record(*state, "a/q", true, CONFIDENCE_NONE, TODAY + 30);
	assert_int_equal(review_find(*state, "a/q")->due, TODAY + 33);
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

/* ---- wrong clocks, and journeys */

enum { DAY = 21000, IN_2099 = 47300 };

static void after_a_clock_in_the_future_no_question_waits_longer_than_its_interval(void **state)
{
	review_record(*state, "a/missed", false, CONFIDENCE_NONE, IN_2099);
	review_record(*state, "a/known", false, CONFIDENCE_NONE, DAY - 1);
	review_record(*state, "a/known", true, CONFIDENCE_NONE, IN_2099);
	assert_true(review_bring_back(*state, DAY));
	assert_int_equal(review_find(*state, "a/missed")->due, DAY + 1);
	assert_int_equal(review_find(*state, "a/known")->due, DAY + 3);
	assert_true(review_find(*state, "a/known")->moved);
	/* once is enough: the next day does not push it on */
	assert_false(review_bring_back(*state, DAY + 1));
	assert_false(review_find(*state, "a/known")->moved);
	assert_int_equal(review_find(*state, "a/missed")->due, DAY + 1);
}

static void a_clock_at_1970_does_not_make_everything_due(void **state)
{
	review_record(*state, "a/q", false, CONFIDENCE_NONE, DAY);
	assert_false(review_bring_back(*state, 0));
	assert_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, 0));
	assert_int_equal(review_find(*state, "a/q")->due, DAY + 1);
	/* what was missed then is not lost */
	review_record(*state, "a/r", false, CONFIDENCE_NONE, 0);
	assert_string_equal(first_due(*state, DAY), "a/r");
}

/* Over the date line the day goes back by two at most; nothing is asked twice on one day. */
static void a_journey_west_changes_nothing(void **state)
{
	review_record(*state, "a/q", false, CONFIDENCE_NONE, DAY);
	assert_false(review_bring_back(*state, DAY - 1));
	assert_false(review_bring_back(*state, DAY - 2));
	assert_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, DAY));
	assert_non_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, DAY + 1));
	/* answered, and the day begins a second time */
	assert_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, DAY));
	assert_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, DAY + 1));
	assert_int_equal(review_find(*state, "a/q")->stage, 1);
}

static void two_answers_are_spaced_by_hours_and_not_by_a_date_alone(void **state)
{
	const int64_t at = 1795510800;

	(void)state;
	assert_true(review_is_apart(0, at));
	assert_false(review_is_apart(at, at));
	assert_false(review_is_apart(at, at + REVIEW_APART - 1));
	assert_true(review_is_apart(at, at + REVIEW_APART));
	assert_true(review_is_apart(at, 100));
	assert_true(review_is_apart(INT64_MIN, INT64_MAX));
}

static void an_item_of_a_damaged_store_does_no_harm(void **state)
{
	review_put(*state, &(struct review_item){ "a/q", -7, INT_MAX, INT_MAX, false });
	review_put(*state, &(struct review_item){ "a/r", 2, INT_MIN, INT_MIN, false });
	assert_true(review_bring_back(*state, DAY));
	assert_int_equal(review_find(*state, "a/q")->due, DAY + 1);
	assert_non_null(review_record(*state, "a/q", true, CONFIDENCE_NONE, DAY + 1));
	assert_int_equal(review_find(*state, "a/q")->stage, 1);
	assert_string_equal(first_due(*state, DAY), "a/r");
}

/* ---- any answers on any clocks */

enum { ITEMS = 6, SEQUENCES = 2000, STEPS = 60 };

struct world {
	uint64_t rng_state;
	int right_day, day; /* by a right clock; by that of the machine */
	long stages[REVIEW_DONE + 1];
};

static int below(struct world *w, int n)
{
	return (int)rand_below(&w->rng_state, (uint32_t)n);
}

/* Days pass; sometimes the clock is wrong, or its owner travels. */
static void pass_time(struct world *w, struct review *r)
{
	w->right_day += below(w, 3) ? below(w, 5) : below(w, 150);
	w->day = w->right_day;
	switch (below(w, 12)) {
	case 0:
		w->day = IN_2099 + below(w, 10);
		break;
	case 1:
		w->day = below(w, 10);
		break;
	case 2:
		w->day -= below(w, REVIEW_TRAVEL + 1);
		break;
	default:
		break;
	}
	review_bring_back(r, w->day);
}

/* What holds whenever the clock is right, whatever it has been. */
static void check_days(const struct world *w, const struct review *r, size_t n)
{
	assert_int_equal(r->n, n);
	for (size_t i = 0; i < r->n; i++) {
		const struct review_item *item = &r->items[i];

		if (item->stage != REVIEW_DONE && w->day >= REVIEW_FIRST_DAY)
			assert_true(
				item->due <= w->day + review_interval(item->stage) + REVIEW_TRAVEL);
	}
}

static void answer_one(struct world *w, struct review *r, const char *ref)
{
	const struct review_item *known = review_find(r, ref);
	struct review_item before = known ? *known : (struct review_item){ .stage = -1 };
	bool right = below(w, 3) > 0;
	enum confidence confidence = (enum confidence)below(w, 4);
	const struct review_item *saved = review_record(r, ref, right, confidence, w->day);
	const struct review_item *after = review_find(r, ref);

	if (!right || confidence == CONFIDENCE_GUESS) {
		assert_ptr_equal(saved, after);
		assert_int_equal(after->stage, 0);
		assert_int_equal(after->due, w->day + 1);
	} else if (!known || before.stage == REVIEW_DONE || w->day < before.due) {
		assert_null(saved);
		assert_true(!known || (after->stage == before.stage && after->due == before.due));
	} else {
		assert_ptr_equal(saved, after);
		assert_int_equal(after->stage, before.stage + 1);
		assert_true(after->stage == REVIEW_DONE ||
			after->due == w->day + review_interval(after->stage));
	}
	if (saved)
		w->stages[after->stage]++;
}

static void any_answers_on_any_clock_keep_the_intervals(void **state)
{
	struct world w = { .rng_state = 14 };

	(void)state;
	for (int i = 0; i < SEQUENCES; i++) {
		struct review r = { .n = 0 };

		w.right_day = DAY;
		for (int step = 0; step < STEPS; step++) {
			char ref[] = "l/0";
			size_t n;

			pass_time(&w, &r);
			check_days(&w, &r, r.n);
			ref[2] = (char)('0' + below(&w, ITEMS));
			n = r.n + !review_find(&r, ref);
			answer_one(&w, &r, ref);
			check_days(&w, &r, review_find(&r, ref) ? n : r.n);
		}
		/* put right, the clock asks everything within its interval */
		w.day = w.right_day;
		review_bring_back(&r, w.day);
		for (size_t k = 0; k < r.n; k++)
			assert_true(r.items[k].stage == REVIEW_DONE ||
				review_is_due(&r.items[k],
					w.day + review_interval(r.items[k].stage) + REVIEW_TRAVEL));
		review_release(&r);
	}
	for (int stage = 0; stage <= REVIEW_DONE; stage++)
		assert_true(w.stages[stage] > 100);
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
		TEST(an_interval_that_is_unknown_is_the_first),
		TEST(a_missed_question_is_due_the_next_day),
		TEST(a_right_answer_that_was_guessed_comes_back),
		TEST(a_right_answer_that_was_known_does_not_come_in),
		TEST(sure_and_wrong_comes_back),
		TEST(the_intervals_are_a_day_three_a_week_and_four_months),
		TEST(what_is_asked_late_goes_on_from_there),
		TEST(wrong_again_begins_anew),
		TEST(a_second_right_answer_on_one_day_is_no_spacing),
		TEST(the_longest_due_come_first_and_no_more_than_asked),
		TEST(after_a_clock_in_the_future_no_question_waits_longer_than_its_interval),
		TEST(a_clock_at_1970_does_not_make_everything_due),
		TEST(a_journey_west_changes_nothing),
		TEST(two_answers_are_spaced_by_hours_and_not_by_a_date_alone),
		TEST(an_item_of_a_damaged_store_does_no_harm),
		TEST(any_answers_on_any_clock_keep_the_intervals),
		TEST(over_200_days_everything_comes_to_rest_and_nothing_too_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
