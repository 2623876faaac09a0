/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/clock.h"

#include <time.h>

/* The hour at which a new day begins; the years that base/date.h knows, less a day at each end. */
enum { DAY_BEGINS = 4 };
static const int64_t earliest = -62135510400, latest = 253402214400;

static struct tm local_time(int64_t seconds)
{
	time_t t = (time_t)(seconds < earliest ? earliest : seconds > latest ? latest : seconds);
	struct tm tm = { .tm_year = 70, .tm_mday = 1, .tm_hour = DAY_BEGINS };

	localtime_r(&t, &tm);
	return tm;
}

static struct date date_in(const struct tm *tm)
{
	return (struct date){ tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday };
}

struct date clock_today(void)
{
	struct tm tm = local_time((int64_t)time(NULL));

	return date_in(&tm);
}

int clock_day(int64_t seconds)
{
	struct tm tm = local_time(seconds);
	struct date date = date_in(&tm);

	return date_day(&date) - (tm.tm_hour < DAY_BEGINS);
}

void clock_find_zone(void)
{
	tzset();
}

int64_t clock_ms(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
