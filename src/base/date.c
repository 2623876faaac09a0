/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

static bool digits(const char **s, int n, int *out)
{
	*out = 0;
	for (; n; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*out = *out * 10 + (**s - '0');
	}
	return true;
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(const char *s, struct date *out)
{
	struct date d = { 0 };

	if (!digits(&s, 4, &d.year) || d.year < 1000)
		return false;
	if (*s == '-') {
		s++;
		if (!digits(&s, 2, &d.month) || d.month < 1 || d.month > 12)
			return false;
		if (*s == '-') {
			s++;
			if (!digits(&s, 2, &d.day) || d.day < 1 || d.day > days_in(d.year, d.month))
				return false;
		}
	}
	if (*s)
		return false;
	*out = d;
	return true;
}

/* Fills in a missing month or day: the last one. */
static struct date completed(const struct date *d)
{
	struct date full = *d;

	full.month = d->month ? d->month : 12;
	full.day = d->day ? d->day : days_in(d->year, full.month);
	return full;
}

static int ordinal(const struct date *d)
{
	struct date full = completed(d);

	return full.year * 10000 + full.month * 100 + full.day;
}

int date_days(const struct date *from, const struct date *to)
{
	struct date a = completed(from), b = completed(to);

	return date_day(&b) - date_day(&a);
}

int date_compare(const struct date *a, const struct date *b)
{
	return ordinal(a) - ordinal(b);
}

/*
 * Years begin in March here, so that a leap day is the last of its year. Four hundred years have
 * always the same number of days.
 */
enum { DAYS_IN_400_YEARS = 146097, DAYS_BEFORE_1970 = 719468 };

int date_day(const struct date *d)
{
	int year = d->year - (d->month <= 2);
	int month = (d->month + 9) % 12;

	return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + d->day -
		1 - DAYS_BEFORE_1970;
}

struct date date_of_day(int day)
{
	int since = day + DAYS_BEFORE_1970;
	int in_400 = since % DAYS_IN_400_YEARS;
	int year = (in_400 - in_400 / 1460 + in_400 / 36524 - in_400 / 146096) / 365;
	int in_year = in_400 - (365 * year + year / 4 - year / 100);
	int month = (5 * in_year + 2) / 153;

	return (struct date){
		.year = since / DAYS_IN_400_YEARS * 400 + year + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = in_year - (153 * month + 2) / 5 + 1,
	};
}
