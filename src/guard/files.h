/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Landlock, for sandbox.c: which files there are still. */
#ifndef GUARD_FILES_H
#define GUARD_FILES_H

#include <stdbool.h>

struct sandbox;

/* Of the kernel's Landlock; 0: none. */
int landlock_abi(void);
bool files_restrict(const struct sandbox *sandbox);

#endif
