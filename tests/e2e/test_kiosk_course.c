/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk under its sandbox on the shipped course. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"
#include "skip.h"

static const struct start shipped = { .lessons = TEST_LESSONS };

static void the_words_of_all_lessons_are_shown(void **state)
{
	struct terminal *t = kiosk_start(*state, "idle = 3600\n", "", &shipped);

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "l");
	assert_shows(t, "Words");
	assert_kiosk_stands(t);
}

#define TYPED "quetzalfeather"

/*
 * Makes the kiosk call what its sandbox forbids while typed text is on the screen: nothing of the
 * visit may stay there, the keyboard must work for whoever comes to look, and the call is named.
 */
static void end_by_a_forbidden_call(struct desk *desk, const char *term)
{
	struct start start = { .lessons = TEST_DATA "/kiosk/course", .env = { term } };
	struct handed_clock *clock = clock_make(desk);
	struct terminal *t;

	clock_hand_in(desk, &start);
	t = kiosk_start(desk, "idle = 3600\n", "", &start);
	assert_shows(t, ATTRACT);
	terminal_send(t, " \r\r2");
	assert_shows(t, "land along a lake called");
	terminal_send(t, TYPED);
	assert_shows(t, TYPED);
	clock->forbidden = terminal_pid(t);
	assert_ends(t, 128 + SIGSYS);
	assert_string_equal(terminal_forbidden(t), "getsid");
	assert_given_back(t);
	assert_shows_not(t, TYPED);
	assert_shows_not(t, "lake");
	assert_null(strstr(terminal_scrollback(t), TYPED));
	folder_lacks(desk->home, TYPED);
	munmap(clock, sizeof(*clock));
}

static void a_forbidden_call_leaves_nothing_on_the_screen_and_is_named(void **state)
{
	if (MEMORY_IS_KEPT)
		skip_because("a build with a sanitizer has no filter");
	end_by_a_forbidden_call(*state, "TERM=xterm-256color");
	end_by_a_forbidden_call(*state, "TERM=linux");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(the_words_of_all_lessons_are_shown),
		TEST(a_forbidden_call_leaves_nothing_on_the_screen_and_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
