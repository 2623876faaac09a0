/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared between the files of term/. */
#ifndef TERM_TERM_PARTS_H
#define TERM_TERM_PARTS_H

#include <stdbool.h>

#include "term/term.h"

/* colors.c: sets up the colour pairs and maps roles to attributes. */
void colors_init(enum term_color color, enum theme theme);
/* Call when the terminal is closed: the next one may have other colours. */
void colors_end(void);
/*
 * Return an attr_t of ncurses, as unsigned long to keep <curses.h> out of here; the background is
 * the attribute of blanks.
 */
unsigned long colors_of(enum role role);
unsigned long colors_background(void);

/* term.c: the ncurses screen while the program owns the terminal. */
void curses_suspend(void);
void curses_resume(void);
void curses_resize(int cols, int rows);
/* Gets the size that the terminal claims, clamped to what ncurses can handle. */
void window_size(int *cols, int *rows);
/* Restores the terminal with bytes prepared in advance; async-signal-safe. */
void curses_restore(void);

/*
 * wait.c: signal handling while the screen is open. lock: SIGINT, SIGTSTP and the like neither end
 * nor stop the program.
 */
void signals_catch(bool lock);
/*
 * Call before the screen is opened: ncurses ignores SIGTSTP, and so loses it, while it draws,
 * unless it finds a handler then.
 */
void signals_prepare(void);
void signals_release(void);

/* draw.c: a copy of what is on the screen, wiped from memory at the end. */
void draw_init(void);
void draw_release(void);
/* For speech: sends a row whole if it changed, so that no word arrives in pieces. */
void draw_whole_rows(bool whole);
/* Wipes the copy of what is on the screen. */
void draw_forget(void);

/* links.c: addresses as links, where wanted. */
#define LINK_END "\033]8;;\033\\"
void links_init(void);
void links_release(void);
/* Wipes the addresses; no link is on the screen any more. */
void links_forget(void);
/* Returns true if that is a change, so that everything must be drawn again. */
bool links_set(bool wanted);
bool links_on(void);
/* True if there is a link on the screen, or will be. */
bool links_any(const struct canvas *canvas);
/* The same for a row, which must be sent whole if it changes. */
bool links_in_row(const struct canvas *canvas, int y);
bool links_same_row(const struct canvas *canvas, int y);
/* Call after ncurses has drawn: sends the links of the rows that it sent. */
void links_send(const struct canvas *canvas, const bool *sent);

/* input.c: call once the terminal is known. */
void input_init(void);
/* Reads what has arrived; call when input is ready. */
void input_fill(void);
/* Returns the next event from the bytes read; never waits. */
bool input_next(struct event *event);
/* Milliseconds after which input_next must be called although nothing came; -1: never. */
int input_wait(void);
/* Wipes what was typed: the unprocessed bytes and the rest of the buffer. */
void input_forget(void);
/* True at end of file or after a hang-up. */
bool input_ended(void);

#endif
