/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program under test: its path, its start, and a small shell to run it as a job. */
#ifndef TESTS_E2E_PROGRAM_H
#define TESTS_E2E_PROGRAM_H

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"

enum { ARGS_MAX = 16, ACK_FD = 19 };

/* How to start the program; zero selects the defaults. */
struct start {
	int cols, rows;             /* 0: 80 x 24 */
	const char *args[ARGS_MAX]; /* after the program name, NULL-terminated */
	const char *env[ARGS_MAX];  /* "NAME=value" sets, "NAME" unsets */
	const char *lessons;        /* NULL: tests/lessons/good; "": no --lessons */
	const char *program;        /* NULL: vigie */
	bool as_job;                /* under a small shell that notices when it stops */
	bool want_acks;             /* sets VIGIE_ACK_FD */
	uid_t uid;                  /* run as this user if possible; 0: the current one */
	const char *under[8];       /* a wrapper program and its arguments, NULL-terminated */
	int in, out;                /* descriptors that replace the terminal; 0: none */
};

/* Returns the path of name in the build directory, found from our own path
 * BUILD/tests/e2e/test_x. */
static inline const char *beside_us(const char *name)
{
	static char paths[2][PATH_MAX];
	static int turn;
	char *path = paths[turn ^= 1], self[PATH_MAX - 64];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (len <= 0)
		BUG("no /proc/self/exe");
	self[len] = '\0';
	for (int i = 0; i < 3; i++)
		*strrchr(self, '/') = '\0';
	snprintf(path, PATH_MAX, "%s/%s", self, name);
	return path;
}

static inline const char *program_path(void)
{
	return beside_us("vigie");
}

/* Directory of the message catalogues. */
static inline const char *locale_path(void)
{
	return beside_us("locale");
}

static inline void set_env(const char *setting)
{
	const char *equals = strchr(setting, '='), *slash = strrchr(setting, '/');
	char name[64], folder[PATH_MAX];

	if (!equals) {
		unsetenv(setting);
		return;
	}
	snprintf(name, sizeof(name), "%.*s", (int)(equals - setting), setting);
	setenv(name, equals + 1, 1);
	/* LD_PRELOAD is a list separated by spaces, so a path in it cannot contain one;
	 * LD_LIBRARY_PATH can */
	if (!strcmp(name, "LD_PRELOAD") && slash) {
		snprintf(folder, sizeof(folder), "%.*s", (int)(slash - equals - 1), equals + 1);
		setenv("LD_LIBRARY_PATH", folder, 1);
		setenv(name, slash + 1, 1);
	}
}

/* Sets what a login terminal would set, and keeps PATH and the sanitizer options. */
static inline void set_environment(const char *home, const struct start *start)
{
	static const char *const kept[] = { "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS",
		"LSAN_OPTIONS" };
	char *values[ARRAY_SIZE(kept)];

	for (size_t i = 0; i < ARRAY_SIZE(kept); i++)
		values[i] = getenv(kept[i]) ? xstrdup(getenv(kept[i])) : NULL;
	clearenv();
	for (size_t i = 0; i < ARRAY_SIZE(kept); i++)
		if (values[i])
			setenv(kept[i], values[i], 1);
	setenv("HOME", home, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	setenv("TZ", "UTC0", 1);
	/* otherwise only root may read the memory of the program */
	if (geteuid())
		setenv("VIGIE_DEBUG", "1", 1);
	for (size_t i = 0; i < ARGS_MAX && start->env[i]; i++)
		set_env(start->env[i]);
}

static inline void become(uid_t uid)
{
	if (!uid)
		return;
	if (setgroups(0, NULL) || setgid((gid_t)uid) || setuid(uid))
		_exit(126);
}

/* True if other users can search every directory above the program. */
static inline bool others_may_come(void)
{
	char path[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof(path), "%s", program_path());
	for (char *slash = strrchr(path, '/'); slash > path; slash = strrchr(path, '/')) {
		*slash = '\0';
		if (stat(path, &st) || !(st.st_mode & S_IXOTH))
			return false;
	}
	return true;
}

/* Called in a child process whose standard descriptors are set up: executes the program. */
static inline void program_exec(const char *program, const char *home, const struct start *start)
{
	const char *argv[ARGS_MAX + 16];
	size_t n = 0;
	char fd[16];

	while (n < ARRAY_SIZE(start->under) && start->under[n]) {
		argv[n] = start->under[n];
		n++;
	}
	argv[n++] = program;
	if (start->lessons && *start->lessons) {
		argv[n++] = "--lessons";
		argv[n++] = start->lessons;
	}
	for (size_t i = 0; i < ARGS_MAX && start->args[i]; i++)
		argv[n++] = start->args[i];
	argv[n] = NULL;
	set_environment(home, start);
	if (start->want_acks) {
		snprintf(fd, sizeof(fd), "%d", ACK_FD);
		setenv("VIGIE_ACK_FD", fd, 1);
	}
	if (start->in)
		dup2(start->in, STDIN_FILENO);
	if (start->out)
		dup2(start->out, STDOUT_FILENO);
	for (int i = 3; i < 64; i++)
		if (i != ACK_FD || !start->want_acks)
			close(i);
	become(start->uid);
	execv(argv[0], (char **)(uintptr_t)argv);
	_exit(127);
}

/* ---- a minimal shell: runs one job and continues it on request */

static inline int wait_job(pid_t job)
{
	int status;

	while (waitpid(job, &status, WUNTRACED) < 0)
		if (errno != EINTR)
			_exit(125);
	return status;
}

static inline void be_shell(
	const char *program, const char *home, const struct start *start, int report, int control)
{
	struct termios own;
	pid_t job;
	int status;
	char c;

	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	tcgetattr(STDIN_FILENO, &own);
	job = fork();
	if (!job) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		signal(SIGHUP, SIG_DFL);
		program_exec(program, home, start);
	}
	setpgid(job, job);
	if (write(report, &job, sizeof(job)) != sizeof(job))
		_exit(125);
	for (;;) {
		status = wait_job(job);
		tcsetpgrp(STDIN_FILENO, getpgrp());
		if (!WIFSTOPPED(status))
			break;
		/* report the stop before restoring the shell's own modes, so that the test sees the
		 * modes the program left */
		if (write(report, "S", 1) != 1 || read(control, &c, 1) != 1)
			_exit(125);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &own);
		tcsetpgrp(STDIN_FILENO, job);
		kill(-job, SIGCONT);
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

#endif
