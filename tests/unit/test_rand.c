/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "base/rand.h"

/* The published sequence for this seed (Vigna, splitmix64.c). */
static void the_numbers_are_those_of_splitmix64(void **state)
{
	static const uint64_t want[] = { UINT64_C(6457827717110365317),
		UINT64_C(3203168211198807973), UINT64_C(9817491932198370423),
		UINT64_C(4593380528125082431), UINT64_C(16408922859458223821) };
	uint64_t seed = 1234567;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(want); i++)
		assert_true(rand_next(&seed) == want[i]);
}

static void a_seed_gives_the_same_numbers_again(void **state)
{
	uint64_t a = 42, b = 42, c = 43;
	int same = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		uint64_t x = rand_next(&a);

		assert_true(x == rand_next(&b));
		same += x == rand_next(&c);
	}
	assert_int_equal(same, 0);
}

static void numbers_below_n_are_below_n_and_all_come(void **state)
{
	uint64_t seed = 1;
	int seen[7] = { 0 };

	(void)state;
	for (int i = 0; i < 7000; i++) {
		uint32_t x = rand_below(&seed, 7);

		assert_true(x < 7);
		seen[x]++;
	}
	for (size_t i = 0; i < ARRAY_SIZE(seen); i++)
		assert_in_range(seen[i], 850, 1150);
}

/* 2^64 is not a multiple of 10: the last few values would make 0 to 5 more frequent, so they are
 * rejected and drawn again. */
static void numbers_below_n_all_come_equally_often(void **state)
{
	const uint64_t before_the_last = UINT64_C(0x31628af67b2131ab);
	uint64_t seed = before_the_last, again = before_the_last;

	(void)state;
	assert_true(rand_next(&again) == UINT64_MAX);
	assert_int_equal(rand_below(&seed, 10), rand_next(&again) % 10);
	assert_true(seed == again);
}

static void below_one_is_always_zero(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_int_equal(rand_below(&seed, 1), 0);
	assert_true(rand_below(&seed, UINT32_MAX) < UINT32_MAX);
}

static void an_order_holds_each_number_once(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (size_t n = 0; n <= 20; n++) {
		int order[21], seen[20] = { 0 };

		order[n] = -7;
		rand_shuffle(&seed, order, n);
		assert_int_equal(order[n], -7);
		for (size_t i = 0; i < n; i++) {
			assert_in_range(order[i], 0, n - 1);
			seen[order[i]]++;
		}
		for (size_t i = 0; i < n; i++)
			assert_int_equal(seen[i], 1);
	}
}

static void all_orders_come_equally_often(void **state)
{
	uint64_t seed = 6;
	int seen[27] = { 0 };

	(void)state;
	for (int i = 0; i < 6000; i++) {
		int order[3];

		rand_shuffle(&seed, order, 3);
		seen[order[0] * 9 + order[1] * 3 + order[2]]++;
	}
	for (int a = 0; a < 3; a++)
		for (int b = 0; b < 3; b++)
			if (a != b)
				assert_in_range(seen[a * 9 + b * 3 + 3 - a - b], 850, 1150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_numbers_are_those_of_splitmix64),
		cmocka_unit_test(a_seed_gives_the_same_numbers_again),
		cmocka_unit_test(numbers_below_n_are_below_n_and_all_come),
		cmocka_unit_test(numbers_below_n_all_come_equally_often),
		cmocka_unit_test(below_one_is_always_zero),
		cmocka_unit_test(an_order_holds_each_number_once),
		cmocka_unit_test(all_orders_come_equally_often),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
