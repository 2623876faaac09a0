/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up a kiosk's machine, and its staff's other words to it, without a machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/kiosk.h"

static struct offers offers;
static struct kiosk_config config;
static struct kiosk k;
static struct view view;

static int setup(void **state)
{
	static const char text[] = "keyboard\tfr-latin9\tFrançais\nkeyboard\tus\tEnglish\n"
				   "zone\tEurope/Paris\tFR\nzone\tEtc/UTC\t\nupdate\tyes\n"
				   "now\tkeyboard\tus\n";

	(void)state;
	kiosk_config_init(&config);
	config.usb = "/media/vigie/stick";
	offers_init(&offers);
	offers_read(&offers, text, sizeof(text) - 1);
	offers_add(&offers, OFFER_LANGUAGE, "en", "English", "");
	offers_add(&offers, OFFER_LANGUAGE, "fr", "Français", "");
	offers_add(&offers, OFFER_COUNTRY, "FR", "France", "");
	offers_add(&offers, OFFER_COUNTRY, "BE", "Belgium", "");
	kiosk_init(&k, &config, 2, 1000);
	view_init(&view);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	view_release(&view);
	offers_release(&offers);
	return 0;
}

static enum kiosk_action press(uint32_t key)
{
	strcpy(k.setup.clock, "2026-11-29 18:30");
	return kiosk_handle(&k,
		&(struct event){ .kind = EVENT_KEY, .key = key, .monotonic = k.monotonic + 3 },
		false, true);
}

static enum kiosk_action tick(int64_t later)
{
	return kiosk_handle(&k,
		&(struct event){ .kind = EVENT_TICK, .monotonic = k.monotonic + later }, false,
		true);
}

static void type(const char *text)
{
	while (*text)
		assert_int_equal(press((uint32_t)*text++), KIOSK_NOTHING);
}

static bool shows(const char *what)
{
	view_clear(&view);
	kiosk_describe(&k, 0, 0, &view);
	for (size_t i = 0; i < view.n; i++)
		if (view.blocks[i].text && strstr(view.blocks[i].text, what))
			return true;
	return strstr(view.title, what) != NULL;
}

/* Presses Enter, which must tell the machine this; the machine does it. */
static enum kiosk_action told(const char *words)
{
	assert_int_equal(press(K_ENTER), KIOSK_ASK);
	assert_string_equal(k.ask, words);
	assert_true(shows("One moment"));
	/* keys wait */
	assert_int_equal(press('x'), KIOSK_NOTHING);
	assert_int_equal(press(K_ESC), KIOSK_NOTHING);
	return kiosk_answered(&k, NULL);
}

static void to_staff(void)
{
	kiosk_set_offers(&k, &offers, false);
	press(K_CTRL('t'));
	kiosk_code_checked(&k, true);
}

static void the_first_start_asks_for_everything(void **state)
{
	(void)state;
	kiosk_set_offers(&k, &offers, true);
	assert_true(shows("Setting up this machine"));
	/* no way around it */
	assert_int_equal(press(K_ESC), KIOSK_NOTHING);
	assert_int_equal(press(K_CTRL('t')), KIOSK_NOTHING);
	assert_int_equal(tick(100000), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_SETUP);
	press(K_DOWN);
	assert_int_equal(told("languages fr,en"), KIOSK_NOTHING);
	/* Enter keeps what the machine has */
	assert_int_equal(told("keyboard us"), KIOSK_NOTHING);
	type("azerty");
	assert_true(shows("azerty"));
	assert_int_equal(press(K_ENTER), KIOSK_NOTHING);
	type("belg");
	assert_false(shows("France"));
	assert_int_equal(told("country BE"), KIOSK_NOTHING);
	/* no zone is known there: all are offered */
	press(K_DOWN);
	assert_int_equal(told("zone Etc/UTC"), KIOSK_NOTHING);
	press(K_BACKSPACE);
	type("1");
	assert_int_equal(told("clock 2026-11-29 18:31"), KIOSK_NOTHING);
	type("4711");
	assert_false(shows("4711"));
	assert_int_equal(press(K_ENTER), KIOSK_NOTHING);
	type("4711");
	assert_int_equal(press(K_ENTER), KIOSK_HASH);
	assert_string_equal(k.setup.code.text, "4711");
	assert_int_equal(kiosk_answered(&k, NULL), KIOSK_AGAIN);
}

static void a_clock_that_is_right_is_not_touched(void **state)
{
	(void)state;
	kiosk_set_offers(&k, &offers, true);
	strcpy(k.setup.clock, "2026-11-29 18:30");
	told("languages en,fr");
	told("keyboard us");
	press(K_ENTER);
	told("country FR");
	told("zone Europe/Paris");
	assert_true(shows("2026-11-29 18:30"));
	assert_int_equal(press(K_ENTER), KIOSK_NOTHING);
	assert_true(shows("Code of the staff"));
	/* Esc leads back, but not to trying the keys */
	press(K_ESC);
	assert_true(shows("Clock"));
	for (int i = 0; i < 3; i++)
		press(K_ESC);
	assert_true(shows("Keyboard"));
	assert_true(shows("Choose the one"));
}

static void a_code_that_is_no_good_is_asked_for_again(void **state)
{
	(void)state;
	kiosk_set_offers(&k, &offers, true);
	k.setup.step = SETUP_CODE;
	type("1234");
	assert_int_equal(press(K_ENTER), KIOSK_NOTHING);
	assert_true(shows("anyone tries"));
	type("4711");
	press(K_ENTER);
	assert_true(shows("once more"));
	type("4712");
	assert_int_equal(press(K_ENTER), KIOSK_NOTHING);
	assert_true(shows("different code"));
	assert_int_equal(k.setup.step, SETUP_CODE);
	assert_int_equal(k.setup.typed.len, 0);
}

static void what_is_not_in_the_list_is_said(void **state)
{
	(void)state;
	kiosk_set_offers(&k, &offers, true);
	type("xyz");
	assert_int_equal(press(K_ENTER), KIOSK_NOTHING);
	assert_true(shows("Nothing in the list"));
	for (int i = 0; i < 5; i++)
		press(K_BACKSPACE);
	assert_false(shows("Nothing in the list"));
	for (int i = 0; i < 5; i++)
		press(K_UP);
	press(K_PAGE_DOWN);
	assert_int_equal(k.setup.at, 1);
}

static void a_machine_that_refuses_or_is_silent_is_said(void **state)
{
	(void)state;
	kiosk_set_offers(&k, &offers, true);
	assert_int_equal(press(K_ENTER), KIOSK_ASK);
	kiosk_answered(&k, "busy");
	assert_true(shows("The machine is busy"));
	assert_int_equal(k.setup.step, SETUP_LANGUAGE);
	assert_int_equal(press(K_ENTER), KIOSK_ASK);
	assert_int_equal(tick(KIOSK_ANSWER_SECONDS - 1), KIOSK_NOTHING);
	assert_true(shows("One moment"));
	tick(1);
	assert_true(shows("does not answer"));
	/* an answer that comes too late changes nothing */
	assert_int_equal(kiosk_answered(&k, NULL), KIOSK_NOTHING);
	assert_int_equal(k.setup.step, SETUP_LANGUAGE);
}

static void the_staff_set_it_up_later_without_a_code(void **state)
{
	(void)state;
	to_staff();
	press('3');
	assert_int_equal(k.phase, KIOSK_SETUP);
	press(K_ESC);
	assert_int_equal(k.phase, KIOSK_STAFF);
	press('3');
	told("languages en,fr");
	told("keyboard us");
	press(K_ENTER);
	told("country FR");
	told("zone Europe/Paris");
	assert_int_equal(press(K_ENTER), KIOSK_AGAIN);
}

/* Who walks away leaves no screen of the staff open; what was changed is used. */
static void an_unfinished_set_up_ends_by_itself(void **state)
{
	(void)state;
	to_staff();
	press('3');
	assert_int_equal(tick(config.idle), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_ATTRACT);
	to_staff();
	press('3');
	told("languages en,fr");
	assert_int_equal(tick(config.idle), KIOSK_AGAIN);
	to_staff();
	press('3');
	told("languages en,fr");
	press(K_ESC);
	assert_int_equal(press(K_ESC), KIOSK_AGAIN);
}

static void the_staff_switch_the_machine_off_and_update_it(void **state)
{
	(void)state;
	to_staff();
	assert_true(shows("8  Switch the machine off"));
	/* there is nothing behind the kiosk of such a machine */
	assert_false(shows("9  End the kiosk"));
	assert_int_equal(press('9'), KIOSK_NOTHING);
	assert_int_equal(press('8'), KIOSK_ASK);
	assert_string_equal(k.ask, "shutdown");
	kiosk_answered(&k, NULL);
	assert_true(shows("switches itself off"));
	assert_int_equal(press('7'), KIOSK_ASK);
	assert_string_equal(k.ask, "restart");
	kiosk_answered(&k, NULL);
	assert_true(shows("starts again"));
	assert_int_equal(press('4'), KIOSK_ASK);
	assert_string_equal(k.ask, "update");
	assert_true(shows("Leave the machine on"));
	/* takes longer than the patience for other words, and than the staff's screen stays */
	assert_int_equal(tick(KIOSK_UPDATE_SECONDS - 1), KIOSK_NOTHING);
	assert_string_equal(k.ask, "update");
	kiosk_answered(&k, "signature");
	/* it can be read, however long it took */
	assert_int_equal(tick(1), KIOSK_NOTHING);
	assert_true(shows("not signed"));
	press('4');
	kiosk_answered(&k, NULL);
	assert_true(shows("press 7"));
}

static void each_reason_has_its_sentence(void **state)
{
	static const char *const reasons[][2] = { { "stick", "no stick" }, { "older", "is older" },
		{ "space", "no room" }, { "clock", "clock" }, { "failed", "could not do this" },
		{ "word", "could not do this" } };

	(void)state;
	to_staff();
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		press('4');
		kiosk_answered(&k, reasons[i][0]);
		assert_true(shows(reasons[i][1]));
	}
}

static void a_machine_that_takes_no_words_offers_none(void **state)
{
	(void)state;
	press(K_CTRL('t'));
	kiosk_code_checked(&k, true);
	assert_false(shows("8  Switch"));
	assert_true(shows("9  End the kiosk"));
	press('3');
	press('4');
	press('7');
	assert_int_equal(press('8'), KIOSK_NOTHING);
	assert_int_equal(k.phase, KIOSK_STAFF);
	assert_int_equal(press('9'), KIOSK_LEAVE);
	/* one that cannot be updated from a stick has a system behind the kiosk */
	offers.update = false;
	to_staff();
	assert_int_equal(press('4'), KIOSK_NOTHING);
	assert_int_equal(press('9'), KIOSK_LEAVE);
}

static void a_time_is_checked_before_the_machine_is_told(void **state)
{
	static const char *const good[] = { "2020-01-01 00:00", "2028-02-29 23:59",
		"2099-12-31 12:00" };
	static const char *const bad[] = { "", "2026-11-29", "2026-11-29 24:00", "2026-11-29 12:60",
		"2019-12-31 12:00", "2100-01-01 12:00", "2027-02-29 12:00", "2026-11-29T12:00",
		"2026-11-29 12.00", "2026-11-29 12:00 ", " 2026-11-29 12:00", "2026-1-29 12:00",
		"2026-11-29 1a:00", "2026-11-29 :1:00", "2026-11-29 12:0;", "xxxx-11-29 12:00" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(kiosk_setup_is_clock(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (kiosk_setup_is_clock(bad[i]))
			fail_msg("%s is taken", bad[i]);
	kiosk_set_offers(&k, &offers, true);
	k.setup.step = SETUP_CLOCK;
	type("noon");
	assert_int_equal(press(K_ENTER), KIOSK_NOTHING);
	assert_true(shows("Write the year"));
}

/* A list longer than the screen shows the part around what is chosen. */
static void a_long_list_is_shown_in_part(void **state)
{
	(void)state;
	for (char c = 'a'; c <= 'z'; c++)
		offers_add(&offers, OFFER_LANGUAGE, (char[]){ c, c, '\0' },
			(char[]){ 'L', c, '.', '\0' }, "");
	kiosk_set_offers(&k, &offers, true);
	assert_true(shows("Français"));
	assert_false(shows("Lz."));
	assert_true(shows("There are more"));
	for (int i = 0; i < 10; i++)
		press(K_PAGE_DOWN);
	assert_true(shows("Lz."));
	assert_false(shows("Français"));
	type("zz");
	assert_true(shows("Lz."));
	assert_false(shows("There are more"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(the_first_start_asks_for_everything),
		TEST(a_clock_that_is_right_is_not_touched),
		TEST(a_code_that_is_no_good_is_asked_for_again),
		TEST(what_is_not_in_the_list_is_said),
		TEST(a_machine_that_refuses_or_is_silent_is_said),
		TEST(the_staff_set_it_up_later_without_a_code),
		TEST(an_unfinished_set_up_ends_by_itself),
		TEST(the_staff_switch_the_machine_off_and_update_it),
		TEST(each_reason_has_its_sentence),
		TEST(a_machine_that_takes_no_words_offers_none),
		TEST(a_time_is_checked_before_the_machine_is_told),
		TEST(a_long_list_is_shown_in_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
