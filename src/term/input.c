/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes to events. getch and our own decoder rather than get_wch, which swallows what follows an
 * invalid byte. Sequences that nobody named are read to their end and dropped, so that they neither type
 * letters nor look like Esc.
 */
#include "term/internal.h"

#include <curses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

enum { KEY_PASTE_START = KEY_MAX - 2, KEY_PASTE_END = KEY_MAX - 1 };
enum { PASTE_MAX = 4096, PASTE_WAIT_MS = 300 };

static struct utf8_decoder decoder;
static char paste[PASTE_MAX];

static const struct {
	int curses;
	uint32_t key;
} keys[] = {
	{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT },
	{ KEY_HOME, K_HOME }, { KEY_END, K_END }, { KEY_PPAGE, K_PAGE_UP }, { KEY_NPAGE, K_PAGE_DOWN },
	{ KEY_DC, K_DELETE }, { KEY_BTAB, K_BACK_TAB }, { KEY_BACKSPACE, K_BACKSPACE },
	{ KEY_ENTER, K_ENTER }, { KEY_F(1), K_F1 }, { KEY_F(2), K_F2 }, { KEY_F(3), K_F3 },
	{ KEY_F(4), K_F4 }, { KEY_F(9), K_F9 },
};

/* Both forms of the cursor keys, whatever mode the terminal thinks it is in. */
void input_init(void)
{
	static const struct {
		const char *bytes;
		int key;
	} names[] = {
		{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT },
		{ "\033[D", KEY_LEFT }, { "\033OA", KEY_UP }, { "\033OB", KEY_DOWN },
		{ "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT }, { "\033[H", KEY_HOME },
		{ "\033[F", KEY_END }, { "\033OH", KEY_HOME }, { "\033OF", KEY_END },
		{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[5~", KEY_PPAGE },
		{ "\033[6~", KEY_NPAGE }, { "\033[3~", KEY_DC }, { "\033OP", KEY_F(1) },
		{ "\033[11~", KEY_F(1) }, { "\033[[A", KEY_F(1) }, { "\033OQ", KEY_F(2) },
		{ "\033OR", KEY_F(3) }, { "\033OS", KEY_F(4) }, { "\033[20~", KEY_F(9) },
		{ "\033[200~", KEY_PASTE_START }, { "\033[201~", KEY_PASTE_END },
	};

	memset(&decoder, 0, sizeof(decoder));
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		define_key(names[i].bytes, names[i].key);
}

static bool wait_more(int ms)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&p, 1, ms) > 0;
}

/* After ESC: the rest of a sequence is already here, or it was the key. */
static bool swallow_sequence(void)
{
	int c = getch();

	if (c == ERR)
		return false;
	if (c == '[' || c == 'O') {
		while ((c = getch()) != ERR && c < 256 && (c < 0x40 || c > 0x7e))
			;
	} else if (c == ']' || c == 'P' || c == '_' || c == '^') {
		/* a string for programs: to BEL or ESC \ */
		while ((c = getch()) != ERR && c != 7 && c != '\\')
			;
	}
	return true;
}

static bool read_paste(struct event *event)
{
	size_t len = 0;
	int c;

	for (;;) {
		c = getch();
		if (c == KEY_PASTE_END)
			break;
		if (c == ERR) {
			if (!wait_more(PASTE_WAIT_MS))
				break;
			c = getch();
			if (c == ERR || c == KEY_PASTE_END)
				break;
		}
		if (c < 256 && len < sizeof(paste))
			paste[len++] = (char)c;
	}
	*event = (struct event){ .kind = EVENT_PASTE, .text = paste, .len = len };
	return true;
}

static bool read_mouse(struct event *event)
{
	MEVENT m;

	if (getmouse(&m) != OK)
		return false;
	memset(event, 0, sizeof(*event));
	event->x = m.x;
	event->y = m.y;
	if (m.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)) {
		event->kind = EVENT_CLICK;
		return true;
	}
	event->kind = EVENT_WHEEL;
	event->delta = m.bstate & BUTTON4_PRESSED ? -3 : m.bstate & BUTTON5_PRESSED ? 3 : 0;
	return event->delta != 0;
}

static bool key_event(struct event *event, uint32_t key)
{
	*event = (struct event){ .kind = EVENT_KEY, .key = key };
	return true;
}

static bool read_special(struct event *event, int c)
{
	if (c == KEY_PASTE_START)
		return read_paste(event);
	if (c == KEY_MOUSE)
		return read_mouse(event);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (keys[i].curses == c)
			return key_event(event, keys[i].key);
	return false;
}

static bool read_byte(struct event *event, int c)
{
	uint32_t code;
	int got;

	if (c == '\n')
		c = '\r';
	if (c == 8)
		c = K_BACKSPACE;
	if (c == K_ESC && !decoder.need)
		return swallow_sequence() ? false : key_event(event, K_ESC);
	got = utf8_feed(&decoder, (unsigned char)c, &code);
	if (got < 0 && decoder.again) {
		/* the broken character is dropped, this byte begins something new */
		got = utf8_feed(&decoder, (unsigned char)c, &code);
	}
	return got > 0 && key_event(event, code);
}

bool input_read(struct event *event, bool *any)
{
	int c;

	*any = false;
	while ((c = getch()) != ERR) {
		*any = true;
		if (c == KEY_RESIZE)
			continue;
		if (c >= 256 ? read_special(event, c) : read_byte(event, c))
			return true;
	}
	return false;
}
