/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A kiosk and its machine: the words that the staff's keys leave in a file, and what is made of the
 * answers. The machine is played by the test; lessons/check-machine has the real one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"

static const char offers[] = "keyboard\tfr-latin9\tFrançais (AZERTY)\nkeyboard\tus\tEnglish (US)\n"
			     "zone\tAsia/Tokyo\tJP\nzone\tEurope/Paris\tFR\n"
			     "now\tkeyboard\tus\n";

static char last[600]; /* the request without its number */

static struct terminal *start_with(struct desk *desk, const char *more, const char *machine)
{
	struct strbuf settings = STRBUF_INIT;
	struct terminal *t;

	strbuf_addf(&settings, "idle = 3600\nmachine = %s\n", desk_path(desk, machine));
	(void)mkdir(desk_path(desk, "machine"), 0700);
	(void)mkdir(desk_path(desk, "machine/ask"), 0700);
	desk_write(desk, "machine/offers", offers);
	t = kiosk_start(desk, settings.buf, more, NULL);
	strbuf_release(&settings);
	return t;
}

/* Waits for a request, takes it away as the machine does, and answers. */
static void answer(struct desk *desk, const char *with)
{
	double end = now_ms() + 10000;
	char text[600], reply[100];
	unsigned id;
	int at = 0;
	FILE *f;

	while (!(f = fopen(desk_path(desk, "machine/ask/request"), "r")) && now_ms() < end)
		nanosleep(&(struct timespec){ 0, 5000000 }, NULL);
	if (!f)
		fail_msg("no request; last was %s", last);
	assert_non_null(fgets(text, sizeof(text), f));
	assert_null(fgets(reply, sizeof(reply), f));
	fclose(f);
	assert_int_equal(unlink(desk_path(desk, "machine/ask/request")), 0);
	assert_int_equal(sscanf(text, "%8u %n", &id, &at), 1);
	text[strcspn(text, "\n")] = '\0';
	snprintf(last, sizeof(last), "%s", text + at);
	snprintf(reply, sizeof(reply), "%u %s\n", id, with);
	desk_write(desk, "machine/reply.new", reply);
	assert_int_equal(
		rename(desk_path(desk, "machine/reply.new"), desk_path(desk, "machine/reply")), 0);
}

static void assert_told(struct desk *desk, const char *words)
{
	answer(desk, "ok");
	assert_string_equal(last, words);
}

static void a_first_start_is_set_up_and_starts_again_with_its_code(void **state)
{
	struct desk *desk = *state;
	struct strbuf staff = STRBUF_INIT;
	struct terminal *t = start_with(desk, "", "machine");

	assert_shows(t, "Setting up this machine");
	terminal_send(t, CTRL_T "\033[24~\003q");
	assert_shows(t, "Nothing in the list");
	terminal_send(t, "\025\177\177\r");
	assert_told(desk, "languages en");
	assert_shows(t, "on the keys");
	terminal_send(t, "fran\r");
	assert_told(desk, "keyboard fr-latin9");
	assert_shows(t, "Type a few letters");
	terminal_send(t, "abc\r");
	assert_shows(t, "Whose numbers");
	terminal_send(t, "\r");
	assert_told(desk, "country AA");
	assert_shows(t, "Asia/Tokyo");
	terminal_send(t, "\r");
	assert_told(desk, "zone Asia/Tokyo");
	assert_shows(t, "now. Correct");
	terminal_send(t, "\177\177:\r");
	assert_shows(t, "Write the year");
	for (int i = 0; i < 16; i++)
		terminal_send(t, "\177");
	terminal_send(t, "2031-05-06 07:08\r");
	assert_told(desk, "clock 2031-05-06 07:08");
	assert_shows(t, "Code of the staff");
	terminal_send(t, "1234\r");
	assert_shows(t, "anyone tries");
	terminal_send(t, "4711\r");
	assert_shows(t, "once more");
	terminal_send(t, "4711\r");
	answer(desk, "ok");
	assert_null(strstr(last, "4711"));
	assert_memory_equal(last, "code ", 5);
	assert_ends(t, 0);
	assert_given_back(t);
	strbuf_addf(&staff, "[staff]\ncode = %s\n", last + 5);
	t = start_with(desk, staff.buf, "machine");
	assert_shows(t, ATTRACT);
	kiosk_to_staff(t);
	strbuf_release(&staff);
}

static void the_staff_see_what_became_of_their_words(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_with(desk, kiosk_staff, "machine");

	assert_shows(t, ATTRACT);
	kiosk_to_staff(t);
	terminal_send(t, "8");
	assert_shows(t, "One moment");
	answer(desk, "refused failed");
	assert_string_equal(last, "shutdown");
	assert_shows(t, "could not do this");
	terminal_send(t, "7");
	assert_told(desk, "restart");
	assert_shows(t, "starts again");
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	assert_kiosk_stands(t);
}

/* An answer to somebody else, or to an earlier word, is none. */
static void a_reply_with_another_number_is_not_taken(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_with(desk, kiosk_staff, "machine");

	assert_shows(t, ATTRACT);
	kiosk_to_staff(t);
	desk_write(desk, "machine/reply", "1 ok\n");
	terminal_send(t, "8");
	assert_shows(t, "One moment");
	terminal_take(t, 1500);
	assert_shows(t, "One moment");
	answer(desk, "ok");
	assert_shows(t, "switches itself off");
}

/* Without the machine's unit there is still a course, and no visitor is asked to set it up. */
static void a_machine_that_is_not_there_is_said_and_the_course_begins(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = start_with(desk, "", "nowhere");

	assert_shows(t, ATTRACT);
	assert_non_null(strstr(terminal_bytes(t)->buf, "takes no words"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_first_start_is_set_up_and_starts_again_with_its_code),
		TEST(the_staff_see_what_became_of_their_words),
		TEST(a_reply_with_another_number_is_not_taken),
		TEST(a_machine_that_is_not_there_is_said_and_the_course_begins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
