/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course in plain lines: append-only, for speech, braille, serial lines and pipes. app/line.h
 * explains the lines; this file handles the terminal, if there is one, and the bytes.
 */
#include "session/session_lines.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "app/line.h"
#include "os/complain.h"

enum { WIDTH_USUAL = 79, WIDTH_MIN = 20, WIDTH_MAX = 99 };

static struct termios saved_tty;
static bool tty_changed, unread, unwritten;
static volatile sig_atomic_t end_signal;

static int line_width(void)
{
	struct winsize ws;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0 || ws.ws_col <= WIDTH_MIN)
		return WIDTH_USUAL;
	return ws.ws_col <= WIDTH_MAX ? ws.ws_col - 1 : WIDTH_MAX;
}

/*
 * Makes Ctrl-X and F9 end a line, so that leaving quickly needs no Enter. With NOFLSH, Ctrl-C does
 * not discard pending input.
 */
static void catch_ctrl_x(void)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &saved_tty) < 0)
		return;
	t = saved_tty;
	t.c_lflag |= NOFLSH;
	t.c_cc[VEOL] = K_CTRL('x');
	/* the last byte of F9 */
	t.c_cc[VEOL2] = '~';
	tty_changed = tcsetattr(STDIN_FILENO, TCSANOW, &t) == 0;
}

/* Turns echo on, or off while a PIN is typed. */
static void show_typing(bool shown)
{
	struct termios t;

	if (!tty_changed || tcgetattr(STDIN_FILENO, &t) < 0 || !(t.c_lflag & ICANON))
		return;
	t.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	t.c_lflag |= shown ? (saved_tty.c_lflag & (ECHO | ECHONL)) : (tcflag_t)ECHONL;
	tcsetattr(STDIN_FILENO, TCSANOW, &t);
}

static void give_back(void)
{
	if (tty_changed)
		tcsetattr(STDIN_FILENO, end_signal ? TCSAFLUSH : TCSANOW, &saved_tty);
	tty_changed = false;
}

static const int noted[] = { SIGINT, SIGTERM, SIGHUP };

static void note_signal(int signal)
{
	end_signal = signal;
}

/* Makes these signals end the course, as the end of input does. */
static void catch_signals(void)
{
	struct sigaction note = { .sa_handler = note_signal };

	sigemptyset(&note.sa_mask);
	for (size_t i = 0; i < ARRAY_SIZE(noted); i++)
		sigaction(noted[i], &note, NULL);
}

/* Waits for input or a signal. ppoll leaves no gap between the test and the wait. */
static bool wait_for_input(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	sigset_t block, before;
	bool ready = false;

	sigemptyset(&block);
	for (size_t i = 0; i < ARRAY_SIZE(noted); i++)
		sigaddset(&block, noted[i]);
	sigprocmask(SIG_BLOCK, &block, &before);
	while (!end_signal && !ready)
		ready = ppoll(&p, 1, NULL, &before) > 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ready;
}

/* ---- bytes to lines */

struct input_lines {
	char bytes[1024];
	size_t at, n;
	char line[LINE_BYTES + 1];
};

static bool next_byte(struct input_lines *in, char *c)
{
	while (in->at == in->n) {
		ssize_t n = wait_for_input() ? read(STDIN_FILENO, in->bytes, sizeof(in->bytes)) : 0;

		if (n < 0 && errno == EINTR && !end_signal)
			continue;
		unread |= n < 0;
		if (n <= 0)
			return false;
		in->at = 0;
		in->n = (size_t)n;
	}
	*c = in->bytes[in->at++];
	return true;
}

/*
 * Reads the next line, without its newline, into in->line; false at the end of input. Truncates
 * long lines.
 */
static bool next_line(struct input_lines *in)
{
	static const char f9[] = "\033[20"; /* followed by '~' */
	size_t len = 0;
	bool any = false;
	char c;

	while (next_byte(in, &c)) {
		any = true;
		if (c == '\n')
			break;
		if (c == '~' && len >= strlen(f9) &&
			!memcmp(in->line + len - strlen(f9), f9, strlen(f9)))
			c = K_CTRL('x');
		if (c == K_CTRL('x'))
			len = 0;
		if (c && len < LINE_BYTES)
			in->line[len++] = c;
		if (c == K_CTRL('x'))
			break;
	}
	while (len && in->line[len - 1] == '\r')
		len--;
	in->line[len] = '\0';
	return any;
}

/* ---- the course */

static bool handle(void *ctx, struct event *event)
{
	struct session *s = ctx;

	session_handle(s, event);
	return !s->done;
}

/*
 * Bypasses stdout: the rest of an interrupted write would be lost, and its buffer would keep the
 * text.
 */
static bool put(const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(STDOUT_FILENO, text, len);

		if (n < 0 && errno == EINTR && !end_signal)
			continue;
		if (n <= 0) {
			unwritten = true;
			return false;
		}
		text += n;
		len -= (size_t)n;
	}
	return true;
}

/* Returns false if nobody reads the output any more. */
static bool show(struct session *s, struct linear *linear, bool whole)
{
	struct strbuf out = STRBUF_INIT;
	bool good;

	line_show(&s->app, linear, whole, &out);
	good = put(out.buf, out.len);
	strbuf_release(&out);
	return good;
}

void session_erase_lines(void)
{
	const char *term = getenv("TERM");

	if (isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb"))
		put("\033[H\033[2J\033[3J", strlen("\033[H\033[2J\033[3J"));
	else
		for (int i = 0; i < 100; i++)
			put("\n", 1);
}

static void run(struct session *s, struct linear *linear)
{
	struct input_lines *in = xcalloc(1, sizeof(*in));
	bool whole = true;

	while (show(s, linear, whole)) {
		show_typing(!s->app.view.secret);
		if (!next_line(in))
			break;
		/* redirected input is not echoed */
		if (!isatty(STDIN_FILENO))
			put("\n", 1);
		whole = line_handle(&s->app, in->line, handle, s);
		if (s->done)
			break;
	}
	explicit_bzero(in, sizeof(*in));
	free(in);
	put("\n", 1);
}

int session_run_lines(struct session *s, bool ascii)
{
	struct linear linear;

	catch_ctrl_x();
	catch_signals();
	mem_set_fatal_hook(give_back);
	linear_init(&linear, line_width(), ascii);
	linear.font = term_font();
	s->app.model.linear = true;
	session_start(s, 80, 24, ascii);
	run(s, &linear);
	if (s->erase)
		session_erase_lines();
	give_back();
	linear_release(&linear);
	if (end_signal)
		return 128 + end_signal;
	if (unread)
		return complain(EXIT_UNUSABLE, _("cannot read input any more"));
	return unwritten ? complain(EXIT_UNUSABLE, _("the result could not be written")) : 0;
}
