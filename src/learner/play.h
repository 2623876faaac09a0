/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario being played. What is kept is a run (RUN_SCENARIO) whose answers are the steps in
 *order; all else follows from them, so a play goes on after any interruption and is the same in
 *every language. A step is a text:
 *
 *	REPLY                   the id of the reply that was given
 *	back                    one step back: as if the last reply had not been given
 *	flag:MESSAGE            the message is marked as suspicious; flag:MESSAGE:TECHNIQUE names
 *what is off unflag:MESSAGE          the mark is taken off end:ENDING              the play is
 *over; carries the score
 *
 * Steps that mean nothing (the scenario was rewritten) are passed over. Marks stay when one steps
 *back.
 */
#ifndef LEARNER_PLAY_H
#define LEARNER_PLAY_H

#include "course/scenario.h"
#include "learner/progress.h"

enum { PLAY_MARK_UNNAMED = -1, PLAY_MARK_NONE = -2 };

struct play_line {
	bool reply; /* of the person; otherwise a message */
	int index;  /* in the scenario */
};

struct play {
	const struct scenario *scenario;
	struct play_line *lines; /* what was said, in order */
	size_t n;
	size_t n_fresh;   /* lines since the last reply, or all: what came in just now */
	uint32_t choices; /* remembered */
	int message;      /* waits for a reply; -1 at the ending */
	int ending;       /* -1 while it goes on */
	int options[SCENARIO_REPLIES]; /* replies that can be given now */
	size_t n_options;
	int *marks;           /* by message: a technique, PLAY_MARK_UNNAMED or PLAY_MARK_NONE */
	size_t replies, back; /* how many replies stand, how often one stepped back */
};

/* The play after the steps of run (NULL: before the first), in arena. */
void play_replay(struct play *play, struct arena *arena, const struct scenario *scenario,
	const struct run *run);
/* Does line number i say again what was said before (a conversation may come round)? */
bool play_repeats(const struct play *play, size_t i);

/* The name under which the next step of run is kept, "step-7"; in arena. */
const char *play_next_step(struct arena *arena, const struct run *run);
/* Steps, in arena. technique may be PLAY_MARK_UNNAMED. */
const char *play_step_mark(struct arena *arena, const struct message *message, int technique);
const char *play_step_unmark(struct arena *arena, const struct message *message);
const char *play_step_end(struct arena *arena, const struct ending *ending);

/*
 * What was seen, in the terms of signal detection, over the messages that stand in lines (each
 * once). Replies without a leaning are not counted.
 */
struct play_score {
	size_t signs, found,
		named; /* messages with a sign; marked; marked with a technique that is in it */
	size_t calm, alarms; /* messages without one; marked all the same */
	size_t replies, safe;
};
void play_score(const struct play *play, struct play_score *score);
/* For the run: a point for each sign found and each safe reply, one off for each false alarm, never
 * below zero. */
void play_points(const struct play_score *score, int *points, int *max);

/* In one word. Most: two of three signs or more. Few alarms: one, or one of four calm messages or
 * fewer. */
enum verdict {
	VERDICT_CLEAR,    /* most signs, few alarms */
	VERDICT_WARY,     /* most signs, and many alarms */
	VERDICT_TRUSTING, /* few signs, few alarms */
	VERDICT_MIXED,    /* few signs, many alarms */
	VERDICT_CALM,     /* there was no sign, and few alarms */
	VERDICT_ALARMED   /* there was no sign, and many alarms */
};
enum verdict play_verdict(const struct play_score *score);

#endif
