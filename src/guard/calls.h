/* SPDX-License-Identifier: GPL-3.0-or-later */
/* seccomp, for sandbox.c: which system calls there are still. Any other ends the process at once.
 */
#ifndef GUARD_CALLS_H
#define GUARD_CALLS_H

#include <stdbool.h>

/* Never in a build with AddressSanitizer, which needs calls of its own. */
bool seccomp_available(void);
bool calls_restrict(void);

#endif
