/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain lines on a terminal: where a long text stops, and what is said again after a stop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/strbuf.h"
#include "view/linear.h"

static size_t lines_in(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == '\n';
	return n;
}

static void what_fits_with_the_prompt_is_printed_at_once(void **state)
{
	static const char text[] = "\na\nb\nc\nd\n> ";

	(void)state;
	assert_int_equal(linear_screenful(text, strlen(text), 6), strlen(text));
	assert_true(linear_screenful(text, strlen(text), 5) < strlen(text));
	assert_int_equal(linear_screenful("> ", 2, 24), 2);
	assert_int_equal(linear_screenful("", 0, 24), 0);
}

static void a_screenful_leaves_a_row_for_the_word(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 60; i++)
		strbuf_addf(&text, "line %d\n", i);
	for (int rows = 4; rows < 60; rows++)
		assert_int_equal(
			lines_in(text.buf, linear_screenful(text.buf, text.len, rows)), rows - 2);
	/* however small the terminal claims to be, reading goes on */
	for (int rows = -1; rows < 4; rows++)
		assert_int_equal(lines_in(text.buf, linear_screenful(text.buf, text.len, rows)), 2);
	strbuf_release(&text);
}

static void a_screenful_ends_between_paragraphs_where_that_is_near(void **state)
{
	struct strbuf text = STRBUF_INIT;
	size_t gap;

	(void)state;
	for (int i = 0; i < 19; i++)
		strbuf_addstr(&text, "first\n");
	strbuf_addch(&text, '\n');
	gap = text.len;
	for (int i = 0; i < 20; i++)
		strbuf_addstr(&text, "second\n");
	assert_int_equal(linear_screenful(text.buf, text.len, 24), gap);
	/* far from the end a gap does not count */
	assert_int_equal(lines_in(text.buf, linear_screenful(text.buf, text.len, 34)), 32);
	strbuf_release(&text);
}

static void what_was_not_printed_is_said_the_next_time(void **state)
{
	struct view view = { 0 };
	struct linear linear;
	struct strbuf out = STRBUF_INIT;

	(void)state;
	view_init(&view);
	view.title = "A title";
	view_text(&view, "Heard.");
	view_text(&view, "Not heard.");
	linear_init(&linear, 79, false);
	linear_print(&linear, &view, false, HINTS_ALWAYS, &out);
	linear_unheard(&linear, (size_t)(strstr(out.buf, "Not") - out.buf));
	strbuf_clear(&out);
	linear_print(&linear, &view, false, HINTS_ALWAYS, &out);
	assert_string_equal(out.buf, "Not heard.\n");
	strbuf_clear(&out);
	linear_print(&linear, &view, false, HINTS_ALWAYS, &out);
	assert_string_equal(out.buf, "");
	linear_release(&linear);
	strbuf_release(&out);
	view_release(&view);
}

static void another_width_says_nothing_twice(void **state)
{
	struct view view = { 0 };
	struct linear linear;
	struct strbuf out = STRBUF_INIT;

	(void)state;
	view_init(&view);
	view.title = "A title";
	view_text(&view, "A sentence that is longer than a narrow window.");
	linear_init(&linear, 79, false);
	linear_print(&linear, &view, false, HINTS_ALWAYS, &out);
	linear.width = 24;
	strbuf_clear(&out);
	linear_print(&linear, &view, false, HINTS_ALWAYS, &out);
	assert_string_equal(out.buf, "");
	linear_print(&linear, &view, true, HINTS_ALWAYS, &out);
	assert_non_null(strstr(out.buf, "A sentence that is\nlonger than a narrow\nwindow.\n"));
	linear_release(&linear);
	strbuf_release(&out);
	view_release(&view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_fits_with_the_prompt_is_printed_at_once),
		cmocka_unit_test(a_screenful_leaves_a_row_for_the_word),
		cmocka_unit_test(a_screenful_ends_between_paragraphs_where_that_is_near),
		cmocka_unit_test(what_was_not_printed_is_said_the_next_time),
		cmocka_unit_test(another_width_says_nothing_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
