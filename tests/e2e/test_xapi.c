/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xAPI statements, checked here, sent to a strict learning record store (lrs.h) and, if npm can
 * install it, read by an independent validator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"
#include "course/lesson.h"
#include "e2e/desk.h"
#include "e2e/lrs.h"
#include "questions/type.h"
#include "skip.h"

#define BASE "https://example.org/vigie"
#define ARGS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A right and a wrong answer to a question of each type; told is the wrong one in xAPI notation. */
static const struct answer_of_type {
	const char *type, *right, *wrong, *interaction, *separator, *told;
} answers[] = {
	{ "single", "b", "a", "choice", "", "a" },
	{ "multiple", "a,c", "a,b", "choice", ",", "a[,]b" },
	{ "truefalse", "true", "false", "true-false", "", "false" },
	{ "text", "hill", "tabs\t\"and\" = \\ é", "fill-in", "",
		"tabs\\t\\\"and\\\" = \\\\ \\u00e9" },
	{ "match", "a=a,b=b", "a=b", "matching", ",", "a[.]b" },
	{ "order", "a,b,c", "c,a,b", "sequencing", "", "c[,]a[,]b" },
	{ "classify", "a=high,b=low,c=low", "b=high", "matching", ",", "b[.]high" },
	{ "number", "2.5", "-7.25", "numeric", "", "-7.25" },
	{ "cloze", "x=hill|y=b", "x=a%7Cb|y=a", "fill-in", "|", "a|b[,]a" },
};

static void sql(struct desk *desk, const char *text)
{
	sqlite3 *db = NULL;
	char *message = NULL;

	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	/* a program that has just ended may still save */
	sqlite3_busy_timeout(db, 10000);
	if (sqlite3_exec(db, text, NULL, NULL, &message))
		fail_msg("%s", message);
	sqlite3_close(db);
}

static int vigie(struct desk *desk, const char *const *args, struct strbuf *out, struct strbuf *err)
{
	struct start start = { .lessons = desk_path(desk, "lessons") };

	for (size_t i = 0; args[i]; i++)
		start.args[i] = args[i];
	return desk_run(desk, &start, out, err);
}

/* Runs a command that has nothing to complain about. */
static void do_well(struct desk *desk, const char *const *args, struct strbuf *out)
{
	struct strbuf err = STRBUF_INIT;

	assert_int_equal(vigie(desk, args, out, &err), 0);
	assert_string_equal(err.buf, "");
	strbuf_release(&err);
}

static size_t count(const struct strbuf *text, const char *words)
{
	size_t n = 0;

	for (const char *s = text->buf; (s = strstr(s, words)); s++)
		n++;
	return n;
}

/* ---- a course and what two people did in it */

/* Writes the lesson "hills" with a question of each type, and its French. */
static void write_lesson(struct desk *desk)
{
	struct strbuf text = STRBUF_INIT;
	FILE *f = fopen(TEST_DATA "/../share/templates/questions.en.ini", "r");
	char line[512];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		strbuf_addstr(&text, strstr(line, "@ID@") ? "id = hills\n" : line);
	fclose(f);
	desk_write(desk, "lessons/hills/lesson.ini", text.buf);
	desk_write(desk, "lessons/hills/fr.ini",
		"[lesson]\ntitle = \"Une question de chaque sorte\"\n");
	strbuf_release(&text);
}

static void add_answers(struct strbuf *out, int run, bool wrong)
{
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		strbuf_addf(out,
			"INSERT INTO answer (run, number, question, response, score, max, tries, at, spent,"
			" version) VALUES (%d, %zu, 'my-%s', '%s', %d, 1000, 1, %d, %zu, 'v%zu');\n",
			run, i, answers[i].type, wrong ? answers[i].wrong : answers[i].right,
			wrong ? 0 : 1000, 1700000010 + (int)i, i, i);
}

/*
 * Two sittings of all questions, one of them all wrong and with a clock of 2096; one with a wrong
 * first try, a hint and a skipped question; an exam; an open sitting; one by the earlier rule; and
 * a conversation.
 */
static void fill(struct desk *desk)
{
	struct strbuf out = STRBUF_INIT;

	write_lesson(desk);
	(void)vigie(desk, ARGS("--linear", "--learner", "Zoé"), &out, &out);
	strbuf_clear(&out);
	strbuf_addstr(&out,
		"BEGIN; DELETE FROM about; DELETE FROM person; DELETE FROM place;"
		"INSERT INTO about VALUES ('store', '0123456789abcdef0123456789abcdef');"
		"INSERT INTO person VALUES ('Zoé O''Neil', 'f00d'), ('Ana', 'beef');"
		"INSERT INTO run (seq, id, learner, person, lesson, kind, seed, started, finished, score, max,"
		" asked, answered, mark, needed, passed) VALUES"
		" (1, 'right', 'Zoé O''Neil', 'f00d', 'hills', 'quiz', 7, 1700000000, 1700000100, 9000, 9000, 9, 9, 70, 80, 1),"
		" (2, 'wrong', 'Zoé O''Neil', 'f00d', 'hills', 'quiz', 7, 4000000000, 4000000100, 0, 9000, 9, 9, 70, 80, 0),"
		" (3, 'tries', 'Ana', 'beef', 'hills', 'quiz', 7, 1700001000, 1700001100, 1250, 3000, 3, 2, 70, 80, 0),"
		" (4, 'exam', 'Ana', 'beef', 'final', 'exam', 7, 1700002000, 1700002060, 1000, 1000, 1, 1, 0, 100, NULL),"
		" (5, 'open', 'Ana', 'beef', 'hills', 'quiz', 7, 1700003000, 0, 0, 0, NULL, NULL, NULL, NULL, NULL),"
		" (6, 'old', 'Ana', 'beef', 'no longer/there', 'quiz', 7, 1600000000, 1600000060, 1, 1, 1, 1, NULL, NULL, NULL),"
		" (7, 'scene', 'Ana', 'beef', 'talk', 'scenario', 7, 1700004000, 1700004090, 1000, 3000, 0, 0, NULL, NULL, NULL);"
		"INSERT INTO attempt VALUES (3, 0, 1, 'a', 0, 1000, 0, 1700001010, 1, 5, 'v0');"
		"INSERT INTO answer (run, number, question, response, score, max, tries, hints, at, confidence, spent,"
		" version) VALUES (3, 0, 'my-single', 'b', 500, 1000, 2, 0, 1700001020, 3, 4, 'v0'),"
		" (3, 1, 'my-text', 'hill', 750, 1000, 1, 1, 1700001040, 0, 9, 'v3'),"
		" (3, 2, 'my-truefalse', '', 0, 1000, 0, 0, 1700001050, 0, NULL, 'v2'),"
		" (4, 0, 'hills/my-multiple', 'a,c', 1000, 1000, 1, 0, 1700002030, 0, 8, 'v1'),"
		" (5, 0, 'my-number', '4', 0, 1000, 1, 0, 1700003030, 0, 8, 'v7'),"
		" (5, 1, 'my-truefalse', '', 0, 1000, 0, 0, 1700003040, 0, 8, 'v2'),"
		" (6, 0, 'q 1', 'a=b,c', 1, 1, 1, 0, -5, 0, NULL, NULL),"
		" (7, 0, 'step-1', 'yes', 0, 0, 1, 0, 1700004010, 0, NULL, NULL),"
		" (7, 1, 'step-2', 'back', 0, 0, 1, 0, 1700004020, 0, NULL, NULL),"
		" (7, 2, 'step-3', 'flag:m1:hurry', 0, 0, 1, 0, 1700004030, 0, NULL, NULL),"
		" (7, 3, 'step-4', 'unflag:m1', 0, 0, 1, 0, 1700004040, 0, NULL, NULL),"
		" (7, 4, 'step-5', 'end:away', 1000, 3000, 1, 0, 1700004090, 0, NULL, NULL);");
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		strbuf_addf(&out,
			"INSERT INTO question_version VALUES ('v%zu', 'hills', 'my-%s', '%s', '%s', 1000);\n",
			i, answers[i].type, answers[i].interaction, answers[i].separator);
	add_answers(&out, 1, false);
	add_answers(&out, 2, true);
	strbuf_addstr(&out, "COMMIT");
	sql(desk, out.buf);
	strbuf_release(&out);
}

/* Statements of all that: of responses, a skip, steps, and whole runs. */
enum { ANSWERED = 9 + 9 + 3 + 1 + 1 + 1, STATEMENTS = ANSWERED + 1 + 5 + 6 + 3 };

/* Puts the versions that the lesson has now in place of those above. */
static void use_real_versions(struct desk *desk)
{
	struct diags diags = DIAGS_INIT;
	struct lesson *lesson =
		lesson_load(desk_path(desk, "lessons/hills"), NULL, question_parse, &diags);
	struct strbuf out = STRBUF_INIT;

	assert_non_null(lesson);
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++) {
		char id[32];

		snprintf(id, sizeof(id), "my-%s", answers[i].type);
		strbuf_addf(&out,
			"UPDATE answer SET version = '%s' WHERE version = 'v%zu';"
			"UPDATE attempt SET version = '%s' WHERE version = 'v%zu';"
			"UPDATE question_version SET version = '%s' WHERE version = 'v%zu';\n",
			lesson_question(lesson, id)->version, i,
			lesson_question(lesson, id)->version, i,
			lesson_question(lesson, id)->version, i);
	}
	sql(desk, out.buf);
	lesson_free(lesson);
	diags_release(&diags);
	strbuf_release(&out);
}

/* ---- tests */

/* A change of these lines makes LRSs refuse what every store has sent: never accept one. */
static void a_statement_of_each_kind_is_as_it_always_was(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	FILE *f = fopen(TEST_DATA "/e2e/statements.jsonl", "r");
	char line[2048];
	size_t n = 0;

	fill(desk);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE "//"), &out);
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		n++;
		if (!strstr(out.buf, line))
			fail_msg("line %zu of statements.jsonl is not said any more: %s", n, line);
	}
	fclose(f);
	assert_true(n > 20);
	assert_int_equal(count(&out, "verbs/answered\""), ANSWERED);
	assert_int_equal(count(&out, "verb/skipped\""), 1);
	assert_int_equal(count(&out, "verbs/completed\""), 6);
	assert_int_equal(count(&out, "verbs/passed\""), 1);
	assert_int_equal(count(&out, "verbs/failed\""), 2);
	assert_int_equal(count(&out, "verbs/responded\""), 1);
	assert_int_equal(count(&out, "verbs/interacted\""), 3);
	assert_int_equal(count(&out, "verbs/experienced\""), 1);
	assert_int_equal(count(&out, "\n"), STATEMENTS + count(&out, "1.0/create\""));
	assert_int_equal(count(&out, "Zo") + count(&out, "Neil") + count(&out, "Ana"), 0);
	assert_int_equal(count(&out, VIGIE_VERSION), 0);
	/* the id by another program: uuid5(uuid5(NAMESPACE_URL, base), "STORE/tries/0/2/answered")
	 */
	assert_int_equal(count(&out, "{\"id\":\"5b01be11-130c-5a8b-877a-f5f52b056c1e\""), 1);
	assert_int_equal(count(&out, "{\"id\":\"3cb30ee6-a2c2-5e98-bfb4-6c3008731ce7\""), 1);
	strbuf_release(&out);
}

static void every_type_is_told_and_defined(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, words = STRBUF_INIT;

	fill(desk);
	use_real_versions(desk);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE), &out);
	for (size_t t = 0; question_types[t]; t++) {
		size_t i = 0;

		while (i < ARRAY_SIZE(answers) &&
			strcmp(answers[i].type, question_types[t]->name) != 0)
			i++;
		if (i == ARRAY_SIZE(answers))
			fail_msg("no answer of the type %s", question_types[t]->name);
		strbuf_clear(&words);
		strbuf_addf(&words,
			"\"result\":{\"success\":false,\"completion\":true,\"response\":\"%s\"",
			answers[i].told);
		assert_true(count(&out, words.buf) >= 1);
		strbuf_clear(&words);
		strbuf_addf(&words, "\"interactionType\":\"%s\"", answers[i].interaction);
		assert_true(count(&out, words.buf) >= 1);
	}
	/* each question and the lesson once */
	assert_int_equal(count(&out, "1.0/create\""), ARRAY_SIZE(answers) + 1);
	assert_int_equal(count(&out, "\"en\":\"Which of these is the highest?\""), 1);
	strbuf_release(&words);
	strbuf_release(&out);
}

/* Exports in two languages and sends both; nothing of what is known already may conflict. */
static void send(struct desk *desk, struct lrs *lrs, const char *what)
{
	struct strbuf out = STRBUF_INIT;

	do_well(desk, ARGS("report", "--xapi"), &out);
	lrs_send(&lrs[0], out.buf);
	lrs_send(&lrs[1], out.buf);
	strbuf_clear(&out);
	do_well(desk, ARGS("report", "--xapi", "--lang", "fr"), &out);
	lrs_send(&lrs[0], out.buf);
	lrs_send(&lrs[1], out.buf);
	if (lrs[0].conflicts + lrs[1].conflicts + lrs[0].refused + lrs[1].refused)
		fail_msg("%s: %d and %d batches conflict, %d and %d are refused", what,
			lrs[0].conflicts, lrs[1].conflicts, lrs[0].refused, lrs[1].refused);
	strbuf_release(&out);
}

static void nothing_that_happens_later_changes_a_statement(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	struct lrs lrs[2];
	int kept;

	lrs_open(&lrs[0], false);
	lrs_open(&lrs[1], true);
	fill(desk);
	use_real_versions(desk);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE), &out);
	send(desk, lrs, "twice, in two languages");
	kept = lrs[0].kept;
	/* the lesson's and the questions' words are kept in both languages */
	assert_true(kept > STATEMENTS + 10);
	do_well(desk, ARGS("learners", "rename", "Ana", "Anaïs"), &out);
	send(desk, lrs, "a rename");
	do_well(desk, ARGS("learners", "merge", "Anaïs", "Zoé O'Neil"), &out);
	send(desk, lrs, "a merge");
	sql(desk,
		"UPDATE answer SET was_score = score, was_max = max, regraded = 1800000000,"
		" score = max - score WHERE run < 4;"
		"UPDATE run SET score = max - score, passed = 1 - passed WHERE seq < 4");
	send(desk, lrs, "a regrade");
	assert_int_equal(lrs[0].kept, kept);
	/* the key is corrected, and the title: other definitions, the same statements */
	desk_write(desk, "lessons/hills/lesson.ini",
		"[lesson]\nformat = 1\nid = hills\norder = 1\nlanguage = en\ntitle = \"Hills\"\n"
		"summary = \"Of hills.\"\nminutes = 5\npass = 0\n\n[page one]\ntitle = \"One\"\ntext1 = \"A hill.\"\n\n"
		"[question my-truefalse]\ntype = truefalse\nprompt = \"It is high.\"\ncorrect = false\n"
		"feedback.true = \"No.\"\nfeedback.false = \"Yes.\"\n");
	send(desk, lrs, "another lesson");
	assert_true(lrs[0].kept > kept);
	kept = lrs_count(&lrs[0], "SELECT count(*) FROM kept WHERE text NOT LIKE '%1.0/create\"%'");
	assert_int_equal(kept, STATEMENTS);
	/* and without the sums in the store */
	sql(desk, "DELETE FROM statement");
	send(desk, lrs, "a store that does not remember");
	lrs_close(&lrs[0]);
	lrs_close(&lrs[1]);
	strbuf_release(&out);
}

/* The LRS of this test must find what it is there for. */
static void the_lrs_refuses_what_an_lrs_refuses(void **state)
{
	struct lrs lrs;

	(void)state;
	lrs_open(&lrs, false);
	lrs_send(&lrs, "{\"id\":\"a\",\"verb\":1,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n");
	lrs_send(&lrs, "{\"id\":\"a\",\"verb\":1,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n");
	assert_int_equal(lrs.kept, 1);
	assert_int_equal(lrs.conflicts + lrs.refused, 0);
	lrs_send(&lrs,
		"{\"id\":\"A\",\"verb\":2,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n"
		"{\"id\":\"b\",\"verb\":2,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n");
	assert_int_equal(lrs.conflicts, 1);
	lrs_send(&lrs, "{\"id\":\"c\",\"verb\":null,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n");
	lrs_send(&lrs, "{\"id\":\"d\",\"verbs\":1,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n");
	lrs_send(&lrs, "{\"id\":\"e\",\"verb\":1,\"timestamp\":\"2023-11-14 22:13:32\"}\n");
	lrs_send(&lrs,
		"{\"id\":\"f\",\"verb\":1,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n"
		"{\"id\":\"F\",\"verb\":1,\"timestamp\":\"2023-11-14T22:13:32.000Z\"}\n");
	assert_int_equal(lrs.refused, 4);
	assert_int_equal(lrs.kept, 1);
	lrs_close(&lrs);
}

/* What is read of an older file is what is read of it when it has been updated. */
static void an_update_of_the_store_changes_no_statement(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, after = STRBUF_INIT;
	struct strbuf text = STRBUF_INIT;
	FILE *f = fopen(TEST_DATA "/store/v3.sql", "r");
	char line[2048];

	write_lesson(desk);
	desk_write(desk, ".local/share/vigie/none", "");
	while (fgets(line, sizeof(line), f))
		strbuf_addstr(&text, line);
	fclose(f);
	sql(desk, text.buf);
	strbuf_clear(&out);
	assert_int_equal(vigie(desk, ARGS("report", "--xapi", "--base", BASE), &out, &err), 0);
	assert_non_null(strstr(err.buf, "older version"));
	assert_non_null(strstr(err.buf, "this time only"));
	assert_true(count(&out, "verbs/answered\"") > 2);
	/* the course opens the file */
	(void)vigie(desk, ARGS("--linear", "--learner", "Ana"), &err, &err);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE), &after);
	assert_string_equal(after.buf, out.buf);
	strbuf_release(&text);
	strbuf_release(&out);
	strbuf_release(&err);
	strbuf_release(&after);
}

static void what_was_sent_stands(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, again = STRBUF_INIT;

	fill(desk);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE), &out);
	/* nothing of Vigie does this */
	sql(desk, "UPDATE answer SET response = 'c' WHERE run = 1 AND number = 0");
	assert_int_equal(vigie(desk, ARGS("report", "--xapi"), &again, &err), 0);
	assert_non_null(strstr(err.buf, "1 statement was left out"));
	assert_int_equal(count(&again, "\n"), count(&out, "\n") - 1);
	/* erased with the person */
	do_well(desk, ARGS("learners", "erase", "Ana", "--yes"), &again);
	do_well(desk, ARGS("learners", "erase", "Zoé O'Neil", "--yes"), &again);
	sql(desk,
		"CREATE TABLE x (n INTEGER CHECK (n = 0));"
		"INSERT INTO x SELECT count(*) FROM statement; DROP TABLE x");
	strbuf_release(&again);
	strbuf_release(&out);
	strbuf_release(&err);
}

static void complains(struct desk *desk, const char *const *args, int status, const char *words)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	assert_int_equal(vigie(desk, args, &out, &err), status);
	if (!strstr(err.buf, words))
		fail_msg("“%s” does not say “%s”", err.buf, words);
	if (status)
		assert_string_equal(out.buf, "");
	strbuf_release(&out);
	strbuf_release(&err);
}

static void the_base_is_the_organisations_and_stays(void **state)
{
	static const char *const bad[] = { "", "example.org", "ftp://example.org", "https://",
		"https:///x", "https://example.org/a b", "https://example.org/?a",
		"https://exämple.org", "https://example.org/#a", "https://example.org/\"" };
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, again = STRBUF_INIT;

	fill(desk);
	complains(desk, ARGS("report", "--xapi"), 2,
		"vigie report --xapi --base https://example.org/vigie");
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		complains(desk, ARGS("report", "--xapi", "--base", bad[i]), 2, "is no base");
	desk_write(desk, ".config/vigie/vigie.ini",
		"[settings]\nxapi_base = https://school.example/\n");
	do_well(desk, ARGS("report", "--xapi"), &out);
	assert_true(count(&out, "\"homePage\":\"https://school.example\"") > STATEMENTS - 1);
	desk_write(desk, ".config/vigie/vigie.ini", "[settings]\ntheme = none\n");
	do_well(desk, ARGS("report", "--xapi"), &again);
	assert_string_equal(again.buf, out.buf);
	do_well(desk, ARGS("report", "--xapi", "--base", "https://school.example"), &again);
	complains(desk, ARGS("report", "--xapi", "--base", BASE), 2, "--new-base");
	complains(
		desk, ARGS("learners", "export", "Ana", "--xapi", "--base", BASE), 2, "--new-base");
	strbuf_clear(&again);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE, "--new-base"), &again);
	assert_int_equal(count(&again, "school.example"), 0);
	strbuf_clear(&out);
	do_well(desk, ARGS("report", "--xapi"), &out);
	assert_string_equal(again.buf, out.buf);
	strbuf_release(&out);
	strbuf_release(&again);
}

static void a_store_that_cannot_be_written_is_exported_all_the_same(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, after = STRBUF_INIT;
	struct start start = { .lessons = desk_path(desk, "lessons"),
		.args = { "report", "--xapi", "--base", BASE } };

	fill(desk);
	assert_int_equal(chmod(desk_store(desk), 0400), 0);
	if (!access(desk_store(desk), W_OK))
		skip_because("this user can write every file");
	assert_int_equal(desk_run(desk, &start, &out, &err), 0);
	assert_non_null(strstr(err.buf, "cannot be written"));
	assert_int_equal(chmod(desk_store(desk), 0600), 0);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE), &after);
	assert_string_equal(after.buf, out.buf);
	strbuf_release(&out);
	strbuf_release(&err);
	strbuf_release(&after);
}

/* No NUL bytes, one JSON object per line. */
static void each_line_is_json(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt;
	size_t lines = 0;

	fill(desk);
	do_well(desk, ARGS("report", "--xapi", "--lang", "fr", "--base", BASE), &out);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
				 "SELECT json_valid(?1), length(?1 ->> 'id'), ?1 ->> 'version'", -1,
				 &stmt, NULL),
		SQLITE_OK);
	for (const char *s = out.buf; *s; s += strcspn(s, "\n") + 1, lines++) {
		sqlite3_bind_text(stmt, 1, s, (int)strcspn(s, "\n"), SQLITE_STATIC);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		assert_int_equal(sqlite3_column_int(stmt, 0), 1);
		assert_int_equal(sqlite3_column_int(stmt, 1), 36);
		assert_string_equal((const char *)sqlite3_column_text(stmt, 2), "1.0.3");
		sqlite3_reset(stmt);
	}
	assert_true(lines >= STATEMENTS);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	strbuf_release(&out);
}

static int run(const char *command)
{
	int status = system(command);

	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The package is kept in the build directory, for the next run. */
static bool have_validator(void)
{
	static const char install[] =
		"cd '" TEST_BUILD
		"' && mkdir -p xapi && cd xapi && { [ -d node_modules/@learninglocker/xapi-validation ]"
		" || npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @learninglocker/xapi-validation@3.0.0; }"
		" >npm.log 2>&1";

	if (run("command -v node >/dev/null && command -v npm >/dev/null")) {
		print_message(
			"# SKIP: there is no node or no npm here, so nothing independent reads the statements\n");
		return false;
	}
	if (run(install)) {
		print_message(
			"# SKIP: npm cannot get @learninglocker/xapi-validation here (%s/xapi/npm.log)\n",
			TEST_BUILD);
		return false;
	}
	return true;
}

static void an_independent_validator_finds_nothing(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, command = STRBUF_INIT;
	const char *path = desk_path(desk, "statements.jsonl");

	if (!have_validator())
		skip_because("node, npm or the validator cannot be had");
	fill(desk);
	use_real_versions(desk);
	do_well(desk, ARGS("report", "--xapi", "--base", BASE, "-o", path), &out);
	strbuf_addf(&command,
		"cd '" TEST_BUILD "/xapi' && NODE_PATH=\"$PWD/node_modules\" node '" TEST_DATA
		"/e2e/xapi.js' '%s' >said 2>&1"
		" || { cat said; exit 1; }; grep -q '^%zu statements, 0 bad$' said",
		path, STATEMENTS + ARRAY_SIZE(answers) + 1);
	assert_int_equal(run(command.buf), 0);
	strbuf_release(&out);
	strbuf_release(&command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_statement_of_each_kind_is_as_it_always_was),
		TEST(every_type_is_told_and_defined),
		TEST(nothing_that_happens_later_changes_a_statement),
		TEST(the_lrs_refuses_what_an_lrs_refuses),
		TEST(an_update_of_the_store_changes_no_statement),
		TEST(what_was_sent_stands),
		TEST(the_base_is_the_organisations_and_stays),
		TEST(a_store_that_cannot_be_written_is_exported_all_the_same),
		TEST(each_line_is_json),
		TEST(an_independent_validator_finds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
