/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie report on questions and scenarios: first tries, versions, what is claimed and what is not.
 * Figures are computed by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/clinic.h"

/*
 * Forty people: half of them take "a" first, may try again, and then take "b". A quarter takes "b"
 * at once, a quarter takes "c" twice.
 */
static void the_first_try_is_what_counts(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *version;

	clinic_begin(desk, clinic_lesson);
	version = clinic_version_of(desk, "highest");
	for (int i = 1; i <= 40; i++) {
		char person[16];

		snprintf(person, sizeof(person), "p%d", i);
		clinic_add_run(desk, i, person, "quiz", "hills", 0, 1000, 1, 1, 0);
		if (i <= 20) {
			clinic_add_answer(desk, i, 0, "highest", "b", 500, 2, version);
			clinic_add_attempt(desk, i, 0, "a", 0);
		} else if (i <= 30) {
			clinic_add_answer(desk, i, 0, "highest", "b", 1000, 1, version);
		} else {
			clinic_add_answer(desk, i, 0, "highest", "c", 0, 2, version);
			clinic_add_attempt(desk, i, 0, "c", 0);
		}
	}
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_string_equal(err.buf, "");
	assert_at(out.buf, "$.questions[0].n", "40");
	assert_at(out.buf, "$.questions[0].state", "present");
	assert_at(out.buf, "$.questions[0].facility", "0.25");
	assert_at(out.buf, "$.questions[0].retried", "30");
	assert_at(out.buf, "$.questions[0].unknown", "0");
	assert_at(out.buf, "$.questions[0].median_seconds", "5");
	assert_at(out.buf, "$.questions[0].responses[0].n", "20");
	assert_at(out.buf, "$.questions[0].responses[1].n", "10");
	assert_at(out.buf, "$.questions[0].responses[2].n", "10");
	assert_at(out.buf, "$.questions[0].responses[0].dead", "0");
	assert_at(out.buf, "$.questions[0].clinic[0]", "null");

	/* an older version kept that they tried again, but not what they answered first */
	clinic_sql(desk, "DELETE FROM attempt WHERE run <= 20");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "40");
	assert_at(out.buf, "$.questions[0].facility", "0.25");
	assert_at(out.buf, "$.questions[0].unknown", "20");
	assert_at(out.buf, "$.questions[0].responses[0].n", "0");
	assert_at(out.buf, "$.questions[0].responses[0].dead", "0");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "What 20 people answered first is not known");
	assert_null(strstr(out.buf, "Hardly anyone"));
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_person_counts_once_in_all_sittings(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	clinic_begin(desk, clinic_lesson);
	clinic_add_run(desk, 1, "ann", "quiz", "hills", 0, 1000, 1, 1, 0);
	clinic_add_answer(desk, 1, 0, "highest", "a", 0, 1, clinic_version_of(desk, "highest"));
	clinic_add_run(desk, 2, "ann", "exam", "last", 1000, 1000, 1, 1, 1);
	clinic_add_answer(
		desk, 2, 0, "hills/highest", "b", 1000, 1, clinic_version_of(desk, "highest"));
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "1");
	assert_at(out.buf, "$.questions[0].facility", "0.0");
	assert_at(out.buf, "$.questions[1]", "null");

	/* right while reading, and asked again at the end: that is no second try */
	clinic_add_run(desk, 3, "ben", "quiz", "hills", 1000, 1000, 1, 1, 1);
	clinic_add_answer(desk, 3, 0, "highest", "b", 1000, 2, clinic_version_of(desk, "highest"));
	clinic_add_attempt(desk, 3, 0, "b", 1000);
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "2");
	assert_at(out.buf, "$.questions[0].retried", "0");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* Nothing that the data cannot carry: no share of no answers, nothing on one of two options. */
static void nothing_is_claimed_without_data(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *flat, *hill;

	clinic_begin(desk, clinic_lesson);
	flat = clinic_version_of(desk, "flat");
	hill = clinic_version_of(desk, "round");
	for (int i = 1; i <= 40; i++) {
		char person[16];

		snprintf(person, sizeof(person), "p%d", i);
		clinic_add_run(desk, i, person, "quiz", "hills", 1000, 2000, 2, 1, 0);
		clinic_add_answer(
			desk, i, 0, "flat", i > 1 ? "true" : "false", i > 1 ? 1000 : 0, 1, flat);
		clinic_add_answer(desk, i, 1, "round", "", 0, 1, hill);
	}
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].clinic[0]", "too-easy");
	assert_at(out.buf, "$.questions[0].clinic[1]", "null");
	assert_at(out.buf, "$.questions[0].responses[1].n", "1");
	assert_at(out.buf, "$.questions[0].responses[1].dead", "0");
	assert_at(out.buf, "$.questions[1].n", "0");
	assert_at(out.buf, "$.questions[1].facility", "null");
	assert_at(out.buf, "$.questions[1].skipped", "40");
	assert_says(&out, "\"methods\": {\n");
	assert_says(&out, "\n\t\"n\": \"Each person counts once");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "\n    No one has answered it.\n");
	assert_null(strstr(out.buf, " 0 % of the points"));
	assert_says(&out, "\nHow these figures are made\n");
	assert_int_equal(VIGIE("report", "--html"), 0);
	assert_null(strstr(out.buf, " 0 % of the points"));
	assert_says(&out, "<td>40</td><td>40</td>");
	assert_says(&out, "<details>\n<summary>How these figures are made</summary>");
	assert_int_equal(VIGIE("report", "--csv"), 0);
	assert_says(&out, "\"What is low and round?\",,,,,,,,,,,0,,,,0,0,40,,\"\",");
	/* nor have sittings that no one finished lasted 0.0 minutes */
	clinic_sql(desk, "UPDATE run SET finished = 0");
	assert_int_equal(VIGIE("report", "--html"), 0);
	assert_says(&out, "<td>40</td><td>0</td><td></td><td></td>");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* The key is corrected after ten answers: those after it are not mixed with them. */
static void versions_are_not_mixed(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *old, *now;

	clinic_begin(desk, CLINIC_HEAD CLINIC_HIGHEST("a", "A hill"));
	old = clinic_version_of(desk, "highest");
	desk_write(desk, "lessons/hills/lesson.ini", clinic_lesson);
	now = clinic_version_of(desk, "highest");
	assert_string_not_equal(old, now);
	for (int i = 1; i <= 14; i++) {
		char person[16];

		snprintf(person, sizeof(person), "p%d", i);
		clinic_add_run(desk, i, person, "quiz", "hills", 0, 1000, 1, 1, 0);
		if (i <= 10)
			clinic_add_answer(desk, i, 0, "highest", i <= 4 ? "a" : "b",
				i <= 4 ? 1000 : 0, 1, old);
		else
			clinic_add_answer(desk, i, 0, "highest", "b", 1000, 1, now);
	}
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "4");
	assert_at(out.buf, "$.questions[0].facility", "1.0");
	assert_at(out.buf, "$.questions[0].elsewhere", "10");
	assert_at(out.buf, "$.questions[0].earlier[0].n", "10");
	assert_at(out.buf, "$.questions[0].earlier[0].facility", "0.4");
	assert_at(out.buf, "$.questions[0].earlier[0].responses[0].response", "b");
	assert_at(out.buf, "$.questions[0].earlier[0].responses[0].n", "6");
	assert_at(out.buf, "$.questions[0].earlier[0].responses[0].text", "null");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "\n    10 answers to an earlier version are not counted here:\n");
	assert_says(&out, ": first answers: 10, 40 % of the points, until\n");
	assert_int_equal(VIGIE("report", "--csv"), 0);
	assert_says(&out, ",,,,,,,,,,,10,0.4000,");
	assert_says(&out, "\"earlier\"");

	/* not known: another was seen, so it may be any of them */
	clinic_add_run(desk, 20, "zoe", "quiz", "hills", 0, 1000, 1, 1, 0);
	clinic_add_answer(desk, 20, 0, "highest", "a", 0, 1, "NULL");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "4");
	assert_at(out.buf, "$.questions[0].unversioned", "0");
	assert_at(out.buf, "$.questions[0].earlier[1].version", "null");
	assert_at(out.buf, "$.questions[0].earlier[1].n", "1");

	/* without the others it is counted, and that is said */
	clinic_sql(desk, "DELETE FROM answer WHERE run <= 10");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "5");
	assert_at(out.buf, "$.questions[0].facility", "0.8");
	assert_at(out.buf, "$.questions[0].unversioned", "1");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "One answer is of an older version of Vigie");

	/* the question goes */
	desk_write(desk, "lessons/hills/lesson.ini", CLINIC_HEAD CLINIC_FLAT);
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].state", "removed");
	assert_at(out.buf, "$.questions[0].n", "5");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "It is no longer in the lesson: it was removed or renamed.");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void add_steps(struct desk *desk, int run, const char *const *steps)
{
	for (int i = 0; steps[i]; i++) {
		char name[16];

		snprintf(name, sizeof(name), "step-%d", i + 1);
		clinic_add_answer(desk, run, i, name, steps[i], 0, 1, "NULL");
	}
}
#define STEPS(run, ...) add_steps(desk, run, (const char *const[]){ __VA_ARGS__, NULL })

static void scenarios_are_in_the_report(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, text = STRBUF_INIT;
	FILE *f = fopen(TEST_DATA "/screens/talk/ferry/scenario.ini", "r");
	char line[512];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		strbuf_addstr(&text, line);
	fclose(f);
	clinic_begin(desk, clinic_lesson);
	desk_write(desk, "lessons/ferry/scenario.ini", text.buf);
	for (int i = 1; i <= 6; i++)
		clinic_add_run(desk, i, i == 3 || i == 6 ? "p2" : said("p%d", i), "scenario",
			"ferry", 0, 1000, 0, 0, 0);
	STEPS(1, "flag:offer:hurry", "write-elsewhere", "back", "no-thanks", "end:kept");
	STEPS(2, "flag:hello", "write-elsewhere", "go-there", "end:stopped");
	/* p2 again; one that was rewritten since; one that was left; p2 once more, and stops */
	STEPS(3, "no-thanks", "end:kept");
	STEPS(4, "gone", "end:kept");
	STEPS(5, "which");
	STEPS(6, "which", "stop:offer", "stop:offer");
	clinic_sql(desk, "UPDATE run SET finished = 0 WHERE seq = 5");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_string_equal(err.buf, "");
	assert_at(out.buf, "$.scenarios[0].lesson", "ferry");
	assert_at(out.buf, "$.scenarios[0].begun", "6");
	assert_at(out.buf, "$.scenarios[0].finished", "5");
	assert_at(out.buf, "$.scenarios[0].people", "3");
	assert_at(out.buf, "$.scenarios[0].unfit", "1");
	assert_at(out.buf, "$.scenarios[0].back", "1");
	assert_at(out.buf, "$.scenarios[0].stopped.n", "0");
	assert_at(out.buf, "$.scenarios[0].stopped.all", "1");
	assert_at(out.buf, "$.scenarios[0].signs.found", "1");
	assert_at(out.buf, "$.scenarios[0].signs.missed", "2");
	assert_at(out.buf, "$.scenarios[0].signs.alarms", "1");
	assert_at(out.buf, "$.scenarios[0].endings[0].n", "1");
	assert_at(out.buf, "$.scenarios[0].endings[0].all", "2");
	assert_at(out.buf, "$.scenarios[0].messages[1].message", "offer");
	assert_at(out.buf, "$.scenarios[0].messages[1].answered", "2");
	assert_at(out.buf, "$.scenarios[0].messages[1].marked", "1");
	assert_at(out.buf, "$.scenarios[0].messages[1].replies[2].reply", "write-elsewhere");
	assert_at(out.buf, "$.scenarios[0].messages[1].replies[2].n", "2");
	assert_at(out.buf, "$.questions[0]", "null");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "\n  Conversations: 6 begun, 5 finished; people: 3\n");
	assert_says(&out, "\n       50 %     1  You stay on shore (2)\n");
	assert_says(&out, "\n      ! 100 %     2  All right, what next?\n");
	assert_says(&out, "signs found: 1 of 3 (33 %), missed: 2, named right: 1; false alarms: 1");
	assert_says(&out, "\n        0 %     0  Stopped on the way (1)\n");
	assert_int_equal(VIGIE("report", "--html"), 0);
	assert_says(&out, "<h2>Conversations</h2>");
	assert_says(&out, "Stopped on the way");
	assert_int_equal(VIGIE("report", "--csv"), 0);
	assert_says(&out, "\"reply\",\"ferry\",\"offer\",\"write-elsewhere\",");
	assert_says(&out, ",2,1.0000,,,,,,,\"risky\"");
	assert_says(&out, "\"ending\",\"ferry\",\"\",\"stopped\",\"In good time\",,1,");
	assert_says(&out, "\"stopped\",\"ferry\",\"\",\"\",\"Stopped on the way\",,1,");

	/* and when it is gone */
	assert_int_equal(unlink(desk_path(desk, "lessons/ferry/scenario.ini")), 0);
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "It is no longer among the lessons, or cannot be read.");
	strbuf_release(&text);
	strbuf_release(&out);
	strbuf_release(&err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_try_is_what_counts),
		TEST(a_person_counts_once_in_all_sittings),
		TEST(nothing_is_claimed_without_data),
		TEST(versions_are_not_mixed),
		TEST(scenarios_are_in_the_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
