/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text on a grid of cells: clipped at every edge, never with half of a wide character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "text/text.h"
#include "view/canvas.h"

/* 漢, two cells wide */
#define WIDE "\xe6\xbc\xa2"

static struct canvas canvas;

static int set_up(void **state)
{
	(void)state;
	canvas_init(&canvas, 6, 2, false);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	canvas_release(&canvas);
	return 0;
}

static int put(int x, int y, int width, const char *text)
{
	return canvas_puts(&canvas, x, y, width, ROLE_TEXT, text);
}

static void assert_first_row(const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	canvas_text(&canvas, &out);
	strbuf_setlen(&out, strcspn(out.buf, "\n"));
	assert_string_equal(out.buf, expected);
	strbuf_release(&out);
	for (int x = 0; x < canvas.cols; x++)
		if (!canvas_cell(&canvas, x, 0)->len)
			assert_true(x > 0 && canvas_cell(&canvas, x - 1, 0)->len == strlen(WIDE));
}

static void what_is_outside_is_not_drawn(void **state)
{
	(void)state;
	assert_int_equal(put(0, -1, 6, "above"), 0);
	assert_int_equal(put(0, 2, 6, "below"), 0);
	assert_int_equal(put(6, 0, 6, "right"), 0);
	assert_first_row("");
	put(-2, 0, 6, "abcdef");
	assert_first_row("cdef");
	canvas_clear(&canvas);
	put(-1, 0, 6, WIDE "b");
	assert_first_row(" b");
	canvas_clear(&canvas);
	assert_int_equal(put(4, 0, 100, "abcdef"), 2);
	assert_first_row("    ab");
}

static void what_does_not_fit_whole_is_left_out(void **state)
{
	(void)state;
	assert_int_equal(put(0, 0, 3, WIDE WIDE), 2);
	assert_first_row(WIDE);
	canvas_clear(&canvas);
	assert_int_equal(put(5, 0, 3, WIDE), 0);
	assert_first_row("");
	assert_int_equal(put(0, 0, 0, "a"), 0);
	assert_first_row("");
	/* a combining mark is dropped together with its letter */
	assert_int_equal(put(0, 0, 2, "abc\xcc\x81"), 2);
	assert_first_row("ab");
}

static void no_half_of_a_wide_character_stays(void **state)
{
	(void)state;
	put(0, 0, 6, WIDE WIDE WIDE);
	put(1, 0, 1, "x");
	assert_first_row(" x" WIDE WIDE);
	put(2, 0, 1, "y");
	assert_first_row(" xy " WIDE);
	put(3, 0, 2, WIDE);
	assert_first_row(" xy" WIDE);
	canvas_clear(&canvas);
	put(0, 0, 6, WIDE WIDE);
	put(1, 0, 2, WIDE);
	assert_first_row(" " WIDE);
	/* a letter with a combining mark, and one of several bytes */
	put(2, 0, 1, "e\xcc\x81");
	assert_first_row("  e\xcc\x81");
}

/* A Devanagari letter and vowel sign, with four marks on each: more bytes than a cell holds. */
static void a_cell_holds_whole_characters(void **state)
{
	static const char *const text =
		"\u0915\u1ab0\u1ab1\u1ab2\u1ab3\u093e\u1ab0\u1ab1\u1ab2\u1ab3";

	(void)state;
	put(0, 0, 6, text);
	for (int x = 0; x < 6; x++) {
		const struct cell *cell = canvas_cell(&canvas, x, 0);

		assert_true(text_valid(cell->text, cell->len, NULL));
	}
}

static void spaces_that_do_not_break_are_spaces(void **state)
{
	(void)state;
	put(0, 0, 6,
		"a\xc2\xa0"
		"b\xe2\x80\xaf"
		"\xc3\xa9\xe2\x80\xa6");
	assert_first_row("a b \xc3\xa9\xe2\x80\xa6");
}

static void what_is_no_text_is_made_text_or_ascii(void **state)
{
	(void)state;
	put(0, 0, 6, "a\033[1m\x7f");
	for (int x = 0; x < canvas.cols; x++)
		assert_true((unsigned char)canvas_cell(&canvas, x, 0)->text[0] >= ' ' &&
			canvas_cell(&canvas, x, 0)->text[0] != 0x7f);
	canvas.ascii = true;
	canvas_clear(&canvas);
	put(0, 0, 6, "\xc3\xa9t\xc3\xa9~\x01");
	assert_int_equal(strspn(canvas_cell(&canvas, 0, 0)->text, "e"), 1);
	for (int x = 0; x < canvas.cols; x++)
		assert_in_range(canvas_cell(&canvas, x, 0)->text[0], ' ', '~');
}

static void any_size_is_made_one_that_there_is(void **state)
{
	(void)state;
	canvas_resize(&canvas, 0, -5);
	assert_int_equal(canvas.cols, 1);
	assert_int_equal(canvas.rows, 1);
	canvas_resize(&canvas, 1000000, 1000000);
	assert_int_equal(canvas.cols, COLS_MAX);
	assert_int_equal(canvas.rows, ROWS_MAX);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_outside_is_not_drawn),
		TEST(what_does_not_fit_whole_is_left_out),
		TEST(no_half_of_a_wide_character_stays),
		TEST(a_cell_holds_whole_characters),
		TEST(spaces_that_do_not_break_are_spaces),
		TEST(what_is_no_text_is_made_text_or_ascii),
		TEST(any_size_is_made_one_that_there_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
