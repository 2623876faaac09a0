/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kiosk writes nothing personal. The tests type a distinct word into every field, and then look
 * for the words on disk, in the output and, after the visit, in memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"

enum { TEXT, NUMBER, GAP, PASTED, CODE, FIELDS };

static const char *const words[FIELDS] = {
	[TEXT] = "quetzalfeather",
	[NUMBER] = "741852963",
	[GAP] = "xylographer",
	[PASTED] = "zanzibarbazaar",
	[CODE] = "kakapocode",
};

static const struct start fields = { .lessons = TEST_DATA "/kiosk/course" };

static void is_in_memory(struct terminal *t, const char *word)
{
	/* check that the word can be found on the screen, or the search would prove nothing */
	if (can_see_memory() && !memory_holds(terminal_pid(t), word))
		fail_msg("“%s” is not found in memory though it is on the screen", word);
}

static void type(struct terminal *t, const char *word)
{
	terminal_send(t, word);
	assert_shows(t, word);
	is_in_memory(t, word);
	terminal_send(t, "\r");
}

static void fill_in_the_lesson(struct terminal *t)
{
	terminal_send(t, " \r\r2\r");
	assert_shows(t, "land along a lake called");
	type(t, words[TEXT]);
	assert_shows(t, "Not quite");
	terminal_send(t, "\r");
	assert_shows(t, "How many hands");
	type(t, words[NUMBER]);
	assert_shows(t, "Fewer.");
	terminal_send(t, "\r");
	assert_shows(t, "Type the missing word");
	type(t, words[GAP]);
	press_until(t, KEY_ENTER, "Points", 3);
	press_until(t, KEY_ENTER, "of 3", 3);
}

/* The exam asks one of three questions: pastes text, then types a number that all accept. */
static void sit_the_exam(struct terminal *t)
{
	press_until(t, KEY_ESC, "2 Final", 4);
	terminal_send(t, "2\r");
	press_until(t, "2\r", "question 1 of 1", 2);
	terminal_send(t, "\033[200~");
	terminal_send(t, words[PASTED]);
	terminal_send(t, "\033[201~");
	assert_shows(t, words[PASTED]);
	is_in_memory(t, words[PASTED]);
	for (size_t i = 0; i < strlen(words[PASTED]); i++)
		terminal_send(t, "\177");
	terminal_send(t, "99\r");
	press_until(t, KEY_ENTER, "Points", 4);
	terminal_send(t, "c");
	assert_shows(t, "the pages stay closed");
}

static void fail_the_code(struct terminal *t)
{
	terminal_send(t, CTRL_T);
	assert_shows(t, "Type the code");
	terminal_send(t, words[CODE]);
	assert_shows(t, "…");
	is_in_memory(t, words[CODE]);
	terminal_send(t, "\r");
	assert_shows(t, "That was not the code");
	terminal_send(t, "half a code");
	terminal_take(t, 50);
	terminal_send(t, KEY_ESC);
	assert_shows(t, ATTRACT);
}

static void nothing_is_left(struct desk *desk, struct terminal *t)
{
	for (int i = 0; i < FIELDS; i++) {
		const char *where =
			can_see_memory() ? memory_holds(terminal_pid(t), words[i]) : NULL;

		if (where)
			fail_msg("“%s” is in memory: %s", words[i], where);
		folder_lacks(desk->home, words[i]);
	}
	assert_null(can_see_memory() ? memory_holds(terminal_pid(t), "half a code") : NULL);
}

static void a_visit(struct terminal *t)
{
	assert_shows(t, ATTRACT);
	fill_in_the_lesson(t);
	sit_the_exam(t);
}

static void after_hiding_no_word_is_left(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", kiosk_staff, &fields);

	a_visit(t);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	nothing_is_left(desk, t);
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	fail_the_code(t);
	nothing_is_left(desk, t);
}

static void after_leaving_no_word_is_left(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", kiosk_staff, &fields);

	a_visit(t);
	press_until(t, KEY_ESC, "2 Final", 5);
	terminal_send(t, "q");
	assert_shows(t, ATTRACT);
	nothing_is_left(desk, t);
}

/* The visitor walks away, and the kiosk times out. */
static void after_the_countdown_no_word_is_left(void **state)
{
	struct desk *desk = *state;
	struct start start = fields;
	struct handed_clock *clock = clock_make(desk);
	struct terminal *t;

	clock_hand_in(desk, &start);
	t = kiosk_start(desk, "idle = 60\nwarning = 20\n", kiosk_staff, &start);
	a_visit(t);
	clock->monotonic += 3600;
	assert_shows(t, "Are you still there?");
	clock->monotonic += 20;
	assert_shows(t, ATTRACT);
	nothing_is_left(desk, t);
	munmap(clock, sizeof(*clock));
}

/* No order, no time of day, no person: a single table of day, question, its version, option and
 * count.
 */
static void the_counters_hold_counts_and_nothing_else(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", &fields);

	a_visit(t);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	assert_int_equal(counters_ask(desk, "SELECT count(*) FROM sqlite_schema"), 1);
	assert_int_equal(
		counters_ask(desk,
			"SELECT group_concat(name) = 'day,question,version,option,n' FROM pragma_table_info('counter')"),
		1);
	assert_int_equal(
		counters_ask(desk,
			"SELECT count(*) FROM counter WHERE day NOT GLOB '20[0-9][0-9]-[01][0-9]-[0-3][0-9]'"),
		0);
	/* a typed answer is stored only as right, partly or wrong */
	assert_int_equal(
		counters_ask(desk,
			"SELECT count(*) FROM counter WHERE option NOT IN ('right', 'partly', 'wrong')"),
		0);
	assert_int_equal(
		counters_ask(desk,
			"SELECT count(*) FROM counter WHERE length(version) <> 16 OR version GLOB '*[^0-9a-f]*'"),
		0);
	assert_int_equal(counters_wait(desk, "SELECT sum(n) FROM counter", 4), 4);
	/* a rowid would reveal the order */
	assert_int_equal(
		counters_ask(desk, "SELECT sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema"), 1);
}

/* No files but the counters and those of the test: no learner store, no log, no temporary file. */
static void no_other_file_is_made(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = kiosk_start(desk, "idle = 3600\n", "", &fields);
	struct dirent *entry;
	DIR *dir;

	a_visit(t);
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	dir = opendir(desk->home);
	while ((entry = readdir(dir)))
		if (*entry->d_name != '.' && strcmp(entry->d_name, "kiosk.ini") &&
			strcmp(entry->d_name, "data"))
			fail_msg("%s was made", entry->d_name);
	closedir(dir);
	assert_int_equal(access(desk_path(desk, ".local"), F_OK), -1);
	dir = opendir(desk_path(desk, "data"));
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") &&
			strcmp(entry->d_name, "counters.db") &&
			strcmp(entry->d_name, "counters.db-journal"))
			fail_msg("%s was made", entry->d_name);
	closedir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(after_hiding_no_word_is_left),
		TEST(after_leaving_no_word_is_left),
		TEST(after_the_countdown_no_word_is_left),
		TEST(the_counters_hold_counts_and_nothing_else),
		TEST(no_other_file_is_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
