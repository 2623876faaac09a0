/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the proleptic Gregorian calendar, as lessons write them (ISO 8601). */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

/* YYYY, YYYY-MM or YYYY-MM-DD; month and day 0 where not given. */
struct date {
	int year, month, day;
};
bool date_parse(const char *s, struct date *out);
/* <0, 0, >0; a missing month or day counts as the last one. */
int date_compare(const struct date *a, const struct date *b);

#endif
