/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a conversation as blocks, for the chat and for the debrief. */
#ifndef SCREENS_TALK_H
#define SCREENS_TALK_H

#include "learner/play.h"
#include "screens/screen.h"

struct spot {
	int id; /* id chosen by a click on it, -1 if none */
	bool focus;
	bool in_sight; /* keep as much of it in sight as there is room for */
};

/* Adds line i of play, with marks if marks is set. */
void talk_line(
	const struct play *play, size_t i, const struct spot *spot, bool marks, struct view *view);
/* Returns a reply as it is offered: "→ Look it up" if it is an action rather than words. */
const char *talk_reply(const struct reply *reply, struct view *view);
/* Returns the techniques whose bits are set: "hurry, secrecy". */
const char *talk_techniques(uint32_t flags, struct view *view);

#endif
