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
#define LESSON "Nothing hard"
#define CALENDAR "Mo Tu We"
#define CALCULATOR "7 8 9 /"

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
	terminal_send(t, "1" KEY_ENTER);
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

/* ---- nothing remains, nothing is spoken */

static const char *const terms[] = { "xterm-256color", "vt100", "linux", "screen" };

/*
 * The first bytes erase without moving the cursor: a screen reader speaks the line that the cursor
 * moves to. The scrollback goes at once, not when the program ends.
 */
static void erases_first(struct terminal *t, const char *term)
{
	const struct strbuf *bytes = terminal_bytes(t);

	assert_settles(t);
	terminal_forget_bytes(t);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALENDAR);
	if (strncmp(bytes->buf, "\033[2J\033[3J", 8))
		fail_msg("%s: the first bytes are %.20s", term, bytes->buf);
}

static void hiding_erases_before_the_cursor_moves(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(terms); i++) {
		const struct start start = { .args = { "--private" },
			.env = { said("TERM=%s", terms[i]) } };
		struct terminal *t = desk_start(*state, &start);

		press_until(t, "\r", "▸ 1", 9);
		terminal_send(t, "\r");
		assert_shows(t, LESSON);
		erases_first(t, terms[i]);
		/* what a braille display shows then: the month, with the day */
		terminal_take(t, 20);
		assert_int_equal(terminal_cursor_y(t), 0);
		terminal_send(t, "q");
		assert_ends(t, 0);
		assert_null(strstr(terminal_scrollback(t), LESSON));
	}
}

static void hiding_plain_lines_erases_before_the_cursor_moves(void **state)
{
	struct terminal *t = open_lines(*state, NULL);

	assert_shows(t, LESSON);
	terminal_take(t, 50);
	terminal_forget_bytes(t);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALENDAR);
	assert_int_equal(strncmp(terminal_bytes(t)->buf, "\033[2J\033[3J", 8), 0);
	terminal_free(t);
}

static void hiding_in_a_kiosk_erases_before_the_cursor_moves(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(terms); i++) {
		struct terminal *t = kiosk_start(*state, "idle = 3600\n", "",
			&(struct start){ .env = { said("TERM=%s", terms[i]) } });

		assert_shows(t, ATTRACT);
		press_until(t, KEY_ENTER, "▸ 1", 6);
		terminal_send(t, "1" KEY_ENTER);
		assert_shows(t, LESSON);
		erases_first(t, terms[i]);
		terminal_send(t, "q");
		assert_shows(t, ATTRACT);
		assert_null(strstr(terminal_scrollback(t), LESSON));
	}
}

/* As hiding does, also where there is no second screen to leave. */
static void a_crash_erases_and_ends_as_before(void **state)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGABRT, SIGSYS };

	for (size_t i = 0; i < ARRAY_SIZE(terms); i++)
		for (size_t k = 0; k < ARRAY_SIZE(signals); k++) {
			const struct start start = { .lessons = TEST_DATA "/lessons/good",
				.args = { "--private" },
				.env = { said("TERM=%s", terms[i]), NO_LEAKS } };
			struct terminal *t = terminal_start(((struct desk *)*state)->home, &start);

			press_until(t, "\r", "▸ 1", 9);
			terminal_send(t, "\r");
			assert_shows(t, LESSON);
			assert_settles(t);
			terminal_forget_bytes(t);
			terminal_signal(t, signals[k]);
			assert_ends(t, 128 + signals[k]);
			assert_given_back(t);
			assert_shows_not(t, LESSON);
			assert_null(strstr(terminal_scrollback(t), LESSON));
			assert_int_equal(strncmp(terminal_bytes(t)->buf, "\033[2J", 4), 0);
			terminal_free(t);
		}
}

static void a_stopped_course_leaves_nothing_in_sight(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(terms); i++) {
		const struct start start = { .args = { "--private" },
			.as_job = true,
			.env = { said("TERM=%s", terms[i]) } };
		struct terminal *t = desk_start(*state, &start);

		press_until(t, "\r", "▸ 1", 9);
		terminal_send(t, "\r");
		assert_shows(t, LESSON);
		terminal_send(t, "\032");
		if (!terminal_wait_stopped(t))
			fail_msg("%s: not stopped\n%s", terms[i], terminal_text(t));
		assert_shows_not(t, LESSON);
		terminal_continue(t);
		assert_shows(t, LESSON);
		terminal_send(t, KEY_CTRL_X);
		assert_hides(t);
	}
}

/* ---- the decoy stands a look */

static void read_process(struct terminal *t, const char *name, char *out, size_t size)
{
	FILE *f = fopen(said("/proc/%d/%s", (int)terminal_pid(t), name), "r");
	size_t n;

	assert_non_null(f);
	n = fread(out, 1, size - 1, f);
	out[n] = '\0';
	for (size_t i = strlen(out); i < n; i++)
		assert_int_equal(out[i], '\0');
	fclose(f);
}

static void the_process_is_called_cal_and_has_no_arguments(void **state)
{
	static const char *const modes[] = { "--color=auto", "--linear" };

	for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
		const struct start start = { .args = { "--learner", "Bertha", modes[i] } };
		struct terminal *t = desk_start(*state, &start);
		char text[4096];

		assert_shows(t, "A small course");
		terminal_send(t, KEY_CTRL_X);
		assert_shows(t, CALENDAR);
		read_process(t, "comm", text, sizeof(text));
		assert_string_equal(text, "cal\n");
		read_process(t, "cmdline", text, sizeof(text));
		assert_string_equal(text, "cal");
		terminal_send(t, "q");
		assert_ends(t, 0);
	}
}

static const char *const calculator_ini = "[settings]\ndecoy = calculator\n";

static struct terminal *hide_behind_calculator(struct desk *desk, const struct start *start)
{
	struct terminal *t;

	desk_write(desk, ".config/vigie/vigie.ini", calculator_ini);
	t = desk_start(desk, start);
	assert_shows(t, "A small course");
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALCULATOR);
	assert_shows_not(t, "A small course");
	return t;
}

static void a_calculator_can_take_the_place_of_the_calendar(void **state)
{
	static const char *const modes[] = { "--color=auto", "--linear", "--ascii" };

	for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
		const struct start start = { .args = { "--learner", "Bertha", modes[i] } };
		struct terminal *t = hide_behind_calculator(*state, &start);
		char text[4096];

		read_process(t, "comm", text, sizeof(text));
		assert_string_equal(text, "bc\n");
		read_process(t, "cmdline", text, sizeof(text));
		assert_string_equal(text, "bc");
		terminal_send(t, "12*(3+4)\r");
		assert_shows(t, "12*(3+4)= |");
		assert_shows(t, " 84 |");
		terminal_send(t, "/\331\240\r"); /* an Arabic zero */
		assert_shows(t, " error |");
		/* hiding once more changes nothing */
		terminal_send(t, "c5\030\033[20~");
		assert_shows(t, " 5 |");
		terminal_send(t, "\320\271"); /* q of a Russian keyboard */
		assert_ends(t, 0);
		assert_shows_not(t, CALCULATOR);
	}
}

static void a_calculator_fits_a_small_window(void **state)
{
	struct terminal *t = hide_behind_calculator(*state, NULL);

	terminal_resize(t, 20, 12);
	terminal_send(t, "1+1\r");
	assert_shows(t, " 2 |");
	assert_string_equal(terminal_row(t, 0), "+------------------+");
	assert_string_equal(terminal_row(t, 3), "+------------------+");
	terminal_send(t, "q");
	assert_ends(t, 0);
}

/* Without cursor movement a keypad would make no sense. */
static void a_simple_terminal_gets_the_calendar_all_the_same(void **state)
{
	const struct start start = { .env = { "TERM=dumb" } };
	struct terminal *t;

	desk_write(*state, ".config/vigie/vigie.ini", calculator_ini);
	t = desk_start(*state, &start);
	assert_shows(t, "A small course");
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, CALENDAR);
	assert_ends(t, 0);
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
		TEST(hiding_erases_before_the_cursor_moves),
		TEST(hiding_plain_lines_erases_before_the_cursor_moves),
		TEST(hiding_in_a_kiosk_erases_before_the_cursor_moves),
		TEST(a_crash_erases_and_ends_as_before),
		TEST(a_stopped_course_leaves_nothing_in_sight),
		TEST(the_process_is_called_cal_and_has_no_arguments),
		TEST(a_calculator_can_take_the_place_of_the_calendar),
		TEST(a_calculator_fits_a_small_window),
		TEST(a_simple_terminal_gets_the_calendar_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
