/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands beside the text where the terminal is wide. Nothing is said here alone: on a narrow
 * terminal and in plain lines the same is found on other screens.
 */
#ifndef SCREENS_BESIDE_H
#define SCREENS_BESIDE_H

#include "learner/play.h"
#include "screens/model.h"
#include "view/block.h"
#include "view/command.h"

/* The contents of a lesson, while reading: whether they have the keys, and where. */
struct beside {
	bool on;
	int at;
};

/*
 * Handles Tab, and the keys and clicks of the contents. Returns true if the input was for them; *to
 * is then the page to open, or -1.
 */
bool beside_update(struct beside *beside, const struct model *model, const struct lesson *lesson,
	int page, const struct input *in, int *to);
/*
 * Describes both sides of a page: its contents and how far one is; and its sources and the words
 * that it does not explain itself. sources: the latter was asked for.
 */
void beside_page(const struct beside *beside, const struct model *model, int index, int page,
	bool sources, struct view *view);
/* Describes what the lesson in focus on the list is. */
void beside_lesson(const struct model *model, int index, struct view *view);
/* Describes the messages of the first lines of a conversation that are marked. */
void beside_marks(
	const struct model *model, const struct play *play, size_t lines, struct view *view);

#endif
