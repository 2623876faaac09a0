/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/conversions.h"

static void translations_take_the_arguments_of_their_original(void **state)
{
	(void)state;
	assert_true(format_is_compatible("plain", "simple", false));
	assert_true(format_is_compatible("%d of %d", "%d sur %d", false));
	assert_true(format_is_compatible("%s has %d", "%2$d : %1$s", false));
	assert_true(format_is_compatible("%zu", "%zu", false));
	assert_true(format_is_compatible("%d", "%i", false));
	assert_true(format_is_compatible("%-5d|%05d", "%d|%'d", false));
	assert_true(format_is_compatible("%.*s", "%.*s!", false));
	assert_true(format_is_compatible("%.1f %%", "%.2f %%", false));
	assert_true(format_is_compatible("100%%", "100 %%", false));
	assert_true(format_is_compatible("%lld", "%lld", false));
	assert_true(format_is_compatible("%1$s %1$s %2$d", "%2$d %1$s", false));
}

static void translations_that_would_mislead_printf_are_refused(void **state)
{
	(void)state;
	assert_false(format_is_compatible("plain", "%s", false));
	assert_false(format_is_compatible("plain", "50 %", false));
	assert_false(format_is_compatible("%d", "%s", false));
	assert_false(format_is_compatible("%d", "%ld", false));
	assert_false(format_is_compatible("%d", "%hhd", false));
	assert_false(format_is_compatible("%ld", "%lld", false));
	assert_false(format_is_compatible("%Lf", "%llf", false));
	assert_false(format_is_compatible("%d", "%u", false));
	assert_false(format_is_compatible("%d", "nothing", false));
	assert_false(format_is_compatible("%d", "%d %d", false));
	assert_false(format_is_compatible("%d %s", "%s %d", false));
	assert_false(format_is_compatible("%d", "%n", false));
	assert_false(format_is_compatible("%d", "%d %", false));
	assert_false(format_is_compatible("%d", "%d % d", false));
	assert_false(format_is_compatible("%d", "%*d", false));
	assert_false(format_is_compatible("%d", "%1$d %d", false));
	assert_false(format_is_compatible("%d %d", "%2$d", false));
	assert_false(format_is_compatible("%d %d", "%2$d %2$d", true));
	assert_false(format_is_compatible("%d", "%2$d", false));
	assert_false(format_is_compatible("%d", "%0$d", false));
	assert_false(format_is_compatible("%d", "%99999999999$d", false));
	assert_false(format_is_compatible("%d", "%m", false));
	assert_false(format_is_compatible("%d", "%*99$d", false));
	assert_false(format_is_compatible("%d", "%.*99$d", false));
	assert_false(format_is_compatible(
		"%d", "%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d", true));
	assert_false(format_is_compatible("100%%", "%s", false));
}

static void a_plural_form_may_leave_out_the_last_arguments(void **state)
{
	(void)state;
	assert_true(format_is_compatible("%d pages", "Une page", true));
	assert_true(format_is_compatible("%d pages of %s", "%d pages", true));
	assert_false(format_is_compatible("%d pages of %s", "pages of %s", true));
	assert_false(format_is_compatible("%d pages", "%d pages %s", true));
}

static void a_percent_sign_that_is_no_conversion_is_text(void **state)
{
	(void)state;
	assert_true(format_is_compatible("50 % of all", "la moitié", false));
	assert_true(format_is_compatible("about 50% of them", "environ 50 % d’entre eux", false));
	assert_true(format_is_compatible("100%", "100 %", false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(translations_take_the_arguments_of_their_original),
		cmocka_unit_test(translations_that_would_mislead_printf_are_refused),
		cmocka_unit_test(a_plural_form_may_leave_out_the_last_arguments),
		cmocka_unit_test(a_percent_sign_that_is_no_conversion_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
