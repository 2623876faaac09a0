/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course in plain lines: append-only, for speech, braille, serial lines and pipes. app/line.h
 * explains the lines; this file handles the terminal, if there is one, and the bytes.
 */
#include "session/session_lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/line.h"
#include "os/clock.h"
#include "os/complain.h"
#include "session/keys.h"
#include "session/session_save.h"
#include "text/text.h"

enum { ROWS_USUAL = 24, WIDTH_USUAL = 79, WIDTH_MIN = 20, WIDTH_MAX = 99 };

static struct keys keys;
static bool unwritten;

static int line_width(void)
{
	struct winsize ws;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0 || ws.ws_col <= WIDTH_MIN)
		return WIDTH_USUAL;
	return ws.ws_col <= WIDTH_MAX ? ws.ws_col - 1 : WIDTH_MAX;
}

static void give_back(void)
{
	keys_close(&keys, keys_signal() != 0);
}

/*
 * Bypasses stdout: the rest of an interrupted write would be lost, and its buffer would keep the
 * text.
 */
static bool put(const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(STDOUT_FILENO, text, len);

		if (n < 0 && errno == EINTR && !keys_signal())
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

/* ---- bytes to lines */

struct input_lines {
	char bytes[1024]; /* read from a pipe */
	size_t at, n;
	bool hide;
	struct strbuf pasted; /* the rest of a paste, whose lines come one by one */
	char line[LINE_BYTES + 1];
	size_t len;
	bool echo, ascii, ended;
};

/* What the callbacks of a line need. */
struct lines {
	struct session *s;
	struct input_lines *in;
};

static void read_more(struct input_lines *in)
{
	in->n = keys_read(&keys, in->bytes, sizeof(in->bytes), &in->hide);
	in->at = 0;
	in->ended = !in->n;
}

static bool next_byte(struct input_lines *in, char *c)
{
	if (in->at == in->n)
		read_more(in);
	if (in->ended)
		return false;
	*c = in->bytes[in->at++];
	return true;
}

/* Reads the next line of a pipe without its newline; truncates long lines. */
static bool next_piped(struct input_lines *in)
{
	bool any = false;
	char c;

	in->len = 0;
	while (next_byte(in, &c)) {
		any = true;
		if (c == '\n' || in->hide)
			break;
		if (c && in->len < LINE_BYTES)
			in->line[in->len++] = c;
	}
	while (in->len && in->line[in->len - 1] == '\r')
		in->len--;
	return any;
}

static void echo(const struct input_lines *in, const char *text, size_t len)
{
	struct strbuf out = STRBUF_INIT;

	if (in->echo)
		text_show(&out, text, len, in->ascii, NULL);
	put(out.buf, out.len);
	strbuf_release(&out);
}

static void put_words(const struct input_lines *in, const char *text)
{
	struct strbuf out = STRBUF_INIT;

	text_show(&out, text, strlen(text), in->ascii, NULL);
	put(out.buf, out.len);
	strbuf_release(&out);
}

static void say(const struct input_lines *in, const char *text)
{
	put_words(in, text);
	put("\n", 1);
}

static void add_text(struct input_lines *in, const char *text, size_t len)
{
	if (len > LINE_BYTES - in->len)
		return;
	memcpy(in->line + in->len, text, len);
	in->len += len;
	echo(in, text, len);
}

/* Removes everything after the first to bytes, on the terminal as well. */
static void rub_out(struct input_lines *in, size_t to)
{
	int cells = in->echo ? text_width(in->line + to, in->len - to) : 0;

	for (int i = 0; i < cells; i++)
		put("\b \b", 3);
	in->len = to;
}

static size_t word_start(const struct input_lines *in)
{
	size_t at = in->len;

	while (at && in->line[at - 1] == ' ')
		at--;
	while (at && in->line[at - 1] != ' ')
		at--;
	return at;
}

/* Moves text of the paste to the line; returns true if that completes the line. */
static bool take_pasted(struct input_lines *in)
{
	const char *end = strchr(in->pasted.buf, '\n');
	size_t len = end ? (size_t)(end - in->pasted.buf) : in->pasted.len;

	add_text(in, in->pasted.buf, len);
	strbuf_splice(&in->pasted, 0, len + (end != NULL), "", 0);
	return end != NULL;
}

enum typed { TYPED_MORE, TYPED_LINE, TYPED_HIDE, TYPED_END };

static enum typed take_key(struct input_lines *in, uint32_t key)
{
	char utf8[4];

	if (decode_hides(key))
		return TYPED_HIDE;
	if (key == K_ENTER)
		return TYPED_LINE;
	/* the key does what its word does */
	if (key == K_ESC && !in->len) {
		add_text(in, "Esc", 3);
		return TYPED_LINE;
	}
	if (key == K_CTRL('d') && !in->len)
		return TYPED_END;
	if (key == K_BACKSPACE)
		rub_out(in, text_prev(in->line, in->len, in->len));
	else if (key == K_CTRL('u'))
		rub_out(in, 0);
	else if (key == K_CTRL('w'))
		rub_out(in, word_start(in));
	else if (key >= K_SPACE && key < K_UP)
		add_text(in, utf8, (size_t)utf8_put(utf8, key));
	return TYPED_MORE;
}

/*
 * Reads a line from the terminal key by key and echoes it, as the terminal's driver would, to see
 * every form of Ctrl-X and F9 at once.
 */
static bool next_typed(struct input_lines *in, struct ahead *ahead)
{
	enum typed typed = TYPED_MORE;
	struct event event;

	in->len = 0;
	while (typed == TYPED_MORE) {
		if (in->pasted.len && take_pasted(in)) {
			typed = TYPED_LINE;
		} else if (!ahead_take(ahead, &event) && !keys_next(&keys, &event)) {
			return false;
		} else if (event.kind == EVENT_PASTE) {
			strbuf_add(&in->pasted, event.text, event.len);
		} else if (event.kind == EVENT_KEY) {
			typed = take_key(in, event.key);
		}
	}
	in->hide = typed == TYPED_HIDE;
	if (!in->hide)
		put("\n", 1);
	return typed != TYPED_END;
}

/* Reads the next line into in->line; false at the end of input. */
static bool next_line(struct input_lines *in, struct ahead *ahead)
{
	bool any = keys.terminal ? next_typed(in, ahead) : next_piped(in);

	if (in->hide) {
		in->line[0] = K_CTRL('x');
		in->len = 1;
	}
	in->line[in->len] = '\0';
	return any || in->hide;
}

/* ---- the course */

static void hide(struct session *s)
{
	session_handle(s, &(struct event){ .kind = EVENT_KEY, .key = K_CTRL('x') });
}

/* Keys that come while the answer is saved are kept, except for those that hide. */
static void wait_at_terminal(struct session *s, struct input_lines *in)
{
	struct event event;

	keys.until = clock_ms() + session_patience(s) + 1;
	if (!keys_next(&keys, &event))
		in->ended = true;
	else if (event.kind == EVENT_KEY && decode_hides(event.key))
		hide(s);
	else if (event.kind == EVENT_KEY || event.kind == EVENT_PASTE)
		ahead_put(&s->ahead, &event);
}

static void wait_at_pipe(struct session *s, struct input_lines *in)
{
	bool looks = !in->ended && in->at == in->n;
	int got = keys_wait(&keys, session_patience(s) + 1, looks);

	if (got > 0 && (got & KEYS_INPUT))
		read_more(in);
	if (in->hide)
		hide(s);
}

/* Waits until the answer is durable; hiding and signals do not wait. */
static void await(struct session *s, struct input_lines *in)
{
	bool said = false;

	while (session_awaits(s) && !s->done && !keys_signal()) {
		keys.watched = session_fd(s);
		if (keys.terminal && !in->ended)
			wait_at_terminal(s, in);
		else
			wait_at_pipe(s, in);
		session_take_news(s);
		if (s->told_saving && !said && !s->done) {
			say(in, _("Saving…"));
			said = true;
		}
	}
	keys.watched = -1;
	keys.until = 0;
}

static bool handle(void *ctx, struct event *event)
{
	const struct lines *lines = ctx;

	session_handle(lines->s, event);
	await(lines->s, lines->in);
	return !lines->s->done && !keys_signal();
}

/* Rows of the terminal; 0 if the output does not stop after a screenful. */
static int screen_rows(void)
{
	struct winsize ws;

	if (!keys.terminal || !isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0 || !ws.ws_row ? ROWS_USUAL : ws.ws_row;
}

enum shown { SHOWN_ALL, SHOWN_PART, SHOWN_END };

/*
 * Stops after a screenful until Enter: a screen reader speaks what is in the window, and what has
 * left it is lost. Any other line is a command that need not wait for the rest: SHOWN_PART.
 */
static enum shown put_pages(
	struct session *s, struct input_lines *in, struct linear *linear, const struct strbuf *out)
{
	for (size_t at = 0;;) {
		int rows = screen_rows();
		size_t left = out->len - at;
		size_t part = rows ? linear_screenful(out->buf + at, left, rows) : left;

		if (!put(out->buf + at, part))
			return SHOWN_END;
		at += part;
		if (part == left)
			return SHOWN_ALL;
		put_words(in, _("Enter: more"));
		if (!next_line(in, &s->ahead))
			return SHOWN_END;
		if (!in->len)
			continue;
		linear_unheard(linear, at);
		return SHOWN_PART;
	}
}

/* SHOWN_END if nobody reads the output any more, or at the end of the input. */
static enum shown show(struct session *s, struct input_lines *in, struct linear *linear, bool whole)
{
	struct strbuf out = STRBUF_INIT;
	enum shown shown;

	/* the window may have been resized since the last screen */
	linear->width = line_width();
	line_show(&s->app, linear, whole, &out);
	/* a PIN is not echoed */
	in->echo = !s->app.view.secret;
	shown = put_pages(s, in, linear, &out);
	strbuf_release(&out);
	return shown;
}

void session_erase_lines(void)
{
	/* erases before the cursor moves: a screen reader speaks the line that it moves to */
	static const char erase[] = "\033[2J\033[3J\033[H";
	const char *term = getenv("TERM");

	if (isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb"))
		put(erase, strlen(erase));
	else
		for (int i = 0; i < 100; i++)
			put("\n", 1);
}

static void run(struct session *s, struct linear *linear)
{
	struct input_lines *in = xcalloc(1, sizeof(*in));
	struct lines lines = { s, in };
	enum shown shown;
	bool whole = true;

	strbuf_init(&in->pasted);
	in->ascii = linear->ascii;
	while ((shown = show(s, in, linear, whole)) != SHOWN_END) {
		if (shown == SHOWN_ALL && !next_line(in, &s->ahead))
			break;
		/* redirected input is not echoed: end the line of the prompt */
		if (!keys.terminal)
			put("\n", 1);
		whole = line_handle(&s->app, in->line, handle, &lines);
		if (s->done || keys_signal())
			break;
	}
	strbuf_release(&in->pasted);
	explicit_bzero(in, sizeof(*in));
	free(in);
	/* nothing comes before the erasing */
	if (!s->erase)
		put("\n", 1);
}

int session_run_lines(struct session *s, bool ascii)
{
	struct linear linear;

	keys_open(&keys, KEYS_SIGNALS);
	mem_set_fatal_hook(give_back);
	linear_init(&linear, line_width(), ascii);
	linear.font = term_font();
	s->app.model.linear = true;
	session_start(s, 80, 24, ascii);
	run(s, &linear);
	if (s->erase)
		session_erase_lines();
	give_back();
	session_save_last(s, !s->erase && !keys_signal());
	linear_release(&linear);
	if (keys_signal())
		return 128 + keys_signal();
	if (keys.failed)
		return complain(EXIT_UNUSABLE, _("cannot read input any more"));
	return unwritten ? complain(EXIT_UNUSABLE, _("the result could not be written")) : 0;
}
