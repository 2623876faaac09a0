/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "learner/progress.h"
#include "learner/score.h"
#include "learner.h"

static const char *const three[] = { "q1", "q2", "q3" };

static int setup(void **state)
{
	static struct progress progress;

	progress_init(&progress);
	*state = &progress;
	return 0;
}

static int teardown(void **state)
{
	progress_release(*state);
	return 0;
}

static struct run *begin(struct progress *p, const char *id, enum run_kind kind)
{
	return progress_begin(p, id, "online", kind, 7, 100, three, 3);
}

static bool answer(struct progress *p, const char *run, const char *question, int score, int max)
{
	struct answer a = { .question = question, .response = "a", .score = score, .max = max };

	return progress_answer(p, run, &a) != NULL;
}

/* Starts and finishes a run of one question. */
static void sit(struct progress *p, const char *id, enum run_kind kind, int score, int max)
{
	static const char *const one[] = { "q" };

	progress_begin(p, id, "online", kind, 1, 100, one, 1);
	assert_true(answer(p, id, "q", score, max));
	assert_true(progress_finish(p, id, &learner_rule, 200));
}

static void a_lesson_never_opened_has_no_record(void **state)
{
	assert_null(progress_find(*state, "online"));
}

static void a_new_record_is_empty(void **state)
{
	const struct lesson_progress *record = progress_get_or_add(*state, "online");

	assert_string_equal(record->lesson, "online");
	assert_null(record->page);
	assert_int_equal(record->seen, 0);
	assert_false(record->read);
	assert_null(record->open);
	assert_null(record->last);
	assert_int_equal(learner_best(record), -1);
	assert_int_equal(learner_newest(record), -1);
	assert_int_equal(record->finished, 0);
	assert_ptr_equal(progress_find(*state, "online"), record);
	assert_ptr_equal(progress_get_or_add(*state, "online"), record);
}

static void many_lessons_keep_their_records(void **state)
{
	struct progress *p = *state;
	char id[16];

	for (int i = 0; i < 100; i++) {
		snprintf(id, sizeof(id), "lesson-%d", i);
		progress_set_page(p, id, "page", i);
	}
	assert_int_equal(p->n, 100);
	for (int i = 0; i < 100; i++) {
		snprintf(id, sizeof(id), "lesson-%d", i);
		assert_int_equal(progress_find(p, id)->seen, i + 1);
	}
}

static void going_back_moves_the_place_but_unsees_nothing(void **state)
{
	char page[] = "signs";
	const struct lesson_progress *record;

	progress_set_page(*state, "online", page, 4);
	page[0] = 'x';
	record = progress_find(*state, "online");
	assert_string_equal(record->page, "signs");
	progress_set_page(*state, "online", "intro", 0);
	assert_string_equal(record->page, "intro");
	assert_int_equal(record->seen, 5);
	progress_set_page(*state, "online", NULL, -1);
	assert_null(record->page);
	assert_int_equal(record->seen, 5);
}

static void a_read_lesson_stays_read(void **state)
{
	progress_set_read(*state, "online");
	progress_set_page(*state, "online", "intro", 0);
	assert_true(progress_find(*state, "online")->read);
}

static void a_begun_run_is_open_and_unanswered(void **state)
{
	char question[] = "q1";
	const char *list[] = { question };
	struct run *run = progress_begin(*state, "0123456789abcdef0123456789abcdef", "online",
		RUN_EXAM, UINT64_MAX, 100, list, 1);

	question[0] = 'x';
	assert_ptr_equal(progress_find(*state, "online")->open, run);
	assert_string_equal(run->id, "0123456789abcdef0123456789abcdef");
	assert_string_equal(run->lesson, "online");
	assert_int_equal(run->kind, RUN_EXAM);
	assert_true(run->seed == UINT64_MAX);
	assert_int_equal(run->started, 100);
	assert_int_equal(run->finished, 0);
	assert_int_equal(run->n, 1);
	assert_string_equal(run->answers[0].question, "q1");
	assert_null(run->answers[0].response);
	assert_int_equal(first_unanswered(run), 0);
}

static void a_run_of_no_questions_is_at_its_end(void **state)
{
	struct run *run = progress_begin(*state, "r", "online", RUN_QUIZ, 1, 100, NULL, 0);

	assert_int_equal(first_unanswered(run), 0);
	assert_true(progress_finish(*state, "r", &learner_rule, 200));
	assert_int_equal(learner_newest(progress_find(*state, "online")), 0);
}

static void a_second_run_replaces_the_open_one(void **state)
{
	begin(*state, "old", RUN_QUIZ);
	begin(*state, "new", RUN_QUIZ);
	assert_string_equal(progress_find(*state, "online")->open->id, "new");
	assert_false(answer(*state, "old", "q1", 0, 1000));
	assert_false(progress_finish(*state, "old", &learner_rule, 200));
}

static void each_lesson_has_its_own_open_run(void **state)
{
	begin(*state, "one", RUN_QUIZ);
	progress_begin(*state, "two", "act", RUN_QUIZ, 1, 100, three, 3);
	assert_true(answer(*state, "one", "q1", 1000, 1000));
	assert_true(answer(*state, "two", "q2", 0, 1000));
	assert_int_equal(first_unanswered(progress_find(*state, "online")->open), 1);
	assert_int_equal(first_unanswered(progress_find(*state, "act")->open), 0);
}

static void an_answer_is_copied_into_its_place(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	char response[] = "b,c";
	struct answer a = {
		.question = "q2",
		.response = response,
		.score = 500,
		.max = 1000,
		.hints = 2,
		.at = 123,
	};

	assert_non_null(progress_answer(*state, "r", &a));
	response[0] = 'x';
	assert_string_equal(run->answers[1].question, "q2");
	assert_string_equal(run->answers[1].response, "b,c");
	assert_int_equal(run->answers[1].score, 500);
	assert_int_equal(run->answers[1].max, 1000);
	assert_int_equal(run->answers[1].hints, 2);
	assert_int_equal(run->answers[1].at, 123);
	assert_int_equal(first_unanswered(run), 0);
}

static void answering_again_replaces(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	struct result result;

	assert_true(answer(*state, "r", "q1", 0, 1000));
	assert_true(answer(*state, "r", "q1", 1000, 1000));
	result = run_result(run);
	assert_int_equal(result.score, 1000);
	assert_int_equal(result.max, 1000);
	assert_int_equal(result.answered, 1);
}

static void assert_outcomes(const struct progress *p, size_t n, const char *ref, bool right)
{
	size_t found = 0;

	assert_int_equal(p->n_outcomes, n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(p->outcomes[i].ref, ref))
			continue;
		found++;
		assert_int_equal(p->outcomes[i].right, right);
	}
	assert_int_equal(found, 1);
}

static void how_a_question_went_the_last_time_is_known_in_whatever_run_it_was(void **state)
{
	static const char *const exam[] = { "online/q1", "figures/q1" };
	struct progress *p = *state;

	begin(p, "r", RUN_QUIZ);
	assert_true(answer(p, "r", "q1", 500, 1000));
	assert_outcomes(p, 1, "online/q1", false);
	progress_begin(p, "e", "final", RUN_EXAM, 1, 100, exam, 2);
	assert_true(answer(p, "e", "online/q1", 1000, 1000));
	assert_outcomes(p, 1, "online/q1", true);
	assert_true(answer(p, "e", "figures/q1", 0, 1000));
	assert_outcomes(p, 2, "figures/q1", false);
}

static void what_is_not_scored_and_the_steps_of_a_scenario_have_no_outcome(void **state)
{
	struct progress *p = *state;
	struct answer hint = { .question = "q2", .max = 1000, .hints = 1 };

	begin(p, "r", RUN_QUIZ);
	assert_true(answer(p, "r", "q1", 0, 0));
	assert_non_null(progress_answer(p, "r", &hint));
	progress_begin(p, "s", "chat", RUN_SCENARIO, 1, 100, NULL, 0);
	assert_true(answer(p, "s", "step-1", 1, 1));
	assert_int_equal(p->n_outcomes, 0);
}

/* Even if an older store holds a score for a question without points. */
static void what_is_not_scored_adds_nothing_to_the_total(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	struct result result;

	assert_true(answer(*state, "r", "q1", 1000, 1000));
	assert_true(answer(*state, "r", "q2", 500, 0));
	result = run_result(run);
	assert_int_equal(result.score, 1000);
	assert_int_equal(result.max, 1000);
	assert_int_equal(result.asked, 1);
	assert_int_equal(result.answered, 1);
}

static void many_outcomes_are_all_kept(void **state)
{
	struct progress *p = *state;
	char ref[32];

	for (int i = 0; i < 300; i++) {
		snprintf(ref, sizeof(ref), "online/q%d", i % 150);
		progress_outcome(p, ref, i >= 150, 1000 + i);
	}
	assert_outcomes(p, 150, "online/q149", true);
	assert_outcomes(p, 150, "online/q0", true);
}

static void an_answer_to_an_unknown_run_or_question_is_refused(void **state)
{
	assert_false(answer(*state, "r", "q1", 0, 1000));
	begin(*state, "r", RUN_QUIZ);
	assert_false(answer(*state, "s", "q1", 0, 1000));
	assert_false(answer(*state, "r", "q4", 0, 1000));
}

static void hints_before_an_answer_are_kept_and_count_for_nothing(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	struct answer a = { .question = "q1", .max = 1000, .hints = 1 };
	struct result result;

	assert_non_null(progress_answer(*state, "r", &a));
	assert_int_equal(run->answers[0].hints, 1);
	result = run_result(run);
	assert_int_equal(result.max, 0);
	assert_int_equal(result.answered, 0);
	assert_int_equal(first_unanswered(run), 0);
	assert_false(answer_missed(&run->answers[0]));
}

static bool pass_over(struct progress *p, const char *run, const char *question)
{
	struct answer a = { .question = question, .response = "", .max = 1000 };

	return progress_answer(p, run, &a) != NULL;
}

static void a_skipped_question_is_done_but_neither_answered_nor_missed(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	struct result result;

	assert_true(pass_over(*state, "r", "q1"));
	answer(*state, "r", "q2", 500, 1000);
	result = run_result(run);
	assert_int_equal(result.score, 500);
	assert_int_equal(result.max, 2000);
	assert_int_equal(result.asked, 2);
	assert_int_equal(result.answered, 1);
	assert_int_equal(run_done(run), 2);
	assert_int_equal(first_unanswered(run), 2);
	assert_int_equal(run_missed(run), 1);
	assert_int_equal(((struct progress *)*state)->n_outcomes, 1);
}

/* Takes a run of 25 of which the first answered are right and the others skipped. */
static struct result sit_out(struct progress *p, enum run_kind kind, int answered, int share)
{
	static char names[25][4];
	static const char *list[25];
	struct rule rule = { 75, share };

	for (int i = 0; i < 25; i++) {
		snprintf(names[i], sizeof(names[i]), "q%d", i);
		list[i] = names[i];
	}
	progress_begin(p, "long", "exam", kind, 1, 100, list, 25);
	for (int i = 0; i < 25; i++)
		assert_true(i < answered ? answer(p, "long", list[i], 1000, 1000)
					 : pass_over(p, "long", list[i]));
	assert_true(progress_finish(p, "long", &rule, 200));
	return progress_find(p, "exam")->newest;
}

static void one_right_answer_and_24_skips_pass_nothing(void **state)
{
	static const struct rule rule = { 75, 100 };
	struct result result = sit_out(*state, RUN_EXAM, 1, 100);
	const struct lesson_progress *record = progress_find(*state, "exam");

	assert_int_equal(result.asked, 25);
	assert_int_equal(result.answered, 1);
	assert_int_equal(result.max, 25000);
	assert_false(result.passed);
	assert_int_equal(result_missing(&result, &rule), 24);
	assert_false(progress_passed(record, &rule));
	assert_int_equal(record->best.asked, 0);
	assert_null(record->first);
}

static void enough_is_what_the_lesson_says(void **state)
{
	assert_false(sit_out(*state, RUN_EXAM, 24, 100).passed);
	assert_true(sit_out(*state, RUN_EXAM, 25, 100).passed);
	assert_false(sit_out(*state, RUN_QUIZ, 19, 80).passed);
	assert_true(sit_out(*state, RUN_QUIZ, 20, 80).passed);
	assert_int_equal(progress_find(*state, "exam")->first->result.answered, 25);
}

static void a_pass_stays_whatever_comes_later(void **state)
{
	static const struct rule stricter = { 100, 100 };

	sit_out(*state, RUN_QUIZ, 20, 80);
	sit_out(*state, RUN_QUIZ, 1, 80);
	assert_true(progress_passed(progress_find(*state, "exam"), &stricter));
}

/* As the store finds it: 2 of 10 answered, both right. */
static void a_pass_by_the_earlier_rule_stays_and_is_marked(void **state)
{
	static const struct result old = {
		.score = 2000, .max = 2000, .asked = 10, .answered = 2, .earlier = true
	};
	static const struct result whole = {
		.score = 10000, .max = 10000, .asked = 10, .answered = 10, .earlier = true
	};
	struct lesson_progress *record = progress_get_or_add(*state, "online");

	assert_false(progress_add_result(record, RUN_QUIZ, &old));
	assert_true(progress_passed(record, &learner_rule));
	assert_true(progress_passed_earlier(record, &learner_rule));
	assert_int_equal(record->best.asked, 0);
	assert_true(progress_add_result(record, RUN_QUIZ, &whole));
	assert_true(progress_passed(record, &learner_rule));
	assert_false(progress_passed_earlier(record, &learner_rule));
}

static struct answer response(const char *question, const char *text, int score)
{
	return (struct answer){
		.question = question, .response = text, .score = score, .max = 1000
	};
}

static void every_try_is_kept_in_its_order(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	struct answer first = response("q1", "a", 0), second = response("q1", "b", 250),
		      last = response("q1", "c", 500);
	const struct answer *item = progress_attempt(*state, "r", &first);

	assert_ptr_equal(item, &run->answers[0]);
	assert_null(item->response);
	assert_int_equal(item->tries, 1);
	assert_int_equal(run_done(run), 0);
	progress_attempt(*state, "r", &second);
	assert_ptr_equal(progress_answer(*state, "r", &last), item);
	assert_int_equal(item->tries, 3);
	assert_int_equal(item->n_attempts, 2);
	assert_string_equal(item->attempts[0].response, "a");
	assert_string_equal(item->attempts[1].response, "b");
	assert_int_equal(item->attempts[1].score, 250);
	assert_string_equal(item->response, "c");
	assert_int_equal(run_result(run).score, 500);
	assert_int_equal(run_result(run).asked, 1);
	assert_null(progress_attempt(*state, "r", &first));
}

static void a_question_that_is_asked_again_in_its_run_is_tried_again(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	struct answer while_reading = response("q1", "a", 1000),
		      at_the_end = response("q1", "b", 0);

	progress_answer(*state, "r", &while_reading);
	progress_answer(*state, "r", &at_the_end);
	assert_int_equal(run->answers[0].tries, 2);
	assert_int_equal(run->answers[0].n_attempts, 1);
	assert_string_equal(run->answers[0].attempts[0].response, "a");
	assert_int_equal(run_result(run).answered, 1);
}

static void a_skipped_question_that_is_answered_has_one_try(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);

	pass_over(*state, "r", "q1");
	answer(*state, "r", "q1", 1000, 1000);
	assert_int_equal(run->answers[0].n_attempts, 0);
	assert_int_equal(run->answers[0].tries, 1);
	assert_int_equal(run_result(run).answered, 1);
}

static void less_than_fully_right_is_missed(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);

	answer(*state, "r", "q1", 1000, 1000);
	answer(*state, "r", "q2", 999, 1000);
	answer(*state, "r", "q3", 0, 1000);
	assert_false(answer_missed(&run->answers[0]));
	assert_true(answer_missed(&run->answers[1]));
	assert_true(answer_missed(&run->answers[2]));
	assert_int_equal(run_missed(run), 2);
	assert_int_equal(first_unanswered(run), 3);
}

static void totals_do_not_overflow(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	struct result result;

	for (size_t i = 0; i < 3; i++)
		answer(*state, "r", three[i], INT_MAX, INT_MAX);
	result = run_result(run);
	assert_int_equal(result.score, INT_MAX);
	assert_int_equal(result.max, INT_MAX);
}

static void finishing_adds_up_and_closes(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);
	const struct lesson_progress *record = progress_find(*state, "online");

	answer(*state, "r", "q1", 1000, 1000);
	answer(*state, "r", "q2", 500, 2000);
	assert_true(progress_finish(*state, "r", &learner_rule, 300));
	assert_null(record->open);
	assert_ptr_equal(record->last, run);
	assert_int_equal(run->finished, 300);
	assert_int_equal(run->result.score, 1500);
	assert_int_equal(run->result.max, 3000);
	assert_int_equal(learner_best(record), 50);
	assert_int_equal(learner_newest(record), 50);
	assert_int_equal(record->finished, 1);
	assert_false(progress_finish(*state, "r", &learner_rule, 300));
	assert_false(answer(*state, "r", "q3", 0, 1000));
}

static void a_run_finished_in_1970_is_finished(void **state)
{
	struct run *run = begin(*state, "r", RUN_QUIZ);

	assert_true(progress_finish(*state, "r", &learner_rule, 0));
	assert_true(run->finished > 0);
}

static void best_stays_and_last_moves(void **state)
{
	const struct lesson_progress *record;

	sit(*state, "a", RUN_QUIZ, 600, 1000);
	sit(*state, "b", RUN_EXAM, 900, 1000);
	sit(*state, "c", RUN_QUIZ, 300, 1000);
	record = progress_find(*state, "online");
	assert_int_equal(learner_best(record), 90);
	assert_int_equal(record->best.score, 900);
	assert_int_equal(record->best.max, 1000);
	assert_int_equal(learner_newest(record), 30);
	assert_int_equal(record->finished, 3);
	assert_string_equal(record->last->id, "c");
}

static void best_is_by_share_and_not_by_points(void **state)
{
	sit(*state, "a", RUN_QUIZ, 3000, 10000);
	sit(*state, "b", RUN_QUIZ, 1000, 2000);
	assert_int_equal(learner_best(progress_find(*state, "online")), 50);
}

static void a_run_in_which_all_was_skipped_is_no_best_one(void **state)
{
	const struct lesson_progress *record;

	sit(*state, "a", RUN_QUIZ, 0, 0);
	record = progress_find(*state, "online");
	assert_int_equal(learner_best(record), -1);
	sit(*state, "b", RUN_QUIZ, 400, 1000);
	sit(*state, "c", RUN_QUIZ, 0, 0);
	assert_int_equal(learner_best(record), 40);
	assert_int_equal(learner_newest(record), 0);
	assert_int_equal(record->finished, 3);
}

static void practising_the_missed_ones_changes_no_score_but_is_the_last_run(void **state)
{
	const struct lesson_progress *record;

	sit(*state, "a", RUN_QUIZ, 500, 1000);
	sit(*state, "b", RUN_MISSED, 1000, 1000);
	record = progress_find(*state, "online");
	assert_int_equal(learner_best(record), 50);
	assert_int_equal(learner_newest(record), 50);
	assert_int_equal(record->finished, 1);
	assert_string_equal(record->last->id, "b");
	assert_null(record->open);
}

static void percent_rounds_half_up(void **state)
{
	(void)state;
	assert_int_equal(score_percent(0, 3, 0), 0);
	assert_int_equal(score_percent(1, 3, 0), 33);
	assert_int_equal(score_percent(2, 3, 0), 67);
	assert_int_equal(score_percent(1, 8, 0), 13);
	assert_int_equal(score_percent(1, 200, 0), 1);
	assert_int_equal(score_percent(1, 201, 0), 1);
	assert_int_equal(score_percent(694, 1000, 0), 69);
	assert_int_equal(score_percent(695, 1000, 0), 70);
}

static void percent_is_100_only_for_all(void **state)
{
	(void)state;
	assert_int_equal(score_percent(999, 1000, 0), 99);
	assert_int_equal(score_percent(INT_MAX - 1, INT_MAX, 0), 99);
	assert_int_equal(score_percent(1000, 1000, 0), 100);
	assert_int_equal(score_percent(1001, 1000, 0), 100);
	assert_int_equal(score_percent(INT_MAX, INT_MAX, 0), 100);
}

static void percent_of_nothing_is_0(void **state)
{
	(void)state;
	assert_int_equal(score_percent(0, 0, 0), 0);
	assert_int_equal(score_percent(5, 0, 0), 0);
	assert_int_equal(score_percent(-5, 10, 0), 0);
}

static void nobody_passes_by_rounding(void **state)
{
	(void)state;
	assert_true(score_passes(700, 1000, 70));
	assert_false(score_passes(699, 1000, 70));
	assert_true(score_passes(7, 10, 70));
	assert_true(score_passes(1000, 1000, 100));
	assert_false(score_passes(999, 1000, 100));
	assert_true(score_passes(INT_MAX, INT_MAX, 100));
	assert_false(score_passes(0, 0, 70));
	assert_true(score_passes(0, 0, 0));
	assert_true(score_passes(0, 10, 0));
}

static void what_is_shown_agrees_with_passing(void **state)
{
	(void)state;
	assert_int_equal(score_percent(695, 1000, 70), 69);
	assert_int_equal(score_percent(700, 1000, 70), 70);
	assert_int_equal(score_percent(695, 1000, 60), 70);
	for (int pass = 1; pass <= 100; pass++)
		for (int score = 0; score <= 1000; score++)
			assert_true((score_percent(score, 1000, pass) >= pass) ==
				score_passes(score, 1000, pass));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_lesson_never_opened_has_no_record),
		T(a_new_record_is_empty),
		T(many_lessons_keep_their_records),
		T(going_back_moves_the_place_but_unsees_nothing),
		T(a_read_lesson_stays_read),
		T(a_begun_run_is_open_and_unanswered),
		T(a_run_of_no_questions_is_at_its_end),
		T(a_second_run_replaces_the_open_one),
		T(each_lesson_has_its_own_open_run),
		T(an_answer_is_copied_into_its_place),
		T(answering_again_replaces),
		T(an_answer_to_an_unknown_run_or_question_is_refused),
		T(hints_before_an_answer_are_kept_and_count_for_nothing),
		T(a_skipped_question_is_done_but_neither_answered_nor_missed),
		T(one_right_answer_and_24_skips_pass_nothing),
		T(enough_is_what_the_lesson_says),
		T(a_pass_stays_whatever_comes_later),
		T(a_pass_by_the_earlier_rule_stays_and_is_marked),
		T(every_try_is_kept_in_its_order),
		T(a_question_that_is_asked_again_in_its_run_is_tried_again),
		T(a_skipped_question_that_is_answered_has_one_try),
		T(less_than_fully_right_is_missed),
		T(totals_do_not_overflow),
		T(finishing_adds_up_and_closes),
		T(a_run_finished_in_1970_is_finished),
		T(best_stays_and_last_moves),
		T(best_is_by_share_and_not_by_points),
		T(a_run_in_which_all_was_skipped_is_no_best_one),
		T(practising_the_missed_ones_changes_no_score_but_is_the_last_run),
		cmocka_unit_test(percent_rounds_half_up),
		cmocka_unit_test_setup_teardown(
			how_a_question_went_the_last_time_is_known_in_whatever_run_it_was, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			what_is_not_scored_and_the_steps_of_a_scenario_have_no_outcome, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			what_is_not_scored_adds_nothing_to_the_total, setup, teardown),
		cmocka_unit_test_setup_teardown(many_outcomes_are_all_kept, setup, teardown),
		cmocka_unit_test(percent_is_100_only_for_all),
		cmocka_unit_test(percent_of_nothing_is_0),
		cmocka_unit_test(nobody_passes_by_rounding),
		cmocka_unit_test(what_is_shown_agrees_with_passing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
