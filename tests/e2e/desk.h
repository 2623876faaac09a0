/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fixture of the end-to-end tests: a scratch directory that serves as the home directory, and the
 * terminals started in it. Teardown kills programs that are still running and fails the test if a
 * sanitizer reported an error in any of them. Include after cmocka.h.
 */
#ifndef TESTS_E2E_DESK_H
#define TESTS_E2E_DESK_H

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/i18n.h"
#include "text/text.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "e2e/terminal.h"

/* For a program whose shell may die with its terminal. The kernel then sends SIGCONT, which undoes
 * the stop that the leak check waits for, so the check would hang. */
#define NO_LEAKS "ASAN_OPTIONS=detect_leaks=0"

struct desk {
	char home[64];
	struct terminal *terminals[32];
	size_t n;
	struct catalogue *french;
};

/* Returns the path of name below home, in one of eight static buffers used in turn. */
static inline char *desk_path(const struct desk *desk, const char *name)
{
	static char paths[8][256];
	static unsigned turn;
	char *path = paths[turn++ % ARRAY_SIZE(paths)];

	snprintf(path, sizeof(paths[0]), "%s/%s", desk->home, name);
	return path;
}

/* Path of the store that is used without --store. */
static inline const char *desk_store(const struct desk *desk)
{
	return desk_path(desk, ".local/share/vigie/progress.db");
}

static inline int desk_setup(void **state)
{
	struct desk *desk = xcalloc(1, sizeof(*desk));
	const char *tmp = getenv("TMPDIR");

	snprintf(desk->home, sizeof(desk->home), "%s/vigie-e2e-XXXXXX",
		tmp && strlen(tmp) < 40 ? tmp : "/tmp");
	*state = desk;
	signal(SIGPIPE, SIG_IGN);
	setenv("LSAN_OPTIONS", "print_suppressions=0:suppressions=" TEST_DATA "/e2e/lsan.supp", 1);
	return mkdtemp(desk->home) ? 0 : -1;
}

static inline int desk_remove(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)type;
	(void)ftw;
	if (S_ISDIR(st->st_mode))
		(void)chmod(path, 0700);
	return remove(path);
}

/* Prints a report unchanged, because tests/run searches the log for these words. */
static inline bool desk_is_sane(struct terminal *t)
{
	static const char *const words[] = { "ERROR: AddressSanitizer", "ERROR: LeakSanitizer",
		"runtime error:" };
	const char *bytes = terminal_bytes(t)->buf;

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strstr(bytes, words[i])) {
			fprintf(stderr, "%.4000s\n", strstr(bytes, words[i]));
			return false;
		}
	return true;
}

static inline int desk_teardown(void **state)
{
	struct desk *desk = *state;
	int result = 0;

	i18n_set_catalogue(NULL);
	catalogue_free(desk->french);
	for (size_t i = 0; i < desk->n; i++) {
		if (!desk_is_sane(desk->terminals[i]))
			result = -1;
		terminal_free(desk->terminals[i]);
	}
	(void)chmod(desk->home, 0700);
	(void)nftw(desk->home, desk_remove, 16, FTW_DEPTH | FTW_PHYS);
	free(desk);
	return result;
}

/* Fills in the default: the small test course. */
static inline struct start desk_fill_in(const struct start *start)
{
	struct start full = { 0 };

	if (start)
		full = *start;
	if (!full.lessons)
		full.lessons = TEST_DATA "/lessons/good";
	return full;
}

/* start may be NULL. */
static inline struct terminal *desk_start(struct desk *desk, const struct start *start)
{
	struct start full = desk_fill_in(start);

	assert_true(desk->n < ARRAY_SIZE(desk->terminals));
	return desk->terminals[desk->n++] = terminal_start(desk->home, &full);
}

/* Makes _() in the test return the program's French messages. */
static inline void desk_speak_french(struct desk *desk)
{
	struct strbuf path = STRBUF_INIT, err = STRBUF_INIT;

	strbuf_addf(&path, "%s/fr/LC_MESSAGES/vigie.mo", locale_path());
	desk->french = catalogue_open(path.buf, text_is_clean, &err);
	if (!desk->french)
		fail_msg("the French catalogue cannot be read: %s", err.buf);
	i18n_set_catalogue(desk->french);
	strbuf_release(&path);
	strbuf_release(&err);
}

static inline const char *desk_write(struct desk *desk, const char *name, const char *text)
{
	char *path = desk_path(desk, name);
	FILE *f;

	for (char *slash = strchr(path + strlen(desk->home) + 1, '/'); slash;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(path, 0700);
		*slash = '/';
	}
	f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f))
		fail_msg("cannot write %s", path);
	return path;
}

/* True if a process has the file open. */
static inline bool desk_is_open(const char *pid, const char *file)
{
	char path[300], target[PATH_MAX];
	struct dirent *entry;
	bool open = false;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%s/fd", pid);
	dir = opendir(path);
	while (dir && !open && (entry = readdir(dir))) {
		ssize_t len = readlinkat(dirfd(dir), entry->d_name, target, sizeof(target) - 1);

		target[len > 0 ? len : 0] = '\0';
		open = !strcmp(target, file);
	}
	if (dir)
		closedir(dir);
	return open;
}

/*
 * Removes the store, if there is one, once no writer has it open: one that still writes would lay
 * its journal beside the next store.
 */
static inline void desk_forget_store(struct desk *desk)
{
	const char *store = desk_store(desk);
	double end = now_ms() + 20000;
	bool open = true;

	while (open && now_ms() < end) {
		DIR *all = opendir("/proc");
		struct dirent *entry;

		open = false;
		while (all && !open && (entry = readdir(all)))
			if (*entry->d_name >= '1' && *entry->d_name <= '9')
				open = desk_is_open(entry->d_name, store);
		if (all)
			closedir(all);
		if (open)
			nanosleep(&(struct timespec){ 0, 5000000 }, NULL);
	}
	if (open)
		fail_msg("%s is still open", store);
	(void)unlink(store);
}

/* Copies the small course below home, so that the test may damage it. */
static inline const char *desk_copy_course(struct desk *desk, const char *name)
{
	const char *path = desk_path(desk, name);
	struct strbuf command = STRBUF_INIT;

	strbuf_addf(&command, "cp -R '%s/lessons/good' '%s'", TEST_DATA, path);
	assert_int_equal(system(command.buf), 0);
	strbuf_release(&command);
	return path;
}

/* ---- runs without a terminal */

/* Collects two pipes separately, because a read may end within a character. */
static inline void desk_gather(int fds[2], struct strbuf texts[2])
{
	for (int open_ends = 2; open_ends;) {
		struct pollfd p[2] = { { fds[0], POLLIN, 0 }, { fds[1], POLLIN, 0 } };

		if (poll(p, 2, 10000) <= 0)
			return;
		for (int i = 0; i < 2; i++) {
			char buf[4096];
			ssize_t n = p[i].revents ? read(fds[i], buf, sizeof(buf)) : -1;

			if (n > 0)
				strbuf_add(&texts[i], buf, (size_t)n);
			if (p[i].revents && n <= 0) {
				close(fds[i]);
				fds[i] = -1;
				open_ends--;
			}
		}
	}
}

/* Runs the program to its end, with no input. Returns its exit status, or 128 + n after signal n.
 * out and err may be the same buffer, which then gets all of standard output followed by all of
 * standard error. */
static inline int desk_run(
	struct desk *desk, const struct start *start, struct strbuf *out, struct strbuf *err)
{
	struct start full = desk_fill_in(start);
	const char *program = full.program ? full.program : program_path();
	struct strbuf texts[2] = { STRBUF_INIT, STRBUF_INIT };
	int out_ends[2], err_ends[2], fds[2], status;
	pid_t child;

	assert_int_equal(pipe(out_ends) | pipe(err_ends), 0);
	child = fork();
	if (!child) {
		dup2(open("/dev/null", O_RDWR), STDIN_FILENO);
		dup2(out_ends[1], STDOUT_FILENO);
		dup2(err_ends[1], STDERR_FILENO);
		program_exec(program, desk->home, &full);
	}
	close(out_ends[1]);
	close(err_ends[1]);
	fds[0] = out_ends[0];
	fds[1] = err_ends[0];
	desk_gather(fds, texts);
	strbuf_add(out, texts[0].buf, texts[0].len);
	strbuf_add(err, texts[1].buf, texts[1].len);
	strbuf_release(&texts[0]);
	strbuf_release(&texts[1]);
	if (fds[0] >= 0 || fds[1] >= 0)
		kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- assertions that print the screen */

static inline void desk_name_forbidden(struct terminal *t)
{
	const char *call = terminal_forbidden(t);

	if (call)
		print_error("the sandbox forbids the system call %s\n", call);
}

static inline void desk_shows(
	struct terminal *t, const char *text, bool wanted, const char *file, int line)
{
	if (wanted ? terminal_wait(t, text) : terminal_wait_without(t, text))
		return;
	print_error(
		"%s\n%s “%s”\n", terminal_text(t), wanted ? "does not show" : "still shows", text);
	desk_name_forbidden(t);
	_fail(file, line);
}

#define assert_shows(t, text) desk_shows(t, text, true, __FILE__, __LINE__)
#define assert_shows_not(t, text) desk_shows(t, text, false, __FILE__, __LINE__)

static inline bool same_modes(const struct termios *a, const struct termios *b)
{
	return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_lflag == b->c_lflag &&
		a->c_cflag == b->c_cflag && !memcmp(a->c_cc, b->c_cc, sizeof(a->c_cc));
}

/* Checks that the alternate screen, paste mode and mouse mode are off, the cursor is visible, and
 * the line modes are as before. */
static inline void desk_given_back(struct terminal *t, const char *file, int line)
{
	struct termios before = terminal_termios_at_start(t), now = terminal_termios(t);
	const char *what = terminal_alternate(t) || terminal_mode(t, 1049)
		? "the alternate screen is not left"
		: !terminal_cursor_visible(t)                      ? "the cursor is hidden"
		: terminal_mode(t, 1000) || terminal_mode(t, 1006) ? "the mouse is on"
		: terminal_mode(t, 2004)                           ? "bracketed paste is on"
		: !same_modes(&before, &now) ? "the line modes are not as before"
					     : NULL;

	if (!what)
		return;
	print_error("%s\n%s\n", terminal_text(t), what);
	_fail(file, line);
}

#define assert_given_back(t) desk_given_back(t, __FILE__, __LINE__)

static inline void desk_ends(struct terminal *t, int status, const char *file, int line)
{
	int is = terminal_wait_end(t);

	if (is == status)
		return;
	print_error("%s\nended with status %d instead of %d (-1: goes on)\n", terminal_text(t), is,
		status);
	desk_name_forbidden(t);
	_fail(file, line);
}

#define assert_ends(t, status) desk_ends(t, status, __FILE__, __LINE__)
/* Formats a string in one of four static buffers used in turn. */
static inline const char *said(const char *format, ...) __attribute__((format(printf, 1, 2)));
static inline const char *said(const char *format, ...)
{
	static char texts[4][512];
	static unsigned turn;
	char *text = texts[turn++ % 4];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(texts[0]), format, ap);
	va_end(ap);
	return text;
}

/* Lists every file below home with its size and times. */
static inline char *desk_picture(struct desk *desk)
{
	FILE *f = popen(said("find '%s' -printf '%%P %%s %%T@ %%C@\\n' | sort", desk->home), "r");
	struct strbuf all = STRBUF_INIT;
	char line[512];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		strbuf_addstr(&all, line);
	pclose(f);
	return strbuf_detach(&all);
}

/* Expects the calendar that Ctrl-X shows, and quits it with q. */
static inline void desk_hides(struct terminal *t, const char *file, int line)
{
	desk_shows(t, "<- -> mo", true, file, line);
	terminal_send(t, "q");
	desk_ends(t, 0, file, line);
}

#define assert_hides(t) desk_hides(t, __FILE__, __LINE__)
#define assert_settles(t) assert_true(terminal_settle(t))

/* Waits until the screen differs from than, for at most ten seconds. */
static inline void desk_wait_change(struct terminal *t, const char *than)
{
	double end = now_ms() + 10000;

	while (!strcmp(terminal_text(t), than) && now_ms() < end && terminal_running(t))
		terminal_take(t, 5);
}

/* Presses key until text shows, a limited number of times, waiting for the screen to change after
 * each. */
static inline void desk_press_until(struct terminal *t, const char *key, const char *text,
	int times, const char *file, int line)
{
	struct strbuf before = STRBUF_INIT;

	strbuf_addstr(&before, terminal_text(t));
	if (before.buf[strspn(before.buf, "\n")] == '\0')
		desk_wait_change(t, before.buf);
	/* the screen may be half drawn */
	terminal_rest(t);
	for (int i = 0; i < times && !terminal_shows(t, text); i++) {
		strbuf_clear(&before);
		strbuf_addstr(&before, terminal_text(t));
		terminal_send(t, key);
		desk_wait_change(t, before.buf);
		if (!terminal_settle(t))
			break;
	}
	strbuf_release(&before);
	desk_shows(t, text, true, file, line);
}

#define press_until(t, key, text, times) desk_press_until(t, key, text, times, __FILE__, __LINE__)

/* Goes from the first screen of a first visit to the lesson list. */
#define go_home(t) press_until(t, KEY_ENTER, _("language"), 4)

/* Returns the digit in front of an option, as a key to send. */
static inline const char *digit_of(struct terminal *t, const char *option)
{
	static char key[2];

	assert_true(terminal_wait(t, option));
	for (int y = 0; y < 24; y++) {
		const char *row = terminal_row(t, y);
		const char *at = strstr(row, option);

		while (at && at > row && (*at < '1' || *at > '9'))
			at--;
		if (at) {
			key[0] = *at;
			return key;
		}
	}
	fail_msg("no digit before “%s”", option);
	return "";
}

#endif
