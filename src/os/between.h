/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs between the course and the terminal. They are known by what they set in the environment,
 * or by the name of a process that we descend from: script(1) of Linux and ttyrec set nothing. A
 * recording made elsewhere, or by another user's process that /proc hides, is not noticed.
 */
#ifndef OS_BETWEEN_H
#define OS_BETWEEN_H

#include <stdbool.h>

struct between {
	const char *recorder; /* name of the program that records this terminal; NULL if none is */
	bool gnu_screen;      /* GNU screen, which keeps text that was shown */
	/*
	 * A screen reader passes on what is typed, and may keep Ctrl-X or Esc for itself. Readers
	 * of a console (Speakup, BRLTTY, Fenrir as a service) cannot be found like this.
	 */
	bool reader;
};

struct between between_find(void);

#endif
