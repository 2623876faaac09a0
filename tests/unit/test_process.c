/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name and the arguments that other programs see, in a process of its own each. */
#include <setjmp.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "os/process.h"

/* Returns what the test returns in a child process. */
static bool in_a_child(bool (*test)(void))
{
	pid_t child = fork();
	int status;

	if (!child)
		exit(test() ? 0 : 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

static bool is_called(const char *name)
{
	char now[16];

	return !prctl(PR_GET_NAME, now, 0, 0, 0) && !strcmp(now, name);
}

static bool renames_and_wipes(void)
{
	char bytes[] = "vigie\0--learner\0Bertha\0after";
	char *argv[] = { bytes, bytes + 6, bytes + 16, NULL };

	process_note_arguments(3, argv);
	process_rename("cal");
	for (size_t i = 3; i < 23; i++)
		if (bytes[i])
			return false;
	return is_called("cal") && !strcmp(bytes, "cal") && !strcmp(bytes + 23, "after");
}

static void the_arguments_are_overwritten(void **state)
{
	(void)state;
	assert_true(in_a_child(renames_and_wipes));
}

static bool leaves_what_does_not_follow(void)
{
	char bytes[] = "vigie\0gap\0--learner", *other = bytes + 10;
	char *argv[] = { bytes, other, NULL };

	process_note_arguments(2, argv);
	process_rename("cal");
	return !strcmp(bytes, "cal") && !strcmp(other, "--learner");
}

static void strings_elsewhere_are_left(void **state)
{
	(void)state;
	assert_true(in_a_child(leaves_what_does_not_follow));
}

static bool has_no_room(void)
{
	char bytes[] = "v";
	char *argv[] = { bytes, NULL };

	process_note_arguments(0, argv + 1);
	process_rename("cal");
	process_note_arguments(1, argv);
	process_rename("cal");
	return is_called("cal") && !strcmp(bytes, "v");
}

static void a_name_without_room_renames_the_process_alone(void **state)
{
	(void)state;
	assert_true(in_a_child(has_no_room));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_arguments_are_overwritten),
		cmocka_unit_test(strings_elsewhere_are_left),
		cmocka_unit_test(a_name_without_room_renames_the_process_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
