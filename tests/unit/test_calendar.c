/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar month that the quick exit shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "view/calendar.h"

static void a_month_looks_as_cal_shows_it(void **state)
{
	static const char *const lines[CALENDAR_ROWS] = {
		"  24 November 2026",
		"Mo Tu We Th Fr Sa Su",
		"                   1",
		" 2  3  4  5  6  7  8",
		" 9 10 11 12 13 14 15",
		"16 17 18 19 20 21 22",
		"23 [24] 25 26 27 28 29",
		"30                  ",
	};
	struct calendar c;

	(void)state;
	calendar_init(&c, 2026, 11, 24);
	for (int i = 0; i < CALENDAR_ROWS; i++) {
		struct strbuf out = STRBUF_INIT;

		calendar_line(&c, i, "[", "]", &out);
		assert_string_equal(out.buf, lines[i]);
		strbuf_release(&out);
	}
}

/* Without seeing a mark, one learns what day it is from the title. */
static void the_title_says_which_day_it_is(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct calendar c;

	(void)state;
	calendar_init(&c, 2026, 11, 24);
	calendar_line(&c, 0, "", "", &out);
	assert_string_equal(out.buf, "  24 November 2026");
	calendar_move(&c, 1);
	strbuf_clear(&out);
	calendar_line(&c, 0, "", "", &out);
	assert_string_equal(out.buf, "   December 2026");
	calendar_move(&c, -13);
	strbuf_clear(&out);
	calendar_line(&c, 0, "", "", &out);
	assert_string_equal(out.buf, "   November 2025");
	strbuf_release(&out);
}

static void today_is_in_one_month_of_one_year(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct calendar c;

	(void)state;
	calendar_init(&c, 2026, 11, 24);
	for (int months = 1; months <= 12; months += 11) {
		calendar_init(&c, 2026, 11, 24);
		calendar_move(&c, months);
		for (int i = 0; i < CALENDAR_ROWS; i++)
			calendar_line(&c, i, "[", "]", &out);
	}
	assert_null(strchr(out.buf, '['));
	strbuf_release(&out);
}

static void months_go_on_over_the_year(void **state)
{
	struct calendar c;

	(void)state;
	calendar_init(&c, 2026, 11, 24);
	calendar_move(&c, 2);
	assert_int_equal(c.year, 2027);
	assert_int_equal(c.month, 1);
	calendar_move(&c, -13);
	assert_int_equal(c.year, 2025);
	assert_int_equal(c.month, 12);
	calendar_move(&c, -1000000);
	assert_int_equal(c.year, 1);
	assert_int_equal(c.month, 1);
	calendar_move(&c, 1000000);
	assert_int_equal(c.year, 9999);
	assert_int_equal(c.month, 12);
	calendar_move(&c, 1);
	assert_int_equal(c.year, 9999);
}

static void leap_years_are_those_of_gregory(void **state)
{
	(void)state;
	assert_int_equal(calendar_days(2024, 2), 29);
	assert_int_equal(calendar_days(2100, 2), 28);
	assert_int_equal(calendar_days(2000, 2), 29);
	assert_int_equal(calendar_weekday(2000, 2, 29), 1);
	assert_int_equal(calendar_weekday(1970, 1, 1), 3);
	assert_int_equal(calendar_weekday(2026, 11, 24), 1);
	assert_int_equal(calendar_weekday(2026, 2, 28), 5);
	assert_int_equal(calendar_weekday(2026, 3, 1), 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_looks_as_cal_shows_it),
		cmocka_unit_test(the_title_says_which_day_it_is),
		cmocka_unit_test(today_is_in_one_month_of_one_year),
		cmocka_unit_test(months_go_on_over_the_year),
		cmocka_unit_test(leap_years_are_those_of_gregory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
