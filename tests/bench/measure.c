/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures the program from outside and compares it with the floor programs in the same run, on an
 * xterm-256color in C.UTF-8, in a pseudo-terminal of 80 x 24 unless a row says otherwise. valgrind
 * counts instructions, which vary by a few between runs; times are noisy, so only their ratios
 * count. The pseudo-terminal never replies to queries.
 *
 *	measure VIGIE FLOORS LESSONS WORK
 *
 * FLOORS is the directory of the floor programs, count_malloc.so and the bench_ programs; WORK is
 * an empty one. Each line of the table gives the metric, the value of the course, that of its
 * floor, the ratio, the limit, and whether it is met. A bench_ program does its own measurement and
 * prints "WHAT|COURSE|FLOOR|LIMIT OF THE RATIO". The last line is "bench: N of M targets met"; the
 * exit status is 0 if all are.
 *
 * What to know when reading the ratios:
 * - Before its first screen floor_app reads a lesson of 120 keys with iniparser, 0.6 million
 *   instructions. The course shows its list from the index and reads a lesson only when it is
 *   opened. On the other hand it checks the pages of its store, loads the answers and the index,
 *   and supports two languages, and its additional libraries cost 0.5 million.
 * - On its first start floor_app creates one table and the course creates six, each of which SQLite
 *   parses twice (1.4 million); the course also reads the head of every lesson and saves it (0.8
 *   million). That row has no limit.
 * - floor_list draws with addstr and printw, like code not tuned for speed; writing whole rows of
 *   cells would save about a twelfth. It does no layout, sanitizes no text, and knows its width
 *   beforehand.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

enum { ARGS = 12, ROUNDS = 15, QUIET_MS = 80, SLOW_MS = 250, IDLE_MS = 60000 };

#define UP "\033OA"
#define DOWN "\033OB"

struct program {
	const char *argv[ARGS];
	const char *home;
	const char *quit;
	bool foreign; /* a peer, whose exit status does not matter */
};

/* Keys that each cause one change: setup to get there, then there and back in turns. quit closes
 * what setup opened. */
struct walk {
	struct program program;
	const char *setup, *there, *back, *quit;
};

struct child {
	pid_t pid;
	int fd;
	double started, pressed, last; /* milliseconds: start, last key, last byte */
	size_t bytes;
	bool gone;
};

static const char *work, *vigie, *floors, *lessons;
static int cols = 80, rows = 24;
static const char *count_file; /* if set, allocations are counted there */

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

/* valgrind counts each byte of rep stos and rep movs as an instruction, so keep the C library from
 * using them. */
static void count_fairly(void)
{
	setenv("GLIBC_TUNABLES",
		"glibc.cpu.x86_rep_stosb_threshold=1000000000:"
		"glibc.cpu.x86_rep_movsb_threshold=1000000000",
		1);
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
	if (count_file) {
		setenv("BENCH_COUNT", count_file, 1);
		setenv("LD_PRELOAD", path(floors, "count_malloc.so"), 1);
	}
	execvp(argv[0], (char **)argv);
	_exit(127);
}

/* before is a NULL-terminated command prefix, or NULL. */
static struct child start(const struct program *p, const char *const *before)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	struct child c = { .started = now() };

	c.pid = forkpty(&c.fd, NULL, NULL, &size);
	if (c.pid < 0)
		die("no pseudo-terminal");
	if (!c.pid)
		become(p, before);
	return c;
}

/* Reads until nothing has arrived for quiet_ms, with a longer wait for the first byte. Returns the
 * bytes read. */
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
	c->pressed = c->last = now();
	if (write(c->fd, key, strlen(key)) < 0)
		die("a program does not read its keys");
	return drain(c, 4 * quiet_ms, quiet_ms);
}

static void end(struct child *c, const struct program *p, const char *quit)
{
	int status = 0;
	double until = now() + 60000;

	if (!c->gone && write(c->fd, quit, strlen(quit)) > 0)
		while (!c->gone && now() < until && (!p->foreign || now() < c->last + 2000))
			drain(c, 200, 200);
	if (!c->gone)
		kill(c->pid, SIGKILL);
	waitpid(c->pid, &status, 0);
	close(c->fd);
	if (p->foreign || (WIFEXITED(status) && !WEXITSTATUS(status)))
		return;
	fprintf(stderr, "measure: %s ended with status %d\n", p->argv[0], status);
	exit(2);
}

/* ---- measurements; -1 if not available */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_size);
	return v[n / 2];
}

/* Median milliseconds to the last byte of the first screen, of two programs started in turns so
 * that both get the same share of quiet moments. bytes, unless NULL, gets the size of that
 * screen. */
static void time_starts(
	const struct program p[2], int rounds, int quiet_ms, double ms[2], double bytes[2])
{
	double all[2][ROUNDS];

	for (int r = 0; r < rounds; r++)
		for (int i = 0; i < 2; i++) {
			struct child c = start(&p[i], NULL);
			size_t n = drain(&c, 30000, quiet_ms);

			if (bytes)
				bytes[i] = (double)n;
			all[i][r] = c.last - c.started;
			end(&c, &p[i], p[i].quit);
		}
	for (int i = 0; i < 2; i++)
		ms[i] = median(all[i], (size_t)rounds);
}

static bool have(const char *tool)
{
	char command[128];

	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1", tool);
	return system(command) == 0;
}

static double collected(const char *log)
{
	char line[256];
	double count = -1;
	FILE *f = fopen(log, "r");

	while (f && fgets(line, sizeof(line), f)) {
		const char *found = strstr(line, "Collected :");

		if (found)
			count = strtod(found + strlen("Collected :"), NULL);
	}
	if (f)
		fclose(f);
	return count;
}

/*
 * What the program has sent after its start, its setup and each key. Under valgrind the same number
 * of bytes says that it has done its work, however slow the machine is; silence says nothing.
 */
enum { PAIRS_MAX = 13, STAGES = 2 + 2 * PAIRS_MAX, STUCK_MS = 20000 };

/* Waits until the program has sent that many bytes in all, or nothing for a long time. */
static void drain_until(struct child *c, size_t bytes)
{
	while (!c->gone && c->bytes < bytes) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };

		if (poll(&p, 1, STUCK_MS) <= 0)
			break;
		drain(c, 0, 0);
	}
	drain(c, QUIET_MS, QUIET_MS);
}

/* Writes down the bytes of each stage in sent if note; waits for them otherwise. */
static void walk(const struct walk *w, struct child *c, int pairs, size_t sent[STAGES], bool note)
{
	size_t n = 0;

	if (note) {
		drain(c, 5000, SLOW_MS);
		sent[n++] = c->bytes;
	} else {
		drain_until(c, sent[n++]);
	}
	for (int i = w->setup ? -1 : 0; i < 2 * pairs; i++) {
		const char *key = i < 0 ? w->setup : i % 2 ? w->back : w->there;

		if (note) {
			press(c, key, SLOW_MS);
			sent[n++] = c->bytes;
		} else {
			if (write(c->fd, key, strlen(key)) < 0)
				die("a program does not read its keys");
			drain_until(c, sent[n++]);
		}
	}
}

/*
 * Instructions from exec to exit, with setup and the given number of key pairs, of the process that
 * draws. The writer, which it splits off, opens the store again in its own time; nobody waits for
 * it.
 */
static double instructions_of(const struct walk *w, int pairs)
{
	char log_option[1024], log[1024];
	const char *const before[] = { "valgrind", "--tool=callgrind",
		"--callgrind-out-file=/dev/null", log_option, NULL };
	size_t sent[STAGES];
	struct child c;

	if (!have("valgrind"))
		return -1;
	c = start(&w->program, NULL);
	walk(w, &c, pairs, sent, true);
	end(&c, &w->program, w->quit);
	/* %p: each process has a log of its own */
	snprintf(log_option, sizeof(log_option), "--log-file=%s/callgrind.%%p", work);
	c = start(&w->program, before);
	snprintf(log, sizeof(log), "%s/callgrind.%d", work, (int)c.pid);
	walk(w, &c, pairs, sent, false);
	end(&c, &w->program, w->quit);
	return collected(log);
}

static double instructions(const struct program *p)
{
	const struct walk w = { .program = *p, .quit = p->quit };

	return instructions_of(&w, 0);
}

static double instructions_per_key(const struct walk *w)
{
	double few = instructions_of(w, 3), many = instructions_of(w, PAIRS_MAX);

	return few < 0 || many < 0 ? -1 : (many - few) / 20;
}

static double bytes_per_key(const struct walk *w)
{
	enum { PAIRS = 5 };
	struct child c = start(&w->program, NULL);
	size_t bytes = 0;

	drain(&c, 5000, QUIET_MS);
	if (w->setup)
		press(&c, w->setup, QUIET_MS);
	for (int i = 0; i < PAIRS; i++)
		bytes += press(&c, w->there, QUIET_MS) + press(&c, w->back, QUIET_MS);
	end(&c, &w->program, w->quit);
	return (double)bytes / (2 * PAIRS);
}

/* Median time from a key to the last byte of its effect. */
static double ms_per_key(const struct walk *w)
{
	enum { PAIRS = 20 };
	struct child c = start(&w->program, NULL);
	double all[2 * PAIRS];

	drain(&c, 5000, QUIET_MS);
	if (w->setup)
		press(&c, w->setup, QUIET_MS);
	for (int i = 0; i < 2 * PAIRS; i++) {
		press(&c, i % 2 ? w->back : w->there, QUIET_MS / 2);
		all[i] = c.last - c.pressed;
	}
	end(&c, &w->program, w->quit);
	return median(all, 2 * PAIRS);
}

/* Calls of malloc, calloc and realloc per key, after twenty keys to warm up. */
static double allocations_per_key(const struct walk *w)
{
	enum { PAIRS = 10 };
	uint64_t none = 0, count[2] = { 0, 0 };
	const char *file = path(work, "count");
	struct child c;
	int fd = open(file, O_RDWR | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write(fd, &none, sizeof(none)) != sizeof(none))
		die("no file for counting");
	count_file = file;
	c = start(&w->program, NULL);
	count_file = NULL;
	drain(&c, 5000, QUIET_MS);
	if (w->setup)
		press(&c, w->setup, QUIET_MS);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < PAIRS; i++) {
			press(&c, w->there, QUIET_MS / 2);
			press(&c, w->back, QUIET_MS / 2);
		}
		if (pread(fd, &count[round], sizeof(count[round]), 0) != sizeof(count[round]))
			die("nothing was counted");
	}
	end(&c, &w->program, w->quit);
	close(fd);
	if (!count[0])
		die("nothing was counted");
	return (double)(count[1] - count[0]) / (2 * PAIRS);
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
	end(&c, p, p->quit);
	return kib;
}

/* Counts the lines of strace's log between two times of day. */
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

/* System calls in a minute without a key; without strace, voluntary context switches. */
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
	end(&c, p, p->quit);
	return calls;
}

/* ---- the table */

static int targets, met;

static void cell(double v)
{
	int decimals = v != (double)(long)v && v < 1000 ? v < 10 ? 3 : 1 : 0;

	if (v < 0)
		printf("  %12s", "-");
	else
		printf("  %12.*f", decimals, v);
}

static void verdict(const char *bar, double limit, double v, bool measured)
{
	printf("  %s %-5.4g %s\n", bar, limit,
		!measured            ? "not measured"
			: v <= limit ? "met"
				     : "MISSED");
	targets++;
	met += measured && v <= limit;
	fflush(stdout);
}

/* limit is the highest allowed ratio to the floor; 0 for no limit. */
static void row(const char *name, double ours, double floor, double limit)
{
	bool measured = ours > 0 && floor > 0; /* zero counts as missing */

	printf("%-44s", name);
	cell(ours);
	cell(floor);
	if (measured)
		printf("  %6.2f", ours / floor);
	else
		printf("  %6s", "-");
	if (limit > 0)
		verdict("ratio <=", limit, ours / floor, measured);
	else
		putchar('\n');
	fflush(stdout);
}

/* limit is the highest allowed value, whatever the floor needs. */
static void absolute_row(const char *name, double ours, double floor, double limit)
{
	printf("%-44s", name);
	cell(ours);
	cell(floor);
	printf("  %6s", "-");
	verdict("value <=", limit, ours, ours >= 0);
}

/* ---- start and memory */

static struct program app, course, french, list;

static struct program with(struct program p, size_t at, const char *arg)
{
	p.argv[at] = arg;
	return p;
}

/* Gives the program a fresh home directory. */
static struct program at_home(struct program p, const char *name)
{
	p.home = path(work, name);
	mkdir(p.home, 0700);
	return p;
}

static void rows_of_start(void)
{
	const struct program pair[2] = { course, app };
	struct program first_app = with(app, 2, path(work, "new.db")),
		       first = at_home(course, "first");
	double ms[2], bytes[2];

	puts("floor: floor_app (one lesson by iniparser, SQLite opened, a page in ncurses)");
	row("start to end, instructions", instructions(&course), instructions(&app), 1.5);
	row("  in French", instructions(&french), instructions(&app), 1.5);
	row("  the first start ever", instructions(&first), instructions(&first_app), 0);
	time_starts(pair, ROUNDS, QUIET_MS, ms, bytes);
	row("  to the last byte of the first paint, ms", ms[0], ms[1], 0);
	row("  bytes of the first paint", bytes[0], bytes[1], 0);
	row("peak resident memory, KiB", peak_memory(&course), peak_memory(&app), 1.5);
}

/* ---- keys */

static void rows_of_keys(void)
{
	const struct walk line = { app, "jjjjjjjjjjjjjjjjjjjjjj", "j", "k", "q" };
	const struct walk other = { list, NULL, DOWN, UP, "q" };
	const struct walk text = { course, "?" DOWN, DOWN, UP, "qq" };
	const struct walk choice = { course, NULL, DOWN, UP, "q" };

	puts("floor: floor_app, a text scrolled by a line");
	row("text scrolled by a line: bytes a key", bytes_per_key(&text), bytes_per_key(&line),
		1.2);
	row("  instructions a key", instructions_per_key(&text), instructions_per_key(&line), 1.5);
	absolute_row(
		"  allocations a key", allocations_per_key(&text), allocations_per_key(&line), 0);
	puts("floor: floor_list, the same list and summary");
	row("selection moved: bytes a key", bytes_per_key(&choice), bytes_per_key(&other), 1.2);
	row("  instructions a key", instructions_per_key(&choice), instructions_per_key(&other),
		1.5);
	absolute_row("  allocations a key", allocations_per_key(&choice),
		allocations_per_key(&other), 0);
	cols = 200;
	rows = 60;
	absolute_row("  ms to the last byte at 200x60, median", ms_per_key(&choice),
		ms_per_key(&other), 1);
	cols = 80;
	rows = 24;
}

static void rows_of_idling(void)
{
	bool traced = have("strace");

	absolute_row(traced ? "system calls in 60 idle seconds"
			    : "wake-ups in 60 idle seconds (no strace)",
		idle_calls(&course, traced), -1, 0);
}

/* ---- many lessons, and a long one */

static FILE *new_lesson(const char *dir, const char *name)
{
	const char *folder = path(dir, name);
	FILE *f;

	mkdir(folder, 0700);
	f = fopen(path(folder, "lesson.ini"), "w");
	if (!f)
		die("no lesson");
	return f;
}

/* Writes n lessons, each about as long as a short real one. */
static const char *make_lessons(int n)
{
	char name[32];
	const char *dir;

	snprintf(name, sizeof(name), "lessons-%d", n);
	dir = path(work, name);
	mkdir(dir, 0700);
	for (int i = 0; i < n; i++) {
		FILE *f;

		snprintf(name, sizeof(name), "lesson-%05d", i);
		f = new_lesson(dir, name);
		fprintf(f,
			"[lesson]\nformat = 1\nid = %s\norder = %d\nlanguage = en\ntitle = \"Lesson number %d\"\n"
			"summary = \"What stands in number %d, in a sentence.\"\nminutes = 5\npass = 60\n",
			name, i, i, i);
		for (int p = 0; p < 12; p++)
			fprintf(f,
				"\n[page p%d]\ntitle = \"Page %d\"\ntext1 = \"A page of text is the unit of this course: a "
				"heading and some lines under it. One thing at a time, and the eye is led; nothing blinks, and "
				"nothing moves by itself.\"\n",
				p, p);
		fclose(f);
	}
	return dir;
}

static const char *make_questions(int n)
{
	char name[32];
	const char *dir;
	FILE *f;

	snprintf(name, sizeof(name), "questions-%d", n);
	dir = path(work, name);
	mkdir(dir, 0700);
	f = new_lesson(dir, "long");
	fprintf(f,
		"[lesson]\nformat = 1\nid = long\norder = 1\nlanguage = en\ntitle = \"Long\"\nsummary = \"Many "
		"questions.\"\nminutes = 5\npass = 60\n\n[page p]\ntitle = \"Page\"\ntext1 = \"Text.\"\n");
	for (int i = 0; i < n; i++)
		fprintf(f,
			"\n[question q%d]\ntype = truefalse\nafter = p\nprompt = \"Is number %d so?\"\ncorrect = %s\n"
			"feedback.true = \"It was made like this.\"\nfeedback.false = \"It was not.\"\n",
			i, i, i % 2 ? "true" : "false");
	fclose(f);
	return dir;
}

/* Starts the program once, so that store and index exist and the welcome is over. */
static void come_once(const struct program *p)
{
	struct child c = start(p, NULL);

	drain(&c, 60000, 3000);
	press(&c, "\r", 4 * QUIET_MS);
	press(&c, "\r", 4 * QUIET_MS);
	end(&c, p, "qqq");
}

static void rows_of_loading(void)
{
	static const int sizes[] = { 10, 1000, 10000 };
	enum {
		SIZES = 3,
		LOADING_ROUNDS = 5,
		LOADING_MS = 1500
	}; /* setting up the terminal comes first, followed by a silent phase */
	struct program pairs[SIZES][2], first;
	double ms[2], count[SIZES], cold, floor_cold;
	char name[64];

	for (int i = 0; i < SIZES; i++) {
		const char *dir = make_lessons(sizes[i]);

		snprintf(name, sizeof(name), "home-%d", sizes[i]);
		pairs[i][0] = at_home(with(course, 2, dir), name);
		pairs[i][1] =
			(struct program){ { path(floors, "floor_files"), dir }, work, "\n", false };
	}
	/* files that were just written are not indexed yet */
	sleep(3);
	puts("floor: floor_files (readdir, open, read of the same files)");
	for (int i = 0; i < SIZES; i++) {
		come_once(&pairs[i][0]);
		time_starts(pairs[i], LOADING_ROUNDS, LOADING_MS, ms, NULL);
		snprintf(name, sizeof(name), "%d lessons, ms to the first paint", sizes[i]);
		row(name, ms[0], ms[1], sizes[i] == 10000 ? 2 : 0);
		count[i] = instructions(&pairs[i][0]);
	}
	row("  instructions for 1 more: 10,000 to 1,000", (count[2] - count[1]) / 9000,
		(count[1] - count[0]) / 990, 1.2);
	first = at_home(pairs[2][0], "home-cold");
	{
		struct child c = start(&first, NULL);

		drain(&c, 60000, 2 * LOADING_MS);
		cold = c.last - c.started;
		end(&c, &first, "q");
		c = start(&pairs[2][1], NULL);
		drain(&c, 60000, LOADING_MS);
		floor_cold = c.last - c.started;
		end(&c, &pairs[2][1], "\n");
	}
	row("  10,000 without an index (first start), ms", cold, floor_cold, 0);
}

static void rows_of_long_lesson(void)
{
	struct walk shorter = { at_home(with(course, 2, make_questions(100)), "short"), "\r", "",
		"", "qqqq" };
	struct walk longer = { at_home(with(course, 2, make_questions(1000)), "long"), "\r", "", "",
		"qqqq" };
	struct child c;
	double few, many;

	sleep(3);
	come_once(&shorter.program);
	come_once(&longer.program);
	few = instructions_of(&shorter, 0) - instructions(&shorter.program);
	many = instructions_of(&longer, 0) - instructions(&longer.program);
	puts("floor: the same lesson with 100 questions");
	row("lesson of 1,000 questions, instructions", many, few, 12);
	c = start(&longer.program, NULL);
	drain(&c, 5000, QUIET_MS);
	press(&c, "\r", 4 * QUIET_MS);
	row("  ms to its first page", c.last - c.pressed, -1, 0);
	end(&c, &longer.program, "qqqq");
}

/* ---- bench_ programs: each measures something in a directory of its own */

static void rows_of(const char *name)
{
	char command[2048], line[512], what[256];
	double ours, floor, limit;
	const char *dir = path(work, name);
	FILE *f;

	mkdir(dir, 0700);
	snprintf(command, sizeof(command), "%s %s", path(floors, name), dir);
	f = popen(command, "r");
	if (!f)
		die(name);
	while (fgets(line, sizeof(line), f))
		if (sscanf(line, "%255[^|]|%lf|%lf|%lf", what, &ours, &floor, &limit) == 4)
			row(what, ours, floor, limit);
	if (pclose(f))
		die(name);
}

static void rows_of_bench_programs(void)
{
	DIR *dir = opendir(floors);
	struct dirent *e;

	if (!dir)
		die(floors);
	puts("floor: bare SQLite with the same guarantees");
	while ((e = readdir(dir)))
		if (!strncmp(e->d_name, "bench_", 6))
			rows_of(e->d_name);
	closedir(dir);
}

/* ---- peers, for comparison */

static void rows_of_peers(void)
{
	const char *text = path(floors, "floor.ini");
	const struct walk peers[] = {
		{ { { "less", text }, work, "q", true }, "jjjjj", "j", "k", "q" },
		{ { { "nano", text }, work, "\030", true }, NULL, DOWN, UP, "\030" },
		{ { { "dialog", "--menu", "Lessons", "20", "70", "12", "1", "Signs", "2",
			    "Rights" },
			  work, "\033", true },
			NULL, DOWN, UP, "\033" },
		{ { { "mdp", "-f", path(floors, "peer.md") }, work, "q", true }, NULL, "j", "k",
			"q" },
		{ { { "gtypist" }, work, "\003", true }, "\r", DOWN, UP, "\003" },
	};

	printf("\n%-44s  %12s  %12s  %12s  %12s\n", "peers", "instructions", "ms to paint",
		"bytes a key", "KiB");
	for (size_t i = 0; i < sizeof(peers) / sizeof(*peers); i++) {
		const struct program pair[2] = { peers[i].program, peers[i].program };
		double ms[2];

		if (!have(pair[0].argv[0]))
			continue;
		time_starts(pair, 5, QUIET_MS, ms, NULL);
		printf("%-44s", pair[0].argv[0]);
		cell(instructions(&pair[0]));
		cell(ms[0]);
		cell(bytes_per_key(&peers[i]));
		cell(peak_memory(&pair[0]));
		putchar('\n');
		fflush(stdout);
	}
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: measure VIGIE FLOORS LESSONS WORK\n", stderr);
		return 2;
	}
	vigie = argv[1];
	floors = argv[2];
	lessons = argv[3];
	work = argv[4];
	app = (struct program){ { path(floors, "floor_app"), path(floors, "floor.ini"),
					path(work, "floor.db") },
		work, "q", false };
	list = (struct program){ { path(floors, "floor_list"), lessons }, work, "q", false };
	course = (struct program){ { vigie, "--lessons", lessons }, work, "q", false };

	/* a returning learner has a store and has seen the welcome */
	come_once(&app);
	come_once(&course);
	french = with(course, 3, "--lang=fr");
	come_once(&french);
	if (!have("valgrind"))
		puts("valgrind is missing: instructions are not counted");
	printf("%-44s  %12s  %12s  %6s  %s\n", "", "course", "floor", "ratio", "bar");
	rows_of_start();
	rows_of_keys();
	rows_of_idling();
	rows_of_loading();
	rows_of_long_lesson();
	rows_of_bench_programs();
	rows_of_peers();
	printf("bench: %d of %d targets met\n", met, targets);
	return met == targets ? 0 : 1;
}
