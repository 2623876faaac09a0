/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xAPI statements for every question type, checked here and, if npm can install it, by an
 * independent validator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "e2e/trained.h"
#include "questions/type.h"
#include "skip.h"

/* A right and a wrong answer to a question of each type; told is the wrong one in xAPI notation. */
static const struct {
	const char *type, *right, *wrong, *interaction, *told;
} answers[] = {
	{ "single", "b", "a", "choice", "a" },
	{ "multiple", "a,c", "a,b", "choice", "a[,]b" },
	{ "truefalse", "true", "false", "true-false", "false" },
	{ "text", "hill", "tabs\t\"and\" = \\ é", "fill-in", "tabs\\t\\\"and\\\" = \\\\ é" },
	{ "match", "a=a,b=b", "a=b", "matching", "a[.]b" },
	{ "order", "a,b,c", "c,a,b", "sequencing", "c[,]a[,]b" },
	{ "classify", "a=high,b=low,c=low", "b=high", "matching", "b[.]high" },
	{ "number", "2.5", "-7.25", "numeric", "-7.25" },
	{ "cloze", "x=hill|y=b", "x=a%7Cb", "fill-in", "a|b[,]" },
};

/* Adds two runs of "all of them" by Zoé O'Neil, one of them with a wrong clock, and one answer in
 * the future. */
static void add_answers(struct desk *desk)
{
	struct strbuf sql = STRBUF_INIT;

	strbuf_addstr(&sql,
		"BEGIN; INSERT INTO run (seq, id, learner, lesson, kind, seed, started, finished, score, max) VALUES"
		" (9001, 'right', 'Zoé O''Neil', 'hills', 'quiz', 7, 1700000000, 1700000100, 9000, 9000),"
		" (9002, 'wrong', 'Zoé O''Neil', 'hills', 'quiz', 7, 1700000000, 1600000000, 0, 9000),"
		" (9003, 'gone', 'Zoé O''Neil', 'no longer/there', 'quiz', 7, 1700000000, 0, 0, 0),"
		" (9004, 'scene', 'Zoé O''Neil', 'talk', 'scenario', 7, 1700000000, 1700000050, 0, 0);\n");
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		for (int wrong = 0; wrong < 2; wrong++)
			strbuf_addf(&sql,
				"INSERT INTO answer (run, number, question, response, score, max, at) VALUES (%d, %zu, 'my-%s', '%s',"
				" %d, 1000, %lld);\n",
				9001 + wrong, i, answers[i].type,
				wrong ? answers[i].wrong : answers[i].right, wrong ? 0 : 1000,
				wrong ? 4000000000LL : 1700000010LL + (long long)i);
	strbuf_addstr(&sql,
		"INSERT INTO answer (run, number, question, response, score, max, at) VALUES (9003, 0, 'q 1', 'x', 1, 1, 0),"
		" (9004, 0, 'step-1', 'a', 0, 0, 1700000010); COMMIT");
	trained_sql(desk_store(desk), sql.buf);
	strbuf_release(&sql);
}

static void export(struct desk *desk, const char *const *args, struct strbuf *out)
{
	struct strbuf err = STRBUF_INIT;
	struct start start = { .lessons = desk_path(desk, "lessons") };

	for (size_t i = 0; args[i]; i++)
		start.args[i] = args[i];
	assert_int_equal(desk_run(desk, &start, out, &err), 0);
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

static void every_type_is_answered_and_nobody_is_named(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT, again = STRBUF_INIT, words = STRBUF_INIT;

	train(desk);
	add_answers(desk);
	export(desk, (const char *const[]){ "report", "--xapi", NULL }, &out);
	for (size_t t = 0; question_types[t]; t++) {
		size_t i = 0;

		while (i < ARRAY_SIZE(answers) &&
			strcmp(answers[i].type, question_types[t]->name) != 0)
			i++;
		if (i == ARRAY_SIZE(answers))
			fail_msg("no answer of the type %s", question_types[t]->name);
		strbuf_clear(&words);
		strbuf_addf(&words, "\"interactionType\":\"%s\"", answers[i].interaction);
		assert_true(count(&out, words.buf) >= 2);
		strbuf_clear(&words);
		strbuf_addf(&words,
			"\"result\":{\"success\":false,\"completion\":true,\"response\":\"%s\"",
			answers[i].told);
		assert_true(count(&out, words.buf) >= 1);
	}
	/* from trained.h 30 + 30 + 30 + 20 in the quiz, 10 again, 20 missed, 20 in the exam; then 9
	 * + 9 + 1 added here */
	assert_int_equal(count(&out, "verbs/answered\""), 160 + 19);
	assert_int_equal(count(&out, "verbs/completed\""), 50 + 50 + 10 + 3);
	assert_int_equal(count(&out, "verbs/passed\""), 10 + 1);
	assert_int_equal(count(&out, "verbs/failed\""), 40 + 10 + 1);
	assert_int_equal(count(&out, "activities/simulation\""), 1);
	assert_int_equal(count(&out, "lesson/no%20longer%2Fthere/question/q%201\""), 1);
	assert_int_equal(count(&out, "Zo") + count(&out, "Neil"), 0);
	/* the next export has the same statements */
	export(desk, (const char *const[]){ "report", "--xapi", NULL }, &again);
	assert_string_equal(again.buf, out.buf);
	strbuf_release(&words);
	strbuf_release(&again);
	strbuf_release(&out);
}

static void ids_and_accounts_stay_and_a_new_name_changes_neither(void **state)
{
	struct desk *desk = *state;
	struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;

	train(desk);
	export(desk, (const char *const[]){ "learners", "export", "b3", "--xapi", NULL }, &before);
	assert_int_equal(count(&before, "verbs/answered\""), 3);
	export(desk, (const char *const[]){ "learners", "rename", "b3", "b*", NULL }, &after);
	/* a name that looks like a pattern matches only itself */
	export(desk, (const char *const[]){ "learners", "export", "b*", "--xapi", NULL }, &after);
	assert_string_equal(after.buf, before.buf);
	strbuf_release(&before);
	strbuf_release(&after);
}

/* No NUL bytes, one JSON object per line, and no time in the future. */
static void each_line_is_json_and_of_the_past(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt;
	int lines = 0;

	train(desk);
	add_answers(desk);
	export(desk, (const char *const[]){ "report", "--xapi", "--lang", "fr", NULL }, &out);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db,
			"SELECT json_valid(?1), strftime('%s', ?1 ->> 'timestamp') <= strftime('%s', 'now'),"
			" length(?1 ->> 'id'), ?1 ->> 'version'",
			-1, &stmt, NULL),
		SQLITE_OK);
	for (const char *s = out.buf; *s; s += strcspn(s, "\n") + 1, lines++) {
		sqlite3_bind_text(stmt, 1, s, (int)strcspn(s, "\n"), SQLITE_STATIC);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		assert_int_equal(sqlite3_column_int(stmt, 0), 1);
		assert_int_equal(sqlite3_column_int(stmt, 1), 1);
		assert_int_equal(sqlite3_column_int(stmt, 2), 36);
		assert_string_equal((const char *)sqlite3_column_text(stmt, 3), "1.0.3");
		sqlite3_reset(stmt);
	}
	assert_int_equal(lines, 179 + 113 + 11 + 51);
	/* the lesson has no French, so its text is labelled with its own language */
	assert_int_equal(count(&out, "\"fr\":\"Which"), 0);
	assert_true(count(&out, "\"en\":\"Which") > 0);
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
	train(desk);
	add_answers(desk);
	export(desk, (const char *const[]){ "report", "--xapi", "-o", path, NULL }, &out);
	strbuf_addf(&command,
		"cd '" TEST_BUILD "/xapi' && NODE_PATH=\"$PWD/node_modules\" node '" TEST_DATA
		"/e2e/xapi.js' '%s' >said 2>&1"
		" || { cat said; exit 1; }; grep -q '^354 statements, 0 bad$' said",
		path);
	assert_int_equal(run(command.buf), 0);
	strbuf_release(&out);
	strbuf_release(&command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_type_is_answered_and_nobody_is_named),
		TEST(ids_and_accounts_stay_and_a_new_name_changes_neither),
		TEST(each_line_is_json_and_of_the_past),
		TEST(an_independent_validator_finds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
