/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/line.h"

#include <stdio.h>
#include <string.h>

#include "app/pointing.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"

enum { NUMBERS_MAX = 9, DIGITS_MAX = 4 };

struct typed {
	struct app *app;
	line_send_fn *send;
	void *ctx;
	bool ended;
};

static void send_event(struct typed *t, struct event event)
{
	if (!t->ended)
		t->ended = !t->send(t->ctx, &event);
}

static void press(struct typed *t, uint32_t key)
{
	send_event(t, (struct event){ .kind = EVENT_KEY, .key = key });
}

static void say_how(struct typed *t)
{
	app_notice(t->app, _("Type a number, or one letter, and press Enter. ? shows the keys."));
}

/* ---- numbers */

/* Parses a line of nothing but numbers and returns how many; 0 for any other line. */
static int read_ascii_numbers(const char *line, int numbers[NUMBERS_MAX])
{
	int n = 0;

	while (*line) {
		size_t digits = strspn(line, "0123456789");

		if (!digits || digits > DIGITS_MAX || n == NUMBERS_MAX)
			return 0;
		for (numbers[n] = 0; digits; digits--)
			numbers[n] = numbers[n] * 10 + (*line++ - '0');
		n++;
		line += strspn(line, " ,;");
	}
	return n;
}

/* The digits of any script are digits. */
static int read_numbers(const char *line, int numbers[NUMBERS_MAX])
{
	struct strbuf folded = STRBUF_INIT;
	int n;

	text_fold(&folded, line, strlen(line), 0);
	n = read_ascii_numbers(folded.buf, numbers);
	strbuf_release(&folded);
	return n;
}

/* Returns the choosable block whose label is the number, perhaps after a symbol. */
static const struct block *find_numbered(const struct view *view, int number)
{
	for (size_t i = 0; i < view->n; i++) {
		const struct block *b = &view->blocks[i];

		if (b->id >= 0 && block_number(b) == number)
			return b;
	}
	return NULL;
}

/* Chooses a block by number. A digit without a block may still be a key of the screen. */
static bool choose(struct typed *t, int number)
{
	const struct block *b = number ? find_numbered(app_describe(t->app), number) : NULL;

	if (b)
		send_event(t, (struct event){ .kind = EVENT_CHOOSE, .x = b->id });
	else if (number <= 9)
		press(t, (uint32_t)('0' + number));
	else
		say_how(t);
	return b != NULL;
}

/*
 * "3 1" moves the third item to the first position. Uses digits, since a click would drop the held
 * item.
 */
static void move_line(struct typed *t, const int *numbers, int n)
{
	if (n > 2 || !find_numbered(app_describe(t->app), numbers[0]) ||
		!find_numbered(app_describe(t->app), numbers[n - 1])) {
		say_how(t);
		return;
	}
	press(t, (uint32_t)('0' + numbers[0]));
	if (n < 2)
		return;
	press(t, K_SPACE);
	press(t, (uint32_t)('0' + numbers[1]));
	press(t, K_SPACE);
}

/* "12" says how many there are. */
static void count(struct typed *t, int number)
{
	char digits[16];

	snprintf(digits, sizeof(digits), "%d", number);
	for (const char *at = digits; *at && !t->ended; at++)
		press(t, (uint32_t)*at);
	press(t, K_ENTER);
}

static void take_numbers(struct typed *t, const int *numbers, int n)
{
	enum numbers kind = app_describe(t->app)->numbers;

	if (kind == NUMBERS_MOVE) {
		move_line(t, numbers, n);
	} else if (kind == NUMBERS_TICK || kind == NUMBERS_FILL) {
		/* where lines are filled, each number moves on by itself */
		for (int i = 0; i < n && !t->ended; i++)
			choose(t, numbers[i]);
	} else if (n > 1) {
		say_how(t);
	} else if (kind == NUMBERS_COUNT) {
		count(t, numbers[0]);
	} else if (choose(t, numbers[0]) && kind == NUMBERS_ANSWER) {
		press(t, K_ENTER);
	}
}

/* ---- text */

/* Handles a command while letters are text: does what the letter, F key or symbol does. */
static void take_command(struct typed *t, const char *line)
{
	uint32_t key = command_line_key(line);
	enum command command = *line ? app_command_for_key(t->app, key) : CMD_NONE;

	if (command)
		send_event(t, (struct event){ .kind = EVENT_COMMAND, .x = (int)command });
	else
		say_how(t);
}

/* Replaces the text of the field; Enter then goes to the next one, or answers. */
static void take_text(struct typed *t, const char *text)
{
	press(t, K_END);
	press(t, K_CTRL('u'));
	send_event(t, (struct event){ .kind = EVENT_PASTE, .text = text, .len = strlen(text) });
	press(t, K_ENTER);
}

static void take_typed(struct typed *t, const char *line)
{
	uint32_t key = command_line_key(line);

	if (key == K_ENTER || key == K_ESC)
		press(t, key);
	else if (key == '?' || key == '/')
		take_command(t, line);
	else if (*line == '/' && line[1] != '/')
		take_command(t, line + 1);
	else
		take_text(t, *line == '/' ? line + 1 : line);
}

/* A sign may also be typed as the word that is printed for it. */
static bool press_word(struct typed *t, const char *line)
{
	char sign[2] = { command_line_sign(line), '\0' };

	if (*sign)
		press(t, command_line_key(sign));
	return *sign != '\0';
}

/* "fr" points to France, as letters typed in a row do in the full screen. */
static bool point(struct typed *t, const char *word)
{
	int number = pointing_word(t->app, word);

	if (number)
		send_event(t,
			(struct event){ .kind = EVENT_COMMAND, .x = (int)CMD_PICK, .y = number });
	return number > 0;
}

/* "/word" opens the finder, or asks it anew. */
static void find(struct typed *t, const char *word)
{
	press(t, '/');
	if (!t->ended && app_is_typing(t->app))
		take_text(t, word);
}

bool line_handle(struct app *app, const char *line, line_send_fn *send, void *ctx)
{
	struct typed t = { .app = app, .send = send, .ctx = ctx };
	int numbers[NUMBERS_MAX], n = read_numbers(line, numbers);
	bool typing = app_is_typing(app);

	if (!typing && command_line_sign(line) == '=')
		line = "=";
	if (strchr(line, K_CTRL('x'))) {
		press(&t, K_CTRL('x'));
	} else if (!strcmp(line, typing ? "/=" : "=")) {
		app_notice(app, NULL);
		return true;
	} else if (typing) {
		take_typed(&t, line);
	} else if (n) {
		take_numbers(&t, numbers, n);
	} else if (*line == '/' && line[1]) {
		find(&t, line + 1);
	} else if (command_line_key(line)) {
		press(&t, command_line_key(line));
	} else if (!point(&t, line) && !press_word(&t, line)) {
		say_how(&t);
	}
	return false;
}

void line_show(struct app *app, struct linear *linear, bool whole, struct strbuf *out)
{
	const struct view *view = app_describe(app);

	linear_print(linear, view, whole, (enum hint_times)app->model.settings.v[SET_HINTS], out);
	strbuf_addstr(out, "> ");
}
