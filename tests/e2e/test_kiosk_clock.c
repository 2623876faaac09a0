/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Idle time, warning, wipe, opening hours and code lockout under a controlled clock, and other
 * trouble of an unattended machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sched.h>
#include <sys/mount.h>
#include <time.h>

#include "e2e/kiosk.h"
#include "skip.h"

static struct handed_clock *hands;

static struct terminal *start_timed(struct desk *desk, const char *settings, const char *more)
{
	struct start start = { 0 };

	hands = clock_make(desk);
	clock_hand_in(desk, &start);
	return kiosk_start(desk, settings, more, &start);
}

static int teardown(void **state)
{
	if (hands)
		munmap(hands, sizeof(*hands));
	hands = NULL;
	return desk_teardown(state);
}

/* Waits longer than a tick of the kiosk, so that it has checked the clock. */
static void stays(struct terminal *t, const char *text)
{
	terminal_take(t, 1300);
	assert_true(terminal_shows(t, text));
}

static void to_a_question(struct terminal *t)
{
	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	terminal_send(t, "2" KEY_ENTER);
	assert_shows(t, "What is lower");
}

static void who_goes_away_is_warned_and_then_forgotten(void **state)
{
	struct terminal *t = start_timed(*state, "idle = 60\nidle-text = 300\nwarning = 20\n", "");

	to_a_question(t);
	hands->monotonic += 50;
	stays(t, "What is lower");
	hands->monotonic += 10;
	assert_shows(t, "Are you still there?");
	assert_shows(t, "any key to");
	hands->monotonic += 10;
	assert_shows(t, "seconds everything you did");
	/* a key keeps the visit open and has no other effect */
	terminal_send(t, "q");
	assert_shows(t, "What is lower");
	hands->monotonic += 61;
	assert_shows(t, "Are you still there?");
	hands->monotonic += 21;
	assert_shows(t, ATTRACT);
	/* and the next visitor starts at the beginning */
	terminal_send(t, " ");
	assert_shows(t, "at your own pace");
}

static void a_page_of_text_waits_longer(void **state)
{
	struct terminal *t = start_timed(*state, "idle = 60\nidle-text = 300\nwarning = 20\n", "");

	assert_shows(t, ATTRACT);
	press_until(t, KEY_ENTER, "▸ 1", 6);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "Three pages");
	press_until(t, KEY_ENTER, "A hill is lower", 2);
	hands->monotonic += 200;
	stays(t, "A hill is lower");
	hands->monotonic += 101;
	assert_shows(t, "Are you still there?");
}

static void the_languages_take_turns(void **state)
{
	struct desk *desk = *state;
	struct start start = { .args = { "kiosk", "--config", desk_path(desk, "kiosk.ini") } };
	struct strbuf text = STRBUF_INIT;
	struct terminal *t;

	hands = clock_make(desk);
	clock_hand_in(desk, &start);
	(void)mkdir(desk_path(desk, "data"), 0700);
	strbuf_addf(
		&text, "[kiosk]\nlanguages = fr, en\nattract = 60\ndata = %s/data\n", desk->home);
	desk_write(desk, "kiosk.ini", text.buf);
	strbuf_release(&text);
	t = desk_start(desk, &start);
	assert_shows(t, "Appuyez sur une touche");
	hands->monotonic += 61;
	assert_shows(t, ATTRACT);
	/* a visitor who starts now gets the language shown; the next visitor starts over */
	terminal_send(t, " ");
	assert_shows(t, "at your own pace");
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	hands->monotonic += 61;
	assert_shows(t, "Appuyez sur une touche");
}

static void three_wrong_codes_wait_a_minute(void **state)
{
	struct terminal *t = start_timed(*state, "idle = 60\n", kiosk_staff);

	assert_shows(t, ATTRACT);
	terminal_send(t, CTRL_T);
	assert_shows(t, "Type the code");
	for (int i = 0; i < 3; i++) {
		terminal_send(t, "1234\r");
		terminal_take(t, 50);
	}
	assert_shows(t, "Too many wrong codes");
	terminal_send(t, "4711\r");
	terminal_take(t, 100);
	assert_true(terminal_shows(t, "Too many wrong codes"));
	terminal_send(t, KEY_ESC);
	assert_shows(t, ATTRACT);
	hands->monotonic += 61;
	kiosk_to_staff(t);
	/* nor does that screen stay open for the next visitor */
	hands->monotonic += 61;
	assert_shows(t, ATTRACT);
}

/* 2026-11-24 is a Tuesday. Moves the wall clock of the kiosk there. */
static void set_wall(int64_t to)
{
	hands->wall = to - (int64_t)time(NULL);
}

static void outside_the_hours_it_is_closed(void **state)
{
	const int64_t tuesday_noon = 1795521600;
	struct terminal *t = start_timed(*state, "idle = 60\n", "[hours]\ntuesday = 09:00-18:00\n");

	set_wall(tuesday_noon);
	assert_shows(t, ATTRACT);
	set_wall(tuesday_noon + 7 * 3600);
	assert_shows(t, "Closed now.");
	terminal_send(t, " \r");
	stays(t, "Closed now.");
	set_wall(tuesday_noon + 86400);
	stays(t, "Closed now.");
	set_wall(tuesday_noon);
	assert_shows(t, ATTRACT);
}

/* A dead battery: the clock says 1970. The visit goes on, the hours close nothing, and no data is
 * lost. */
static void a_clock_that_jumps_to_1970_harms_nothing(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_timed(desk, "idle = 60\n", "[hours]\ntuesday = 09:00-18:00\n");

	set_wall(1795521600);
	to_a_question(t);
	set_wall(5 * 3600);
	stays(t, "What is lower");
	terminal_send(t, "1\r");
	assert_shows(t, "your answer");
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	assert_shows(t, "1970");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS " AND day = '1970-01-01'", 1), 1);
	set_wall(1795521600);
	kiosk_visit(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 2), 2);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS " AND day = '2026-11-24'", 1), 1);
}

/* A visitor at three in the morning belongs to the evening before. */
static void counts_are_of_the_day_that_ends_at_four(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_timed(desk, "idle = 60\n", "");

	assert_shows(t, ATTRACT);
	set_wall(1795521600 + 15 * 3600);
	kiosk_visit(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS " AND day = '2026-11-24'", 1), 1);
	set_wall(1795521600 + 17 * 3600);
	kiosk_visit(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS " AND day = '2026-11-25'", 1), 1);
}

/* Keys arrive ten times a second; only the clock runs faster. */
static void a_stuck_key_does_not_keep_a_visit_open(void **state)
{
	static const char *const stuck[] = { "\033OB", "j", "\t" };
	struct desk *desk = *state;
	struct terminal *t = start_timed(desk, "idle = 60\nwarning = 20\n", "");

	for (size_t i = 0; i < ARRAY_SIZE(stuck); i++) {
		to_a_question(t);
		for (int k = 0; k < 3000 && !terminal_shows(t, ATTRACT); k++) {
			terminal_send(t, stuck[i]);
			terminal_take(t, 3);
			if (k % 10 == 0)
				hands->monotonic++;
		}
		assert_true(terminal_shows(t, ATTRACT));
		/* nor does it begin a visit */
		for (int k = 0; k < 100; k++) {
			terminal_send(t, stuck[i]);
			terminal_take(t, 1);
		}
		assert_true(terminal_shows(t, ATTRACT));
		hands->monotonic += 10;
	}
}

/* ---- hardware trouble */

static void answer_and_wait(struct terminal *t)
{
	to_a_question(t);
	terminal_send(t, "1\r");
	assert_shows(t, "your answer");
}

/* A lost terminal (serial line, window) ends the kiosk; its answers are counted and systemd
 * restarts it. */
static void a_terminal_that_goes_away_loses_no_answer(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 60\n", "", NULL);

	answer_and_wait(t);
	terminal_hang_up(t);
	assert_ends(t, 128 + SIGHUP);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 1), 1);
}

static void shutting_down_loses_no_answer(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 60\n", "", NULL);

	answer_and_wait(t);
	terminal_signal(t, SIGTERM);
	assert_ends(t, 128 + SIGTERM);
	assert_given_back(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 1), 1);
}

/* An unplugged keyboard sends nothing: the visit times out, and a new keyboard starts another. */
static void a_keyboard_that_says_nothing_more_ends_the_visit(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_timed(desk, "idle = 60\nwarning = 20\n", "");

	answer_and_wait(t);
	for (int i = 0; i < 10 && !terminal_shows(t, ATTRACT); i++) {
		hands->monotonic += 100;
		terminal_take(t, 1200);
	}
	assert_shows(t, ATTRACT);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 1), 1);
	terminal_send(t, " ");
	assert_shows(t, "at your own pace");
}

/* Mounts a tmpfs of 256 kB; skips the test where mounting is not allowed. */
static void mount_small(const char *path)
{
	(void)mkdir(path, 0700);
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
		mount("vigie-test", path, "tmpfs", 0, "size=256k,mode=0700")) {
		print_message("# no small disk can be mounted here\n");
		skip_because("no small disk can be mounted here");
	}
}

static void fill(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	static char block[1024];

	while (write(fd, block, sizeof(block)) > 0)
		;
	close(fd);
}

static void a_full_disk_keeps_the_answers_until_there_is_room(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	mount_small(desk_path(desk, "data"));
	t = kiosk_start(desk, "idle = 60\n", kiosk_staff, NULL);
	assert_shows(t, ATTRACT);
	fill(desk_path(desk, "data/filler"));
	kiosk_visit(t);
	kiosk_visit(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 0), 0);
	/* only answers on the disk are reported as counted */
	kiosk_to_staff(t);
	assert_shows(t, "0 answers counted");
	assert_shows(t, "are not written yet");
	terminal_send(t, KEY_ESC);
	unlink(desk_path(desk, "data/filler"));
	kiosk_visit(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 3), 3);
	assert_int_equal(
		counters_ask(desk, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
	kiosk_to_staff(t);
	assert_shows_not(t, "are not written yet");
	terminal_send(t, "9");
	assert_ends(t, 10);
	umount2(desk_path(desk, "data"), MNT_DETACH);
}

/* The same when the disk was full before the kiosk started, so that there was no file yet. */
static void a_start_on_a_full_disk_counts_once_there_is_room(void **state)
{
	struct desk *desk = *state;
	struct terminal *t;

	mount_small(desk_path(desk, "data"));
	fill(desk_path(desk, "data/filler"));
	t = kiosk_start(desk, "idle = 60\n", kiosk_staff, NULL);
	assert_shows(t, ATTRACT);
	kiosk_visit(t);
	kiosk_to_staff(t);
	assert_shows(t, "1 answer is not written yet");
	terminal_send(t, KEY_ESC);
	unlink(desk_path(desk, "data/filler"));
	kiosk_visit(t);
	assert_int_equal(counters_wait(desk, COUNT_ANSWERS, 2), 2);
	kiosk_to_staff(t);
	assert_shows(t, "2 answers counted");
	assert_shows_not(t, "not written yet");
	terminal_send(t, "9");
	assert_ends(t, 10);
	umount2(desk_path(desk, "data"), MNT_DETACH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, teardown)
		TEST(who_goes_away_is_warned_and_then_forgotten),
		TEST(a_page_of_text_waits_longer),
		TEST(the_languages_take_turns),
		TEST(three_wrong_codes_wait_a_minute),
		TEST(outside_the_hours_it_is_closed),
		TEST(a_clock_that_jumps_to_1970_harms_nothing),
		TEST(counts_are_of_the_day_that_ends_at_four),
		TEST(a_stuck_key_does_not_keep_a_visit_open),
		TEST(a_terminal_that_goes_away_loses_no_answer),
		TEST(shutting_down_loses_no_answer),
		TEST(a_keyboard_that_says_nothing_more_ends_the_visit),
		TEST(a_full_disk_keeps_the_answers_until_there_is_room),
		TEST(a_start_on_a_full_disk_counts_once_there_is_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
