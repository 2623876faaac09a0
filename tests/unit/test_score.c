/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one place that computes, over every score of up to 60 points and every pass mark, and over
 * random ones: what is shown never crosses a mark, and the order of runs does not matter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/rand.h"
#include "learner/progress.h"

/* Returns NULL if the percentage shown for a score is right, else what is wrong. */
static const char *wrong_percent(int score, int max, int mark)
{
	int shown = score_percent(score, max, mark);
	int64_t hundredfold = (int64_t)score * 100;

	if (shown < 0 || shown > 100)
		return "it is no percentage";
	if ((shown == 100) != (score >= max))
		return "100 percent is for all points alone";
	if (!score && shown)
		return "no points are 0 percent";
	if (score && !shown && mark != 1)
		return "0 percent is for no points alone, unless 1 would reach the mark";
	if (mark > 0 && (shown >= mark) != score_passes(score, max, mark))
		return "what is shown and what passes are on two sides of the mark";
	if (mark > 0 && score_passes(score, max, mark) != (hundredfold >= (int64_t)mark * max))
		return "it does not pass as it should";
	if ((shown - 1) * (int64_t)max > hundredfold || (shown + 1) * (int64_t)max < hundredfold)
		return "it is more than one percent off";
	return NULL;
}

static void check_percent(int score, int max, int mark)
{
	const char *wrong = wrong_percent(score, max, mark);

	if (wrong)
		fail_msg("%d of %d with the mark %d is shown as %d: %s", score, max, mark,
			score_percent(score, max, mark), wrong);
}

static void a_shown_percentage_never_crosses_a_mark(void **state)
{
	(void)state;
	for (int max = 1; max <= 60; max++)
		for (int mark = 0; mark <= 100; mark++)
			for (int score = 0; score <= max; score++)
				check_percent(score, max, mark);
}

static void nor_does_a_random_one(void **state)
{
	uint64_t rng = 14;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		int max = 1 + (int)rand_below(&rng, i % 2 ? 60000 : 2000000000);

		check_percent(
			(int)rand_below(&rng, (uint32_t)max + 1), max, (int)rand_below(&rng, 101));
	}
}

static void more_points_are_never_shown_as_less(void **state)
{
	(void)state;
	for (int max = 1; max <= 60; max++)
		for (int mark = 0; mark <= 100; mark++)
			for (int score = 1; score <= max; score++)
				assert_true(score_percent(score, max, mark) >=
					score_percent(score - 1, max, mark));
}

/* The same holds of a result whose mark was changed since. */
static void neither_the_mark_of_then_nor_that_of_now_is_crossed(void **state)
{
	(void)state;
	for (int max = 1; max <= 40; max++)
		for (int then = 1; then <= 100; then += 3)
			for (int mark = 1; mark <= 100; mark++)
				for (int score = 0; score <= max; score++) {
					struct result r = { .score = score,
						.max = max,
						.asked = 1,
						.answered = 1,
						.rule = { then, 80 } };
					int shown = result_percent(&r, &(struct rule){ mark, 80 });

					assert_true(
						(shown >= then) == score_passes(score, max, then));
					assert_true(
						(shown >= mark) == score_passes(score, max, mark));
				}
}

static void enough_is_the_share_that_the_lesson_asks_for(void **state)
{
	(void)state;
	for (int asked = 1; asked <= 60; asked++)
		for (int share = 1; share <= 100; share++)
			for (int answered = 0; answered <= asked; answered++) {
				struct result r = { .asked = asked, .answered = answered };
				struct rule rule = { 0, share };
				int missing = result_missing(&r, &rule);

				assert_int_equal(missing == 0, answered * 100 >= share * asked);
				r.answered += missing;
				assert_true(result_is_enough(&r, &rule));
				assert_true(r.answered <= asked);
				if (missing) {
					r.answered--;
					assert_false(result_is_enough(&r, &rule));
				}
			}
}

static void one_right_answer_and_24_skips_pass_no_exam(void **state)
{
	const struct rule exam = { 75, RULE_ANSWERED_EXAM };
	struct result r = { .score = 1000, .max = 25000, .asked = 25, .answered = 1 };

	(void)state;
	assert_int_equal(result_missing(&r, &exam), 24);
	assert_false(result_passes(&r, &exam));
	assert_int_equal(result_percent(&r, &exam), 4);
	/* nor if the points of what was answered are enough */
	r.score = 24000;
	r.answered = 24;
	assert_false(result_passes(&r, &exam));
	r.answered = 25;
	assert_true(result_passes(&r, &exam));
}

static void a_later_mark_changes_nothing_that_was_decided(void **state)
{
	const struct rule lower = { 50, 80 }, higher = { 90, 80 };
	struct result r = {
		.score = 60, .max = 100, .asked = 10, .answered = 10, .rule = { 70, 80 }
	};

	(void)state;
	assert_false(result_passes(&r, &lower));
	r.rule.mark = 60;
	r.passed = true;
	assert_true(result_passes(&r, &higher));
	/* the verdict itself is kept, and not only what it was made of */
	r.rule.mark = 61;
	assert_true(result_passes(&r, &lower));
	/* what is left of a run by the earlier rule is held to the present mark */
	r = (struct result){
		.score = 1000, .max = 1000, .asked = 25, .answered = 1, .earlier = true
	};
	assert_true(result_passes(&r, &higher));
	assert_false(result_is_enough(&r, &higher));
	/* but a regrade that lowers it keeps its pass */
	r.score = 100;
	assert_false(result_passes(&r, &higher));
	r.passed = true;
	assert_true(result_passes(&r, &higher));
}

/* ---- a record of many runs, in any order */

enum { RUNS = 6 };

static struct result random_result(uint64_t *rng, const struct rule *rule)
{
	struct result r = { 0 };

	r.asked = 1 + (int)rand_below(rng, 12);
	r.answered = (int)rand_below(rng, (uint32_t)r.asked + 1);
	r.earlier = rand_below(rng, 3) == 0;
	r.max = 1000 * (r.earlier ? r.answered : r.asked);
	r.score = r.answered ? (int)rand_below(rng, (uint32_t)r.answered * 10 + 1) * 100 : 0;
	if (!r.earlier) {
		struct rule own = { rand_below(rng, 4) ? rule->mark : (int)rand_below(rng, 101),
			rule->answered };

		r.passed = result_passes(&r, &own);
		r.rule = own;
	}
	return r;
}

static struct lesson_progress record_of(const struct result *runs, const int *order)
{
	struct lesson_progress record = { 0 };

	for (int i = 0; i < RUNS; i++)
		progress_add_result(&record, RUN_QUIZ, &runs[order[i]]);
	return record;
}

static bool as_good(const struct result *a, const struct result *b)
{
	return !result_is_better(a, b) && !result_is_better(b, a);
}

static void check_record(
	const struct lesson_progress *record, const struct result *runs, const struct rule *rule)
{
	const struct result *pass = progress_pass(record, rule);
	bool any = false, any_whole = false;

	for (int i = 0; i < RUNS; i++) {
		bool enough = result_is_enough(&runs[i], rule);

		if (enough)
			assert_false(result_is_better(&runs[i], &record->best));
		any |= result_passes(&runs[i], rule);
		any_whole |= enough && result_passes(&runs[i], rule);
		if (enough && pass && result_passes(&runs[i], rule))
			assert_false(result_is_better(&runs[i], pass));
	}
	assert_int_equal(progress_passed(record, rule), any);
	assert_int_equal(progress_passed_earlier(record, rule), any && !any_whole);
	if (pass)
		assert_true(result_passes(pass, rule));
	assert_int_equal(record->finished, RUNS);
}

static void the_order_of_runs_matters_for_the_newest_alone(void **state)
{
	uint64_t rng = 2026;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		const struct rule rule = { 1 + (int)rand_below(&rng, 100), RULE_ANSWERED };
		struct result runs[RUNS];
		int order[RUNS];
		struct lesson_progress a, b;

		for (int i = 0; i < RUNS; i++) {
			runs[i] = random_result(&rng, &rule);
			order[i] = i;
		}
		a = record_of(runs, order);
		rand_shuffle(&rng, order, RUNS);
		b = record_of(runs, order);
		check_record(&a, runs, &rule);
		check_record(&b, runs, &rule);
		assert_true(as_good(&a.best, &b.best));
		assert_int_equal(a.best.asked > 0, b.best.asked > 0);
		if (progress_pass(&a, &rule))
			assert_true(as_good(progress_pass(&a, &rule), progress_pass(&b, &rule)));
		assert_memory_equal(&b.newest, &runs[order[RUNS - 1]], sizeof(b.newest));
	}
}

static void a_lesson_that_asks_for_more_answers_marks_an_old_pass(void **state)
{
	const struct rule all = { 70, 100 }, most = { 70, 80 };
	const struct result old = {
		.score = 9000, .max = 9000, .asked = 10, .answered = 9, .earlier = true
	};
	struct lesson_progress record = { 0 };

	(void)state;
	progress_add_result(&record, RUN_QUIZ, &old);
	assert_true(progress_passed(&record, &most));
	assert_false(progress_passed_earlier(&record, &most));
	assert_true(progress_passed_earlier(&record, &all));
	/* one that passes by the present rule goes before it, though it has fewer points */
	progress_add_result(&record, RUN_QUIZ,
		&(struct result){ .score = 8000,
			.max = 10000,
			.asked = 10,
			.answered = 10,
			.rule = all,
			.passed = true });
	assert_false(progress_passed_earlier(&record, &all));
	assert_int_equal(result_percent(progress_pass(&record, &all), &all), 80);
}

static void the_best_and_the_last_of_one_sitting_are_one_number(void **state)
{
	uint64_t rng = 70;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		const struct rule rule = { 1 + (int)rand_below(&rng, 100), RULE_ANSWERED };
		struct result r = random_result(&rng, &rule);
		struct lesson_progress record = { 0 };

		progress_add_result(&record, RUN_QUIZ, &r);
		assert_int_equal(result_percent(progress_shown(&record, &rule), &rule),
			result_percent(&record.newest, &rule));
		if (record.best.asked)
			assert_int_equal(result_percent(&record.best, &rule),
				result_percent(&record.newest, &rule));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shown_percentage_never_crosses_a_mark),
		cmocka_unit_test(nor_does_a_random_one),
		cmocka_unit_test(more_points_are_never_shown_as_less),
		cmocka_unit_test(neither_the_mark_of_then_nor_that_of_now_is_crossed),
		cmocka_unit_test(enough_is_the_share_that_the_lesson_asks_for),
		cmocka_unit_test(one_right_answer_and_24_skips_pass_no_exam),
		cmocka_unit_test(a_later_mark_changes_nothing_that_was_decided),
		cmocka_unit_test(the_order_of_runs_matters_for_the_newest_alone),
		cmocka_unit_test(a_lesson_that_asks_for_more_answers_marks_an_old_pass),
		cmocka_unit_test(the_best_and_the_last_of_one_sitting_are_one_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
