/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie report on questions and scenarios: first tries, versions, what is claimed and what is not,
 * and regrading. Figures are computed by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "e2e/desk.h"

/* Runs "vigie ARGS"; out gets standard output, err the diagnostics. */
static int vigie(struct desk *desk, struct strbuf *out, struct strbuf *err, const char *const *args)
{
	struct start start = { .lessons = desk_path(desk, "lessons") };

	for (size_t i = 0; args[i]; i++)
		start.args[i] = args[i];
	strbuf_clear(out);
	strbuf_clear(err);
	return desk_run(desk, &start, out, err);
}
#define VIGIE(...) vigie(desk, &out, &err, (const char *const[]){ __VA_ARGS__, NULL })

static void sql(struct desk *desk, const char *text)
{
	sqlite3 *db = NULL;
	char *message = NULL;

	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	/* the writer of a program that has just ended may still have it */
	sqlite3_busy_timeout(db, 10000);
	if (sqlite3_exec(db, text, NULL, NULL, &message))
		fail_msg("%s: %s", message, text);
	sqlite3_close(db);
}

/* Returns what a query gives, as text, in one of four static buffers used in turn. */
static const char *sql_text(struct desk *desk, const char *query)
{
	static char values[4][512];
	static unsigned turn;
	char *value = values[turn++ % 4];
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, query, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	snprintf(value, sizeof(values[0]), "%s",
		sqlite3_column_text(stmt, 0) ? (const char *)sqlite3_column_text(stmt, 0) : "null");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return value;
}

/* Fails unless the value at a path of the JSON, read by SQLite, is this. */
static void assert_at(const char *json, const char *path, const char *value)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt;
	const char *is;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT ?1 ->> ?2", -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_text(stmt, 1, json, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, path, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) != SQLITE_ROW)
		fail_msg("%s: %s in %.300s", path, sqlite3_errmsg(db), json);
	is = sqlite3_column_text(stmt, 0) ? (const char *)sqlite3_column_text(stmt, 0) : "null";
	if (strcmp(is, value) != 0)
		fail_msg("%s is %s, not %s, in %.3000s", path, is, value, json);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

static void assert_says(const struct strbuf *text, const char *words)
{
	if (!strstr(text->buf, words))
		fail_msg("“%s” is not in:\n%.6000s", words, text->buf);
}

/* ---- the lesson: a question of three options, of two, and a typed one */

#define HEAD                                                                                \
	"[lesson]\nformat = 1\nid = hills\norder = 500\nlanguage = en\ntitle = \"Hills\"\n" \
	"summary = \"Of hills.\"\nminutes = 5\npass = 60\n\n"                               \
	"[page one]\ntitle = \"One\"\ntext1 = \"A hill.\"\n\n"
#define HIGHEST(correct, first)                                                        \
	"[question highest]\ntype = single\nprompt = \"Which is the highest?\"\n"      \
	"option.a = \"" first "\"\nfeedback.a = \"Low.\"\noption.b = \"A mountain\"\n" \
	"feedback.b = \"High.\"\noption.c = \"A plain\"\nfeedback.c = \"Flat.\"\n"     \
	"correct = " correct "\ntries = 2\ntry_cost = 50\nhint1 = \"Snow.\"\nhint_cost = 20\n\n"
#define FLAT                                                                                 \
	"[question flat]\ntype = truefalse\nprompt = \"A plain is flat.\"\ncorrect = true\n" \
	"feedback.true = \"Yes.\"\nfeedback.false = \"No.\"\n\n"
#define ROUND(accept)                                                          \
	"[question round]\ntype = text\nprompt = \"What is low and round?\"\n" \
	"accept1 = \"hill\"\n" accept "feedback.other = \"A hill.\"\n"

static const char *const lesson = HEAD HIGHEST("b", "A hill") FLAT ROUND("");

/* Writes the lesson and makes an empty store. */
static void begin(struct desk *desk, const char *text)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	desk_write(desk, "lessons/hills/lesson.ini", text);
	(void)VIGIE("--linear", "--learner", "nobody");
	sql(desk, "DELETE FROM setting; DELETE FROM place");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* Adds the run of a person, finished by the rule of 60 % of the points and 80 % answered. */
static void add_run(struct desk *desk, int number, const char *person, const char *kind,
	const char *lesson_id, int score, int max, int asked, int answered, int passed)
{
	char text[512];

	snprintf(text, sizeof(text),
		"INSERT INTO run (seq, id, learner, lesson, kind, seed, started, finished, score, max,"
		" person, asked, answered, mark, needed, passed) VALUES (%d, '%032d', '%s', '%s', '%s', 7,"
		" %d, %d, %d, %d, '%032d', %d, %d, 60, 80, %d)",
		number, number, person, lesson_id, kind, 1700000000 + 1000 * number,
		1700000900 + 1000 * number, score, max, number, asked, answered, passed);
	sql(desk, text);
}

/* version: an SQL expression, "NULL" if it is not known. */
static void add_answer(struct desk *desk, int run, int number, const char *question,
	const char *response, int score, int tries, const char *version)
{
	char text[512];

	snprintf(text, sizeof(text),
		"INSERT INTO answer (run, number, question, response, score, max, at, tries, spent, version)"
		" VALUES (%d, %d, '%s', '%s', %d, 1000, %d, %d, 12, %s)",
		run, number, question, response, score, 1700000100 + 1000 * run + number, tries,
		version);
	sql(desk, text);
}

static void add_attempt(struct desk *desk, int run, int number, const char *response, int score)
{
	char text[512];

	snprintf(text, sizeof(text),
		"INSERT INTO attempt VALUES (%d, %d, 1, '%s', %d, 1000, 0, %d, 0, 5,"
		" (SELECT version FROM answer WHERE run = %d AND number = %d))",
		run, number, response, score, 1700000050 + 1000 * run + number, run, number);
	sql(desk, text);
}

/* Returns the version that the program gives to a question, in SQL quotes. */
static const char *version_of(struct desk *desk, const char *question)
{
	static char quoted[8][24];
	static unsigned turn;
	char *version = quoted[turn++ % 8];
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *at;

	/* the JSON of an answer without a version has the item of the version of now next to it */
	add_run(desk, 999, "probe", "quiz", "hills", 0, 0, 0, 0, 0);
	add_answer(desk, 999, 0, question, "a", 0, 1, "'0000000000000000'");
	assert_int_equal(VIGIE("report", "--json", "probe"), 0);
	at = strstr(out.buf, "\"version\": \"");
	assert_non_null(at);
	snprintf(version, sizeof(quoted[0]), "'%.16s'", at + 12);
	sql(desk, "DELETE FROM answer WHERE run = 999; DELETE FROM run WHERE seq = 999");
	strbuf_release(&out);
	strbuf_release(&err);
	return version;
}

/*
 * Forty people: half of them take "a" first, may try again, and then take "b". A quarter takes "b"
 * at once, a quarter takes "c" twice.
 */
static void the_first_try_is_what_counts(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *version;

	begin(desk, lesson);
	version = version_of(desk, "highest");
	for (int i = 1; i <= 40; i++) {
		char person[8];

		snprintf(person, sizeof(person), "p%d", i);
		add_run(desk, i, person, "quiz", "hills", 0, 1000, 1, 1, 0);
		if (i <= 20) {
			add_answer(desk, i, 0, "highest", "b", 500, 2, version);
			add_attempt(desk, i, 0, "a", 0);
		} else if (i <= 30) {
			add_answer(desk, i, 0, "highest", "b", 1000, 1, version);
		} else {
			add_answer(desk, i, 0, "highest", "c", 0, 2, version);
			add_attempt(desk, i, 0, "c", 0);
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
	sql(desk, "DELETE FROM attempt WHERE run <= 20");
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

	begin(desk, lesson);
	add_run(desk, 1, "ann", "quiz", "hills", 0, 1000, 1, 1, 0);
	add_answer(desk, 1, 0, "highest", "a", 0, 1, version_of(desk, "highest"));
	add_run(desk, 2, "ann", "exam", "last", 1000, 1000, 1, 1, 1);
	add_answer(desk, 2, 0, "hills/highest", "b", 1000, 1, version_of(desk, "highest"));
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "1");
	assert_at(out.buf, "$.questions[0].facility", "0.0");
	assert_at(out.buf, "$.questions[1]", "null");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* Nothing that the data cannot carry: no share of no answers, nothing on one of two options. */
static void nothing_is_claimed_without_data(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *flat, *hill;

	begin(desk, lesson);
	flat = version_of(desk, "flat");
	hill = version_of(desk, "round");
	for (int i = 1; i <= 40; i++) {
		char person[8];

		snprintf(person, sizeof(person), "p%d", i);
		add_run(desk, i, person, "quiz", "hills", 1000, 2000, 2, 1, 0);
		add_answer(desk, i, 0, "flat", i > 1 ? "true" : "false", i > 1 ? 1000 : 0, 1, flat);
		add_answer(desk, i, 1, "round", "", 0, 1, hill);
	}
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].clinic[0]", "too-easy");
	assert_at(out.buf, "$.questions[0].clinic[1]", "null");
	assert_at(out.buf, "$.questions[0].responses[1].n", "1");
	assert_at(out.buf, "$.questions[0].responses[1].dead", "0");
	assert_at(out.buf, "$.questions[1].n", "0");
	assert_at(out.buf, "$.questions[1].facility", "null");
	assert_at(out.buf, "$.questions[1].skipped", "40");
	if (!strstr(out.buf, "\"methods\": {\n\t\"n\": \"Each person counts once"))
		fail_msg("no methods in %s", out.buf);
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "\n    No one has answered it.\n");
	assert_null(strstr(out.buf, " 0 % of the points"));
	assert_says(&out, "\nHow these figures are made\n");
	assert_int_equal(VIGIE("report", "--html"), 0);
	assert_null(strstr(out.buf, " 0 % of the points"));
	assert_says(&out, "<details>\n<summary>How these figures are made</summary>");
	assert_int_equal(VIGIE("report", "--csv"), 0);
	assert_says(&out, "\"What is low and round?\",,,,,,,,,,,0,,,,0,0,40,,\"\",");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* The key is corrected after ten answers: those after it are not mixed with them. */
static void versions_are_not_mixed(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *old, *now;

	begin(desk, HEAD HIGHEST("a", "A hill"));
	old = version_of(desk, "highest");
	desk_write(desk, "lessons/hills/lesson.ini", lesson);
	now = version_of(desk, "highest");
	assert_string_not_equal(old, now);
	for (int i = 1; i <= 14; i++) {
		char person[8];

		snprintf(person, sizeof(person), "p%d", i);
		add_run(desk, i, person, "quiz", "hills", 0, 1000, 1, 1, 0);
		if (i <= 10)
			add_answer(desk, i, 0, "highest", i <= 4 ? "a" : "b", i <= 4 ? 1000 : 0, 1,
				old);
		else
			add_answer(desk, i, 0, "highest", "b", 1000, 1, now);
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
	add_run(desk, 20, "zoe", "quiz", "hills", 0, 1000, 1, 1, 0);
	add_answer(desk, 20, 0, "highest", "a", 0, 1, "NULL");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "4");
	assert_at(out.buf, "$.questions[0].unversioned", "0");
	assert_at(out.buf, "$.questions[0].earlier[1].version", "null");
	assert_at(out.buf, "$.questions[0].earlier[1].n", "1");

	/* without the others it is counted, and that is said */
	sql(desk, "DELETE FROM answer WHERE run <= 10");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_at(out.buf, "$.questions[0].n", "5");
	assert_at(out.buf, "$.questions[0].facility", "0.8");
	assert_at(out.buf, "$.questions[0].unversioned", "1");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "One answer is of an older version of Vigie");

	/* the question goes */
	desk_write(desk, "lessons/hills/lesson.ini", HEAD FLAT);
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
		add_answer(desk, run, i, name, steps[i], 0, 1, "NULL");
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
	begin(desk, lesson);
	desk_write(desk, "lessons/ferry/scenario.ini", text.buf);
	for (int i = 1; i <= 5; i++)
		add_run(desk, i, i == 3 ? "p2" : said("p%d", i), "scenario", "ferry", 0, 1000, 0, 0,
			0);
	STEPS(1, "flag:offer:hurry", "write-elsewhere", "back", "no-thanks", "end:kept");
	STEPS(2, "flag:hello", "write-elsewhere", "go-there", "end:stopped");
	/* p2 again; one that was rewritten since; one that was left */
	STEPS(3, "no-thanks", "end:kept");
	STEPS(4, "gone", "end:kept");
	STEPS(5, "which");
	sql(desk, "UPDATE run SET finished = 0 WHERE seq = 5");
	assert_int_equal(VIGIE("report", "--json"), 0);
	assert_string_equal(err.buf, "");
	assert_at(out.buf, "$.scenarios[0].lesson", "ferry");
	assert_at(out.buf, "$.scenarios[0].begun", "5");
	assert_at(out.buf, "$.scenarios[0].finished", "4");
	assert_at(out.buf, "$.scenarios[0].people", "3");
	assert_at(out.buf, "$.scenarios[0].unfit", "1");
	assert_at(out.buf, "$.scenarios[0].back", "1");
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
	assert_says(&out, "\n  Conversations: 5 begun, 4 finished; people: 3\n");
	assert_says(&out, "\n       50 %     1  You stay on shore (2)\n");
	assert_says(&out, "\n      ! 100 %     2  All right, what next?\n");
	assert_says(&out, "signs found: 1 of 3 (33 %), missed: 2, named right: 1; false alarms: 1");
	assert_int_equal(VIGIE("report", "--html"), 0);
	assert_says(&out, "<h2>Conversations</h2>");
	assert_int_equal(VIGIE("report", "--csv"), 0);
	assert_says(&out, "\"reply\",\"ferry\",\"offer\",\"write-elsewhere\",");
	assert_says(&out, ",2,1.0000,,,,,,,\"risky\"");
	assert_says(&out, "\"ending\",\"ferry\",\"\",\"stopped\",\"In good time\",,1,");

	/* and when it is gone */
	assert_int_equal(unlink(desk_path(desk, "lessons/ferry/scenario.ini")), 0);
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "It is no longer among the lessons, or cannot be read.");
	strbuf_release(&text);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- regrading: the key was a, and is b */

static void train_by_the_wrong_key(struct desk *desk)
{
	begin(desk, HEAD HIGHEST("a", "A hill") FLAT ROUND(""));
	/* 100 % and passed by the wrong key; 50 % and failed by it */
	add_run(desk, 1, "ann", "quiz", "hills", 2000, 2000, 2, 2, 1);
	add_answer(desk, 1, 0, "highest", "a", 1000, 1, "'0123456789abcdef'");
	add_answer(desk, 1, 1, "flat", "true", 1000, 1, "NULL");
	add_run(desk, 2, "ben", "quiz", "hills", 1000, 2000, 2, 2, 0);
	add_answer(desk, 2, 0, "highest", "b", 0, 1, "NULL");
	add_answer(desk, 2, 1, "flat", "true", 1000, 1, "NULL");
	/* b first, then a for half of the points */
	add_run(desk, 3, "cem", "quiz", "hills", 500, 2000, 2, 2, 0);
	add_answer(desk, 3, 0, "highest", "a", 500, 2, "NULL");
	add_attempt(desk, 3, 0, "b", 0);
	add_answer(desk, 3, 1, "flat", "false", 0, 1, "NULL");
	/* an option that is gone, and a skip */
	add_run(desk, 4, "dan", "quiz", "hills", 0, 2000, 2, 1, 0);
	add_answer(desk, 4, 0, "highest", "d", 0, 1, "NULL");
	add_answer(desk, 4, 1, "flat", "", 0, 1, "NULL");
	/* in an exam, and typed in another language */
	add_run(desk, 5, "ben", "exam", "last", 0, 2000, 2, 2, 0);
	add_answer(desk, 5, 0, "hills/highest", "b", 0, 1, "NULL");
	add_answer(desk, 5, 1, "hills/round", "colline", 0, 1, "NULL");
	/* passed by the earlier rule; its question is gone */
	add_run(desk, 6, "eve", "quiz", "hills", 2000, 2000, 0, 0, 0);
	sql(desk, "UPDATE run SET mark = NULL, needed = NULL, passed = NULL WHERE seq = 6");
	add_answer(desk, 6, 0, "highest", "a", 1000, 1, "NULL");
	add_answer(desk, 6, 1, "lowest", "a", 1000, 1, "NULL");
	/* still open, with a hint */
	add_run(desk, 7, "fay", "quiz", "hills", 0, 0, 0, 0, 0);
	sql(desk, "UPDATE run SET finished = 0, asked = NULL, passed = NULL WHERE seq = 7");
	add_answer(desk, 7, 0, "highest", "b", 0, 1, "NULL");
	sql(desk, "UPDATE answer SET hints = 1 WHERE run = 7");
	sql(desk, "INSERT INTO review VALUES ('ben', 'hills/highest', 0, 0, 20000)");
	desk_write(desk, "lessons/hills/lesson.ini", lesson);
	desk_write(desk, "lessons/hills/fr.ini", "[question round]\naccept1 = \"colline\"\n");
}

/* All results, and what of before is kept. */
static const char results[] =
	"SELECT group_concat(run || '.' || number || ' ' || score || '/' || max || coalesce(' was ' ||"
	" was_score || '/' || was_max, ''), ', ') FROM (SELECT * FROM answer ORDER BY run, number)";
static const char runs[] =
	"SELECT group_concat(seq || ' ' || score || '/' || max || ' ' || coalesce(passed, '-'), ', ')"
	" FROM (SELECT * FROM run ORDER BY seq)";

static void a_corrected_key_is_shown_before_it_is_used(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	char before[512], once[512];

	train_by_the_wrong_key(desk);
	snprintf(before, sizeof(before), "%s", sql_text(desk, results));
	assert_int_equal(VIGIE("report", "--regrade", "hills"), 0);
	assert_says(&out, "\nhills / highest\n  Which is the highest?\n");
	assert_says(&out, "\n    answers that get more points: 4; fewer: 2; the same: 0\n");
	assert_says(&out, "\n    answers that name an option that is gone, left as they are: 1\n");
	assert_says(
		&out, "answers to questions that are no longer in the lesson, left as they are: 1");
	assert_says(&out, "\nThese pass then:\n    ben, Hills, 2023-11-1");
	assert_says(&out, ": 50 % → 100 %\n");
	assert_says(&out, "\n    ben, last, 2023-11-1");
	assert_says(&out, ": 0 % → 100 %\n");
	assert_says(&out, "the pass they have is not taken away:\n    ann, Hills, ");
	assert_says(&out, ": 100 % → 50 %\n    eve, Hills, ");
	assert_null(strstr(out.buf, "cem"));
	assert_says(&err, "nothing was written");
	assert_string_equal(sql_text(desk, results), before);

	assert_int_equal(VIGIE("report", "--regrade", "hills", "--yes"), 0);
	assert_says(&err, "regraded answers: 7");
	assert_string_equal(sql_text(desk, results),
		"1.0 0/1000 was 1000/1000, 1.1 1000/1000, 2.0 1000/1000 was 0/1000, 2.1 1000/1000, "
		"3.0 1000/1000 was 500/1000, 3.1 0/1000, 4.0 0/1000, 4.1 0/1000, "
		"5.0 1000/1000 was 0/1000, 5.1 1000/1000 was 0/1000, "
		"6.0 0/1000 was 1000/1000, 6.1 1000/1000, 7.0 800/1000 was 0/1000");
	/* ann and eve keep their pass */
	assert_string_equal(sql_text(desk, runs),
		"1 1000/2000 1, 2 2000/2000 1, 3 1000/2000 0, 4 0/2000 0, 5 2000/2000 1, 6 1000/2000 1, 7 0/0 -");
	/* responses, tries, versions and reviews are as they were */
	assert_string_equal(
		sql_text(desk, "SELECT version FROM answer WHERE run = 1"), "0123456789abcdef");
	assert_string_equal(sql_text(desk, "SELECT response || score FROM attempt"), "b0");
	assert_string_equal(sql_text(desk, "SELECT due FROM review"), "20000");

	/* again it changes nothing */
	snprintf(once, sizeof(once), "%s", sql_text(desk, "SELECT total(regraded) FROM answer"));
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--yes"), 0);
	assert_says(&out, "\nNo result changes.\n");
	assert_string_equal(sql_text(desk, "SELECT total(regraded) FROM answer"), once);

	/* back by the first key: what was before the first regrade is kept */
	desk_write(desk, "lessons/hills/lesson.ini", HEAD HIGHEST("a", "A hill") FLAT ROUND(""));
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--yes"), 0);
	assert_string_equal(sql_text(desk,
				    "SELECT score || ' ' || was_score FROM answer"
				    " WHERE run = 1 AND number = 0"),
		"1000 1000");
	assert_string_equal(sql_text(desk,
				    "SELECT score || ' ' || was_score FROM answer"
				    " WHERE run = 2 AND number = 0"),
		"0 0");
	/* and ben keeps the pass that he has got */
	assert_string_equal(
		sql_text(desk, "SELECT score || ' ' || passed FROM run WHERE seq = 2"), "1000 1");
	assert_int_equal(VIGIE("report"), 0);
	assert_says(&out, "First answers that were regraded: ");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_regrade_is_confirmed_by_a_word(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct start start = { .args = { "report", "--regrade", "hills" } };
	struct terminal *t;

	train_by_the_wrong_key(desk);
	start.lessons = desk_path(desk, "lessons");
	t = desk_start(desk, &start);
	assert_shows(t, "Type yes to write the new ones:");
	terminal_send(t, "y\r");
	assert_ends(t, 0);
	assert_shows(t, "nothing was written");
	assert_string_equal(sql_text(desk, "SELECT count(regraded) FROM answer"), "0");
	start.lessons = desk_path(desk, "lessons");
	t = desk_start(desk, &start);
	assert_shows(t, "Type yes to write the new ones:");
	terminal_send(t, "yes\r");
	assert_ends(t, 0);
	assert_string_equal(sql_text(desk, "SELECT count(regraded) FROM answer"), "7");

	assert_int_equal(VIGIE("report", "--regrade", "nothing"), 3);
	assert_says(&err, "There is no lesson “nothing”");
	assert_int_equal(VIGIE("report", "--regrade", "hills", "ann"), 2);
	assert_int_equal(VIGIE("report", "--regrade", "hills", "--json"), 2);
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
		TEST(a_corrected_key_is_shown_before_it_is_used),
		TEST(a_regrade_is_confirmed_by_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
