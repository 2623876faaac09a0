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

/* Days since the end of the year 0. */
static int day_number(const struct date *d)
{
	struct date full = completed(d);
	int before = full.year - 1, days = before * 365 + before / 4 - before / 100 + before / 400;

	for (int month = 1; month < full.month; month++)
		days += days_in(full.year, month);
	return days + full.day;
}

int date_days(const struct date *from, const struct date *to)
{
	return day_number(to) - day_number(from);
}

int date_compare(const struct date *a, const struct date *b)
{
	return ordinal(a) - ordinal(b);
}
