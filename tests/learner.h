/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEST_LEARNER_H
#define TEST_LEARNER_H
/* Queries on a learner's records. */

#include <string.h>

#include "learner/progress.h"
#include "learner/review.h"

/* As most lessons have it. */
static const struct rule learner_rule = { 70, RULE_ANSWERED };

/* Returns the percentage of the best or newest run; -1 if there is none. */
static inline int learner_best(const struct lesson_progress *record)
{
	return record->best.asked ? result_percent(&record->best, &learner_rule) : -1;
}

static inline int learner_newest(const struct lesson_progress *record)
{
	return record->finished ? result_percent(&record->newest, &learner_rule) : -1;
}

/* Returns the first unanswered question of a run; n if all are answered. */
static inline size_t first_unanswered(const struct run *run)
{
	size_t i = 0;

	while (i < run->n && run->answers[i].response)
		i++;
	return i;
}

static inline const struct review_item *review_find(const struct review *review, const char *ref)
{
	for (size_t i = 0; i < review->n; i++)
		if (!strcmp(review->items[i].ref, ref))
			return &review->items[i];
	return NULL;
}

#endif
