/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie --linear: the same course line by line. A line is an answer: a number chooses, Enter alone goes on, < goes
 * back, a letter is that key; where a text is typed, the line is the text and commands follow a slash (/h).
 */
#include "cli/cli.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "cli/session.h"
#include "view/linear.h"

static struct termios saved_tty;
static bool tty_changed;

bool linear_wanted(const struct options *options)
{
	const char *accessible = getenv("ACCESSIBLE"), *term = getenv("TERM");

	if (options->linear)
		return true;
	if (accessible && *accessible && strcmp(accessible, "0") && strcmp(accessible, "false"))
		return true;
	return !term || !*term || !strcmp(term, "dumb") || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO);
}

static int line_width(void)
{
	struct winsize ws;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col >= 20)
		return ws.ws_col < 100 ? ws.ws_col - 1 : 99;
	return 79;
}

/* Ctrl-X ends a line, so that leaving quickly needs no Enter. */
static void catch_ctrl_x(void)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &saved_tty) < 0)
		return;
	t = saved_tty;
	t.c_cc[VEOL] = K_CTRL('x');
	tty_changed = tcsetattr(STDIN_FILENO, TCSANOW, &t) == 0;
}

static void give_back(void)
{
	if (tty_changed)
		tcsetattr(STDIN_FILENO, TCSANOW, &saved_tty);
	tty_changed = false;
}

static void send_key(struct session *s, uint32_t key)
{
	struct event event = { .kind = EVENT_KEY, .key = key };

	session_handle(s, &event);
}

static const struct block *focused(const struct view *view)
{
	for (size_t i = 0; i < view->n; i++)
		if (view->blocks[i].focus)
			return &view->blocks[i];
	return NULL;
}

static bool has_fields(const struct view *view)
{
	for (size_t i = 0; i < view->n; i++)
		if (view->blocks[i].kind == BLOCK_FIELD)
			return true;
	return false;
}

/* Is the thing in focus one that Enter alone would choose, such as one answer of several? */
static bool is_radio(const struct view *view, const char *label)
{
	const struct block *b = focused(view);

	return b && b->kind == BLOCK_CHOICE && b->mark == MARK_NONE && !b->note && b->label &&
		!strcmp(b->label, label);
}

static int id_of(const struct view *view, const char *label)
{
	for (size_t i = 0; i < view->n; i++) {
		const struct block *b = &view->blocks[i];

		/* a list may put a sign before the number */
		if (b->kind == BLOCK_CHOICE && b->id >= 0 && b->label) {
			const char *space = strrchr(b->label, ' ');

			if (!strcmp(space ? space + 1 : b->label, label))
				return b->id;
		}
	}
	return -1;
}

static void choose(struct session *s, const char *number)
{
	struct event event = { .kind = EVENT_CHOOSE };
	const char *screen = app_screen(&s->app);

	if (!number[1] && *number != '0') {
		send_key(s, (uint32_t)*number);
	} else {
		event.x = id_of(app_describe(&s->app), number);
		session_handle(s, &event);
	}
	if (!s->done && !strcmp(screen, app_screen(&s->app)) && !strcmp(screen, "quiz") &&
		is_radio(app_describe(&s->app), number))
		send_key(s, K_ENTER);
}

/* Whole lines of text: into the field that has the focus, then on to the next one, or Enter. */
static void type_line(struct session *s, const char *text)
{
	struct event event = { .kind = EVENT_PASTE, .text = text, .len = strlen(text) };
	const struct view *view;
	bool another = false, past = false;

	send_key(s, K_END);
	send_key(s, K_CTRL('u'));
	session_handle(s, &event);
	view = app_describe(&s->app);
	for (size_t i = 0; i < view->n; i++) {
		another |= past && view->blocks[i].kind == BLOCK_FIELD;
		past |= view->blocks[i].focus;
	}
	send_key(s, another ? K_DOWN : K_ENTER);
}

static uint32_t word_key(const char *line)
{
	static const struct {
		char c;
		uint32_t key;
	} signs[] = {
		{ '<', K_ESC }, { '>', K_RIGHT }, { '+', K_DOWN }, { '-', K_UP }, { '.', K_SPACE },
	};

	if (!*line)
		return K_ENTER;
	if (line[1])
		return K_NONE;
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
		if (signs[i].c == *line)
			return signs[i].key;
	return (uint32_t)tolower((unsigned char)*line);
}

static bool is_number(const char *s)
{
	return *s && strspn(s, "0123456789") == strlen(s) && strlen(s) < 5;
}

static void take_line(struct session *s, const char *line)
{
	bool typing = has_fields(app_describe(&s->app));
	uint32_t key = word_key(line);

	if (strchr(line, K_CTRL('x'))) {
		send_key(s, K_CTRL('x'));
	} else if (typing && *line == '/' && word_key(line + 1) && line[1]) {
		send_key(s, word_key(line + 1) == '?' ? K_F1 : word_key(line + 1) == 'h' ? K_F2
			: word_key(line + 1) == 'g' ? K_F3 : word_key(line + 1));
	} else if (typing && (key == K_ESC || key == K_ENTER || key == '?')) {
		send_key(s, key == '?' ? K_F1 : key);
	} else if (typing) {
		type_line(s, line);
	} else if (is_number(line)) {
		choose(s, line);
	} else if (key) {
		send_key(s, key);
	} else {
		app_notice(&s->app, _("Type a number, or one letter, and press Enter. ? shows the keys."));
	}
}

static void show(struct session *s, struct linear *linear, bool whole)
{
	struct strbuf out = STRBUF_INIT;

	linear_print(linear, app_describe(&s->app), whole, &out);
	strbuf_addstr(&out, "> ");
	fwrite(out.buf, 1, out.len, stdout);
	fflush(stdout);
	strbuf_release(&out);
}

static void erase(void)
{
	const char *term = getenv("TERM");

	if (isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb"))
		fputs("\033[H\033[2J\033[3J", stdout);
	else
		for (int i = 0; i < 100; i++)
			fputc('\n', stdout);
	fflush(stdout);
}

static void run(struct session *s, struct linear *linear)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	show(s, linear, true);
	while (!s->done && (len = getline(&line, &cap, stdin)) >= 0) {
		while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
			line[--len] = '\0';
		take_line(s, line);
		if (!s->done)
			show(s, linear, false);
	}
	if (line)
		explicit_bzero(line, cap);
	free(line);
	fputc('\n', stdout);
}

int cmd_linear(const struct options *options)
{
	bool ascii = !term_set_locale() || options->ascii;
	struct session *s = session_open(options);
	struct linear linear;

	catch_ctrl_x();
	set_last_words(give_back);
	linear_init(&linear, line_width(), ascii);
	s->app.linear = true;
	session_start(s, 80, 24, ascii);
	run(s, &linear);
	if (s->erase)
		erase();
	give_back();
	linear_release(&linear);
	session_close(s);
	return fflush(stdout) || ferror(stdout) ? EXIT_UNUSABLE : 0;
}
