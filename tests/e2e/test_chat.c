/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A conversation on a real terminal and in plain lines, also when killed in the middle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

#define TALK TEST_DATA "/screens/talk"

static const struct start plain = { .lessons = TALK };
static const struct start with_acks = { .lessons = TALK, .want_acks = true };

/* Goes from the lesson list to the first replies. */
static void begin(struct terminal *t)
{
	go_home(t);
	assert_shows(t, "The ferry");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Begin the conversation");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Hello! I saw your post");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Which ferry is it?");
}

static void go_on_again(struct terminal *t)
{
	assert_shows(t, "under way");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Go on where you were");
	terminal_send(t, KEY_ENTER);
}

static void steps_that_were_acknowledged_survive_kill_9(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &with_acks);

	begin(t);
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, "A big one.");
	terminal_send(t, "m");
	assert_shows(t, "What seems off about this message?");
	terminal_send(t, "5" KEY_ENTER);
	assert_shows(t, "marked: unclear answers");
	assert_true(terminal_wait_acks(t, 2));
	terminal_signal(t, SIGKILL);
	assert_ends(t, 128 + SIGKILL);

	t = desk_start(desk, &plain);
	go_on_again(t);
	assert_shows(t, "Which ferry is it?");
	assert_shows(t, "marked: unclear answers");
	assert_shows(t, "No, thank you.");
	terminal_send(t, "3" KEY_ENTER);
	/* the program remembers that the question was asked */
	assert_shows(t, "Really? Your friends said yes at once.");
}

/* A reply is saved before its consequences are shown. */
static void what_was_shown_survives_kill_9_at_any_message(void **state)
{
	static const char *const keys[] = { "2\r", "2\r", "1\r" };
	static const char *const shown[] = { "The register knows no firm",
		"Write to me on the other app", "As you like." };
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &plain);

	begin(t);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		terminal_send(t, keys[i]);
		assert_shows(t, shown[i]);
		terminal_signal(t, SIGKILL);
		assert_ends(t, 128 + SIGKILL);
		t = desk_start(desk, &plain);
		go_on_again(t);
		assert_shows(t, shown[i]);
	}
}

static void a_conversation_is_played_to_its_end_and_looked_back_at(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &plain);

	begin(t);
	terminal_send(t, "4" KEY_ENTER);
	assert_shows(t, "As you like.");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "You stay on shore");
	assert_shows(t, "press h for help");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Signs found");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "A sign to look at: hurry, too good to be true.");
	press_until(t, KEY_ENTER, "What you met", 3);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "endings 1 of 3");
	terminal_send(t, "q");
	assert_ends(t, 0);
	t = desk_start(desk, &plain);
	assert_shows(t, "endings 1 of 3");
}

/* Numbers choose a reply, Enter continues, m marks a message. */
static void a_conversation_goes_the_same_way_in_plain_lines(void **state)
{
	static const char lines[] = "\n1\n1\n\n1\nm\n5\n\n3\n\n\n\n\n\n\n\n";
	struct desk *desk = *state;
	const char *path = desk_path(desk, "input");
	struct start start = { .args = { "--linear" }, .lessons = TALK };
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(lines, 1, strlen(lines), f), strlen(lines));
	assert_int_equal(fclose(f), 0);
	start.in = open(path, O_RDONLY);
	assert_int_equal(desk_run(desk, &start, &out, &err), 0);
	close(start.in);
	assert_string_equal(err.buf, "");
	assert_non_null(strstr(out.buf, "\nMara: Hello! I saw your post about the harbour.\n"));
	assert_non_null(strstr(out.buf, "\n4. No, thank you.\n"));
	assert_non_null(strstr(
		out.buf, "You: Which ferry is it?\nMara: A big one. I tell you on the phone.\n"));
	assert_non_null(strstr(out.buf, "marked: unclear answers"));
	assert_non_null(strstr(out.buf, "You found it and named it: unclear answers."));
	/* earlier messages are not repeated after each line */
	assert_null(strstr(strstr(out.buf, "Hello! I saw your post") + 1,
		"Mara: Hello! I saw your post about the harbour.\nWork"));
	strbuf_release(&out);
	strbuf_release(&err);
}

static void check_prints_the_graph_of_a_scenario(void **state)
{
	struct desk *desk = *state;
	struct start start = { .args = { "check", "--graph", TALK "/ferry" } };
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;

	assert_int_equal(desk_run(desk, &start, &out, &err), 0);
	assert_non_null(strstr(out.buf, "hello -> offer\n"));
	assert_non_null(strstr(out.buf, "elsewhere -> stopped  go-there “Here is my number.”\n"));
	strbuf_clear(&out);
	start.args[2] = TEST_DATA "/lessons/bad/endless-loop/scenario.ini";
	assert_int_equal(desk_run(desk, &start, &out, &err), 1);
	assert_non_null(strstr(out.buf, "[endless-loop]"));
	strbuf_clear(&out);
	start.args[2] = NULL;
	assert_int_equal(desk_run(desk, &start, &out, &err), 2);
	assert_non_null(strstr(err.buf, "--graph"));
	strbuf_release(&out);
	strbuf_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(steps_that_were_acknowledged_survive_kill_9),
		TEST(what_was_shown_survives_kill_9_at_any_message),
		TEST(a_conversation_is_played_to_its_end_and_looked_back_at),
		TEST(a_conversation_goes_the_same_way_in_plain_lines),
		TEST(check_prints_the_graph_of_a_scenario),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
