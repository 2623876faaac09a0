/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the sandbox: each forbidden act is tried in a child process; the calls that a kiosk
 * needs must still work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "guard/files.h"
#include "guard/harden.h"
#include "guard/sandbox.h"
#include "guard/sanitized.h"
#include "skip.h"

static char home[64];
/* Process to attack: the parent. Its id is set before the fork, as the sandbox forbids
 * getppid(). */
static pid_t another;

enum { DONE = 7, REFUSED = 8, NO_SANDBOX = 9 };

static int setup(void **state)
{
	char path[128];
	FILE *f;

	(void)state;
	snprintf(home, sizeof(home), "/tmp/vigie-guard-XXXXXX");
	if (!mkdtemp(home))
		return -1;
	snprintf(path, sizeof(path), "%s/lessons", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/data", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/lessons/a.ini", home);
	f = fopen(path, "w");
	return f && fputs("[lesson]\n", f) >= 0 && fclose(f) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", home);
	return system(command);
}

static const char *below(const char *name)
{
	static char path[2][128];
	static int turn;

	turn ^= 1;
	snprintf(path[turn], sizeof(path[0]), "%s/%s", home, name);
	return path[turn];
}

static void enter(int wanted)
{
	struct sandbox s = { .read = { strdup(below("lessons")), NULL },
		.n_read = 2,
		.write = { strdup(below("data")) },
		.n_write = 1 };
	const struct rlimit no_core = { 0, 0 };

	setrlimit(RLIMIT_CORE, &no_core);
	if ((sandbox_enter(&s) & wanted) != wanted)
		_exit(NO_SANDBOX);
}

/* Exit status of the child, or 128 + n if signal n ended it. */
static int try(bool (*what)(void), int wanted)
{
	pid_t child;
	int status;

	another = getpid();
	child = fork();
	if (!child) {
		enter(wanted);
		_exit(what() ? DONE : REFUSED);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* ---- system calls */

static bool runs_a_program(void)
{
	return execl("/bin/true", "true", (char *)NULL) == 0;
}

static bool forks(void)
{
	pid_t pid = fork();

	if (!pid)
		_exit(0);
	return pid > 0;
}

static bool opens_a_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool opens_a_local_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool traces(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static bool types_into_the_terminal(void)
{
	char c = 'x';

	return ioctl(0, TIOCSTI, &c) == 0;
}

static bool types_with_high_bits(void)
{
	char c = 'x';

	return syscall(SYS_ioctl, 0, (unsigned long)TIOCSTI | 0xf00000000ul, &c) == 0;
}

static bool pastes_into_the_console(void)
{
	char c = 2;

	return ioctl(0, TIOCLINUX, &c) == 0;
}

static bool makes_memory_that_runs(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		       0) != MAP_FAILED;
}

static bool makes_its_memory_run(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(p, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool kills_another(void)
{
	return kill(another, 0) == 0;
}

static bool kills_a_thread_of_another(void)
{
	return syscall(SYS_tgkill, another, another, 0) == 0;
}

/* SIOCGIFFLAGS (0x8913) ends in the same byte as the allowed TIOCGWINSZ (0x5413): the filter must
 * compare all 32 bits. */
static bool asks_what_ends_like_an_allowed_one(void)
{
	return syscall(SYS_ioctl, 0, 0x8913ul, NULL) == 0;
}

static bool changes_its_root(void)
{
	return chroot("/tmp") == 0;
}

static bool becomes_another(void)
{
	return setuid(65534) == 0;
}

static void what_no_kiosk_needs_ends_the_process(void **state)
{
	static bool (*const tries[])(void) = { runs_a_program, forks, opens_a_socket,
		opens_a_local_socket, traces, types_into_the_terminal, types_with_high_bits,
		asks_what_ends_like_an_allowed_one, pastes_into_the_console, makes_memory_that_runs,
		makes_its_memory_run, kills_another, kills_a_thread_of_another, changes_its_root,
		becomes_another };

	(void)state;
	if (!(sandbox_possible() & SANDBOX_CALLS))
		skip_because("the kernel or the build has no seccomp");
	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
		int end = try(tries[i], SANDBOX_CALLS);

		if (end != 128 + SIGSYS)
			fail_msg("try %zu ended with %d", i, end);
	}
}

static void end_with_23(int signal)
{
	(void)signal;
	_exit(23);
}

/* So that the terminal can be erased before the process dies. */
static void a_handler_runs_before_the_process_ends(void **state)
{
	pid_t child;
	int status;

	(void)state;
	if (!(sandbox_possible() & SANDBOX_CALLS))
		skip_because("the kernel or the build has no seccomp");
	child = fork();
	if (!child) {
		signal(SIGSYS, end_with_23);
		enter(SANDBOX_CALLS);
		(void)becomes_another();
		_exit(DONE);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 23);
}

/* Tries each call number in a child process, with arguments that no call accepts. */
static void few_calls_are_left(void **state)
{
	enum { NUMBERS = 512, MOST = 45 };
	int left = 0;

	(void)state;
	if (!(sandbox_possible() & SANDBOX_CALLS))
		skip_because("the kernel or the build has no seccomp");
	for (long n = 0; n < NUMBERS; n++) {
		pid_t child;
		int status;

#ifdef __x86_64__
		/* uretprobe and uprobe bypass seccomp filters */
		if (n == 335 || n == 336)
			continue;
#endif
		child = fork();
		if (!child) {
			enter(SANDBOX_CALLS);
			(void)syscall(n, -1L, -1L, -1L, -1L, -1L, -1L);
			_exit(DONE);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		left += !WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS;
	}
	print_message("# %d call numbers tried, %d still allowed\n", NUMBERS, left);
	assert_in_range(left, 20, MOST);
}

/* ---- files */

static bool can_open(const char *path, int flags)
{
	return open(path, flags, 0600) >= 0;
}

static bool reads_passwords(void)
{
	return can_open("/etc/passwd", O_RDONLY);
}

static bool reads_its_memory(void)
{
	return can_open("/proc/self/mem", O_RDONLY);
}

static bool writes_outside(void)
{
	return can_open(below("outside"), O_WRONLY | O_CREAT);
}

static bool writes_to_lessons(void)
{
	return can_open(below("lessons/b.ini"), O_WRONLY | O_CREAT) ||
		can_open(below("lessons/a.ini"), O_WRONLY);
}

static bool lists_the_root(void)
{
	return can_open("/", O_RDONLY | O_DIRECTORY);
}

static bool moves_data_out(void)
{
	return can_open(below("data/x"), O_WRONLY | O_CREAT) &&
		rename(below("data/x"), below("x")) == 0;
}

static void files_that_are_not_named_cannot_be_opened(void **state)
{
	static bool (*const tries[])(void) = { reads_passwords, reads_its_memory, writes_outside,
		writes_to_lessons, lists_the_root, moves_data_out };

	(void)state;
	if (!(sandbox_possible() & SANDBOX_FILES))
		skip_because("the kernel has no Landlock");
	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
		int end = try(tries[i], SANDBOX_FILES);

		if (end != REFUSED)
			fail_msg("try %zu ended with %d", i, end);
	}
}

static bool makes_a_link(void)
{
	return symlink("/etc/passwd", below("data/link")) == 0;
}

static bool makes_a_pipe(void)
{
	return mkfifo(below("data/pipe"), 0600) == 0;
}

static bool runs_true(void)
{
	return execl("/bin/true", "true", (char *)NULL) == 0;
}

/* Restricts files only, so that no other part of the sandbox can refuse the access. */
static int try_files(bool (*what)(void), const struct sandbox *s)
{
	pid_t child = fork();
	int status;

	if (!child) {
		if (!files_restrict(s))
			_exit(NO_SANDBOX);
		_exit(what() ? DONE : errno == EACCES ? REFUSED : NO_SANDBOX);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void what_may_be_read_or_written_may_not_be_run(void **state)
{
	const struct sandbox reads = { .read = { "/" }, .n_read = 1 },
			     writes = { .write = { "/" }, .n_write = 1 };

	(void)state;
	if (!(sandbox_possible() & SANDBOX_FILES))
		skip_because("the kernel has no Landlock");
	assert_int_equal(try_files(runs_true, &reads), REFUSED);
	assert_int_equal(try_files(runs_true, &writes), REFUSED);
}

static void where_one_may_write_are_files_and_folders_only(void **state)
{
	const struct sandbox writes = { .write = { home }, .n_write = 1 };

	(void)state;
	if (!(sandbox_possible() & SANDBOX_FILES))
		skip_because("the kernel has no Landlock");
	assert_int_equal(try_files(makes_a_link, &writes), REFUSED);
	assert_int_equal(try_files(makes_a_pipe, &writes), REFUSED);
}

/* ---- what must still work */

static bool leaves_half_a_file_unread(void)
{
	FILE *f = fopen(below("lessons/a.ini"), "r");

	return f && fgetc(f) == '[' && fclose(f) == 0;
}

static void nothing(void)
{
}

/* Calls that SQLite and the C library make rarely, or only on other machines. */
static bool does_what_is_rare(int fd)
{
	pthread_once_t once = PTHREAD_ONCE_INIT;
	struct timeval t;

	return !fchmod(fd, 0600) && !fchown(fd, geteuid(), (gid_t)-1) &&
		!access(below("data"), F_OK) && !pthread_once(&once, nothing) &&
		!syscall(SYS_gettimeofday, &t, NULL) && leaves_half_a_file_unread();
}

static bool does_its_work(void)
{
	char buf[16];
	int fd = open(below("lessons/a.ini"), O_RDONLY);
	struct winsize ws;
	struct timespec t;
	struct stat st;
	bool good =
		fd >= 0 && read(fd, buf, sizeof(buf)) > 0 && fstat(fd, &st) == 0 && close(fd) == 0;

	fd = open(below("data/x"), O_RDWR | O_CREAT, 0600);
	good = good && fd >= 0 && write(fd, "x", 1) == 1 && does_what_is_rare(fd) &&
		fsync(fd) == 0 && ftruncate(fd, 0) == 0 && close(fd) == 0;
	good = good && mkdir(below("data/d"), 0700) == 0 &&
		rename(below("data/x"), below("data/d/x")) == 0 && unlink(below("data/d/x")) == 0 &&
		rmdir(below("data/d")) == 0;
	(void)ioctl(0, TIOCGWINSZ, &ws);
	/* called after SIGCONT, which systemd sends when it stops a service */
	(void)(tcgetpgrp(0) == getpgrp());
	free(realloc(malloc(1 << 22), 1 << 24));
	return good && clock_gettime(CLOCK_MONOTONIC, &t) == 0;
}

static void the_work_of_a_kiosk_goes_on(void **state)
{
	(void)state;
	assert_int_equal(try(does_its_work, sandbox_possible()), DONE);
}

static bool sleeps(void)
{
	const struct timespec t = { 0, 300000000 };

	return nanosleep(&t, NULL) == 0;
}

static void a_wait_that_was_stopped_goes_on(void **state)
{
	const struct timespec soon = { 0, 100000000 };
	pid_t child = fork();
	int status;

	(void)state;
	if (!child) {
		enter(sandbox_possible());
		_exit(sleeps() ? DONE : REFUSED);
	}
	nanosleep(&soon, NULL);
	kill(child, SIGSTOP);
	assert_int_equal(waitpid(child, &status, WUNTRACED), child);
	assert_true(WIFSTOPPED(status));
	kill(child, SIGCONT);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), DONE);
}

static bool faults(void)
{
	return raise(SIGABRT) == 0;
}

/* malloc detects the double free and aborts. */
static bool frees_twice(void)
{
	char *volatile p = malloc(5000), *volatile q = malloc(5000);

	free(p);
	free(p);
	free(q);
	return true;
}

static void a_fault_ends_it_with_its_own_signal(void **state)
{
	(void)state;
	/* AddressSanitizer would report the double free first */
	if (sandbox_possible() & SANDBOX_CALLS)
		assert_int_equal(try(frees_twice, sandbox_possible()), 128 + SIGABRT);
	assert_int_equal(try(faults, sandbox_possible()), 128 + SIGABRT);
}

/* Runs check in a child process, since clearing the environment would also remove the variables
 * that cmocka reads. */
static void assert_in_child(bool (*check)(void))
{
	pid_t child;
	int status;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		bool good = check();

		fflush(NULL);
		_exit(good ? 0 : 1);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* No variable that names a file, a directory or a program survives harden_environment(). */
static bool only_listed_variables_are_left(void)
{
	static const char *const set[] = { "PAGER", "EDITOR", "VISUAL", "SHELL", "BROWSER", "ENV",
		"BASH_ENV", "IFS", "PATH", "HOME", "TERMINFO", "TERMINFO_DIRS", "TERMCAP",
		"TERMPATH", "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "LOCPATH", "NLSPATH",
		"LANGUAGE", "TEXTDOMAINDIR", "GCONV_PATH", "TMPDIR", "SQLITE_TMPDIR",
		"XDG_DATA_HOME", "XDG_CONFIG_HOME", "ESCDELAY", "LINES", "COLUMNS",
		"NCURSES_NO_UTF8_ACS", "MALLOC_TRACE", "RES_OPTIONS", "HOSTALIASES", "ACCESSIBLE" };
	/* allowed, but not with a path as value */
	static const char *const paths[] = { "TERM", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
		"TZ" };

	/* half of them with harmless values: the name alone must be enough to drop them */
	for (size_t i = 0; i < sizeof(set) / sizeof(*set); i++)
		setenv(set[i], i % 2 ? "/tmp/x" : "x", 1);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		setenv(paths[i], i % 2 ? "/tmp/x" : "a/../../tmp/x", 1);
	setenv("COLORTERM", "truecolor", 1);
	harden_environment();
	for (size_t i = 0; i < sizeof(set) / sizeof(*set); i++)
		if (getenv(set[i]))
			return printf("# %s is still set\n", set[i]), false;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		if (getenv(paths[i]))
			return printf("# %s is still set to a path\n", paths[i]), false;
	return getenv("COLORTERM") && !strcmp(getenv("COLORTERM"), "truecolor");
}

static bool long_values_are_dropped(void)
{
	char value[66];

	memset(value, 'a', 65);
	value[65] = '\0';
	setenv("TERM", value, 1);
	setenv("TZ", value + 1, 1);
	harden_environment();
	return !getenv("TERM") && getenv("TZ") && !strcmp(getenv("TZ"), value + 1);
}

static void no_variable_is_longer_than_a_name(void **state)
{
	(void)state;
	assert_in_child(long_values_are_dropped);
}

static bool process_is_hardened(void)
{
	struct rlimit core;

	umask(022);
	if (!harden_process() || getrlimit(RLIMIT_CORE, &core))
		return false;
	/* under a sanitizer the process stays dumpable */
	return !core.rlim_cur && !core.rlim_max &&
		(SANITIZED || prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0) &&
		prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 && umask(0) == 077;
}

static void the_process_leaves_no_dump_and_gains_no_rights(void **state)
{
	(void)state;
	assert_in_child(process_is_hardened);
}

static void no_variable_is_left_that_is_not_on_the_list(void **state)
{
	(void)state;
	assert_in_child(only_listed_variables_are_left);
}

static void each_state_of_the_sandbox_has_its_sentence(void **state)
{
	static const char *const words[] = { "none:", "files only (Landlock)",
		"system calls only (seccomp)", "files (Landlock) and system calls (seccomp)" };

	(void)state;
	for (int holds = 0; holds < 4; holds++) {
		struct strbuf out = STRBUF_INIT;

		sandbox_describe(holds, &out);
		assert_non_null(strstr(out.buf, words[holds]));
		strbuf_release(&out);
	}
}

static bool environment_is_cleaned(void)
{
	setenv("LD_PRELOAD", "/tmp/x.so", 1);
	setenv("TERMINFO", "/tmp/x", 1);
	setenv("PAGER", "sh", 1);
	setenv("HOME", "/root", 1);
	setenv("TERM", "linux", 1);
	setenv("LC_ALL", "../../tmp/x", 1);
	setenv("LANG", "fr_FR.UTF-8", 1);
	harden_environment();
	return !getenv("LD_PRELOAD") && !getenv("TERMINFO") && !getenv("PAGER") &&
		!getenv("HOME") && !getenv("LC_ALL") && getenv("TERM") &&
		!strcmp(getenv("TERM"), "linux") && getenv("LANG") &&
		!strcmp(getenv("LANG"), "fr_FR.UTF-8");
}

static void the_environment_is_cleaned(void **state)
{
	(void)state;
	assert_in_child(environment_is_cleaned);
}

static long locked_kilobytes(void)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[128];
	long kilobytes = -1;

	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "VmLck: %ld", &kilobytes) == 1)
			break;
	if (file)
		fclose(file);
	return kilobytes;
}

static bool memory_is_locked(void)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };

	return !setrlimit(RLIMIT_MEMLOCK, &all) && harden_memory() && locked_kilobytes() > 0;
}

/* With a small limit, locking future mappings would make malloc fail. A kiosk takes 108 MB with
 * 2,000 lessons. */
static bool a_small_limit_locks_nothing(void)
{
	const struct rlimit some = { 128 << 20, 128 << 20 }, few = { 1 << 20, 1 << 20 };

	/* only a privileged process may set more than it has */
	return (!setrlimit(RLIMIT_MEMLOCK, &some) || !setrlimit(RLIMIT_MEMLOCK, &few)) &&
		!harden_memory() && locked_kilobytes() == 0 && malloc(32 << 20);
}

static void memory_is_kept_out_of_swap_where_the_limit_allows(void **state)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };

	(void)state;
	if (SANITIZED)
		skip_because("a sanitizer maps more memory than can be locked");
	assert_in_child(a_small_limit_locks_nothing);
	if (setrlimit(RLIMIT_MEMLOCK, &all) == 0)
		assert_in_child(memory_is_locked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_no_kiosk_needs_ends_the_process, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_handler_runs_before_the_process_ends, setup, teardown),
		cmocka_unit_test_setup_teardown(few_calls_are_left, setup, teardown),
		cmocka_unit_test_setup_teardown(
			files_that_are_not_named_cannot_be_opened, setup, teardown),
		cmocka_unit_test(what_may_be_read_or_written_may_not_be_run),
		cmocka_unit_test_setup_teardown(
			where_one_may_write_are_files_and_folders_only, setup, teardown),
		cmocka_unit_test_setup_teardown(the_work_of_a_kiosk_goes_on, setup, teardown),
		cmocka_unit_test_setup_teardown(a_wait_that_was_stopped_goes_on, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_fault_ends_it_with_its_own_signal, setup, teardown),
		cmocka_unit_test(each_state_of_the_sandbox_has_its_sentence),
		cmocka_unit_test(the_environment_is_cleaned),
		cmocka_unit_test(no_variable_is_left_that_is_not_on_the_list),
		cmocka_unit_test(memory_is_kept_out_of_swap_where_the_limit_allows),
		cmocka_unit_test(no_variable_is_longer_than_a_name),
		cmocka_unit_test(the_process_leaves_no_dump_and_gains_no_rights),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
