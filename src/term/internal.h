/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of the terminal. */
#ifndef TERM_INTERNAL_H
#define TERM_INTERNAL_H

#include <stdbool.h>

#include "term/term.h"

/* colors.c: sets up the pairs and says what a role looks like. */
void colors_init(enum term_color color);
/* attr_t of ncurses, as unsigned long to keep <curses.h> out of here. */
unsigned long colors_of(enum role role);

/* input.c: names sequences that terminfo does not; reads one event from what has come. */
void input_init(void);
/* False when nothing more has come; *any: something had come, though it made no event (an unknown sequence, part of
 * a character). */
bool input_read(struct event *event, bool *any);

#endif
