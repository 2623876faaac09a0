/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/spread.h"

#include "base/mem.h"

/* The square root by Newton's method, which from above comes down: libm is not linked for it. */
static double root(double x)
{
	double y = x > 1 ? x : 1, next;

	if (x <= 0)
		return 0;
	while ((next = (y + x / y) / 2) < y)
		y = next;
	return y;
}

void spread_add(struct spread *s, int percent)
{
	percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
	s->n++;
	s->count[percent]++;
	s->sum += percent;
	s->squares += (double)percent * percent;
}

double spread_mean(const struct spread *s)
{
	return s->n ? s->sum / (double)s->n : 0;
}

/* Returns the percentage at a rank, from 0, in order of size. */
static int ranked(const struct spread *s, size_t rank)
{
	int percent = 0;

	for (size_t before = s->count[0]; percent < 100 && before <= rank;)
		before += s->count[++percent];
	return percent;
}

double spread_median(const struct spread *s)
{
	return s->n ? (ranked(s, (s->n - 1) / 2) + ranked(s, s->n / 2)) / 2.0 : 0;
}

int spread_smallest(const struct spread *s)
{
	return s->n ? ranked(s, 0) : 0;
}

int spread_largest(const struct spread *s)
{
	return s->n ? ranked(s, s->n - 1) : 0;
}

bool spread_deviation(const struct spread *s, double *deviation)
{
	double n = (double)s->n, left;

	if (s->n < 2)
		return false;
	left = s->squares - s->sum * s->sum / n;
	*deviation = root(left / (n - 1));
	return true;
}

void spread_pair(struct spread_pairs *p, double difference)
{
	double from = difference - p->mean;

	p->n++;
	p->mean += from / (double)p->n;
	p->squares += from * (difference - p->mean);
}

double spread_student(size_t freedom)
{
	static const double table[] = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
		2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
		2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042 };
	const double z = 1.959964, cube = z * z * z, fifth = cube * z * z;
	double f = (double)freedom;

	if (freedom <= ARRAY_SIZE(table))
		return table[freedom ? freedom - 1 : 0];
	/* Abramowitz and Stegun, 26.7.5; past 30 degrees the two terms give three decimals */
	return z + (cube + z) / (4 * f) + (5 * fifth + 16 * cube + 3 * z) / (96 * f * f);
}

bool spread_interval(const struct spread_pairs *p, double *low, double *high)
{
	double n = (double)p->n, reach;

	if (p->n < SPREAD_PAIRS_MIN)
		return false;
	reach = spread_student(p->n - 1) * root(p->squares / (n - 1) / n);
	*low = p->mean - reach;
	*high = p->mean + reach;
	return true;
}
