/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keyboard bytes -> events (term/input.c) -> app -> canvas, in the small course of tests/screens.
 * The byte 0xfe, which never occurs in UTF-8, starts an event that is not a key: a letter for its
 * type and two bytes for its arguments. All invariants of tests/screens/check.h must hold after
 * each event.
 *
 *	r resize   c click   w wheel   b choose block   m command   n not saved   s start again
 */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "term/term_parts.h"
#include "visit.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* declared here because the headers of ncurses define names that clash with ours */
int setupterm(const char *term, int fd, int *error);

enum { MARK = 0xfe, EVENTS_MAX = 400, BYTES_MAX = 6000 };

static int keyboard = -1;
static int events;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	int error;

	(void)argc;
	(void)argv;
	keyboard = memfd_create("keyboard", 0);
	if (keyboard < 0 || dup2(keyboard, STDIN_FILENO) < 0)
		BUG("no keyboard");
	if (setupterm("xterm-256color", STDOUT_FILENO, &error) &&
		setupterm("vt100", STDOUT_FILENO, &error))
		BUG("no terminal description");
	return 0;
}

static void restart(struct session *s)
{
	session_close(s);
	session_open(s);
}

static void happen(struct session *s, struct event event)
{
	if (events++ > EVENTS_MAX)
		return;
	if (s->left)
		restart(s);
	visit(s, event);
}

static void type_bytes(struct session *s, const uint8_t *data, size_t size)
{
	struct event event;

	if (ftruncate(keyboard, 0) || pwrite(keyboard, data, size, 0) != (ssize_t)size ||
		lseek(STDIN_FILENO, 0, SEEK_SET))
		BUG("the keyboard is stuck");
	input_init();
	do {
		input_fill();
		while (input_next(&event))
			happen(s, event);
	} while (!input_ended());
}

static void other(struct session *s, uint8_t what, int x, int y)
{
	static const char sentence[] = "Nothing could be saved, since the disk is full.";
	struct event event = { .x = x, .y = y };

	switch (what) {
	case 'r':
		event.kind = EVENT_RESIZE;
		break;
	case 'c':
		event.kind = EVENT_CLICK;
		break;
	case 'w':
		event.kind = EVENT_WHEEL;
		event.delta = x - 128;
		break;
	case 'b':
		event.kind = EVENT_CHOOSE;
		break;
	case 'm':
		event.kind = EVENT_COMMAND;
		event.x = x % (CMD_REDRAW + 1);
		break;
	case 'n':
		event.kind = EVENT_NOT_SAVED;
		event.text = sentence;
		event.len = strlen(sentence);
		break;
	case 's':
		restart(s);
		return;
	default:
		return;
	}
	happen(s, event);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct setup setup = visit_setup(TEST_DATA "/lessons/good");
	struct session session;
	const uint8_t *end;

	if (!size || size > BYTES_MAX)
		return 0;
	setup.ascii = *data & 1;
	setup.first_visit = *data & 2;
	data++;
	end = data + size - 1;
	events = 0;
	session_begin(&session, &setup);
	session_open(&session);
	while (data < end) {
		const uint8_t *mark = memchr(data, MARK, (size_t)(end - data));

		type_bytes(&session, data, (size_t)((mark ? mark : end) - data));
		if (!mark || end - mark < 4)
			break;
		other(&session, mark[1], mark[2], mark[3]);
		data = mark + 4;
	}
	session_end(&session);
	return 0;
}
