/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/selection.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "check/comments.h"
#include "unit/course_fixture.h"

static enum wish wish_for(const struct selection *s, const char *rule)
{
	int i = rules_find(rule, strlen(rule));

	assert_true(i >= 0);
	return s->rules[i];
}

static void test_the_words_of_the_command_line(void **state)
{
	struct selection s = { 0 };
	struct strbuf wrong = STRBUF_INIT;

	(void)state;
	assert_true(selection_add(&s, "", &wrong));
	assert_true(selection_add(&s, "-html, same-order,,", &wrong));
	assert_int_equal(wish_for(&s, "html"), WISH_LEAVE_OUT);
	assert_int_equal(wish_for(&s, "same-order"), WISH_SHOW);
	assert_int_equal(wish_for(&s, "fact-due"), WISH_NONE);
	assert_true(selection_add(&s, "none,html", &wrong));
	assert_int_equal(wish_for(&s, "html"), WISH_SHOW);
	assert_int_equal(wish_for(&s, "same-order"), WISH_LEAVE_OUT);
	assert_true(selection_add(&s, "all,-html", &wrong));
	assert_int_equal(wish_for(&s, "html"), WISH_LEAVE_OUT);
	assert_int_equal(wish_for(&s, "fact-due"), WISH_SHOW);
	assert_true(selection_add(&s, "-all", &wrong));
	assert_int_equal(wish_for(&s, "fact-due"), WISH_LEAVE_OUT);
	assert_int_equal(wrong.len, 0);
	assert_false(selection_add(&s, "-htlm,html,-none", &wrong));
	assert_string_equal(wrong.buf, "htlm");
	assert_string_equal(selection_nearest(wrong.buf), "html");
	assert_int_equal(wish_for(&s, "html"), WISH_SHOW);
	assert_false(selection_add(&s, "-", &wrong));
	strbuf_release(&wrong);
}

static void add(
	struct diags *diags, enum severity severity, const char *rule, const char *file, int line)
{
	diag_add(diags, severity, rule, file, line, 1, "source", "message %d", line);
}

static void test_levels(void **state)
{
	static const struct {
		const char *level;
		size_t warnings, notes;
	} cases[] = { { "error", 0, 0 }, { "warning", 1, 0 }, { "note", 1, 1 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct selection s = { 0 };
		struct diags diags = DIAGS_INIT;
		struct left_out left = { 0 };

		add(&diags, DIAG_ERROR, "brace", "none.ini", 1);
		add(&diags, DIAG_WARNING, "html", "none.ini", 2);
		add(&diags, DIAG_NOTE, "newer-figure", "none.ini", 3);
		assert_true(selection_set_level(&s, cases[i].level));
		selection_apply(&s, &diags, &left);
		assert_int_equal(diags.errors, 1);
		assert_int_equal(diags.warnings, cases[i].warnings);
		assert_int_equal(diags.notes, cases[i].notes);
		assert_int_equal(diags.n, 1 + cases[i].warnings + cases[i].notes);
		assert_int_equal(left.warnings, 1 - cases[i].warnings);
		assert_int_equal(left.notes, 1 - cases[i].notes);
		diags_release(&diags);
	}
	assert_false(selection_set_level(&(struct selection){ 0 }, "errors"));
}

static void test_an_error_is_never_left_out(void **state)
{
	struct selection s = { 0 };
	struct diags diags = DIAGS_INIT;
	struct left_out left = { 0 };
	struct strbuf wrong = STRBUF_INIT;

	(void)state;
	add(&diags, DIAG_ERROR, "brace", "none.ini", 1);
	add(&diags, DIAG_ERROR, "import", "none.ini", 1); /* no rule of check */
	add(&diags, DIAG_WARNING, "import", "none.ini", 1);
	assert_true(selection_add(&s, "none,-brace", &wrong));
	selection_apply(&s, &diags, &left);
	assert_int_equal(diags.n, 3);
	assert_int_equal(left.warnings, 0);
	strbuf_release(&wrong);
	diags_release(&diags);
}

static void test_one_line_stands_for_many(void **state)
{
	struct selection s = { 0 };
	struct diags diags = DIAGS_INIT;
	struct left_out left = { 0 };

	(void)state;
	for (int i = 1; i <= 4; i++)
		add(&diags, DIAG_WARNING, "missing-translation", "fr.ini", i);
	for (int i = 1; i <= 3; i++)
		add(&diags, DIAG_WARNING, "missing-translation", "it.ini", i);
	for (int i = 1; i <= 5; i++)
		add(&diags, DIAG_WARNING, "html", "it.ini", i);
	for (int i = 1; i <= 4; i++)
		add(&diags, DIAG_WARNING, "stale-translation", "it.ini", i);
	for (int i = 1; i <= 4; i++)
		add(&diags, DIAG_WARNING, "language-lags", "it.ini", 0);
	selection_apply(&s, &diags, &left);
	assert_int_equal(diags.n, 1 + 3 + 5 + 1 + 1);
	assert_int_equal(diags.warnings, diags.n);
	assert_int_equal(left.warnings, 0);
	assert_string_equal(diags.v[0].message,
		"4 texts are not translated yet; --warn=missing-translation lists each; the first: "
		"message 1");
	assert_int_equal(diags.v[0].line, 0);
	assert_null(diags.v[0].source);
	assert_int_equal(diags.v[1].line, 1);
	diags_release(&diags);
}

static void test_each_of_many_is_listed_on_demand(void **state)
{
	struct selection s = { 0 };
	struct diags diags = DIAGS_INIT;
	struct left_out left = { 0 };
	struct strbuf wrong = STRBUF_INIT;

	(void)state;
	for (int i = 1; i <= 4; i++)
		add(&diags, DIAG_WARNING, "missing-translation", "fr.ini", i);
	assert_true(selection_add(&s, "missing-translation", &wrong));
	selection_apply(&s, &diags, &left);
	assert_int_equal(diags.n, 4);
	strbuf_release(&wrong);
	diags_release(&diags);
}

static const char lesson[] = "; check: -html\n"
			     "[lesson]\n"
			     "title = \"T\"\n"
			     "\n"
			     "; of the page below\n"
			     "; check: -same-order\n"
			     "[page one]\n"
			     "title = \"T\"\n"
			     ";check: -fact-due, html\n"
			     "\n"
			     "[page two]\n"
			     "title = \"T\"\n";

static char path[64];

static int write_lesson(void **state)
{
	int fd;
	FILE *f;

	(void)state;
	strcpy(path, "/tmp/vigie-selection-XXXXXX");
	fd = mkstemp(path);
	f = fd < 0 ? NULL : fdopen(fd, "wb");
	if (!f)
		return -1;
	fwrite(lesson, 1, strlen(lesson), f);
	return fclose(f);
}

static int remove_lesson(void **state)
{
	(void)state;
	return unlink(path);
}

static void test_a_comment_is_valid_for_its_file_or_section(void **state)
{
	static const struct {
		const char *rule;
		int line;
		bool shown;
	} cases[] = {
		{ "html", 0, false },
		{ "html", 3, false },
		{ "html", 8, true },
		{ "html", 12, false },
		{ "same-order", 3, true },
		{ "same-order", 7, false },
		{ "same-order", 10, false },
		{ "same-order", 11, true },
		{ "fact-due", 8, false },
		{ "fact-due", 12, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct diags diags = DIAGS_INIT;
		struct left_out left = { 0 };

		add(&diags, DIAG_WARNING, cases[i].rule, path, cases[i].line);
		selection_apply(&(struct selection){ 0 }, &diags, &left);
		if ((diags.n == 1) != cases[i].shown)
			fail_msg("%s in line %d", cases[i].rule, cases[i].line);
		assert_int_equal(left.warnings, !cases[i].shown);
		diags_release(&diags);
	}
}

static void test_the_command_line_has_the_last_word(void **state)
{
	struct selection s = { 0 };
	struct diags diags = DIAGS_INIT;
	struct left_out left = { 0 };
	struct strbuf wrong = STRBUF_INIT;

	(void)state;
	add(&diags, DIAG_WARNING, "html", path, 3);
	add(&diags, DIAG_WARNING, "html", path, 4);
	assert_true(selection_add(&s, "all", &wrong));
	selection_apply(&s, &diags, &left);
	assert_int_equal(diags.n, 2);
	strbuf_release(&wrong);
	diags_release(&diags);
}

static size_t hashes_in(const char *text)
{
	struct diags diags = DIAGS_INIT;
	FILE *f = fopen(path, "wb");
	size_t n;

	assert_non_null(f);
	fwrite(text, 1, strlen(text), f);
	fclose(f);
	check_comments(path, &diags);
	n = diags.n;
	diags_release(&diags);
	return n;
}

static void test_lines_that_begin_with_a_hash(void **state)
{
	(void)state;
	assert_int_equal(hashes_in("# a\n[page a]\nx = 1\n"), 0);
	assert_int_equal(hashes_in("[page a]\n# a\n"), 1);
	assert_int_equal(hashes_in("[page a]\n# a\n#\n## b\n"), 1);
	assert_int_equal(hashes_in("[page a]\n#x = \"1\"\n\n  #y = 1\r\n"), 2);
	assert_int_equal(hashes_in("; SPDX-x\n[page a]\n# a\n\n# b\n\n# c\n## D\n#x = 1\n"), 0);
	assert_int_equal(
		hashes_in("; SPDX-x\n; STALE\n; check: -html\n; src 12\n[a]\n# a\n\n# b\n\n# c\n"),
		0);
	assert_int_equal(hashes_in("; mine\n[page a]\n# a\n\n# b\n\n# c\n"), 3);
	assert_int_equal(hashes_in("[page a]\n## A\n\n## B\n\n## C\n"), 3);
	assert_int_equal(hashes_in("[page a]\n# -\n\n## ---\n\n## ===\n\n##\n"), 0);
	assert_int_equal(hashes_in("no heading\n# a"), 0);
	assert_int_equal(hashes_in(""), 0);
}

static void test_a_file_that_is_not_there_has_no_lines(void **state)
{
	struct comments c;

	(void)state;
	comments_read(&c, "/nowhere/at/all.ini");
	assert_int_equal(c.n, 0);
	comments_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_words_of_the_command_line),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_an_error_is_never_left_out),
		cmocka_unit_test(test_one_line_stands_for_many),
		cmocka_unit_test(test_each_of_many_is_listed_on_demand),
		cmocka_unit_test_setup_teardown(test_a_comment_is_valid_for_its_file_or_section,
			write_lesson, remove_lesson),
		cmocka_unit_test_setup_teardown(
			test_the_command_line_has_the_last_word, write_lesson, remove_lesson),
		cmocka_unit_test_setup_teardown(
			test_lines_that_begin_with_a_hash, write_lesson, remove_lesson),
		cmocka_unit_test(test_a_file_that_is_not_there_has_no_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
