/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal: events in, canvas out. The only folder with <curses.h>. There is one terminal, so
 * its state is file-static. Whatever happens, the terminal is given back as it was: on term_close,
 * on a signal that ends the program, on BUG() and lack of memory (by bytes made beforehand).
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include <stdbool.h>

#include "view/canvas.h"
#include "view/event.h"
#include "view/settings.h"

struct strbuf;

enum term_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct term_options {
	enum term_color color;
	const struct settings *settings; /* theme, mouse and cursor are the terminal's */
	bool locked; /* no key stops or ends the program; EVENT_TICK comes each second */
};

/*
 * Sets LC_CTYPE to a UTF-8 locale. False: the environment asks for another encoding (C, ISO-8859-1
 * …), so only ASCII should be drawn.
 */
bool term_set_locale(void);

/* Could the whole screen be drawn on a terminal of that name (TERM, may be NULL)? Not while one is
 * open. */
bool term_is_supported(const char *name);

/* Takes the terminal over. False with a sentence in err: no terminal, unknown or too simple TERM.
 */
bool term_open(const struct term_options *options, struct strbuf *err);
/* Gives it back; harmless if it is not open. */
void term_close(void);
/* Gives it back with screen and scrollback erased. */
void term_close_and_erase(void);

/* What can be shown; NULL: everything, as far as one can know. */
const struct text_font *term_font(void);
void term_size(int *cols, int *rows);
/* Draws what changed since the last time, and puts the cursor. */
void term_present(const struct canvas *canvas);
/* Draws everything at the next term_present. */
void term_redraw(void);
/* Overwrites what was shown and typed, here and on the terminal with what was scrolled out of it;
 * the terminal stays ours. */
void term_wipe(void);
/* Other settings, from now on. */
void term_set(const struct settings *settings);

/*
 * Waits for the next event, without a single wake-up in between. False: the end (hang-up, SIGTERM,
 * SIGHUP, SIGINT); then term_signal is the signal (SIGHUP for a hang-up). event->text of a paste
 * lives until the next call.
 */
bool term_wait(struct event *event);
int term_signal(void);
/* From now on EVENT_TICK comes after so many quiet milliseconds, fewer than 1000; 0: never. */
void term_tick(int ms);

#endif
