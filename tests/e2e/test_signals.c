/* SPDX-License-Identifier: GPL-3.0-or-later */
/* However the program ends, it restores the terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

static const struct start job = { .as_job = true };

/* Starts the program at the lesson list, with all modes on that must be off afterwards. */
static struct terminal *start_and_take_the_terminal(struct desk *desk, const struct start *start)
{
	struct terminal *t = desk_start(desk, start);
	struct termios before, now;

	go_home(t);
	assert_settles(t);
	assert_true(terminal_alternate(t));
	assert_true(terminal_cursor_visible(t));
	if (!terminal_mode(t, 1000)) {
		terminal_send(t, KEY_F4);
		assert_settles(t);
	}
	assert_true(terminal_mode(t, 1000));
	assert_true(terminal_mode(t, 2004));
	before = terminal_termios_at_start(t);
	now = terminal_termios(t);
	assert_false(same_modes(&before, &now));
	/* Ctrl-S does not stop output, and Ctrl-C does not discard earlier input */
	assert_false(now.c_iflag & IXON);
	assert_true(now.c_lflag & NOFLSH);
	return t;
}

static void dies_of(void **state, int signal)
{
	struct terminal *t = start_and_take_the_terminal(*state, NULL);

	terminal_signal(t, signal);
	assert_ends(t, 128 + signal);
	assert_given_back(t);
	assert_shows_not(t, "First lesson");
}

static void a_hidden_cursor_is_shown_again(void **state)
{
	static const int signals[] = { SIGTERM, SIGABRT };
	struct desk *desk = *state;

	desk_write(desk, ".config/vigie/vigie.ini", "[settings]\ncursor = hidden\n");
	for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
		struct terminal *t = desk_start(desk, NULL);
		size_t before;

		go_home(t);
		assert_settles(t);
		assert_false(terminal_cursor_visible(t));
		before = terminal_bytes(t)->len;
		terminal_signal(t, signals[i]);
		assert_ends(t, 128 + signals[i]);
		assert_true(terminal_cursor_visible(t));
		/* terminals differ in what leaving the alternate screen restores */
		assert_non_null(strstr(terminal_bytes(t)->buf + before, "\033[?25h"));
	}
}

static void sigterm_gives_the_terminal_back(void **state)
{
	dies_of(state, SIGTERM);
}

static void sighup_gives_the_terminal_back(void **state)
{
	dies_of(state, SIGHUP);
}

static void sigint_gives_the_terminal_back(void **state)
{
	dies_of(state, SIGINT);
}

static void sigquit_gives_the_terminal_back(void **state)
{
	dies_of(state, SIGQUIT);
}

static void a_crash_gives_the_terminal_back(void **state)
{
	dies_of(state, SIGSEGV);
}

static void sigabrt_gives_the_terminal_back(void **state)
{
	dies_of(state, SIGABRT);
}

/* Signals that kill by default: a stray kill -USR1, a processor time limit. */
static void other_signals_that_kill_give_the_terminal_back(void **state)
{
	dies_of(state, SIGUSR1);
	dies_of(state, SIGALRM);
	dies_of(state, SIGXCPU);
}

static void ctrl_c_and_ctrl_backslash_give_the_terminal_back(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, NULL);

	terminal_send(t, "\003");
	assert_ends(t, 128 + SIGINT);
	assert_given_back(t);

	t = start_and_take_the_terminal(*state, NULL);
	terminal_send(t, "\034");
	assert_ends(t, 128 + SIGQUIT);
	assert_given_back(t);
}

/* By default Ctrl-C discards pending input, unless NOFLSH is set. */
static void ctrl_c_right_after_a_key_ends_the_program(void **state)
{
	for (int i = 0; i < 30; i++) {
		struct terminal *t = desk_start(*state, NULL);

		go_home(t);
		terminal_send(t, "1");
		terminal_take(t, i % 4);
		terminal_send(t, "\003");
		assert_ends(t, 128 + SIGINT);
		assert_given_back(t);
	}
}

static void a_signal_in_the_middle_of_a_burst_of_keys_gives_the_terminal_back(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, NULL);

	for (int i = 0; i < 20; i++)
		terminal_send(t,
			KEY_DOWN KEY_UP "?"
					"q"
					"h"
					"q");
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
	assert_given_back(t);
}

static void quitting_leaves_no_trace_on_the_terminal(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, NULL);

	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
	assert_string_equal(terminal_row(t, 0), "");
	assert_int_equal(terminal_cursor_x(t), 0);
}

static void ctrl_z_stops_with_the_terminal_given_back_and_comes_back_as_it_was(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, &job);
	struct termios taken = terminal_termios(t), now;

	terminal_send(t, KEY_DOWN);
	assert_shows(t, "▸ 2");
	terminal_send(t, "\032");
	assert_true(terminal_wait_stopped(t));
	assert_given_back(t);
	terminal_continue(t);
	assert_shows(t, "▸ 2");
	assert_settles(t);
	assert_true(terminal_alternate(t));
	assert_true(terminal_mode(t, 1000));
	assert_true(terminal_mode(t, 2004));
	now = terminal_termios(t);
	assert_true(same_modes(&taken, &now));
	terminal_send(t, KEY_UP);
	assert_shows(t, "▸ 1");
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

/* ncurses would ignore it just then. */
static void ctrl_z_while_the_screen_is_drawn_is_not_lost(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, &job);

	terminal_send(t, KEY_ENTER);
	terminal_send(t, "\032");
	assert_true(terminal_wait_stopped(t));
	terminal_continue(t);
	assert_shows(t, "Nothing hard");
}

static void it_can_be_stopped_again_and_again_and_resized_meanwhile(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, &job);

	for (int i = 0; i < 3; i++) {
		terminal_signal(t, SIGTSTP);
		assert_true(terminal_wait_stopped(t));
		assert_given_back(t);
		terminal_resize(t, i % 2 ? 80 : 50, i % 2 ? 24 : 16);
		terminal_continue(t);
		assert_shows(t, "First lesson");
		assert_settles(t);
	}
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

/* SIGSTOP cannot be caught: the shell takes over the terminal, so the program must set it up again
 * when it continues. */
static void after_sigstop_it_takes_the_terminal_again(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, &job);
	struct termios taken = terminal_termios(t), now;

	terminal_signal(t, SIGSTOP);
	assert_true(terminal_wait_stopped(t));
	terminal_continue(t);
	assert_settles(t);
	now = terminal_termios(t);
	assert_true(same_modes(&taken, &now));
	assert_true(terminal_mode(t, 2004));
	terminal_send(t, KEY_DOWN);
	assert_shows(t, "▸ 2");
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

static void a_terminal_that_is_torn_off_ends_the_program_within_a_second(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, NULL);
	double start = now_ms();

	terminal_hang_up(t);
	assert_int_equal(terminal_wait_end(t), 128 + SIGHUP);
	assert_true(now_ms() - start < 1000);
}

static void a_job_ends_too_when_its_terminal_is_torn_off(void **state)
{
	struct terminal *t = start_and_take_the_terminal(
		*state, &(struct start){ .as_job = true, .env = { NO_LEAKS } });
	double start = now_ms();

	terminal_hang_up(t);
	assert_int_equal(terminal_wait_end(t), 128 + SIGHUP);
	assert_true(now_ms() - start < 1000);
}

static void ctrl_s_does_not_freeze_the_screen(void **state)
{
	struct terminal *t = start_and_take_the_terminal(*state, NULL);

	terminal_send(t, "\023" KEY_DOWN);
	assert_shows(t, "▸ 2");
	terminal_send(t, KEY_CTRL_X);
	assert_hides(t);
	assert_given_back(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_hidden_cursor_is_shown_again),
		TEST(sigterm_gives_the_terminal_back),
		TEST(sighup_gives_the_terminal_back),
		TEST(sigint_gives_the_terminal_back),
		TEST(sigquit_gives_the_terminal_back),
		TEST(a_crash_gives_the_terminal_back),
		TEST(sigabrt_gives_the_terminal_back),
		TEST(other_signals_that_kill_give_the_terminal_back),
		TEST(ctrl_c_and_ctrl_backslash_give_the_terminal_back),
		TEST(ctrl_c_right_after_a_key_ends_the_program),
		TEST(a_signal_in_the_middle_of_a_burst_of_keys_gives_the_terminal_back),
		TEST(quitting_leaves_no_trace_on_the_terminal),
		TEST(ctrl_z_stops_with_the_terminal_given_back_and_comes_back_as_it_was),
		TEST(ctrl_z_while_the_screen_is_drawn_is_not_lost),
		TEST(it_can_be_stopped_again_and_again_and_resized_meanwhile),
		TEST(after_sigstop_it_takes_the_terminal_again),
		TEST(a_terminal_that_is_torn_off_ends_the_program_within_a_second),
		TEST(a_job_ends_too_when_its_terminal_is_torn_off),
		TEST(ctrl_s_does_not_freeze_the_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
