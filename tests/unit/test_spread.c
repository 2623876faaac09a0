/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Median, spread and intervals, against figures of textbooks and by another way of computing. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/rand.h"
#include "learner/spread.h"

static void assert_near(double is, double wanted, double by)
{
	if (fabs(is - wanted) > by)
		fail_msg("%f is not %f", is, wanted);
}

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void the_middle_and_the_spread_are_those_of_the_sorted_list(void **state)
{
	uint64_t rng = 7;
	int v[60];

	(void)state;
	for (int n = 1; n <= 60; n++) {
		struct spread s = { 0 };
		double sum = 0, squares = 0, deviation;

		for (int i = 0; i < n; i++) {
			v[i] = (int)rand_below(&rng, 101);
			spread_add(&s, v[i]);
			sum += v[i];
		}
		for (int i = 0; i < n; i++)
			squares += (v[i] - sum / n) * (v[i] - sum / n);
		qsort(v, (size_t)n, sizeof(*v), compare);
		assert_int_equal(s.n, n);
		assert_near(spread_mean(&s), sum / n, 1e-9);
		assert_near(spread_median(&s), (v[(n - 1) / 2] + v[n / 2]) / 2.0, 1e-9);
		assert_int_equal(spread_smallest(&s), v[0]);
		assert_int_equal(spread_largest(&s), v[n - 1]);
		assert_int_equal(spread_deviation(&s, &deviation), n > 1);
		if (n > 1)
			assert_near(deviation, sqrt(squares / (n - 1)), 1e-6);
	}
}

static void of_nobody_nothing_is_said(void **state)
{
	struct spread s = { 0 };
	struct spread_pairs p = { 0 };
	double x, y;

	(void)state;
	assert_near(spread_mean(&s), 0, 0);
	assert_near(spread_median(&s), 0, 0);
	assert_int_equal(spread_smallest(&s), 0);
	assert_int_equal(spread_largest(&s), 0);
	assert_false(spread_deviation(&s, &x));
	assert_false(spread_interval(&p, &x, &y));
	spread_pair(&p, 50);
	assert_false(spread_interval(&p, &x, &y));
}

/* Student's own data: the additional hours of sleep of ten people (Biometrika 6, 1908). */
static void the_interval_is_that_of_student(void **state)
{
	static const double hours[] = { 1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4 };
	struct spread_pairs p = { 0 };
	double low, high;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(hours); i++)
		spread_pair(&p, hours[i]);
	assert_near(p.mean, 1.58, 1e-9);
	assert_true(spread_interval(&p, &low, &high));
	assert_near(low, 0.7001, 5e-4);
	assert_near(high, 2.4599, 5e-4);
}

static void the_points_of_t_are_those_of_the_tables(void **state)
{
	static const struct {
		size_t freedom;
		double t;
	} tables[] = { { 1, 12.706 }, { 2, 4.303 }, { 9, 2.262 }, { 30, 2.042 }, { 31, 2.040 },
		{ 40, 2.021 }, { 60, 2.000 }, { 120, 1.980 }, { 100000, 1.960 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		assert_near(spread_student(tables[i].freedom), tables[i].t, 6e-4);
	for (size_t i = 1; i < 200; i++)
		assert_true(spread_student(i) > spread_student(i + 1));
}

static void who_are_all_alike_have_no_spread(void **state)
{
	struct spread s = { 0 };
	struct spread_pairs p = { 0 };
	double x, y;

	(void)state;
	for (int i = 0; i < 4; i++) {
		spread_add(&s, 140);
		spread_pair(&p, 25);
	}
	assert_true(spread_deviation(&s, &x));
	assert_near(x, 0, 0);
	assert_int_equal(spread_smallest(&s), 100);
	assert_true(spread_interval(&p, &x, &y));
	assert_near(x, 25, 0);
	assert_near(y, 25, 0);
	spread_add(&s, -5);
	assert_int_equal(spread_smallest(&s), 0);
	assert_int_equal(spread_largest(&s), 100);
	assert_near(spread_student(0), spread_student(1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_are_all_alike_have_no_spread),
		cmocka_unit_test(the_middle_and_the_spread_are_those_of_the_sorted_list),
		cmocka_unit_test(of_nobody_nothing_is_said),
		cmocka_unit_test(the_interval_is_that_of_student),
		cmocka_unit_test(the_points_of_t_are_those_of_the_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
