/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that only read leave every file and folder as it was, in whatever state they find it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "e2e/desk.h"
#include "skip.h"

/* ---- stores in every state */

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL))
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

/* Makes a store of the fixture's version, which holds the learner "Ana" and others. */
static const char *make_old(struct desk *desk, const char *fixture)
{
	const char *path = desk_write(desk, ".local/share/vigie/progress.db", "");
	FILE *f = fopen(said(TEST_DATA "/store/%s", fixture), "r");
	struct strbuf sql = STRBUF_INIT;
	char line[4096];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		strbuf_addstr(&sql, line);
	fclose(f);
	run_sql(path, sql.buf);
	strbuf_release(&sql);
	assert_int_equal(chmod(path, 0600), 0);
	return path;
}

/* Makes a current store with the same learners. */
static const char *make_current(struct desk *desk)
{
	const char *path = make_old(desk, "v3.sql");
	struct strbuf out = STRBUF_INIT;
	struct start start = { .args = { "--linear", "--learner", "Ana" } };

	assert_int_equal(desk_run(desk, &start, &out, &out), 0);
	strbuf_release(&out);
	return path;
}

static void copy_file(const char *from, const char *to)
{
	assert_int_equal(system(said("cp -p '%s' '%s'", from, to)), 0);
}

/* Leaves the store as a program that died while it wrote: half of the changes are in the file. */
static void interrupt(struct desk *desk, const char *path)
{
	const char *copy = desk_path(desk, "copy");
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db,
			"PRAGMA cache_size = 1; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;"
			"UPDATE OR REPLACE place SET learner = 'zoe';"
			"UPDATE OR REPLACE setting SET learner = 'zoe'; UPDATE run SET learner = 'zoe';"
			"CREATE TABLE filler (x); INSERT INTO filler VALUES (zeroblob(100000));"
			"INSERT INTO filler SELECT x FROM filler;",
			NULL, NULL, NULL),
		SQLITE_OK);
	copy_file(path, copy);
	copy_file(said("%s-journal", path), said("%s-journal", copy));
	sqlite3_close(db);
	assert_int_equal(rename(copy, path), 0);
	assert_int_equal(rename(said("%s-journal", copy), said("%s-journal", path)), 0);
}

/* Overwrites the file with zeros from byte at on. */
static const char *damage(const char *path, long at, size_t len)
{
	FILE *f = fopen(path, "r+");
	char zeros[4096] = "";

	assert_true(f && len <= sizeof(zeros));
	assert_int_equal(fseek(f, at, SEEK_SET), 0);
	assert_int_equal(fwrite(zeros, 1, len, f), len);
	fclose(f);
	return path;
}

static void make_nothing(struct desk *desk)
{
	(void)desk;
}

static void make_v1(struct desk *desk)
{
	make_old(desk, "v1.sql");
}

static void make_v2(struct desk *desk)
{
	make_old(desk, "v2.sql");
}

static void make_v3(struct desk *desk)
{
	make_old(desk, "v3.sql");
}

static void make_v4(struct desk *desk)
{
	make_current(desk);
}

static void make_with_journal(struct desk *desk)
{
	interrupt(desk, make_current(desk));
}

static void make_old_with_journal(struct desk *desk)
{
	interrupt(desk, make_old(desk, "v1.sql"));
}

static void make_torn(struct desk *desk)
{
	damage(make_current(desk), 0, 100);
}

static void make_damaged(struct desk *desk)
{
	damage(make_current(desk), 4096, 4096);
}

static void make_empty(struct desk *desk)
{
	desk_write(desk, ".local/share/vigie/progress.db", "");
}

static void make_open_to_all(struct desk *desk)
{
	assert_int_equal(chmod(make_current(desk), 0644), 0);
}

static void make_in_wal_mode(struct desk *desk)
{
	run_sql(make_current(desk), "PRAGMA journal_mode = WAL");
}

static void make_unwritable(struct desk *desk)
{
	const char *path = make_old(desk, "v1.sql");

	assert_int_equal(chmod(path, 0400), 0);
	assert_int_equal(chmod(desk_path(desk, ".local/share/vigie"), 0500), 0);
}

static void make_newer(struct desk *desk)
{
	run_sql(make_current(desk), "PRAGMA user_version = 1000");
}

static const struct state {
	const char *name;
	void (*make)(struct desk *desk);
	bool has_ana;     /* the commands show the records */
	const char *note; /* on standard error */
} states[] = {
	{ "nothing", make_nothing, false, "no progress" },
	{ "version 1", make_v1, true, "older version" },
	{ "version 2", make_v2, true, "older version" },
	{ "version 3", make_v3, true, "older version" },
	{ "the current version", make_v4, true, NULL },
	{ "an interrupted save", make_with_journal, true, "interrupted" },
	{ "an interrupted save of an older version", make_old_with_journal, true, "older version" },
	{ "a torn header", make_torn, true, "damaged" },
	{ "a damaged page", make_damaged, true, "damaged" },
	{ "an empty file", make_empty, false, NULL },
	{ "a file that others may read", make_open_to_all, true, NULL },
	{ "a file in another journal mode", make_in_wal_mode, true, NULL },
	{ "a file and a folder without write permission", make_unwritable, true, "older version" },
	{ "a newer version", make_newer, false, "newer version" },
};

/* ---- the commands */

static const struct command {
	struct start start;
	bool shows_ana;
} commands[] = {
	{ { .args = { "report" } }, false },
	{ { .args = { "report", "--json" } }, false },
	{ { .args = { "report", "--html" } }, false },
	{ { .args = { "report", "--csv" } }, false },
	{ { .args = { "report", "--csv", "--answers" } }, false },
	{ { .args = { "report", "--xapi" } }, false },
	{ { .args = { "report", "Ana" } }, false },
	{ { .args = { "learners" } }, true },
	{ { .args = { "learners", "list" } }, true },
	{ { .args = { "learners", "export", "Ana" } }, true },
	{ { .args = { "learners", "export", "Ana", "--csv" } }, false },
	{ { .args = { "learners", "export", "nobody" } }, false },
	{ { .args = { "learners", "nonsense" } }, false },
	{ { .args = { "doctor" } }, false },
	{ { .args = { "report", "--xapi", "--base", "https://example.org/vigie" } }, false },
};

/* Lists every file below home with its kind, mode, size, times and contents. */
static char *picture(struct desk *desk)
{
	FILE *f = popen(said("cd '%s' && find . -printf '%%P %%y %%m %%s %%i %%T@ %%C@\\n' | sort;"
			     " find . -type f -exec cksum {} + | sort",
				desk->home),
		"r");
	struct strbuf all = STRBUF_INIT;
	char line[512];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		strbuf_addstr(&all, line);
	pclose(f);
	return strbuf_detach(&all);
}

static void check(struct desk *desk, const struct state *state, const struct command *command,
	const char *before)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *const *args = command->start.args;
	const char *what = said("vigie %s %s %s", args[0], args[1] ? args[1] : "",
		args[1] && args[2] ? args[2] : "");
	int status = desk_run(desk, &command->start, &out, &err);
	char *after = picture(desk);

	/* it may keep its base in a file that is as it should be */
	if (strcmp(before, after) && !(args[2] && !strcmp(args[2], "--base") && !state->note)) {
		fprintf(stderr, "%s\n%s\n%s%s", before, after, out.buf, err.buf);
		fail_msg("%s on %s changes files", what, state->name);
	}
	if (status >= 128)
		fail_msg("%s on %s ends with status %d", what, state->name, status);
	if (command->shows_ana && state->has_ana && (status || !strstr(out.buf, "Ana")))
		fail_msg("%s on %s does not show what is there:\n%s%s", what, state->name, out.buf,
			err.buf);
	if (strstr(out.buf, "zoe"))
		fail_msg("%s on %s shows what was never saved", what, state->name);
	if (strcmp(args[0], "doctor") && status != 2 && state->note &&
		!strstr(err.buf, state->note))
		fail_msg("%s on %s does not speak of “%s”:\n%s", what, state->name, state->note,
			err.buf);
	if (command->shows_ana && state->has_ana && !state->note && err.len)
		fail_msg("%s on %s says: %s", what, state->name, err.buf);
	free(after);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void forget_store(struct desk *desk)
{
	(void)chmod(desk_path(desk, ".local/share/vigie"), 0700);
	assert_int_equal(system(said("rm -rf '%s/.local'", desk->home)), 0);
}

static void commands_that_read_change_nothing(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_SIZE(states); i++) {
		char *before;

		states[i].make(desk);
		before = picture(desk);
		for (size_t k = 0; k < ARRAY_SIZE(commands); k++)
			check(desk, &states[i], &commands[k], before);
		free(before);
		forget_store(desk);
	}
}

/* ---- faults */

/* Runs vigie learners with the N-th call failing; returns its status. Counts into a file elsewhere.
 */
static int list_with_fault(struct desk *desk, long n, struct strbuf *out, struct strbuf *err)
{
	char count[80];
	const struct start start = { .args = { "learners" },
		.under = { beside_us("tests/faults/inject"), "pread64,read,fcntl,openat",
			said("%ld", n), "EIO", count },
		.env = { "ASAN_OPTIONS=detect_leaks=0" } };
	int status;

	snprintf(count, sizeof(count), "%s.count", desk->home);
	strbuf_clear(out);
	strbuf_clear(err);
	status = desk_run(desk, &start, out, err);
	unlink(count);
	return status;
}

/* True if a fault at the N-th call is said, or does not matter. */
static bool is_told(
	int status, const struct strbuf *usual, const struct strbuf *out, const struct strbuf *err)
{
	if (status >= 128 || strstr(err->buf, "Success") || strstr(err->buf, "error 0"))
		return false;
	return err->len || (!status && !strcmp(usual->buf, out->buf));
}

/* Fails every fifth call from the first one on. */
static void fail_calls(struct desk *desk, const struct state *state, long first)
{
	struct strbuf usual = STRBUF_INIT, out = STRBUF_INIT, err = STRBUF_INIT;
	char *before = picture(desk);
	int status = list_with_fault(desk, 0, &usual, &err);

	if (status == 77)
		skip_because("system calls cannot be traced here");
	assert_int_equal(status, 0);
	for (long n = first; n < 60; n += 5) {
		char *after;

		status = list_with_fault(desk, n, &out, &err);
		after = picture(desk);
		if (strcmp(before, after))
			fail_msg("EIO at call %ld on %s changed files", n, state->name);
		if (!is_told(status, &usual, &out, &err))
			fail_msg("EIO at call %ld on %s: status %d\n%s%s", n, state->name, status,
				out.buf, err.buf);
		free(after);
	}
	free(before);
	strbuf_release(&usual);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_disk_with_errors_is_said_and_nothing_changes(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_SIZE(states); i++) {
		if (!states[i].has_ana)
			continue;
		states[i].make(desk);
		fail_calls(desk, &states[i], 1 + (long)i % 5);
		forget_store(desk);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(commands_that_read_change_nothing),
		TEST(a_disk_with_errors_is_said_and_nothing_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
