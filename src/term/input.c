/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Turns bytes into events. Not getch: it reads byte by byte (a megabyte takes seconds) and returns
 * an unknown sequence as an Esc followed by letters. This reader consumes every sequence to its end
 * and drops unknown ones, so that they neither type letters nor look like Esc. Input faster than
 * anyone can type counts as a paste, bracketed or not.
 */
#include "term/term_parts.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/mem.h"
#include "text/text.h"

enum { BUF_SIZE = 4096, SEQUENCE_MAX = 16, NAMES_MAX = 64 };
/* How long to wait for the rest of a sequence, of a paste and of a burst. */
enum { SEQUENCE_WAIT_MS = 25, PASTE_WAIT_MS = 300, BURST_WAIT_MS = 20 };
/* With this many bytes waiting at once, the input was not typed. */
enum { BURST = 128 };
enum { ROUNDS = 64 };
/* Internal codes, next to the keys of view/event.h. */
enum { IN_PASTE_START = 0x200000, IN_PASTE_END };

static char buf[BUF_SIZE];
static size_t first, last;      /* buf[first..last) is unprocessed */
static bool ended;              /* end of file or hang-up */
static bool in_paste, in_burst; /* a paste or burst has begun and not ended */
static struct utf8_decoder decoder;

static struct {
	char bytes[SEQUENCE_MAX];
	size_t len;
	uint32_t key;
} names[NAMES_MAX];
static size_t n_names;

/* ---- names of keys */

/*
 * Ignores terminfo for single bytes: they are control keys here, even if old terminals send them
 * for arrows.
 */
static void name_key(const char *bytes, uint32_t key)
{
	size_t len = bytes && bytes != (const char *)-1 ? strlen(bytes) : 0;

	if (len < 2 || len > SEQUENCE_MAX || *bytes != K_ESC || n_names == NAMES_MAX)
		return;
	memcpy(names[n_names].bytes, bytes, len);
	names[n_names].len = len;
	names[n_names++].key = key;
}

/*
 * Registers the sequences of terminfo, then those that terminals send regardless of it: both forms
 * of the cursor keys, whatever mode the terminal is in.
 */
void input_init(void)
{
	const struct {
		const char *bytes;
		uint32_t key;
	} keys[] = {
		{ key_up, K_UP },
		{ key_down, K_DOWN },
		{ key_left, K_LEFT },
		{ key_right, K_RIGHT },
		{ key_home, K_HOME },
		{ key_end, K_END },
		{ key_ppage, K_PAGE_UP },
		{ key_npage, K_PAGE_DOWN },
		{ key_dc, K_DELETE },
		{ key_btab, K_BACK_TAB },
		{ key_enter, K_ENTER },
		{ key_f1, K_F1 },
		{ key_f2, K_F2 },
		{ key_f3, K_F3 },
		{ key_f4, K_F4 },
		{ key_f9, K_F9 },
		{ "\033[A", K_UP },
		{ "\033[B", K_DOWN },
		{ "\033[C", K_RIGHT },
		{ "\033[D", K_LEFT },
		{ "\033OA", K_UP },
		{ "\033OB", K_DOWN },
		{ "\033OC", K_RIGHT },
		{ "\033OD", K_LEFT },
		{ "\033[H", K_HOME },
		{ "\033[F", K_END },
		{ "\033OH", K_HOME },
		{ "\033OF", K_END },
		{ "\033[1~", K_HOME },
		{ "\033[4~", K_END },
		{ "\033[7~", K_HOME },
		{ "\033[8~", K_END },
		{ "\033[5~", K_PAGE_UP },
		{ "\033[6~", K_PAGE_DOWN },
		{ "\033[3~", K_DELETE },
		{ "\033[Z", K_BACK_TAB },
		{ "\033OM", K_ENTER },
		{ "\033OP", K_F1 },
		{ "\033OQ", K_F2 },
		{ "\033OR", K_F3 },
		{ "\033OS", K_F4 },
		{ "\033[11~", K_F1 },
		{ "\033[12~", K_F2 },
		{ "\033[13~", K_F3 },
		{ "\033[14~", K_F4 },
		{ "\033[20~", K_F9 },
		{ "\033[[A", K_F1 },
		{ "\033[[B", K_F2 },
		{ "\033[[C", K_F3 },
		{ "\033[[D", K_F4 },
		{ "\033[200~", IN_PASTE_START },
		{ "\033[201~", IN_PASTE_END },
	};

	n_names = first = last = 0;
	ended = in_paste = in_burst = false;
	memset(&decoder, 0, sizeof(decoder));
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		name_key(keys[i].bytes, keys[i].key);
}

/*
 * Returns the key at the start of the unprocessed bytes and sets *len to its length; 0 if there is
 * none.
 */
static uint32_t find_name(size_t *len)
{
	for (size_t i = 0; i < n_names; i++)
		if (names[i].len <= last - first &&
			!memcmp(names[i].bytes, buf + first, names[i].len)) {
			*len = names[i].len;
			return names[i].key;
		}
	return 0;
}

/* ---- bytes */

bool input_ended(void)
{
	return ended;
}

void input_forget(void)
{
	explicit_bzero(buf, sizeof(buf));
	first = last = 0;
}

static bool is_ready(int ms)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&p, 1, ms) > 0;
}

/*
 * read() never blocks here. Two empty reads although input is ready mean end of file; after one,
 * another process may have taken the input.
 */
void input_fill(void)
{
	ssize_t n;

	memmove(buf, buf + first, last - first);
	last -= first;
	first = 0;
	if (last == BUF_SIZE)
		return;
	n = read(STDIN_FILENO, buf + last, BUF_SIZE - last);
	if (n == 0 && is_ready(0)) {
		n = read(STDIN_FILENO, buf + last, BUF_SIZE - last);
		ended = n == 0;
	}
	if (n > 0)
		last += (size_t)n;
	else
		ended |= n < 0 && errno != EINTR && errno != EAGAIN;
}

/* Returns false if nothing arrived within ms or the buffer is full. */
static bool fill_within(int ms)
{
	size_t had = last - first;

	if (ended || had == BUF_SIZE || !is_ready(ms))
		return false;
	input_fill();
	return last - first > had;
}

/* ---- sequences */

/*
 * Returns the length of a control sequence (ESC [ ...): parameters up to the final byte. Old mouse
 * reports and the Linux console's function keys continue past it.
 */
static size_t control_length(const char *s, size_t len)
{
	size_t i = 2;

	if (len > 2 && s[2] == 'M')
		return len >= 6 ? 6 : 0;
	if (len > 2 && s[2] == '[')
		return len >= 4 ? 4 : 0;
	while (i < len && s[i] >= 0x20 && s[i] < 0x40)
		i++;
	if (i == len)
		return 0;
	/* a byte that is not allowed here starts the next input */
	return s[i] >= 0x40 && s[i] < 0x7f ? i + 1 : i;
}

/* Returns the length of a control string, which ends with BEL or ESC \. */
static size_t string_length(const char *s, size_t len)
{
	for (size_t i = 2; i < len; i++) {
		if (s[i] == 7)
			return i + 1;
		if (s[i] == K_ESC && i + 1 < len)
			return s[i + 1] == '\\' ? i + 2 : i;
	}
	return len == BUF_SIZE ? len : 0;
}

/*
 * Returns the length of the sequence that starts with the ESC at s; 0 if it is incomplete. An ESC
 * directly before another counts as 1.
 */
static size_t sequence_length(const char *s, size_t len)
{
	size_t i = 2;

	if (len < 2)
		return 0;
	switch (s[1]) {
	case K_ESC:
		return 1;
	case '[':
		return control_length(s, len);
	case 'O':
		while (i < len && s[i] >= '0' && s[i] <= ';')
			i++;
		return i == len ? 0 : i + 1;
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		return string_length(s, len);
	default:
		/* Alt and a character */
		while (i < len && (s[i] & 0xc0) == 0x80)
			i++;
		return i;
	}
}

static bool key_event(struct event *event, uint32_t key)
{
	/* no keys in a burst, except those of the quick exit */
	if (in_burst && key != K_F9 && key != K_CTRL('x'))
		return false;
	*event = (struct event){ .kind = EVENT_KEY, .key = key };
	return true;
}

static bool mouse_event(struct event *event, int button, int x, int y)
{
	*event = (struct event){ .kind = EVENT_CLICK, .x = x - 1, .y = y - 1 };
	if (button == 64 || button == 65) {
		event->kind = EVENT_WHEEL;
		event->delta = button == 64 ? -3 : 3;
		return true;
	}
	return button == 0;
}

static const char *take_number(const char *s, int *n)
{
	for (*n = 0; *s >= '0' && *s <= '9'; s++)
		*n = *n < 100000 ? *n * 10 + *s - '0' : *n;
	return *s == ';' ? s + 1 : s;
}

/*
 * Parses xterm's mouse reports in both forms: ESC [ < button ; x ; y M (m on release), and ESC [ M
 * with three bytes.
 */
static bool read_mouse(struct event *event, const char *s, size_t len)
{
	int button, x, y;

	if (len == 6 && s[2] == 'M')
		return mouse_event(
			event, s[3] - 32, (unsigned char)s[4] - 32, (unsigned char)s[5] - 32);
	if (len < 9 || s[2] != '<' || s[len - 1] != 'M')
		return false;
	take_number(take_number(take_number(s + 3, &button), &x), &y);
	return mouse_event(event, button, x, y);
}

/*
 * Waits for the rest of a sequence. If it does not arrive, a lone ESC is the Esc key; anything
 * longer is dropped.
 */
static bool read_escape(struct event *event)
{
	size_t len = 0;
	uint32_t key;

	while (!(key = find_name(&len)) && !(len = sequence_length(buf + first, last - first)))
		if (!fill_within(SEQUENCE_WAIT_MS)) {
			len = last - first;
			break;
		}
	first += len;
	if (key == IN_PASTE_START)
		in_paste = true;
	if (key == IN_PASTE_START || key == IN_PASTE_END)
		return false;
	if (key || len == 1)
		return key_event(event, key ? key : K_ESC);
	return buf[first - len + 1] == '[' && !in_burst &&
		read_mouse(event, buf + first - len, len);
}

/* ---- pastes */

/* Returns the number of bytes at the end of s that may be the start of a character. */
static size_t unfinished(const char *s, size_t len)
{
	for (size_t n = 1; n <= 3 && n <= len; n++) {
		unsigned char c = (unsigned char)s[len - n];

		if (c >= 0xc0)
			return (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) > n ? n : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

/* Returns a piece of the paste; the next call returns the next one. */
static bool take_piece(struct event *event, size_t len)
{
	*event = (struct event){ .kind = EVENT_PASTE, .text = buf + first, .len = len };
	first += len;
	return len > 0;
}

static const char paste_end[] = "\033[201~";

/* Returns the number of bytes at the end of the buffer that may be the start of paste_end. */
static size_t begun_end(void)
{
	size_t n = sizeof(paste_end) - 2;

	while (n > last - first || memcmp(buf + last - n, paste_end, n))
		n--;
	return n;
}

/*
 * Reads a piece of a paste: inside brackets everything is text, even escape sequences. Returns
 * false if there is no event yet and the caller should try again.
 */
static bool read_paste(struct event *event)
{
	size_t len = last - first, cut;
	const char *end = memmem(buf + first, len, paste_end, strlen(paste_end));

	if (end) {
		in_paste = end > buf + first;
		if (in_paste)
			return take_piece(event, (size_t)(end - buf) - first);
		first += strlen(paste_end);
		return false;
	}
	cut = begun_end();
	cut = cut ? cut : unfinished(buf + first, len);
	if (len > cut)
		return take_piece(event, len - cut);
	if (fill_within(PASTE_WAIT_MS))
		return false;
	/* the end marker never arrived */
	in_paste = false;
	return take_piece(event, len);
}

/*
 * Returns the length of the text before the next Esc or Ctrl-X: a burst has no brackets, so these
 * may be keys.
 */
static size_t burst_length(void)
{
	size_t i = first;

	while (i < last && buf[i] != K_ESC && buf[i] != K_CTRL('x'))
		i++;
	return i - first;
}

static bool read_burst(struct event *event)
{
	size_t len = burst_length(), cut;

	if (first + len < last)
		return take_piece(event, len);
	cut = unfinished(buf + first, len);
	if (len > cut)
		return take_piece(event, len - cut);
	in_burst = fill_within(BURST_WAIT_MS);
	return in_burst ? false : take_piece(event, len);
}

/* ---- events */

static bool read_byte(struct event *event)
{
	unsigned char byte = (unsigned char)buf[first++];
	uint32_t code;
	int got;

	if (byte == '\n')
		byte = '\r';
	if (byte == 8)
		byte = K_BACKSPACE;
	got = utf8_feed(&decoder, byte, &code);
	if (got < 0 && decoder.again) {
		/* the broken character was dropped; this byte starts a new one */
		got = utf8_feed(&decoder, byte, &code);
	}
	return got > 0 && key_event(event, code);
}

static bool read_one(struct event *event)
{
	if (in_paste)
		return read_paste(event);
	if (buf[first] == K_ESC) {
		decoder.need = 0;
		return read_escape(event);
	}
	/* a key right before a sequence, such as that of a bracketed paste, is still a key */
	in_burst |= burst_length() >= BURST;
	if (in_burst && buf[first] != K_CTRL('x'))
		return read_burst(event);
	return read_byte(event);
}

bool input_next(struct event *event)
{
	/* bounded, so that a signal can still end the program */
	for (int i = 0; i < ROUNDS; i++) {
		while (first < last || in_paste)
			if (read_one(event))
				return true;
		in_burst = in_burst && i + 1 < ROUNDS && fill_within(BURST_WAIT_MS);
		if (!in_burst)
			break;
	}
	return false;
}
