/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk without a terminal: kiosk.ini, and idle, warning and wipe with a clock that is handed in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/kiosk.h"
#include "base/diag.h"
#include "base/strbuf.h"

static struct kiosk_config config;

static enum kiosk_do tick(struct kiosk *k, int64_t steady)
{
	return kiosk_handle(k, &(struct event){ .kind = EVENT_TICK, .steady = steady }, false, true);
}

static enum kiosk_do press(struct kiosk *k, int64_t steady, uint32_t key)
{
	return kiosk_handle(k, &(struct event){ .kind = EVENT_KEY, .key = key, .steady = steady }, false, true);
}

static struct kiosk begin(void)
{
	struct kiosk k;

	kiosk_config_init(&config);
	kiosk_init(&k, &config, 2, 1000);
	return k;
}

static void any_key_begins_a_visit_and_keys_then_belong_to_the_course(void **state)
{
	struct kiosk k = begin();

	(void)state;
	assert_int_equal(press(&k, 1001, 'q'), KIOSK_BEGIN);
	assert_int_equal(press(&k, 1002, 'q'), KIOSK_PASS);
	assert_int_equal(tick(&k, 1003), KIOSK_NOTHING);
}

static void languages_take_turns_while_nobody_is_there(void **state)
{
	struct kiosk k = begin();

	(void)state;
	assert_int_equal(tick(&k, 1007), KIOSK_NOTHING);
	assert_int_equal(tick(&k, 1008), KIOSK_TURN_LANGUAGE);
	assert_int_equal(k.language, 1);
	assert_int_equal(tick(&k, 1016), KIOSK_TURN_LANGUAGE);
	assert_int_equal(k.language, 0);
}

static void who_is_idle_is_warned_and_after_the_countdown_all_is_wiped(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, 'a');
	press(&k, 1010, 'a');
	tick(&k, 1129);
	assert_int_equal(k.phase, KIOSK_VISIT);
	tick(&k, 1130);
	assert_int_equal(k.phase, KIOSK_WARNING);
	assert_int_equal(tick(&k, 1159), KIOSK_NOTHING);
	assert_int_equal(tick(&k, 1160), KIOSK_WIPE);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
}

static void any_key_stays_and_does_nothing_else(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, 'a');
	tick(&k, 1200);
	assert_int_equal(k.phase, KIOSK_WARNING);
	assert_int_equal(press(&k, 1229, 'q'), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_VISIT);
	tick(&k, 1348);
	assert_int_equal(k.phase, KIOSK_VISIT);
}

static void a_page_of_text_takes_longer(void **state)
{
	struct kiosk k = begin();
	const struct event late = { .kind = EVENT_TICK, .steady = 1239 }, later = { .kind = EVENT_TICK, .steady = 1240 };

	(void)state;
	press(&k, 1000, 'a');
	kiosk_handle(&k, &late, true, true);
	assert_int_equal(k.phase, KIOSK_VISIT);
	kiosk_handle(&k, &later, true, true);
	assert_int_equal(k.phase, KIOSK_WARNING);
}

static void hiding_shows_a_calendar_and_only_a_new_visit_follows(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, 'a');
	assert_int_equal(press(&k, 1001, K_CTRL('x')), KIOSK_PASS);
	kiosk_visit_ended(&k, true, 2026, 11, 24);
	assert_int_equal(press(&k, 1002, K_RIGHT), KIOSK_NOTHING);
	assert_int_equal(k.calendar.month, 12);
	assert_int_equal(press(&k, 1003, K_ESC), KIOSK_NOTHING);
	assert_int_equal(press(&k, 1003, K_CTRL('t')), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_HIDDEN);
	press(&k, 1004, 'q');
	assert_int_equal(k.phase, KIOSK_ATTRACT);
}

static enum kiosk_do try_code(struct kiosk *k, int64_t steady)
{
	press(k, steady, '1');
	return press(k, steady, K_ENTER);
}

static void three_wrong_codes_wait(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, K_CTRL('t'));
	assert_int_equal(k.phase, KIOSK_CODE);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(try_code(&k, 1001), KIOSK_CHECK_CODE);
		kiosk_code_checked(&k, false);
		assert_int_equal(k.code.len, 0);
	}
	assert_int_equal(try_code(&k, 1020), KIOSK_NOTHING);
	press(&k, 1021, K_ESC);
	press(&k, 1022, K_CTRL('t'));
	assert_int_equal(try_code(&k, 1040), KIOSK_NOTHING);
	assert_int_equal(try_code(&k, 1061), KIOSK_CHECK_CODE);
	kiosk_code_checked(&k, true);
	assert_int_equal(k.phase, KIOSK_STAFF);
	assert_int_equal(press(&k, 1062, '9'), KIOSK_LEAVE);
}

/* A clock that jumps, or runs back, wipes nobody's visit and keeps nobody's. */
static void a_clock_that_runs_back_is_not_followed(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, 'a');
	tick(&k, 10);
	assert_int_equal(k.steady, 1000);
	tick(&k, 1119);
	assert_int_equal(k.phase, KIOSK_VISIT);
}

static void the_countdown_is_shown(void **state)
{
	struct kiosk k = begin();
	struct view view;

	(void)state;
	press(&k, 1000, 'a');
	tick(&k, 1120);
	tick(&k, 1130);
	view_init(&view);
	kiosk_describe(&k, 0, 0, &view);
	assert_non_null(strstr(view.blocks[1].text, "20 seconds"));
	view_release(&view);
}

/* ---- a key that is stuck */

/* Ten times a second, as keyboards do, up to the second `to`; what was asked for last. */
static enum kiosk_do hold(struct kiosk *k, struct event e, int64_t to)
{
	enum kiosk_do what = KIOSK_NOTHING;

	for (int64_t t = k->steady; t <= to; t++)
		for (int i = 0; i < 10; i++) {
			e.steady = t;
			what = kiosk_handle(k, &e, false, true);
		}
	return what;
}

static const struct event stuck_keys[] = {
	{ .kind = EVENT_KEY, .key = 'a' }, { .kind = EVENT_KEY, .key = K_DOWN }, { .kind = EVENT_KEY, .key = K_ENTER },
	{ .kind = EVENT_CLICK, .x = 3, .y = 4 }, { .kind = EVENT_WHEEL, .delta = 3 },
	{ .kind = EVENT_PASTE, .text = "aaaa", .len = 4 },
};

static void a_stuck_key_keeps_no_visit_open_and_begins_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(stuck_keys) / sizeof(*stuck_keys); i++) {
		struct kiosk k = begin();

		press(&k, 1000, 'x');
		press(&k, 1000, 'y');
		hold(&k, stuck_keys[i], 1119);
		assert_int_equal(k.phase, KIOSK_VISIT);
		hold(&k, stuck_keys[i], 1120);
		assert_int_equal(k.phase, KIOSK_WARNING);
		hold(&k, stuck_keys[i], 1149);
		assert_int_equal(k.phase, KIOSK_WARNING);
		assert_int_equal(kiosk_handle(&k, &(struct event){ .kind = EVENT_TICK, .steady = 1150 }, false, true), KIOSK_WIPE);
		hold(&k, stuck_keys[i], 5000);
		assert_int_equal(k.phase, KIOSK_ATTRACT);
		assert_int_equal(k.visits, 1);
		/* any other key, or the same after a pause, is somebody again */
		assert_int_equal(press(&k, 5000, 'z'), KIOSK_BEGIN);
	}
}

static void a_key_that_is_pressed_again_and_again_is_somebody(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, K_DOWN);
	for (int64_t t = 1000; t < 3000; t += KIOSK_PAUSE)
		press(&k, t, K_DOWN);
	tick(&k, 3000);
	assert_int_equal(k.phase, KIOSK_VISIT);
	/* two keys in turn as well, however fast */
	for (int64_t t = 3000; t < 4000; t++)
		press(&k, t, t % 2 ? 'a' : 'b');
	assert_int_equal(k.phase, KIOSK_VISIT);
}

static void a_stuck_key_keeps_neither_decoy_nor_staff_screen_open(void **state)
{
	const struct event stuck = { .kind = EVENT_KEY, .key = 'a' };
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, 'x');
	kiosk_visit_ended(&k, true, 2026, 11, 24);
	hold(&k, stuck, 1000 + KIOSK_HIDDEN_FOR);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
	press(&k, 1200, K_CTRL('t'));
	hold(&k, stuck, 1230);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
	press(&k, 1300, K_CTRL('t'));
	kiosk_code_checked(&k, true);
	assert_int_equal(k.phase, KIOSK_STAFF);
	hold(&k, stuck, 1300 + 120);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
}

/* ---- the staff's screen */

/* What the screen calls counted is on the disk; the rest is said to be not. */
static void answers_that_wait_for_the_disk_are_said(void **state)
{
	struct kiosk k = begin();
	struct view view;

	(void)state;
	press(&k, 1000, K_CTRL('t'));
	kiosk_code_checked(&k, true);
	view_init(&view);
	kiosk_describe(&k, 12, 0, &view);
	assert_non_null(strstr(view.blocks[1].text, "12 answers"));
	assert_null(strstr(view.blocks[2].text, "not written"));
	view_clear(&view);
	kiosk_describe(&k, 12, 3, &view);
	assert_non_null(strstr(view.blocks[2].text, "3 answers are not written yet"));
	view_release(&view);
}

static void each_further_three_wrong_codes_wait_twice_as_long(void **state)
{
	struct kiosk k = begin();
	int64_t now = 1000;

	(void)state;
	for (int round = 0; round < 4; round++) {
		press(&k, now, K_CTRL('t'));
		for (int i = 0; i < KIOSK_TRIES; i++) {
			assert_int_equal(try_code(&k, now), KIOSK_CHECK_CODE);
			kiosk_code_checked(&k, false);
		}
		assert_int_equal(k.wait_until, now + ((int64_t)KIOSK_WAIT << round));
		press(&k, now, K_ESC);
		now = k.wait_until;
		press(&k, now - 1, K_CTRL('t'));
		assert_int_equal(try_code(&k, now - 1), KIOSK_NOTHING);
		press(&k, now - 1, K_ESC);
	}
}

/* Without usb there is nothing to do with a stick. */
static void a_stick_is_asked_for_only_where_one_is_named(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, K_CTRL('t'));
	kiosk_code_checked(&k, true);
	assert_int_equal(press(&k, 1001, '1'), KIOSK_NOTHING);
	assert_int_equal(press(&k, 1001, '2'), KIOSK_NOTHING);
	config.usb = "/media/vigie/stick";
	assert_int_equal(press(&k, 1002, '1'), KIOSK_UPDATE);
	assert_int_equal(press(&k, 1003, '2'), KIOSK_EXPORT);
	config.usb = NULL;
}

/* ---- opening hours */

static enum kiosk_do closed(struct kiosk *k, int64_t steady, uint32_t key)
{
	return kiosk_handle(k, &(struct event){ .kind = key ? EVENT_KEY : EVENT_TICK, .key = key, .steady = steady }, false, false);
}

static void outside_the_hours_no_visit_begins_and_an_open_one_goes_on(void **state)
{
	struct kiosk k = begin();

	(void)state;
	assert_int_equal(closed(&k, 1001, 'a'), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_CLOSED);
	assert_int_equal(closed(&k, 1002, K_CTRL('t')), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_CODE);
	press(&k, 1003, K_ESC);
	assert_int_equal(press(&k, 1004, 'a'), KIOSK_BEGIN);
	/* nobody is put out at the hour */
	assert_int_equal(closed(&k, 1005, 'b'), KIOSK_PASS);
	assert_int_equal(k.phase, KIOSK_VISIT);
}

/* ---- kiosk.ini */

static bool is_hash(const char *s)
{
	return *s == '$';
}

static bool speaks(const char *language)
{
	return strcmp(language, "de") != 0;
}

static bool has_lessons(const char *folder)
{
	return strcmp(folder, "/srv/empty") != 0;
}

static const struct kiosk_world world = { .is_hash = is_hash, .speaks = speaks, .has_lessons = has_lessons };

static bool parse(const char *text, size_t *errors)
{
	struct diags diags = DIAGS_INIT;
	bool good;

	kiosk_config_release(&config);
	good = kiosk_config_parse(&config, "kiosk.ini", text, strlen(text), &world, &diags);
	*errors = diags.errors;
	diags_release(&diags);
	return good;
}

static void a_whole_file_is_understood(void **state)
{
	size_t errors;

	(void)state;
	assert_true(parse("[kiosk]\nidle = 60\nidle-text = 90\nwarning = 20\nlanguages = fr, en\ncountry = FR\n"
		"data = /srv/vigie\nminimum = 12\n[staff]\ncode = $y$abc\n[hours]\nmonday = 09:00-18:30\n", &errors));
	assert_int_equal(config.idle, 60);
	assert_int_equal(config.n_languages, 2);
	assert_string_equal(config.languages[1].code, "en");
	assert_string_equal(config.country, "FR");
	assert_string_equal(config.code, "$y$abc");
	assert_int_equal(config.hours[0].to, 18 * 60 + 30);
}

static void each_mistake_is_said(void **state)
{
	static const char *const bad[] = {
		"[kiosk]\nidle = 5\n", "[kiosk]\nwarning = 19\n", "[kiosk]\nwarning = soon\n", "[kiosk]\ncolour = red\n",
		"[kiosk]\nlanguages = klingon\n", "[kiosk]\nlanguages = fr, de\n", "[kiosk]\nlessons = /srv/empty\n",
		"[kiosk]\nusb = /stick\n", "[kiosk]\ndata = /var/..\n", "[kiosk]\nidle = 3601\n", "[staff]\nidle = 60\n", "[kiosk]\ncountry = fr\n", "[kiosk]\ndata = data\n",
		"[kiosk]\ndata = /var/../etc\n", "[kiosk]\nminimum = 1\n", "[staff]\ncode = 1234\n",
		"[hours]\nmonday = 18:00-09:00\n", "[hours]\nmonday = all\n", "[hours]\nmonday = 24:01-24:02\n", "[hours]\nmonday = 09:60-10:00\n", "[hours]\ncaturday = closed\n", "[people]\na = 1\n",
	};
	size_t errors;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (parse(bad[i], &errors) || errors != 1)
			fail_msg("%zu errors in %s", errors, bad[i]);
	}
}

static void hours_are_kept_and_a_clock_of_1970_closes_nothing(void **state)
{
	const int64_t tuesday_noon = 1795521600; /* 2026-11-24 12:00 */
	size_t errors;

	(void)state;
	assert_true(parse("[hours]\ntuesday = 09:00-12:30\n", &errors));
	assert_true(kiosk_is_open(&config, tuesday_noon, 0));
	assert_false(kiosk_is_open(&config, tuesday_noon, 3600));
	assert_false(kiosk_is_open(&config, tuesday_noon + 86400, 0));
	assert_true(kiosk_is_open(&config, 100, 0));
	kiosk_config_release(&config);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_key_begins_a_visit_and_keys_then_belong_to_the_course),
		cmocka_unit_test(languages_take_turns_while_nobody_is_there),
		cmocka_unit_test(who_is_idle_is_warned_and_after_the_countdown_all_is_wiped),
		cmocka_unit_test(any_key_stays_and_does_nothing_else),
		cmocka_unit_test(a_page_of_text_takes_longer),
		cmocka_unit_test(hiding_shows_a_calendar_and_only_a_new_visit_follows),
		cmocka_unit_test(three_wrong_codes_wait),
		cmocka_unit_test(a_clock_that_runs_back_is_not_followed),
		cmocka_unit_test(the_countdown_is_shown),
		cmocka_unit_test(a_stuck_key_keeps_no_visit_open_and_begins_none),
		cmocka_unit_test(a_key_that_is_pressed_again_and_again_is_somebody),
		cmocka_unit_test(a_stuck_key_keeps_neither_decoy_nor_staff_screen_open),
		cmocka_unit_test(answers_that_wait_for_the_disk_are_said),
		cmocka_unit_test(each_further_three_wrong_codes_wait_twice_as_long),
		cmocka_unit_test(a_stick_is_asked_for_only_where_one_is_named),
		cmocka_unit_test(outside_the_hours_no_visit_begins_and_an_open_one_goes_on),
		cmocka_unit_test(a_whole_file_is_understood),
		cmocka_unit_test(each_mistake_is_said),
		cmocka_unit_test(hours_are_kept_and_a_clock_of_1970_closes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
