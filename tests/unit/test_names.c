/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/mem.h"
#include "base/names.h"

static void a_new_name_has_no_number_and_keeps_the_one_it_gets(void **state)
{
	struct names names = NAMES_INIT;
	char same[] = "page";

	(void)state;
	assert_int_equal(*names_number(&names, "page"), 0);
	*names_number(&names, "page") = 7;
	assert_int_equal(*names_number(&names, same), 7);
	assert_int_equal(*names_number(&names, ""), 0);
	assert_int_equal(names.n, 2);
	names_release(&names);
	assert_int_equal(names.n, 0);
}

/* Far more than the first slots hold. */
static void many_names_are_kept_apart(void **state)
{
	enum { MANY = 5000 };
	static char text[MANY][16];
	struct names names = NAMES_INIT;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		snprintf(text[i], sizeof(text[i]), "q-%zu", i * 7919);
		assert_int_equal(*names_number(&names, text[i]), 0);
		*names_number(&names, text[i]) = i + 1;
	}
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(*names_number(&names, text[i]), i + 1);
	assert_int_equal(names.n, MANY);
	assert_true(names.slots >= 2 * MANY && names.slots <= 4 * MANY);
	names_release(&names);
}

/* The published vectors of FNV-1a, 32 bits (draft-eastlake-fnv, appendix C). */
static void the_hash_is_fnv_1a(void **state)
{
	(void)state;
	assert_int_equal(names_hash(""), 0x811c9dc5u);
	assert_int_equal(names_hash("a"), 0xe40c292cu);
	assert_int_equal(names_hash("foobar"), 0xbf9cf968u);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_name_has_no_number_and_keeps_the_one_it_gets),
		cmocka_unit_test(many_names_are_kept_apart),
		cmocka_unit_test(the_hash_is_fnv_1a),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
