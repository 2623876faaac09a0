/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which questions come back, and when. A question that was missed or guessed is asked again after
 * 1 day, and each time it is answered right on its day or later, after 3 more, 7 more and 120 more;
 * right once again, it has come to rest. A missed or guessed answer resets it to the first
 * interval. Simple intervals do as well as clever ones: spaced practice beats massed practice (g =
 * 0.74), but no reliable difference is known between equal and expanding intervals (Latimier, Peyre
 * and Ramus 2021, Educational Psychology Review 33).
 *
 * Pure arithmetic on days, which are passed in: the numbers of the person's own days (model_day).
 * They may go back, when someone travels west or a clock was wrong.
 */
#ifndef LEARNER_REVIEW_H
#define LEARNER_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* How sure the learner was; 0 if not asked. */
enum confidence { CONFIDENCE_NONE, CONFIDENCE_GUESS, CONFIDENCE_FAIRLY, CONFIDENCE_SURE };

enum { REVIEW_BOOSTER = 3, REVIEW_DONE = 4 };

/*
 * REVIEW_TRAVEL: days that a journey can take off the date, at most. REVIEW_FIRST_DAY: 2026-01-01;
 * on an earlier day the clock is wrong, for Vigie is younger.
 * REVIEW_APART: seconds between two answers that count as spaced, whatever the days say: at four in
 * the morning, or with another time zone, a new day begins in a moment.
 */
enum { REVIEW_TRAVEL = 2, REVIEW_FIRST_DAY = 20454, REVIEW_APART = 4 * 3600 };

struct review_item {
	const char *ref; /* "lesson/question" */
	int stage;  /* 0..2: the short intervals; REVIEW_BOOSTER; REVIEW_DONE: never asked again */
	int streak; /* right answers in a row since it was added or reset */
	int due;    /* day number */
	bool moved; /* by the latest review_bring_back */
};

struct review {
	struct arena arena;
	struct review_item *items;
	size_t n, cap;
};

void review_release(struct review *review);

/* Returns the days of a stage: 1, 3, 7, 120. */
int review_interval(int stage);

/*
 * Records an answer given on day. A question is added if it was not fully right or only guessed;
 * one already there advances or is reset. A right answer before the due day changes nothing: two
 * answers on one day are not spaced. Returns the item to save, or NULL if nothing changed.
 */
const struct review_item *review_record(
	struct review *review, const char *ref, bool right, enum confidence confidence, int day);
/* Adds an item read from the store. */
void review_put(struct review *review, const struct review_item *item);
/*
 * Brings back every due day so far beyond its interval, counted from day, that only a wrong clock
 * can have set it: the interval then begins today. Returns true if there were any.
 * Does nothing before REVIEW_FIRST_DAY, or a dead battery would make all questions due at once.
 */
bool review_bring_back(struct review *review, int day);

bool review_is_due(const struct review_item *item, int day);
/* True if a question that was asked at last (0: never) may be asked for review now. */
bool review_is_apart(int64_t last, int64_t now);
/*
 * Writes up to most refs of the questions due on day, the most overdue first, which mixes the
 * lessons. Returns their number.
 */
size_t review_due(const struct review *review, int day, const char **refs, size_t most);

#endif
