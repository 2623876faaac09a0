/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: events in, canvas out. No other directory uses <curses.h>. There is only one
 * terminal, so its state is file-static. The terminal is restored in every case: on term_close, on
 * a signal that ends the program, on BUG() and on lack of memory (with bytes prepared in advance).
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include <stdbool.h>

#include "view/canvas.h"
#include "view/decode.h"
#include "view/event.h"
#include "view/settings.h"

struct strbuf;

enum term_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct term_options {
	enum term_color color;
	const struct settings *settings; /* only theme, mouse and cursor concern the terminal */
	bool locked; /* no key stops or ends the program; EVENT_TICK comes every second */
};

/*
 * Sets LC_CTYPE to a UTF-8 locale. Returns false if the environment asks for another encoding (C,
 * ISO-8859-1 …), so that only ASCII should be drawn.
 */
bool term_set_locale(void);

/* What decodes bytes in the encoding of the locale; NULL: they are UTF-8. Call after the above. */
decode_charset *term_charset(void);
/* True if keys may arrive in pieces: over SSH, or a serial line. */
bool term_is_slow(void);

/*
 * True if the whole screen can be drawn on the terminal called name (TERM; may be NULL). Do not
 * call while a terminal is open.
 */
bool term_is_supported(const char *name);

/*
 * Takes over the terminal. Returns false with a sentence in err if there is no terminal, or TERM is
 * unknown or too limited.
 */
bool term_open(const struct term_options *options, struct strbuf *err);
/* Restores the terminal; a no-op if it is not open. */
void term_close(void);
/* term_close(), after erasing screen and scrollback. */
void term_close_and_erase(void);

/* Returns the characters the terminal can show; NULL: all, as far as is known. */
const struct text_font *term_font(void);
void term_size(int *cols, int *rows);
/* Draws what changed since the last call and places the cursor. */
void term_present(const struct canvas *canvas);
/* Makes the next term_present draw everything. */
void term_redraw(void);
/*
 * Wipes what was shown and typed from memory, and from the terminal including its scrollback; the
 * terminal stays open.
 */
void term_wipe(void);
/* Applies new settings. */
void term_set(const struct settings *settings);

/*
 * Sleeps until the next event, without waking up in between. Returns false when the program must
 * end (hang-up, SIGTERM, SIGHUP, SIGINT); term_signal then returns the signal, SIGHUP for a
 * hang-up. event->text of a paste is valid until the next call.
 */
bool term_wait(struct event *event);
int term_signal(void);
/* Delivers EVENT_TICK after ms milliseconds without input (1..999); 0 turns it off. */
void term_tick(int ms);
/* Delivers EVENT_NEWS whenever the descriptor is readable; -1 turns it off. */
void term_watch(int fd);

#endif
