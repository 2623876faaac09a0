/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OS_CLOCK_H
#define OS_CLOCK_H

#include <stdint.h>

#include "base/date.h"

/* Returns today's date in UTC. */
struct date clock_today(void);
/* Returns milliseconds since some point in the past; never goes back. */
int64_t clock_ms(void);

#endif
