/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of the terminal. */
#ifndef TERM_TERM_PARTS_H
#define TERM_TERM_PARTS_H

#include <stdbool.h>

#include "term/term.h"

/* colors.c: sets up the pairs and says what a role looks like. */
void colors_init(enum term_color color, enum theme theme);
/* The terminal is closed: another may have other colours. */
void colors_end(void);
/* attr_t of ncurses, as unsigned long to keep <curses.h> out of here; ground is that of what is
 * blank. */
unsigned long colors_of(enum role role);
unsigned long colors_background(void);

/* term.c: the screen of ncurses while it is ours. */
void curses_suspend(void);
void curses_resume(void);
void curses_resize(int cols, int rows);
/* The size that the terminal claims, within what ncurses bears. */
void window_size(int *cols, int *rows);
/* Gives the terminal back by bytes made beforehand; only calls that are safe in a handler. */
void curses_restore(void);

/* wait.c: what a signal does while the screen is ours. lock: none may end or stop the program. */
void signals_catch(bool lock);
void signals_release(void);

/* draw.c: what is on the screen; erased from memory at the end. */
void draw_init(void);
void draw_release(void);
/* Overwrites the copy of what is on the screen. */
void draw_forget(void);

/* input.c: once the terminal is known. */
void input_init(void);
/* Reads what has come; call when there is something to read. */
void input_fill(void);
/* The next event out of what has been read. Waits only for the rest of a sequence, some
 * milliseconds. */
bool input_next(struct event *event);
/* Overwrites what was typed and not looked at, or is still in the buffer. */
void input_forget(void);
/* There is nobody at the other end any more. */
bool input_ended(void);

#endif
