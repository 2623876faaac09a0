/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs the program on the hostile corpus: `vigie check` must give the verdict of cases.h, and
 * `vigie --linear` must show what is left, both without a crash, in time, and without a byte that a
 * terminal could obey. Also tries special files in place of lessons, and folders with hostile
 * names. Prints TAP.
 *
 *	test_hostile [all]      all: every case in every locale, with the output of --linear too
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "hostile/cases.h"

enum { SECONDS = 20, SHORT_LOCALES = 9 };

/* Locales that are not installed count too: the program must run in them. */
static const char *const locales[] = {
	"C.UTF-8",
	"C",
	"POSIX",
	"fr_FR.UTF-8",
	"tr_TR.UTF-8",
	"de_DE.ISO-8859-1",
	"ja_JP.EUC-JP",
	"xx_YY.UTF-8",
};

static const char program_env[] = "VIGIE_PROGRAM";
static char root[64];
static int tests;
static bool all;
static double slowest;
static size_t runs;

/* ---- the program */

struct result {
	int status; /* 128 + n after signal n; -1 after a timeout */
	struct strbuf out;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char *program(void)
{
	static char path[512];
	const char *build = getenv("BUILD"), *given = getenv(program_env);

	snprintf(path, sizeof(path), "%s/vigie", build ? build : TEST_BUILD);
	return given ? given : path;
}

static void become(const char *const *argv, const char *locale, int in, int out)
{
	const char *kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS" };
	char settings[4][512];
	char *env[8] = { settings[0], settings[1] };
	size_t n = 2;

	snprintf(settings[0], sizeof(settings[0]), "LC_ALL=%s", locale);
	snprintf(settings[1], sizeof(settings[1]), "HOME=%s/home", root);
	for (size_t i = 0; i < ARRAY_SIZE(kept); i++)
		if (getenv(kept[i])) {
			snprintf(settings[n], sizeof(settings[n]), "%s=%s", kept[i],
				getenv(kept[i]));
			env[n] = settings[n];
			n++;
		}
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	for (int i = 3; i < 32; i++)
		close(i);
	execve(argv[0], (char **)(uintptr_t)argv, env);
	_exit(127);
}

/* Passes input through a file, so that neither process waits for the other. */
static int typed(const char *lines)
{
	int fd = open(root, O_TMPFILE | O_RDWR, 0600);

	if (fd < 0 || write(fd, lines, strlen(lines)) != (ssize_t)strlen(lines) ||
		lseek(fd, 0, SEEK_SET))
		BUG("cannot write to %s: %s", root, strerror(errno));
	return fd;
}

static void run(const char *const *argv, const char *locale, const char *lines, struct result *r)
{
	int ends[2], in = typed(lines), status;
	double started = now();
	bool slow = false;
	pid_t pid;

	if (pipe(ends))
		BUG("no pipe");
	strbuf_clear(&r->out);
	pid = fork();
	if (!pid)
		become(argv, locale, in, ends[1]);
	close(ends[1]);
	close(in);
	for (;;) {
		struct pollfd p = { ends[0], POLLIN, 0 };
		char buf[65536];
		int left = (int)((started + SECONDS - now()) * 1000);
		ssize_t n;

		slow = left <= 0 || poll(&p, 1, left) <= 0;
		n = slow ? 0 : read(ends[0], buf, sizeof(buf));
		if (n <= 0)
			break;
		strbuf_add(&r->out, buf, (size_t)n);
	}
	if (slow)
		kill(pid, SIGKILL);
	close(ends[0]);
	waitpid(pid, &status, 0);
	r->status = slow ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (now() - started > slowest)
		slowest = now() - started;
	runs++;
}

/* ---- verdicts */

static bool speaks_ascii(const char *locale)
{
	return !strstr(locale, "UTF-8");
}

/* Checks line by line, since only a line end may move the cursor. Returns NULL if all are clean. */
static const char *unclean(const struct strbuf *out, bool ascii)
{
	static char why[256];
	const char *s = out->buf, *end = s + out->len;

	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t len = (size_t)((stop ? stop : end) - s), bad;

		if (!text_valid(s, len, &bad) || !text_is_clean(s, len)) {
			const char *what = text_find_unclean(s, len, &bad);

			snprintf(why, sizeof(why), "its output contains a %s",
				what ? what : "bad byte");
			return why;
		}
		for (size_t i = 0; i < len && ascii; i++)
			if ((unsigned char)s[i] >= 0x80)
				return "there is more than ASCII in what it writes";
		s += len + 1;
	}
	return NULL;
}

static const char *fault(const struct result *r, bool ascii)
{
	static char why[64];

	if (r->status < 0)
		return "it was too slow";
	if (r->status > 128) {
		snprintf(why, sizeof(why), "signal %d ended it", r->status - 128);
		return why;
	}
	if (strstr(r->out.buf, "Sanitizer") || strstr(r->out.buf, "runtime error:"))
		return "a sanitizer complained";
	return unclean(&r->out, ascii);
}

/* Returns NULL if `vigie check` gives the expected verdict and rule, else what is wrong. */
static const char *check(const char *path, const char *locale, enum verdict verdict,
	const char *rule, struct result *r)
{
	const char *const argv[] = { program(), "check", path, NULL };
	static char named[80];
	const char *why;

	run(argv, locale, "", r);
	why = fault(r, false);
	if (why)
		return why;
	if (r->status != (verdict == REFUSED))
		return verdict == REFUSED ? "it is accepted" : "it is refused";
	snprintf(named, sizeof(named), "[%s]", rule ? rule : "");
	if (rule && *rule && !strstr(r->out.buf, named))
		return "the rule is not named";
	return NULL;
}

/* Visits every screen that Enter and the digits lead to. */
static const char keys[] = "\n\n\n1\n\n\n\n\n2\n\n\n1\n\n\n\n\n<\n?\n<\nh\n<\n<\n<\nq\n";

static const char *show(const char *folder, const char *locale, struct result *r)
{
	const char *const argv[] = { program(), "--linear", "--private", "--lessons", folder,
		NULL };

	run(argv, locale, keys, r);
	return r->status && r->status <= 128 && r->status > 0 ? "it ended with an error"
							      : fault(r, speaks_ascii(locale));
}

static void report(const char *name, const char *locale, const char *what, const char *why,
	const struct result *r)
{
	if (!why) {
		printf("ok %d - hostile %s\n", ++tests, name);
		return;
	}
	printf("not ok %d - hostile %s: %s in %s: %s (status %d)\n", ++tests, name, what, locale,
		why, r->status);
	for (size_t i = 0; i < r->out.len && i < 600; i++)
		if (i == 0 || r->out.buf[i - 1] == '\n')
			printf("# %.*s\n",
				(int)strcspn(r->out.buf + i, "\n") < 200
					? (int)strcspn(r->out.buf + i, "\n")
					: 200,
				r->out.buf + i);
	fflush(stdout);
}

/* Checks a folder in all locales, or in a sample chosen by nth. shown: also runs --linear in the
 * short form of the test. */
static void try_folder(const char *name, const char *folder, enum verdict verdict, const char *rule,
	size_t nth, bool shown)
{
	struct result r = { 0, STRBUF_INIT };
	const char *why = NULL, *what = "check", *locale = locales[0];

	for (size_t i = 0; i < ARRAY_SIZE(locales) && !why; i++) {
		if (!all && i && (nth + i) % SHORT_LOCALES)
			continue;
		locale = locales[i];
		what = "check";
		why = check(folder, locale, verdict, rule, &r);
		if (why || (!all && (i || !shown)))
			continue;
		what = "lines";
		why = show(folder, locale, &r);
	}
	report(name, locale, what, why, &r);
	strbuf_release(&r.out);
}

/* ---- files */

static void put(const char *path, const struct strbuf *text)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(text->buf, 1, text->len, f) != text->len || fclose(f))
		BUG("cannot write %s", path);
}

static void fill_in(
	const struct hostile *c, enum place place, const char *otherwise, struct strbuf *out)
{
	int times = c->times ? c->times : 1;

	if (c->place != place) {
		strbuf_addstr(out, otherwise);
		return;
	}
	for (int i = 0; i < times; i++)
		strbuf_add(out, c->bytes, c->len);
}

static void write_lesson(const struct hostile *c, struct strbuf *out)
{
	static const struct {
		const char *before;
		enum place place;
		const char *otherwise;
	} parts[] = {
		{ "", IN_FRONT, "" },
		{ "[lesson]\nformat = 1\nid = ", IN_ID, "t" },
		{ "\norder = 1\nlanguage = ", IN_LANGUAGE, "en" },
		{ "\ntitle = \"", IN_TITLE, "The shore" },
		{ "\"\nsummary = \"About the shore.\"\nminutes = 3\npass = 50\n; ", IN_COMMENT,
			"a remark" },
		{ "\n[page ", IN_PAGE_ID, "one" },
		{ "]\ntitle = \"Sand\"\ntext1 = \"", IN_TEXT, "Sand is wet." },
		{ "\"\n[question q]\ntype = single\nprompt = \"", IN_PROMPT, "What is wet?" },
		{ "\"\noption.a = \"", IN_OPTION, "A stone" },
		{ "\"\nfeedback.a = \"", IN_FEEDBACK, "A stone is dry." },
		{ "\"\noption.b = \"Sand\"\nfeedback.b = \"It is.\"\ncorrect = ", IN_CORRECT, "b" },
		{ "\n", IN_KEY, NULL },
		{ "", AS_LINE, "" },
		{ "\n", AT_END, "" },
	};

	if (c->place == AS_ALL) {
		fill_in(c, AS_ALL, "", out);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		strbuf_addstr(out, parts[i].before);
		if (parts[i].otherwise)
			fill_in(c, parts[i].place, parts[i].otherwise, out);
		else if (c->place == parts[i].place) {
			fill_in(c, parts[i].place, "", out);
			strbuf_addstr(out, " = \"x\"\n");
		}
	}
}

static void make_folder(const char *path)
{
	if (mkdir(path, 0755) && errno != EEXIST)
		BUG("cannot make %s", path);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void remove_all(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void try_cases(void)
{
	char course[128], folder[160], path[192];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct strbuf text = STRBUF_INIT;

		snprintf(course, sizeof(course), "%s/course", root);
		snprintf(folder, sizeof(folder), "%s/t", course);
		snprintf(path, sizeof(path), "%s/lesson.ini", folder);
		make_folder(course);
		make_folder(folder);
		write_lesson(&cases[i], &text);
		put(path, &text);
		try_folder(cases[i].name, course, cases[i].verdict, cases[i].rule, i,
			i % 2 || cases[i].verdict == TAKEN);
		remove_all(course);
		strbuf_release(&text);
	}
}

/* ---- special files */

static void make_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (strlen(path) >= sizeof(address.sun_path))
		BUG("%s is too long for a socket", path);
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof(address)))
		BUG("no socket %s", path);
	close(fd);
}

static void make_sparse(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	if (fd < 0 || ftruncate(fd, (off_t)3 << 30))
		BUG("no sparse file");
	close(fd);
}

static void make_special(const char *what, const char *path)
{
	int failed = 0;

	if (!strcmp(what, "pipe"))
		failed = mkfifo(path, 0600);
	else if (!strcmp(what, "folder"))
		failed = mkdir(path, 0700);
	else if (!strcmp(what, "socket"))
		make_socket(path);
	else if (!strcmp(what, "3 GiB of nothing"))
		make_sparse(path);
	else if (!strcmp(what, "link to itself"))
		failed = symlink("lesson.ini", path);
	else if (!strcmp(what, "link to nowhere"))
		failed = symlink("/nowhere/at/all", path);
	else
		failed = symlink(strchr(what, '/'), path);
	if (failed)
		BUG("no %s: %s", what, strerror(errno));
}

static void try_specials(void)
{
	static const char *const specials[] = {
		"pipe",
		"folder",
		"socket",
		"3 GiB of nothing",
		"link to itself",
		"link to nowhere",
		"link to /dev/zero",
		"link to /dev/full",
		"link to /dev/tty",
		"link to /dev/ptmx",
		"link to /proc/self/mem",
		"link to /etc/passwd",
		"link to /proc/kmsg",
		"link to /dev/null",
	};
	char course[128], folder[160], path[192], name[80];

	for (size_t i = 0; i < ARRAY_SIZE(specials); i++) {
		snprintf(course, sizeof(course), "%s/course", root);
		snprintf(folder, sizeof(folder), "%s/t", course);
		snprintf(path, sizeof(path), "%s/lesson.ini", folder);
		snprintf(name, sizeof(name), "special: %s", specials[i]);
		make_folder(course);
		make_folder(folder);
		make_special(specials[i], path);
		try_folder(name, course, REFUSED, NULL, i, true);
		remove_all(course);
	}
}

/* ---- names */

static void try_names(void)
{
	static const char *const names[] = {
		"\033]0;owned\007",
		"two\nlines",
		"bell\007",
		"-x",
		"--lessons",
		"%s%n%s%n",
		"$(reboot)",
		"a b",
		"\xff\xfe",
		"\xe2\x80\xae"
		"ini",
		"'; DROP TABLE answer; --",
		"\xc2\x9b"
		"31m",
		"*",
		"\r",
		"~",
		"help",
		"t\\",
		"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
	};
	const struct hostile nothing = { "", AS_LINE, TAKEN, NULL, B(""), 0 };
	char course[128], folder[512], path[600], name[80];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct strbuf text = STRBUF_INIT;

		snprintf(course, sizeof(course), "%s/course", root);
		snprintf(folder, sizeof(folder), "%s/%s", course, names[i]);
		snprintf(path, sizeof(path), "%s/lesson.ini", folder);
		snprintf(name, sizeof(name), "name: folder %zu", i + 1);
		make_folder(course);
		make_folder(folder);
		write_lesson(&nothing, &text);
		put(path, &text);
		try_folder(name, course, REFUSED, NULL, i, true);
		/* also pass the name on the command line; a valid lesson file passes the check
		 * whatever its folder is called */
		snprintf(name, sizeof(name), "name: file %zu", i + 1);
		snprintf(path, sizeof(path), "%s/%s/lesson.ini", course, names[i]);
		snprintf(folder, sizeof(folder), "%s/%s.ini", course, names[i]);
		if (!rename(path, folder)) {
			struct result r = { 0, STRBUF_INIT };
			const char *const argv[] = { program(), "check", folder,
				"/no\033[31m/such\nfile", NULL };

			run(argv, locales[i % 2], "", &r);
			report(name, locales[i % 2], "check", fault(&r, false), &r);
			strbuf_release(&r.out);
		}
		remove_all(course);
		strbuf_release(&text);
	}
}

int main(int argc, char **argv)
{
	char home[96];

	all = argc > 1 && !strcmp(argv[1], "all");
	snprintf(root, sizeof(root), "/tmp/vigie-hostile-XXXXXX");
	if (!mkdtemp(root))
		BUG("cannot make %s", root);
	snprintf(home, sizeof(home), "%s/home", root);
	make_folder(home);
	setvbuf(stdout, NULL, _IOLBF, 0);
	try_cases();
	try_specials();
	try_names();
	printf("1..%d\n", tests);
	printf("# %zu runs, the slowest took %.2f s\n", runs, slowest);
	remove_all(root);
	return 0;
}
