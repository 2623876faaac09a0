/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everyday accidents: the connection breaks in the middle of an answer, the machine sleeps for a
 * day, the clock is changed, the language changes, a cat walks over the keyboard (random keys).
 * VIGIE_ENDS is the number of tries per way of ending (4), VIGIE_STORM the number of random keys
 * (2000), VIGIE_EXITS the number of times Ctrl-X is pressed somewhere (10); VIGIE_SEED repeats a
 * run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/rand.h"
#include "e2e/clock.h"
#include "e2e/desk.h"
#include "e2e/records.h"

enum { ENDS = 4, EXITS = 10, STORM = 2000, A_DAY = 86400 };

static uint64_t number_of(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);

	return value && *value ? strtoull(value, NULL, 10) : otherwise;
}

static const struct start with_acks = { .want_acks = true };

/* Goes from the first screen of a first visit to the questions of the first lesson. */
static void go_to_the_questions(struct terminal *t)
{
	press_until(t, KEY_ENTER, "▸ 1", 4);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
}

static void answer_one_question(struct terminal *t)
{
	go_to_the_questions(t);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "your answer");
}

static void forget_store(struct desk *desk)
{
	struct strbuf command = STRBUF_INIT;

	strbuf_addf(&command, "rm -rf '%s/.local'", desk->home);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&command);
}

/* ---- the end in the middle of an answer */

enum way { BY_QUIT, BY_CTRL_C, BY_TERM, BY_HUP, BY_INT, BY_CLOSE, BY_CRASH, BY_USR1, WAYS };

static void end_it(struct terminal *t, enum way way)
{
	static const int signals[WAYS] = { [BY_TERM] = SIGTERM,
		[BY_HUP] = SIGHUP,
		[BY_INT] = SIGINT,
		[BY_CRASH] = SIGSEGV,
		[BY_USR1] = SIGUSR1 };

	if (signals[way])
		terminal_signal(t, signals[way]);
	else if (way == BY_CLOSE)
		terminal_hang_up(t);
	else
		terminal_send(t, way == BY_CTRL_C ? "\003" : "\033qq\003");
}

/* Ends the program while an answer may be on its way to the disk. An acknowledged answer and the
 * open run must be kept. */
static void end_in_the_middle(struct desk *desk, enum way way, uint64_t *rng_state)
{
	struct start start = desk_fill_in(&with_acks);
	struct terminal *t = terminal_start(desk->home, &start);
	bool acknowledged;
	int status;

	go_to_the_questions(t);
	terminal_send(t, "1" KEY_ENTER);
	usleep(rand_below(rng_state, 4000));
	end_it(t, way);
	status = terminal_wait_end(t);
	if (status < 0)
		fail_msg("way %d: it hangs", way);
	if (way != BY_CLOSE)
		assert_given_back(t);
	acknowledged = terminal_acks(t) > 0;
	if (acknowledged && records_number(desk_store(desk), COUNT_RESPONSES) != 1)
		fail_msg("way %d: the acknowledged answer is lost", way);
	/* the answer was handed to the writer, which outlives the program */
	assert_records(desk_store(desk), COUNT_RUNS, 1);
	assert_int_equal(
		records_number(desk_store(desk),
			"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"),
		1);
	terminal_free(t);
}

static void the_end_in_the_middle_of_an_answer_loses_nothing_whatever_ends_it(void **state)
{
	uint64_t ends = number_of("VIGIE_ENDS", ENDS), seed = number_of("VIGIE_SEED", 8),
		 rng_state = seed;

	for (uint64_t i = 0; i < ends; i++)
		for (enum way way = 0; way < WAYS; way++) {
			forget_store(*state);
			end_in_the_middle(*state, way, &rng_state);
		}
	if (ends != ENDS)
		print_message(
			"# ends: %llu times each of %d ways in the middle of an answer, seed %llu: terminal given back, nothing "
			"acknowledged lost\n",
			(unsigned long long)ends, WAYS, (unsigned long long)seed);
}

/* ---- leaving quickly */

static int compare_times(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void press_anything(struct terminal *t, uint64_t *rng_state);

/* Presses random keys, then Ctrl-X; returns the milliseconds until the calendar shows. */
static double leave_from_anywhere(struct desk *desk, uint64_t *rng_state)
{
	struct start start = desk_fill_in(NULL);
	struct terminal *t;
	double begun, took;

	forget_store(desk);
	t = terminal_start(desk->home, &start);
	go_home(t);
	for (uint32_t i = rand_below(rng_state, 12); i > 0; i--) {
		press_anything(t, rng_state);
		terminal_take(t, 1);
	}
	terminal_resize(t, 80, 24);
	assert_settles(t);
	begun = now_ms();
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "<- -> mo");
	took = now_ms() - begun;
	terminal_send(t, "q");
	assert_ends(t, 0);
	terminal_free(t);
	return took;
}

static void ctrl_x_leaves_from_anywhere(void **state)
{
	size_t exits = (size_t)number_of("VIGIE_EXITS", EXITS);
	uint64_t seed = number_of("VIGIE_SEED", 8), rng_state = seed;
	double *took = xcalloc(exits, sizeof(*took));

	for (size_t i = 0; i < exits; i++)
		took[i] = leave_from_anywhere(*state, &rng_state);
	qsort(took, exits, sizeof(*took), compare_times);
	if (exits != EXITS)
		print_message(
			"# quick exit: %llu presses, seed %llu: median %.1f ms, p99.9 %.1f ms, longest %.1f ms\n",
			(unsigned long long)exits, (unsigned long long)seed, took[exits / 2],
			took[(exits - 1) * 999 / 1000], took[exits - 1]);
	free(took);
}

/* ---- storms */

static void a_storm_of_resizes_while_answering_changes_nothing(void **state)
{
	struct terminal *t = desk_start(*state, &with_acks);
	uint64_t rng_state = number_of("VIGIE_SEED", 8);

	go_to_the_questions(t);
	for (int i = 0; i < 1000; i++) {
		terminal_claim_size(t, rand_below(&rng_state, 300), rand_below(&rng_state, 100));
		terminal_signal(t, SIGWINCH);
		if (i == 500)
			terminal_send(t, "1" KEY_ENTER);
		if (i % 50 == 0)
			terminal_take(t, 1);
	}
	assert_true(terminal_wait_acks(t, 1));
	terminal_resize(t, 80, 24);
	assert_settles(t);
	assert_shows(t, "your answer");
	terminal_send(t, "\003");
	assert_ends(t, 130);
	assert_given_back(t);
}

/* Sends anything a keyboard can, except the keys that leave. */
static void press_anything(struct terminal *t, uint64_t *rng_state)
{
	static const char *const keys[] = { KEY_ENTER, KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT,
		"\033[5~", "\033[6~", "\t", "\033[Z", "\033OP", KEY_F4, "\177", "\033[<0;70;10M",
		"\033[<64;3;3M", "\033[200~some text\033[201~", "\xc3\xa9", "\xff\xfe",
		"\033]0;x\007", "\033[999;999H", "1", "2", "3", "a", "b", "h", "u", "x", "t", "g",
		"o", "r", "p", "?", "/", " ", KEY_ESC };
	uint32_t n = rand_below(rng_state, ARRAY_SIZE(keys) + 20);
	char c[2] = { (char)(' ' + rand_below(rng_state, 95)), '\0' };

	if (c[0] == 'q')
		c[0] = 'Q';
	terminal_send(t, n < ARRAY_SIZE(keys) ? keys[n] : c);
	if (!rand_below(rng_state, 40))
		terminal_claim_size(
			t, 1 + rand_below(rng_state, 250), 1 + rand_below(rng_state, 80));
	if (!rand_below(rng_state, 60))
		terminal_signal(t, rand_below(rng_state, 2) ? SIGWINCH : SIGCONT);
}

/* Checks the bytes sent, because libvterm restores the visibility of the cursor with its
 * position. */
static void assert_cursor_is_shown_again(struct terminal *t)
{
	const char *last = NULL;

	for (const char *s = terminal_bytes(t)->buf; (s = strstr(s, "\033[?25")); s++)
		last = s;
	assert_non_null(last);
	assert_int_equal(last[strlen("\033[?25")], 'h');
	assert_false(terminal_alternate(t));
}

/* Restarts the program after a click on the quit hint of a small window, which is a legitimate way
 * to leave. */
static struct terminal *sit_down_again(struct desk *desk, struct terminal *t)
{
	assert_ends(t, 0);
	assert_cursor_is_shown_again(t);
	assert_true(desk_is_sane(t));
	terminal_free(t);
	desk->n--;
	/* start afresh, because the saved settings may select plain lines */
	forget_store(desk);
	t = desk_start(desk, &with_acks);
	assert_settles(t);
	return t;
}

static void a_cat_on_the_keyboard_does_no_harm(void **state)
{
	struct terminal *t = desk_start(*state, &with_acks);
	unsigned left = 0;
	uint64_t storm = number_of("VIGIE_STORM", STORM), seed = number_of("VIGIE_SEED", 8),
		 rng_state = seed;
	double start = now_ms();

	go_home(t);
	for (uint64_t i = 0; i < storm; i++) {
		press_anything(t, &rng_state);
		if (i % 16 == 0)
			terminal_take(t, 1);
		if (!terminal_running(t)) {
			t = sit_down_again(*state, t);
			left++;
		}
	}
	terminal_resize(t, 80, 24);
	assert_settles(t);
	terminal_send(t, "\003");
	assert_ends(t, 130);
	assert_cursor_is_shown_again(t);
	assert_int_equal(
		records_number(desk_store(*state),
			"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"),
		1);
	if (storm != STORM)
		print_message(
			"# storm: %llu keys, seed %llu, %u times left, in %.0f s: no crash, no hang, terminal given back\n",
			(unsigned long long)storm, (unsigned long long)seed, left,
			(now_ms() - start) / 1000);
}

/* ---- the clock */

static void set_clock(struct desk *desk, int64_t shift)
{
	struct handed_clock clock = { .wall = shift };
	int fd = open(desk_path(desk, "clock"), O_WRONLY | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, &clock, sizeof(clock)), sizeof(clock));
	close(fd);
}

struct clocked {
	char preload[PATH_MAX + 16], clock[300];
};

static struct start with_clock(struct clocked *c, struct desk *desk)
{
	struct start start = { .want_acks = true };

	snprintf(c->preload, sizeof(c->preload), "LD_PRELOAD=%s", beside_us("tests/e2e/clock.so"));
	snprintf(c->clock, sizeof(c->clock), "VIGIE_TEST_CLOCK=%s", desk_path(desk, "clock"));
	start.env[0] = c->preload;
	start.env[1] = c->clock;
	start.env[2] = "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0";
	return start;
}

static void suspended_for_a_day_it_goes_on_where_it_was(void **state)
{
	struct desk *desk = *state;
	struct clocked c;
	struct start start = with_clock(&c, desk);
	struct terminal *t;

	set_clock(desk, 0);
	start.as_job = true;
	t = desk_start(desk, &start);
	answer_one_question(t);
	terminal_signal(t, SIGSTOP);
	assert_true(terminal_wait_stopped(t));
	set_clock(desk, A_DAY);
	terminal_continue(t);
	assert_settles(t);
	assert_shows(t, "your answer");
	press_until(t, KEY_ENTER, "Which of these are wet", 3);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "a lake is wet");
	assert_true(terminal_wait_acks(t, 2));
	terminal_send(t, "\003");
	assert_ends(t, 130);
	assert_given_back(t);
	assert_int_equal(
		records_number(desk_store(desk),
			"SELECT max(at) - min(at) >= 86400 FROM answer WHERE response IS NOT NULL"),
		1);
}

/* The clock jumps back before 1970, into the next century and past the end of 32 bits, both while
 * the program runs and between two starts. */
static void when_the_clock_jumps_the_course_goes_on_and_keeps_its_order(void **state)
{
	static const int64_t jumps[] = { -10LL * 365 * A_DAY, 80LL * 365 * A_DAY,
		-70LL * 365 * A_DAY, 12LL * 365 * A_DAY };
	struct desk *desk = *state;
	struct clocked c;
	struct start start = with_clock(&c, desk);

	for (size_t i = 0; i < ARRAY_SIZE(jumps); i++) {
		struct terminal *t;

		forget_store(desk);
		set_clock(desk, 0);
		t = desk_start(desk, &start);
		answer_one_question(t);
		set_clock(desk, jumps[i]);
		press_until(t, KEY_ENTER, "Which of these are wet", 3);
		terminal_send(t, "1" KEY_ENTER);
		assert_shows(t, "a lake is wet");
		assert_true(terminal_wait_acks(t, 2));
		terminal_send(t, "\003");
		assert_ends(t, 130);
		t = desk_start(desk, &start);
		assert_shows(t, "2 of 4");
		terminal_send(t, "\003");
		assert_ends(t, 130);
	}
}

static void any_time_zone_will_do(void **state)
{
	static const char *const zones[] = { "TZ=Pacific/Kiritimati", "TZ=America/St_Johns",
		"TZ=XXX+167:59:59", "TZ=:no/such/zone", "TZ=", "TZ=../../../etc/passwd" };

	for (size_t i = 0; i < ARRAY_SIZE(zones); i++) {
		struct terminal *t;

		forget_store(*state);
		t = desk_start(*state, &(struct start){ .want_acks = true, .env = { zones[i] } });
		answer_one_question(t);
		assert_true(terminal_wait_acks(t, 1));
		terminal_send(t, "\003");
		assert_ends(t, 130);
	}
}

/* ---- the language */

static void the_progress_is_the_same_in_every_locale(void **state)
{
	static const char *const locales[] = { "LANG=C.UTF-8", "LANG=C", "LANG=POSIX",
		"LANG=tr_TR.UTF-8", "LANG=de_DE.UTF-8", "LANG=xx_YY", "LC_ALL=en_US.ISO-8859-1" };
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, NULL);

	answer_one_question(t);
	terminal_send(t, "\003");
	assert_ends(t, 130);
	for (size_t i = 0; i < ARRAY_SIZE(locales); i++) {
		t = terminal_start(desk->home,
			&(struct start){
				.lessons = TEST_DATA "/lessons/good", .env = { locales[i] } });
		assert_shows(t, "1 of 4");
		terminal_send(t, "\003");
		assert_ends(t, 130);
		terminal_free(t);
	}
	desk_speak_french(desk);
	t = desk_start(desk, &(struct start){ .env = { "LANG=fr_FR.UTF-8" } });
	assert_shows(t, said(_("quiz %zu of %zu"), (size_t)1, (size_t)4));
	terminal_send(t, "\003");
	assert_ends(t, 130);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(the_end_in_the_middle_of_an_answer_loses_nothing_whatever_ends_it),
		TEST(ctrl_x_leaves_from_anywhere),
		TEST(a_storm_of_resizes_while_answering_changes_nothing),
		TEST(a_cat_on_the_keyboard_does_no_harm),
		TEST(suspended_for_a_day_it_goes_on_where_it_was),
		TEST(when_the_clock_jumps_the_course_goes_on_and_keeps_its_order),
		TEST(any_time_zone_will_do),
		TEST(the_progress_is_the_same_in_every_locale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
