/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date_words.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

static void is(const char *iso, const char *words)
{
	struct arena arena = ARENA_INIT;
	struct date date;

	assert_true(date_parse(iso, &date));
	assert_string_equal(date_words(&arena, &date), words);
	arena_release(&arena);
}

static void a_date_is_as_long_as_it_is_known(void **state)
{
	(void)state;
	is("2000-11-15", "15 November 2000");
	is("2004-03-01", "1 March 2004");
	is("2000-11", "November 2000");
	is("2000", "2000");
}

static void every_month_has_its_own_name(void **state)
{
	(void)state;
	is("2026-01-31", "31 January 2026");
	is("2026-05", "May 2026");
	is("2026-12", "December 2026");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_is_as_long_as_it_is_known),
		cmocka_unit_test(every_month_has_its_own_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
