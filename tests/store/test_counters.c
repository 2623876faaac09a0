/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters of a kiosk: a power cut at any moment keeps all answers of a visit or none, and no
 * report reveals a single visit. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>

#include "store/counters.h"
#include "store/power.h"

enum { STATES = 200, VISITS = 24 };

#define V1 "00112233445566aa"
#define V2 "00112233445566bb"

/* Three answers per visit, each to a different question. */
static const struct count visit[] = { { "a/q1", "right", V1, 1 }, { "a/q2", "wrong", V1, 1 },
	{ "b/q1", "right", V2, 1 } };

static struct counters *open_at(const char *dir, struct strbuf *err)
{
	char path[160];

	snprintf(path, sizeof(path), "%s/counters.db", dir);
	return counters_open(path, err);
}

static void sit(struct scratch *s, bool deaf)
{
	struct counters *c;

	power_on(deaf);
	c = open_at(s->dir, &s->err);
	assert_non_null(c);
	for (int i = 0; i < VISITS; i++) {
		assert_true(counters_add(
			c, i % 2 ? "2026-11-24" : "2026-11-25", visit, ARRAY_SIZE(visit), &s->err));
		power_ack(i);
	}
	counters_close(c);
	power_off();
}

/* Returns the number of cuts that lost a saved visit or kept a part of one; why gets the first. */
static int cut_power(struct scratch *s, struct strbuf *why)
{
	uint64_t rng_state = 8;
	char dir[96];
	int harmed = 0;

	snprintf(dir, sizeof(dir), "%s/after", s->dir);
	for (int i = 0; i < STATES; i++) {
		size_t cut = 1 + rand_below(&rng_state, (uint32_t)power.n);
		unsigned long acknowledged = 0, kept;
		struct counters *c;

		for (size_t op = 0; op < cut; op++)
			acknowledged += power.ops[op].kind == POWER_ACK;
		assert_int_equal(mkdir(dir, 0700), 0);
		power_rebuild(dir, cut, &rng_state);
		c = open_at(dir, &s->err);
		kept = c ? counters_total(c) : 0;
		if ((!c || kept < acknowledged * ARRAY_SIZE(visit) || kept % ARRAY_SIZE(visit)) &&
			!harmed++)
			strbuf_addf(why, "state %d, cut %zu of %zu: %lu of %lu visits left: %s", i,
				cut, power.n, kept / ARRAY_SIZE(visit), acknowledged, s->err.buf);
		counters_close(c);
		strbuf_clear(&s->err);
		nftw(dir, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
	}
	return harmed;
}

static void a_power_cut_loses_no_visit_that_was_written_and_keeps_no_half(void **state)
{
	struct scratch *s = *state;
	struct strbuf why = STRBUF_INIT;

	sit(s, false);
	if (cut_power(s, &why))
		fail_msg("%s", why.buf);
	power_forget();
	strbuf_release(&why);
}

/* Proves that the previous test can fail. */
static void without_syncs_power_cuts_do_harm(void **state)
{
	struct scratch *s = *state;
	struct strbuf why = STRBUF_INIT;

	sit(s, true);
	assert_true(cut_power(s, &why) > STATES / 4);
	power_forget();
	strbuf_release(&why);
}

/* ---- reports */

static void count_days(
	struct scratch *s, struct counters *c, const char *option, const long days[4])
{
	for (int i = 0; i < 4; i++) {
		struct count one = { "a/q1", "", V1, days[i] };
		char day[32];

		snprintf(one.option, sizeof(one.option), "%s", option);
		snprintf(day, sizeof(day), "2026-11-2%d", i);
		if (days[i])
			assert_true(counters_add(c, day, &one, 1, &s->err));
	}
}

static void counts_below_the_minimum_are_not_told_apart(void **state)
{
	struct scratch *s = *state;
	struct counters *c = open_at(s->dir, &s->err);
	struct strbuf out = STRBUF_INIT;

	count_days(s, c, "right", (const long[4]){ 12, 10, 0, 0 });
	count_days(s, c, "wrong", (const long[4]){ 9, 0, 0, 0 });
	assert_true(counters_report(c, 10, true, &out, &s->err));
	assert_string_equal(out.buf,
		"day,question,option,count,version\n"
		"all,a/q1,right,22," V1 "\n"
		"all,a/q1,wrong,<10," V1 "\n"
		"2026-11-20,a/q1,right,12," V1 "\n"
		"2026-11-20,a/q1,wrong,<10," V1 "\n"
		"2026-11-21,a/q1,right,10," V1 "\n");
	counters_close(c);
	strbuf_release(&out);
}

/* Of 25 in total, 12 are from one day and 11 from another: the 2 of the third day could be
 * calculated even if only they were hidden. */
static void what_is_hidden_cannot_be_reckoned(void **state)
{
	struct scratch *s = *state;
	struct counters *c = open_at(s->dir, &s->err);
	struct strbuf out = STRBUF_INIT;

	count_days(s, c, "right", (const long[4]){ 12, 11, 2, 0 });
	/* two small counts that add up to ten hide each other */
	count_days(s, c, "wrong", (const long[4]){ 30, 4, 6, 20 });
	assert_true(counters_report(c, 10, true, &out, &s->err));
	assert_string_equal(out.buf,
		"day,question,option,count,version\n"
		"all,a/q1,right,25," V1 "\n"
		"all,a/q1,wrong,60," V1 "\n"
		"2026-11-20,a/q1,right,12," V1 "\n"
		"2026-11-20,a/q1,wrong,30," V1 "\n"
		"2026-11-21,a/q1,right,hidden," V1 "\n"
		"2026-11-21,a/q1,wrong,<10," V1 "\n"
		"2026-11-22,a/q1,right,<10," V1 "\n"
		"2026-11-22,a/q1,wrong,<10," V1 "\n"
		"2026-11-23,a/q1,wrong,20," V1 "\n");
	counters_close(c);
	strbuf_release(&out);
}

/* After the key was corrected or options were swapped, "a" is another answer. */
static void versions_of_a_question_are_counted_apart(void **state)
{
	struct scratch *s = *state;
	struct counters *c = open_at(s->dir, &s->err);
	struct strbuf out = STRBUF_INIT;
	const struct count before = { "a/q1", "a", V1, 30 }, after = { "a/q1", "a", V2, 20 },
			   few = { "a/q1", "a", V2, 3 };

	assert_true(counters_add(c, "2026-11-20", &before, 1, &s->err));
	assert_true(counters_add(c, "2026-11-20", &after, 1, &s->err));
	assert_true(counters_add(c, "2026-11-20", &after, 1, &s->err));
	/* hidden, and so is the only other day of this version: the other version tells nothing */
	assert_true(counters_add(c, "2026-11-21", &few, 1, &s->err));
	assert_true(counters_report(c, 10, true, &out, &s->err));
	assert_string_equal(out.buf,
		"day,question,option,count,version\n"
		"all,a/q1,a,30," V1 "\n"
		"all,a/q1,a,43," V2 "\n"
		"2026-11-20,a/q1,a,30," V1 "\n"
		"2026-11-20,a/q1,a,hidden," V2 "\n"
		"2026-11-21,a/q1,a,<10," V2 "\n");
	counters_close(c);
	strbuf_release(&out);
}

/* ---- files of other versions of Vigie */

static void run_sql(const struct scratch *s, const char *sql)
{
	char path[160];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/counters.db", s->dir);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* As Vigie 0.1.0 made it. */
#define OLD_FILE                                                                                   \
	"PRAGMA application_id = 1449745219;"                                                      \
	"CREATE TABLE counter (day TEXT NOT NULL, question TEXT NOT NULL, option TEXT NOT NULL,"   \
	" n INTEGER NOT NULL CHECK (n > 0), PRIMARY KEY (day, question, option)) STRICT, WITHOUT " \
	"ROWID;"                                                                                   \
	"INSERT INTO counter VALUES ('2026-11-20', 'a/q1', 'right', 12), ('2026-11-20', 'a/q1', "  \
	"'a', 12), ('2026-11-21', 'a/q1', 'right', 30), ('2026-11-21', 'b/q', 'wrong', 11)"

static const char old_table[] = "day,question,option,count,version\n"
				"all,a/q1,a,12,\n"
				"all,a/q1,right,42,\n"
				"all,b/q,wrong,11,\n"
				"2026-11-20,a/q1,a,12,\n"
				"2026-11-20,a/q1,right,12,\n"
				"2026-11-21,a/q1,right,30,\n"
				"2026-11-21,b/q,wrong,11,\n";

static void an_older_file_keeps_its_counts_without_a_version(void **state)
{
	struct scratch *s = *state;
	const struct count one = { "a/q1", "right", V1, 15 };
	struct counters *c;
	struct strbuf out = STRBUF_INIT;

	run_sql(s, OLD_FILE);
	c = open_at(s->dir, &s->err);
	assert_non_null(c);
	assert_int_equal(counters_total(c), 53);
	assert_true(counters_report(c, 10, true, &out, &s->err));
	assert_string_equal(out.buf, old_table);
	assert_true(counters_add(c, "2026-11-21", &one, 1, &s->err));
	counters_close(c);
	/* and again, now that the file is of this version */
	c = open_at(s->dir, &s->err);
	assert_int_equal(counters_total(c), 68);
	strbuf_clear(&out);
	assert_true(counters_report(c, 10, false, &out, &s->err));
	assert_non_null(strstr(out.buf, "all,a/q1,right,42,\n"));
	assert_non_null(strstr(out.buf, "all,a/q1,right,15," V1 "\n"));
	counters_close(c);
	strbuf_release(&out);
}

static void an_older_file_is_read_and_left_as_it_is(void **state)
{
	struct scratch *s = *state;
	char path[160];
	struct counters *c;
	struct strbuf out = STRBUF_INIT;

	run_sql(s, OLD_FILE);
	snprintf(path, sizeof(path), "%s/counters.db", s->dir);
	assert_int_equal(chmod(path, 0400), 0);
	c = counters_open_reading(path, &s->err);
	assert_non_null(c);
	assert_true(counters_report(c, 10, true, &out, &s->err));
	assert_string_equal(out.buf, old_table);
	counters_close(c);
	strbuf_release(&out);
	assert_int_equal(chmod(path, 0600), 0);
	/* this fails if there is a column more */
	run_sql(s, "INSERT INTO counter VALUES ('2026-11-22', 'a/q1', 'right', 1)");
}

static void a_file_of_a_newer_program_is_left_alone(void **state)
{
	struct scratch *s = *state;

	run_sql(s, OLD_FILE "; PRAGMA user_version = 99");
	assert_null(open_at(s->dir, &s->err));
	assert_non_null(strstr(s->err.buf, "newer version"));
	run_sql(s, "INSERT INTO counter VALUES ('2026-11-22', 'a/q1', 'right', 1)");
}

/* A migration that fails in its middle leaves the old counts. */
static void a_migration_is_done_whole_or_not_at_all(void **state)
{
	struct scratch *s = *state;
	struct counters *c;

	run_sql(s, OLD_FILE "; CREATE TABLE unversioned (x)");
	assert_null(open_at(s->dir, &s->err));
	run_sql(s, "DROP TABLE unversioned");
	strbuf_clear(&s->err);
	c = open_at(s->dir, &s->err);
	assert_non_null(c);
	assert_int_equal(counters_total(c), 53);
	counters_close(c);
}

static void what_could_not_be_counted_is_taken_back_whole(void **state)
{
	struct scratch *s = *state;
	struct counters *c = open_at(s->dir, &s->err);
	/* a count of 0 is refused */
	const struct count bad[] = { { "a/q1", "right", V1, 5 }, { "a/q2", "right", V1, 0 } };

	assert_false(counters_add(c, "2026-11-24", bad, 2, &s->err));
	assert_int_equal(counters_total(c), 0);
	strbuf_clear(&s->err);
	assert_true(counters_add(c, "2026-11-24", bad, 1, &s->err));
	assert_int_equal(counters_total(c), 5);
	counters_close(c);
}

static void a_counters_file_that_is_none_is_said(void **state)
{
	struct scratch *s = *state;
	char path[160];

	snprintf(path, sizeof(path), "%s/counters.db", s->dir);
	scratch_write(path,
		"this is no database, only text that is long enough to be read as a header of one",
		80);
	assert_null(open_at(s->dir, &s->err));
	assert_non_null(strstr(s->err.buf, "are damaged"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)
		TEST(a_power_cut_loses_no_visit_that_was_written_and_keeps_no_half),
		TEST(without_syncs_power_cuts_do_harm),
		TEST(counts_below_the_minimum_are_not_told_apart),
		TEST(what_is_hidden_cannot_be_reckoned),
		TEST(versions_of_a_question_are_counted_apart),
		TEST(an_older_file_keeps_its_counts_without_a_version),
		TEST(an_older_file_is_read_and_left_as_it_is),
		TEST(a_file_of_a_newer_program_is_left_alone),
		TEST(a_migration_is_done_whole_or_not_at_all),
		TEST(what_could_not_be_counted_is_taken_back_whole),
		TEST(a_counters_file_that_is_none_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
