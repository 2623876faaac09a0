/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The programs between the course and the terminal, in a process of its own each. */
#include <setjmp.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "os/between.h"
#include "skip.h"

/* The tests themselves may run in a recording. */
static bool alone(void)
{
	struct between b = between_find();

	return !b.recorder && !b.gnu_screen && !b.reader;
}

static bool finds(const struct between *w)
{
	struct between b = between_find();

	if (!w->recorder != !b.recorder || (b.recorder && strcmp(b.recorder, w->recorder)))
		return false;
	return b.gnu_screen == w->gnu_screen && b.reader == w->reader;
}

/* Calls finds() in a grandchild of a process that has the name. */
static bool finds_below(const char *name, const struct between *w)
{
	pid_t child = fork();
	int status;

	if (!child) {
		prctl(PR_SET_NAME, name, 0, 0, 0);
		child = fork();
		if (!child) {
			prctl(PR_SET_NAME, "sh", 0, 0, 0);
			child = fork();
			if (!child)
				exit(finds(w) ? 0 : 1);
		}
		exit(waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status)
									      : 1);
	}
	return waitpid(child, &status, 0) == child && WIFEXITED(status) && !WEXITSTATUS(status);
}

static void programs_that_run_the_terminal_are_found_by_name(void **state)
{
	static const struct {
		const char *name;
		struct between wanted;
	} cases[] = {
		{ "script", { "script", false, false } },
		{ "asciinema", { "asciinema", false, false } },
		{ "ttyrec", { "ttyrec", false, false } },
		{ "tlog-rec", { "tlog-rec", false, false } },
		{ "tlog-rec-session", { "tlog-rec", false, false } },
		{ "termtosvg", { "termtosvg", false, false } },
		{ "screen", { NULL, true, false } },
		{ "yasr", { NULL, false, true } },
		{ "tdsr", { NULL, false, true } },
		{ "fenrir", { NULL, false, true } },
		{ "scriptor", { NULL, false, false } },
		{ "a) S 1 (script", { NULL, false, false } },
		{ "tmux: server", { NULL, false, false } },
	};

	(void)state;
	if (!alone())
		skip_because("the tests themselves are recorded");
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (!finds_below(cases[i].name, &cases[i].wanted))
			fail_msg("below %s", cases[i].name);
}

static void what_they_set_in_the_environment_is_found(void **state)
{
	static const struct {
		const char *variable, *value;
		struct between wanted;
	} cases[] = {
		{ "SCRIPT", "typescript", { "script", false, false } },
		{ "ASCIINEMA_REC", "1", { "asciinema", false, false } },
		{ "ASCIINEMA_SESSION", "9f1c", { "asciinema", false, false } },
		{ "STY", "1234.pts-0.host", { NULL, true, false } },
		{ "SCRIPT", "", { NULL, false, false } },
		{ "STY", "", { NULL, false, false } },
		{ "TMUX", "/tmp/tmux-0/default,1,0", { NULL, false, false } },
	};

	(void)state;
	if (!alone())
		skip_because("the tests themselves are recorded");
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		setenv(cases[i].variable, cases[i].value, 1);
		if (!finds(&cases[i].wanted))
			fail_msg("%s=%s", cases[i].variable, cases[i].value);
		unsetenv(cases[i].variable);
	}
}

static void where_proc_cannot_be_read_nothing_is_found(void **state)
{
	static const struct between none = { NULL, false, false };
	pid_t child;
	int status;

	(void)state;
	if (!alone())
		skip_because("the tests themselves are recorded");
	child = fork();
	if (!child) {
		struct rlimit files, none_more;
		bool good;

		prctl(PR_SET_NAME, "script", 0, 0, 0);
		child = fork();
		if (!child) {
			getrlimit(RLIMIT_NOFILE, &files);
			none_more = files;
			none_more.rlim_cur = 0;
			setrlimit(RLIMIT_NOFILE, &none_more);
			good = finds(&none);
			setrlimit(RLIMIT_NOFILE, &files);
			exit(good ? 0 : 1);
		}
		exit(waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status)
									      : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && !WEXITSTATUS(status));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(programs_that_run_the_terminal_are_found_by_name),
		cmocka_unit_test(what_they_set_in_the_environment_is_found),
		cmocka_unit_test(where_proc_cannot_be_read_nothing_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
