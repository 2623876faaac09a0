/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/decimal.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "view/block.h"

#define M(whole, millionths) ((int64_t)(whole)*DECIMAL_ONE + (millionths))

struct reading {
	const char *text;
	int64_t value, other;
};

static void people_type_numbers_in_many_ways(void **state)
{
	static const struct reading cases[] = {
		{ "42", M(42, 0), M(42, 0) },
		{ " 42 ", M(42, 0), M(42, 0) },
		{ "0", 0, 0 },
		{ "007", M(7, 0), M(7, 0) },
		{ "-3", M(-3, 0), M(-3, 0) },
		{ "+3", M(3, 0), M(3, 0) },
		{ "\u2212 3", M(-3, 0), M(-3, 0) },
		{ "\u20133", M(-3, 0), M(-3, 0) },
		{ "0.5", M(0, 500000), M(0, 500000) },
		{ "0,5", M(0, 500000), M(0, 500000) },
		{ ",5", M(0, 500000), M(0, 500000) },
		{ ".5", M(0, 500000), M(0, 500000) },
		{ "5.", M(5, 0), M(5, 0) },
		{ "-0,25", M(0, -250000), M(0, -250000) },
		{ "1 234,5", M(1234, 500000), M(1234, 500000) },
		{ "1\u00a0234,5", M(1234, 500000), M(1234, 500000) },
		{ "1\u202f234,5", M(1234, 500000), M(1234, 500000) },
		{ "1,234.5", M(1234, 500000), M(1234, 500000) },
		{ "1.234,5", M(1234, 500000), M(1234, 500000) },
		{ "1'234.5", M(1234, 500000), M(1234, 500000) },
		{ "1\u2019234,5", M(1234, 500000), M(1234, 500000) },
		{ "1.234.567", M(1234567, 0), M(1234567, 0) },
		{ "1,234,567", M(1234567, 0), M(1234567, 0) },
		{ "12,34,567", M(1234567, 0), M(1234567, 0) },
		{ "1,234,567.891", M(1234567, 891000), M(1234567, 891000) },
		{ "1.234.567,891", M(1234567, 891000), M(1234567, 891000) },
		{ "1 234 567", M(1234567, 0), M(1234567, 0) },
		{ "1 234,567", M(1234, 567000), M(1234, 567000) },
		/* here the separator can mean thousands or decimals */
		{ "1,234", M(1234, 0), M(1, 234000) },
		{ "1.234", M(1234, 0), M(1, 234000) },
		{ "-12.345", M(-12345, 0), M(-12, -345000) },
		{ "123.456", M(123456, 0), M(123, 456000) },
		{ "1234.567", M(1234, 567000), M(1234, 567000) },
		{ "0.125", M(0, 125000), M(0, 125000) },
		{ ".125", M(0, 125000), M(0, 125000) },
		{ "1.2340", M(1, 234000), M(1, 234000) },
		{ "1.23", M(1, 230000), M(1, 230000) },
		{ "\uff14\uff12", M(42, 0), M(42, 0) },
		{ "\u0664\u0662", M(42, 0), M(42, 0) },
		{ "\u06f4\u06f2", M(42, 0), M(42, 0) },
		{ "\u096a\u0968", M(42, 0), M(42, 0) },
		{ "\u0e54\u0e52", M(42, 0), M(42, 0) },
		/* Arabic and Persian marks mean one thing each */
		{ "\u0661\u066c\u0662\u0663\u0664\u066b\u0665", M(1234, 500000), M(1234, 500000) },
		{ "\u06f1\u066c\u06f2\u06f3\u06f4", M(1234, 0), M(1234, 0) },
		{ "\u0661\u066b\u0662\u0663\u0664", M(1, 234000), M(1, 234000) },
		{ "\u066b\u0665", M(0, 500000), M(0, 500000) },
		{ "1,234\u066b5", M(1234, 500000), M(1234, 500000) },
		{ "\u0663\u060c\u0665", M(3, 500000), M(3, 500000) },
		{ "\u061c-\u0663\u066b\u0665", M(-3, -500000), M(-3, -500000) },
		{ "\u200e\u2212\u200e\u0663", M(-3, 0), M(-3, 0) },
		{ "3\u00b75", M(3, 500000), M(3, 500000) },
		/* fullwidth, as Chinese and Japanese keyboards type them */
		{ "\uff11\uff0c\uff12\uff13\uff14\uff0e\uff15", M(1234, 500000), M(1234, 500000) },
		{ "\uff0d\uff13\uff0e\uff15", M(-3, -500000), M(-3, -500000) },
		{ "\uff0b\uff13", M(3, 0), M(3, 0) },
		{ "\ufe633", M(-3, 0), M(-3, 0) },
		{ "\u27963", M(-3, 0), M(-3, 0) },
		{ "\u02d73", M(-3, 0), M(-3, 0) },
		{ "1\u2009234\u3000567", M(1234567, 0), M(1234567, 0) },
		{ "3.1415926535", M(3, 141592), M(3, 141592) },
		{ "999999999999.999999", M(999999999999, 999999), M(999999999999, 999999) },
		{ "0000000000000000001", M(1, 0), M(1, 0) },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int64_t value = -1, other = -1;
		bool ok = decimal_read(cases[i].text, &value, &other);

		if (!ok || value != cases[i].value || other != cases[i].other)
			print_error("“%s” is read as %lld or %lld\n", cases[i].text,
				(long long)value, (long long)other);
		assert_true(ok);
		assert_int_equal(value, cases[i].value);
		assert_int_equal(other, cases[i].other);
	}
}

static void what_is_no_number_is_refused(void **state)
{
	static const char *const cases[] = { "", " ", "-", "+", ".", ",", "abc", "4 2", "12 13",
		"1,2,3", "1,2,345", "1 2 345", "1.2.3", "1,23,4", "1,234,56", "1.234.56,7",
		"1,2.3,4", "1,,234", "1  234 5", "12a", "a12", "1e3", "0x10", "nan", "inf", "--1",
		"1-", "1/2", "5%", "3,141 592", "1000000000000", "99999999999999999999999999",
		"1'2", "'12", "12'", "1 ", "½", "\xff", "1\xff", "1:5", "1\u066b2\u066b3", "\u066b",
		"1\u066b234,5", "1,2\u066b5", "1\u066c2", "3:\u066b5", "\u4e09" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int64_t value, other;
		bool ok = decimal_read(cases[i], &value, &other);

		/* a trailing space is ignored */
		if (ok != !strcmp(cases[i], "1 "))
			print_error("“%s” is accepted as %lld\n", cases[i], (long long)value);
		assert_int_equal(ok, !strcmp(cases[i], "1 "));
	}
}

static void what_is_written_is_read_as_the_same_in_both_ways(void **state)
{
	uint64_t rng_state = 3;
	struct strbuf sb = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		static const uint64_t sizes[] = { 10, 1000, 2000000, 5000000000,
			999999999999999999 };
		int64_t value = (int64_t)(rand_next(&rng_state) % sizes[i % 5]), a, b, other;

		if (rand_below(&rng_state, 2))
			value = value / 1000 * 1000;
		if (rand_below(&rng_state, 2))
			value = -value;
		strbuf_clear(&sb);
		decimal_write(&sb, value);
		assert_true(decimal_parse(sb.buf, &a));
		assert_true(decimal_read(sb.buf, &b, &other));
		assert_int_equal(a, value);
		assert_int_equal(b, value);
		assert_int_equal(other, value);
	}
	strbuf_release(&sb);
}

static void assert_shown(int64_t value, const char *expected)
{
	struct view view;

	view_init(&view);
	assert_string_equal(decimal_show(&view, value), expected);
	view_release(&view);
}

static void people_read_numbers_in_groups_but_years_whole(void **state)
{
	(void)state;
	assert_shown(0, "0");
	assert_shown(M(2018, 0), "2018");
	assert_shown(M(50000, 0), "50,000");
	assert_shown(M(123456, 0), "123,456");
	assert_shown(M(1234567, 500000), "1,234,567.5");
	assert_shown(M(-50000, 0), "\u221250,000");
	assert_shown(M(0, -250000), "\u22120.25");
	assert_shown(M(1, 234000), "1.234");
	assert_shown(M(999999999999, 999999), "999,999,999,999.999999");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_type_numbers_in_many_ways),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(what_is_written_is_read_as_the_same_in_both_ways),
		cmocka_unit_test(people_read_numbers_in_groups_but_years_whole),
	};

	return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
