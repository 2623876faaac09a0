/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hardens the process at startup: gives up what an attacker could exploit. */
#ifndef GUARD_HARDEN_H
#define GUARD_HARDEN_H

#include <stdbool.h>

/*
 * Forbids core dumps, and reading and tracing by other processes of the same user. Returns false if
 * any of it failed.
 */
bool harden_dumps(void);
/*
 * harden_dumps(), and also makes new files private (umask) and forbids gaining privileges by exec.
 */
bool harden_process(void);
/*
 * Keeps only a fixed list of environment variables: no paths for the loader, locales, terminals or
 * programs are taken from outside.
 */
void harden_environment(void);
/*
 * Locks all memory, so that it is never swapped. Returns false if RLIMIT_MEMLOCK is too small for
 * the whole program.
 */
bool harden_memory(void);

#endif
