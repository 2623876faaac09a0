/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What comes back, and when: a question that was missed, guessed, or answered wrongly with
 * confidence is asked again after 1 day, then 3, then 7, and once more after four months. Right
 * twice in a row and it rests until that booster; wrong again and it begins anew. Intervals that
 * grow evenly do as well as cleverer ones: spacing against massing g = 0.74, equal against
 * expanding intervals no sure difference (Latimier, Peyre and Ramus 2021, Educational Psychology
 * Review 33).
 *
 * Pure arithmetic on days (counted from 1970-01-01), which are handed in.
 */
#ifndef LEARNER_REVIEW_H
#define LEARNER_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* How sure a person was; 0 where it was not asked. */
enum confidence { CONFIDENCE_NONE, CONFIDENCE_GUESS, CONFIDENCE_FAIRLY, CONFIDENCE_SURE };

enum { REVIEW_BOOSTER = 3, REVIEW_DONE = 4 };

struct review_item {
	const char *ref; /* "lesson/question" */
	int stage;  /* 0, 1, 2: the short intervals; REVIEW_BOOSTER; REVIEW_DONE: rests for good */
	int streak; /* right answers in a row while it came back */
	int due;    /* day */
};

struct review {
	struct arena arena;
	struct review_item *items;
	size_t n, cap;
};

void review_release(struct review *review);

/* Days of a stage: 1, 3, 7, 120. */
int review_interval(int stage);
int review_day(int64_t seconds);

/*
 * Notes an answer given on that day. In comes what was not fully right or only guessed; what is in
 * moves on. Before it is due a right answer changes nothing (answering twice on one day is no
 * spacing). Returns the item to be kept, or NULL if nothing changed.
 */
const struct review_item *review_record(
	struct review *review, const char *ref, bool right, enum confidence confidence, int day);
/* For the store: puts in what was kept. */
void review_put(struct review *review, const struct review_item *item);

bool review_is_due(const struct review_item *item, int day);
/* The first most of those that are due on that day, the longest due first, lessons mixed by it. */
size_t review_due(const struct review *review, int day, const char **refs, size_t most);

#endif
