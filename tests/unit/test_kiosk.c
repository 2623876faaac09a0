/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk without a terminal: idling, warning, wiping and codes on a simulated clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/kiosk.h"
#include "view/layout.h"
#include "base/strbuf.h"

static struct kiosk_config config;

static enum kiosk_action tick(struct kiosk *k, int64_t monotonic)
{
	return kiosk_handle(
		k, &(struct event){ .kind = EVENT_TICK, .monotonic = monotonic }, false, true);
}

static enum kiosk_action press(struct kiosk *k, int64_t monotonic, uint32_t key)
{
	return kiosk_handle(k,
		&(struct event){ .kind = EVENT_KEY, .key = key, .monotonic = monotonic }, false,
		true);
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
	const struct event late = { .kind = EVENT_TICK, .monotonic = 1239 },
			   later = { .kind = EVENT_TICK, .monotonic = 1240 };

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

static enum kiosk_action try_code(struct kiosk *k, int64_t monotonic)
{
	press(k, monotonic, '1');
	return press(k, monotonic, K_ENTER);
}

/* Arrow keys change the month, as in a real calendar, and the decoy ends by itself. */
static void the_calendar_turns_by_months_and_years_and_ends_by_itself(void **state)
{
	struct kiosk k = begin();
	struct layout layout;
	struct view view;

	(void)state;
	press(&k, 1000, 'a');
	kiosk_visit_ended(&k, true, 2026, 11, 24);
	view_init(&view);
	kiosk_describe(&k, 7, 0, &view);
	assert_string_equal(view.title, "");
	assert_non_null(strstr(view.blocks[0].text, "November 2026"));
	/* in 12 rows, too, nothing says that there is more */
	layout_init(&layout);
	layout_view(&layout, &view, 40, 12, false);
	assert_int_equal(layout_max_scroll(&layout), 0);
	layout_release(&layout);
	for (size_t i = 0; i < view.n; i++)
		assert_null(strstr(view.blocks[i].text, "Vigie"));
	press(&k, 1001, K_LEFT);
	press(&k, 1002, K_DOWN);
	view_clear(&view);
	kiosk_describe(&k, 7, 0, &view);
	assert_non_null(strstr(view.blocks[0].text, "October 2027"));
	press(&k, 1003, K_UP);
	press(&k, 1006, K_UP);
	view_clear(&view);
	kiosk_describe(&k, 7, 0, &view);
	assert_non_null(strstr(view.blocks[0].text, "October 2025"));
	view_release(&view);
	tick(&k, 1006 + KIOSK_HIDDEN_FOR - 1);
	assert_int_equal(k.phase, KIOSK_HIDDEN);
	tick(&k, 1006 + KIOSK_HIDDEN_FOR);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
}

static void who_left_without_hiding_sees_the_first_screen(void **state)
{
	struct kiosk k = begin();
	struct view view;

	(void)state;
	press(&k, 1000, 'a');
	kiosk_visit_ended(&k, false, 2026, 11, 24);
	view_init(&view);
	kiosk_describe(&k, 0, 0, &view);
	assert_string_equal(view.title, "Vigie");
	assert_non_null(strstr(view.blocks[1].text, "Press any key to begin."));
	view_release(&view);
}

static void the_first_screen_offers_ways_and_languages(void **state)
{
	struct kiosk k = begin();
	struct view view;

	(void)state;
	k.ways[0] = "I have five minutes";
	k.ways[1] = "I need help";
	k.n_ways = 2;
	view_init(&view);
	kiosk_describe(&k, 0, 0, &view);
	assert_string_equal(view.blocks[3].text, "I need help");
	assert_int_equal(block_number(&view.blocks[3]), 2);
	assert_int_equal(view.blocks[3].id, 1);
	assert_null(view.where);
	view_clear(&view);
	k.other_languages = "Français";
	kiosk_describe(&k, 0, 0, &view);
	assert_string_equal(view.where, "g Français");
	view_clear(&view);
	k.other_languages = "English · Español · Русский";
	kiosk_describe(&k, 0, 0, &view);
	assert_string_equal(view.blocks[2].label, "g");
	assert_string_equal(view.blocks[2].text, k.other_languages);
	view_release(&view);
}

/* Both keys of the quick exit work at once, during the countdown too. */
static void who_hides_during_the_countdown_is_hidden(void **state)
{
	const uint32_t keys[] = { K_CTRL('x'), K_F9 };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct kiosk k = begin();

		press(&k, 1000, 'a');
		tick(&k, 1120);
		assert_int_equal(k.phase, KIOSK_WARNING);
		assert_int_equal(press(&k, 1121, keys[i]), KIOSK_PASS);
	}
}

/* A resize is passed on to the course, which redraws itself; the countdown goes on. */
static void a_window_that_changes_its_size_stays_in_the_countdown(void **state)
{
	struct kiosk k = begin();
	const struct event resize = { .kind = EVENT_RESIZE, .x = 40, .y = 12, .monotonic = 1121 };

	(void)state;
	press(&k, 1000, 'a');
	tick(&k, 1120);
	assert_int_equal(kiosk_handle(&k, &resize, false, true), KIOSK_PASS);
	assert_int_equal(k.phase, KIOSK_WARNING);
}

static void one_language_takes_no_turns(void **state)
{
	struct kiosk k = begin();

	(void)state;
	kiosk_init(&k, &config, 1, 1000);
	assert_int_equal(tick(&k, 1100), KIOSK_NOTHING);
	assert_int_equal(k.language, 0);
}

/* If idle_text is less than idle, pages of text get idle as well. */
static void a_page_of_text_never_takes_less_time(void **state)
{
	struct kiosk k = begin();
	const struct event at_119 = { .kind = EVENT_TICK, .monotonic = 1119 };

	(void)state;
	config.idle_text = 60;
	press(&k, 1000, 'a');
	kiosk_handle(&k, &at_119, true, true);
	assert_int_equal(k.phase, KIOSK_VISIT);
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

/* A clock that runs backwards neither wipes a visit nor extends it. */
static void a_clock_that_runs_back_is_not_followed(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, 'a');
	tick(&k, 10);
	assert_int_equal(k.monotonic, 1000);
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

/* ---- stuck keys */

/* Repeats e ten times a second, as a keyboard does, until the second to. Returns the last
 * action. */
static enum kiosk_action hold(struct kiosk *k, struct event e, int64_t to)
{
	enum kiosk_action what = KIOSK_NOTHING;

	for (int64_t t = k->monotonic; t <= to; t++)
		for (int i = 0; i < 10; i++) {
			e.monotonic = t;
			what = kiosk_handle(k, &e, false, true);
		}
	return what;
}

static const struct event stuck_keys[] = {
	{ .kind = EVENT_KEY, .key = 'a' },
	{ .kind = EVENT_KEY, .key = K_DOWN },
	{ .kind = EVENT_KEY, .key = K_ENTER },
	{ .kind = EVENT_CLICK, .x = 3, .y = 4 },
	{ .kind = EVENT_WHEEL, .delta = 3 },
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
		assert_int_equal(
			kiosk_handle(&k, &(struct event){ .kind = EVENT_TICK, .monotonic = 1150 },
				false, true),
			KIOSK_WIPE);
		hold(&k, stuck_keys[i], 5000);
		assert_int_equal(k.phase, KIOSK_ATTRACT);
		assert_int_equal(k.visits, 1);
		/* another key, or the same one after a pause, counts as activity again */
		assert_int_equal(press(&k, 5000, 'z'), KIOSK_BEGIN);
	}
}

static void a_key_that_is_pressed_again_and_again_is_somebody(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, K_DOWN);
	for (int64_t t = 1000; t < 3000; t += KIOSK_REPEAT_SECONDS)
		press(&k, t, K_DOWN);
	tick(&k, 3000);
	assert_int_equal(k.phase, KIOSK_VISIT);
	/* two alternating keys count too, however fast */
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

/* ---- the staff screen */

/* Answers shown as counted are on disk; the others are reported as not written yet. */
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

/* Returns the text of block i of the current screen, "" if there is none. */
static const char *said(const struct kiosk *k, struct view *view, size_t i)
{
	view_clear(view);
	kiosk_describe(k, 0, 0, view);
	return i < view->n ? view->blocks[i].text : "";
}

static void a_paste_is_nobody(void **state)
{
	const struct event paste = {
		.kind = EVENT_PASTE, .text = "a", .len = 1, .monotonic = 1000
	};
	struct kiosk k = begin();

	(void)state;
	assert_int_equal(kiosk_handle(&k, &paste, false, true), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
	assert_int_equal(k.visits, 0);
}

static void nothing_is_left_of_a_code_that_was_given_up(void **state)
{
	static const struct field none;
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, K_CTRL('t'));
	press(&k, 1001, '4');
	press(&k, 1002, '7');
	assert_int_equal(k.code.len, 2);
	press(&k, 1003, K_ESC);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
	assert_memory_equal(&k.code, &none, sizeof(none));
}

static void the_right_code_forgives_the_wrong_ones(void **state)
{
	struct kiosk k = begin();

	(void)state;
	press(&k, 1000, K_CTRL('t'));
	for (int i = 1; i < KIOSK_TRIES; i++)
		kiosk_code_checked(&k, false);
	kiosk_code_checked(&k, true);
	kiosk_code_checked(&k, false);
	assert_int_equal(k.wait_until, 0);
}

static void the_screen_of_the_code_shows_none_of_it(void **state)
{
	struct kiosk k = begin();
	struct view view;

	(void)state;
	view_init(&view);
	press(&k, 1000, K_CTRL('t'));
	assert_non_null(strstr(said(&k, &view, 0), "Type the code"));
	assert_string_equal(said(&k, &view, 1), "");
	/* Enter without a code is not a try, and a code cannot be pasted */
	assert_int_equal(press(&k, 1001, K_ENTER), KIOSK_NOTHING);
	assert_int_equal(
		kiosk_handle(&k,
			&(struct event){
				.kind = EVENT_PASTE, .text = "1", .len = 1, .monotonic = 1001 },
			false, true),
		KIOSK_NOTHING);
	assert_string_equal(said(&k, &view, 1), "");
	press(&k, 1002, '4');
	assert_string_equal(said(&k, &view, 1), "…");
	press(&k, 1003, '2');
	assert_string_equal(said(&k, &view, 1), "…");
	press(&k, 1004, K_ENTER);
	kiosk_code_checked(&k, false);
	assert_non_null(strstr(said(&k, &view, 0), "not the code"));
	assert_string_equal(said(&k, &view, 1), "");
	for (int i = 1; i < KIOSK_TRIES; i++)
		kiosk_code_checked(&k, false);
	assert_non_null(strstr(said(&k, &view, 0), "Wait 60 seconds"));
	tick(&k, 1004 + KIOSK_LOCKOUT_SECONDS - 31);
	assert_non_null(strstr(said(&k, &view, 0), "Wait 31 seconds"));
	view_release(&view);
}

/* A visitor who guesses on and on must not keep the staff out for hours. */
static void many_wrong_codes_wait_five_minutes_and_no_longer(void **state)
{
	struct kiosk k = begin();

	(void)state;
	for (int i = 0; i < 30 * KIOSK_TRIES; i++) {
		kiosk_code_checked(&k, false);
		assert_true(k.wait_until <= 1000 + KIOSK_LOCKOUT_MOST);
	}
	assert_int_equal(k.wait_until, 1000 + 300);
}

/* Pulling the plug, or a crash, gives nobody three more tries. */
static void a_restart_keeps_the_wrong_codes(void **state)
{
	struct kiosk k = begin();

	(void)state;
	kiosk_resume_wrong(&k, 2);
	assert_true(k.wait_until <= 1000);
	kiosk_code_checked(&k, false);
	assert_int_equal(k.wait_until, 1000 + KIOSK_LOCKOUT_SECONDS);
	k = begin();
	kiosk_resume_wrong(&k, 6);
	assert_int_equal(k.wait_until, 1000 + 2 * KIOSK_LOCKOUT_SECONDS);
	kiosk_resume_wrong(&k, 0);
	assert_true(k.wait_until <= 1000);
}

static void the_staff_see_figures_until_something_is_said(void **state)
{
	struct kiosk k = begin();
	struct view view;

	(void)state;
	press(&k, 1000, 'a');
	kiosk_visit_ended(&k, false, 2026, 11, 24);
	press(&k, 1001, K_CTRL('t'));
	kiosk_code_checked(&k, true);
	view_init(&view);
	assert_non_null(strstr(said(&k, &view, 0), "1 visit since the start."));
	assert_non_null(strstr(said(&k, &view, 2), "9  End the kiosk"));
	config.usb = "/media/vigie/stick";
	assert_non_null(strstr(said(&k, &view, 2), "1  Take new lessons"));
	assert_non_null(strstr(said(&k, &view, 3), "2  Write the counters"));
	kiosk_set_message(&k, "There is no stick.");
	assert_string_equal(said(&k, &view, 0), "There is no stick.");
	assert_non_null(strstr(said(&k, &view, 1), "1  Take new lessons"));
	config.usb = NULL;
	/* leaving and coming back shows the figures again */
	press(&k, 1002, 'q');
	press(&k, 1003, K_CTRL('t'));
	kiosk_code_checked(&k, true);
	assert_non_null(strstr(said(&k, &view, 0), "1 visit since the start."));
	view_release(&view);
}

static void each_further_three_wrong_codes_wait_twice_as_long(void **state)
{
	struct kiosk k = begin();
	int64_t now = 1000;

	(void)state;
	for (int round = 0; round < 3; round++) {
		press(&k, now, K_CTRL('t'));
		for (int i = 0; i < KIOSK_TRIES; i++) {
			assert_int_equal(try_code(&k, now), KIOSK_CHECK_CODE);
			kiosk_code_checked(&k, false);
		}
		assert_int_equal(k.wait_until, now + ((int64_t)KIOSK_LOCKOUT_SECONDS << round));
		press(&k, now, K_ESC);
		now = k.wait_until;
		press(&k, now - 1, K_CTRL('t'));
		assert_int_equal(try_code(&k, now - 1), KIOSK_NOTHING);
		press(&k, now - 1, K_ESC);
	}
}

/* Without usb in kiosk.ini the USB stick commands do nothing. */
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

static enum kiosk_action closed(struct kiosk *k, int64_t monotonic, uint32_t key)
{
	return kiosk_handle(k,
		&(struct event){
			.kind = key ? EVENT_KEY : EVENT_TICK, .key = key, .monotonic = monotonic },
		false, false);
}

static void outside_the_hours_no_visit_begins_and_an_open_one_goes_on(void **state)
{
	struct kiosk k = begin();
	struct view view;

	(void)state;
	assert_int_equal(closed(&k, 1001, 'a'), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_CLOSED);
	assert_int_equal(closed(&k, 1001, 0), KIOSK_NOTHING);
	view_init(&view);
	assert_string_equal(said(&k, &view, 0), "Closed now.");
	view_release(&view);
	assert_int_equal(closed(&k, 1002, K_CTRL('t')), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_CODE);
	press(&k, 1003, K_ESC);
	/* the kiosk opens by itself when the hours begin */
	closed(&k, 1003, 0);
	assert_int_equal(k.phase, KIOSK_CLOSED);
	assert_int_equal(tick(&k, 1003), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
	assert_int_equal(press(&k, 1004, 'a'), KIOSK_BEGIN);
	/* closing time does not end a visit */
	assert_int_equal(closed(&k, 1005, 'b'), KIOSK_PASS);
	assert_int_equal(k.phase, KIOSK_VISIT);
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
		cmocka_unit_test(the_calendar_turns_by_months_and_years_and_ends_by_itself),
		cmocka_unit_test(who_left_without_hiding_sees_the_first_screen),
		cmocka_unit_test(the_first_screen_offers_ways_and_languages),
		cmocka_unit_test(who_hides_during_the_countdown_is_hidden),
		cmocka_unit_test(a_window_that_changes_its_size_stays_in_the_countdown),
		cmocka_unit_test(one_language_takes_no_turns),
		cmocka_unit_test(a_page_of_text_never_takes_less_time),
		cmocka_unit_test(three_wrong_codes_wait),
		cmocka_unit_test(a_clock_that_runs_back_is_not_followed),
		cmocka_unit_test(the_countdown_is_shown),
		cmocka_unit_test(a_stuck_key_keeps_no_visit_open_and_begins_none),
		cmocka_unit_test(a_key_that_is_pressed_again_and_again_is_somebody),
		cmocka_unit_test(a_stuck_key_keeps_neither_decoy_nor_staff_screen_open),
		cmocka_unit_test(answers_that_wait_for_the_disk_are_said),
		cmocka_unit_test(a_paste_is_nobody),
		cmocka_unit_test(nothing_is_left_of_a_code_that_was_given_up),
		cmocka_unit_test(the_right_code_forgives_the_wrong_ones),
		cmocka_unit_test(the_screen_of_the_code_shows_none_of_it),
		cmocka_unit_test(many_wrong_codes_wait_five_minutes_and_no_longer),
		cmocka_unit_test(a_restart_keeps_the_wrong_codes),
		cmocka_unit_test(the_staff_see_figures_until_something_is_said),
		cmocka_unit_test(each_further_three_wrong_codes_wait_twice_as_long),
		cmocka_unit_test(a_stick_is_asked_for_only_where_one_is_named),
		cmocka_unit_test(outside_the_hours_no_visit_begins_and_an_open_one_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
