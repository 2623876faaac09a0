/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What somebody knew before a course and after it: the same questions, paired by their ids, and the
 * first response to each, before hints or further tries could help. A pair counts only if both
 * responses are scored and neither question has changed since, for a corrected key makes another
 * question of it.
 *
 * The runs are those of the first sitting with enough answers, before and after.
 */
#ifndef LEARNER_COMPARE_H
#define LEARNER_COMPARE_H

#include "learner/progress.h"

/* The first response to a question. */
struct compare_item {
	int score, max;      /* thousandths of a point; without costs where that is known */
	const char *version; /* of the question that was answered; NULL: not known */
	const char *now;     /* of the question as it is now; NULL: not known */
};

struct comparison {
	int asked;              /* questions of the run after */
	int compared, changed;  /* pairs that count; pairs left out since a question has changed */
	int before, before_max; /* thousandths of a point, of the pairs that count */
	int after, after_max;
};

/*
 * Returns false if there is no first response that is scored: it was skipped, or an older store has
 * not kept it. now: as in compare_item.
 */
bool compare_first(const struct answer *answer, const char *now, struct compare_item *item);
/* Adds a question of the run after; an item is NULL where there is no such response. */
void compare_add(struct comparison *comparison, const struct compare_item *before,
	const struct compare_item *after);

/* Returns the version of a question as it is now; NULL if it is not known. */
typedef const char *compare_version_fn(
	const void *ctx, const struct run *run, const char *question);
void compare_runs(const struct run *before, const struct run *after, compare_version_fn *version,
	const void *ctx, struct comparison *comparison);

#endif
