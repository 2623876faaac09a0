/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading without changing anything: the copy in memory is what SQLite would make of the file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/counters.h"
#include "store/people.h"
#include "store/scratch.h"
#include "store/store_image.h"

static const char *journal_of(const char *path)
{
	static char name[200];

	snprintf(name, sizeof(name), "%s-journal", path);
	return name;
}

/*
 * Makes a store and an interrupted save in it, in file and journal: the pages that are changed and
 * added are written before it ends, and the journal has several segments.
 */
static void interrupt(struct scratch *s, struct strbuf *file, struct strbuf *journal)
{
	sqlite3 *db = NULL;

	scratch_fill(s);
	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db,
			"CREATE TABLE filler (x); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
			" FROM n WHERE i < 20) INSERT INTO filler SELECT randomblob(3000) FROM n;"
			"PRAGMA cache_size = 2; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;"
			"UPDATE place SET lesson = 'zoe'; UPDATE filler SET x = zeroblob(3500);"
			"INSERT INTO filler SELECT zeroblob(3000) FROM filler;",
			NULL, NULL, NULL),
		SQLITE_OK);
	scratch_read(s->path, file);
	scratch_read(journal_of(s->path), journal);
	sqlite3_close(db);
	/* four segments at least */
	assert_true(journal->len > 40000);
}

/* Compares the copy of file and journal in memory with the file after SQLite has opened it. */
static void compare(struct scratch *s, const struct strbuf *file, const char *journal, size_t len)
{
	struct strbuf after = STRBUF_INIT;
	struct store_image image;
	sqlite3 *db = NULL;
	int rc;

	scratch_write(s->path, file->buf, file->len);
	scratch_write(journal_of(s->path), journal, len);
	rc = store_image_read(s->path, &image);
	scratch_read(s->path, &after);
	assert_int_equal(after.len, file->len);
	assert_memory_equal(after.buf, file->buf, file->len);
	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	/* a journal that wants a file of terabytes is refused */
	if (rc != SQLITE_TOOBIG &&
		!sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL)) {
		assert_int_equal(rc, SQLITE_OK);
		scratch_read(s->path, &after);
		if (after.len > image.size)
			fail_msg("%zu bytes of the journal give %zu bytes, not %zu", len,
				image.size, after.len);
		assert_memory_equal(image.data, after.buf, after.len);
	}
	sqlite3_close(db);
	store_image_release(&image);
	strbuf_release(&after);
}

static void an_interrupted_save_is_undone_as_sqlite_does(void **state)
{
	struct scratch *s = *state;
	struct strbuf file = STRBUF_INIT, journal = STRBUF_INIT;
	unsigned seed = 1;

	interrupt(s, &file, &journal);
	compare(s, &file, journal.buf, journal.len);
	/* the journal cut off anywhere */
	for (size_t len = 0; len < journal.len; len += len < 600 ? 7 : 1031)
		compare(s, &file, journal.buf, len);
	/* one byte of it changed, the headers more often */
	for (int i = 0; i < 300; i++) {
		size_t at;
		char before;

		seed = seed * 1103515245 + 12345;
		at = (seed >> 8) % (i % 2 ? 28 : (unsigned)journal.len);
		before = journal.buf[at];
		journal.buf[at] ^= (char)(1 << (seed >> 4 & 7));
		compare(s, &file, journal.buf, journal.len);
		journal.buf[at] = before;
	}
	strbuf_release(&file);
	strbuf_release(&journal);
}

/* Opens the store to read it, asserts that it has words to say, and that it is loaded. */
static void reads(struct scratch *s, enum store_state wanted, const char *words, bool has_person)
{
	enum store_state outcome;
	struct store *store;

	strbuf_clear(&s->err);
	store = store_open_reading(s->path, &outcome, &s->err);
	assert_int_equal(outcome, wanted);
	if (*words ? !strstr(s->err.buf, words) : s->err.len)
		fail_msg("“%s” is not in “%s”", words, s->err.buf);
	strbuf_clear(&s->err);
	if (has_person && !(store && store_has_person(store, "", &s->err)))
		fail_msg("the records are not there: %s", s->err.buf);
	store_close(store);
}

static void a_program_that_is_saving_is_not_an_interrupted_one(void **state)
{
	struct scratch *s = *state;
	sqlite3 *db = NULL;

	scratch_fill(s);
	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE; UPDATE place SET lesson = 'x'", NULL,
				 NULL, NULL),
		SQLITE_OK);
	reads(s, STORE_OK, "", true);
	sqlite3_close(db);
}

static void a_file_that_a_program_keeps_locked_is_said_to_be_busy(void **state)
{
	struct scratch *s = *state;
	int ready[2];
	char byte;
	pid_t pid;

	scratch_fill(s);
	assert_int_equal(pipe2(ready, O_CLOEXEC), 0);
	pid = fork();
	if (!pid) {
		sqlite3 *db = NULL;

		if (sqlite3_open(s->path, &db) ||
			sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) ||
			write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	reads(s, STORE_UNUSABLE, "busy, so it could not be read this time", false);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	close(ready[0]);
	reads(s, STORE_OK, "", true);
}

static void a_write_ahead_log_is_not_passed_over(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	scratch_sql(s, "PRAGMA journal_mode = WAL");
	reads(s, STORE_OK, "", true);
	snprintf(s->name, sizeof(s->name), "%s-wal", s->path);
	scratch_write(s->name, "newer pages", 11);
	reads(s, STORE_UNUSABLE, "busy", false);
}

static void what_is_no_store_is_said(void **state)
{
	struct scratch *s = *state;

	reads(s, STORE_UNUSABLE, "it is not there", false);
	assert_false(scratch_there(s->data));
	assert_int_equal(mkdir(s->data, 0700), 0);
	reads(s, STORE_UNUSABLE, "it is not there", false);
	assert_int_equal(mkdir(s->path, 0700), 0);
	reads(s, STORE_UNUSABLE, "is not a regular file", false);
	assert_int_equal(rmdir(s->path), 0);
	assert_int_equal(symlink("elsewhere", s->path), 0);
	reads(s, STORE_UNUSABLE, "is a symbolic link", false);
	assert_int_equal(unlink(s->path), 0);
	scratch_sql(s, "CREATE TABLE recipe (x)");
	reads(s, STORE_UNUSABLE, "belongs to another program", false);
	scratch_write(s->path,
		"no database, but long enough to be taken for the header of one of "
		"them, if only one does not look at it closely enough.",
		119);
	reads(s, STORE_UNUSABLE, "damaged and cannot be read", false);
	scratch_write(s->path, "", 0);
	reads(s, STORE_OK, "", false);
}

static void damage_that_shows_only_later_is_said(void **state)
{
	struct scratch *s = *state;
	struct store *store;

	scratch_fill(s);
	store = store_open_reading(s->path, &s->state, &s->err);
	assert_non_null(store);
	/* what a page looks like that is lost */
	assert_int_equal(truncate(s->path, 4096), 0);
	assert_false(store_has_person(store, "", &s->err));
	assert_non_null(strstr(s->err.buf, "damaged, so not all of it could be read"));
	store_close(store);
}

static void a_file_too_large_for_memory_is_said(void **state)
{
	struct scratch *s = *state;

	char sql[64];
	int version;

	scratch_fill(s);
	version = atoi(scratch_sql(s, "PRAGMA user_version"));
	scratch_sql(s, "PRAGMA user_version = 3");
	assert_int_equal(truncate(s->path, (off_t)STORE_IMAGE_MAX + 4096), 0);
	reads(s, STORE_UNUSABLE, "too large to be read from a copy in memory", false);
	/* one that needs no copy may be as large as it likes */
	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", version);
	scratch_sql(s, sql);
	reads(s, STORE_OK, "", true);
}

static bool is_refused(struct scratch *s, int i)
{
	struct strbuf err = STRBUF_INIT;
	enum store_state outcome;
	struct store *store = store_open_reading(s->path, &outcome, &err);
	bool good = !store && outcome == STORE_UNUSABLE && strstr(err.buf, "permission denied");

	(void)i;
	strbuf_release(&err);
	return good && !store_is_writable(s->path, &s->err);
}

static void a_file_that_may_not_be_read_is_said(void **state)
{
	struct scratch *s = *state;

	scratch_fill(s);
	assert_true(store_is_writable(s->path, &s->err));
	assert_int_equal(chmod(s->path, 0640), 0);
	assert_false(store_is_writable(s->path, &s->err));
	assert_non_null(strstr(s->err.buf, "Others can read"));
	assert_int_equal(scratch_mode(s->path), 0640);
	scratch_give_to_nobody(s);
	assert_int_equal(chmod(s->path, 0), 0);
	assert_true(scratch_as_nobody(is_refused, s));
}

static void counters_are_read_without_a_trace(void **state)
{
	struct scratch *s = *state;
	const struct count one = { "a/q1", "right", "", 3 };
	struct counters *c = counters_open_reading(s->path, &s->err);
	struct stat before, after;

	assert_non_null(c);
	assert_int_equal(counters_total(c), 0);
	counters_close(c);
	assert_false(scratch_there(s->data));
	c = counters_open(s->path, &s->err);
	assert_true(counters_add(c, "2026-11-24", &one, 1, &s->err));
	counters_close(c);
	assert_int_equal(unlink(journal_of(s->path)), 0);
	assert_int_equal(stat(s->data, &before), 0);
	c = counters_open_reading(s->path, &s->err);
	assert_non_null(c);
	assert_int_equal(counters_total(c), 3);
	assert_true(counters_report(c, 10, true, &s->text, &s->err));
	assert_non_null(strstr(s->text.buf, "all,a/q1,right,<10,\n"));
	counters_close(c);
	assert_int_equal(stat(s->data, &after), 0);
	assert_int_equal(before.st_ctim.tv_nsec, after.st_ctim.tv_nsec);
	assert_false(scratch_there(journal_of(s->path)));
	assert_int_equal(truncate(s->path, 4096), 0);
	assert_null(counters_open_reading(s->path, &s->err));
	assert_non_null(strstr(s->err.buf, "are damaged"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_interrupted_save_is_undone_as_sqlite_does),
		TEST(a_program_that_is_saving_is_not_an_interrupted_one),
		TEST(a_file_that_a_program_keeps_locked_is_said_to_be_busy),
		TEST(a_write_ahead_log_is_not_passed_over),
		TEST(what_is_no_store_is_said),
		TEST(damage_that_shows_only_later_is_said),
		TEST(a_file_too_large_for_memory_is_said),
		TEST(a_file_that_may_not_be_read_is_said),
		TEST(counters_are_read_without_a_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
