/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>

#include "base/error.h"

static void an_error_is_said_in_words(void **state)
{
	(void)state;
	assert_string_equal(error_text(ENOENT), "it is not there");
	assert_string_equal(error_text(ENOSPC), "the disk is full");
	assert_string_equal(error_text(ENOSYS), "the system does not allow it");
}

static void an_error_without_words_is_said_as_its_number(void **state)
{
	(void)state;
	assert_string_equal(error_text(0), "the system gives no reason");
	assert_string_equal(error_text(99999), "error 99999");
	assert_string_equal(error_text(-1), "error -1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_is_said_in_words),
		cmocka_unit_test(an_error_without_words_is_said_as_its_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
