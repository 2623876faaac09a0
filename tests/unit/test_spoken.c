/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the full screen puts for a screen reader that speaks, and where its cursor stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "view/layout.h"

enum { COLS = 40, ROWS = 12 };

static struct view view;
static struct layout l;
static struct canvas canvas;

static int setup(void **state)
{
	(void)state;
	view_init(&view);
	layout_init(&l);
	l.spoken = true;
	canvas_init(&canvas, COLS, ROWS, false);
	view.title = "Title";
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	canvas_release(&canvas);
	layout_release(&l);
	view_release(&view);
	return 0;
}

static void draw(void)
{
	layout_view(&l, &view, COLS, ROWS, false);
	layout_draw(&l, &view, 0, &canvas);
}

/* Fails unless the rows of the body are these lines, without what is left empty below them. */
static void body_is(const char *expected)
{
	char got[2000] = "";

	draw();
	for (size_t r = 0; r < l.n_rows; r++) {
		for (size_t i = l.rows[r].first; i < l.rows[r].first + l.rows[r].n; i++)
			strncat(got, l.spans[i].text, l.spans[i].len);
		strcat(got, "\n");
	}
	assert_string_equal(got, expected);
}

static void test_a_bar_is_its_number(void **state)
{
	struct block *b;

	(void)state;
	b = view_add(&view, BLOCK_METER, "");
	b->value = 3;
	b->max = 16;
	b = view_add(&view, BLOCK_METER, "0 another path");
	b->label = "The course";
	b->note = "3 of 16";
	b = view_add(&view, BLOCK_METER, NULL);
	b->label = "";
	b->note = "";
	b->max = 2;
	body_is("3 / 16\nThe course  3 of 16\n0 another path\n0 / 2\n");
}

static void test_a_message_says_who_and_what_is_marked(void **state)
{
	struct block *b;

	(void)state;
	b = view_add(&view, BLOCK_BUBBLE, "Hello!");
	b->label = "Mara";
	b->note = "marked: hurry";
	b->value = SIDE_THEM;
	b = view_add(&view, BLOCK_BUBBLE, "No.");
	b->label = "";
	b->value = SIDE_ME;
	body_is("Mara\nHello!\nmarked: hurry\n\nNo.\n");
}

static void test_a_picture_is_its_words(void **state)
{
	(void)state;
	view_add(&view, BLOCK_PICTURE, "/\\/\\")->note = "Two hills.";
	view_add(&view, BLOCK_PICTURE, "/\\");
	view_text(&view, "Below.");
	body_is("Two hills.\n\n\nBelow.\n");
}

static void test_the_cursor_stands_after_the_last_word(void **state)
{
	(void)state;
	/* nothing to read */
	draw();
	assert_true(canvas.cursor_y < ROWS);
	/* after the last row that has text */
	view_clear(&view);
	view.title = "Title";
	view_text(&view, "One line");
	view_add(&view, BLOCK_PICTURE, "/\\");
	draw();
	assert_int_equal(canvas.cursor_y, l.body_top);
	assert_int_equal(canvas.cursor_x, l.left + 8);
	/* a row that fills the screen has no cell after it */
	view_clear(&view);
	view.title = "Title";
	view_text(&view, "1234567890123456789012345678901234567890");
	draw();
	assert_true(canvas.cursor_x < COLS);
	/* the focus comes first */
	view_choice(&view, 0, "1", "A choice", true);
	draw();
	assert_int_equal(canvas.cursor_y, l.body_top + l.focus_row);
}

static void test_no_sign_is_heard_by_its_name(void **state)
{
	const struct cell *cell;
	struct block *b;

	(void)state;
	view.where = "page 1 · your turn";
	/* dots part texts on the screen; a voice makes a pause */
	view_text(&view, "detected · 2018");
	view_text(&view, "Free of charge. · Day and night");
	view_text(&view, "· a mark of the author");
	/* neither a row of places to type in, nor the sign of a remark */
	b = view_add(&view, BLOCK_FIELD, "net");
	b->focus = true;
	b->caret = 3;
	b = view_add(&view, BLOCK_MESSAGE, "A remark.");
	b->mark = MARK_INFO;
	body_is("detected, 2018\n\nFree of charge. Day and night\n\n· a mark of the author\n\n"
		"▸net\n\nA remark.\n");
	cell = canvas_cell(&canvas, l.left + 7 + 6, l.top);
	assert_memory_equal(cell->text, ",", 1);
	/* the screen that is looked at keeps them */
	l.spoken = false;
	draw();
	assert_memory_equal(l.spans[0].text, "detected · 2018", l.spans[0].len);
	l.spoken = true;
}

static void test_signs_that_a_voice_leaves_out_are_words(void **state)
{
	struct block *b;

	(void)state;
	view_choice(&view, 0, "1", "A net", false)->mark = MARK_WRONG;
	b = view_choice(&view, 1, "2", "A rope", false);
	b->mark = MARK_RIGHT;
	b->note = "your answer";
	b = view_choice(&view, 2, "3", "A boat", false);
	b->mark = MARK_MISSED;
	b->note = "an accepted answer";
	view_choice(&view, 3, "4", "A sail", false);
	b = view_message(&view, MARK_WRONG, "A net holds fish.");
	b->label = "Not quite.";
	view_message(&view, MARK_HINT, "It is long.");
	body_is("1A netnot right\n2A roperight, your answer\n3A boatan accepted answer\n4A sail\n\n"
		"Not quite. A net holds fish.\n\nhint: It is long.\n");
}

static void test_a_long_text_says_which_screen_it_is_and_no_arrow(void **state)
{
	(void)state;
	for (int i = 0; i < ROWS; i++)
		view_text(&view, "A line");
	draw();
	for (int x = 0; x < COLS; x++)
		assert_true(canvas_cell(&canvas, x, l.status_row)->len < 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(test_a_bar_is_its_number),
		TEST(test_a_message_says_who_and_what_is_marked),
		TEST(test_a_picture_is_its_words),
		TEST(test_the_cursor_stands_after_the_last_word),
		TEST(test_no_sign_is_heard_by_its_name),
		TEST(test_signs_that_a_voice_leaves_out_are_words),
		TEST(test_a_long_text_says_which_screen_it_is_and_no_arrow),
	};

	return cmocka_run_group_tests_name("spoken", tests, NULL, NULL);
}
