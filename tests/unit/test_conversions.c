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
	assert_true(conversions_agree("plain", "simple", false));
	assert_true(conversions_agree("%d of %d", "%d sur %d", false));
	assert_true(conversions_agree("%s has %d", "%2$d : %1$s", false));
	assert_true(conversions_agree("%zu", "%zu", false));
	assert_true(conversions_agree("%d", "%i", false));
	assert_true(conversions_agree("%-5d|%05d", "%d|%'d", false));
	assert_true(conversions_agree("%.*s", "%.*s!", false));
	assert_true(conversions_agree("%.1f %%", "%.2f %%", false));
	assert_true(conversions_agree("100%%", "100 %%", false));
	assert_true(conversions_agree("%lld", "%lld", false));
	assert_true(conversions_agree("%1$s %1$s %2$d", "%2$d %1$s", false));
}

static void translations_that_would_mislead_printf_are_refused(void **state)
{
	(void)state;
	assert_false(conversions_agree("plain", "%s", false));
	assert_false(conversions_agree("plain", "50 %", false));
	assert_false(conversions_agree("%d", "%s", false));
	assert_false(conversions_agree("%d", "%ld", false));
	assert_false(conversions_agree("%d", "%hhd", false));
	assert_false(conversions_agree("%ld", "%lld", false));
	assert_false(conversions_agree("%Lf", "%llf", false));
	assert_false(conversions_agree("%d", "%u", false));
	assert_false(conversions_agree("%d", "nothing", false));
	assert_false(conversions_agree("%d", "%d %d", false));
	assert_false(conversions_agree("%d %s", "%s %d", false));
	assert_false(conversions_agree("%d", "%n", false));
	assert_false(conversions_agree("%d", "%d %", false));
	assert_false(conversions_agree("%d", "%d % d", false));
	assert_false(conversions_agree("%d", "%*d", false));
	assert_false(conversions_agree("%d", "%1$d %d", false));
	assert_false(conversions_agree("%d %d", "%2$d", false));
	assert_false(conversions_agree("%d %d", "%2$d %2$d", true));
	assert_false(conversions_agree("%d", "%2$d", false));
	assert_false(conversions_agree("%d", "%0$d", false));
	assert_false(conversions_agree("%d", "%99999999999$d", false));
	assert_false(conversions_agree("%d", "%m", false));
	assert_false(conversions_agree("%d", "%*99$d", false));
	assert_false(conversions_agree("%d", "%.*99$d", false));
	assert_false(conversions_agree("%d", "%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d %d", true));
	assert_false(conversions_agree("100%%", "%s", false));
}

static void a_plural_form_may_leave_out_the_last_arguments(void **state)
{
	(void)state;
	assert_true(conversions_agree("%d pages", "Une page", true));
	assert_true(conversions_agree("%d pages of %s", "%d pages", true));
	assert_false(conversions_agree("%d pages of %s", "pages of %s", true));
	assert_false(conversions_agree("%d pages", "%d pages %s", true));
}

static void a_percent_sign_that_is_no_conversion_is_text(void **state)
{
	(void)state;
	assert_true(conversions_agree("50 % of all", "la moitié", false));
	assert_true(conversions_agree("about 50% of them", "environ 50 % d’entre eux", false));
	assert_true(conversions_agree("100%", "100 %", false));
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
