/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A lesson of three questions and the answers of people to it, for the reports on questions.
 * Include after cmocka.h.
 */
#ifndef TESTS_E2E_CLINIC_H
#define TESTS_E2E_CLINIC_H

#include <sqlite3.h>

#include "e2e/desk.h"

/* Runs "vigie ARGS"; out gets standard output, err the diagnostics. */
static inline int clinic_vigie(
	struct desk *desk, struct strbuf *out, struct strbuf *err, const char *const *args)
{
	struct start start = { .lessons = desk_path(desk, "lessons") };

	for (size_t i = 0; args[i]; i++)
		start.args[i] = args[i];
	strbuf_clear(out);
	strbuf_clear(err);
	return desk_run(desk, &start, out, err);
}
#define VIGIE(...) clinic_vigie(desk, &out, &err, (const char *const[]){ __VA_ARGS__, NULL })

static inline void clinic_sql(struct desk *desk, const char *text)
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
static inline const char *clinic_sql_text(struct desk *desk, const char *query)
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
static inline void assert_at(const char *json, const char *path, const char *value)
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

static inline void assert_says(const struct strbuf *text, const char *words)
{
	if (!strstr(text->buf, words))
		fail_msg("“%s” is not in:\n%.6000s", words, text->buf);
}

/* ---- the lesson: a question of three options, of two, and a typed one */

#define CLINIC_HEAD                                                                         \
	"[lesson]\nformat = 1\nid = hills\norder = 500\nlanguage = en\ntitle = \"Hills\"\n" \
	"summary = \"Of hills.\"\nminutes = 5\npass = 60\n\n"                               \
	"[page one]\ntitle = \"One\"\ntext1 = \"A hill.\"\n\n"
#define CLINIC_HIGHEST(correct, first)                                                 \
	"[question highest]\ntype = single\nprompt = \"Which is the highest?\"\n"      \
	"option.a = \"" first "\"\nfeedback.a = \"Low.\"\noption.b = \"A mountain\"\n" \
	"feedback.b = \"High.\"\noption.c = \"A plain\"\nfeedback.c = \"Flat.\"\n"     \
	"correct = " correct "\ntries = 2\ntry_cost = 50\nhint1 = \"Snow.\"\nhint_cost = 20\n\n"
#define CLINIC_FLAT                                                                          \
	"[question flat]\ntype = truefalse\nprompt = \"A plain is flat.\"\ncorrect = true\n" \
	"feedback.true = \"Yes.\"\nfeedback.false = \"No.\"\n\n"
#define CLINIC_ROUND(accept)                                                   \
	"[question round]\ntype = text\nprompt = \"What is low and round?\"\n" \
	"accept1 = \"hill\"\n" accept "feedback.other = \"A hill.\"\n"

static const char *const clinic_lesson =
	CLINIC_HEAD CLINIC_HIGHEST("b", "A hill") CLINIC_FLAT CLINIC_ROUND("");

/* Writes the lesson and makes an empty store. */
static inline void clinic_begin(struct desk *desk, const char *text)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	desk_write(desk, "lessons/hills/lesson.ini", text);
	(void)VIGIE("--linear", "--learner", "nobody");
	clinic_sql(desk, "DELETE FROM setting; DELETE FROM place");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* Adds the run of a person, finished by the rule of 60 % of the points and 80 % answered. */
static inline void clinic_add_run(struct desk *desk, int number, const char *person,
	const char *kind, const char *lesson_id, int score, int max, int asked, int answered,
	int passed)
{
	char text[512];

	snprintf(text, sizeof(text),
		"INSERT INTO run (seq, id, learner, lesson, kind, seed, started, finished, score, max,"
		" person, asked, answered, mark, needed, passed) VALUES (%d, '%032d', '%s', '%s', '%s', 7,"
		" %d, %d, %d, %d, '%032d', %d, %d, 60, 80, %d)",
		number, number, person, lesson_id, kind, 1700000000 + 1000 * number,
		1700000900 + 1000 * number, score, max, number, asked, answered, passed);
	clinic_sql(desk, text);
}

/* version: an SQL expression, "NULL" if it is not known. */
static inline void clinic_add_answer(struct desk *desk, int run, int number, const char *question,
	const char *response, int score, int tries, const char *version)
{
	char text[512];

	snprintf(text, sizeof(text),
		"INSERT INTO answer (run, number, question, response, score, max, at, tries, spent, version)"
		" VALUES (%d, %d, '%s', '%s', %d, 1000, %d, %d, 12, %s)",
		run, number, question, response, score, 1700000100 + 1000 * run + number,
		*response ? tries : 0, version);
	clinic_sql(desk, text);
}

static inline void clinic_add_attempt(
	struct desk *desk, int run, int number, const char *response, int score)
{
	char text[512];

	snprintf(text, sizeof(text),
		"INSERT INTO attempt VALUES (%d, %d, 1, '%s', %d, 1000, 0, %d, 0, 5,"
		" (SELECT version FROM answer WHERE run = %d AND number = %d))",
		run, number, response, score, 1700000050 + 1000 * run + number, run, number);
	clinic_sql(desk, text);
}

/* Returns the version that the program gives to a question, in SQL quotes. */
static inline const char *clinic_version_of(struct desk *desk, const char *question)
{
	static char quoted[8][24];
	static unsigned turn;
	char *version = quoted[turn++ % 8];
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *at;

	/* an answer to no version of the program's makes it show the present one, without answers
	 */
	clinic_add_run(desk, 999, "probe", "quiz", "hills", 0, 0, 0, 0, 0);
	clinic_add_answer(desk, 999, 0, question, "a", 0, 1, "'0000000000000000'");
	assert_int_equal(VIGIE("report", "--json", "probe"), 0);
	at = strstr(out.buf, "\"version\": \"");
	assert_non_null(at);
	snprintf(version, sizeof(quoted[0]), "'%.16s'", at + 12);
	clinic_sql(desk, "DELETE FROM answer WHERE run = 999; DELETE FROM run WHERE seq = 999");
	strbuf_release(&out);
	strbuf_release(&err);
	return version;
}

#endif
