/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/clock.h"

#include <time.h>

struct date clock_today(void)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };

	gmtime_r(&now, &tm);
	return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}
