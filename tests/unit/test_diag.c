/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/diag.h"
#include "text/diag_print.h"
#include "base/strbuf.h"

#define MINE(line, column, source, ...) \
	diag_add(&diags, DIAG_ERROR, "some-rule", "a.ini", line, column, source, __VA_ARGS__)

static void assert_printed(struct diags *diags, const char *text)
{
	struct strbuf out = STRBUF_INIT;

	diags_print(diags, &out);
	assert_string_equal(out.buf, text);
	strbuf_release(&out);
	diags_release(diags);
	assert_int_equal(diags->n, 0);
}

static void nothing_to_say_prints_nothing(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	diags_sort(&diags);
	assert_printed(&diags, "");
}

static void a_diagnostic_names_place_severity_and_rule(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	MINE(3, 7, NULL, "the title is missing");
	diag_add(
		&diags, DIAG_WARNING, "old", "b.ini", 2, 0, NULL, "fact %s is %d days old", "x", 9);
	MINE(0, 0, NULL, "cannot be read");
	MINE(0, 5, NULL, "no line, no column");
	assert_int_equal(diags.errors, 3);
	assert_int_equal(diags.warnings, 1);
	assert_printed(&diags,
		"a.ini:3:7: error: the title is missing [some-rule]\n"
		"b.ini:2: warning: fact x is 9 days old [old]\n"
		"a.ini: error: cannot be read [some-rule]\n"
		"a.ini: error: no line, no column [some-rule]\n");
}

static void a_note_is_counted_apart(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	for (int i = 0; i < 2; i++)
		diag_add(&diags, DIAG_NOTE, "later", "a.ini", 1, 1, NULL, "in time");
	diag_add(&diags, DIAG_WARNING, "now", "a.ini", 1, 1, NULL, "late");
	assert_int_equal(diags.notes, 2);
	diags_sort(&diags);
	assert_int_equal(diags.errors, 0);
	assert_int_equal(diags.warnings, 1);
	assert_int_equal(diags.notes, 1);
	assert_printed(
		&diags, "a.ini:1:1: note: in time [later]\na.ini:1:1: warning: late [now]\n");
}

static void the_caret_stands_under_the_column(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	MINE(1, 1, "titel = x", "unknown key");
	MINE(1, 9, "titel = x", "bad value");
	assert_printed(&diags,
		"a.ini:1:1: error: unknown key [some-rule]\n titel = x\n ^\n"
		"a.ini:1:9: error: bad value [some-rule]\n titel = x\n         ^\n");
}

static void the_caret_counts_cells(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	MINE(1, 7, "日本é = x", "after wide letters");
	MINE(1, 3, "\t\tx", "after tabs");
	assert_printed(&diags,
		"a.ini:1:7: error: after wide letters [some-rule]\n 日本é = x\n       ^\n"
		"a.ini:1:3: error: after tabs [some-rule]\n   x\n   ^\n");
}

static void a_line_without_a_column_has_no_caret(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	MINE(1, 0, "[page", "not closed");
	assert_printed(&diags, "a.ini:1: error: not closed [some-rule]\n [page\n");
}

static void a_caret_past_the_line_stands_at_its_end(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	MINE(1, 900, "abc", "too far");
	MINE(1, 2000000000, "", "much too far");
	assert_printed(&diags,
		"a.ini:1:900: error: too far [some-rule]\n abc\n    ^\n"
		"a.ini:1:2000000000: error: much too far [some-rule]\n \n ^\n");
}

static void of_a_long_line_the_part_around_the_caret_is_shown(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf out = STRBUF_INIT, want = STRBUF_INIT;
	char a[300];

	(void)state;
	memset(a, 'a', sizeof(a));
	strbuf_add(&out, a, 199);
	strbuf_addch(&out, 'X');
	strbuf_add(&out, a, 100);
	MINE(1, 200, out.buf, "there");
	MINE(1, 1, out.buf, "here");
	strbuf_addf(
		&want, "a.ini:1:200: error: there [some-rule]\n %.50sX%.27s\n %50s^\n", a, a, "");
	strbuf_addf(&want, "a.ini:1:1: error: here [some-rule]\n %.78s\n ^\n", a);
	assert_printed(&diags, want.buf);
	strbuf_release(&out);
	strbuf_release(&want);
}

static void what_files_hold_is_sanitized(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	diag_add(&diags, DIAG_ERROR, "r", "\x1b]0;x\x07.ini", 1, 3, "a\x1b[2J\r\n", "key \"%s\"",
		"\xE2\x80\xAE\n\xFF");
	assert_printed(&diags,
		"\xEF\xBF\xBD]0;x\xEF\xBF\xBD.ini:1:3: error: key \" \xEF\xBF\xBD\" [r]\n"
		" a\xEF\xBF\xBD[2J\n   ^\n");
}

static void all_is_copied_but_the_rule(void **state)
{
	struct diags diags = DIAGS_INIT;
	char file[] = "f.ini", source[] = "src", arg[] = "arg";

	(void)state;
	diag_add(&diags, DIAG_ERROR, "r", file, 1, 1, source, "%s", arg);
	memset(file, 'x', 5);
	memset(source, 'x', 3);
	memset(arg, 'x', 3);
	assert_printed(&diags, "f.ini:1:1: error: arg [r]\n src\n ^\n");
}

static void sorting_goes_by_file_line_and_column(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	diag_add(&diags, DIAG_ERROR, "r", "b", 1, 1, NULL, "six");
	diag_add(&diags, DIAG_ERROR, "r", "a", 10, 1, NULL, "five");
	diag_add(&diags, DIAG_ERROR, "r", "a", 2, 20, NULL, "four");
	diag_add(&diags, DIAG_ERROR, "r", "a", 2, 3, NULL, "three");
	diag_add(&diags, DIAG_ERROR, "r", "a", 2, 0, NULL, "two");
	diag_add(&diags, DIAG_ERROR, "r", "a", 0, 0, NULL, "one");
	diags_sort(&diags);
	assert_printed(&diags,
		"a: error: one [r]\na:2: error: two [r]\na:2:3: error: three [r]\n"
		"a:2:20: error: four [r]\na:10:1: error: five [r]\nb:1:1: error: six [r]\n");
}

static void sorting_keeps_the_order_at_one_place(void **state)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf want = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 50; i++) {
		int n = i * 37 % 50;

		diag_add(&diags, n % 2 ? DIAG_ERROR : DIAG_WARNING, "r", "a", 1, 1, NULL, "n%d", n);
		strbuf_addf(&want, "a:1:1: %s: n%d [r]\n", n % 2 ? "error" : "warning", n);
	}
	diags_sort(&diags);
	assert_printed(&diags, want.buf);
	strbuf_release(&want);
}

static void exact_repeats_are_dropped_and_not_counted(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	MINE(1, 1, NULL, "A");
	MINE(1, 1, NULL, "B");
	MINE(1, 1, NULL, "A");
	diag_add(&diags, DIAG_WARNING, "some-rule", "a.ini", 1, 1, NULL, "A");
	diag_add(&diags, DIAG_WARNING, "some-rule", "a.ini", 1, 1, NULL, "A");
	diag_add(&diags, DIAG_ERROR, "other-rule", "a.ini", 1, 1, NULL, "A");
	MINE(1, 2, NULL, "A");
	diags_sort(&diags);
	assert_int_equal(diags.errors, 4);
	assert_int_equal(diags.warnings, 1);
	assert_int_equal(diags.n, 5);
	assert_printed(&diags,
		"a.ini:1:1: error: A [some-rule]\na.ini:1:1: error: B [some-rule]\n"
		"a.ini:1:1: warning: A [some-rule]\na.ini:1:1: error: A [other-rule]\n"
		"a.ini:1:2: error: A [some-rule]\n");
}

static void what_follows_from_an_error_is_dropped(void **state)
{
	struct diags diags = DIAGS_INIT;

	(void)state;
	diag_add(&diags, DIAG_WARNING, "first", "fr.ini", 1, 1, NULL, "missing");
	diag_follows(&diags, "a.ini", 7, 9);
	diag_add(&diags, DIAG_WARNING, "other", "fr.ini", 1, 1, NULL, "missing too");
	diag_follows(&diags, "a.ini", 10, 11);
	diag_add(&diags, DIAG_WARNING, "third", "fr.ini", 2, 1, NULL, "missing in b");
	diag_follows(&diags, "b.ini", 7, 9);
	diag_add(&diags, DIAG_WARNING, "fourth", "a.ini", 11, 1, NULL, "no error");
	MINE(7, 1, NULL, "an error");
	MINE(9, 1, NULL, "one more");
	diags_sort(&diags);
	assert_int_equal(diags.warnings, 3);
	assert_int_equal(diags.errors, 2);
	assert_printed(&diags,
		"a.ini:7:1: error: an error [some-rule]\n"
		"a.ini:9:1: error: one more [some-rule]\n"
		"a.ini:11:1: warning: no error [fourth]\n"
		"fr.ini:1:1: warning: missing too [other]\n"
		"fr.ini:2:1: warning: missing in b [third]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_to_say_prints_nothing),
		cmocka_unit_test(a_diagnostic_names_place_severity_and_rule),
		cmocka_unit_test(a_note_is_counted_apart),
		cmocka_unit_test(the_caret_stands_under_the_column),
		cmocka_unit_test(the_caret_counts_cells),
		cmocka_unit_test(a_line_without_a_column_has_no_caret),
		cmocka_unit_test(a_caret_past_the_line_stands_at_its_end),
		cmocka_unit_test(of_a_long_line_the_part_around_the_caret_is_shown),
		cmocka_unit_test(what_files_hold_is_sanitized),
		cmocka_unit_test(all_is_copied_but_the_rule),
		cmocka_unit_test(sorting_goes_by_file_line_and_column),
		cmocka_unit_test(sorting_keeps_the_order_at_one_place),
		cmocka_unit_test(exact_repeats_are_dropped_and_not_counted),
		cmocka_unit_test(what_follows_from_an_error_is_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
