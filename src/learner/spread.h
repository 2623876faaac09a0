/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the results of a group are spread, and how sure a mean difference is: pure arithmetic, in
 * memory that does not grow. Percentages are whole, as they are shown, so that every figure can be
 * checked against the list of people.
 */
#ifndef LEARNER_SPREAD_H
#define LEARNER_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

/* The percentages of many people. Zero bytes are an empty one. */
struct spread {
	size_t n;
	double sum, squares;
	size_t count[101]; /* people by percentage */
};

/* Adds a percentage, 0..100. */
void spread_add(struct spread *spread, int percent);
/* All return 0 if there is none. */
double spread_mean(const struct spread *spread);
/* The middle one, or the mean of the two in the middle. */
double spread_median(const struct spread *spread);
int spread_smallest(const struct spread *spread);
int spread_largest(const struct spread *spread);
/* Sets *deviation to the standard deviation of a sample (n - 1); false below two people. */
bool spread_deviation(const struct spread *spread, double *deviation);

enum {
	SPREAD_PAIRS_MIN = 2,  /* fewer pairs have no interval */
	SPREAD_PAIRS_SURE = 5, /* with fewer, one person alone can turn the result */
	SPREAD_CONFIDENCE = 95 /* percent of such intervals that hold the true difference */
};

/* Differences of pairs, such as after less before. Zero bytes are an empty one. */
struct spread_pairs {
	size_t n;
	double mean, squares; /* squares: of the deviations from the mean (Welford 1962) */
};

void spread_pair(struct spread_pairs *pairs, double difference);
/*
 * Sets *low and *high to the interval around the mean by Student's t with n - 1 degrees of freedom.
 * Returns false if there are fewer than SPREAD_PAIRS_MIN pairs.
 */
bool spread_interval(const struct spread_pairs *pairs, double *low, double *high);
/* Returns the 97.5 percent point of Student's t, to three decimals; freedom >= 1. */
double spread_student(size_t freedom);

#endif
