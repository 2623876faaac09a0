/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which codes the staff of a kiosk may set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/staff_code.h"
#include "text/text.h"

static void assert_judged(const char *typed, enum staff_code wanted)
{
	char code[200];

	strcpy(code, typed);
	text_ascii_digits(code);
	if (staff_code_judge(code) != wanted)
		fail_msg("“%s” is judged %d, not %d", typed, (int)staff_code_judge(code),
			(int)wanted);
}

static void a_code_that_anyone_would_try_is_refused(void **state)
{
	static const char *const trivial[] = { "0000", "1111", "999999", "aaaa", "1234", "12345678",
		"4321", "0123", "7890", "8901", "2109", "abcd", "dcba", "1212", "4747", "abab",
		"123123", "19851985", "Password", "PASSWORD", "vigie", "AZERTY", "2580", "éèêë",
		"ＡＢＣＤ", "１２３４", "١٢٣٤", "०००० " };

	(void)state;
	for (size_t i = 0; i < sizeof(trivial) / sizeof(*trivial); i++)
		assert_judged(trivial[i], STAFF_CODE_TRIVIAL);
}

static void other_codes_are_taken(void **state)
{
	static const char *const good[] = { "4711", "1235", "0001", "1122", "13579", "abce", "1a2b",
		"4647", "12123", "٤٧١١", "a b c d", "Lake 1", "été!" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_judged(good[i], STAFF_CODE_GOOD);
	assert_null(staff_code_fault(STAFF_CODE_GOOD));
}

/* As a person counts: two accented letters are four bytes and no code. */
static void a_code_has_a_length(void **state)
{
	char most[STAFF_CODE_BYTES + 2];

	(void)state;
	assert_judged("", STAFF_CODE_SHORT);
	assert_judged("471", STAFF_CODE_SHORT);
	assert_judged("éà", STAFF_CODE_SHORT);
	for (size_t i = 0; i < sizeof(most); i++)
		most[i] = (char)('a' + i * i % 23);
	most[STAFF_CODE_BYTES] = '\0';
	assert_judged(most, STAFF_CODE_GOOD);
	most[STAFF_CODE_BYTES] = 'x';
	most[STAFF_CODE_BYTES + 1] = '\0';
	assert_judged(most, STAFF_CODE_LONG);
	assert_non_null(strstr(staff_code_fault(STAFF_CODE_SHORT), "at least 4"));
	assert_non_null(strstr(staff_code_fault(STAFF_CODE_LONG), "at most 64"));
	assert_non_null(strstr(staff_code_fault(STAFF_CODE_TRIVIAL), "anyone tries"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_that_anyone_would_try_is_refused),
		cmocka_unit_test(other_codes_are_taken),
		cmocka_unit_test(a_code_has_a_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
