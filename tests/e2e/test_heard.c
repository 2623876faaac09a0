/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Key by key, in two languages: the forty cells of a braille display on the full screen, and the
 * words for a voice with --speech (tests/heard). The cells are computed as brltty does; with
 * VIGIE_HEARD=1 (make heard) brltty shows them itself, on a virtual console.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <arpa/inet.h>
#include <linux/vt.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "e2e/desk.h"
#include "e2e/heard.h"
#include "skip.h"

#define COURSE TEST_DATA "/heard/course"

enum { CELLS = 40, KEYS_MAX = 60, QUIET_MS = 60 };

static const char *const languages[] = { "en", "fr" };

/* Programs of others take their time: letters are counted, and all are run, by make heard. */
static bool by_make_heard(void)
{
	return getenv("VIGIE_HEARD");
}

/* ---- the table */

struct key_line {
	char name[16], cells[4 * CELLS + 1], words[120];
};

struct table {
	struct key_line v[KEYS_MAX];
	size_t n;
	char path[PATH_MAX];
};

/* Copies a part of a line without the blanks around it. */
static void copy_part(char *out, size_t size, const char *from, const char *end)
{
	while (from < end && *from == ' ')
		from++;
	while (end > from && (end[-1] == ' ' || end[-1] == '\n'))
		end--;
	assert_true((size_t)(end - from) < size);
	snprintf(out, size, "%.*s", (int)(end - from), from);
}

static void read_table(struct table *table, const char *lang)
{
	char text[600];
	FILE *f;

	*table = (struct table){ 0 };
	snprintf(table->path, sizeof(table->path), "%s/heard/%s.keys", TEST_DATA, lang);
	f = fopen(table->path, "r");
	assert_non_null(f);
	while (fgets(text, sizeof(text), f)) {
		char *cells = strchr(text, '|'), *words = strrchr(text, '|');
		struct key_line *line = &table->v[table->n];

		if (*text == '#')
			continue;
		assert_true(cells && words > cells && table->n++ < KEYS_MAX);
		copy_part(line->name, sizeof(line->name), text, cells);
		copy_part(line->words, sizeof(line->words), words + 1, words + strlen(words));
		/* one blank on each side; all others are cells */
		if (words - cells > 2)
			snprintf(line->cells, sizeof(line->cells), "%.*s", (int)(words - cells - 3),
				cells + 2);
	}
	fclose(f);
}

static void write_table(const struct table *table)
{
	FILE *f = fopen(table->path, "w");

	assert_non_null(f);
	fputs("# SPDX-License-Identifier: GPL-3.0-or-later\n", f);
	for (size_t i = 0; i < table->n; i++)
		fprintf(f, "%s | %s | %s\n", table->v[i].name, table->v[i].cells,
			table->v[i].words);
	assert_int_equal(fclose(f), 0);
}

static const char *bytes_of(const char *name, bool console)
{
	static const char *const keys[][3] = { { "Enter", "\r", "\r" }, { "Esc", "\033", "\033" },
		{ "Down", KEY_DOWN, "\033[B" }, { "F9", "\033[20~", "\033[20~" },
		{ "Start", "", "" } };

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (!strcmp(keys[i][0], name))
			return keys[i][1 + console];
	return name;
}

/* ---- braille */

/* Returns n cells of a row from column from on, blank behind its end; no character here is wide. */
static const char *cells_of(const char *row, int from, int n)
{
	static char out[4 * CELLS + 1];
	char *to = out;

	for (int x = 0; x < from + n; x++) {
		size_t len = *row ? (size_t)text_next(row, strlen(row), NULL) : 0;

		if (x >= from)
			to += sprintf(to, "%.*s", len ? (int)len : 1, len ? row : " ");
		row += len;
	}
	return out;
}

/* The window of brltty stands where the cursor is, at a multiple of its width. */
static const char *cells_shown(struct terminal *t)
{
	int from = terminal_cursor_x(t) / CELLS * CELLS;

	return cells_of(terminal_row(t, terminal_cursor_y(t)), from, CELLS);
}

static struct terminal *start_course(
	struct desk *desk, const char *lang, const char *option, const char *term)
{
	return desk_start(desk,
		&(struct start){ .args = { "--private", "--lang", lang, option },
			.env = { term },
			.lessons = COURSE });
}

static void first_picture(struct terminal *t, const struct table *table)
{
	assert_shows(t, table->v[0].words);
	assert_true(terminal_rest(t));
}

static void press_key(struct terminal *t, const char *bytes)
{
	if (!*bytes)
		return;
	terminal_forget_bytes(t);
	terminal_send(t, bytes);
	assert_true(terminal_wait_bytes(t, 0));
	assert_true(terminal_rest(t));
}

static bool is_language_here(struct desk *desk, const char *lang)
{
	if (!strcmp(lang, "en"))
		return true;
	if (!desk->french)
		desk_speak_french(desk);
	return desk->french != NULL;
}

static void feel(struct desk *desk, const char *lang)
{
	struct terminal *t = start_course(desk, lang, "--color=auto", "TERM=xterm");
	bool accept = getenv("ACCEPT");
	struct table table;

	read_table(&table, lang);
	first_picture(t, &table);
	for (size_t i = 0; i < table.n; i++) {
		struct key_line *line = &table.v[i];
		const char *shown;

		press_key(t, bytes_of(line->name, false));
		shown = cells_shown(t);
		if (!strcmp(line->cells, "*"))
			continue;
		if (accept)
			snprintf(line->cells, sizeof(line->cells), "%s", shown);
		else if (strcmp(shown, line->cells))
			fail_msg("%s, key %zu, %s: the display shows\n|%s| instead of\n|%s|\n%s",
				lang, i, line->name, shown, line->cells, terminal_text(t));
	}
	if (accept)
		write_table(&table);
}

static void forty_cells_follow_the_cursor(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++)
		if (is_language_here(*state, languages[i]))
			feel(*state, languages[i]);
}

/* ---- brltty itself, on a virtual console that nobody uses */

struct display {
	int console, socket;
	pid_t brltty;
	char cells[4 * CELLS + 1];
	struct strbuf got;
};

static int free_port(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t len = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&a, &len), 0);
	close(fd);
	return ntohs(a.sin_port);
}

/* Opens a console for bytes as they are; returns its number, 0 if there is none. */
static int open_console(struct display *d)
{
	int tty0 = open("/dev/tty0", O_WRONLY | O_NOCTTY | O_CLOEXEC), n = 0;
	struct termios modes;

	if (tty0 < 0 || ioctl(tty0, VT_OPENQRY, &n) || n <= 0)
		n = 0;
	if (tty0 >= 0)
		close(tty0);
	d->console = n ? open(said("/dev/tty%d", n), O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
	if (d->console < 0 || tcgetattr(d->console, &modes))
		return 0;
	cfmakeraw(&modes);
	tcsetattr(d->console, TCSANOW, &modes);
	return n;
}

static void to_console(struct display *d, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(d->console, bytes, len);

		assert_true(n > 0);
		bytes += n;
		len -= (size_t)n;
	}
}

static void run_brltty(const char *home, int port, int console)
{
	int null = open("/dev/null", O_RDWR);

	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	execlp("brltty", "brltty", "-n", "-q", "-e", "-N", "-f", "/dev/null", "-P",
		said("%s/pid", home), "-W", home, "-U", home, "-b", "vr", "-d",
		said("server:127.0.0.1:%d", port), "-x", "lx", "-X", said("lx:vt=%d", console),
		"-s", "no", (char *)NULL);
	_exit(127);
}

static void start_brltty(struct desk *desk, struct display *d, int console)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int port = free_port();
	double end = now_ms() + 10000;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons((uint16_t)port);
	d->brltty = fork();
	if (!d->brltty)
		run_brltty(desk->home, port, console);
	do {
		nanosleep(&(struct timespec){ 0, 20000000 }, NULL);
		d->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (!connect(d->socket, (struct sockaddr *)&a, sizeof(a)))
			break;
		close(d->socket);
		d->socket = -1;
	} while (now_ms() < end);
	assert_true(d->socket >= 0);
	assert_int_equal(write(d->socket, "cells 40\n", 9), 9);
}

/* Takes the last whole line 'Visual "…"' as what the display holds. */
static void take_lines(struct display *d)
{
	static const char head[] = "Visual \"";
	char *line = d->got.buf, *end;

	for (; (end = strchr(line, '\n')); line = end + 1)
		if (!strncmp(line, head, strlen(head)))
			snprintf(d->cells, sizeof(d->cells), "%.*s",
				(int)(end - line - (long)strlen(head) - 1), line + strlen(head));
	strbuf_splice(&d->got, 0, (size_t)(line - d->got.buf), "", 0);
}

static bool display_shows(struct display *d, const char *cells)
{
	double end = now_ms() + 8000;

	while (strcmp(d->cells, cells) && now_ms() < end) {
		struct pollfd p = { d->socket, POLLIN, 0 };
		char buf[4096];
		ssize_t n = poll(&p, 1, 100) > 0 ? read(d->socket, buf, sizeof(buf)) : 0;

		if (n > 0)
			strbuf_add(&d->got, buf, (size_t)n);
		take_lines(d);
	}
	return !strcmp(d->cells, cells);
}

static void feel_brltty(struct desk *desk, struct display *d, const char *lang)
{
	struct terminal *t = start_course(desk, lang, "--color=auto", "TERM=linux");
	struct table table;

	read_table(&table, lang);
	first_picture(t, &table);
	for (size_t i = 0; i < table.n; i++) {
		struct key_line *line = &table.v[i];

		press_key(t, bytes_of(line->name, true));
		to_console(d, terminal_bytes(t)->buf, terminal_bytes(t)->len);
		if (strcmp(line->cells, "*") && !display_shows(d, line->cells))
			fail_msg("%s, key %zu, %s: brltty shows\n|%s| instead of\n|%s|", lang, i,
				line->name, d->cells, line->cells);
	}
}

static void brltty_shows_these_cells(void **state)
{
	struct display d = { .socket = -1 };
	int console, status;

	if (!by_make_heard())
		skip_because("make heard asks brltty");
	if (access("/usr/bin/brltty", X_OK) && access("/usr/sbin/brltty", X_OK))
		skip_because("brltty is not installed");
	console = open_console(&d);
	if (!console)
		skip_because("no virtual console may be used here");
	strbuf_init(&d.got);
	to_console(&d, "\033%G\033c", 5);
	start_brltty(*state, &d, console);
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++)
		if (is_language_here(*state, languages[i]))
			feel_brltty(*state, &d, languages[i]);
	kill(d.brltty, SIGTERM);
	waitpid(d.brltty, &status, 0);
	close(d.socket);
	to_console(&d, "\033c", 2);
	close(d.console);
	strbuf_release(&d.got);
}

/* ---- what a voice is sent */

/* Folds white space, so that words may be looked for. */
static void fold(struct strbuf *out, const char *s)
{
	for (; *s; s++) {
		bool blank = (unsigned char)*s <= ' ';

		if (!blank)
			strbuf_addch(out, *s);
		else if (out->len && out->buf[out->len - 1] != ' ')
			strbuf_addch(out, ' ');
	}
}

static bool says(const char *heard, const char *words)
{
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
	bool found;

	fold(&a, heard);
	fold(&b, words);
	found = strstr(a.buf, b.buf) != NULL;
	strbuf_release(&a);
	strbuf_release(&b);
	return found;
}

static unsigned per_cent(size_t part, size_t whole)
{
	return whole ? (unsigned)(part * 100 / whole) : part ? 999 : 100;
}

static void hear(struct desk *desk, const char *lang)
{
	struct terminal *t = start_course(desk, lang, "--speech", "TERM=xterm");
	struct table table;
	unsigned worst = 0;
	size_t worst_key = 0;

	read_table(&table, lang);
	first_picture(t, &table);
	for (size_t i = 1; i < table.n; i++) {
		struct heard_tally tally = { 0 };
		struct strbuf heard = STRBUF_INIT;
		unsigned ratio;

		heard_press(t, bytes_of(table.v[i].name, false), &tally, &heard);
		if (!says(heard.buf, table.v[i].words))
			fail_msg("%s, key %zu, %s: “%s” is not sent, but:\n%s", lang, i,
				table.v[i].name, table.v[i].words, heard.buf);
		strbuf_release(&heard);
		/* hiding erases first, and shows what is not of the course */
		if (!strcmp(table.v[i].name, "F9"))
			continue;
		ratio = per_cent(tally.sent, tally.changed);
		if (ratio > worst) {
			worst = ratio;
			worst_key = i;
		}
		if (ratio > HEARD_MOST_PER_CENT || tally.pieces)
			fail_msg("%s, key %zu, %s: %zu letters sent, %zu in rows that changed, "
				 "%zu words in pieces",
				lang, i, table.v[i].name, tally.sent, tally.changed, tally.pieces);
	}
	print_message("# %s: at most %u %% of the rows that changed, at key %zu (%s)\n", lang,
		worst, worst_key, table.v[worst_key].name);
}

static void each_key_sends_its_words_and_little_else(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++)
		if (is_language_here(*state, languages[i]))
			hear(*state, languages[i]);
}

/* ---- what a voice says: yasr and Fenrir, each in a terminal of its own */

struct voice {
	const char *name;
	bool orders;    /* it gives orders to a speech server */
	bool keeps_esc; /* for itself */
	void (*prepare)(struct desk *);
};

static void prepare_fenrir(struct desk *desk)
{
	heard_write_script(desk, "voice",
		said("#!/bin/sh\nprintf '%%s\\n' \"$1\" >>'%s'\n", desk_path(desk, "said")));
	heard_write_script(desk, "reader",
		said("#!/bin/sh\nexec /usr/bin/fenrir -e -o 'speech#driver=genericDriver;"
		     "speech#genericSpeechCommand=%s \"fenrirText\";sound#enabled=False;"
		     "remote#enable=False;general#shell=%s'\n",
			desk_path(desk, "voice"), desk_path(desk, "course")));
}

static size_t size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : (size_t)st.st_size;
}

/*
 * Appends what is spoken by the orders of a speech server ("q {text}"). yasr 0.6.9 takes some
 * attributes for text: "B" is the rest of one.
 */
static void add_orders(struct strbuf *out, const char *all)
{
	for (const char *s = strchr(all, '{'); s; s = strchr(s, '{')) {
		size_t len = strcspn(++s, "}");

		if (len != 1 || *s != 'B')
			strbuf_add(out, s, len);
		s += len;
	}
}

/* Returns what was said from byte from on, and moves from behind it. */
static char *said_since(struct desk *desk, const struct voice *voice, size_t *from)
{
	FILE *f = fopen(desk_path(desk, "said"), "rb");
	size_t n = size_of(desk_path(desk, "said")) - *from;
	struct strbuf text = STRBUF_INIT;
	char *all = xcalloc(1, n + 1);

	assert_non_null(f);
	assert_int_equal(fseek(f, (long)*from, SEEK_SET), 0);
	*from += fread(all, 1, n, f);
	fclose(f);
	if (voice->orders)
		add_orders(&text, all);
	else
		strbuf_addstr(&text, all);
	free(all);
	return strbuf_detach(&text);
}

/* Signs that a voice leaves out, and its orders, would hide the words. */
static void only_words(struct strbuf *out, const char *s)
{
	for (; *s; s++)
		strbuf_addch(out, strchr("(){}%/,;.:!?", *s) ? ' ' : *s);
}

static bool says_words(const char *heard, const char *words)
{
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
	bool found;

	only_words(&a, heard);
	only_words(&b, words);
	found = says(a.buf, b.buf);
	strbuf_release(&a);
	strbuf_release(&b);
	return found;
}

/* Waits until the words were said since byte from, and then for silence; returns all of it. */
static char *listen_for(struct desk *desk, const struct voice *voice, struct terminal *t,
	size_t *from, const char *words)
{
	double end = now_ms() + 8000;
	bool heard = false;
	char *all = NULL;
	size_t at = *from, size;

	do {
		size = size_of(desk_path(desk, "said"));
		/* where letters are counted, what is said later must not count for the next key */
		while (terminal_take(t, by_make_heard() ? QUIET_MS : 5))
			;
		if (by_make_heard() && size != size_of(desk_path(desk, "said")))
			continue;
		free(all);
		at = *from;
		all = said_since(desk, voice, &at);
		heard = says_words(all, words);
	} while (!heard && now_ms() < end);
	if (!heard)
		fail_msg("%s does not say “%s”, but:\n%s\nThe screen:\n%s", voice->name, words, all,
			terminal_text(t));
	*from = at;
	return all;
}

/* Esc is a key of the reader's own; what to press instead stands in the footer. */
static const char *key_for(const struct voice *voice, struct terminal *t, const char *name)
{
	if (!voice->keeps_esc || strcmp(name, "Esc"))
		return bytes_of(name, false);
	return terminal_shows(t, "Ctrl-G") ? "\007" : "q";
}

static size_t letters_changed(struct terminal *t, const struct heard_rows *before)
{
	size_t n = 0;

	for (int y = 0; y < HEARD_ROWS; y++)
		if (strcmp(before->v[y], terminal_row(t, y)))
			n += heard_letters(terminal_row(t, y));
	return n;
}

static void voice_walks(struct desk *desk, const struct voice *voice, const char *lang)
{
	size_t from = 0, spoken = 0, changed = 0, worst_key = 0;
	struct table table;
	struct terminal *t;
	unsigned worst = 0;

	read_table(&table, lang);
	desk_write(desk, "said", "");
	heard_write_script(desk, "course",
		said("#!/bin/sh\nexec '%s' --private --speech --lang %s --lessons '%s'\n",
			program_path(), lang, COURSE));
	voice->prepare(desk);
	t = desk_start(desk,
		&(struct start){ .program = desk_path(desk, "reader"),
			.lessons = "",
			.env = { "TERM=xterm", NO_LEAKS } });
	for (size_t i = 0; i < table.n; i++) {
		struct heard_rows before = heard_rows(t);
		size_t letters, rows;
		char *all;

		terminal_send(t, key_for(voice, t, table.v[i].name));
		all = listen_for(desk, voice, t, &from, table.v[i].words);
		letters = heard_letters(all);
		rows = letters_changed(t, &before);
		if (by_make_heard())
			print_message(
				"# %s: %zu of %zu: %s\n", table.v[i].name, letters, rows, all);
		/* the first picture and the last have the reader's own words */
		if (i && i + 1 < table.n && rows) {
			spoken += letters;
			changed += rows;
			if (per_cent(letters, rows) > worst) {
				worst = per_cent(letters, rows);
				worst_key = i;
			}
		}
		free(all);
		heard_rows_free(&before);
	}
	if (!by_make_heard())
		return;
	print_message(
		"# %s, %s: %u %% of the rows that changed are spoken; at most %u %%, at key %zu "
		"(%s)\n",
		voice->name, lang, per_cent(spoken, changed), worst, worst_key,
		table.v[worst_key].name);
	assert_true(spoken * 100 <= changed * HEARD_MOST_PER_CENT);
}

static void yasr_says_the_words(void **state)
{
	static const struct voice yasr = {
		.name = "yasr", .orders = true, .prepare = heard_prepare_yasr
	};

	if (!heard_has_yasr())
		skip_because("yasr is not installed");
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++)
		if (is_language_here(*state, languages[i]))
			voice_walks(*state, &yasr, languages[i]);
}

static void fenrir_says_the_words(void **state)
{
	static const struct voice fenrir = {
		.name = "Fenrir", .keeps_esc = true, .prepare = prepare_fenrir
	};

	if (access("/usr/bin/fenrir", X_OK))
		skip_because("Fenrir is not installed");
	if (!by_make_heard())
		skip_because("make heard listens to Fenrir");
	for (size_t i = 0; i < ARRAY_SIZE(languages); i++)
		if (is_language_here(*state, languages[i]))
			voice_walks(*state, &fenrir, languages[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
		TEST(forty_cells_follow_the_cursor),
		TEST(brltty_shows_these_cells),
		TEST(each_key_sends_its_words_and_little_else),
		TEST(yasr_says_the_words),
		TEST(fenrir_says_the_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
