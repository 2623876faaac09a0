/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program's terminal code has been shut down by now, and everything it knew is gone. These are
 * the few sequences that every terminal shares, with the line modes that a small tool would set.
 */
#include "session/decoy.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/process.h"
#include "session/keys.h"
#include "text/text.h"
#include "view/calculator.h"
#include "view/calendar.h"
#include "view/keyboard.h"

static const char clear_all[] = "\033[H\033[2J\033[3J";

static void say(const struct strbuf *out)
{
	for (size_t at = 0; at < out->len;) {
		ssize_t n = write(STDOUT_FILENO, out->buf + at, out->len - at);

		if (n <= 0)
			return;
		at += (size_t)n;
	}
}

static void add_text(struct strbuf *out, const char *text, bool ascii)
{
	if (ascii)
		text_ascii(out, text, strlen(text));
	else
		strbuf_addstr(out, text);
}

static int window_rows(void)
{
	struct winsize ws;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row ? ws.ws_row : 24;
}

/* ---- the calendar */

union state {
	struct calendar calendar;
	struct calculator calculator;
};

static void open_calendar(union state *s)
{
	time_t now = time(NULL);
	struct tm tm = { .tm_year = 70, .tm_mday = 1 };

	localtime_r(&now, &tm);
	calendar_init(&s->calendar, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static void add_week(const union state *s, int line, bool marks, struct strbuf *out)
{
	calendar_line(&s->calendar, line, marks ? "\033[7m" : "", marks ? "\033[0m" : "", out);
}

static void turn_page(union state *s, uint32_t key)
{
	calendar_move(&s->calendar,
		key == K_RIGHT          ? 1
			: key == K_LEFT ? -1
			: key == K_UP   ? -12
			: key == K_DOWN ? 12
					: 0);
}

/* ---- the calculator */

static void open_calculator(union state *s)
{
	calculator_init(&s->calculator);
}

static void add_keypad(const union state *s, int line, bool marks, struct strbuf *out)
{
	(void)marks;
	calculator_line(&s->calculator, line, out);
}

static void calculate(union state *s, uint32_t key)
{
	calculator_key(&s->calculator, key);
}

static const struct decoy_info {
	const char *name; /* of the process */
	int rows;
	void (*open)(union state *s);
	/* appends a line; marks: escape sequences may highlight a part of it, which is ASCII */
	void (*draw)(const union state *s, int line, bool marks, struct strbuf *out);
	void (*key)(union state *s, uint32_t key);
	const char *hint;   /* N_(): below the last line */
	const char *cursor; /* the sequence that places it */
} decoys[] = {
	[DECOY_CALENDAR] = { "cal", CALENDAR_ROWS, open_calendar, add_week, turn_page,
		N_("<- -> month   q quit"), "\033[1;1H" },
	[DECOY_CALCULATOR] = { "bc", CALCULATOR_ROWS, open_calculator, add_keypad, calculate,
		/* TRANSLATORS: keys of the calculator, in 20 columns */
		N_("c clear   q quit"), "\033[3;19H" },
};

/* ---- the terminal */

struct look {
	bool ascii, cursor;
};

static void add_line(struct strbuf *out, const struct decoy_info *d, const union state *s, int i,
	struct look look)
{
	struct strbuf line = STRBUF_INIT;

	d->draw(s, i, look.cursor, &line);
	add_text(out, line.buf, look.ascii && !strchr(line.buf, '\033'));
	strbuf_release(&line);
}

/* In a small window the picture is cut off, never scrolled or wrapped. */
static void draw(const struct decoy_info *d, const union state *s, struct look look)
{
	struct strbuf out = STRBUF_INIT;
	int rows = window_rows();

	strbuf_addstr(&out, "\033[H\033[?7l");
	for (int i = 0; i < d->rows && i < rows; i++) {
		/* erases first: after a line as wide as the window it would erase the last cell */
		strbuf_addstr(&out, i ? "\r\n\033[K" : "\033[K");
		add_line(&out, d, s, i, look);
	}
	if (rows > d->rows + 1) {
		strbuf_addstr(&out, "\r\n\033[K\r\n\033[J");
		add_text(&out, _(d->hint), look.ascii);
	}
	strbuf_addf(&out, "\033[?7h%s", d->cursor);
	say(&out);
	strbuf_release(&out);
}

static void print(const struct decoy_info *d, const union state *s, struct look look)
{
	struct strbuf out = STRBUF_INIT;

	for (int i = 0; i < d->rows; i++) {
		add_line(&out, d, s, i, look);
		strbuf_addch(&out, '\n');
	}
	say(&out);
	strbuf_release(&out);
}

static bool leaves(uint32_t key)
{
	uint32_t letter = keyboard_latin(key);

	return letter == 'q' || letter == 'Q' || key == K_CTRL('c') || key == K_CTRL('d');
}

static void use(const struct decoy_info *d, union state *s, struct keys *keys, struct look look)
{
	struct event event;

	draw(d, s, look);
	while (keys_next(keys, &event)) {
		if (event.kind != EVENT_KEY)
			continue;
		if (leaves(event.key))
			break;
		d->key(s, event.key);
		draw(d, s, look);
	}
}

static void clear(void)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_addstr(&out, clear_all);
	say(&out);
	strbuf_release(&out);
}

void decoy_run(enum decoy kind, bool ascii)
{
	const char *term = getenv("TERM");
	struct look look = { .ascii = ascii, .cursor = term && *term && strcmp(term, "dumb") };
	const struct decoy_info *d = &decoys[look.cursor ? kind : DECOY_CALENDAR];
	struct keys *keys;
	union state s;

	process_rename(d->name);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return;
	d->open(&s);
	if (!look.cursor) {
		print(d, &s, look);
		return;
	}
	keys = xcalloc(1, sizeof(*keys));
	/* what was typed was meant for the erased screen */
	keys_open(keys, KEYS_FRESH);
	use(d, &s, keys, look);
	clear();
	keys_close(keys, false);
	free(keys);
}
