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
#include "session/keys.h"
#include "text/text.h"
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

/* Draws the calendar. In a small window it is cut off, never scrolled or wrapped. */
static void draw(const struct calendar *c, bool ascii, bool cursor)
{
	struct strbuf out = STRBUF_INIT;
	int rows = cursor ? window_rows() : CALENDAR_ROWS;

	strbuf_addstr(&out, cursor ? "\033[H\033[?7l" : "");
	for (int i = 0; i < CALENDAR_ROWS && i < rows; i++) {
		struct strbuf line = STRBUF_INIT;

		calendar_line(c, i, "", "", &line);
		if (cursor && i > 1) {
			strbuf_clear(&line);
			calendar_line(c, i, "\033[7m", "\033[0m", &line);
			strbuf_addstr(&out, line.buf);
		} else {
			add_text(&out, line.buf, ascii);
		}
		strbuf_addstr(&out, !cursor ? "\n" : i + 1 < rows ? "\033[K\r\n" : "\033[K");
		strbuf_release(&line);
	}
	if (cursor && rows > CALENDAR_ROWS + 1) {
		strbuf_addstr(&out, "\033[K\r\n");
		add_text(&out, _("<- -> month   q quit"), ascii);
		strbuf_addstr(&out, "\033[K\033[J");
	}
	strbuf_addstr(&out, cursor ? "\033[?7h" : "");
	say(&out);
	strbuf_release(&out);
}

/* ---- keys */

/* Sets *months to the number to move by (negative is back); returns false to leave. */
static bool take_key(uint32_t key, int *months)
{
	uint32_t letter = keyboard_latin(key);

	*months = key == K_RIGHT ? 1
		: key == K_LEFT  ? -1
		: key == K_UP    ? -12
		: key == K_DOWN  ? 12
				 : 0;
	return letter != 'q' && letter != 'Q' && key != K_CTRL('c') && key != K_CTRL('d');
}

static void turn_pages(struct keys *keys, struct calendar *calendar, bool ascii)
{
	struct event event;
	int months = 0;

	draw(calendar, ascii, true);
	while (keys_next(keys, &event)) {
		if (event.kind != EVENT_KEY)
			continue;
		if (!take_key(event.key, &months))
			break;
		calendar_move(calendar, months);
		draw(calendar, ascii, true);
	}
}

/* ---- the terminal */

static void today(struct calendar *c)
{
	time_t now = time(NULL);
	struct tm tm = { .tm_year = 70, .tm_mday = 1 };

	localtime_r(&now, &tm);
	calendar_init(c, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static void clear(void)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_addstr(&out, clear_all);
	say(&out);
	strbuf_release(&out);
}

void decoy_run(bool ascii)
{
	const char *term = getenv("TERM");
	bool cursor = term && *term && strcmp(term, "dumb");
	struct keys *keys;
	struct calendar calendar;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return;
	today(&calendar);
	if (!cursor) {
		draw(&calendar, ascii, false);
		return;
	}
	keys = xcalloc(1, sizeof(*keys));
	/* what was typed was meant for the erased screen */
	keys_open(keys, KEYS_FRESH);
	turn_pages(keys, &calendar, ascii);
	clear();
	keys_close(keys, false);
	free(keys);
}
