/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys where no screen is open: in plain lines, for the PIN, and behind the decoy. The same decoder
 * as on the whole screen, so Ctrl-X and F9 hide here in every form in which a terminal sends them.
 */
#ifndef SESSION_KEYS_H
#define SESSION_KEYS_H

#include <stdbool.h>
#include <termios.h>

#include "view/decode.h"

enum keys_flags {
	KEYS_SIGNALS = 1, /* Ctrl-C and Ctrl-Z send signals; otherwise they are keys */
	KEYS_FRESH = 2,   /* discards what was typed before */
	KEYS_NO_MORE = 4  /* reads no byte beyond the last key, which may be another reader's */
};

struct keys {
	struct decode decode;
	struct termios before, ours;
	bool terminal; /* standard input is one, and its modes were changed */
	bool no_more;
	bool failed;   /* standard input could not be read */
	int watched;   /* EVENT_NEWS comes whenever this descriptor is readable; -1: none */
	int64_t until; /* EVENT_TICK comes at this time (clock_ms) without input; 0: never */
};

/*
 * From now on keys are read one by one and not echoed, if standard input is a terminal; Ctrl-S does
 * not stop the output. SIGTERM, SIGHUP, SIGINT and SIGQUIT end the keys.
 */
void keys_open(struct keys *k, unsigned flags);
enum keys_ready { KEYS_INPUT = 1, KEYS_NEWS = 2 };

/*
 * Waits until there is input, or news where k watches. Returns which; 0 if ms milliseconds passed
 * (-1: no limit), -1 after a signal that ends the program. Without input, only for news.
 */
int keys_wait(struct keys *k, int ms, bool input);
/* Waits for the next event; false at the end of input or after a signal that ends the program. */
bool keys_next(struct keys *k, struct event *event);
/*
 * Waits for bytes that are not keys: from a pipe. Returns their number, 0 at the end. Bytes are
 * still given to the decoder: *hide is set if they hide.
 */
size_t keys_read(struct keys *k, char *bytes, size_t size, bool *hide);
/* Restores the terminal. drop: discards what was typed since. */
void keys_close(struct keys *k, bool drop);
/* The signal that ended the keys; 0 if none did. */
int keys_signal(void);

#endif
