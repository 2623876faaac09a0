/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lesson index is a file next to the store, readable by its owner only. In a private session
 * and in a kiosk it is in memory only, however they end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "e2e/kiosk.h"
#include "skip.h"

/* Puts the home, configuration, cache and temporary directories below the desk, so that the test
 * sees all files. */
static struct start everything_on(struct desk *desk, const char *course)
{
	struct start start = { .lessons = course };

	(void)mkdir(desk_path(desk, "tmp"), 0700);
	start.env[0] = said("TMPDIR=%s/tmp", desk->home);
	start.env[1] = said("SQLITE_TMPDIR=%s/tmp", desk->home);
	/* advance the clock, so that a file just written is old enough to be indexed
	 * (course/index.h) */
	clock_make(desk)->wall = 10;
	clock_hand_in(desk, &start);
	return start;
}

static void no_file_is_open_to_be_written(struct terminal *t, const char *but)
{
	DIR *dir = opendir(said("/proc/%d/fd", (int)terminal_pid(t)));
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char target[512] = "";
		struct stat st;

		if (*entry->d_name == '.' || fstatat(dirfd(dir), entry->d_name, &st, 0) ||
			!S_ISREG(st.st_mode))
			continue;
		(void)!readlinkat(dirfd(dir), entry->d_name, target, sizeof(target) - 1);
		if (!but || !strstr(target, but))
			fail_msg("%s is open", target);
	}
	closedir(dir);
}

static void an_ordinary_session_leaves_it_beside_the_store(void **state)
{
	struct desk *desk = *state;
	struct start start = everything_on(desk, desk_copy_course(desk, "course"));
	struct terminal *t = desk_start(desk, &start);
	struct stat st;

	go_home(t);
	assert_settles(t);
	terminal_send(t, "q");
	assert_ends(t, 0);
	assert_int_equal(lstat(said("%s.index", desk_store(desk)), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_true(st.st_size > 100);
}

static void in_a_private_session_it_is_in_memory_alone(void **state)
{
	struct desk *desk = *state;
	struct start start = everything_on(desk, desk_copy_course(desk, "course"));
	char *before = NULL, *after;

	start.args[0] = "--private";
	before = desk_picture(desk);
	for (int i = 0; i < 3; i++) {
		struct terminal *t = desk_start(desk, &start);

		/* send no key before the screen is drawn */
		assert_shows(t, "Ctrl-X");
		go_home(t);
		assert_shows_not(t, "Read the lesson");
		press_until(t, "1\r", "Read the lesson", 1);
		no_file_is_open_to_be_written(t, NULL);
		press_until(t, "q", "q leave", 2);
		if (i == 0) {
			terminal_send(t, "q");
			assert_ends(t, 0);
		} else if (i == 1) {
			terminal_send(t, KEY_CTRL_X);
			assert_hides(t);
		} else {
			terminal_signal(t, SIGTERM);
			assert_ends(t, 128 + SIGTERM);
		}
	}
	after = desk_picture(desk);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void in_a_kiosk_it_is_in_memory_alone(void **state)
{
	struct desk *desk = *state;
	struct start start = { 0 };
	struct terminal *t;

	if (geteuid()) {
		skip_because("only root sees what a kiosk has open");
	}
	start = everything_on(desk, desk_copy_course(desk, "course"));
	t = kiosk_start(desk, "idle = 3600\n", kiosk_staff, &start);
	kiosk_visit(t);
	no_file_is_open_to_be_written(t, "counters.db");
	kiosk_to_staff(t);
	terminal_send(t, digit_of(t, "End the kiosk"));
	/* the status of a kiosk ended by the staff (share/kiosk) */
	assert_ends(t, 10);
	folder_lacks(desk_path(desk, "data"), "First lesson");
	folder_lacks(desk_path(desk, "tmp"), "");
	folder_lacks(desk->home, ".index");
	assert_int_equal(access(desk_path(desk, ".local"), F_OK), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(an_ordinary_session_leaves_it_beside_the_store),
		TEST(in_a_private_session_it_is_in_memory_alone),
		TEST(in_a_kiosk_it_is_in_memory_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
