/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stores with sittings that a line describes, and what a report says of them. Include after
 * cmocka.h.
 */
#ifndef TESTS_E2E_SITTINGS_H
#define TESTS_E2E_SITTINGS_H

#include <math.h>
#include <sqlite3.h>

#include "e2e/desk.h"

#define LESSON(id, more)                                                                      \
	"[lesson]\nformat = 1\nid = " id "\norder = 600\nlanguage = en\ntitle = \"The " id    \
	"\"\nsummary = \"Of hills.\"\nminutes = 5\n" more "\n\n[page one]\ntitle = \"One\"\n" \
	"text1 = \"A hill.\"\n\n[question q1]\ntype = truefalse\nprompt = \"It is high.\"\n"  \
	"correct = true\nfeedback.true = \"Yes.\"\nfeedback.false = \"No.\"\n"

enum { NOON = 1772366400 }; /* 2026-03-01, 12:00 UTC */
enum { DAY = 86400 };

/* Runs "vigie ARGS"; out gets standard output, err the diagnostics. */
static inline int vigie(
	struct desk *desk, struct strbuf *out, struct strbuf *err, const char *const *args)
{
	struct start start = { .lessons = desk_path(desk, "lessons") };

	for (size_t i = 0; args[i]; i++)
		start.args[i] = args[i];
	strbuf_clear(out);
	strbuf_clear(err);
	return desk_run(desk, &start, out, err);
}
#define VIGIE(...) vigie(desk, &out, &err, (const char *const[]){ __VA_ARGS__, NULL })

static inline void sql(const char *path, const char *text)
{
	sqlite3 *db = NULL;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	if (sqlite3_exec(db, text, NULL, NULL, &message))
		fail_msg("%s: %s", message, text);
	sqlite3_close(db);
}

/* Returns the value at a JSON path, read by SQLite, in one of eight static buffers used in turn. */
static inline const char *json_at(const char *json, const char *path)
{
	static char values[8][128];
	static unsigned turn;
	char *value = values[turn++ % 8];
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT ?1 ->> ?2", -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_text(stmt, 1, json, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, path, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) != SQLITE_ROW)
		fail_msg("%s: %s in %.300s", path, sqlite3_errmsg(db), json);
	snprintf(value, sizeof(values[0]), "%s",
		sqlite3_column_text(stmt, 0) ? (const char *)sqlite3_column_text(stmt, 0) : "null");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return value;
}

static inline void assert_at(const struct strbuf *json, const char *path, const char *wanted)
{
	const char *is = json_at(json->buf, path);

	if (strcmp(is, wanted) != 0)
		fail_msg("%s is %s, not %s in\n%.3000s", path, is, wanted, json->buf);
}

static inline void assert_near(const struct strbuf *json, const char *path, double wanted)
{
	double is = atof(json_at(json->buf, path));

	if (fabs(is - wanted) > 1e-4)
		fail_msg("%s is %f, not %f", path, is, wanted);
}

/* Returns the path of a lesson's object. */
static inline const char *lesson_path(const struct strbuf *json, const char *id, const char *member)
{
	for (int i = 0; i < 9; i++)
		if (!strcmp(json_at(json->buf, said("$.lessons[%d].lesson", i)), id))
			return said("$.lessons[%d].%s", i, member);
	fail_msg("no lesson %s", id);
	return NULL;
}

static inline void assert_says(const struct strbuf *text, const char *words)
{
	if (!strstr(text->buf, words))
		fail_msg("“%s” is not in:\n%.6000s", words, text->buf);
}

/* ---- stores */

/* desk_path() for a path that is needed long: in one of eight other buffers. */
static inline const char *place(struct desk *desk, const char *name)
{
	static char paths[8][256];
	static unsigned turn;
	char *path = paths[turn++ % ARRAY_SIZE(paths)];

	snprintf(path, sizeof(paths[0]), "%s", desk_path(desk, name));
	return path;
}

/* Makes an empty store, and the lessons if they are not there; returns its path. */
static inline const char *make_store(struct desk *desk, const char *name)
{
	const char *path = place(desk, name);
	struct start start = { .args = { "--store", path, "--linear" },
		.lessons = desk_path(desk, "lessons") };
	struct strbuf out = STRBUF_INIT;

	desk_write(desk, "lessons/quiz/lesson.ini", LESSON("quiz", "pass = 70"));
	desk_write(desk, "lessons/pre/lesson.ini", LESSON("pre", "pass = 0"));
	desk_write(desk, "lessons/post/lesson.ini", LESSON("post", "pass = 0\ncompare = pre"));
	(void)desk_run(desk, &start, &out, &out);
	sql(path, "DELETE FROM place; DELETE FROM setting");
	strbuf_release(&out);
	return path;
}

struct sitting {
	const char *learner, *lesson;
	int at;              /* seconds from NOON when it was finished; begun 100 before */
	const char *replies; /* of q1, q2 …: 1 right, 0 wrong, s skipped, x wrong at first */
	bool earlier, open;
};

/* Adds sittings; store: a digit that makes ids differ from those of other stores. */
static inline void add(const char *path, int store, const struct sitting *v, size_t n)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "BEGIN;\n");
	for (size_t i = 0; i < n; i++) {
		const struct sitting *s = &v[i];
		int asked = (int)strlen(s->replies), right = 0, skipped = 0;

		for (const char *c = s->replies; *c; c++) {
			right += *c == '1';
			skipped += *c == 's';
		}
		strbuf_addf(&text,
			"INSERT INTO run (id, learner, person, lesson, kind, seed, started, finished) VALUES"
			" (printf('%%x%%031x', %d, (SELECT count(*) + 1 FROM run)), '%s',"
			" printf('%%x%%031x', %d, unicode('%s') * 1000 + length('%s')), '%s', 'quiz', 7, %d, 0);\n",
			store, s->learner, store, s->learner, s->learner, s->lesson,
			NOON + s->at - 100);
		if (!s->open && s->earlier)
			strbuf_addf(&text,
				"UPDATE run SET finished = %d, score = %d, max = %d, asked = %d, answered = %d"
				" WHERE seq = last_insert_rowid();\n",
				NOON + s->at, 1000 * right, 1000 * (asked - skipped), asked,
				asked - skipped);
		else if (!s->open)
			strbuf_addf(&text,
				"UPDATE run SET finished = %d, score = %d, max = %d, asked = %d, answered = %d,"
				" mark = %d, needed = 80, passed = %d WHERE seq = last_insert_rowid();\n",
				NOON + s->at, 1000 * right, 1000 * asked, asked, asked - skipped,
				strcmp(s->lesson, "quiz") ? 0 : 70,
				!strcmp(s->lesson, "quiz") && 10 * right >= 7 * asked &&
					10 * (asked - skipped) >= 8 * asked);
		for (int k = 0; k < asked; k++) {
			char c = s->replies[k];

			strbuf_addf(&text,
				"INSERT INTO answer (run, number, question, response, score, max, at, tries, spent,"
				" version) VALUES ((SELECT max(seq) FROM run), %d, 'q%d', '%s', %d, 1000, %d, %d, 5,"
				" nullif('00000000000000%02d', '0000000000000000'));\n",
				k, k + 1,
				c == 's'           ? ""
					: c == '0' ? "false"
						   : "true",
				c == '1'           ? 1000
					: c == 'x' ? 500
						   : 0,
				NOON + s->at - 90 + k,
				c == 's'           ? 0
					: c == 'x' ? 2
						   : 1,
				k);
			if (c == 'x')
				strbuf_addf(&text,
					"INSERT INTO attempt (run, number, try, response, score, max, hints, at,"
					" confidence, spent, version) VALUES ((SELECT max(seq) FROM run), %d, 1,"
					" 'false', 0, 1000, 0, %d, 0, 3,"
					" nullif('00000000000000%02d', '0000000000000000'));\n",
					k, NOON + s->at - 95 + k, k);
		}
	}
	strbuf_addstr(&text, "COMMIT");
	sql(path, text.buf);
	strbuf_release(&text);
}

#endif
