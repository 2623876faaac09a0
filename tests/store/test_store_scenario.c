/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario is saved step by step: its run starts without questions and grows. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/scratch.h"

#include <signal.h>

static struct run *begin(struct scratch *s, struct store *store, const char *id)
{
	struct run *run = progress_begin(&s->progress, id, "ferry", RUN_SCENARIO, 7, 1000, NULL, 0);

	assert_true(store_save_run(store, run, &s->err));
	return run;
}

static const struct lesson_progress *load_again(struct scratch *s, struct store *store)
{
	assert_true(scratch_load(s, store));
	return progress_find(&s->progress, "ferry");
}

static void steps_are_loaded_in_the_order_in_which_they_were_taken(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	const struct lesson_progress *p;

	begin(s, store, "run-1");
	for (int i = 1; i <= 12; i++) {
		char step[24];

		snprintf(step, sizeof(step), "step-%d", i);
		assert_true(scratch_answer(
			s, store, "run-1", step, i == 3 ? "back" : "flag:hello:hurry", 0));
	}
	store_close(store);
	store = scratch_open_well(s, "");
	p = load_again(s, store);
	assert_non_null(p->open);
	assert_int_equal(p->open->kind, RUN_SCENARIO);
	assert_int_equal(p->open->n, 12);
	assert_string_equal(p->open->answers[2].response, "back");
	assert_string_equal(p->open->answers[11].question, "step-12");
	/* the run can still grow */
	assert_true(scratch_answer(s, store, "run-1", "step-13", "which", 0));
	assert_int_equal(load_again(s, store)->open->n, 13);
	store_close(store);
}

static void a_scenario_without_a_step_is_there_all_the_same(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	begin(s, store, "run-1");
	assert_int_equal(load_again(s, store)->open->n, 0);
	store_close(store);
}

static void a_step_that_failed_to_be_saved_is_added_at_its_place_in_the_end(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct run *run = begin(s, store, "run-1");
	struct answer lost = { .question = "step-2", .response = "lost", .at = 1001 };
	const struct run *last;

	assert_true(scratch_answer(s, store, "run-1", "step-1", "a", 0));
	assert_true(progress_answer(&s->progress, "run-1", &lost));
	assert_true(scratch_answer(s, store, "run-1", "step-3", "c", 0));
	assert_true(scratch_finish(s, store, run));
	last = load_again(s, store)->last;
	assert_int_equal(last->n, 3);
	assert_string_equal(last->answers[1].response, "lost");
	assert_string_equal(last->answers[2].response, "c");
	store_close(store);
}

static void a_finished_scenario_is_the_last_run_and_no_best_one(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct run *run = begin(s, store, "run-1");
	const struct lesson_progress *p;

	assert_true(scratch_answer(s, store, "run-1", "step-1", "end:kept", 500));
	assert_true(scratch_finish(s, store, run));
	p = load_again(s, store);
	assert_null(p->open);
	assert_non_null(p->last);
	assert_int_equal(p->last->result.score, 500);
	assert_int_equal(p->last->result.max, 1000);
	assert_int_equal(learner_best(p), -1);
	assert_int_equal(p->finished, 0);
	store_close(store);
}

static void a_stop_comes_back_as_it_was_and_is_no_ending(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	const struct lesson_progress *p;

	begin(s, store, "run-1");
	assert_true(scratch_answer(s, store, "run-1", "step-1", "stop:offer", 0));
	p = load_again(s, store);
	assert_string_equal(p->open->answers[0].response, "stop:offer");
	assert_true(scratch_answer(s, store, "run-1", "step-2", "stop:offer", 500));
	assert_true(scratch_finish(s, store, p->open));
	p = load_again(s, store);
	assert_null(p->open);
	assert_int_equal(p->last->n, 2);
	assert_int_equal(p->last->result.score, 500);
	assert_int_equal(p->n_endings, 0);
	store_close(store);
}

static void a_quiz_takes_no_steps(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_true(scratch_begin(s, store, "run-1", "act", RUN_QUIZ));
	assert_false(scratch_answer(s, store, "run-1", "step-1", "a", 0));
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM answer"), "3\n");
	store_close(store);
}

static void a_scenario_takes_nothing_that_is_no_step(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	begin(s, store, "run-1");
	assert_false(scratch_answer(s, store, "run-1", "step-x", "a", 0));
	assert_false(scratch_answer(s, store, "run-1", "q1", "a", 0));
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM answer"), "0\n");
	store_close(store);
}

/* Runs in a child process that is killed after some acknowledged steps. */
static void play_for_ever(struct scratch *s, int ack)
{
	char number[16];
	struct store *store;
	struct run *run;

	snprintf(number, sizeof(number), "%d", ack);
	setenv("VIGIE_ACK_FD", number, 1);
	store = scratch_open(s, "");
	run = progress_begin(&s->progress, "run-1", "ferry", RUN_SCENARIO, 7, 1000, NULL, 0);
	if (!store || !store_save_run(store, run, &s->err))
		_exit(1);
	for (int i = 1;; i++) {
		char step[24];

		snprintf(step, sizeof(step), "step-%d", i);
		if (!scratch_answer(s, store, "run-1", step, "which", 0))
			_exit(1);
	}
}

static void kill_9_loses_no_step_that_was_acknowledged(void **state)
{
	struct scratch *s = *state;
	const struct run *run;
	struct store *store;
	int fds[2], said = 0;
	char c;
	pid_t pid;

	assert_int_equal(pipe(fds), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		close(fds[0]);
		play_for_ever(s, fds[1]);
	}
	close(fds[1]);
	while (said < 5 && read(fds[0], &c, 1) == 1)
		said += c == '\n';
	kill(pid, SIGKILL);
	while (read(fds[0], &c, 1) == 1)
		said += c == '\n';
	waitpid(pid, NULL, 0);
	close(fds[0]);
	assert_true(said >= 5);
	store = scratch_open_well(s, "");
	run = load_again(s, store)->open;
	assert_non_null(run);
	assert_in_range(run->n, said, said + 1);
	for (size_t i = 0; i < run->n; i++)
		assert_string_equal(run->answers[i].response, "which");
	store_close(store);
}

#define test(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test(steps_are_loaded_in_the_order_in_which_they_were_taken),
		test(a_scenario_without_a_step_is_there_all_the_same),
		test(a_step_that_failed_to_be_saved_is_added_at_its_place_in_the_end),
		test(a_finished_scenario_is_the_last_run_and_no_best_one),
		test(a_stop_comes_back_as_it_was_and_is_no_ending),
		test(a_quiz_takes_no_steps),
		test(a_scenario_takes_nothing_that_is_no_step),
		test(kill_9_loses_no_step_that_was_acknowledged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
