/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/decode.h"

#include <string.h>

#include "base/mem.h"
#include "view/decode_key.h"

enum { CAN = 0x18, CSI_C1 = 0x9b, SS3_C1 = 0x8f };
/* Milliseconds. A local terminal sends a sequence at once; 1000 is what curses waits by default. */
enum { WAIT_LOCAL = 50, WAIT_LEAST_SLOW = 250, WAIT_LONG = 1000 };
enum { WAIT_PASTE_LOCAL = 300, WAIT_BURST = 20, WAIT_STRING = 5000 };
/* After that many whole sequences the line is trusted again. */
enum { TRUSTED = 8 };
/* A longer sequence in a paste is text: no key sends one. */
enum { SEQUENCE_MAX = 64 };
/* With this many bytes waiting at once, the input was not typed. */
enum { BURST = 128 };

/* ---- the machine */

enum byte_class {
	B_CONTROL, /* C0 and DEL, except those below */
	B_BEL,
	B_CAN,
	B_ESC,
	B_PARAM, /* 0x20 to 0x3f: parameters and intermediates */
	B_CSI,   /* [ */
	B_SS3,   /* O */
	B_OPENS, /* ] P X ^ _ open a string */
	B_M,
	B_ST, /* \ */
	B_FINAL,
	B_HIGH, /* 0x80 to 0xff */
	B_CLASSES
};

enum action {
	A_TEXT,  /* a character of its own */
	A_HIDE,  /* Ctrl-X */
	A_BEGIN, /* ESC: a sequence may begin */
	A_INTRO, /* this byte says which kind of sequence */
	A_KEEP,  /* belongs to the sequence */
	A_DONE,  /* completes the sequence */
	A_DROP,  /* completes a sequence that means nothing here */
	A_ALONE, /* the ESC was the Esc key; look at the byte again */
	A_AGAIN, /* the sequence was cut off; look at the byte again */
	A_REOPEN /* the string was cut off by an ESC; look at the byte again, after it */
};

struct step {
	unsigned char action, next;
};

#define TO(action, next)                  \
	{                                 \
		A_##action, DECODE_##next \
	}

/* clang-format off */
/* The classes that may end a sequence, and what cuts an unfinished one off. */
#define FINALS(action, next) \
	[B_CSI] = TO(action, next), [B_SS3] = TO(action, next), [B_OPENS] = TO(action, next), \
	[B_M] = TO(action, next), [B_ST] = TO(action, next), [B_FINAL] = TO(action, next)
#define CONTROLS(action, next) [B_CONTROL] = TO(action, next), [B_BEL] = TO(action, next)
#define CUTS CONTROLS(AGAIN, GROUND), [B_CAN] = TO(HIDE, GROUND), [B_ESC] = TO(AGAIN, GROUND)

static const struct step steps[][B_CLASSES] = {
	[DECODE_GROUND] = {
		CONTROLS(TEXT, GROUND), [B_CAN] = TO(HIDE, GROUND), [B_ESC] = TO(BEGIN, ESCAPE),
		[B_PARAM] = TO(TEXT, GROUND), FINALS(TEXT, GROUND), [B_HIGH] = TO(TEXT, GROUND),
	},
	[DECODE_ESCAPE] = {
		CONTROLS(ALONE, GROUND), [B_CAN] = TO(HIDE, GROUND), [B_ESC] = TO(ALONE, GROUND),
		[B_PARAM] = TO(ALONE, GROUND), [B_CSI] = TO(INTRO, CONTROL_BEGUN),
		[B_SS3] = TO(INTRO, SINGLE), [B_OPENS] = TO(INTRO, STRING),
		[B_M] = TO(ALONE, GROUND), [B_ST] = TO(ALONE, GROUND),
		[B_FINAL] = TO(ALONE, GROUND), [B_HIGH] = TO(ALONE, GROUND),
	},
	[DECODE_CONTROL_BEGUN] = {
		CUTS, [B_PARAM] = TO(KEEP, CONTROL), [B_CSI] = TO(KEEP, LINUX),
		[B_SS3] = TO(DONE, GROUND), [B_OPENS] = TO(DONE, GROUND),
		[B_M] = TO(KEEP, MOUSE), [B_ST] = TO(DONE, GROUND),
		[B_FINAL] = TO(DONE, GROUND), [B_HIGH] = TO(AGAIN, GROUND),
	},
	[DECODE_CONTROL] = {
		CUTS, [B_PARAM] = TO(KEEP, CONTROL), FINALS(DONE, GROUND),
		[B_HIGH] = TO(AGAIN, GROUND),
	},
	[DECODE_LINUX] = {
		CUTS, [B_PARAM] = TO(AGAIN, GROUND), FINALS(DONE, GROUND),
		[B_HIGH] = TO(AGAIN, GROUND),
	},
	[DECODE_MOUSE] = {
		CUTS, [B_PARAM] = TO(KEEP, MOUSE), FINALS(KEEP, MOUSE), [B_HIGH] = TO(KEEP, MOUSE),
	},
	[DECODE_SINGLE] = {
		CUTS, [B_PARAM] = TO(KEEP, SINGLE), FINALS(DONE, GROUND),
		[B_HIGH] = TO(AGAIN, GROUND),
	},
	[DECODE_STRING] = {
		[B_CONTROL] = TO(KEEP, STRING), [B_BEL] = TO(DROP, GROUND),
		[B_CAN] = TO(HIDE, GROUND), [B_ESC] = TO(KEEP, STRING_ESCAPE),
		[B_PARAM] = TO(KEEP, STRING), FINALS(KEEP, STRING), [B_HIGH] = TO(KEEP, STRING),
	},
	[DECODE_STRING_ESCAPE] = {
		CONTROLS(REOPEN, ESCAPE), [B_CAN] = TO(HIDE, GROUND), [B_ESC] = TO(REOPEN, ESCAPE),
		[B_PARAM] = TO(REOPEN, ESCAPE), [B_CSI] = TO(REOPEN, ESCAPE),
		[B_SS3] = TO(REOPEN, ESCAPE), [B_OPENS] = TO(REOPEN, ESCAPE),
		[B_M] = TO(REOPEN, ESCAPE), [B_ST] = TO(DROP, GROUND),
		[B_FINAL] = TO(REOPEN, ESCAPE), [B_HIGH] = TO(REOPEN, ESCAPE),
	},
};
/* clang-format on */

static enum byte_class class_of(unsigned char byte)
{
	switch (byte) {
	case '\a':
		return B_BEL;
	case CAN:
		return B_CAN;
	case K_ESC:
		return B_ESC;
	case '[':
		return B_CSI;
	case 'O':
		return B_SS3;
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		return B_OPENS;
	case 'M':
		return B_M;
	case '\\':
		return B_ST;
	default:
		return byte < 0x20 || byte == 0x7f ? B_CONTROL
			: byte < 0x40              ? B_PARAM
			: byte < 0x80              ? B_FINAL
						   : B_HIGH;
	}
}

/* ---- setting up */

void decode_init(struct decode *d, bool slow)
{
	memset(d, 0, sizeof(*d));
	d->slow = slow;
	d->escape_wait = slow ? WAIT_LONG : WAIT_LOCAL;
}

void decode_add_name(struct decode *d, const char *bytes, uint32_t key)
{
	size_t len = bytes ? strlen(bytes) : 0;

	if (len < 2 || len > DECODE_NAME_BYTES || *bytes != K_ESC || d->n_names == DECODE_NAMES)
		return;
	if (len == 3 && bytes[1] == 'O' && decode_is_keypad(bytes[2]))
		return;
	memcpy(d->names[d->n_names].bytes, bytes, len);
	d->names[d->n_names].len = len;
	d->names[d->n_names++].key = key;
}

void decode_set_charset(struct decode *d, decode_charset *charset, void *ctx)
{
	d->charset = charset;
	d->charset_ctx = ctx;
}

/* ---- bytes in */

size_t decode_room(struct decode *d)
{
	if (d->first) {
		memmove(d->bytes, d->bytes + d->first, d->last - d->first);
		d->at -= d->first;
		d->last -= d->first;
		explicit_bzero(d->bytes + d->last, d->first);
		d->body -= d->body >= d->first ? d->first : d->body;
		d->start -= d->start >= d->first ? d->first : d->start;
		d->first = 0;
	}
	/* a sequence that fills all of it means nothing here, but its end is still looked for */
	if (d->last == DECODE_BYTES && d->at == d->last) {
		d->at = d->last = d->body = d->start = 0;
		d->intro = '\0';
	}
	return DECODE_BYTES - d->last;
}

void decode_feed(struct decode *d, const char *bytes, size_t len, int64_t now)
{
	memcpy(d->bytes + d->last, bytes, len);
	d->last += len;
	d->arrived = now;
	d->feeds++;
}

void decode_forget(struct decode *d)
{
	mem_wipe(d->bytes, sizeof(d->bytes));
	mem_wipe(d->text, sizeof(d->text));
	memset(&d->utf8, 0, sizeof(d->utf8));
	d->first = d->at = d->last = d->body = d->start = 0;
	d->state = DECODE_GROUND;
	d->paste = d->burst = false;
	d->pending = K_NONE;
}

/* ---- events */

static bool key_event(struct decode *d, struct event *event, uint32_t key)
{
	if (!key || d->burst)
		return false;
	*event = (struct event){ .kind = EVENT_KEY, .key = key };
	return true;
}

static bool hide_event(struct decode *d, struct event *event, uint32_t key)
{
	memset(&d->utf8, 0, sizeof(d->utf8));
	d->paste = d->burst = false;
	d->pending = K_NONE;
	return key_event(d, event, key);
}

/* Appends a byte of a paste to its text: CR and CR LF become LF. */
static void add_byte(struct decode *d, struct event *event, unsigned char byte)
{
	uint32_t code;

	if (byte == '\n' && d->after_cr) {
		d->after_cr = false;
		return;
	}
	d->after_cr = byte == '\r';
	if (byte == '\r')
		byte = '\n';
	if (!d->charset || byte < 0x80)
		d->text[event->len++] = (char)byte;
	else if (d->charset(d->charset_ctx, byte, &code) > 0)
		event->len += (size_t)utf8_put(d->text + event->len, code);
}

/* Delivers the bytes from first up to end as text of a paste; false if there are none. */
static bool paste_event(struct decode *d, struct event *event, size_t end)
{
	*event = (struct event){ .kind = EVENT_PASTE, .text = d->text };
	while (d->first < end)
		add_byte(d, event, (unsigned char)d->bytes[d->first++]);
	return event->len > 0;
}

/* ---- text */

/* Returns the length of the text before the next byte that may begin a key. */
static size_t run_length(const struct decode *d)
{
	size_t i = d->at;

	while (i < d->last && d->bytes[i] != K_ESC && d->bytes[i] != CAN)
		i++;
	return i - d->at;
}

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

/* Returns where the text from first on ends, without a character that is not complete at the end.
 */
static size_t text_end(const struct decode *d, size_t end)
{
	return end - (d->charset ? 0 : unfinished(d->bytes + d->first, end - d->first));
}

/* A sequence without its ESC: the rest of one whose ESC was taken for the Esc key. */
static bool is_late_rest(const struct decode *d, unsigned char byte)
{
	return (byte == '[' || byte == 'O') && d->late_until && d->arrived < d->late_until;
}

static void open_sequence(struct decode *d, char intro, enum decode_state state)
{
	d->intro = intro;
	d->body = d->at;
	d->state = state;
}

static uint32_t control_key(uint32_t code)
{
	return code == '\n' ? K_ENTER : code == '\b' ? K_BACKSPACE : code;
}

static bool take_char(struct decode *d, struct event *event)
{
	unsigned char byte = (unsigned char)d->bytes[d->at++];
	uint32_t code = byte;
	int got = 1;

	d->ended_early = is_late_rest(d, byte);
	d->late_until = 0;
	if (d->ended_early) {
		open_sequence(d, (char)byte, byte == '[' ? DECODE_CONTROL_BEGUN : DECODE_SINGLE);
		return false;
	}
	if (d->charset && byte >= 0x80) {
		got = d->charset(d->charset_ctx, byte, &code);
	} else {
		got = utf8_feed(&d->utf8, byte, &code);
		/* the broken character was dropped; this byte starts a new one */
		if (got < 0 && d->utf8.again)
			got = utf8_feed(&d->utf8, byte, &code);
	}
	if (got > 0 && (code == CSI_C1 || code == SS3_C1)) {
		d->began = d->arrived;
		d->began_feed = d->feeds;
		open_sequence(d, code == CSI_C1 ? '[' : 'O',
			code == CSI_C1 ? DECODE_CONTROL_BEGUN : DECODE_SINGLE);
		return false;
	}
	d->first = d->at;
	return got > 0 && key_event(d, event, control_key(code));
}

/* In the ground state: a run of a paste or burst, or a character. */
static bool take_text(struct decode *d, struct event *event)
{
	size_t run = run_length(d);

	d->burst |= !d->paste && run >= BURST;
	if (!d->paste && !d->burst)
		return take_char(d, event);
	d->at += run;
	/* a paste is delivered when all that came of it has been looked at */
	return d->burst && paste_event(d, event, d->at < d->last ? d->at : text_end(d, d->at));
}

/* ---- sequences */

static uint32_t find_name(const struct decode *d, char intro, const char *body, size_t len)
{
	for (size_t i = 0; i < d->n_names; i++)
		if (d->names[i].len == len + 2 && d->names[i].bytes[1] == intro &&
			!memcmp(d->names[i].bytes + 2, body, len))
			return d->names[i].key;
	return K_NONE;
}

/* How a sequence came says how long the next ESC must be waited for. */
static void learn_pace(struct decode *d)
{
	if (d->ended_early || d->feeds != d->began_feed) {
		d->escape_wait = WAIT_LONG;
		d->whole = 0;
	} else if (++d->whole == TRUSTED) {
		int half = d->escape_wait / 2;

		d->escape_wait = !d->slow        ? WAIT_LOCAL
			: half < WAIT_LEAST_SLOW ? WAIT_LEAST_SLOW
						 : half;
		d->whole = 0;
	}
}

/* Ends the sequence, whose bytes reach up to at; in a paste they are text of it. */
static bool drop_sequence(struct decode *d)
{
	d->state = DECODE_GROUND;
	if (!d->paste)
		d->first = d->at;
	return false;
}

/* The end of a paste: delivers the text before it. */
static bool end_paste(struct decode *d, struct event *event)
{
	bool text = paste_event(d, event, d->start);

	d->paste = d->after_cr = false;
	d->first = d->at;
	return text;
}

static bool finish_sequence(struct decode *d, struct event *event)
{
	const char *body = d->bytes + d->body;
	size_t len = d->at - d->body;
	uint32_t key = find_name(d, d->intro, body, len);
	bool known = true;

	learn_pace(d);
	if (key)
		*event = (struct event){ .kind = EVENT_KEY, .key = key };
	else
		known = decode_sequence(d->intro, body, len, event);
	key = known && event->kind == EVENT_KEY ? event->key : K_NONE;
	d->state = DECODE_GROUND;
	if (d->paste && key == DECODE_PASTE_END)
		return end_paste(d, event);
	if (d->paste && !decode_hides(key))
		return false;
	d->first = d->at;
	if (key == DECODE_PASTE_BEGIN) {
		d->paste = true;
		d->after_cr = d->burst = false;
	}
	if (decode_hides(key))
		return hide_event(d, event, key);
	if (!known || key >= DECODE_PASTE_BEGIN)
		return false;
	return event->kind == EVENT_KEY ? key_event(d, event, key) : !d->burst;
}

/* The ESC was a key of its own; late: it was decided by time, and its sequence may still come. */
static bool take_escape(struct decode *d, struct event *event, bool late)
{
	uint32_t key = K_ESC;

	d->state = DECODE_GROUND;
	if (d->paste)
		return false;
	/* two bytes may be a key of an old terminal */
	if (!late && d->at < d->last)
		key = find_name(d, d->bytes[d->at], "", 0);
	d->at += key && key != K_ESC;
	d->first = d->at;
	d->late_until = late ? d->began + WAIT_LONG : 0;
	return key_event(d, event, key ? key : K_ESC);
}

/*
 * The sequence ended before it was complete. With nothing after its second byte, Esc and that
 * letter were typed.
 */
static bool cut_sequence(struct decode *d, struct event *event)
{
	bool typed = !d->paste && d->at == d->body && d->intro != '[';
	bool ended_early = d->ended_early;

	drop_sequence(d);
	if (!typed)
		return false;
	if (ended_early)
		return key_event(d, event, (unsigned char)d->intro);
	d->pending = (unsigned char)d->intro;
	return key_event(d, event, K_ESC);
}

static bool take_step(struct decode *d, struct event *event)
{
	struct step step = steps[d->state][class_of((unsigned char)d->bytes[d->at])];

	/* strings are not looked for in a paste: it would end only with them */
	if (d->paste && step.action == A_INTRO && step.next == DECODE_STRING)
		step = (struct step){ A_ALONE, DECODE_GROUND };
	switch ((enum action)step.action) {
	case A_BEGIN:
		memset(&d->utf8, 0, sizeof(d->utf8));
		d->start = d->at++;
		if (!d->paste)
			d->first = d->start;
		d->began = d->arrived;
		d->began_feed = d->feeds;
		d->ended_early = false;
		d->late_until = 0;
		break;
	case A_INTRO:
		d->at++;
		open_sequence(d, d->bytes[d->at - 1], (enum decode_state)step.next);
		break;
	case A_KEEP:
		d->at++;
		if (d->paste && d->at - d->start > SEQUENCE_MAX)
			return drop_sequence(d);
		/* CSI M and three bytes */
		if (step.next == DECODE_MOUSE && d->at - d->body == 4)
			return finish_sequence(d, event);
		break;
	case A_DONE:
		d->at++;
		return finish_sequence(d, event);
	case A_DROP:
		d->at++;
		return drop_sequence(d);
	case A_ALONE:
		return take_escape(d, event, false);
	case A_AGAIN:
		return cut_sequence(d, event);
	case A_REOPEN:
		d->first = d->start = d->at;
		d->began = d->arrived;
		d->began_feed = d->feeds;
		d->ended_early = false;
		break;
	case A_HIDE:
		d->first = ++d->at;
		d->state = DECODE_GROUND;
		return hide_event(d, event, K_CTRL('x'));
	case A_TEXT:
		break;
	}
	d->state = (enum decode_state)step.next;
	return false;
}

/* ---- time */

/* A paste whose end got lost must not swallow keys for long. */
static int paste_wait(const struct decode *d)
{
	return d->escape_wait == WAIT_LOCAL ? WAIT_PASTE_LOCAL : WAIT_LONG;
}

static int64_t deadline(const struct decode *d)
{
	int64_t rest = d->arrived + WAIT_LONG;

	switch (d->state) {
	case DECODE_GROUND:
		return d->paste    ? d->arrived + paste_wait(d)
			: d->burst ? d->arrived + WAIT_BURST
				   : -1;
	case DECODE_ESCAPE:
		return d->arrived + d->escape_wait;
	case DECODE_STRING:
	case DECODE_STRING_ESCAPE:
		return rest < d->began + WAIT_STRING ? rest : d->began + WAIT_STRING;
	default:
		return rest;
	}
}

int decode_wait(const struct decode *d, int64_t now)
{
	int64_t end = deadline(d);

	if (d->pending)
		return 0;
	return end < 0 ? -1 : end <= now ? 0 : (int)(end - now);
}

/* Nothing came in time. */
static bool expire(struct decode *d, struct event *event)
{
	bool text;

	if (d->state == DECODE_ESCAPE && !d->paste)
		return take_escape(d, event, true);
	if (d->state != DECODE_GROUND && !d->paste)
		return cut_sequence(d, event);
	/* the end of the paste got lost, or the burst is over */
	text = paste_event(d, event, d->last);
	d->state = DECODE_GROUND;
	d->at = d->last;
	d->paste = d->burst = d->after_cr = false;
	return text;
}

/* Delivers what has come of a paste so far. */
static bool take_paste(struct decode *d, struct event *event)
{
	size_t end = d->state == DECODE_GROUND ? text_end(d, d->at) : d->start;

	return d->paste && end > d->first && paste_event(d, event, end);
}

bool decode_next(struct decode *d, int64_t now, struct event *event)
{
	uint32_t key = d->pending;

	d->pending = K_NONE;
	if (key_event(d, event, key))
		return true;
	while (d->at < d->last) {
		unsigned char byte = (unsigned char)d->bytes[d->at];
		bool text = d->state == DECODE_GROUND && byte != K_ESC && byte != CAN;

		if (text ? take_text(d, event) : take_step(d, event))
			return true;
	}
	explicit_bzero(d->bytes, d->first);
	return take_paste(d, event) || (deadline(d) >= 0 && now >= deadline(d) && expire(d, event));
}
