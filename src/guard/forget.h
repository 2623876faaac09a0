/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Wipes memory when it is freed.
 *
 * With glibc the program uses its own free() and realloc(), which overwrite every block first,
 * whether it belongs to our code, ncurses, SQLite or iniparser. Only what is never freed (static
 * buffers, the stack) must be wiped by hand. Sanitizers bring an allocator of their own, so this is
 * off under them.
 *
 * malloc() and calloc() never return NULL, because iniparser 4.1 crashes on most failed
 * allocations. If any library runs out of memory, they restore the terminal, print a message and
 * exit.
 */
#ifndef GUARD_FORGET_H
#define GUARD_FORGET_H

#include <stdbool.h>

/* True if every block is overwritten when it is freed. */
bool forget_wipes_on_free(void);
/* Overwrites what returned calls left on the stack. */
void forget_stack(void);

#endif
