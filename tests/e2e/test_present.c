/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie present and its notes: two terminals that meet over FIFOs, and neither needs the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/desk.h"

#define LESSON TEST_DATA "/lessons/good/first"

static const char *run_folder(struct desk *desk)
{
	char *path = desk_path(desk, "run");

	(void)mkdir(path, 0700);
	return path;
}

static char *runtime(struct desk *desk)
{
	static char variable[300];

	snprintf(variable, sizeof(variable), "XDG_RUNTIME_DIR=%s", run_folder(desk));
	return variable;
}

static struct terminal *present(struct desk *desk)
{
	struct terminal *t = desk_start(desk,
		&(struct start){
			.args = { "present", LESSON }, .env = { runtime(desk) }, .lessons = "" });

	assert_shows(t, "1 of 13");
	return t;
}

/* The notes find the lesson although it is not one of their course. */
static struct terminal *open_notes(struct desk *desk)
{
	return desk_start(desk,
		&(struct start){ .args = { "present", "--notes" },
			.env = { runtime(desk) },
			.lessons = TEST_DATA "/screens/talk" });
}

static void quit(struct terminal *t)
{
	terminal_send(t, "q");
	assert_ends(t, 0);
}

static void kill_hard(struct terminal *t)
{
	terminal_signal(t, SIGKILL);
	assert_int_equal(terminal_wait_end(t), 128 + SIGKILL);
}

/* Returns how many FIFOs are left; anything else fails. */
static int fifos(struct desk *desk)
{
	DIR *dir = opendir(desk_path(desk, "run/vigie"));
	struct dirent *entry;
	struct stat st;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (*entry->d_name == '.')
			continue;
		assert_int_equal(fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW), 0);
		assert_true(S_ISFIFO(st.st_mode));
		assert_int_equal(st.st_mode & 07777, 0600);
		n++;
	}
	closedir(dir);
	return n;
}

static void notes_that_come_late_see_where_the_talk_is(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = present(desk), *notes;
	struct stat st;

	terminal_send(t, KEY_ENTER);
	assert_shows(t, "A hill is lower");
	notes = open_notes(desk);
	assert_shows(notes, "2 of 13");
	assert_shows(notes, "Some hills are round.");
	terminal_send(t, KEY_ENTER);
	assert_shows(notes, "Some hills are long.");
	assert_int_equal(fifos(desk), 2);
	assert_int_equal(stat(desk_path(desk, "run/vigie"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	/* the count is seen as it is typed */
	terminal_send(t, "c5" KEY_ENTER KEY_RIGHT KEY_ENTER "12");
	assert_shows(notes, "1: 12 · 2: 0 · 3: 0 · 12 hands.");
	quit(t);
	assert_shows(notes, "The notes wait");
	quit(notes);
	assert_int_equal(fifos(desk), 0);
}

static void notes_may_be_there_first_and_stay_for_the_next_talk(void **state)
{
	struct desk *desk = *state;
	struct terminal *notes = open_notes(desk), *t;

	assert_shows(notes, "The notes wait");
	for (int i = 0; i < 2; i++) {
		t = present(desk);
		assert_shows(notes, "1 of 13");
		quit(t);
		assert_shows(notes, "The notes wait");
	}
	quit(notes);
	assert_int_equal(fifos(desk), 0);
}

static void a_talk_goes_on_without_its_notes(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = present(desk), *notes = open_notes(desk);

	assert_shows(notes, "1 of 13");
	kill_hard(notes);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "2 of 13");
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Some hills are round.");
	notes = open_notes(desk);
	assert_shows(notes, "Some hills are long.");
	quit(notes);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "Some hills are long.");
	/* one that is stopped holds nothing up */
	notes = open_notes(desk);
	assert_shows(notes, "A view");
	terminal_signal(notes, SIGSTOP);
	for (int i = 0; i < 40; i++)
		terminal_send(t, i % 2 ? KEY_LEFT : KEY_ENTER);
	assert_settles(t);
	assert_shows(t, "Some hills are long.");
	terminal_signal(notes, SIGCONT);
	terminal_send(t, KEY_ENTER);
	assert_shows(t, "3 of 13");
	assert_shows(notes, "3 of 13");
}

static void what_a_killed_talk_leaves_is_taken_over(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = present(desk), *notes = open_notes(desk);

	assert_shows(notes, "1 of 13");
	kill_hard(t);
	assert_shows(notes, "The notes wait");
	assert_int_equal(fifos(desk), 2);
	t = present(desk);
	terminal_send(t, KEY_ENTER);
	assert_shows(notes, "2 of 13");
	kill_hard(t);
	kill_hard(notes);
	assert_int_equal(fifos(desk), 2);
	t = present(desk);
	quit(t);
	assert_int_equal(fifos(desk), 0);
}

static void other_things_in_their_place_give_way(void **state)
{
	struct desk *desk = *state;
	struct terminal *t, *notes;

	run_folder(desk);
	desk_write(desk, "run/vigie/notes", "x");
	assert_int_equal(symlink("/dev/null", desk_path(desk, "run/vigie/call")), 0);
	t = present(desk);
	notes = open_notes(desk);
	assert_shows(notes, "1 of 13");
	assert_int_equal(fifos(desk), 2);
	quit(t);
	quit(notes);
}

static void hiding_the_talk_empties_the_notes(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = present(desk), *notes = open_notes(desk);

	assert_shows(notes, "1 of 13");
	terminal_send(t, KEY_CTRL_X);
	assert_shows(t, "Mo Tu We");
	assert_shows(notes, "The notes wait");
	terminal_send(notes, KEY_CTRL_X);
	assert_shows(notes, "Mo Tu We");
}

static void there_is_one_of_each(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = present(desk), *notes = open_notes(desk), *other;

	assert_shows(notes, "1 of 13");
	other = open_notes(desk);
	assert_shows(other, "in another terminal already");
	assert_ends(other, 3);
	/* another talk goes on without notes, and leaves those of the first alone */
	other = present(desk);
	terminal_send(other, KEY_ENTER);
	assert_shows(other, "2 of 13");
	quit(other);
	assert_shows(notes, "1 of 13");
	terminal_send(t, KEY_ENTER);
	assert_shows(notes, "2 of 13");
}

static void without_a_place_to_meet_the_talk_goes_on_alone(void **state)
{
	static const char *const folders[] = { "XDG_RUNTIME_DIR", "XDG_RUNTIME_DIR=run",
		"XDG_RUNTIME_DIR=/nowhere/at/all" };
	struct desk *desk = *state;

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		struct start start = {
			.args = { "present", LESSON }, .env = { folders[i] }, .lessons = ""
		};
		struct terminal *t = desk_start(desk, &start);

		assert_shows(t, "1 of 13");
		quit(t);
		start.args[1] = "--notes";
		t = desk_start(desk, &start);
		assert_shows(t, i < 2 ? "print the notes instead" : "mode 0700");
		assert_ends(t, 3);
	}
}

static void a_folder_that_others_may_read_is_refused(void **state)
{
	struct desk *desk = *state;
	struct terminal *notes;

	run_folder(desk);
	assert_int_equal(mkdir(desk_path(desk, "run/vigie"), 0700), 0);
	assert_int_equal(chmod(desk_path(desk, "run/vigie"), 0755), 0);
	quit(present(desk));
	notes = open_notes(desk);
	assert_shows(notes, "mode 0700");
	assert_ends(notes, 3);
	assert_int_equal(fifos(desk), 0);
}

/* Stops at the first thing below home but the runtime folder and its own. */
static int find_written(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	if (!ftw->level ||
		(type == FTW_D &&
			(!strcmp(path + ftw->base, "run") || !strcmp(path + ftw->base, "vigie"))))
		return 0;
	print_error("%s was written\n", path);
	return 1;
}

static void nothing_is_written(void **state)
{
	struct desk *desk = *state;
	struct terminal *t = present(desk);

	terminal_send(
		t, "c5" KEY_ENTER KEY_RIGHT KEY_ENTER "12" KEY_ENTER "7" KEY_ENTER "3" KEY_ENTER);
	assert_shows(t, "22 hands.");
	terminal_send(t, KEY_ENTER KEY_ENTER "h" KEY_ESC);
	assert_settles(t);
	quit(t);
	/* the way to the notes is gone too */
	assert_int_equal(nftw(desk->home, find_written, 16, FTW_PHYS), 0);
}

static void only_a_timer_wakes_the_talk(void **state)
{
	struct terminal *t = present(*state);

	terminal_send(t, "x");
	assert_shows(t, "━━━━━━");
	terminal_send(t, "xxx");
	assert_shows(t, "x timer");
	assert_true(terminal_rest(t));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(notes_that_come_late_see_where_the_talk_is),
		TEST(notes_may_be_there_first_and_stay_for_the_next_talk),
		TEST(a_talk_goes_on_without_its_notes),
		TEST(what_a_killed_talk_leaves_is_taken_over),
		TEST(other_things_in_their_place_give_way),
		TEST(hiding_the_talk_empties_the_notes),
		TEST(there_is_one_of_each),
		TEST(without_a_place_to_meet_the_talk_goes_on_alone),
		TEST(a_folder_that_others_may_read_is_refused),
		TEST(nothing_is_written),
		TEST(only_a_timer_wakes_the_talk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
