/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie report on people and lessons, before and after, several stores and exports of them. Figures
 * are computed by hand.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

static void sql(const char *path, const char *text)
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
static const char *json_at(const char *json, const char *path)
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

static void assert_at(const struct strbuf *json, const char *path, const char *wanted)
{
	const char *is = json_at(json->buf, path);

	if (strcmp(is, wanted) != 0)
		fail_msg("%s is %s, not %s in\n%.3000s", path, is, wanted, json->buf);
}

static void assert_near(const struct strbuf *json, const char *path, double wanted)
{
	double is = atof(json_at(json->buf, path));

	if (fabs(is - wanted) > 1e-4)
		fail_msg("%s is %f, not %f", path, is, wanted);
}

/* Returns the path of a lesson's object. */
static const char *lesson_path(const struct strbuf *json, const char *id, const char *member)
{
	for (int i = 0; i < 9; i++)
		if (!strcmp(json_at(json->buf, said("$.lessons[%d].lesson", i)), id))
			return said("$.lessons[%d].%s", i, member);
	fail_msg("no lesson %s", id);
	return NULL;
}

static void assert_says(const struct strbuf *text, const char *words)
{
	if (!strstr(text->buf, words))
		fail_msg("“%s” is not in:\n%.6000s", words, text->buf);
}

/* ---- stores */

/* desk_path() for a path that is needed long: in one of eight other buffers. */
static const char *place(struct desk *desk, const char *name)
{
	static char paths[8][256];
	static unsigned turn;
	char *path = paths[turn++ % ARRAY_SIZE(paths)];

	snprintf(path, sizeof(paths[0]), "%s", desk_path(desk, name));
	return path;
}

/* Makes an empty store, and the lessons if they are not there; returns its path. */
static const char *make_store(struct desk *desk, const char *name)
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
static void add(const char *path, int store, const struct sitting *v, size_t n)
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

/* ---- people × lessons */

static void each_person_is_listed_with_each_lesson(void **state)
{
	static const struct sitting sittings[] = {
		/* the best counts, on its day: at three in the morning it is still the day before
		 */
		{ "ann", "quiz", 0, "1100", false, false },
		{ "ann", "quiz", DAY + 15 * 3600, "1111110000", false, false },
		{ "ann", "quiz", 3 * DAY, "1000", false, false },
		/* enough points, but half skipped */
		{ "bob", "quiz", 0, "11ss", false, false },
		{ "cy", "quiz", 0, "1110", false, false },
		{ "cy", "pre", 0, "1", false, true },
		/* by the earlier rule 100 %: one right, three skipped */
		{ "dan", "quiz", 0, "1sss", true, false },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a, "--json"), 0);
	assert_at(&out, "$.learners[0].name", "ann");
	assert_at(&out, "$.learners[0].store", "null");
	assert_at(&out, "$.learners[0].lessons[0].lesson", "quiz");
	assert_at(&out, "$.learners[0].lessons[0].percent", "60");
	assert_at(&out, "$.learners[0].lessons[0].points", "6.0");
	assert_at(&out, "$.learners[0].lessons[0].out_of", "10.0");
	assert_at(&out, "$.learners[0].lessons[0].passed", "0");
	assert_at(&out, "$.learners[0].lessons[0].finished", "3");
	assert_at(&out, "$.learners[0].lessons[0].day", "2026-03-02");
	assert_at(&out, "$.learners[1].lessons[0].state", "too-few-answers");
	assert_at(&out, "$.learners[1].lessons[0].passed", "0");
	assert_at(&out, "$.learners[2].name", "cy");
	assert_at(&out, "$.learners[2].lessons[0].state", "begun");
	assert_at(&out, "$.learners[2].lessons[0].passed", "null");
	assert_at(&out, "$.learners[2].lessons[1].percent", "75");
	assert_at(&out, "$.learners[2].lessons[1].passed", "1");
	assert_at(&out, "$.learners[2].lessons[1].earlier", "0");
	assert_at(&out, "$.learners[3].lessons[0].percent", "100");
	assert_at(&out, "$.learners[3].lessons[0].passed", "1");
	assert_at(&out, "$.learners[3].lessons[0].earlier", "1");
	/* 60, 75 and 100; bob has no result */
	assert_at(&out, lesson_path(&out, "quiz", "results.people"), "3");
	assert_at(&out, lesson_path(&out, "quiz", "results.passed"), "2");
	assert_at(&out, lesson_path(&out, "quiz", "results.earlier"), "1");
	assert_at(&out, lesson_path(&out, "quiz", "results.median"), "75.0");
	assert_near(&out, lesson_path(&out, "quiz", "results.mean"), 235 / 3.0);
	assert_near(&out, lesson_path(&out, "quiz", "results.deviation"), sqrt(1225 / 3.0));
	assert_at(&out, lesson_path(&out, "quiz", "results.smallest"), "60");
	assert_at(&out, lesson_path(&out, "quiz", "results.largest"), "100");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void the_table_fits_the_terminal(void **state)
{
	static const struct sitting sittings[] = {
		{ "ann", "quiz", 0, "1110", false, false },
		{ "ann", "pre", 0, "10", false, false },
		{ "a name that is much too long for a column", "quiz", 0, "1sss", true, false },
		{ "bob", "quiz", 0, "1s", false, false },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");
	struct start narrow = { .cols = 40,
		.args = { "report", a, "--ascii" },
		.lessons = desk_path(desk, "lessons") };
	struct terminal *t;

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a), 0);
	assert_says(&out, "\nann                    50          75 ✔\n");
	assert_says(&out, "\na name that is much…    –         100 ✔ *\n");
	assert_says(&out, "\nbob                     –          50 ~\n");
	assert_says(&out, "\nmedian                 50          88\n");
	assert_says(&out, "\nfrom-to               50-50       75-100\n");
	assert_says(&out, "\npassed/finished                   2/3\n");
	assert_says(&out, "\n  The quiz: 75 %, 3 of 4 points, on 2026-03-01, passed\n");
	assert_says(&out, "100 %, 1 of 1 points, on 2026-03-01, passed, by the earlier rule\n");
	assert_says(&out, "only 1 of 2 answered\n");
	for (const char *s = out.buf; *s; s += strcspn(s, "\n") + 1)
		assert_true(strcspn(s, "\n") < 3 * 80);
	t = desk_start(desk, &narrow);
	assert_ends(t, 0);
	assert_int_equal(VIGIE("report", a, "--ascii"), 0);
	for (size_t i = 0; i < out.len; i++)
		assert_true((unsigned char)out.buf[i] < 0x80);
	assert_int_equal(VIGIE("report", a, "--html"), 0);
	assert_says(&out, "<th scope=\"row\">ann</th><td>50 %<br>");
	assert_says(&out, "1 of 1 points, on 2026-03-01");
	assert_int_equal(VIGIE("report", a, "--csv"), 0);
	assert_says(&out, "\r\n\"person\",\"quiz\",,,\"The quiz\",1,1,1,");
	assert_says(&out, ",\"ann\",\"\",\"1");
	assert_says(&out, ",75,3.000,4.000,4,4,2026-03-01\r\n");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void days_and_names_narrow_the_report(void **state)
{
	static const struct sitting sittings[] = {
		{ "ann", "quiz", 0, "1111", false, false },
		{ "ann", "quiz", 5 * DAY, "1110", false, false },
		{ "bob", "quiz", 2 * DAY, "1100", false, false },
		{ "bea", "quiz", 3 * DAY, "1000", false, true },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a, "--json", "--since", "2026-03-03"), 0);
	assert_at(&out, "$.people", "3");
	assert_at(&out, "$.learners[0].lessons[0].percent", "75");
	assert_int_equal(VIGIE("report", a, "--json", "--until", "2026-03-03"), 0);
	assert_at(&out, "$.people", "2");
	assert_at(&out, "$.learners[0].lessons[0].percent", "100");
	/* a sitting that is open counts on the day it was begun */
	assert_int_equal(
		VIGIE("report", a, "--json", "--since", "2026-03-04", "--until", "2026-03-04"), 0);
	assert_at(&out, "$.people", "1");
	assert_at(&out, "$.learners[0].name", "bea");
	assert_int_equal(VIGIE("report", a, "--json", "--group", "b*", "--group", "nobody"), 0);
	assert_at(&out, "$.people", "2");
	assert_int_equal(VIGIE("report", a, "--json", "--learner", "bob"), 0);
	assert_at(&out, "$.people", "1");
	assert_int_equal(VIGIE("report", a, "--json", "b*"), 0);
	assert_at(&out, "$.people", "2");
	assert_int_equal(VIGIE("report", a, "--since", "2027-01-01"), 1);
	assert_says(&err, "in that time");
	assert_int_equal(VIGIE("report", a, "--since", "2026-02-30"), 2);
	assert_says(&err, "--since takes a day such as 2026-11-24, not “2026-02-30”");
	assert_int_equal(VIGIE("report", a, "--until", "2026-02"), 2);
	assert_says(&err, "--until takes a day");
	assert_int_equal(VIGIE("report", a, "--since", "2026-03-02", "--until", "2026-03-01"), 2);
	assert_says(&err, "is later than");
	assert_int_equal(VIGIE("report", a, "--xapi", "--since", "2026-03-02"), 2);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- before and after */

static void the_first_that_counts_is_compared_on_the_same_questions(void **state)
{
	static const struct sitting sittings[] = {
		/* q1 to q3 in both: 1 of 3, then 3 of 3: +66.67; the later ones do not count */
		{ "ann", "pre", 0, "1001", false, false },
		{ "ann", "pre", 100, "1111", false, false },
		{ "ann", "post", 200, "111", false, false },
		{ "ann", "post", 300, "000", false, false },
		/* half skipped is not enough; then 2 of 4, 3 of 4: +25 */
		{ "bob", "pre", 0, "11ss", false, false },
		{ "bob", "pre", 100, "1100", false, false },
		{ "bob", "post", 200, "1110", false, false },
		/* what was right at the second try was not right: 0 of 2, 0 of 2: 0 */
		{ "cy", "pre", 0, "x0", false, false },
		{ "cy", "post", 100, "0x", false, false },
		/* only those answered in both: q2 to q5, 2 of 4, then 1 of 4: -25 */
		{ "dan", "pre", 0, "s1100", false, false },
		{ "dan", "post", 100, "11000", false, false },
		/* after, then before */
		{ "eve", "post", 0, "11", false, false },
		{ "eve", "pre", 100, "00", false, false },
	};
	/* differences 66.6667, 25, 0, -25: mean 16.6667, deviation 39.0868, t(3) = 3.182 */
	const double reach = 3.182 * 39.0868 / 2;
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db");

	add(a, 1, sittings, ARRAY_SIZE(sittings));
	assert_int_equal(VIGIE("report", a, "--json"), 0);
	assert_at(&out, lesson_path(&out, "post", "compared.before_lesson"), "pre");
	assert_at(&out, lesson_path(&out, "post", "compared.people"), "4");
	assert_near(&out, lesson_path(&out, "post", "compared.before"), (1 / 3.0 + .5 + .5) / 4);
	assert_near(&out, lesson_path(&out, "post", "compared.after"), (1 + .75 + .25) / 4);
	assert_near(&out, lesson_path(&out, "post", "compared.difference"), 1 / 6.0);
	assert_near(
		&out, lesson_path(&out, "post", "compared.interval.low"), (16.6667 - reach) / 100);
	assert_near(
		&out, lesson_path(&out, "post", "compared.interval.high"), (16.6667 + reach) / 100);
	assert_at(&out, lesson_path(&out, "post", "compared.few"), "1");
	assert_at(&out, lesson_path(&out, "post", "compared.questions.least"), "2");
	assert_at(&out, lesson_path(&out, "post", "compared.questions.most"), "4");
	assert_int_equal(VIGIE("report", a), 0);
	assert_says(&out, "\n    difference: +17\n    95 % interval: -45.5 to +78.9;");
	assert_says(&out, "Fewer than 5 pairs");
	assert_int_equal(VIGIE("report", a, "--json", "ann", "eve"), 0);
	assert_at(&out, lesson_path(&out, "post", "compared.people"), "1");
	assert_at(&out, lesson_path(&out, "post", "compared.interval"), "null");
	/* a question that was corrected since is another one */
	sql(a, "UPDATE answer SET version = '0123456789abcdef' WHERE question = 'q1'");
	assert_int_equal(VIGIE("report", a, "--json", "ann"), 0);
	assert_at(&out, lesson_path(&out, "post", "compared.changed"), "1");
	/* q2 and q3: 0 of 2, then 2 of 2 */
	assert_at(&out, lesson_path(&out, "post", "compared.difference"), "1.0");
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- several stores */

static const struct sitting of_a[] = {
	{ "ann", "quiz", 0, "1110", false, false },
	{ "ann", "pre", 100, "10x1", false, false },
	{ "bob", "quiz", 0, "10s1", false, false },
	{ "bob", "quiz", 500, "1sss", true, false },
};
static const struct sitting of_b[] = {
	{ "ann", "quiz", 0, "1111", false, false },
	{ "ann", "post", 100, "1101", false, false },
	{ "cy", "quiz", 0, "10", false, true },
};

static void two_anns_are_two_people_until_they_are_joined(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *b = make_store(desk, "b.db");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	add(b, 2, of_b, ARRAY_SIZE(of_b));
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	assert_at(&out, "$.people", "4");
	assert_at(&out, "$.learners[0].name", "ann");
	assert_at(&out, "$.learners[0].store", "a");
	assert_at(&out, "$.learners[1].store", "b");
	assert_at(&out, "$.learners[2].store", "null");
	assert_at(&out, lesson_path(&out, "quiz", "begun"), "5");
	assert_at(&out, lesson_path(&out, "post", "compared"), "null");
	assert_int_equal(VIGIE("report", a, b), 0);
	assert_says(&out, "\nann (a) ");
	assert_says(&out, "\nann (b) ");

	assert_int_equal(VIGIE("learners", "join", "ann", a, "ann", b), 0);
	assert_int_equal(VIGIE("learners", "join", "ann", b, "ann", a), 0);
	assert_int_equal(VIGIE("learners", "join", "ann", a, "ann", b), 1);
	assert_says(&err, "joined already");
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	assert_at(&out, "$.people", "3");
	assert_at(&out, "$.learners[0].store", "null");
	assert_at(&out, lesson_path(&out, "quiz", "begun"), "5");
	assert_at(&out, lesson_path(&out, "post", "compared.people"), "1");
	/* the first answers of a person count once: 4 in the quiz, 4 before, 4 after; bob 3, cy 2
	 */
	assert_at(&out, "$.first_answers", "17");
	assert_int_equal(VIGIE("report", a, b, "--json", "cy"), 0);
	assert_at(&out, "$.people", "1");

	assert_int_equal(VIGIE("learners", "part", "ann", a, "ann", b), 0);
	assert_int_equal(VIGIE("learners", "part", "ann", a, "ann", b), 1);
	assert_says(&err, "not joined");
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	assert_at(&out, "$.people", "4");
	assert_int_equal(VIGIE("learners", "join", "ann", a, "zoe", b), 1);
	assert_says(&err, "there is no learner “zoe”");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void a_copy_of_a_store_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, once = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *copy = place(desk, "b.db");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	assert_int_equal(VIGIE("report", a, "--json"), 0);
	strbuf_addstr(&once, out.buf);
	sql(a, said("VACUUM INTO '%s'", copy));
	assert_int_equal(chmod(copy, 0600), 0);
	assert_int_equal(VIGIE("report", a, copy, "--json"), 0);
	assert_string_equal(out.buf, once.buf);
	strbuf_release(&once);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* ---- exports */

static void copy_file(const char *from, const char *to)
{
	struct strbuf command = STRBUF_INIT;

	strbuf_addf(&command, "cp '%s' '%s'", from, to);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&command);
}

/* Compares all but the questions, which come in the order in which they were first met. */
static void assert_same_people(const struct strbuf *is, const struct strbuf *wanted)
{
	const char *questions[2] = { strstr(is->buf, "\"questions\": ["),
		strstr(wanted->buf, "\"questions\": [") };

	assert_int_equal(questions[0] - is->buf, questions[1] - wanted->buf);
	assert_memory_equal(is->buf, wanted->buf, (size_t)(questions[0] - is->buf));
	assert_string_equal(
		strstr(is->buf, "\"learners\": ["), strstr(wanted->buf, "\"learners\": ["));
}

static void a_folder_of_exports_is_as_good_as_the_stores(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, stores = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *b = make_store(desk, "b.db");
	const char *folder = place(desk, "from");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	add(b, 2, of_b, ARRAY_SIZE(of_b));
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	strbuf_addstr(&stores, out.buf);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(VIGIE("report", folder), 3);
	assert_says(&err, "there are no answers in");
	assert_int_equal(
		VIGIE("report", a, "--csv", "--answers", "-o", desk_path(desk, "from/a.csv")), 0);
	assert_int_equal(VIGIE("report", b, "--csv", "--answers", "--bom", "-o",
				 desk_path(desk, "from/b.csv")),
		0);
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_string_equal(err.buf, "");
	assert_string_equal(out.buf, stores.buf);
	/* the same rows again, and the store besides: nothing changes */
	copy_file(desk_path(desk, "from/a.csv"), desk_path(desk, "from/c.csv"));
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_string_equal(out.buf, stores.buf);
	assert_int_equal(VIGIE("report", a, folder, "--json"), 0);
	assert_same_people(&out, &stores);
	assert_int_equal(VIGIE("report", desk_path(desk, "from/a.csv"), b, "--json"), 0);
	assert_string_equal(out.buf, stores.buf);
	/* what was learned since counts, whichever of the files comes first */
	add(a, 1, (const struct sitting[]){ { "ann", "quiz", DAY, "1111", false, false } }, 1);
	assert_int_equal(VIGIE("report", a, b, "--json"), 0);
	strbuf_clear(&stores);
	strbuf_addstr(&stores, out.buf);
	assert_int_equal(
		VIGIE("report", a, "--csv", "--answers", "-o", desk_path(desk, "from/c.csv")), 0);
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_string_equal(out.buf, stores.buf);
	/* joined in the folder */
	assert_int_equal(VIGIE("learners", "join", "ann", folder, "ann", folder), 1);
	assert_says(&err, "several people in");
	assert_int_equal(VIGIE("learners", "join", "bob", folder, "cy", folder), 0);
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_at(&out, "$.people", "3");
	strbuf_release(&stores);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void read_text(const char *path, struct strbuf *out)
{
	FILE *f = fopen(path, "r");
	char buf[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(out, buf, n);
	fclose(f);
}

/* Writes text to a file, with the first from replaced by to. */
static void write_changed(struct desk *desk, const char *name, const struct strbuf *text,
	const char *from, const char *to)
{
	struct strbuf changed = STRBUF_INIT;
	char *at;

	strbuf_addstr(&changed, text->buf);
	at = strstr(changed.buf, from);
	assert_non_null(at);
	strbuf_splice(&changed, (size_t)(at - changed.buf), strlen(from), to, strlen(to));
	desk_write(desk, name, changed.buf);
	strbuf_release(&changed);
}

static void a_damaged_export_is_told_by_file_and_line(void **state)
{
	static const struct {
		const char *from, *to, *says;
	} changes[] = {
		{ "\"q1\"", "\"q1", "f/b.csv:3: " },
		{ "\"00000000000000", "\"0000000000000g",
			"“0000000000000g01” cannot be a value of the column version" },
		{ ",5,,,", ",five,,,", "cannot be a value of the column spent" },
		{ ",1000,1000,", ",2000,1000,", "f/b.csv:3: its numbers contradict each other" },
		{ "store,kind", "stores,kind", "f/b.csv:1: these are not answers" },
		{ "\"start\"", "\"finish\"", "f/b.csv:2: the column score has no value" },
		{ "\"quiz\",\"ann\"", "\"game\",\"ann\"", "“game” is not a kind of sitting" },
	};
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, text = STRBUF_INIT;
	const char *a = make_store(desk, "a.db"), *folder = place(desk, "f");

	add(a, 1, of_a, ARRAY_SIZE(of_a));
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(
		VIGIE("report", a, "--csv", "--answers", "-o", desk_path(desk, "f/a.csv")), 0);
	read_text(desk_path(desk, "f/a.csv"), &text);
	for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
		write_changed(desk, "f/b.csv", &text, changes[i].from, changes[i].to);
		assert_int_equal(VIGIE("report", folder, "--json"), 3);
		assert_string_equal(out.buf, "");
		assert_says(&err, changes[i].says);
	}
	/* another answer under the same key: said, and the first stays */
	write_changed(desk, "f/b.csv", &text, "\"true\"", "\"false\"");
	assert_int_equal(VIGIE("report", folder, "--json"), 0);
	assert_says(
		&err, "f/b.csv:3: the same sitting, number and try was read with other contents");
	/* of a later version: rows of new kinds and new columns are left alone */
	write_changed(desk, "f/b.csv", &text, "store,kind", "new,store,kind");
	unlink(desk_path(desk, "f/b.csv"));
	write_changed(desk, "f/b.csv", &text, "\"start\"", "\"fork\"");
	unlink(desk_path(desk, "f/a.csv"));
	assert_int_equal(VIGIE("report", folder, "--json"), 3);
	assert_says(&err, "was not begun in a row before");
	strbuf_release(&text);
	strbuf_release(&out);
	strbuf_release(&err);
}

/* The page that explains the columns has each of them, in their order. */
static void the_contract_is_written_down(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, page = STRBUF_INIT;
	const char *at, *a = make_store(desk, "a.db");

	assert_int_equal(VIGIE("report", a, "--csv", "--answers"), 0);
	read_text(TEST_DATA "/../share/DATA.md", &page);
	at = page.buf;
	for (char *name = strtok(out.buf, ",\r\n"); name; name = strtok(NULL, ",\r\n")) {
		at = strstr(at, said("\n| %s | ", name));
		if (!at)
			fail_msg("%s is not in DATA.md, or not in its place", name);
	}
	assert_null(strstr(at + 1, "\n| "));
	strbuf_release(&page);
	strbuf_release(&out);
	strbuf_release(&err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_person_is_listed_with_each_lesson),
		TEST(the_table_fits_the_terminal),
		TEST(days_and_names_narrow_the_report),
		TEST(the_first_that_counts_is_compared_on_the_same_questions),
		TEST(two_anns_are_two_people_until_they_are_joined),
		TEST(a_copy_of_a_store_changes_nothing),
		TEST(a_folder_of_exports_is_as_good_as_the_stores),
		TEST(a_damaged_export_is_told_by_file_and_line),
		TEST(the_contract_is_written_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
