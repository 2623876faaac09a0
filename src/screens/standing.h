/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a learner stands with a lesson: whether it is done, what should come before it, and the
 * words for that, so that every screen says the same. Indexes are those of the course.
 */
#ifndef SCREENS_STANDING_H
#define SCREENS_STANDING_H

#include "screens/model.h"

struct view;

/*
 * True if nothing is left to do: passed, or without a pass mark enough answered or read to the end;
 * a scenario was played to its end.
 */
bool standing_is_done(const struct model *model, int index);
/*
 * Lists the lessons of the course that the lesson requires and that are not done, in order. Returns
 * their number, and at most max of them (NULL: none). One that cannot be read is not asked for.
 */
size_t standing_missing(const struct model *model, int index, int *missing, size_t max);
/*
 * True if it is an exam that waits for other lessons. It never does in a kiosk, where a course
 * lacks a lesson that it requires, where a trainer has set so, once it was begun or passed, or if
 * the other lesson itself waits for it. Everything else that is required is advice.
 */
bool standing_is_closed(const struct model *model, int index);

/*
 * Returns what a run comes to: of an open one, with the questions as they are now, so that skipped
 * ones that are gone or not scored were not asked.
 */
struct result standing_result(const struct model *model, int index, const struct run *run);
/* Returns what a skipped question is worth, in thousandths of a point; 0: not asked. */
int standing_worth(const struct model *model, int index, const char *question);

/* Returns "82%", or for too few answers "5 answers of 31". */
const char *standing_score(const struct result *result, const struct rule *rule, struct view *view);
/*
 * Returns sentences for too few answers: how many there are, and what is missing. waiting: of an
 * open run, whose skipped questions can still be answered.
 */
const char *standing_short(
	const struct result *result, const struct rule *rule, bool waiting, struct view *view);
/* Returns the numbers of the lessons that standing_missing lists, "2 to 4, 7"; "" if none. */
const char *standing_numbers(const struct model *model, int index, struct view *view);
/* Returns the state of a lesson or PLAN_WORKSHOP for a list, "✔ passed, 82%", in at most 18 cells;
 * in plain lines words alone.
 */
const char *standing_status(const struct model *model, int index, struct view *view);

#endif
