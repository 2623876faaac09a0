/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page after a conversation: how it ended, what was found, and what to do now. */
#ifndef SCREENS_ENDING_H
#define SCREENS_ENDING_H

#include "learner/play.h"
#include "screens/next.h"

struct view;

enum ending_way { ENDING_WAY_LOOK_BACK, ENDING_WAY_OTHER, ENDING_WAY_NEXT, ENDING_WAY_HELP };

enum { ENDING_WAYS = 4 };

struct ending_ways {
	enum ending_way v[ENDING_WAYS];
	int n;
	struct next next;
};

/* Lists the most likely way first. */
void ending_find_ways(
	const struct model *model, int lesson, const struct play *play, struct ending_ways *ways);
/* play is over, and its run is still open. focus: the way that has it. */
void ending_describe(const struct model *model, int lesson, const struct play *play, int focus,
	struct view *view);

#endif
