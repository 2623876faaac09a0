/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving and loading: a load returns what was saved. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/scratch.h"

#include <time.h>

#include "store/query.h"
#include "learner.h"

static void a_new_store_is_empty(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_true(store_load(store, &s->progress, &s->err));
	assert_int_equal(s->progress.n, 0);
	assert_false(store_get_setting(store, "language", &s->text));
	assert_int_equal(s->text.len, 0);
	store_close(store);
}

static void closing_nothing_is_fine(void **state)
{
	(void)state;
	store_close(NULL);
}

static void a_place_is_loaded_again(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	const struct lesson_progress *record;

	assert_true(store_save_place(store, "online", "signs", 3, false, 0, &s->err));
	assert_true(store_save_place(store, "act", NULL, 6, true, 0, &s->err));
	store_close(store);
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "online");
	assert_string_equal(record->page, "signs");
	assert_int_equal(record->seen, 3);
	assert_false(record->read);
	assert_int_equal(learner_best(record), -1);
	record = progress_find(&s->progress, "act");
	assert_null(record->page);
	assert_int_equal(record->seen, 6);
	assert_true(record->read);
	store_close(store);
}

static void a_place_moves_and_what_was_seen_stays_seen(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	const struct lesson_progress *record;

	assert_true(store_save_place(store, "online", "end", 5, true, 0, &s->err));
	assert_true(store_save_place(store, "online", "intro", 1, false, 0, &s->err));
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "online");
	assert_string_equal(record->page, "intro");
	assert_int_equal(record->seen, 5);
	assert_true(record->read);
	store_close(store);
}

static void assert_same_run(const struct run *a, const struct run *b)
{
	assert_string_equal(a->id, b->id);
	assert_string_equal(a->lesson, b->lesson);
	assert_int_equal(a->kind, b->kind);
	assert_true(a->seed == b->seed);
	assert_true(a->started == b->started && a->finished == b->finished);
	assert_int_equal(a->result.score, b->result.score);
	assert_int_equal(a->result.max, b->result.max);
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		const struct answer *x = &a->answers[i], *y = &b->answers[i];

		assert_string_equal(x->question, y->question);
		assert_int_equal(!x->response, !y->response);
		if (x->response)
			assert_string_equal(x->response, y->response);
		assert_int_equal(x->score, y->score);
		assert_int_equal(x->max, y->max);
		assert_int_equal(x->hints, y->hints);
		assert_true(x->at == y->at);
	}
}

static void an_open_run_is_gone_on_with(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct progress loaded;

	assert_true(
		scratch_begin(s, store, "0123456789abcdef0123456789abcdef", "online", RUN_QUIZ));
	assert_true(scratch_answer(s, store, "0123456789abcdef0123456789abcdef", "q2", "b", 500));
	store_close(store);
	store = scratch_open_well(s, "");
	progress_init(&loaded);
	assert_true(store_load(store, &loaded, &s->err));
	assert_same_run(progress_find(&loaded, "online")->open,
		progress_find(&s->progress, "online")->open);
	assert_null(progress_find(&loaded, "online")->last);
	assert_int_equal(progress_find(&loaded, "online")->finished, 0);
	progress_release(&loaded);
	store_close(store);
}

static void sit(
	struct scratch *s, struct store *store, const char *id, enum run_kind kind, int score)
{
	assert_true(scratch_begin(s, store, id, "online", kind));
	assert_true(scratch_answer(s, store, id, "q1", "a", score));
	assert_true(scratch_finish(s, store, progress_find(&s->progress, "online")->open));
}

static void finished_runs_give_best_and_last(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct progress loaded;
	const struct lesson_progress *record;

	sit(s, store, "first", RUN_QUIZ, 900);
	sit(s, store, "second", RUN_EXAM, 400);
	sit(s, store, "practice", RUN_MISSED, 1000);
	progress_init(&loaded);
	assert_true(store_load(store, &loaded, &s->err));
	record = progress_find(&loaded, "online");
	assert_int_equal(record->finished, 2);
	assert_int_equal(learner_best(record), 90);
	assert_int_equal(record->best.score, 900);
	assert_int_equal(learner_newest(record), 40);
	assert_null(record->open);
	assert_same_run(record->last, progress_find(&s->progress, "online")->last);
	assert_string_equal(record->last->id, "practice");
	progress_release(&loaded);
	store_close(store);
}

static void how_each_question_went_the_last_time_is_loaded_from_all_runs(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_true(scratch_begin(s, store, "first", "online", RUN_QUIZ));
	assert_true(scratch_answer(s, store, "first", "q1", "a", 0));
	assert_true(scratch_answer(s, store, "first", "q2", "a", 1000));
	assert_true(scratch_finish(s, store, progress_find(&s->progress, "online")->open));
	assert_true(scratch_begin(s, store, "practice", "online", RUN_MISSED));
	assert_true(scratch_answer(s, store, "practice", "q1", "b", 1000));
	assert_true(scratch_load(s, store));
	assert_int_equal(s->progress.n_outcomes, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct outcome *o = &s->progress.outcomes[i];

		assert_true(!strcmp(o->ref, "online/q1") || !strcmp(o->ref, "online/q2"));
		assert_true(o->right);
	}
	assert_string_not_equal(s->progress.outcomes[0].ref, s->progress.outcomes[1].ref);
	store_close(store);
}

static void an_open_practice_of_missed_ones_is_kept_beside_the_last_run(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	const struct lesson_progress *record;

	sit(s, store, "first", RUN_QUIZ, 900);
	assert_true(scratch_begin(s, store, "practice", "online", RUN_MISSED));
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "online");
	assert_string_equal(record->open->id, "practice");
	assert_int_equal(record->open->kind, RUN_MISSED);
	assert_string_equal(record->last->id, "first");
	store_close(store);
}

static void a_run_that_was_left_for_another_is_not_offered_again(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_true(scratch_begin(s, store, "left", "online", RUN_QUIZ));
	assert_true(scratch_begin(s, store, "newer", "online", RUN_QUIZ));
	assert_true(scratch_load(s, store));
	assert_string_equal(progress_find(&s->progress, "online")->open->id, "newer");
	sit(s, store, "third", RUN_QUIZ, 0);
	assert_true(scratch_load(s, store));
	assert_null(progress_find(&s->progress, "online")->open);
	store_close(store);
}

static void another_answer_replaces_and_those_before_are_kept_beside_it(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct answer hint = { .question = "q1", .hints = 1, .at = 1000 };

	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_true(store_save_answer(store, "r", &hint, NULL, &s->err));
	assert_true(scratch_answer(s, store, "r", "q1", "b", 0));
	assert_true(scratch_answer(s, store, "r", "q1", "a", 1000));
	assert_true(scratch_answer(s, store, "r", "q1", "c", 500));
	store_close(store);
	assert_string_equal(
		scratch_sql(
			s, "SELECT response || score || tries FROM answer WHERE question = 'q1'"),
		"c5003\n");
	assert_string_equal(
		scratch_sql(s,
			"SELECT try || response || score || max || at FROM attempt ORDER BY try"),
		"1b010001001\n2a100010001001\n");
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM answer"), "3\n");
}

static void an_answer_to_nothing_saved_is_refused_with_a_sentence(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_false(scratch_answer(s, store, "nowhere", "q1", "a", 0));
	assert_non_null(strstr(s->err.buf, "could not be saved"));
	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_false(scratch_answer(s, store, "r", "q9", "a", 0));
	store_close(store);
}

/* As after a disk that was full when the quiz started. */
static void finishing_saves_what_was_missed_before(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	static const char *const questions[] = { "q1", "q2" };
	struct run *run =
		progress_begin(&s->progress, "r", "online", RUN_QUIZ, 1, 1000, questions, 2);
	const struct lesson_progress *record;

	assert_false(scratch_answer(s, store, "r", "q1", "a", 1000));
	assert_false(scratch_answer(s, store, "r", "q2", "b", 500));
	assert_true(scratch_finish(s, store, run));
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "online");
	assert_int_equal(learner_best(record), 75);
	assert_string_equal(record->last->answers[1].response, "b");
	store_close(store);
}

static void saving_a_run_again_adds_what_is_missing_and_spoils_nothing(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct answer unsaved = { .question = "q3", .response = "c", .max = 1000 };
	struct answer hint = { .question = "q2", .hints = 2, .max = 1000 };
	struct run *run;

	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_true(scratch_answer(s, store, "r", "q1", "a", 1000));
	assert_true(progress_answer(&s->progress, "r", &unsaved));
	assert_true(progress_answer(&s->progress, "r", &hint));
	run = progress_find(&s->progress, "online")->open;
	assert_true(store_save_run(store, run, &s->err));
	assert_true(store_save_run(store, run, &s->err));
	store_close(store);
	assert_string_equal(
		scratch_sql(s, "SELECT ifnull(response, '-') FROM answer ORDER BY number"),
		"a\n-\nc\n");
	assert_string_equal(
		scratch_sql(s, "SELECT hints FROM answer WHERE question = 'q2'"), "2\n");
	assert_string_equal(scratch_sql(s, "SELECT count(*) FROM run"), "1\n");
}

static void the_steps_of_a_scenario_are_added_as_they_come(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	struct answer unsaved = { .question = "step-2", .response = "b" };
	struct run *run =
		progress_begin(&s->progress, "r", "stranger", RUN_SCENARIO, 1, 1000, NULL, 0);
	const struct run *loaded;

	assert_true(store_save_run(store, run, &s->err));
	assert_true(scratch_answer(s, store, "r", "step-1", "a", 0));
	assert_true(progress_answer(&s->progress, "r", &unsaved));
	assert_true(scratch_answer(s, store, "r", "step-3", "c", 0));
	assert_false(scratch_answer(s, store, "r", "other", "c", 0));
	assert_true(store_save_answer(store, "r", &unsaved, NULL, &s->err));
	assert_true(scratch_load(s, store));
	loaded = progress_find(&s->progress, "stranger")->open;
	assert_int_equal(loaded->kind, RUN_SCENARIO);
	assert_int_equal(loaded->n, 3);
	assert_string_equal(loaded->answers[0].response, "a");
	assert_string_equal(loaded->answers[1].response, "b");
	assert_string_equal(loaded->answers[2].response, "c");
	assert_true(scratch_answer(s, store, "r", "step-4", "d", 0));
	store_close(store);
}

static void a_step_is_not_added_to_a_quiz(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_false(scratch_answer(s, store, "r", "step-4", "d", 0));
	store_close(store);
}

static void learners_do_not_see_each_other(void **state)
{
	struct scratch *s = *state;
	struct store *nameless = scratch_open_well(s, "");
	struct store *ana = scratch_open_well(s, "Ana");

	assert_true(store_save_place(nameless, "online", "signs", 3, false, 0, &s->err));
	assert_true(store_save_setting(nameless, "language", "fr", &s->err));
	assert_true(scratch_begin(s, nameless, "r", "online", RUN_QUIZ));
	assert_true(scratch_load(s, ana));
	assert_int_equal(s->progress.n, 0);
	assert_false(store_get_setting(ana, "language", &s->text));
	assert_true(store_save_place(ana, "online", "intro", 1, false, 0, &s->err));
	assert_true(scratch_load(s, nameless));
	assert_string_equal(progress_find(&s->progress, "online")->page, "signs");
	store_close(ana);
	store_close(nameless);
}

static void any_text_is_kept_as_it_is(void **state)
{
	static const char *const texts[] = { "'; DROP TABLE answer; --", "%s%n", "مرحبا",
		"日本\033[31m", "\"quoted\"", "\xff\xfe", "a\nb" };
	struct scratch *s = *state;

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct store *store = scratch_open_well(s, texts[i]);

		assert_true(store_save_setting(store, texts[i], texts[i], &s->err));
		assert_true(store_save_place(store, texts[i], texts[i], 1, false, 0, &s->err));
		assert_true(scratch_load(s, store));
		assert_int_equal(s->progress.n, 1);
		assert_string_equal(s->progress.lessons[0].page, texts[i]);
		strbuf_clear(&s->text);
		assert_true(store_get_setting(store, texts[i], &s->text));
		assert_string_equal(s->text.buf, texts[i]);
		store_close(store);
	}
}

static void a_text_too_long_to_keep_is_refused_and_the_store_goes_on(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");
	char *long_one = xcalloc(1, 2000001);

	memset(long_one, 'x', 2000000);
	assert_true(scratch_begin(s, store, "r", "online", RUN_QUIZ));
	assert_false(scratch_answer(s, store, "r", "q1", long_one, 0));
	assert_non_null(strstr(s->err.buf, "too long"));
	assert_true(scratch_answer(s, store, "r", "q1", "a", 0));
	free(long_one);
	store_close(store);
}

static void a_setting_is_set_changed_and_unset(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	assert_true(store_save_setting(store, "language", "fr", &s->err));
	assert_true(store_save_setting(store, "language", "ar", &s->err));
	strbuf_addstr(&s->text, "lang=");
	assert_true(store_get_setting(store, "language", &s->text));
	assert_string_equal(s->text.buf, "lang=ar");
	assert_true(store_save_setting(store, "language", NULL, &s->err));
	assert_false(store_get_setting(store, "language", &s->text));
	assert_string_equal(s->text.buf, "lang=ar");
	store_close(store);
}

static void what_a_later_program_wrote_is_passed_over(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	scratch_fill(s);
	scratch_sql(s,
		"INSERT INTO run (id, learner, lesson, kind, seed, started) VALUES"
		" ('x', '', 'online', 'duel', 1, 1),"
		" ('an-id-longer-than-any-that-we-make-ourselves', '', 'online', 'quiz', 1, 1)");
	store = scratch_open_well(s, "");
	assert_true(scratch_holds(s, store));
	store_close(store);
}

static void senseless_numbers_in_the_file_are_cut(void **state)
{
	struct scratch *s = *state;
	const struct answer *answer;
	struct store *store;

	scratch_fill(s);
	scratch_sql(s,
		"UPDATE place SET seen = -5; UPDATE answer SET score = 9999999999999, max = 3000,"
		" hints = -1, confidence = 9 WHERE question = 'q1'; INSERT INTO run (id, learner, lesson, kind, seed, started, finished,"
		" score, max) VALUES ('r2', '', 'act', 'quiz', 1, 1, 2, 9000, 3000)");
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	assert_int_equal(progress_find(&s->progress, "online")->seen, 0);
	answer = &progress_find(&s->progress, "online")->open->answers[0];
	assert_int_equal(answer->score, 3000);
	assert_int_equal(answer->max, 3000);
	assert_int_equal(answer->hints, 0);
	assert_int_equal(answer->confidence, CONFIDENCE_NONE);
	assert_int_equal(progress_find(&s->progress, "act")->last->result.score, 3000);
	assert_int_equal(progress_find(&s->progress, "act")->newest.score, 3000);
	store_close(store);
}

static void what_rests_for_good_is_loaded_and_no_later_stage(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	scratch_fill(s);
	scratch_sql(s,
		"INSERT INTO review (learner, ref, stage, streak, due) VALUES ('', 'a/rests', 4, 2, 1), ('', 'a/later', 5, 2, 1)");
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	assert_non_null(review_find(&s->progress.review, "a/rests"));
	assert_int_equal(review_find(&s->progress.review, "a/rests")->stage, REVIEW_DONE);
	assert_null(review_find(&s->progress.review, "a/later"));
	store_close(store);
}

static void what_cannot_be_loaded_whole_is_not_loaded(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	scratch_fill(s);
	store = scratch_open_well(s, "");
	scratch_sql(s, "DROP TABLE review");
	assert_false(scratch_load(s, store));
	assert_int_equal(s->progress.n, 0);
	assert_true(s->err.len > 0);
	store_close(store);
}

static void a_turn_ends_with_the_save(void **state)
{
	struct scratch *s = *state;
	struct store *one = scratch_open_well(s, "one"), *two = scratch_open_well(s, "two");
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	for (int i = 0; i < 2; i++) {
		assert_true(store_save_setting(one, "language", "fr", &s->err));
		assert_true(store_save_setting(two, "language", "fr", &s->err));
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	/* a process that does not get its turn waits for five seconds */
	assert_true(to.tv_sec - from.tv_sec < 5);
	store_close(one);
	store_close(two);
}

/* Makes the store from the SQL of tests/store/NAME. */
static void a_file_of_version_1_opens_and_loads(void **state)
{
	struct scratch *s = *state;
	const struct lesson_progress *record;
	struct store *store;

	scratch_use_fixture(s, "v1.sql");
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	assert_int_equal(s->progress.n, 2);
	record = progress_find(&s->progress, "online");
	assert_string_equal(record->page, "signs");
	assert_int_equal(record->seen, 5);
	assert_int_equal(record->open->kind, RUN_MISSED);
	assert_true(record->open->seed == UINT64_MAX);
	assert_int_equal(first_unanswered(record->open), 0);
	assert_string_equal(record->open->answers[1].response, "it’s a “trap”");
	record = progress_find(&s->progress, "act");
	assert_true(record->read);
	assert_int_equal(learner_best(record), 100);
	assert_string_equal(record->last->answers[0].response, "a");
	record = progress_find(&s->progress, "online");
	assert_true(scratch_answer(
		s, store, record->open->id, record->open->answers[0].question, "b", 0));
	store_close(store);
	store = scratch_open_well(s, "Ana");
	assert_true(scratch_load(s, store));
	assert_string_equal(
		progress_find(&s->progress, "exam")->last->answers[0].question, "online/q1");
	strbuf_clear(&s->text);
	assert_true(store_get_setting(store, "language", &s->text));
	assert_string_equal(s->text.buf, "es");
	store_close(store);
}

static void a_file_of_version_2_opens_and_loads(void **state)
{
	struct scratch *s = *state;
	const struct lesson_progress *record;
	struct store *store;

	scratch_use_fixture(s, "v2.sql");
	store = scratch_open_well(s, "");
	assert_true(scratch_load(s, store));
	record = progress_find(&s->progress, "act");
	assert_int_equal(record->spent, 300);
	assert_int_equal(record->last->answers[0].tries, 2);
	assert_int_equal(s->progress.review.n, 1);
	store_close(store);
}

/* With the index table in the file, and with the table dropped. */
static void a_file_of_version_3_loses_its_index_and_nothing_else(void **state)
{
	struct scratch *s = *state;

	for (int i = 0; i < 2; i++) {
		struct store *store;

		(void)unlink(s->path);
		scratch_use_fixture(s, "v3.sql");
		if (i)
			scratch_sql(s, "DROP TABLE lesson_file");
		store = scratch_open_well(s, "");
		assert_true(scratch_load(s, store));
		assert_int_equal(s->progress.n, 2);
		assert_int_equal(s->progress.review.n, 1);
		store_close(store);
		assert_string_equal(
			scratch_sql(
				s, "SELECT count(*) FROM sqlite_schema WHERE name = 'lesson_file'"),
			"0\n");
		assert_string_equal(scratch_sql(s, "SELECT count(*) FROM answer"), "7\n");
	}
}

/* If this fails, an entry of migrations[] was edited, not appended, or newest[] is outdated. */
static void a_migrated_file_has_the_schema_of_a_new_one(void **state)
{
	static const char *const schema =
		"SELECT group_concat(line, char(10)) FROM (SELECT t.name || ' ' || t.ncol || ' ' || t.wr ||"
		" ' ' || t.strict || ' ' || c.cid || ' ' || c.name || ' ' || c.type || ' ' || c.\"notnull\" ||"
		" ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk AS line"
		" FROM pragma_table_list AS t, pragma_table_info(t.name) AS c"
		" WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid)"
		" UNION ALL SELECT user_version FROM pragma_user_version"
		" UNION ALL SELECT application_id FROM pragma_application_id";
	struct scratch *s = *state;
	char *migrated;

	scratch_use_fixture(s, "v1.sql");
	store_close(scratch_open_well(s, ""));
	migrated = xstrdup(scratch_sql(s, schema));
	assert_int_equal(unlink(s->path), 0);
	store_close(scratch_open_well(s, ""));
	assert_string_equal(scratch_sql(s, schema), migrated);
	free(migrated);
}

static void every_failure_has_a_sentence(void **state)
{
	static const int codes[] = { SQLITE_ERROR, SQLITE_PERM, SQLITE_BUSY, SQLITE_LOCKED,
		SQLITE_NOMEM, SQLITE_READONLY, SQLITE_IOERR_FSYNC, SQLITE_CORRUPT_INDEX,
		SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_TOOBIG, SQLITE_MISUSE, SQLITE_NOTADB,
		SQLITE_READONLY_DBMOVED, -1, -2, -3 };
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "");

	for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
		strbuf_clear(&s->err);
		store_explain(store, codes[i], &s->err);
		assert_non_null(strstr(s->err.buf, s->path));
		assert_int_equal(s->err.buf[s->err.len - 1], '.');
	}
	store_close(store);
}

static void waiting_for_another_program_has_an_end(void **state)
{
	struct store store = { .waiting_since = INT64_MIN / 2 };

	(void)state;
	assert_int_equal(store_wait(&store, 1), 0);
	assert_int_equal(store_wait(&store, 0), 1);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
	const struct CMUnitTest tests[] = {
		T(a_new_store_is_empty),
		T(closing_nothing_is_fine),
		T(a_place_is_loaded_again),
		T(a_place_moves_and_what_was_seen_stays_seen),
		T(an_open_run_is_gone_on_with),
		T(finished_runs_give_best_and_last),
		T(how_each_question_went_the_last_time_is_loaded_from_all_runs),
		T(an_open_practice_of_missed_ones_is_kept_beside_the_last_run),
		T(a_run_that_was_left_for_another_is_not_offered_again),
		T(another_answer_replaces_and_those_before_are_kept_beside_it),
		T(an_answer_to_nothing_saved_is_refused_with_a_sentence),
		T(finishing_saves_what_was_missed_before),
		T(saving_a_run_again_adds_what_is_missing_and_spoils_nothing),
		T(the_steps_of_a_scenario_are_added_as_they_come),
		T(a_step_is_not_added_to_a_quiz),
		T(learners_do_not_see_each_other),
		T(any_text_is_kept_as_it_is),
		T(a_text_too_long_to_keep_is_refused_and_the_store_goes_on),
		T(a_setting_is_set_changed_and_unset),
		T(what_a_later_program_wrote_is_passed_over),
		T(senseless_numbers_in_the_file_are_cut),
		T(what_rests_for_good_is_loaded_and_no_later_stage),
		T(what_cannot_be_loaded_whole_is_not_loaded),
		T(a_turn_ends_with_the_save),
		T(a_file_of_version_1_opens_and_loads),
		T(a_file_of_version_2_opens_and_loads),
		T(a_file_of_version_3_loses_its_index_and_nothing_else),
		T(a_migrated_file_has_the_schema_of_a_new_one),
		T(every_failure_has_a_sentence),
		T(waiting_for_another_program_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
