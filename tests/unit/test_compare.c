/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before and after: the same questions, first responses, and nothing that has changed since. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "learner/compare.h"

static const char *const questions[] = { "q1", "q2", "q3", "q4" };
static const struct rule rule = { 0, RULE_ANSWERED };
static struct progress progress;

static int begin(void **state)
{
	(void)state;
	progress_init(&progress);
	return 0;
}

static int end(void **state)
{
	(void)state;
	progress_release(&progress);
	return 0;
}

static void start(const char *id, const char *lesson)
{
	progress_begin(&progress, id, lesson, RUN_QUIZ, 1, 100, questions, 4);
}

static void reply(
	const char *run, const char *question, const char *response, int score, const char *version)
{
	const struct answer answer = { .question = question,
		.response = response,
		.score = score,
		.max = 1000,
		.tries = 1,
		.version = { .id = version, .kind = "choice", .max = 1000 } };

	assert_non_null(progress_answer(&progress, run, &answer));
}

static void miss(const char *run, const char *question, int score)
{
	const struct answer answer = {
		.question = question, .response = "wrong", .score = score, .max = 1000
	};

	assert_non_null(progress_attempt(&progress, run, &answer));
}

static void finish(const char *run)
{
	assert_true(progress_finish(&progress, run, &rule, 200));
}

/* Every question of "before" now has the version that its id names. */
static const char *version(const void *ctx, const struct run *run, const char *question)
{
	(void)question;
	return strcmp(run->lesson, "before") ? NULL : ctx;
}

static struct comparison compare(const char *now)
{
	const struct run *before = progress_find(&progress, "before")->first;
	const struct run *after = progress_find(&progress, "after")->last;
	struct comparison c;

	assert_non_null(before);
	compare_runs(before, after, version, now, &c);
	return c;
}

static void all_right_after(void)
{
	start("a", "after");
	for (int i = 0; i < 4; i++)
		reply("a", questions[i], "x", 1000, "2222");
	finish("a");
}

static void the_first_sitting_before_counts_and_not_the_last(void **state)
{
	struct comparison c;

	(void)state;
	for (int sitting = 0; sitting < 2; sitting++) {
		const char *id = sitting ? "b2" : "b1";

		start(id, "before");
		for (int i = 0; i < 4; i++)
			reply(id, questions[i], "x", sitting ? 1000 : i ? 0 : 1000, "1111");
		finish(id);
	}
	all_right_after();
	c = compare("1111");
	assert_int_equal(c.compared, 4);
	assert_int_equal(c.before, 1000);
	assert_int_equal(c.before_max, 4000);
	assert_int_equal(c.after, 4000);
}

static void a_sitting_with_too_few_answers_is_not_the_first(void **state)
{
	(void)state;
	start("b0", "before");
	reply("b0", "q1", "x", 1000, "1111");
	for (int i = 1; i < 4; i++)
		reply("b0", questions[i], "", 0, "1111");
	finish("b0");
	assert_null(progress_find(&progress, "before")->first);
	start("b1", "before");
	for (int i = 0; i < 4; i++)
		reply("b1", questions[i], "x", 0, "1111");
	finish("b1");
	assert_string_equal(progress_find(&progress, "before")->first->id, "b1");
}

static void the_first_response_counts_and_not_a_further_try(void **state)
{
	struct comparison c;

	(void)state;
	start("b", "before");
	miss("b", "q1", 0);
	reply("b", "q1", "x", 500, "1111");
	miss("b", "q2", 400);
	reply("b", "q2", "x", 500, "1111");
	reply("b", "q3", "x", 1000, "1111");
	reply("b", "q4", "x", 1000, "1111");
	finish("b");
	all_right_after();
	c = compare("1111");
	assert_int_equal(c.compared, 4);
	assert_int_equal(c.before, 2400);
}

static void what_an_older_store_has_not_kept_is_not_guessed(void **state)
{
	const struct answer second = {
		.question = "q1", .response = "x", .score = 500, .max = 1000, .tries = 2
	};
	struct compare_item item;

	(void)state;
	assert_false(compare_first(&second, NULL, &item));
}

static void questions_skipped_or_changed_or_not_in_both_are_left_out(void **state)
{
	struct comparison c;

	(void)state;
	start("b", "before");
	reply("b", "q1", "x", 1000, "1111");
	reply("b", "q2", "x", 1000, "0000");
	reply("b", "q3", "x", 1000, NULL);
	reply("b", "q4", "x", 0, "1111");
	finish("b");
	start("a", "after");
	reply("a", "q1", "x", 0, "2222");
	reply("a", "q2", "x", 1000, "2222");
	reply("a", "q3", "x", 1000, "2222");
	reply("a", "q4", "", 0, "2222");
	finish("a");
	c = compare("1111");
	assert_int_equal(c.asked, 4);
	/* q2 was another question then, q4 was skipped; of q3 the version is not known */
	assert_int_equal(c.compared, 2);
	assert_int_equal(c.changed, 1);
	assert_int_equal(c.before, 2000);
	assert_int_equal(c.after, 1000);
}

static void only_a_scored_first_response_is_one(void **state)
{
	struct attempt attempt = { .response = "b", .score = 300, .max = 1000 };
	static const struct {
		const char *response;
		int max, tries;
		bool counts;
	} answers[] = { { "a", 1000, 1, true }, { "a", 1000, 0, true }, { "a", 1000, 2, false },
		{ "a", 0, 1, false }, { "", 1000, 0, false }, { NULL, 0, 0, false } };
	struct compare_item item;
	struct answer tried = { .response = "a", .score = 500, .max = 1000, .tries = 2 };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++) {
		const struct answer answer = { .response = answers[i].response,
			.max = answers[i].max,
			.tries = answers[i].tries };

		assert_int_equal(compare_first(&answer, NULL, &item), answers[i].counts);
	}
	tried.attempts = &attempt;
	tried.n_attempts = 1;
	assert_true(compare_first(&tried, "v", &item));
	assert_int_equal(item.score, 300);
	assert_string_equal(item.now, "v");
}

static void a_pair_counts_unless_one_of_it_is_missing_or_has_changed(void **state)
{
	const struct compare_item same = { 500, 1000, "v", "v" },
				  unknown = { 500, 1000, NULL, "v" },
				  gone = { 500, 1000, "v", NULL }, other = { 500, 1000, "v", "w" };
	struct comparison c = { 0 };

	(void)state;
	compare_add(&c, &same, NULL);
	compare_add(&c, NULL, &same);
	assert_int_equal(c.compared, 0);
	compare_add(&c, &same, &unknown);
	compare_add(&c, &gone, &same);
	assert_int_equal(c.compared, 2);
	compare_add(&c, &other, &same);
	compare_add(&c, &same, &other);
	assert_int_equal(c.compared, 2);
	assert_int_equal(c.changed, 2);
	assert_int_equal(c.asked, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_scored_first_response_is_one),
		cmocka_unit_test(a_pair_counts_unless_one_of_it_is_missing_or_has_changed),
		cmocka_unit_test_setup_teardown(
			the_first_sitting_before_counts_and_not_the_last, begin, end),
		cmocka_unit_test_setup_teardown(
			a_sitting_with_too_few_answers_is_not_the_first, begin, end),
		cmocka_unit_test_setup_teardown(
			the_first_response_counts_and_not_a_further_try, begin, end),
		cmocka_unit_test_setup_teardown(
			what_an_older_store_has_not_kept_is_not_guessed, begin, end),
		cmocka_unit_test_setup_teardown(
			questions_skipped_or_changed_or_not_in_both_are_left_out, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
