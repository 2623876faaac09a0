/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of the proleptic Gregorian calendar, as written in lessons (ISO 8601). */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

/* YYYY, YYYY-MM or YYYY-MM-DD; month and day are 0 if not given. */
struct date {
	int year, month, day;
};
bool date_parse(const char *s, struct date *out);
/* Returns <0, 0 or >0, like strcmp; a missing month or day counts as the last one. */
int date_compare(const struct date *a, const struct date *b);
/*
 * The number of a full date, 1970-01-01 being 0 and the days before it negative, and the date of a
 * number. For the years 1 to 9999.
 */
int date_day(const struct date *date);
struct date date_of_day(int day);
/* Returns the days from one date to the other; a missing month or day counts as the last one. */
int date_days(const struct date *from, const struct date *to);

#endif
