/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Landlock for sandbox.c: restricts the files that can be opened. */
#ifndef GUARD_FILES_H
#define GUARD_FILES_H

#include <stdbool.h>

struct sandbox;

/* Returns the Landlock ABI version of the running kernel; 0 if it has none. */
int landlock_abi(void);
bool files_restrict(const struct sandbox *sandbox);

#endif
