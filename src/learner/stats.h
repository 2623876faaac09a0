/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What many answers reveal about a question: pure arithmetic (classical test theory, as in Crocker
 * and Algina, Introduction to Classical and Modern Test Theory, ch. 14). Only each person's first
 * response to a question counts, whatever its version: later ones measure memory. Facility is the
 * mean share of the points. Discrimination is the correlation with the rest of the same sitting
 * (item-rest), which is the points of the other questions out of their maximum: a person who knows
 * the rest should know this too. What was skipped is neither right nor wrong, and no part of the
 * rest. With fewer than STATS_MIN_ANSWERS answers nothing is claimed.
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
	STATS_MIN_PICKED = 5,   /* … with the right response before another is compared with it */
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
	const char *version;    /* "" if it is not known */
	char separator;         /* between the picks of a response; 0: not split */
	bool two_way;           /* has two options: what is chosen says no more than the points */
	size_t n;               /* first answers */
	size_t unknown;         /* of these, the ones whose response is not known */
	size_t skipped, hinted; /* people who passed it over; answered with a hint */
	size_t retried;         /* first answers that were followed by another try */
	double share;           /* sum of the shares of the points, 0..1 each */
	size_t paired;          /* answers with others in the same sitting, and their sums: */
	double x, xx, y, yy, xy;
	struct stats_response responses[STATS_RESPONSES];
	size_t n_responses, others; /* others: answers beyond the distinct ones kept */
	size_t timed;
	uint32_t seconds[STATS_SECONDS_MAX + 1]; /* histogram of the times */
	size_t index;                            /* in items of stats */
	/* The versions of a question are a list; its first item knows who answered any of them. */
	struct stats_item *first, *next;
	size_t person, skipper; /* of first: last person who answered, and who skipped */
};

/* The first response to a question in a sitting. */
struct stats_answer {
	const char *response; /* "" if skipped; NULL if it is not known, but was not right */
	int score, max;       /* max 0: not scored, counts only as skipped */
	int hints;
	bool retried;    /* it was not right, and another try followed */
	int64_t seconds; /* until it was given; negative if unknown */
};

struct stats {
	struct arena arena;
	struct stats_item **items; /* in order of first appearance */
	size_t n, cap;
	size_t *slots, n_slots; /* hash of the first items: index + 1 */
	size_t people, answers; /* answers: first ones only */
	struct {
		struct stats_item *item; /* NULL: not a first answer, but part of the rest */
		int score, max;
		struct stats_response *picks[STATS_PICKS];
		size_t n_picks;
	} sitting[STATS_SITTING_MAX];
	size_t n_sitting;
};

void stats_init(struct stats *stats);
void stats_release(struct stats *stats);

/*
 * Returns the item of a version of a question (NULL: not known), creating it if needed; then
 * *is_new (may be NULL) is true, and the caller may set separator, two_way and add options. Lives
 * as long as stats.
 */
struct stats_item *stats_item(struct stats *stats, const char *lesson, const char *question,
	const char *version, bool *is_new);
/* Adds an option, so that it is counted even if it is never chosen. Copies text. */
void stats_add_option(struct stats *stats, struct stats_item *item, const char *text, bool right);

void stats_begin_person(struct stats *stats);
/* Adds an answer to the current sitting; copies the texts it keeps. */
void stats_answer(struct stats *stats, struct stats_item *item, const struct stats_answer *answer);
void stats_end_sitting(struct stats *stats);
/* Adds the answers of another version of the same question to into, and leaves from empty. */
void stats_merge(struct stats *stats, struct stats_item *into, struct stats_item *from);

/* Sets *share to 0..1. Returns false if there are no answers. */
bool stats_facility(const struct stats_item *item, double *share);
/* Sets *r to -1..1. Returns false if it is undefined: too few answers, or all equal. */
bool stats_discrimination(const struct stats_item *item, double *r);
/*
 * Returns how far a discrimination of r may be off by chance, either way: 1.96 (1 - r²) / √(n - 1),
 * where n is the answers it was computed from.
 */
double stats_margin(const struct stats_item *item, double r);
/*
 * Sets *share to the mean share of the rest, 0..1, that the people with this response got right;
 * false if none of them answered anything else.
 */
bool stats_rest(const struct stats_response *response, double *share);
/* Returns the median time to answer (the lower one of two), in seconds; -1 if unknown. */
int stats_seconds(const struct stats_item *item);
/*
 * True if the response was offered, is wrong, and was chosen by fewer than 5 in 100 (Haladyna and
 * Downing 1993), even if all responses that are not known were this one. Always false below
 * STATS_MIN_ANSWERS answers, and of two options: there it says only that the question is easy.
 */
bool stats_is_dead_option(const struct stats_item *item, const struct stats_response *response);

/* Flags of a question worth a look, as bits; 0 below STATS_MIN_ANSWERS answers. */
enum {
	STATS_TOO_EASY = 1,   /* facility above 0.95 */
	STATS_TOO_HARD = 2,   /* facility below 0.20 */
	STATS_REVERSED = 4,   /* discrimination below -0.10: people who know the rest miss it */
	STATS_WEAK = 8,       /* discrimination between -0.10 and 0.10 */
	STATS_WRONG_KEY = 16, /* a wrong response draws at least a quarter, more than any right one,
				 and those who chose it know at least 5 in 100 more of the rest; not
				 of two options, where it is the same as REVERSED */
	STATS_DEAD = 32       /* a wrong option that is hardly ever chosen */
};
unsigned stats_flags(const struct stats_item *item);

#endif
