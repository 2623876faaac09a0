/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The path that a person has chosen, and the bookmarks, stay in the store: no report, export or
 * statement has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "e2e/desk.h"

#define LEAD TEST_DATA "/screens/lead"

static int take_row(void *text, int n, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < n; i++)
		strbuf_addf(text, "%s|", values[i] ? values[i] : "");
	return 0;
}

static void assert_setting(struct desk *desk, const char *key, const char *row)
{
	struct strbuf text = STRBUF_INIT;
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(desk_store(desk), &db), SQLITE_OK);
	if (sqlite3_exec(db, said("SELECT value FROM setting WHERE key = '%s'", key), take_row,
		    &text, NULL))
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	assert_string_equal(text.buf, row);
	strbuf_release(&text);
}

/* Takes the first path, reads its page and answers its question. */
static void visit(struct desk *desk, const char *lines)
{
	assert_int_equal(system(said("printf '%s' | HOME='%s' LC_ALL=C.UTF-8 '%s' --lessons '%s'"
				     " --linear --learner Ana >'%s/said' 2>&1",
				 lines, desk->home, program_path(), LEAD, desk->home)),
		0);
}

static void the_chosen_path_is_in_no_report_export_or_statement(void **state)
{
	static const char *const commands[][6] = {
		{ "report" },
		{ "report", "--answers" },
		{ "report", "--html" },
		{ "report", "--json" },
		{ "report", "--csv" },
		{ "report", "--xapi", "--base", "https://example.org/vigie" },
		{ "learners" },
		{ "learners", "export", "Ana" },
	};
	struct desk *desk = *state;

	visit(desk, "\\n\\nb\\n\\n2\\n\\n");
	assert_setting(desk, "path", "moonlit|");
	assert_setting(desk, "steps", "during/moon,|");
	assert_setting(desk, "marks", "during/moon,|");
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		struct start start = { .lessons = LEAD };
		struct strbuf out = STRBUF_INIT;

		for (size_t k = 0; k < ARRAY_SIZE(commands[i]); k++)
			start.args[k] = commands[i][k];
		assert_int_equal(desk_run(desk, &start, &out, &out), 0);
		/* the person is there, or the command shows nothing */
		assert_true(out.len > 0);
		if (strstr(out.buf, "moonlit") || strstr(out.buf, "during/moon,") ||
			strstr(out.buf, "\"path\"") || strstr(out.buf, "\"steps\"") ||
			strstr(out.buf, "\"marks\""))
			fail_msg("%s %s says:\n%s", commands[i][0],
				commands[i][1] ? commands[i][1] : "", out.buf);
		strbuf_release(&out);
	}
}

static void from_the_word_on_nothing_is_kept(void **state)
{
	struct desk *desk = *state;

	/* good to know, its third line, back, and into the course */
	visit(desk, "a\\n3\\n<\\n\\n\\n\\n2\\n\\n");
	assert_setting(desk, "path", "");
	assert_setting(desk, "welcomed", "");
	assert_setting(desk, "steps", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_chosen_path_is_in_no_report_export_or_statement,
			desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(
			from_the_word_on_nothing_is_kept, desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
