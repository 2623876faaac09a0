/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What many answers reveal about a question: pure arithmetic (classical test theory, as in Crocker
 * and Algina, Introduction to Classical and Modern Test Theory, ch. 14). Only each person's first
 * answer to a question counts: later ones measure memory. Facility is the mean share of the points.
 * Discrimination is the correlation with the other answers of the same sitting (item-rest): a
 * person who knows the rest should know this too. With fewer than STATS_MIN_ANSWERS answers nothing
 * is claimed.
 *
 * Pass the answers person by person (stats_begin_person first), each person's sittings in order of
 * time, and close each sitting (stats_end_sitting). Memory grows with the number of questions, not
 * of answers.
 */
#ifndef LEARNER_STATS_H
#define LEARNER_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

enum {
	STATS_MIN_ANSWERS = 30, /* answers needed before a question is judged */
	STATS_RESPONSES = 24,   /* distinct responses counted separately per question */
	STATS_PICKS = 16,       /* … picks per answer */
	STATS_SITTING_MAX = 400,
	STATS_SECONDS_MAX = 600 /* longer times count as a break */
};

struct stats_response {
	const char *text; /* a whole response, or one pick of it ("c" of "a,c") */
	size_t n;         /* people who chose it */
	size_t rested;    /* of these, the ones who answered other questions in that sitting … */
	double rest;      /* … and the sum of their shares of the other points, 0..1 each */
	bool right;
	bool offered; /* could be chosen without typing */
};

struct stats_item {
	const char *lesson, *question;
	char separator;         /* between the picks of a response; 0: not split */
	size_t n;               /* first answers */
	size_t skipped, hinted; /* passed over; answered with a hint */
	size_t retried;         /* first answers that were not right on the first try */
	double share;           /* sum of the shares of the points, 0..1 each */
	size_t paired;          /* answers with others in the same sitting, and their sums: */
	double x, xx, y, yy, xy;
	struct stats_response responses[STATS_RESPONSES];
	size_t n_responses, others; /* others: answers beyond the distinct ones kept */
	size_t timed;
	uint32_t seconds[STATS_SECONDS_MAX + 1]; /* histogram of the times */
	size_t person;                           /* last person who answered it */
};

struct stats_answer {
	const char *response; /* "" if skipped */
	int score, max;       /* max 0: not scored, counts only as skipped */
	int hints, tries;
	int64_t seconds; /* since the previous answer or the start of the sitting; negative if
			    unknown */
};

struct stats {
	struct arena arena;
	struct stats_item **items; /* in order of first appearance */
	size_t n, cap;
	size_t *slots, n_slots; /* hash: index + 1 */
	size_t people, answers; /* answers: first ones only */
	struct {
		struct stats_item *item; /* NULL: not a first answer, but part of the rest */
		double share;
		struct stats_response *picks[STATS_PICKS];
		size_t n_picks;
	} sitting[STATS_SITTING_MAX];
	size_t n_sitting;
};

void stats_init(struct stats *stats);
void stats_release(struct stats *stats);

/*
 * Returns the item of a question, creating it if needed; then *is_new (may be NULL) is true, and
 * the caller may set separator and add options. Lives as long as stats.
 */
struct stats_item *stats_item(
	struct stats *stats, const char *lesson, const char *question, bool *is_new);
/* Adds an option, so that it is counted even if it is never chosen. Copies text. */
void stats_add_option(struct stats *stats, struct stats_item *item, const char *text, bool right);

void stats_begin_person(struct stats *stats);
/* Adds an answer to the current sitting; copies the texts it keeps. */
void stats_answer(struct stats *stats, struct stats_item *item, const struct stats_answer *answer);
void stats_end_sitting(struct stats *stats);

/* Returns 0..1; 0 if there are no answers. */
double stats_facility(const struct stats_item *item);
/* Sets *r to -1..1. Returns false if it is undefined: too few answers, or all equal. */
bool stats_discrimination(const struct stats_item *item, double *r);
/*
 * Sets *share to the mean share of the rest, 0..1, that the people with this response got right;
 * false if none of them answered anything else.
 */
bool stats_rest(const struct stats_response *response, double *share);
/* Returns the median time to answer (the lower one of two), in seconds; -1 if unknown. */
int stats_seconds(const struct stats_item *item);
/*
 * True if the response was offered, is wrong, and was chosen by fewer than 5 in 100 (Haladyna and
 * Downing 1993). Always false below STATS_MIN_ANSWERS answers.
 */
bool stats_is_dead_option(const struct stats_item *item, const struct stats_response *response);

/* Flags of a question worth a look, as bits; 0 below STATS_MIN_ANSWERS answers. */
enum {
	STATS_TOO_EASY = 1,   /* facility above 0.95 */
	STATS_TOO_HARD = 2,   /* facility below 0.20 */
	STATS_REVERSED = 4,   /* discrimination below -0.10: people who know the rest miss it */
	STATS_WEAK = 8,       /* discrimination between -0.10 and 0.10 */
	STATS_WRONG_KEY = 16, /* a wrong response draws at least a quarter, more than any right one,
				 and those who chose it know at least 5 in 100 more of the rest */
	STATS_DEAD = 32       /* a wrong option that is hardly ever chosen */
};
unsigned stats_flags(const struct stats_item *item);

#endif
