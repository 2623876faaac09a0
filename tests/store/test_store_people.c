/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learners in a store: listing, renaming, merging, exporting and erasing them and their answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/scratch.h"

#include "store/people.h"

/* Records a visit of learner: a place, an open quiz with two answers, a setting and a review
 * item. */
static void visit(struct scratch *s, const char *learner, const char *run, const char *typed)
{
	struct store *store = scratch_open_well(s, learner);
	const struct review_item item = {
		.ref = "online/q1", .stage = 1, .streak = 1, .due = 20000
	};
	const struct answer answer = { .question = "q1",
		.response = typed,
		.score = 500,
		.max = 1000,
		.hints = 1,
		.tries = 1,
		.at = 1010 };

	assert_true(store_save_place(store, "online", "signs", 3, false, 60, &s->err));
	assert_true(scratch_begin(s, store, run, "online", RUN_QUIZ));
	assert_true(store_save_answer(store, run, &answer, &item, &s->err));
	assert_true(scratch_answer(s, store, run, "q2", "b", 0));
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	store_close(store);
}

/* ---- runs of all learners, as text */

static bool note_run(void *ctx, const struct store_run_row *r)
{
	strbuf_addf(ctx, "%s %s %s %d %lld-%lld %d/%d\n", r->learner, r->id, r->lesson, r->kind,
		(long long)r->started, (long long)r->finished, r->result.score, r->result.max);
	return r->kind != RUN_MISSED;
}

static void note_answer(void *ctx, const struct store_answer_row *a)
{
	strbuf_addf(ctx, "  %s=%s %d/%d %d %d/%d %lld\n", a->question, a->response, a->score,
		a->max, a->hints, a->try, a->tries, (long long)a->at);
}

static const char *all_runs(struct scratch *s, struct store *store)
{
	const struct store_visitor visitor = { &s->text, note_run, note_answer, NULL };

	strbuf_clear(&s->text);
	assert_true(store_visit_runs(store, &visitor, &s->err));
	assert_string_equal(s->err.buf, "");
	return s->text.buf;
}

static void runs_come_learner_by_learner_in_the_order_of_time(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	struct answer again = { .question = "q1",
		.response = "right",
		.score = 1000,
		.max = 1000,
		.tries = 1,
		.at = 2000 };

	visit(s, "zoe", "run-1", "wrong");
	visit(s, "adam", "run-2", "x");
	store = scratch_open_well(s, "zoe");
	assert_true(scratch_begin(s, store, "run-3", "online", RUN_MISSED));
	assert_true(scratch_finish(s, store, progress_get_or_add(&s->progress, "online")->open));
	/* the first answer stays the first try */
	assert_true(store_save_answer(store, "run-1", &again, NULL, &s->err));
	assert_string_equal(all_runs(s, store),
		"adam run-2 online 0 1000-0 0/0\n"
		"  q1=x 500/1000 1 1/1 1010\n"
		"  q2=b 0/1000 1 1/1 1001\n"
		"zoe run-1 online 0 1000-0 0/0\n"
		"  q1=wrong 500/1000 1 1/2 1010\n"
		"  q1=right 1000/1000 0 2/2 2000\n"
		"  q2=b 0/1000 1 1/1 1001\n"
		"zoe run-3 online 1 1000-1002 0/0\n");
	store_close(store);
}

static void people_are_listed_by_name_with_what_they_did(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	struct arena arena = ARENA_INIT;
	struct store_person *people;
	size_t n;

	visit(s, "zoe", "run-1", "x");
	visit(s, "", "run-2", "x");
	store = scratch_open_well(s, "only-a-setting");
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	assert_true(store_list_people(store, &arena, &people, &n, &s->err));
	assert_int_equal(n, 3);
	assert_string_equal(people[0].learner, "");
	assert_string_equal(people[1].learner, "only-a-setting");
	assert_int_equal(people[1].runs + people[1].answers + people[1].last, 0);
	assert_string_equal(people[2].learner, "zoe");
	assert_int_equal(people[2].runs, 1);
	assert_int_equal(people[2].answers, 2);
	assert_int_equal(people[2].last, 1000);
	free(people);
	arena_release(&arena);
	store_close(store);
}

/* ---- renaming and merging */

static const char *columns(struct scratch *s)
{
	return scratch_sql(s,
		"SELECT learner || ' place ' || seen || ' ' || read || ' ' || spent FROM place ORDER BY learner;"
		"SELECT learner || ' run ' || id FROM run ORDER BY seq; SELECT learner || ' review ' || stage FROM review"
		" ORDER BY learner; SELECT learner || ' setting ' || value FROM setting ORDER BY learner");
}

static void a_person_is_renamed(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	visit(s, "old", "run-1", "x");
	visit(s, "other", "run-2", "x");
	store = scratch_open_well(s, "");
	assert_true(store_rename_person(store, "old", "new", false, &s->err));
	assert_string_equal(s->err.buf, "");
	store_close(store);
	assert_string_equal(columns(s),
		"new place 3 0 60\nother place 3 0 60\nnew run run-1\nother run run-2\n"
		"new review 1\nother review 1\nnew setting fr\nother setting fr\n");
}

static void two_become_one(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "into");

	assert_true(store_save_place(store, "online", "end", 2, true, 30, &s->err));
	assert_true(store_save_setting(store, "language", "en", &s->err));
	store_close(store);
	visit(s, "from", "run-1", "x");
	store = scratch_open_well(s, "");
	assert_true(store_rename_person(store, "from", "into", true, &s->err));
	store_close(store);
	assert_string_equal(
		columns(s), "into place 3 1 90\ninto run run-1\ninto review 1\ninto setting en\n");
}

/* Of two places the further one is kept, so that no page seen becomes unseen. */
static void of_two_places_the_further_one_stays(void **state)
{
	struct scratch *s = *state;
	struct store *store = scratch_open_well(s, "into");

	assert_true(store_save_place(store, "online", "end", 9, false, 30, &s->err));
	store_close(store);
	visit(s, "from", "run-1", "x");
	store = scratch_open_well(s, "");
	assert_true(store_rename_person(store, "from", "into", true, &s->err));
	store_close(store);
	assert_string_equal(
		columns(s), "into place 9 0 90\ninto run run-1\ninto review 1\ninto setting fr\n");
}

static void assert_refuses(struct scratch *s, bool good, const char *why)
{
	assert_false(good);
	if (!strstr(s->err.buf, why))
		fail_msg("“%s” does not say “%s”", s->err.buf, why);
	strbuf_clear(&s->err);
}

static void what_cannot_be_is_refused_and_nothing_changes(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	char *before;

	visit(s, "anna", "run-1", "x");
	visit(s, "bert", "run-2", "x");
	before = xstrdup(columns(s));
	store = scratch_open_well(s, "");
	assert_refuses(s, store_rename_person(store, "nobody", "x", false, &s->err),
		"no learner “nobody”");
	assert_refuses(s, store_rename_person(store, "anna", "bert", false, &s->err), "already");
	assert_refuses(s, store_rename_person(store, "anna", "nobody", true, &s->err),
		"no learner “nobody”");
	assert_refuses(s, store_rename_person(store, "anna", "anna", true, &s->err), "the same");
	assert_refuses(s, store_erase_person(store, "nobody", &s->err), "no learner “nobody”");
	assert_refuses(s, store_erase_person(store, "", &s->err), "without a learner name");
	assert_refuses(
		s, store_export_person(store, "nobody", &s->text, &s->err), "no learner “nobody”");
	store_close(store);
	assert_string_equal(columns(s), before);
	free(before);
}

/* ---- erasing */

static const char secret[] = "SENTINEL-dorothea";

/* Number of files in the directory that contain word. */
static int files_with(struct scratch *s, const char *word)
{
	DIR *dir = opendir(s->data);
	struct dirent *entry;
	struct strbuf bytes = STRBUF_INIT;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char path[400];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", s->data, entry->d_name);
		scratch_read(path, &bytes);
		n += memmem(bytes.buf, bytes.len, word, strlen(word)) != NULL;
	}
	closedir(dir);
	strbuf_release(&bytes);
	return n;
}

/* Spreads the learner's name and typed answers over many pages, many of which are freed again. */
static void leave_traces(struct scratch *s)
{
	char run[40], typed[64];

	for (int i = 0; i < 40; i++) {
		snprintf(run, sizeof(run), "her-%d", i);
		snprintf(typed, sizeof(typed), "SENTINEL-typed-%d", i);
		visit(s, secret, run, typed);
		progress_release(&s->progress);
	}
	scratch_sql(s,
		"PRAGMA secure_delete = OFF; DELETE FROM answer WHERE run IN (SELECT seq FROM run WHERE id > 'her-2')");
	visit(s, "other", "run-o", "kept");
	assert_int_equal(files_with(s, "SENTINEL"), 1);
}

static void erase(struct scratch *s)
{
	struct store *store = scratch_open_well(s, "");

	assert_true(store_erase_person(store, secret, &s->err));
	assert_string_equal(s->err.buf, "");
	assert_int_equal(files_with(s, "SENTINEL"), 0);
	/* the store still works */
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	store_close(store);
	assert_int_equal(files_with(s, "SENTINEL"), 0);
	assert_string_equal(
		scratch_sql(s,
			"SELECT learner || response FROM run JOIN answer ON run = seq WHERE response NOT NULL;"
			"PRAGMA journal_mode; PRAGMA integrity_check"),
		"otherkept\notherb\ndelete\nok\n");
}

static void nothing_is_left_of_who_is_erased(void **state)
{
	struct scratch *s = *state;

	char index[160];

	leave_traces(s);
	/* the index names no learner, but its timestamp shows when somebody started the program */
	snprintf(index, sizeof(index), "%s.index", s->path);
	scratch_write(index, "Vigie 1\n", 8);
	erase(s);
	assert_false(scratch_there(index));
}

static void nor_in_a_journal_that_was_kept(void **state)
{
	struct scratch *s = *state;

	visit(s, secret, "her-run", "SENTINEL-typed");
	scratch_sql(s, "PRAGMA journal_mode = PERSIST; UPDATE answer SET response = 'x'");
	assert_int_equal(files_with(s, "SENTINEL"), 2);
	visit(s, "other", "run-o", "kept");
	erase(s);
}

/* Another program may have switched the file to WAL mode. */
static void nor_in_a_write_ahead_log(void **state)
{
	struct scratch *s = *state;
	sqlite3 *db = NULL;

	visit(s, secret, "her-run", "SENTINEL-typed");
	visit(s, "other", "run-o", "kept");
	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
				 "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
				 "UPDATE run SET seed = 7",
				 NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(files_with(s, "SENTINEL"), 2);
	/* close without a checkpoint, as a crash would, so that the log stays */
	assert_int_equal(
		sqlite3_file_control(db, "main", SQLITE_FCNTL_PERSIST_WAL, &(int){ 1 }), SQLITE_OK);
	assert_int_equal(
		sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(files_with(s, "SENTINEL"), 2);
	erase(s);
}

static void nor_of_the_old_name_of_who_was_renamed(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	visit(s, secret, "her-run", "x");
	store = scratch_open_well(s, "");
	assert_true(store_rename_person(store, secret, "p7", false, &s->err));
	assert_int_equal(files_with(s, secret), 0);
	store_close(store);
}

/* Truncating a file or its journal leaves the old data on the disk, so it must be zeroed first.
 * Needs a disk whose blocks can be read. */
static void nor_on_the_disk_below(void **state)
{
	struct scratch *s = *state;
	struct strbuf command = STRBUF_INIT;
	char *image = xstrdup(scratch_name(s, "disk"));

	leave_traces(s);
	scratch_sql(s,
		"PRAGMA secure_delete = OFF; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
		" INSERT INTO review SELECT 'x', 'SENTINEL ref' || i, 1, 1, 1 FROM n; DELETE FROM review WHERE learner = 'x'");
	/* a fresh disk, without blocks of earlier journals */
	strbuf_addf(&command,
		"(cp '%s' '%s.seed' && truncate -s 8M '%s' && mkfs.ext4 -q -O ^has_journal '%s' &&"
		" mount -o loop '%s' '%s' && cp '%s.seed' '%s') 2>/dev/null",
		s->path, image, image, image, image, s->data, image, s->path);
	if (getuid() || system(command.buf)) {
		print_message("# SKIP: cannot make a disk here to read its blocks from\n");
	} else {
		erase(s);
		assert_int_equal(umount2(s->data, 0), 0);
		scratch_read(image, &s->text);
		assert_null(memmem(s->text.buf, s->text.len, "SENTINEL", 8));
	}
	strbuf_release(&command);
	free(image);
}

static void while_another_program_writes_nothing_is_erased(void **state)
{
	struct scratch *s = *state;
	struct store *store;
	sqlite3 *db = NULL;

	visit(s, secret, "her-run", "SENTINEL-typed");
	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	store = scratch_open_well(s, "");
	assert_int_equal(
		sqlite3_exec(db, "BEGIN IMMEDIATE; UPDATE run SET seed = 7", NULL, NULL, NULL),
		SQLITE_OK);
	assert_refuses(s, store_erase_person(store, secret, &s->err), "busy");
	/* the transaction of the other program survives our overwriting */
	assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	store_close(store);
	assert_string_equal(
		scratch_sql(s, "SELECT seed = 7 FROM run; PRAGMA integrity_check"), "0\nok\n");
}

static void what_is_exported_is_json_and_whole(void **state)
{
	static const char *const tables[] = { "place", "run", "review", "setting" };
	struct scratch *s = *state;
	struct store *store;
	struct strbuf out = STRBUF_INIT;
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt;

	visit(s, "she", "run-1", "tabs\tand “quotes” \"\\");
	visit(s, "other", "run-2", "kept");
	/* names are cleaned when a store is opened, but another program may have written this one
	 */
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		char sql[128];

		snprintf(sql, sizeof(sql),
			"UPDATE %s SET learner = 'she \"said\"' || char(10) WHERE learner = 'she'",
			tables[i]);
		scratch_sql(s, sql);
	}
	store = scratch_open_well(s, "");
	assert_true(store_export_person(store, "she \"said\"\n", &out, &s->err));
	store_close(store);
	assert_null(strstr(out.buf, "other"));
	/* let SQLite, which has a JSON parser, check the output */
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db,
			"SELECT ?1 ->> 'learner', ?1 ->> '$.answers[0].response', ?1 ->> '$.answers[0].score',"
			" json_array_length(?1, '$.answers'), ?1 ->> '$.places[0].seen', ?1 ->> '$.review[0].ref', ?1 ->> '$.settings[0].value',"
			" ?1 ->> '$.runs[0].kind', ?1 -> '$.answers[2].response'",
			-1, &stmt, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_bind_text(stmt, 1, out.buf, -1, SQLITE_STATIC), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "she \"said\"\n");
	assert_string_equal((const char *)sqlite3_column_text(stmt, 1), "tabs\tand “quotes” \"\\");
	assert_int_equal(sqlite3_column_int(stmt, 2), 500);
	assert_int_equal(sqlite3_column_int(stmt, 3), 3);
	assert_int_equal(sqlite3_column_int(stmt, 4), 3);
	assert_string_equal((const char *)sqlite3_column_text(stmt, 5), "online/q1");
	assert_string_equal((const char *)sqlite3_column_text(stmt, 6), "fr");
	assert_string_equal((const char *)sqlite3_column_text(stmt, 7), "quiz");
	assert_string_equal((const char *)sqlite3_column_text(stmt, 8), "null");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	strbuf_release(&out);
}

/* ---- names that look the same */

static void assert_finds(struct scratch *s, const char *typed, const char *stored, size_t alike)
{
	struct store *store = scratch_open_well(s, "");
	struct strbuf name = STRBUF_INIT;

	assert_int_equal(store_find_name(store, typed, &name), alike);
	assert_string_equal(name.buf, stored);
	strbuf_release(&name);
	store_close(store);
}

static void a_typed_name_means_the_nearest_that_is_stored(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	assert_finds(s, " Ana\t", "Ana", 0);
	visit(s, "Ana", "run-1", "a");
	visit(s, "Bea", "run-2", "a");
	assert_finds(s, "Ana", "Ana", 1);
	assert_finds(s,
		"An\xe2\x80\x8b"
		"a",
		"Ana", 1);
	assert_finds(s, "ana", "ana", 0);
	/* of older look-alikes the same one, the clean one, the first */
	scratch_sql(
		s, "INSERT INTO setting VALUES ('Ana  ', 'x', ''), ('Ana\xe2\x80\x8b', 'x', '')");
	assert_finds(s, "Ana", "Ana", 3);
	assert_finds(s, "Ana  ", "Ana  ", 3);
	assert_finds(s, " Ana", "Ana", 3);
	scratch_sql(s,
		"DELETE FROM setting WHERE learner = 'Ana'; DELETE FROM place WHERE learner = 'Ana'");
	assert_finds(s, "Ana", "Ana  ", 2);
	store = scratch_open(s, "Ana");
	assert_int_equal(s->state, STORE_OK);
	assert_non_null(strstr(s->err.buf, "Several stored names look alike"));
	assert_true(store_save_setting(store, "language", "fr", &s->err));
	store_close(store);
	assert_string_equal(
		scratch_sql(s,
			"SELECT learner = 'Ana  ' FROM setting WHERE key = 'language' AND learner <> 'Bea'"),
		"1\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(runs_come_learner_by_learner_in_the_order_of_time),
		TEST(people_are_listed_by_name_with_what_they_did),
		TEST(a_person_is_renamed),
		TEST(a_typed_name_means_the_nearest_that_is_stored),
		TEST(two_become_one),
		TEST(of_two_places_the_further_one_stays),
		TEST(what_cannot_be_is_refused_and_nothing_changes),
		TEST(nothing_is_left_of_who_is_erased),
		TEST(nor_in_a_journal_that_was_kept),
		TEST(nor_in_a_write_ahead_log),
		TEST(nor_of_the_old_name_of_who_was_renamed),
		cmocka_unit_test_setup_teardown(
			nor_on_the_disk_below, scratch_setup, scratch_unmount),
		TEST(while_another_program_writes_nothing_is_erased),
		TEST(what_is_exported_is_json_and_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
