/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days: their numbers, and to which one a time belongs for a person, in any zone. */
#include "os/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "skip.h"

/* ---- numbers of days */

static int number(int year, int month, int day)
{
	return date_day(&(struct date){ year, month, day });
}

static void days_are_counted_from_1970(void **state)
{
	(void)state;
	assert_int_equal(number(1970, 1, 1), 0);
	assert_int_equal(number(1969, 12, 31), -1);
	assert_int_equal(number(1970, 3, 1), 59);
	assert_int_equal(number(2000, 2, 29), 11016);
	assert_int_equal(number(2038, 1, 19), 24855);
	assert_int_equal(number(2099, 12, 31), 47481);
	assert_int_equal(number(1, 1, 1), -719162);
	assert_int_equal(number(9999, 12, 31), 2932896);
}

/* Compared with the C library, which counts seconds. */
static void every_day_of_ten_thousand_years_has_its_number(void **state)
{
	int before = number(1, 1, 1);

	(void)state;
	for (int day = before; day <= number(9999, 12, 31); day++) {
		struct date date = date_of_day(day);
		time_t t = (time_t)day * 86400;
		struct tm tm;

		assert_int_equal(date_day(&date), day);
		if (day % 7 && day % 1461)
			continue;
		assert_non_null(gmtime_r(&t, &tm));
		assert_int_equal(date.year, tm.tm_year + 1900);
		assert_int_equal(date.month, tm.tm_mon + 1);
		assert_int_equal(date.day, tm.tm_mday);
	}
}

/* ---- a person's day */

/* Goes to a zone; skips the test where its file is not installed. */
static void go_to(const char *zone, int64_t at, long offset)
{
	time_t t = (time_t)at;
	struct tm tm;

	setenv("TZ", zone, 1);
	clock_find_zone();
	localtime_r(&t, &tm);
	if (tm.tm_gmtoff != offset)
		skip_because("this machine does not know all time zones");
}

/* Seconds of a time in UTC. */
static int64_t utc(int year, int month, int day, int hour, int minute)
{
	return (int64_t)number(year, month, day) * 86400 + hour * 3600 + minute * 60;
}

enum { HOUR = 3600 };

struct moment {
	const char *zone;
	int offset; /* minutes */
	struct date utc;
	int hour, minute; /* of UTC */
	struct date day;
};

static void a_day_is_the_local_one_and_begins_at_four(void **state)
{
	static const struct moment moments[] = {
		{ "UTC", 0, { 2026, 11, 24 }, 3, 59, { 2026, 11, 23 } },
		{ "UTC", 0, { 2026, 11, 24 }, 4, 0, { 2026, 11, 24 } },
		{ "Europe/Paris", 60, { 2026, 11, 24 }, 2, 59, { 2026, 11, 23 } },
		{ "Europe/Paris", 60, { 2026, 11, 24 }, 3, 0, { 2026, 11, 24 } },
		{ "Europe/Paris", 120, { 2026, 7, 1 }, 1, 59, { 2026, 6, 30 } },
		{ "Europe/Paris", 120, { 2026, 7, 1 }, 2, 0, { 2026, 7, 1 } },
		{ "America/Los_Angeles", -480, { 2026, 11, 24 }, 11, 59, { 2026, 11, 23 } },
		{ "America/Los_Angeles", -480, { 2026, 11, 24 }, 12, 0, { 2026, 11, 24 } },
		{ "Pacific/Kiritimati", 840, { 2026, 11, 23 }, 13, 59, { 2026, 11, 23 } },
		{ "Pacific/Kiritimati", 840, { 2026, 11, 23 }, 14, 0, { 2026, 11, 24 } },
		{ "Pacific/Chatham", 825, { 2026, 11, 23 }, 14, 14, { 2026, 11, 23 } },
		{ "Pacific/Chatham", 825, { 2026, 11, 23 }, 14, 15, { 2026, 11, 24 } },
		{ "Pacific/Chatham", 765, { 2026, 7, 1 }, 15, 14, { 2026, 7, 1 } },
		{ "Pacific/Chatham", 765, { 2026, 7, 1 }, 15, 15, { 2026, 7, 2 } },
		{ "America/St_Johns", -210, { 2026, 12, 1 }, 7, 29, { 2026, 11, 30 } },
		{ "America/St_Johns", -210, { 2026, 12, 1 }, 7, 30, { 2026, 12, 1 } },
		/* leap days */
		{ "UTC", 0, { 2028, 3, 1 }, 3, 59, { 2028, 2, 29 } },
		{ "UTC", 0, { 2028, 2, 29 }, 3, 59, { 2028, 2, 28 } },
		{ "UTC", 0, { 2027, 3, 1 }, 3, 59, { 2027, 2, 28 } },
		{ "UTC", 0, { 2027, 1, 1 }, 0, 0, { 2026, 12, 31 } },
		/* where 32 bits end, before they begin to count, and a wrong clock */
		{ "UTC", 0, { 2038, 1, 19 }, 3, 14, { 2038, 1, 18 } },
		{ "UTC", 0, { 2038, 1, 19 }, 4, 0, { 2038, 1, 19 } },
		{ "Europe/Paris", 60, { 2038, 1, 20 }, 3, 0, { 2038, 1, 20 } },
		{ "UTC", 0, { 1970, 1, 1 }, 0, 0, { 1969, 12, 31 } },
		{ "America/Los_Angeles", -480, { 1970, 1, 1 }, 0, 0, { 1969, 12, 31 } },
		{ "UTC", 0, { 2099, 12, 31 }, 12, 0, { 2099, 12, 31 } },
		{ "Pacific/Kiritimati", 840, { 2099, 12, 31 }, 14, 0, { 2100, 1, 1 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++) {
		const struct moment *m = &moments[i];
		int64_t at = utc(m->utc.year, m->utc.month, m->utc.day, m->hour, m->minute);

		go_to(m->zone, at, m->offset * 60L);
		assert_int_equal(clock_day(at), date_day(&m->day));
	}
}

/* Minute by minute through a year: never back, never a day left out, and none longer than 25
 * hours. */
static void summer_time_neither_skips_a_day_nor_makes_one_longer(void **state)
{
	static const char *const zones[] = { "Europe/Paris", "America/Los_Angeles",
		"Pacific/Chatham", "America/St_Johns", "Australia/Lord_Howe", "America/Nuuk" };
	int64_t from = utc(2027, 1, 1, 10, 0), to = utc(2028, 3, 2, 10, 0);

	(void)state;
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		int64_t begun;
		int day, days = 0;

		setenv("TZ", zones[i], 1);
		clock_find_zone();
		begun = from;
		day = clock_day(from);
		for (int64_t t = from; t < to; t += 60) {
			int now = clock_day(t);

			if (now == day)
				continue;
			assert_int_equal(now, day + 1);
			assert_true(t - begun <= 25 * HOUR);
			assert_true(!days++ || t - begun >= 23 * HOUR);
			begun = t;
			day = now;
		}
		assert_int_equal(days, (to - from) / 86400);
	}
}

static void a_time_that_no_calendar_has_does_no_harm(void **state)
{
	(void)state;
	setenv("TZ", "Pacific/Kiritimati", 1);
	clock_find_zone();
	assert_in_range(number(9999, 12, 31) - clock_day(INT64_MAX), 0, 2);
	assert_in_range(clock_day(INT64_MIN) - number(1, 1, 1), 0, 2);
}

static void today_is_the_local_date(void **state)
{
	static const char *const zones[] = { "UTC+14", "UTC-14", "UTC" };
	static const int hours[] = { -14, 14, 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		int64_t before, after;
		struct date today;

		setenv("TZ", zones[i], 1);
		clock_find_zone();
		before = ((int64_t)time(NULL) + hours[i] * HOUR) / 86400;
		today = clock_today();
		after = ((int64_t)time(NULL) + hours[i] * HOUR) / 86400;
		assert_in_range(date_day(&today), before, after);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_counted_from_1970),
		cmocka_unit_test(every_day_of_ten_thousand_years_has_its_number),
		cmocka_unit_test(a_day_is_the_local_one_and_begins_at_four),
		cmocka_unit_test(summer_time_neither_skips_a_day_nor_makes_one_longer),
		cmocka_unit_test(a_time_that_no_calendar_has_does_no_harm),
		cmocka_unit_test(today_is_the_local_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
