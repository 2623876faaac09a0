/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a typed line is interpreted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lines_fixture.h"

static struct visitor visitor;

static int set_up(void **state)
{
	static const char *const dirs[] = { TEST_DATA "/linear/course", NULL };

	visitor_begin(&visitor, dirs, TEST_DATA "/lessons/good/help", true);
	visitor_start(&visitor, "en");
	*state = &visitor;
	return 0;
}

static int tear_down(void **state)
{
	visitor_end(*state);
	return 0;
}

static const char *notice(const struct visitor *p)
{
	return p->app.notice ? p->app.notice : "";
}

static void ctrl_x_hides_wherever_it_stands_in_a_line(void **state)
{
	struct visitor *p = *state;

	visitor_type(p, "some words\030");
	assert_true(p->ended);
}

/* For somebody who types the name of the key that hides. */
static void f9_hides_as_a_word(void **state)
{
	struct visitor *p = *state;

	visitor_type(p, "f9");
	assert_true(p->ended);
}

static void a_number_has_four_digits_at_most(void **state)
{
	struct visitor *p = *state;
	const char *screen = app_screen(&p->app);

	visitor_type(p, "00001");
	assert_string_equal(app_screen(&p->app), screen);
	assert_non_null(strstr(notice(p), "Type a number"));
	/* nor does a number that overflows wrap around to a valid one */
	visitor_type(p, "4294967297");
	assert_string_equal(app_screen(&p->app), screen);
	visitor_type(p, "0001");
	assert_string_not_equal(app_screen(&p->app), screen);
}

/* Points only, as letters typed in a row do in the full screen: Enter takes. */
static void a_word_points_to_what_begins_with_it(void **state)
{
	struct visitor *p = *state;

	visitor_type(p, "g");
	visitor_type(p, "FRAN");
	assert_string_equal(app_screen(&p->app), "language");
	assert_non_null(strstr(p->out.buf, "2. Français, Enter"));
	visitor_type(p, "frz");
	assert_non_null(strstr(notice(p), "Type a number"));
}

/* Skips everything before the question that wants a number. */
static void go_to_the_number(struct visitor *p)
{
	visitor_type(p, "1");
	for (int i = 0; i < 40 && !strstr(p->out.buf, "How many oars"); i++) {
		strbuf_clear(&p->out);
		visitor_type(p,
			app_is_typing(&p->app)                                  ? "/s"
				: app_command_for_key(&p->app, 's') == CMD_SKIP ? "s"
										: "");
	}
	assert_true(app_is_typing(&p->app));
}

static void f9_is_text_in_a_field_and_hides_after_a_slash(void **state)
{
	struct visitor *p = *state;

	go_to_the_number(p);
	visitor_type(p, "F9");
	assert_false(p->ended);
	visitor_type(p, "/F9");
	assert_true(p->ended);
}

/* Text that was not an answer must not stay in front of the next line. */
static void a_line_takes_the_place_of_the_one_before(void **state)
{
	struct visitor *p = *state;

	go_to_the_number(p);
	visitor_type(p, "many");
	assert_null(strstr(p->records.buf, "“4”"));
	visitor_type(p, "4");
	assert_non_null(strstr(p->records.buf, "“4” 1000 of 1000"));
}

/* "//4" is the text "/4"; "/s" is the key s, and "/" alone finds. */
static void a_slash_makes_a_key_of_a_line_and_two_a_text(void **state)
{
	struct visitor *p = *state;
	const struct view *view;
	bool typed = false;

	go_to_the_number(p);
	visitor_type(p, "//4");
	assert_null(strstr(p->records.buf, "“4”"));
	view = app_describe(&p->app);
	for (size_t i = 0; i < view->n; i++)
		typed |= view->blocks[i].kind == BLOCK_FIELD && !strcmp(view->blocks[i].text, "/4");
	assert_true(typed);
	visitor_type(p, "/h");
	assert_string_equal(app_screen(&p->app), "help");
	visitor_type(p, "q");
	visitor_type(p, "/");
	assert_string_equal(app_screen(&p->app), "find");
}

static void lines_have_a_least_width(void **state)
{
	struct linear linear;

	(void)state;
	linear_init(&linear, 5, false);
	assert_int_equal(linear.width, 20);
	linear_init(&linear, 21, false);
	assert_int_equal(linear.width, 21);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(ctrl_x_hides_wherever_it_stands_in_a_line),
		TEST(f9_hides_as_a_word),
		TEST(f9_is_text_in_a_field_and_hides_after_a_slash),
		TEST(a_number_has_four_digits_at_most),
		TEST(a_word_points_to_what_begins_with_it),
		TEST(a_line_takes_the_place_of_the_one_before),
		cmocka_unit_test(lines_have_a_least_width),
		TEST(a_slash_makes_a_key_of_a_line_and_two_a_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
