/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best next thing for a learner, and the sentence that says it. Changes nothing. */
#ifndef SCREENS_NEXT_H
#define SCREENS_NEXT_H

#include "screens/model.h"

struct effects;
struct view;

enum next_kind {
	NEXT_NOTHING,     /* there is nothing that is not done */
	NEXT_GO_ON,       /* lesson: begun */
	NEXT_BEGIN,       /* lesson, or PLAN_WORKSHOP: not begun, and waits for nothing */
	NEXT_PAGE,        /* lesson, page: a single page of the path */
	NEXT_PATH,        /* the path is done, and the course has more */
	NEXT_REVIEW,      /* all is done, and questions are due */
	NEXT_CERTIFICATE, /* lesson: the exam, passed; nothing else is left */
};

struct next {
	enum next_kind kind;
	int lesson;               /* the one to stand on; 0 if there is none */
	const char *page, *title; /* id and title of the single page; else NULL */
};

/* What is left of the chosen path comes first. */
struct next next_find(const struct model *model);
/* Returns how many minutes it takes; 0 if that is not known. */
int next_minutes(const struct next *next, const struct model *model);
/* The same of a review of so many questions. */
int next_review_minutes(size_t due);
/* Returns what comes after a lesson, whether or not that is done; first those that follow it. */
struct next next_after(const struct model *model, int lesson);
/* Opens it. */
void next_open(const struct next *next, const struct model *model, struct effects *fx);
/* Returns "Go on: Forms and figures, page 9 of 12"; NULL for NEXT_NOTHING. */
const char *next_text(const struct next *next, const struct model *model, struct view *view);

#endif
