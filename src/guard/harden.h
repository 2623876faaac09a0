/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program takes from itself before it begins, so that nobody can take it. */
#ifndef GUARD_HARDEN_H
#define GUARD_HARDEN_H

#include <stdbool.h>

/* No core dump, no other process of the same user may read our memory or trace us. False: something
 * could not be done. */
bool harden_dumps(void);
/* The same; and files are ours alone, and no program gains rights. */
bool harden_process(void);
/* Only what is on the list is left of the environment: no loader, locale, terminal or program paths
 * of anybody's. */
void harden_environment(void);
/* Memory is not written to swap. False where RLIMIT_MEMLOCK is too small for the whole program. */
bool harden_memory(void);

#endif
