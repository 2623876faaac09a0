/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one place that computes what a sitting came to: points, percentage, whether enough was
 * answered, whether it is passed, which of two is better. Screens, certificate, report and exports
 * ask here, so that they agree.
 */
#ifndef LEARNER_SCORE_H
#define LEARNER_SCORE_H

#include <stdbool.h>
#include <stdint.h>

/* What a lesson asks for, in percent. */
struct rule {
	int mark;     /* of the points; 0: there is no pass mark */
	int answered; /* of the questions: fewer answers prove nothing */
};

/* Used where a lesson does not say what share must be answered. */
enum { RULE_ANSWERED_EXAM = 100, RULE_ANSWERED = 80 };

struct result {
	int score, max;      /* thousandths of a point; max: of all that was asked */
	int asked, answered; /* questions that are scored; the others were skipped */
	bool earlier;        /* finished when skipping counted as if it had not been asked: max is
				that of the answers, and the rule of then is not known */
	struct rule rule;    /* of the lesson when it was finished, unless earlier */
	bool passed;         /* as decided then; false if earlier or without a mark */
	int64_t at;          /* when it was finished, seconds since 1970; 0 while open */
};

/* True if the score reaches the mark, without rounding: 69.9 percent does not pass 70. */
bool score_passes(int score, int max, int mark);
/*
 * Returns the percentage to show, rounded half up, but on the same side of the mark as the score
 * itself, 100 only for all points and 0 only for none (or where 1 would reach a mark of 1). mark 0:
 * none.
 */
int score_percent(int score, int max, int mark);

/* Returns the exact share of the points, 0..1, for means; 0 if max is 0. */
double score_share(int score, int max);

/*
 * Returns a score less costs, in percent of it: those of the hints that were taken and of the tries
 * that were not right. Never below 0.
 */
int score_after_costs(int score, int costs);

/*
 * The functions below take the rule of the lesson as it is now. It counts for an open run and for
 * one by the earlier rule; any other is held to the rule by which it was finished.
 */

/* Returns the rule that counts. */
const struct rule *result_rule(const struct result *result, const struct rule *now);
/* Return how many answers are enough, and how many more it takes; 0 if there are enough. */
int result_needed(const struct result *result, const struct rule *rule);
int result_missing(const struct result *result, const struct rule *rule);
/* True if something was asked and enough of it answered. */
bool result_is_enough(const struct result *result, const struct rule *rule);
/*
 * True if there is a mark, enough answers and enough points. A finished run passes as it did then;
 * by the earlier rule the points alone decide.
 */
bool result_passes(const struct result *result, const struct rule *rule);
/*
 * Returns the percentage to show, by score_percent: on the same side as the score of the mark of
 * then and of that of now.
 */
int result_percent(const struct result *result, const struct rule *rule);
/* True if a has a greater share of the points. */
bool result_is_better(const struct result *a, const struct result *b);

#endif
