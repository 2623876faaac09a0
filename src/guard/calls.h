/* SPDX-License-Identifier: GPL-3.0-or-later */
/* seccomp for sandbox.c: allows a list of system calls; any other kills the process. */
#ifndef GUARD_CALLS_H
#define GUARD_CALLS_H

#include <stdbool.h>

/* Both functions return false in a build with AddressSanitizer, which needs more calls. */
bool seccomp_available(void);
bool calls_restrict(void);

#endif
