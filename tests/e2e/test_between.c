/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first screen says of recordings and GNU screen, and which keys it names first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/prctl.h>

#include "e2e/desk.h"
#include "os/between.h"
#include "skip.h"

#define RECORDED "is being recorded"
#define GNU_SCREEN "GNU screen is running"

static const char *const modes[] = { "--color=auto", "--linear" };

/* Shows the whole first screen in 80 x 24, page by page, and in plain lines. */
static void first_screen_says(
	struct desk *desk, const char *variable, const char *says, const char *leaves_out)
{
	for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
		const struct start start = { .args = { "--private", modes[i] },
			.env = { variable } };
		struct terminal *t = desk_start(desk, &start);

		assert_shows(t, "A small course");
		if (says)
			assert_shows(t, says);
		if (leaves_out)
			assert_shows_not(t, leaves_out);
	}
}

static void a_recording_is_named(void **state)
{
	first_screen_says(*state, "SCRIPT=typescript", RECORDED " (script)", GNU_SCREEN);
	first_screen_says(*state, "ASCIINEMA_REC=1", RECORDED " (asciinema)", GNU_SCREEN);
	first_screen_says(*state, "ASCIINEMA_SESSION=9f1c", RECORDED " (asciinema)", GNU_SCREEN);
}

static void gnu_screen_is_named(void **state)
{
	first_screen_says(*state, "STY=1234.pts-0.host", GNU_SCREEN, NULL);
}

static void nothing_is_said_otherwise(void **state)
{
	if (between_find().recorder || between_find().gnu_screen)
		skip_because("the tests themselves are recorded");
	first_screen_says(*state, "TMUX=/tmp/tmux-0/default,1,0", NULL, RECORDED);
	first_screen_says(*state, "TMUX=/tmp/tmux-0/default,1,0", NULL, GNU_SCREEN);
}

/* The real one, which sets nothing in the environment. */
static void a_real_recording_is_found(void **state)
{
	const struct start start = {
		.under = { "/bin/sh", "-c",
			"P=$0 L=$2; export P L; exec script -qfec 'exec \"$P\" --lessons \"$L\" --private' /dev/null" }
	};

	if (access("/usr/bin/script", X_OK) < 0)
		skip_because("script(1) is not installed");
	assert_shows(desk_start(*state, &start), RECORDED " (script)");
}

/* A program that is found by its name is above ours: this test takes the name for a while. */
static void below_a_screen_reader_f9_and_q_are_named_first(void **state)
{
	struct terminal *t;
	bool good;

	prctl(PR_SET_NAME, "yasr", 0, 0, 0);
	t = desk_start(*state, NULL);
	good = terminal_wait(t, "F9 hide");
	prctl(PR_SET_NAME, "test_between", 0, 0, 0);
	assert_true(good);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "q leave");
	terminal_send(t, "?");
	assert_shows(t, "On this screen");
	terminal_send(t, " ");
	assert_shows(t, "F9 Ctrl-X clear the screen");
	terminal_send(t, "\033[20~");
	assert_hides(t);
}

static void plain_lines_name_f9_first(void **state)
{
	static const char *const keys[] = { "\033[20~", "f9\n", KEY_CTRL_X };
	const struct start start = { .env = { "ACCESSIBLE=1" }, .rows = 60 };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		struct terminal *t = desk_start(*state, &start);

		assert_shows(t, "F9: hide");
		assert_shows(t, "F9: hide");
		terminal_send(t, "?\n");
		assert_shows(t, "F9, Ctrl-X: clear the screen");
		terminal_send(t, keys[i]);
		assert_hides(t);
	}
}

static void elsewhere_ctrl_x_is_named_first(void **state)
{
	if (between_find().reader)
		skip_because("a screen reader runs the tests");
	assert_shows(desk_start(*state, NULL), "Ctrl-X hide");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_recording_is_named),
		TEST(gnu_screen_is_named),
		TEST(nothing_is_said_otherwise),
		TEST(a_real_recording_is_found),
		TEST(below_a_screen_reader_f9_and_q_are_named_first),
		TEST(plain_lines_name_f9_first),
		TEST(elsewhere_ctrl_x_is_named_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
