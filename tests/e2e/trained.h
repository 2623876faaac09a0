/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store with the known answers of a group of learners, for the reports. Include after cmocka.h.
 *
 * Forty people in four groups of ten take the quiz of "hills". They give their answers 10, 20 and
 * 30 seconds after the previous event:
 *
 *              my-single  my-truefalse  my-text      points
 *   a0 … a9    b right    true right    hill right   3 of 3
 *   b0 … b9    b right    false         hill right   2 of 3
 *   c0 … c9    a          true right    =1+1         1 of 3
 *   d0 … d9    a, d0: c   false         skipped      0 of 2
 *
 * Group a takes it again (5 seconds, all wrong), c repeats the missed questions (all right), z
 * starts and leaves. Then a takes "before" (1 of 4) and "after" (3 of 4), b takes "after" first and
 * then "before", and c only "before". Finally c takes the exam "final": my-single right, then
 * my-number.
 */
#ifndef TESTS_E2E_TRAINED_H
#define TESTS_E2E_TRAINED_H

#include <sqlite3.h>

#include "e2e/desk.h"

#define ASKED                                                                                                            \
	"[page one]\ntitle = \"One\"\ntext1 = \"A hill.\"\n\n[question q]\ntype = truefalse\nprompt = \"It is high.\"\n" \
	"correct = true\nfeedback.true = \"Yes.\"\nfeedback.false = \"No.\"\n"
#define HEAD(id, more)                                                                         \
	"[lesson]\nformat = 1\nid = " id "\norder = 600\nlanguage = en\ntitle = \"The one " id \
	"\"\n"                                                                                 \
	"summary = \"Of hills.\"\nminutes = 5\n" more "\n\n"

static inline void trained_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	/* the writer of a program that has just ended may still have it */
	sqlite3_busy_timeout(db, 10000);
	if (sqlite3_exec(db, sql, NULL, NULL, &message))
		fail_msg("%s", message);
	sqlite3_close(db);
}

/* Adds one run for each of ten people, with up to three answers of the form question, response,
 * score and max; n is the number of answer lists. */
static inline void trained_runs(struct strbuf *sql, int *runs, char group, const char *lesson,
	const char *kind, int seconds, int score, int max, const char *const (*answers)[4],
	size_t n)
{
	for (int i = 0; i < 10; i++) {
		int start = 1700000000 + ++*runs * 1000, at = start;

		strbuf_addf(sql,
			"INSERT INTO run (id, learner, lesson, kind, seed, started, finished, score, max) VALUES"
			" ('%032x', '%c%d', '%s', '%s', 7, %d, %d, %d, %d);\n",
			*runs, group, i, lesson, kind, start, start + seconds, score, max);
		for (size_t k = 0; k < n; k++) {
			const char *response = group == 'd' && !i && !k ? "c" : answers[k][1];

			at += n == 1 ? seconds : 10 * (int)(k + 1);
			strbuf_addf(sql,
				"INSERT INTO answer (run, number, question, response, score, max, at, hints, tries)"
				" VALUES (last_insert_rowid(), %zu, '%s', '%s', %s, %s, %d, %d, 1);\n",
				k, answers[k][0], response, answers[k][2], answers[k][3], at,
				group == 'b');
		}
	}
}

/* Fills the default store of the program; returns the lesson directory. */
static inline const char *train(struct desk *desk)
{
	static const char *const a[][4] = { { "my-single", "b", "1000", "1000" },
		{ "my-truefalse", "true", "1000", "1000" }, { "my-text", "hill", "1000", "1000" } };
	static const char *const b[][4] = { { "my-single", "b", "1000", "1000" },
		{ "my-truefalse", "false", "0", "1000" }, { "my-text", "hill", "1000", "1000" } };
	static const char *const c[][4] = { { "my-single", "a", "0", "1000" },
		{ "my-truefalse", "true", "1000", "1000" }, { "my-text", "=1+1", "0", "1000" } };
	static const char *const d[][4] = { { "my-single", "a", "0", "1000" },
		{ "my-truefalse", "false", "0", "1000" }, { "my-text", "", "0", "0" } };
	static const char *const again[][4] = { { "my-single", "a", "0", "1000" } };
	static const char *const missed[][4] = { { "my-single", "b", "1000", "1000" },
		{ "my-text", "hill", "1000", "1000" } };
	static const char *const exam[][4] = { { "hills/my-single", "b", "1000", "1000" },
		{ "hills/my-number", "7", "0", "1000" } };
	struct strbuf text = STRBUF_INIT, sql = STRBUF_INIT;
	struct start start = { .args = { "--linear" }, .lessons = desk_path(desk, "lessons") };
	const char *path = desk_store(desk);
	FILE *f = fopen(TEST_DATA "/../share/templates/questions.en.ini", "r");
	char line[512];
	int runs = 0;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		strbuf_addstr(&text, strstr(line, "@ID@") ? "id = hills\n" : line);
	fclose(f);
	desk_write(desk, "lessons/hills/lesson.ini", text.buf);
	desk_write(desk, "lessons/before/lesson.ini", HEAD("before", "pass = 0") ASKED);
	desk_write(desk, "lessons/after/lesson.ini",
		HEAD("after", "pass = 0\ncompare = before") ASKED);
	desk_write(desk, "lessons/final/lesson.ini",
		HEAD("final", "pass = 70") "[draw one]\nlesson = hills\ncount = 2\n");
	strbuf_clear(&text);
	(void)desk_run(desk, &start, &text, &text);

	strbuf_addstr(&sql, "BEGIN; DELETE FROM setting; DELETE FROM place;\n");
	trained_runs(&sql, &runs, 'a', "hills", "quiz", 60, 3000, 3000, a, 3);
	trained_runs(&sql, &runs, 'b', "hills", "quiz", 60, 2000, 3000, b, 3);
	trained_runs(&sql, &runs, 'c', "hills", "quiz", 60, 1000, 3000, c, 3);
	trained_runs(&sql, &runs, 'd', "hills", "quiz", 60, 0, 2000, d, 3);
	trained_runs(&sql, &runs, 'a', "hills", "quiz", 5, 0, 1000, again, 1);
	trained_runs(&sql, &runs, 'c', "hills", "missed", 30, 2000, 2000, missed, 2);
	trained_runs(&sql, &runs, 'a', "before", "quiz", 4, 1000, 4000, NULL, 0);
	trained_runs(&sql, &runs, 'a', "after", "quiz", 4, 3000, 4000, NULL, 0);
	trained_runs(&sql, &runs, 'b', "after", "quiz", 4, 4000, 4000, NULL, 0);
	trained_runs(&sql, &runs, 'b', "before", "quiz", 4, 0, 4000, NULL, 0);
	trained_runs(&sql, &runs, 'c', "before", "quiz", 4, 0, 4000, NULL, 0);
	trained_runs(&sql, &runs, 'c', "final", "exam", 30, 1000, 2000, exam, 2);
	strbuf_addstr(&sql,
		"INSERT INTO run (id, learner, lesson, kind, seed, started) VALUES ('z', 'z', 'hills', 'quiz', 7, 1700000000);"
		"COMMIT");
	trained_sql(path, sql.buf);
	strbuf_release(&text);
	strbuf_release(&sql);
	return desk_path(desk, "lessons");
}

#endif
