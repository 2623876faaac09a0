/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a conversation as blocks: the chat shows it, and the look back shows it again. */
#ifndef SCREENS_TALK_H
#define SCREENS_TALK_H

#include "learner/play.h"
#include "screens/screen.h"

struct spot {
	int id; /* what a click on it chooses, -1 none */
	bool focus;
	bool in_sight; /* to be in sight whole, as far as there is room */
};

/* Line number i of play. Marks are shown if so. */
void talk_line(
	const struct play *play, size_t i, const struct spot *spot, bool marks, struct view *view);
/* A reply as it is offered: "→ Look it up" if it is something to do rather than to say. */
const char *talk_reply(const struct reply *reply, struct view *view);
/* "hurry, secrecy": the techniques whose bits are set. */
const char *talk_techniques(uint32_t flags, struct view *view);

#endif
