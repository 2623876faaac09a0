/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every try, the versions of questions, who a run belongs to, and stores that had none of it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/scratch.h"

#include "store/people.h"

static struct answer response(const char *text, int score, int64_t at)
{
	return (struct answer){ .question = "q1",
		.response = text,
		.score = score,
		.max = 1000,
		.at = at,
		.spent = 7,
		.version = { "0123456789abcdef", "choice", ',', 1000 } };
}

static void a_wrong_try_is_there_before_the_next_one(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct answer wrong = response("b", 0, 1001), right = response("a", 500, 1002);
	const struct answer *item;

	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	item = progress_attempt(&s->progress, "r", &wrong);
	assert_true(store_save_answer(store, "r", item, NULL, &s->err));
	assert_true(scratch_load(s, store));
	item = &progress_find(&s->progress, "online")->open->answers[0];
	assert_null(item->response);
	assert_int_equal(item->tries, 1);
	assert_int_equal(item->n_attempts, 1);
	assert_string_equal(item->attempts[0].response, "b");
	assert_int_equal(item->attempts[0].spent, 7);
	assert_string_equal(item->attempts[0].version.id, "0123456789abcdef");
	item = progress_answer(&s->progress, "r", &right);
	assert_true(store_save_answer(store, "r", item, NULL, &s->err));
	/* the same job again, as after a reply that got lost */
	assert_true(store_save_answer(store, "r", item, NULL, &s->err));
	assert_true(scratch_load(s, store));
	item = &progress_find(&s->progress, "online")->open->answers[0];
	assert_string_equal(item->response, "a");
	assert_int_equal(item->score, 500);
	assert_int_equal(item->tries, 2);
	assert_int_equal(item->n_attempts, 1);
	store_close(store);
	assert_string_equal(
		scratch_sql(s,
			"SELECT version || '|' || lesson || '|' || question || '|' || kind || '|' || separator || '|' || max FROM question_version"),
		"0123456789abcdef|online|q1|choice|,|1000\n");
}

static void a_run_that_could_not_be_saved_brings_its_tries(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	static const char *const questions[] = { "q1", "q2" };
	struct run *run =
		progress_begin(&s->progress, "r", "online", RUN_QUIZ, 1, 1000, questions, 2);
	struct answer wrong = response("b", 0, 1001);

	progress_attempt(&s->progress, "r", &wrong);
	assert_true(store_save_run(store, run, &s->err));
	assert_true(scratch_load(s, store));
	run = progress_find(&s->progress, "online")->open;
	assert_int_equal(run->answers[0].n_attempts, 1);
	store_close(store);
}

/* Two windows show the same question; the run is one. */
static void the_answer_of_another_window_is_a_try(void **state)
{
	struct scratch *s = *state;
	struct store *here = scratch_open_well(s, ""), *there = scratch_open_well(s, "");
	struct answer one = response("b", 0, 1001), other = response("a", 1000, 1002),
		      hint = { .question = "q1", .hints = 1, .at = 1003 };

	assert_true(scratch_begin(s, here, "r", "online", RUN_QUIZ));
	assert_true(store_save_answer(here, "r", &one, NULL, &s->err));
	assert_true(store_save_answer(there, "r", &other, NULL, &s->err));
	assert_true(store_save_answer(here, "r", &hint, NULL, &s->err));
	store_close(here);
	store_close(there);
	assert_string_equal(
		scratch_sql(s, "SELECT response || '|' || tries FROM answer WHERE question = 'q1'"),
		"a|2\n");
	assert_string_equal(scratch_sql(s, "SELECT try || '|' || response FROM attempt"), "1|b\n");
}

static void what_a_finished_run_came_to_is_kept_with_its_rule(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct answer skipped = { .question = "q2", .response = "", .max = 1000 };
	const struct lesson_progress *record;

	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_true(scratch_answer(s, store, "r", "q1", "a", 1000));
	progress_answer(&s->progress, "r", &skipped);
	assert_true(store_save_answer(store, "r", &skipped, NULL, &s->err));
	assert_true(scratch_answer(s, store, "r", "q3", "a", 1000));
	assert_true(scratch_finish(s, store, progress_find(&s->progress, "online")->open));
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "online");
	assert_int_equal(record->newest.score, 2000);
	assert_int_equal(record->newest.max, 3000);
	assert_int_equal(record->newest.asked, 3);
	assert_int_equal(record->newest.answered, 2);
	assert_int_equal(record->newest.rule.mark, 70);
	assert_int_equal(record->newest.rule.answered, 80);
	assert_false(record->newest.earlier);
	assert_int_equal(record->pass.asked, 0);
	assert_null(record->first);
	assert_int_equal(s->progress.n_outcomes, 2);
	store_close(store);
}

/* ---- who a run belongs to */

static char *pseudonyms(struct scratch *s)
{
	return xstrdup(scratch_sql(s, "SELECT id || '|' || person FROM run ORDER BY seq"));
}

static void begin_as(struct scratch *s, const char *learner, const char *run)
{
	struct store *store = scratch_open_well(s, learner);

	assert_true(scratch_begin(s, store, run, "online", RUN_QUIZ));
	store_close(store);
}

static void nothing_changes_who_made_a_run(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	char *before;

	begin_as(s, "Ana", "run-1");
	begin_as(s, "Ana", "run-2");
	begin_as(s, "Bo", "run-3");
	before = pseudonyms(s);
	assert_string_equal(before, "run-1|run-1\nrun-2|run-1\nrun-3|run-3\n");
	store = scratch_open_well(s, "");
	assert_true(store_rename_person(store, "Ana", "Anna", false, &s->err));
	assert_true(store_rename_person(store, "Bo", "Anna", true, &s->err));
	store_close(store);
	assert_string_equal(
		scratch_sql(s, "SELECT learner || '|' || id FROM person"), "Anna|run-1\n");
	begin_as(s, "Anna", "run-4");
	assert_string_equal(scratch_sql(s, "SELECT person FROM run WHERE id = 'run-4'"), "run-1\n");
	scratch_sql(s, "DELETE FROM run WHERE id = 'run-4'");
	assert_string_equal(
		scratch_sql(s, "SELECT id || '|' || person FROM run ORDER BY seq"), before);
	free(before);
}

static void who_is_erased_leaves_no_try_and_no_pseudonym(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "Ana");
	struct answer wrong = response("b", 0, 1001);

	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_true(store_save_answer(
		store, "r", progress_attempt(&s->progress, "r", &wrong), NULL, &s->err));
	store_close(store);
	store = scratch_open_well(s, "");
	assert_true(store_erase_person(store, "Ana", &s->err));
	store_close(store);
	assert_string_equal(
		scratch_sql(
			s, "SELECT (SELECT count(*) FROM attempt) + (SELECT count(*) FROM person)"),
		"0\n");
}

/* ---- stores of before */

static void passes_and_open_runs_of_version_4_stay(void **state)
{
	struct scratch *s = *state;
	static const struct rule exam = { 75, 100 };
	const struct lesson_progress *record;
	struct store *store;

	scratch_use_fixture(s, "v4.sql");
	store = scratch_open_well(s, "Ana");
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "exam");
	assert_int_equal(record->finished, 2);
	assert_int_equal(record->newest.asked, 3);
	assert_int_equal(record->newest.answered, 1);
	assert_true(record->newest.earlier);
	assert_true(progress_passed(record, &exam));
	assert_true(progress_passed_earlier(record, &exam));
	assert_int_equal(record->best.asked, 0);
	assert_non_null(progress_find(&s->progress, "talk")->last);
	assert_int_equal(s->progress.review.n, 1);
	store_close(store);
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "online");
	assert_string_equal(record->open->id, "00000000000000000000000000000002");
	assert_int_equal(first_unanswered(record->open), 0);
	assert_int_equal(record->open->answers[0].tries, 0);
	record = progress_find(&s->progress, "act");
	assert_true(progress_passed(record, &exam));
	assert_false(progress_passed_earlier(record, &exam));
	assert_int_equal(record->last->answers[0].tries, 2);
	assert_int_equal(record->last->answers[0].n_attempts, 1);
	assert_string_equal(record->last->answers[0].attempts[0].response, "b");
	/* q2 was right at the second try; what was first is not known */
	assert_int_equal(record->last->answers[1].tries, 2);
	assert_int_equal(record->last->answers[1].n_attempts, 0);
	store_close(store);
}

static bool note_person(void *ctx, const struct store_run_row *run)
{
	strbuf_addf(ctx, "%s %s %d %d\n", run->id, run->person, run->result.asked,
		run->result.answered);
	return false;
}

static void a_copy_in_memory_and_the_migrated_file_have_the_same_ids(void **state)
{
	struct scratch *s = *state;
	struct strbuf copied = STRBUF_INIT, migrated = STRBUF_INIT;
	struct store_visitor visitor = { &copied, note_person, NULL, NULL };
	struct store *store;

	scratch_use_fixture(s, "v4.sql");
	store = store_open_reading(s->path, &s->state, &s->err);
	assert_non_null(store);
	assert_true(store_visit_runs(store, &visitor, &s->err));
	store_close(store);
	store = scratch_open_well(s, "");
	visitor.ctx = &migrated;
	assert_true(store_visit_runs(store, &visitor, &s->err));
	store_close(store);
	assert_string_equal(copied.buf, migrated.buf);
	assert_non_null(strstr(copied.buf,
		"00000000000000000000000000000004 00000000000000000000000000000003 3 1\n"));
	assert_string_equal(scratch_sql(s, "SELECT value FROM about WHERE key = 'store'"),
		"00000000000000000000000000000001\n");
	strbuf_release(&copied);
	strbuf_release(&migrated);
}

static void two_new_stores_have_different_ids(void **state)
{
	struct scratch *s = *state;
	static const char *const id =
		"SELECT length(value) || '|' || value FROM about WHERE key = 'store'";
	char *first;

	store_close(scratch_open_well(s, ""));
	first = xstrdup(scratch_sql(s, id));
	assert_int_equal(strncmp(first, "32|", 3), 0);
	assert_int_equal(unlink(s->path), 0);
	store_close(scratch_open_well(s, ""));
	assert_string_not_equal(scratch_sql(s, id), first);
	free(first);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		T(a_wrong_try_is_there_before_the_next_one),
		T(a_run_that_could_not_be_saved_brings_its_tries),
		T(the_answer_of_another_window_is_a_try),
		T(what_a_finished_run_came_to_is_kept_with_its_rule),
		T(nothing_changes_who_made_a_run),
		T(who_is_erased_leaves_no_try_and_no_pseudonym),
		T(passes_and_open_runs_of_version_4_stay),
		T(a_copy_in_memory_and_the_migrated_file_have_the_same_ids),
		T(two_new_stores_have_different_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
