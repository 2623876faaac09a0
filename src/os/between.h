/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs between the course and the terminal. They are known by what they set in the environment,
 * or by the name of a process that we descend from: script(1) of Linux and ttyrec set nothing. A
 * recording made elsewhere, or by another user's process that /proc hides, is not noticed.
 */
#ifndef OS_BETWEEN_H
#define OS_BETWEEN_H

#include <stdbool.h>

/* Returns the name of the program that records this terminal; NULL if none is known. */
const char *between_recorder(void);
/* True within GNU screen, which keeps text that was shown. */
bool between_gnu_screen(void);
/*
 * True if a screen reader passes on what is typed, and may keep Ctrl-X or Esc for itself. Readers
 * of a console (Speakup, BRLTTY, Fenrir as a service) cannot be found like this.
 */
bool between_reader(void);

#endif
