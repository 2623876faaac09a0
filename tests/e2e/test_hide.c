/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hiding, with every form of its keys, from whatever the program is reading. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"
#include "e2e/kiosk.h"
#include "hiding.h"

/* The words of the lesson, which must be gone, and those of the calendar. */
#define LESSON "Three pages"
#define CALENDAR "Mo Tu We"

typedef struct terminal *open_fn(struct desk *desk, struct terminal *before);

static struct terminal *open_screen(struct desk *desk, struct terminal *before)
{
	const struct start start = { .lessons = TEST_DATA "/lessons/good",
		.args = { "--private" } };
	struct terminal *t = terminal_start(desk->home, &start);

	terminal_free(before);
	press_until(t, "\r", "▸ 1", 9);
	terminal_send(t, "\r");
	return t;
}

static struct terminal *open_lines(struct desk *desk, struct terminal *before)
{
	const struct start start = { .lessons = TEST_DATA "/lessons/good",
		.args = { "--private", "--linear" } };
	struct terminal *t = terminal_start(desk->home, &start);

	terminal_free(before);
	terminal_send(t, "\n1\n");
	return t;
}

static struct terminal *open_kiosk(struct desk *desk, struct terminal *before)
{
	struct terminal *t = before;

	if (t)
		terminal_send(t, "q");
	else
		t = kiosk_start(desk, "idle = 3600\n", "", NULL);
	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "1");
	return t;
}

/* Behind the decoy, hiding once more changes nothing. */
static struct terminal *open_decoy(struct desk *desk, struct terminal *before)
{
	struct terminal *t = open_screen(desk, before);

	assert_shows(t, LESSON);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALENDAR);
	return t;
}

static void hides(struct terminal *t, const char *state, const char *key, bool gap)
{
	terminal_send(t, state);
	if (gap)
		terminal_take(t, 5);
	terminal_send(t, key);
	if (!terminal_wait(t, CALENDAR) || terminal_shows(t, LESSON))
		fail_msg("%s\nafter %s, %s", terminal_text(t), *state ? state + 1 : "nothing",
			*key == 27 ? key + 1 : "Ctrl-X");
}

/* All states with three of the keys, and all keys in four of the states. */
static void hides_from(struct desk *desk, open_fn *open, const char *shown)
{
	static const char *const some_states[] = { "", "\033[1;", "\303", "\033[200~x" };
	static const char *const some_keys[] = { "\030", "\033[20~", "\033[120;5u" };
	struct terminal *t = NULL;
	int cells = 0;

	for (size_t s = 0; s < ARRAY_SIZE(states); s++)
		for (size_t k = 0; k < ARRAY_SIZE(some_keys); k++, cells++) {
			t = open(desk, t);
			assert_shows(t, shown);
			hides(t, states[s].bytes, some_keys[k], cells % 2);
		}
	for (size_t s = 0; s < ARRAY_SIZE(some_states); s++)
		for (size_t k = 0; k < ARRAY_SIZE(hiding); k++, cells++) {
			t = open(desk, t);
			assert_shows(t, shown);
			hides(t, some_states[s], hiding[k].bytes, cells % 2);
		}
	/* a kiosk is the desk's */
	if (open != open_kiosk)
		terminal_free(t);
	print_message("# %d cells\n", cells);
}

static void every_key_hides_a_whole_screen(void **state)
{
	hides_from(*state, open_screen, LESSON);
}

static void every_key_hides_plain_lines(void **state)
{
	hides_from(*state, open_lines, LESSON);
}

static void every_key_hides_a_visit_to_a_kiosk(void **state)
{
	hides_from(*state, open_kiosk, LESSON);
}

static void every_key_leaves_the_decoy_as_it_is(void **state)
{
	hides_from(*state, open_decoy, CALENDAR);
}

/* Ctrl-S must not freeze the terminal, or nothing could be erased. */
static void ctrl_s_stops_nothing(void **state)
{
	static open_fn *const opens[] = { open_screen, open_lines };

	for (size_t i = 0; i < ARRAY_SIZE(opens); i++) {
		struct terminal *t = opens[i](*state, NULL);

		assert_shows(t, LESSON);
		hides(t, "\023", "\030", false);
		terminal_free(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(every_key_hides_a_whole_screen),
		TEST(every_key_hides_plain_lines),
		TEST(every_key_hides_a_visit_to_a_kiosk),
		TEST(every_key_leaves_the_decoy_as_it_is),
		TEST(ctrl_s_stops_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
