/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk under its sandbox on the shipped course. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(the_words_of_all_lessons_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
