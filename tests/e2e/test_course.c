/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A learner takes the course in French, with the keyboard only, over several visits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "e2e/desk.h"

static const struct start french = { .env = { "LANG=fr_FR.UTF-8" } };
static const struct start french_with_acks = { .env = { "LANG=fr_FR.UTF-8" }, .want_acks = true };

/* Goes from the lesson list to the first page. */
static void open_first_page(struct terminal *t)
{
	go_home(t);
	assert_shows(t, "Première leçon");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Trois pages et quatre questions.");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Collines");
}

static void read_pages(struct terminal *t)
{
	open_first_page(t);
	assert_shows(t, said(_("page %d of %zu"), 1, (size_t)3));
	press_until(t, KEY_ENTER, "Lacs", 3);
	press_until(t, KEY_ENTER, "Une promenade", 4);
	assert_shows_not(t, "Elle s’assied");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Elle s’assied et regarde l’eau.");
	terminal_send(t, KEY_ENTER);
}

static void answer_hill(struct terminal *t)
{
	assert_shows(t, "Qu’est-ce qui est plus bas qu’une montagne ?");
	terminal_send(t, digit_of(t, "Une colline"));
	terminal_send(t, KEY_ENTER);
	assert_shows(t, _("Right."));
	assert_shows(t, "Oui, une colline est plus basse.");
	press_until(t, KEY_ENTER, "Lesquels de ceux-ci", 3);
}

static void answer_wet(struct terminal *t)
{
	assert_shows(t, "Lesquels de ceux-ci sont mouillés ?");
	terminal_send(t, KEY_DOWN " " KEY_DOWN KEY_DOWN " " KEY_ENTER);
	assert_shows(t, "Oui, la pluie est mouillée.");
	press_until(t, KEY_ENTER, "La vallée a 12 lacs.", 3);
}

static void answer_the_rest(struct terminal *t)
{
	assert_shows(t, "La vallée a 12 lacs.");
	terminal_send(t, digit_of(t, _("False")));
	terminal_send(t, KEY_ENTER);
	assert_shows(t, _("Not quite."));
	press_until(t, KEY_ENTER, "Comment s’appelle la terre", 3);
	terminal_send(t, "la rive" KEY_ENTER);
	assert_shows(t, _("Right."));
	/* 4 of 5 points */
	press_until(t, KEY_ENTER, "80", 3);
}

static void a_whole_lesson_and_its_quiz_in_french_with_the_keyboard_alone(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &french);

	desk_speak_french(desk);
	assert_shows(t, "Un petit cours");
	read_pages(t);
	answer_hill(t);
	answer_wet(t);
	answer_the_rest(t);
	terminal_send(t, KEY_ESC);
	assert_shows(t, _("leave"));
	assert_shows(t, "Deuxième leçon");
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_given_back(t);
}

static void a_resize_keeps_the_place_on_a_page_and_in_a_question(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &french);

	desk_speak_french(desk);
	open_first_page(t);
	press_until(t, KEY_ENTER, "Lacs", 3);
	terminal_resize(t, 40, 12);
	assert_settles(t);
	assert_shows(t, "Lacs");
	terminal_resize(t, 200, 60);
	assert_settles(t);
	assert_shows(t, "Il y a 12 lacs, comptés en 2019.");
	terminal_send(t, "u");
	assert_shows(t, "Qu’est-ce qui est plus bas");
	terminal_send(t, KEY_DOWN KEY_DOWN);
	assert_settles(t);
	terminal_resize(t, 40, 12);
	assert_settles(t);
	assert_shows(t, "▸ 2");
	terminal_resize(t, 80, 24);
	assert_settles(t);
	assert_shows(t, "▸ 2");
}

static void who_leaves_on_a_page_reads_on_from_there(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &french);

	desk_speak_french(desk);
	open_first_page(t);
	press_until(t, KEY_ENTER, "Lacs", 3);
	terminal_send(t, "\003");
	assert_ends(t, 130);
	assert_given_back(t);

	t = desk_start(desk, &french);
	assert_shows(t, said(_("page %d of %d"), 2, 3));
	terminal_send(t, KEY_ENTER);
	assert_shows(t, said(_("Read on, from page %d of %zu"), 2, (size_t)3));
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Lacs");
	assert_shows_not(t, "Collines");
}

static void who_leaves_in_a_quiz_goes_on_with_the_next_question(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &french);

	desk_speak_french(desk);
	read_pages(t);
	answer_hill(t);
	terminal_send(t, "q");
	press_until(t, "q", _("leave"), 3);
	terminal_send(t, "q");
	assert_ends(t, 0);

	t = desk_start(desk, &french);
	assert_shows(t, said(_("quiz %zu of %zu"), (size_t)1, (size_t)4));
	terminal_send(t, KEY_ENTER);
	assert_shows(
		t, said(_("Go on with the questions, %zu of %zu answered"), (size_t)1, (size_t)4));
	terminal_send(t, KEY_ENTER);
	answer_wet(t);
	answer_the_rest(t);
}

/* The end of the questions saves the position again, which makes up for a failed save. */
static void the_end_of_a_quiz_saves_the_place_too(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &french);
	sqlite3 *db;

	desk_speak_french(desk);
	read_pages(t);
	answer_hill(t);
	assert_int_equal(
		sqlite3_open_v2(desk_store(desk), &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_exec(db, "DELETE FROM place", NULL, NULL, NULL), SQLITE_OK);
	answer_wet(t);
	answer_the_rest(t);
	assert_settles(t);
	assert_int_equal(sqlite3_exec(db, "UPDATE place SET seen = 3 WHERE lesson = 'first'", NULL,
				 NULL, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_changes(db), 1);
	sqlite3_close(db);
}

static void an_answer_that_was_acknowledged_survives_kill_9(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &french_with_acks);

	desk_speak_french(desk);
	open_first_page(t);
	terminal_send(t, "u");
	assert_shows(t, "Qu’est-ce qui est plus bas");
	/* Enter answers only what was chosen, so the digit must be the right one */
	assert_settles(t);
	terminal_send(t, digit_of(t, "Une colline"));
	terminal_send(t, KEY_ENTER);
	assert_true(terminal_wait_acks(t, 1));
	terminal_signal(t, SIGKILL);
	assert_ends(t, 128 + SIGKILL);

	t = desk_start(desk, &french);
	assert_shows(t, said(_("quiz %zu of %zu"), (size_t)1, (size_t)4));
	terminal_send(t, KEY_ENTER);
	assert_shows(
		t, said(_("Go on with the questions, %zu of %zu answered"), (size_t)1, (size_t)4));
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Lesquels de ceux-ci sont mouillés ?");
}

/* An answer is saved before its feedback is shown. */
static void what_was_shown_as_answered_survives_kill_9(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, &french);

	desk_speak_french(desk);
	open_first_page(t);
	terminal_send(t, "u");
	assert_shows(t, "Qu’est-ce qui est plus bas");
	terminal_send(t, "1" KEY_ENTER);
	assert_shows(t, _("your answer"));
	terminal_signal(t, SIGKILL);
	assert_ends(t, 128 + SIGKILL);

	t = desk_start(desk, &french);
	assert_shows(t, said(_("quiz %zu of %zu"), (size_t)1, (size_t)4));
}

static void the_language_changes_while_it_runs_and_the_place_stays(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = desk_start(desk, NULL);

	go_home(t);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Three pages and four questions.");
	terminal_send(t, KEY_ENTER);
	press_until(t, KEY_ENTER, "There are 12 lakes", 3);
	terminal_send(t, "g");
	assert_shows(t, "Français");
	terminal_send(t, digit_of(t, "Français"));
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Il y a 12 lacs, comptés en 2019.");
	desk_speak_french(desk);
	assert_shows(t, said(_("page %d of %zu"), 2, (size_t)3));
	terminal_send(t, "\003");
	assert_ends(t, 130);

	/* the choice is kept and takes precedence over the locale */
	t = desk_start(desk, NULL);
	assert_shows(t, "Première leçon");
	assert_shows(t, _("leave"));
}

static void two_programs_share_one_store(void **state)
{
	struct desk *desk = *state;
	struct terminal *a = desk_start(desk, NULL), *b;

	go_home(a);
	b = desk_start(desk, NULL);
	assert_shows(b, "First lesson");
	terminal_send(a, KEY_ENTER);
	assert_shows(a, "Three pages and four questions.");
	terminal_send(a, KEY_ENTER);
	assert_shows(a, "Hills");
	terminal_send(b, KEY_DOWN);
	assert_shows(b, "▸ 2");
	terminal_send(b, KEY_ENTER);
	assert_shows(b, "Two pages and two questions.");
	terminal_send(b, KEY_ENTER);
	assert_shows(b, "Trees");
	terminal_send(a, "q");
	terminal_send(b, "q");
	press_until(a, "q", _("leave"), 3);
	press_until(b, "q", _("leave"), 3);
	terminal_send(a, "q");
	terminal_send(b, "q");
	assert_ends(a, 0);
	assert_ends(b, 0);

	/* both changes are in the store */
	a = desk_start(desk, NULL);
	assert_shows(a, said(_("page %d of %d"), 1, 3));
	assert_shows(a, said(_("page %d of %d"), 1, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(a_whole_lesson_and_its_quiz_in_french_with_the_keyboard_alone),
		TEST(a_resize_keeps_the_place_on_a_page_and_in_a_question),
		TEST(who_leaves_on_a_page_reads_on_from_there),
		TEST(who_leaves_in_a_quiz_goes_on_with_the_next_question),
		TEST(the_end_of_a_quiz_saves_the_place_too),
		TEST(an_answer_that_was_acknowledged_survives_kill_9),
		TEST(what_was_shown_as_answered_survives_kill_9),
		TEST(the_language_changes_while_it_runs_and_the_place_stays),
		TEST(two_programs_share_one_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
