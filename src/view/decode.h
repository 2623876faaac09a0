/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes of a terminal, and time, to events. One decoder serves the whole screen, plain lines, the
 * PIN and the decoy; it knows no terminal, so tests feed it bytes and times.
 *
 * Ctrl-X (byte 0x18) and F9 are recognized in every state: within an unfinished sequence, character
 * or paste. Every other sequence is consumed to its end, and an unknown one dropped, so that it
 * neither types letters nor looks like Esc. Known are the sequences of ECMA-48 terminals and those
 * of keyboard protocols that another program may have left on: CSI u (kitty, fixterms), xterm's
 * modifyOtherKeys and win32-input-mode.
 *
 * An ESC may be the Esc key or begin a sequence, so the decoder waits: briefly on a local line; up
 * to a second on a slow one, or once a sequence has come in pieces. Text typed faster than anyone
 * can type is a paste, bracketed or not.
 *
 * Sources: ECMA-48 5.4; xterm ctlseqs (modifyOtherKeys, mouse, application keypad); the kitty
 * keyboard protocol; Microsoft's win32-input-mode; console_codes(4) for ESC [ [ A.
 */
#ifndef VIEW_DECODE_H
#define VIEW_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/text.h"
#include "view/event.h"

enum { DECODE_BYTES = 4096, DECODE_NAMES = 64, DECODE_NAME_BYTES = 16 };

enum decode_state {
	DECODE_GROUND,
	DECODE_ESCAPE,        /* after ESC */
	DECODE_CONTROL_BEGUN, /* after CSI */
	DECODE_CONTROL,       /* in the parameters of a CSI */
	DECODE_LINUX,         /* after ESC [ [ */
	DECODE_MOUSE,         /* after CSI M: three bytes */
	DECODE_SINGLE,        /* after SS3 */
	DECODE_STRING,        /* in OSC, DCS, SOS, PM or APC */
	DECODE_STRING_ESCAPE  /* after ESC in a string */
};

/*
 * Decodes one byte in the encoding of the locale, if that is not UTF-8. Returns and sets *code as
 * utf8_feed; a byte is never to be fed again.
 */
typedef int decode_charset(void *ctx, unsigned char byte, uint32_t *code);

struct decode {
	char bytes[DECODE_BYTES];
	/* [first, at): text of a paste, or an unfinished sequence; [at, last): not looked at */
	size_t first, at, last;
	size_t start; /* of the unfinished sequence: the offset of its ESC */
	enum decode_state state;
	char intro;          /* byte after ESC in a sequence: '[', 'O', ']' … */
	size_t body;         /* offset of what follows it */
	bool ended_early;    /* the ESC was taken for the Esc key before its sequence came */
	bool paste, burst;   /* in a bracketed paste; in input too fast for typing */
	bool after_cr;       /* in a paste: LF belongs to the CR before */
	int64_t arrived;     /* ms, of the last byte */
	int64_t began;       /* ms, of the ESC of the unfinished sequence */
	int64_t late_until;  /* ms; until then the rest of an ESC may still come */
	unsigned feeds;      /* calls of decode_feed */
	unsigned began_feed; /* feeds when the sequence began */
	bool slow;           /* the line may deliver sequences in pieces */
	int escape_wait;     /* ms */
	int whole;           /* sequences in a row that came in one piece */
	uint32_t pending;    /* key to deliver before looking at more bytes */
	struct utf8_decoder utf8;
	decode_charset *charset;
	void *charset_ctx;
	char text[DECODE_BYTES * 4]; /* the piece of a paste that was delivered */
	struct {
		char bytes[DECODE_NAME_BYTES];
		size_t len;
		uint32_t key;
	} names[DECODE_NAMES];
	size_t n_names;
};

/* slow: the line is remote or serial. */
void decode_init(struct decode *d, bool slow);
/*
 * Adds what the terminal's description says a key sends. Ignores single bytes, and the application
 * keypad, whose keys are digits here although a VT100 has no other function keys.
 */
void decode_add_name(struct decode *d, const char *bytes, uint32_t key);
/* NULL, the default: UTF-8. */
void decode_set_charset(struct decode *d, decode_charset *charset, void *ctx);

/* Returns the number of bytes that decode_feed takes now; at least 1 once decode_next was false. */
size_t decode_room(struct decode *d);
/* Adds bytes that arrived at now (milliseconds, monotonic); len is at most decode_room(). */
void decode_feed(struct decode *d, const char *bytes, size_t len, int64_t now);
/*
 * Returns true with the next event: a key, a paste (text is valid until the next call), a click or
 * the wheel. False if more bytes or more time are needed; then it has wiped the bytes of all
 * events: what was typed last may be a code, and nobody may type for hours.
 */
bool decode_next(struct decode *d, int64_t now, struct event *event);
/* Milliseconds after which decode_next must be called although no byte came; -1: never. */
int decode_wait(const struct decode *d, int64_t now);
/* Overwrites what was typed; names and the pace of the line are kept. */
void decode_forget(struct decode *d);

/* True for a key that hides the course. */
static inline bool decode_hides(uint32_t key)
{
	return key == K_CTRL('x') || key == K_F9;
}

#endif
