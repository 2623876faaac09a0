/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TEST_LEARNER_H
#define TEST_LEARNER_H
/* Queries on a learner's records. */

#include <string.h>

#include "learner/progress.h"
#include "learner/review.h"

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
