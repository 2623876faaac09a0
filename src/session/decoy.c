/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program's terminal code has been shut down by now, and everything it knew is gone. These are
 * the few sequences that every terminal shares, with the line modes that a small tool would set.
 */
#include "session/decoy.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "session/wake.h"
#include "text/text.h"
#include "view/calendar.h"

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

enum { KEY_ENDS = -1, KEY_OTHER = 0 };

static int read_byte(void)
{
	unsigned char c;

	return read(STDIN_FILENO, &c, 1) == 1 ? c : KEY_ENDS;
}

/* Returns the last byte of a sequence after ESC: the letter of an arrow key, if it is one. */
static int read_sequence(void)
{
	int c = read_byte();

	if (c != '[' && c != 'O')
		return c == KEY_ENDS ? KEY_ENDS : KEY_OTHER;
	do
		c = read_byte();
	while (c >= 0x20 && c < 0x40);
	return c == KEY_ENDS ? KEY_ENDS : c >= 'A' && c <= 'D' ? c : KEY_OTHER;
}

/* Sets *months to the number to move by (negative is back); returns false to leave. */
static bool take_key(int *months)
{
	int c = read_byte();
	bool arrow = c == 27;

	*months = 0;
	if (arrow)
		c = read_sequence();
	if (c == KEY_ENDS || (!arrow && (c == 'q' || c == 'Q' || c == 3 || c == 4)))
		return false;
	if (arrow)
		*months = c == 'C' ? 1 : c == 'D' ? -1 : c == 'A' ? -12 : c == 'B' ? 12 : 0;
	return true;
}

/* ---- the terminal */

static bool set_modes(struct termios *before)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, before) < 0)
		return false;
	t = *before;
	t.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	t.c_iflag &= ~(tcflag_t)IXON;
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	/* discard input that was meant for the erased screen */
	return tcsetattr(STDIN_FILENO, TCSAFLUSH, &t) == 0;
}

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
	struct calendar calendar;
	struct termios before;
	int months;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return;
	today(&calendar);
	if (!cursor || !set_modes(&before)) {
		draw(&calendar, ascii, false);
		return;
	}
	signals_interrupt_reads();
	for (draw(&calendar, ascii, true); take_key(&months); draw(&calendar, ascii, true))
		calendar_move(&calendar, months);
	clear();
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}
