/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What many answers say of a question: pure arithmetic (classical test theory, as in Crocker and
 * Algina, Introduction to Classical and Modern Test Theory, ch. 14). Only the first answer of each
 * person to a question counts, since later ones tell of memory. Facility is the mean share of the
 * points. Discrimination is the correlation with the other answers of the same sitting (item-rest):
 * whoever knows the rest should know this. Below STATS_MIN_ANSWERS answers nothing is claimed.
 *
 * Hand in the answers person by person (stats_begin_person first), each person's sittings in the
 * order of time, and close each sitting (stats_end_sitting). Memory grows with the number of
 * questions, not with that of answers.
 */
#ifndef LEARNER_STATS_H
#define LEARNER_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

enum {
	STATS_MIN_ANSWERS = 30, /* answers, before anything is claimed of a question */
	STATS_RESPONSES = 24,   /* different ones that are told apart in a question */
	STATS_PICKS = 16,       /* … in one answer */
	STATS_SITTING_MAX = 400,
	STATS_SECONDS_MAX = 600 /* whoever takes longer has gone for tea */
};

struct stats_response {
	const char *text; /* a whole response, or one pick of it ("c" of "a,c") */
	size_t n;         /* people who chose it */
	size_t rested;    /* of them, those who answered something else in that sitting … */
	double rest;      /* … and the sum of how much of that they knew, 0 to 1 each */
	bool right;
	bool offered; /* could be chosen without typing */
};

struct stats_item {
	const char *lesson, *question;
	char separator;         /* between the picks of a response; 0: it is taken whole */
	size_t n;               /* first answers */
	size_t skipped, hinted; /* passed over; answered with a hint */
	size_t retried;         /* first answers that needed another try: not right at the first */
	double share;           /* sum of the shares of the points, 0 to 1 each */
	size_t paired;          /* answers with others beside them, and their sums: */
	double x, xx, y, yy, xy;
	struct stats_response responses[STATS_RESPONSES];
	size_t n_responses, others; /* others: answers beyond those told apart */
	size_t timed;
	uint32_t seconds[STATS_SECONDS_MAX + 1]; /* how many took so long */
	size_t person;                           /* the last one who answered it */
};

struct stats_answer {
	const char *response; /* "": skipped */
	int score, max;       /* max 0: not scored, counts for nothing but skipped */
	int hints, tries;
	int64_t seconds; /* since the answer before, or since the sitting began; negative: not known
			  */
};

struct stats {
	struct arena arena;
	struct stats_item **items; /* in the order in which they came */
	size_t n, cap;
	size_t *slots, n_slots; /* hash: index + 1 */
	size_t people, answers; /* answers: first ones */
	struct {
		struct stats_item *item; /* NULL: no first answer, but part of the rest */
		double share;
		struct stats_response *picks[STATS_PICKS];
		size_t n_picks;
	} sitting[STATS_SITTING_MAX];
	size_t n_sitting;
};

void stats_init(struct stats *stats);
void stats_release(struct stats *stats);

/* The item of a question; *is_new (unless NULL): it was made now, and separator and offers may be
 * set. Lives as long as stats. */
struct stats_item *stats_item(
	struct stats *stats, const char *lesson, const char *question, bool *is_new);
/* A response that is there to be chosen, so that it is seen when nobody does. Text is copied. */
void stats_add_option(struct stats *stats, struct stats_item *item, const char *text, bool right);

void stats_begin_person(struct stats *stats);
/* An answer of the sitting in hand; texts are copied when new. */
void stats_answer(struct stats *stats, struct stats_item *item, const struct stats_answer *answer);
void stats_end_sitting(struct stats *stats);

/* 0 to 1; 0 if nobody answered. */
double stats_facility(const struct stats_item *item);
/* -1 to 1. False if it cannot be told: too few answers, or all the same. */
bool stats_discrimination(const struct stats_item *item, double *r);
/* How much of the rest those know who chose the response, 0 to 1; false if nobody of them answered
 * anything else. */
bool stats_rest(const struct stats_response *response, double *share);
/* The time within which half of the people answered (the lower one of two); -1 if it is not known.
 */
int stats_seconds(const struct stats_item *item);
/* Offered, wrong, and chosen by fewer than 5 in 100 (Haladyna and Downing 1993). False below
 * STATS_MIN_ANSWERS answers. */
bool stats_is_dead_option(const struct stats_item *item, const struct stats_response *response);

/* What is to be looked at, as bits; 0 below STATS_MIN_ANSWERS answers. */
enum {
	STATS_TOO_EASY = 1,   /* facility above 0.95 */
	STATS_TOO_HARD = 2,   /* below 0.20 */
	STATS_REVERSED = 4,   /* discrimination below -0.10: those who know the rest miss it */
	STATS_WEAK = 8,       /* between -0.10 and 0.10 */
	STATS_WRONG_KEY = 16, /* a wrong response draws a quarter of the people or more, more than
				 any right one, who know at least 5 in 100 more of the rest */
	STATS_DEAD = 32       /* a wrong option that hardly anybody chooses */
};
unsigned stats_flags(const struct stats_item *item);

#endif
