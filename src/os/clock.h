/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OS_CLOCK_H
#define OS_CLOCK_H

#include <stdint.h>

#include "base/date.h"

/* Returns today's date, in the time zone of the environment. */
struct date clock_today(void);
/*
 * Returns the number (base/date.h) of the day that a time, in seconds since 1970, belongs to for a
 * person: the local date, which changes at four in the morning, because an evening does not end at
 * midnight. It comes from the wall clock, so that changes of the zone or to summer time neither
 * skip a day nor make one last longer. A time outside the years 1 to 9999 counts as the nearest.
 */
int clock_day(int64_t seconds);
/* Looks whether the machine has moved to another time zone. */
void clock_find_zone(void);
/* Returns milliseconds since some point in the past; never goes back. */
int64_t clock_ms(void);

#endif
