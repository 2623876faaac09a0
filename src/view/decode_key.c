/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/decode_key.h"

#include <string.h>

#include "base/mem.h"
#include "view/keyboard.h"

/* ---- tables */

struct named {
	uint32_t code, key;
};

static uint32_t find(const struct named *names, size_t n, uint32_t code)
{
	for (size_t i = 0; i < n; i++)
		if (names[i].code == code)
			return names[i].key;
	return K_NONE;
}

/* CSI number ~ (and ^, @ with modifiers in rxvt). 33 is Shift-F9 in rxvt, PuTTY and a VT220. */
static const struct named tilde_keys[] = {
	{ 1, K_HOME },
	{ 3, K_DELETE },
	{ 4, K_END },
	{ 5, K_PAGE_UP },
	{ 6, K_PAGE_DOWN },
	{ 7, K_HOME },
	{ 8, K_END },
	{ 11, K_F1 },
	{ 12, K_F2 },
	{ 13, K_F3 },
	{ 14, K_F4 },
	{ 15, K_F5 },
	{ 20, K_F9 },
	{ 33, K_F9 },
	{ 200, DECODE_PASTE_BEGIN },
	{ 201, DECODE_PASTE_END },
};

/* The final byte of CSI or SS3. */
static const struct named letter_keys[] = {
	{ 'A', K_UP },
	{ 'B', K_DOWN },
	{ 'C', K_RIGHT },
	{ 'D', K_LEFT },
	{ 'F', K_END },
	{ 'H', K_HOME },
	{ 'P', K_F1 },
	{ 'Q', K_F2 },
	{ 'R', K_F3 },
	{ 'S', K_F4 },
	{ 'a', K_UP },
	{ 'b', K_DOWN },
	{ 'c', K_RIGHT },
	{ 'd', K_LEFT },
};

/* SS3 in application mode, from the keypad. */
static const struct named keypad_keys[] = {
	{ 'I', K_TAB },
	{ 'M', K_ENTER },
	{ 'X', '=' },
	{ 'j', '*' },
	{ 'k', '+' },
	{ 'l', ',' },
	{ 'm', '-' },
	{ 'n', '.' },
	{ 'o', '/' },
	{ 'p', '0' },
	{ 'q', '1' },
	{ 'r', '2' },
	{ 's', '3' },
	{ 't', '4' },
	{ 'u', '5' },
	{ 'v', '6' },
	{ 'w', '7' },
	{ 'x', '8' },
	{ 'y', '9' },
};

/* kitty's numbers for keys without a character: the keypad; the others do nothing here. */
static const struct named kitty_keys[] = {
	{ 57372, K_F9 },
	{ 57399, '0' },
	{ 57400, '1' },
	{ 57401, '2' },
	{ 57402, '3' },
	{ 57403, '4' },
	{ 57404, '5' },
	{ 57405, '6' },
	{ 57406, '7' },
	{ 57407, '8' },
	{ 57408, '9' },
	{ 57409, '.' },
	{ 57410, '/' },
	{ 57411, '*' },
	{ 57412, '-' },
	{ 57413, '+' },
	{ 57414, K_ENTER },
	{ 57415, '=' },
	{ 57416, ',' },
	{ 57417, K_LEFT },
	{ 57418, K_RIGHT },
	{ 57419, K_UP },
	{ 57420, K_DOWN },
	{ 57421, K_PAGE_UP },
	{ 57422, K_PAGE_DOWN },
	{ 57423, K_HOME },
	{ 57424, K_END },
	{ 57426, K_DELETE },
};

/* Windows virtual keys without a character. */
static const struct named windows_keys[] = {
	{ 0x21, K_PAGE_UP },
	{ 0x22, K_PAGE_DOWN },
	{ 0x23, K_END },
	{ 0x24, K_HOME },
	{ 0x25, K_LEFT },
	{ 0x26, K_UP },
	{ 0x27, K_RIGHT },
	{ 0x28, K_DOWN },
	{ 0x2e, K_DELETE },
	{ 0x70, K_F1 },
	{ 0x71, K_F2 },
	{ 0x72, K_F3 },
	{ 0x73, K_F4 },
	{ 0x74, K_F5 },
	{ 0x78, K_F9 },
};

bool decode_is_keypad(char final)
{
	return final >= 'j' && final <= 'y';
}

/* ---- parameters */

enum { PARAMS = 8, SUBPARAMS = 3, NUMBER_MAX = 0x110000 };

struct params {
	char private; /* < = > ? before the numbers, or 0 */
	char final;
	bool intermediate;             /* other bytes between numbers and final */
	uint32_t v[PARAMS][SUBPARAMS]; /* 0 where left out */
	size_t n;
};

/* Numbers divided by ; and their parts by : as in ECMA-48. What goes beyond the arrays is ignored.
 */
static void read_params(struct params *p, const char *body, size_t len)
{
	size_t sub = 0, i = 0;

	*p = (struct params){ .n = 1, .final = len ? body[len - 1] : '\0' };
	if (len && body[0] >= '<' && body[0] <= '?')
		p->private = body[i++];
	for (; i + 1 < len; i++) {
		if (body[i] == ';') {
			p->n++;
			sub = 0;
		} else if (body[i] == ':') {
			sub++;
		} else if (body[i] < '0' || body[i] > '9') {
			p->intermediate = true;
		} else if (p->n <= PARAMS && sub < SUBPARAMS) {
			uint32_t *v = &p->v[p->n - 1][sub];

			*v = *v < NUMBER_MAX ? *v * 10 + (uint32_t)(body[i] - '0') : *v;
		}
	}
}

/* ---- modifiers, as xterm and kitty number them: 1 plus these */

enum { MOD_SHIFT = 1, MOD_ALT = 2, MOD_CTRL = 4, MOD_OTHERS = 8 | 16 | 32 };

static unsigned modifiers(uint32_t number)
{
	return number ? number - 1 : 0;
}

static bool key_is(struct event *event, uint32_t key)
{
	*event = (struct event){ .kind = EVENT_KEY, .key = key };
	return true;
}

static uint32_t with_ctrl(uint32_t code)
{
	uint32_t latin = code < 0x80 ? code : keyboard_latin(code);

	if (latin >= 'a' && latin <= 'z')
		return K_CTRL(latin);
	return latin >= 'A' && latin <= 'Z' ? K_CTRL(latin) : K_NONE;
}

/* A key that has a character or a control code; base: what it types on a Latin keyboard, or 0. */
static uint32_t character(uint32_t code, uint32_t base, unsigned mods)
{
	switch (code) {
	case K_TAB:
		return mods & (MOD_CTRL | MOD_ALT | MOD_OTHERS) ? K_NONE
			: mods & MOD_SHIFT                      ? K_BACK_TAB
								: K_TAB;
	case '\n':
	case K_ENTER:
		return K_ENTER;
	case '\b':
	case K_BACKSPACE:
		return K_BACKSPACE;
	case K_ESC:
		return K_ESC;
	}
	if (code >= 0xe000 && code <= 0xf8ff)
		return find(kitty_keys, ARRAY_SIZE(kitty_keys), code);
	if (code < 32 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return code < 32 ? code : K_NONE;
	if (mods & MOD_CTRL)
		return with_ctrl(base ? base : code);
	if (mods & (MOD_ALT | MOD_OTHERS))
		return K_NONE;
	return (mods & MOD_SHIFT) && code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code;
}

/* ---- the protocols */

/* kitty: CSI code:shifted:base ; modifiers:event ; text u. Event 3 is a release. */
static bool read_csi_u(const struct params *p, struct event *event)
{
	unsigned mods = modifiers(p->v[1][0]);
	uint32_t code = p->v[0][0];

	if (p->v[1][1] == 3)
		return key_is(event, K_NONE);
	if (p->n > 2 && p->v[2][0] >= 32 && !(mods & (MOD_CTRL | MOD_ALT)))
		return key_is(event, character(p->v[2][0], 0, 0));
	if ((mods & MOD_SHIFT) && p->v[0][1])
		code = p->v[0][1];
	return key_is(event, character(code, p->v[0][2], mods));
}

/* win32-input-mode: CSI key ; scan code ; UTF-16 unit ; down ; state ; repeats _ */
static bool read_windows(const struct params *p, struct event *event)
{
	enum { RIGHT_ALT = 1, LEFT_ALT = 2, CTRL = 4 | 8, SHIFT = 16, KEY_X = 0x58 };
	uint32_t key = p->v[0][0], code = p->v[2][0], state = p->v[4][0];
	uint32_t named = find(windows_keys, ARRAY_SIZE(windows_keys), key);

	if (!p->v[3][0])
		return key_is(event, K_NONE);
	if (named)
		return key_is(event, named);
	if (key == KEY_X && (state & CTRL) && !(state & (LEFT_ALT | RIGHT_ALT)))
		return key_is(event, K_CTRL('x'));
	if (!code || (code >= 0xd800 && code <= 0xdfff))
		return key_is(event, K_NONE);
	return key_is(event, character(code, 0, state & SHIFT && code == K_TAB ? MOD_SHIFT : 0));
}

static bool mouse_is(struct event *event, int button, int x, int y)
{
	*event = (struct event){ .kind = EVENT_CLICK, .x = x - 1, .y = y - 1 };
	if (button == 64 || button == 65) {
		event->kind = EVENT_WHEEL;
		event->delta = button == 64 ? -3 : 3;
		return true;
	}
	return button == 0;
}

/* xterm: CSI M and three bytes. */
static bool read_old_mouse(const char *body, struct event *event)
{
	return mouse_is(
		event, body[1] - 32, (unsigned char)body[2] - 32, (unsigned char)body[3] - 32);
}

/* xterm: CSI < button ; x ; y M, or m for a release. */
static bool read_mouse(const struct params *p, struct event *event)
{
	return p->final == 'M' && p->n >= 3 &&
		mouse_is(event, (int)p->v[0][0], (int)p->v[1][0], (int)p->v[2][0]);
}

static bool read_tilde(const struct params *p, struct event *event)
{
	uint32_t key;

	/* modifyOtherKeys: CSI 27 ; modifiers ; code ~ */
	if (p->final == '~' && p->v[0][0] == 27 && p->n >= 3)
		return key_is(event, character(p->v[2][0], 0, modifiers(p->v[1][0])));
	if (p->v[1][1] == 3)
		return key_is(event, K_NONE);
	key = find(tilde_keys, ARRAY_SIZE(tilde_keys), p->v[0][0]);
	return key && key_is(event, key);
}

/* CSI letter, or CSI 1 ; modifiers letter. A cursor position report looks like F3: CSI y ; x R. */
static bool read_letter(const struct params *p, struct event *event)
{
	uint32_t key = find(letter_keys, ARRAY_SIZE(letter_keys), (unsigned char)p->final);

	if (p->final == 'Z' && p->n == 1)
		return key_is(event, K_BACK_TAB);
	if (p->n > 2 || (p->n == 2 && p->v[0][0] > 1) || (p->n == 1 && p->v[0][0]))
		return false;
	if (p->v[1][1] == 3)
		return key_is(event, K_NONE);
	return key && key_is(event, key);
}

static bool read_control(const char *body, size_t len, struct event *event)
{
	struct params p;

	/* the Linux console's F1 to F5 */
	if (len == 2 && body[0] == '[')
		return body[1] >= 'A' && body[1] <= 'E' &&
			key_is(event, K_F1 + (uint32_t)(body[1] - 'A'));
	if (len == 4 && body[0] == 'M')
		return read_old_mouse(body, event);
	read_params(&p, body, len);
	if (p.private == '<')
		return read_mouse(&p, event);
	if (p.private || p.intermediate)
		return false;
	switch (p.final) {
	case '~':
	case '^':
	case '@':
		return read_tilde(&p, event);
	case 'u':
		return read_csi_u(&p, event);
	case '_':
		return read_windows(&p, event);
	default:
		return read_letter(&p, event);
	}
}

/* SS3 may have modifiers before its final byte. */
static bool read_single(const char *body, size_t len, struct event *event)
{
	unsigned char final = (unsigned char)body[len - 1];
	uint32_t key = find(keypad_keys, ARRAY_SIZE(keypad_keys), final);

	if (!key)
		key = find(letter_keys, ARRAY_SIZE(letter_keys), final);
	return key && key_is(event, key);
}

bool decode_sequence(char intro, const char *body, size_t len, struct event *event)
{
	if (!len)
		return false;
	if (intro == '[')
		return read_control(body, len, event);
	return intro == 'O' && read_single(body, len, event);
}
