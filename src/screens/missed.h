/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that explain what was missed in a run, each once, in the order of the course. */
#ifndef SCREENS_MISSED_H
#define SCREENS_MISSED_H

#include "screens/model.h"

struct view;

enum { MISSED_MAX = 64 };

struct missed {
	struct model_place v[MISSED_MAX]; /* an exam asks about several lessons */
	size_t n;
};

/* Finds those of the last run of the lesson, which may be LESSON_REVIEW. */
void missed_find(const struct model *model, int lesson, struct missed *missed);
/* Returns "Reread what was missed: pages 4, 7 and 9". */
const char *missed_words(const struct missed *missed, struct view *view);
/* Returns about how long they take, by the minutes of their lessons; at least one. */
int missed_minutes(const struct missed *missed, const struct model *model);

#endif
