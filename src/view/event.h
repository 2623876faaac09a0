/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events of the program. The terminal, the line reader and the tests all produce these; nothing
 * below the shell knows their origin. Each event carries the time.
 */
#ifndef VIEW_EVENT_H
#define VIEW_EVENT_H

#include <stddef.h>
#include <stdint.h>

/* A key is a Unicode code point, a control character (KEY_CTRL) or one of these. */
enum key {
	K_NONE = 0,
	K_TAB = 9,
	K_ENTER = 13,
	K_ESC = 27,
	K_SPACE = 32,
	K_BACKSPACE = 127,
	K_UP = 0x110000,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_DELETE,
	K_BACK_TAB,
	K_F1,
	K_F2,
	K_F3,
	K_F4,
	K_F5,
	K_F9
};
#define K_CTRL(c) ((c)&0x1f)

enum event_kind {
	EVENT_START,    /* always the first event */
	EVENT_KEY,      /* key */
	EVENT_PASTE,    /* text, len: as received, not sanitized */
	EVENT_CLICK,    /* x, y in cells from 0 */
	EVENT_CHOOSE,   /* x: id of a block, as if clicked */
	EVENT_COMMAND,  /* x: a command, as if its key were pressed; also while typing; y: the
			   number of a CMD_PICK */
	EVENT_WHEEL,    /* delta in lines, down positive */
	EVENT_RESIZE,   /* x columns, y rows */
	EVENT_TICK,     /* time has passed; only if the shell was asked for ticks */
	EVENT_NEWS,     /* for the shell: there is something to read where it wanted to know */
	EVENT_NOT_SAVED /* text: the shell's sentence about a failed save */
};

struct event {
	enum event_kind kind;
	uint32_t key;
	int x, y, delta;
	const char *text;
	size_t len;
	int64_t now;       /* seconds since 1970 */
	int64_t monotonic; /* monotonic seconds, arbitrary origin; set in a kiosk only */
};

#endif
