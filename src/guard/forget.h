/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forgetting: what was in memory is overwritten, not only given back.
 *
 * With glibc this program has its own free() and realloc(), which overwrite every block before it
 * goes back, whoever gave it back: ours, ncurses, SQLite, iniparser. So what is still to be
 * forgotten by hand is what lives on (static buffers, the stack). Not under a sanitizer, which
 * brings its own.
 *
 * And no library goes on without memory: iniparser 4.1 crashes on most requests that fail. Whoever
 * asks in vain, the program ends with a sentence, and the terminal is given back.
 */
#ifndef GUARD_FORGET_H
#define GUARD_FORGET_H

#include <stdbool.h>

/* Is every block overwritten when it is given back? */
bool forget_wipes_on_free(void);
/* Overwrites what calls that have returned left on the stack. */
void forget_stack(void);

#endif
