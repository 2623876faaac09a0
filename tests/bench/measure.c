/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures the program from outside, beside the two floor programs, in one run: 80 x 24, xterm-256color,
 * C.UTF-8, in a pseudo-terminal. Instructions are counted by valgrind and repeat to within a few; times are for information,
 * machines are noisy. Nothing is ever answered to the programs.
 *
 *	measure VIGIE FLOORS LESSONS WORK
 *
 * FLOORS is the folder of floor_page, floor_app and floor.ini; WORK an empty one. The last line is
 * "bench: N of M targets met"; the exit status is 0 if all are.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

enum { COLS = 80, ROWS = 24, ARGS = 12, ROUNDS = 15, KEYS = 10, QUIET_MS = 80, IDLE_MS = 5000 };
enum { PAGE, APP, VIGIE, PROGRAMS };

#define UP "\033OA"
#define DOWN "\033OB"

struct program {
	const char *argv[ARGS];
	const char *home;
	const char *quit;
};

struct child {
	pid_t pid;
	int fd;
	double started, last;   /* milliseconds: the start, the last byte */
	size_t bytes;
	bool gone;
};

static struct program programs[PROGRAMS], first_starts[PROGRAMS];
static const char *work;

static void die(const char *what)
{
	fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
	exit(2);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static const char *path(const char *folder, const char *name)
{
	char *p = malloc(strlen(folder) + strlen(name) + 2);

	if (!p)
		die("memory");
	sprintf(p, "%s/%s", folder, name);
	return p;
}

/* ---- a program in a terminal */

/* valgrind takes each byte of a rep stos or rep movs for an instruction: the C library shall not use them. */
static void count_fairly(void)
{
	setenv("GLIBC_TUNABLES", "glibc.cpu.x86_rep_stosb_threshold=1000000000:"
		"glibc.cpu.x86_rep_movsb_threshold=1000000000", 1);
}

static void become(const struct program *p, const char *const *before)
{
	const char *argv[2 * ARGS] = { NULL };
	size_t n = 0;

	for (; before && *before; before++)
		argv[n++] = *before;
	for (size_t i = 0; p->argv[i]; i++)
		argv[n++] = p->argv[i];
	unsetenv("LC_ALL");
	unsetenv("LANGUAGE");
	unsetenv("NO_COLOR");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	setenv("LANG", "C.UTF-8", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("HOME", p->home, 1);
	if (before)
		count_fairly();
	execvp(argv[0], (char **)argv);
	_exit(127);
}

/* before: words in front of the command, NULL-ended, or NULL. */
static struct child start(const struct program *p, const char *const *before)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLS };
	struct child c = { .started = now() };

	c.pid = forkpty(&c.fd, NULL, NULL, &size);
	if (c.pid < 0)
		die("no pseudo-terminal");
	if (!c.pid)
		become(p, before);
	return c;
}

/* Takes what comes until nothing has come for quiet ms; the first byte may take longer. */
static size_t drain(struct child *c, int first_ms, int quiet_ms)
{
	size_t before = c->bytes;
	int wait = first_ms;

	while (!c->gone) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };
		char buf[65536];
		ssize_t n;

		if (poll(&p, 1, wait) <= 0)
			break;
		n = read(c->fd, buf, sizeof(buf));
		c->gone = n <= 0;
		if (n > 0) {
			c->bytes += (size_t)n;
			c->last = now();
			wait = quiet_ms;
		}
	}
	return c->bytes - before;
}

static size_t press(struct child *c, const char *key, int quiet_ms)
{
	if (write(c->fd, key, strlen(key)) < 0)
		die("a program does not read its keys");
	return drain(c, 4 * quiet_ms, quiet_ms);
}

static void end(struct child *c, const char *quit)
{
	int status;
	double until = now() + 20000;

	if (!c->gone && write(c->fd, quit, strlen(quit)) > 0)
		while (!c->gone && now() < until)
			drain(c, 200, 200);
	if (!c->gone)
		kill(c->pid, SIGKILL);
	waitpid(c->pid, &status, 0);
	close(c->fd);
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "measure: a program ended with status %d\n", status);
		exit(2);
	}
}

/* ---- what is measured */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Each in turn, so that nobody has the quiet moments alone; medians. */
static void measure_starts(double ms[PROGRAMS], double bytes[PROGRAMS])
{
	double all[PROGRAMS][ROUNDS];

	for (int r = 0; r < ROUNDS; r++)
		for (int i = 0; i < PROGRAMS; i++) {
			struct child c = start(&programs[i], NULL);

			bytes[i] = (double)drain(&c, 5000, QUIET_MS);
			all[i][r] = c.last - c.started;
			end(&c, programs[i].quit);
		}
	for (int i = 0; i < PROGRAMS; i++) {
		qsort(all[i], ROUNDS, sizeof(double), by_size);
		ms[i] = all[i][ROUNDS / 2];
	}
}

static bool have(const char *tool)
{
	char command[128];

	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1", tool);
	return system(command) == 0;
}

/* From exec to the first full paint and out again; millions, -1 without valgrind. */
static double count_instructions(const struct program *p)
{
	const char *log = path(work, "callgrind.log");
	char log_option[512], line[256];
	const char *const before[] = { "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", log_option,
		NULL };
	struct child c;
	double count = -1;
	FILE *f;

	if (!have("valgrind"))
		return -1;
	snprintf(log_option, sizeof(log_option), "--log-file=%s", log);
	c = start(p, before);
	drain(&c, 60000, 1000);
	end(&c, p->quit);
	f = fopen(log, "r");
	while (f && fgets(line, sizeof(line), f)) {
		const char *found = strstr(line, "Collected :");

		if (found)
			count = strtod(found + strlen("Collected :"), NULL) / 1e6;
	}
	if (f)
		fclose(f);
	return count;
}

/* Bytes that a pair of keys brings, halved: there and back. What setup opened, quit must close. */
static double bytes_per_key(const struct program *p, const char *setup, const char *there, const char *back,
	const char *quit)
{
	struct child c = start(p, NULL);
	size_t bytes = 0;

	drain(&c, 5000, QUIET_MS);
	if (setup)
		press(&c, setup, QUIET_MS);
	for (int i = 0; i < KEYS / 2; i++)
		bytes += press(&c, there, QUIET_MS) + press(&c, back, QUIET_MS);
	end(&c, quit);
	return (double)bytes / KEYS;
}

static double number_in(pid_t pid, const char *name)
{
	char file[64], line[256];
	double number = -1;
	FILE *f;

	snprintf(file, sizeof(file), "/proc/%d/status", (int)pid);
	f = fopen(file, "r");
	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, name, strlen(name)))
			number = strtod(line + strlen(name) + 1, NULL);
	if (f)
		fclose(f);
	return number;
}

static double peak_memory(const struct program *p)
{
	struct child c = start(p, NULL);
	double kib;

	drain(&c, 5000, QUIET_MS);
	kib = number_in(c.pid, "VmHWM");
	end(&c, p->quit);
	return kib;
}

/* Lines of strace's log between two times of day. */
static double lines_between(const char *log, double from, double to)
{
	char line[4096];
	double n = 0;
	FILE *f = fopen(log, "r");

	while (f && fgets(line, sizeof(line), f)) {
		const char *at = strchr(line, ' ');
		double t = at ? strtod(at, NULL) : 0;

		n += t > from && t < to;
	}
	if (f)
		fclose(f);
	return n;
}

static double time_of_day(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* System calls in five seconds without a key; without strace, how often it woke up. */
static double idle_calls(const struct program *p, bool traced)
{
	const char *log = path(work, "strace.log");
	const char *const before[] = { "strace", "-f", "-ttt", "-o", log, NULL };
	struct child c = start(p, traced ? before : NULL);
	double from, calls;

	drain(&c, 20000, 500);
	from = traced ? time_of_day() : number_in(c.pid, "voluntary_ctxt_switches");
	drain(&c, IDLE_MS, IDLE_MS);
	calls = traced ? lines_between(log, from, time_of_day())
		: number_in(c.pid, "voluntary_ctxt_switches") - from;
	end(&c, p->quit);
	return calls;
}

/* ---- the table */

static int targets, met;

static void cell(double v, int decimals)
{
	if (v < 0)
		printf("  %10s", "-");
	else
		printf("  %10.*f", decimals, v);
}

static void ratio(double v, double floor)
{
	if (v < 0 || floor <= 0)
		printf("  %8s", "-");
	else
		printf("  %8.2f", v / floor);
}

/* limit: at most so many times floor_app, or 0 for none; absolute: at most so many, whatever the floor does. */
static void row(const char *name, const double v[PROGRAMS], int decimals, double limit, double absolute)
{
	bool good = v[VIGIE] >= 0 && (limit > 0 ? v[APP] > 0 && v[VIGIE] > 0 && v[VIGIE] <= limit * v[APP] : v[VIGIE] <= absolute);

	printf("%-36s", name);
	for (int i = 0; i < PROGRAMS; i++)
		cell(v[i], decimals);
	ratio(v[VIGIE], v[PAGE]);
	ratio(v[VIGIE], v[APP]);
	if (limit > 0)
		printf("  at most %.1f: %s", limit, v[VIGIE] < 0 ? "not measured" : good ? "met" : "MISSED");
	else if (absolute >= 0)
		printf("  at most %.0f: %s", absolute, good ? "met" : "MISSED");
	putchar('\n');
	if (limit > 0 || absolute >= 0) {
		targets++;
		met += good;
	}
}

static void rows_of_instructions(void)
{
	double later[PROGRAMS], first[PROGRAMS], french[PROGRAMS];
	struct program in_french = programs[VIGIE];

	for (int i = 0; i < PROGRAMS; i++) {
		first[i] = count_instructions(&first_starts[i]);
		later[i] = count_instructions(&programs[i]);
	}
	memcpy(french, later, sizeof(french));
	in_french.argv[3] = "--lang=fr";
	french[VIGIE] = count_instructions(&in_french);
	if (later[PAGE] < 0)
		puts("valgrind is missing: instructions are not counted");
	row("instructions, start to end (M)", later, 2, 2.0, -1);
	row("  the same, in French (M)", french, 2, 0, -1);
	row("  the same, first start ever (M)", first, 2, 2.0, -1);
}

static void rows_of_starts(void)
{
	double ms[PROGRAMS], bytes[PROGRAMS], memory[PROGRAMS];

	measure_starts(ms, bytes);
	for (int i = 0; i < PROGRAMS; i++)
		memory[i] = peak_memory(&programs[i]);
	row("first full paint (ms, median)", ms, 1, 0, -1);
	row("  bytes of it", bytes, 0, 0, -1);
	row("peak memory (KiB)", memory, 0, 0, -1);
}

/* The floor of a key is one line scrolled by the terminal itself. */
static void rows_of_keys(void)
{
	double line = bytes_per_key(&programs[APP], "jjjjjjjjjjjjjjjjjjjjjj", "j", "k", "q");
	double selection[PROGRAMS] = { -1, line, bytes_per_key(&programs[VIGIE], "2", DOWN, UP, "qq") };
	double lessons[PROGRAMS] = { -1, line, bytes_per_key(&programs[VIGIE], NULL, DOWN, UP, "q") };
	double scroll[PROGRAMS] = { -1, line, bytes_per_key(&programs[VIGIE], "?" DOWN, DOWN, UP, "qq") };

	row("bytes a key, selection moved", selection, 1, 1.5, -1);
	row("  among lessons: summary changes too", lessons, 1, 0, -1);
	row("bytes a key, text scrolled a line", scroll, 1, 0, -1);
}

static void rows_of_idling(void)
{
	bool traced = have("strace");
	double calls[PROGRAMS];

	for (int i = 0; i < PROGRAMS; i++)
		calls[i] = idle_calls(&programs[i], traced);
	if (!traced)
		puts("strace is missing: instead of system calls, times that the program woke up");
	row(traced ? "system calls in 5 idle seconds" : "wake-ups in 5 idle seconds", calls, 0, 0, 0);
}

int main(int argc, char **argv)
{
	struct child c;

	if (argc != 5) {
		fputs("usage: measure VIGIE FLOORS LESSONS WORK\n", stderr);
		return 2;
	}
	work = argv[4];
	mkdir(path(work, "new"), 0700);
	programs[PAGE] = (struct program){ { path(argv[2], "floor_page") }, work, "q" };
	programs[APP] = (struct program){ { path(argv[2], "floor_app"), path(argv[2], "floor.ini"),
		path(work, "floor.db") }, work, "q" };
	programs[VIGIE] = (struct program){ { argv[1], "--lessons", argv[3] }, work, "q" };
	memcpy(first_starts, programs, sizeof(programs));
	first_starts[APP].argv[2] = path(work, "new.db");
	first_starts[VIGIE].home = path(work, "new");

	/* who comes again has a store, and has seen the welcome */
	c = start(&programs[APP], NULL);
	drain(&c, 5000, QUIET_MS);
	end(&c, "q");
	c = start(&programs[VIGIE], NULL);
	drain(&c, 5000, QUIET_MS);
	press(&c, "\r", QUIET_MS);
	press(&c, "\r", QUIET_MS);
	end(&c, "qqq");

	printf("%-36s  %10s  %10s  %10s  %8s  %8s  %s\n", "", "floor_page", "floor_app", "vigie", "to page", "to app",
		"target");
	rows_of_instructions();
	rows_of_starts();
	rows_of_keys();
	rows_of_idling();
	printf("bench: %d of %d targets met\n", met, targets);
	return met == targets ? 0 : 1;
}
