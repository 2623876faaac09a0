/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Describes a thought of a presentation, for the projector and for the facilitator's notes. */
#ifndef SCREENS_PRESENT_SHOW_H
#define SCREENS_PRESENT_SHOW_H

#include "screens/present.h"
#include "view/block.h"

/* Returns what the thought is below: its page, or the lesson. */
const char *present_heading(const struct present_list *list, const struct thought *t);
/* Adds the blocks of the thought shown, as far as its steps have come. */
void present_describe(const struct present *p, const struct present_list *list,
	const struct model *model, struct view *view);
/* Adds the sources of what is shown. */
void present_describe_sources(
	const struct present_list *list, const struct thought *t, struct view *view);
/* "3 of 17"; of a conversation, whose length nobody knows yet, "3". */
const char *present_where(
	const struct present *p, const struct present_list *list, struct view *view);
/* Says how to draw the same questions again; NULL for a lesson that draws none. */
const char *present_seed_words(
	const struct present *p, const struct present_list *list, struct view *view);
/* "33 hands." */
const char *present_hands_words(int total, struct view *view);

#endif
