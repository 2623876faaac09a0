/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What many answers say of a question: pure arithmetic. Only first answers of first sittings are handed in, since later ones
 * tell of memory. Facility is the mean share of the points. Discrimination is the correlation with the other answers
 * of the same sitting (item-rest): whoever knows the rest should know this. Below STATS_LEAST answers nothing is claimed.
 */
#ifndef LEARNER_STATS_H
#define LEARNER_STATS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum { STATS_LEAST = 30, STATS_RESPONSES = 24, STATS_RUN_MAX = 400 };

struct stats_response {
	const char *text;
	size_t n;
	double rest;            /* sum of what else its people knew, 0 to 1 each */
	bool right;
};

struct stats_item {
	const char *lesson, *question;
	size_t n, hints;
	double x, xx, y, yy, xy;        /* sums: share of points, and of the rest */
	size_t pairs;                   /* answers that have a rest */
	struct stats_response responses[STATS_RESPONSES];
	size_t n_responses, others;     /* others: too many different ones */
};

struct stats {
	struct arena arena;
	struct stats_item **items;      /* in the order in which they came */
	size_t n, cap;
	size_t *slots, n_slots;         /* hash: index + 1 */
	struct { struct stats_item *item; struct stats_response *response; double share; } run[STATS_RUN_MAX];
	size_t n_run;
};

void stats_init(struct stats *stats);
void stats_release(struct stats *stats);
/* An answer of the sitting in hand; max 0 is not scored and passed over. Texts are copied when new. */
void stats_answer(struct stats *stats, const char *lesson, const char *question, const char *response, int score,
	int max, int hints);
/* The sitting is at its end. */
void stats_end_run(struct stats *stats);

double stats_facility(const struct stats_item *item);
/* False if it cannot be told: too few, or all the same. */
bool stats_discrimination(const struct stats_item *item, double *r);

/* What is to be looked at, as bits; 0 below STATS_LEAST answers. */
enum {
	STATS_TOO_EASY = 1,     /* more than 95 of 100 points */
	STATS_TOO_HARD = 2,     /* fewer than 20 */
	STATS_REVERSED = 4,     /* discrimination below zero: those who know the rest miss it */
	STATS_WEAK = 8,         /* below 0.10 */
	STATS_WRONG_KEY = 16    /* a wrong answer is chosen more often than the right one, by people who know more */
};
unsigned stats_clinic(const struct stats_item *item);

#endif
