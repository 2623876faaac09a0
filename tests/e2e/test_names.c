/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of learners that look the same are one name; older look-alikes stay apart and reachable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "e2e/desk.h"

#define ZWSP "\xe2\x80\x8b"
#define ACUTE "\xcc\x81"

static int take_row(void *text, int n, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < n; i++)
		strbuf_addf(text, "%s|", values[i] ? values[i] : "");
	return 0;
}

/* Runs SQL on the store; returns its rows. */
static const char *ask(struct desk *desk, const char *sql)
{
	static struct strbuf text;
	sqlite3 *db = NULL;

	strbuf_clear(&text);
	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, take_row, &text, NULL))
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
	return text.buf;
}

/* Runs the program with args; out gets all that it says. */
static int run(struct desk *desk, struct strbuf *out, const char *const *args)
{
	struct start start = { 0 };

	for (int i = 0; args[i]; i++)
		start.args[i] = args[i];
	strbuf_clear(out);
	return desk_run(desk, &start, out, out);
}

#define RUN(...) run(desk, &out, (const char *const[]){ __VA_ARGS__, NULL })

/* One visit that leaves a trace under the name. */
static void visit(struct desk *desk, const char *name, const char *words)
{
	const char *script =
		said("printf '\\n\\n1\\n' | HOME='%s' LC_ALL=C.UTF-8 '%s' --lessons '%s'"
		     " --linear --learner \"$NAME\" >'%s/said' 2>&1",
			desk->home, program_path(), TEST_DATA "/lessons/good", desk->home);

	setenv("NAME", name, 1);
	assert_int_equal(system(script), 0);
	unsetenv("NAME");
	if (words && system(said("tr '\\n' ' ' <'%s/said' | grep -q '%s'", desk->home, words)))
		fail_msg("“%s” does not hear of: %s", name, words);
	if (!words && !system(said("grep -q alike '%s/said'", desk->home)))
		fail_msg("“%s” hears of others", name);
}

#define NAMES "SELECT learner FROM place UNION SELECT learner FROM setting"

static void however_it_is_typed_it_is_one_name(void **state)
{
	static const char *const typed[] = { "\xc3\x89lo Die", "E" ACUTE "lo Die",
		" \xc3\x89lo  Die ",
		"\xc3\x89lo\xc2\xa0"
		"Die",
		"\xc3\x89lo" ZWSP " Die", "\xc3\x89lo\tDie\xef\xbb\xbf" };
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(typed); i++) {
		visit(desk, typed[i], NULL);
		assert_string_equal(ask(desk, NAMES), "\xc3\x89lo Die|");
	}
	assert_int_equal(RUN("learners", "export", "E" ACUTE "lo" ZWSP " Die"), 0);
	assert_int_equal(RUN("learners", "rename", " E" ACUTE "lo Die", "Zo" ZWSP "e "), 0);
	assert_string_equal(ask(desk, NAMES), "Zoe|");
	visit(desk, "Bea", NULL);
	/* no look-alike of another is made */
	assert_int_equal(RUN("learners", "rename", "Bea", "Zoe" ZWSP), 1);
	assert_int_equal(RUN("learners", "merge", "Bea" ZWSP, "Zoe" ZWSP), 0);
	assert_string_equal(ask(desk, NAMES), "Zoe|");
	assert_int_equal(RUN("learners", "erase", "--yes", "Z" ZWSP "oe"), 0);
	assert_string_equal(ask(desk, NAMES), "");
	strbuf_release(&out);
}

static void an_older_name_is_found_by_its_look_alikes(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;

	visit(desk, "Ana", NULL);
	ask(desk,
		"UPDATE setting SET learner = 'Ana" ZWSP "'; UPDATE place SET learner = 'Ana" ZWSP
		"'");
	visit(desk, "Ana", NULL);
	assert_string_equal(ask(desk, NAMES), "Ana" ZWSP "|");
	/* the clean name is its own look-alike, so it can have it */
	assert_int_equal(RUN("learners", "rename", "Ana", "Ana"), 0);
	assert_string_equal(ask(desk, NAMES), "Ana|");
	strbuf_release(&out);
}

static void two_older_look_alikes_are_told_and_both_are_reachable(void **state)
{
	struct desk *desk = *state;
	struct strbuf out = STRBUF_INIT;

	visit(desk, "Ana", NULL);
	ask(desk,
		"UPDATE setting SET learner = 'Ana" ZWSP "'; UPDATE place SET learner = 'Ana" ZWSP
		"'");
	ask(desk, "INSERT INTO setting VALUES ('Ana', 'welcomed', '1'), ('Bea', 'welcomed', '1')");
	visit(desk, "Ana", "look alike");
	visit(desk, "Ana" ZWSP, "look alike");
	visit(desk, "Bea", NULL);
	assert_string_equal(ask(desk, NAMES), "Ana|Ana" ZWSP "|Bea|");
	assert_int_equal(RUN("learners"), 0);
	assert_non_null(strstr(out.buf, "look alike"));
	assert_non_null(strstr(out.buf, "\"Ana\\u{200B}\""));
	/* of several none is guessed to be erased */
	assert_int_equal(RUN("learners", "erase", "--yes", "A" ZWSP "na"), 1);
	assert_non_null(strstr(out.buf, "look alike"));
	assert_string_equal(ask(desk, NAMES), "Ana|Ana" ZWSP "|Bea|");
	assert_int_equal(RUN("learners", "export", "Ana\\u{200B}"), 0);
	assert_non_null(strstr(out.buf, "{\"learner\": \"Ana" ZWSP "\""));
	assert_int_equal(RUN("learners", "export", "Ana"), 0);
	assert_non_null(strstr(out.buf, "{\"learner\": \"Ana\""));
	assert_int_equal(RUN("learners", "merge", "Ana\\u{200B}", "Ana"), 0);
	assert_string_equal(ask(desk, NAMES), "Ana|Bea|");
	assert_int_equal(RUN("learners"), 0);
	assert_null(strstr(out.buf, "look alike"));
	strbuf_release(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(however_it_is_typed_it_is_one_name),
		TEST(an_older_name_is_found_by_its_look_alikes),
		TEST(two_older_look_alikes_are_told_and_both_are_reachable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
