/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Kills vigie install before each of its system calls that changes a file, one after the other.
 * After any kill both lessons are complete, and after the next start of the course both are old or
 * both are new.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#include "e2e/desk.h"
#include "skip.h"

#define LESSON(id, order, title)                                                                         \
	"[lesson]\nformat = 1\nid = " id "\norder = " order "\nlanguage = en\ntitle = \"" title          \
	"\"\n"                                                                                           \
	"summary = \"Of it.\"\nminutes = 5\npass = 60\n\n[source s]\ntext = \"A book\"\ndate = 2020\n\n" \
	"[page one]\ntitle = \"A page\"\ntext1 = \"It is high.\"\nsources = s\n"
#define COURSE(title) "[course]\nformat = 1\nid = ups\nlanguage = en\ntitle = \"" title "\"\n"

static const char *const places[] = { "hills/lesson.ini", "peaks/lesson.ini", "course.ini" };

static void write_version(struct desk *desk, const char *dir, bool newer)
{
	const char *const texts[2][3] = {
		{ LESSON("hills", "1", "Old hills"), LESSON("peaks", "2", "Old peaks"),
			COURSE("Old ups") },
		{ LESSON("hills", "1", "New hills"), LESSON("peaks", "2", "New peaks"),
			COURSE("New ups") },
	};

	for (size_t i = 0; i < ARRAY_SIZE(places); i++)
		desk_write(desk, said("%s/%s", dir, places[i]), texts[newer][i]);
}

static int run(struct desk *desk, const char *command, const char *file, const char *option,
	const char *value)
{
	struct start start = { .args = { command, file, option, value }, .lessons = "" };
	struct strbuf out = STRBUF_INIT;
	int status = desk_run(desk, &start, &out, &out);

	if (status)
		print_error("%s\n", out.buf);
	strbuf_release(&out);
	return status;
}

/* Returns the 'O' or 'N' in the title of a file; '-' if there is none. */
static char version_of(struct desk *desk, const char *dir, const char *file)
{
	FILE *f = fopen(desk_path(desk, said("%s/%s", dir, file)), "r");
	char text[1024];
	size_t n = f ? fread(text, 1, sizeof(text) - 1, f) : 0;
	const char *title;

	if (f)
		fclose(f);
	text[n] = '\0';
	title = strstr(text, "title = \"");
	return !title ? '-' : title[9];
}

/* True if the call can change a directory. */
static bool changes(uint64_t call, const uint64_t *args)
{
	switch (call) {
	case SYS_openat:
		return args[2] & (O_CREAT | O_TRUNC);
	case SYS_renameat:
	case SYS_renameat2:
	case SYS_linkat:
	case SYS_mkdirat:
	case SYS_unlinkat:
	case SYS_write:
#ifdef SYS_rename
	case SYS_rename:
	case SYS_link:
	case SYS_mkdir:
	case SYS_unlink:
	case SYS_rmdir:
#endif
		return true;
	default:
		return false;
	}
}

/* True if the child has stopped at the entry of a call that changes a directory. */
static bool is_at_change(pid_t child)
{
	struct __ptrace_syscall_info info;

	return ptrace(PTRACE_GET_SYSCALL_INFO, child, (void *)sizeof(info), &info) > 0 &&
		info.op == PTRACE_SYSCALL_INFO_ENTRY &&
		changes(info.entry.nr, (const uint64_t *)info.entry.args);
}

/* Installs, and kills the program before change number at. Returns false if it ended before. */
static bool kill_at(struct desk *desk, int at)
{
	struct start start = { .args = { "install", desk_path(desk, "new.vigie"), "--lessons",
				       desk_path(desk, "to") },
		/* the leak check does not work under ptrace */
		.lessons = "",
		.env = { "ASAN_OPTIONS=detect_leaks=0" } };
	int status, n = 0;
	pid_t child = fork();

	if (!child) {
		int nothing = open("/dev/null", O_RDWR);

		for (int fd = 0; fd < 3; fd++)
			dup2(nothing, fd);
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
			_exit(99);
		program_exec(program_path(), desk->home, &start);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 99)
		skip_because("system calls cannot be traced here");
	ptrace(PTRACE_SETOPTIONS, child, NULL,
		(void *)(uintptr_t)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
	while (!ptrace(PTRACE_SYSCALL, child, NULL, NULL) && waitpid(child, &status, 0) == child) {
		if (WIFEXITED(status)) {
			assert_int_equal(WEXITSTATUS(status), 0);
			return false;
		}
		if (WIFSTOPPED(status) && WSTOPSIG(status) == (SIGTRAP | 0x80) &&
			is_at_change(child) && n++ == at)
			break;
	}
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	return true;
}

static void begin_anew(struct desk *desk)
{
	assert_int_equal(system(said("rm -rf '%s'", desk_path(desk, "to"))), 0);
	assert_int_equal(run(desk, "install", desk_path(desk, "old.vigie"), "--lessons",
				 desk_path(desk, "to")),
		0);
}

/* Returns the version of all lessons; fails if they differ. */
static char version_of_all(struct desk *desk, const char *dir, int at)
{
	char first = version_of(desk, dir, places[0]);

	for (size_t i = 1; i < ARRAY_SIZE(places); i++)
		if (version_of(desk, dir, places[i]) != first)
			fail_msg("killed before change %d: %s has %c and %c", at, dir, first,
				version_of(desk, dir, places[i]));
	return first;
}

static void a_kill_leaves_all_old_or_all_new(void **state)
{
	struct desk *desk = *state;
	int versions[128] = { 0 }, mixed = 0, waited = 0, at;

	write_version(desk, "old", false);
	write_version(desk, "new", true);
	assert_int_equal(
		run(desk, "pack", desk_path(desk, "old"), "-o", desk_path(desk, "old.vigie")), 0);
	assert_int_equal(
		run(desk, "pack", desk_path(desk, "new"), "-o", desk_path(desk, "new.vigie")), 0);
	begin_anew(desk);
	for (at = 0; kill_at(desk, at); at++) {
		bool same = true, waits;
		char is;

		for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
			char one = version_of(desk, "to", places[i]);

			if (one == '-')
				fail_msg("killed before change %d: %s is missing", at, places[i]);
			same &= one == version_of(desk, "to", places[0]);
		}
		mixed += !same;
		/* commands that only read, or promise to write nothing, leave it pending; the
		 * course completes it */
		waits = access(desk_path(desk, "to/.ready"), F_OK) == 0;
		waited += waits;
		assert_int_equal(run(desk, "doctor", "--lessons", desk_path(desk, "to"), NULL), 0);
		assert_int_equal(
			run(desk, "--linear", "--private", "--lessons", desk_path(desk, "to")), 0);
		assert_int_equal(access(desk_path(desk, "to/.ready"), F_OK) == 0, waits);
		assert_int_equal(
			run(desk, "--linear", "--lessons", desk_path(desk, "to"), NULL), 0);
		is = version_of_all(desk, "to", at);
		versions[(int)is]++;
		if (is == 'N')
			assert_int_equal(version_of_all(desk, "to/.previous", at), 'O');
		assert_int_not_equal(access(desk_path(desk, "to/.ready"), F_OK), 0);
		assert_int_equal(run(desk, "check", desk_path(desk, "to"), NULL, NULL), 0);
		/* the leftovers of a kill do not block the next installation */
		begin_anew(desk);
	}
	assert_int_equal(version_of_all(desk, "to", at), 'N');
	/* kills hit before, during and after the switch */
	assert_true(versions['O'] > 5 && versions['N'] > 5 && mixed > 0 && waited > 0);
	print_message(
		"# install: killed before %d changes, %d of them between the lessons\n", at, mixed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_kill_leaves_all_old_or_all_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
