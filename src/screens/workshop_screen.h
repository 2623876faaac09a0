/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A story of the workshop, its verdict and the reasons, for the screen and for paper. */
#ifndef SCREENS_WORKSHOP_SCREEN_H
#define SCREENS_WORKSHOP_SCREEN_H

#include "course/workshop.h"
#include "questions/article3.h"
#include "view/block.h"

void workshop_screen_judge(
	const struct workshop *w, const struct story *story, struct article3_verdict *v);
/* Adds the story as one text, and returns its block. */
struct block *workshop_screen_story(
	const struct workshop *w, const struct story *story, struct view *view);
/* Adds the verdict clause by clause, and the source. */
void workshop_screen_reasons(const struct workshop *w, const struct story *story,
	const struct article3_verdict *v, struct view *view);

#endif
