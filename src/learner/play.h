/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Playing a scenario.
 *
 * The play is stored as a run (RUN_SCENARIO) whose answers are the steps in order. Everything else
 * is derived from them, so a play survives any interruption and is the same in every language. A
 * step is a text:
 *
 *     REPLY                   id of the reply given
 *     back                    takes back the last reply
 *     flag:MESSAGE            marks the message as suspicious
 *     flag:MESSAGE:TECHNIQUE  the same, and names the technique
 *     unflag:MESSAGE          removes the mark
 *     end:ENDING              ends the play; carries the score
 *     stop:MESSAGE            the person stops where MESSAGE waits for a reply; back or a reply
 *                             takes it back. Said once more, it ends the play and carries the score
 *
 * Steps that no longer make sense (because the scenario was rewritten) are skipped. Taking back a
 * reply keeps the marks. A stop comes to no ending: it counts among none of them.
 */
#ifndef LEARNER_PLAY_H
#define LEARNER_PLAY_H

#include "course/scenario.h"
#include "learner/progress.h"

enum { PLAY_MARK_UNNAMED = -1, PLAY_MARK_NONE = -2 };

struct play_line {
	bool reply; /* from the learner; otherwise a message */
	int index;  /* in the scenario */
};

struct play {
	const struct scenario *scenario;
	struct play_line *lines; /* the conversation so far, in order */
	size_t n;
	size_t n_fresh;   /* new lines since the last reply; all lines before the first */
	uint32_t choices; /* bits of the choices remembered so far */
	int message;      /* message that waits for a reply; -1 if the play is over */
	int ending;       /* ending reached; -1 while the play goes on, or if it was stopped */
	int stopped;      /* message that waited when the person stopped; -1 if they did not */
	int options[SCENARIO_REPLIES]; /* replies available now */
	size_t n_options;
	int *marks; /* per message: a technique, PLAY_MARK_UNNAMED or PLAY_MARK_NONE */
	int *taken; /* per message: the reply given first, even if it was taken back; -1 if none */
	size_t replies, back; /* replies not taken back; number of times one was taken back */
};

/* Replays the steps of run (NULL: none yet) into play, allocating in arena. */
void play_replay(struct play *play, struct arena *arena, const struct scenario *scenario,
	const struct run *run);
/* True if it has come to an ending or was stopped. */
bool play_is_over(const struct play *play);
/* Returns the techniques of all messages so far, as bits. */
uint32_t play_techniques(const struct play *play);
/* True if line i repeats an earlier one: a conversation may loop. */
bool play_repeats(const struct play *play, size_t i);

/* Returns the key of the next step of run, such as "step-7", in arena. */
const char *play_next_step(struct arena *arena, const struct run *run);
/* Return the text of a step, in arena. technique may be PLAY_MARK_UNNAMED. */
const char *play_step_mark(struct arena *arena, const struct message *message, int technique);
const char *play_step_unmark(struct arena *arena, const struct message *message);
const char *play_step_stop(struct arena *arena, const struct message *message);
/* The last step of a play that is over. */
const char *play_step_end(struct arena *arena, const struct play *play);

/*
 * What the learner noticed, in terms of signal detection, over the messages in lines, each counted
 * once. Replies with neither a safe nor an unsafe leaning are not counted.
 */
struct play_score {
	size_t signs, found, named; /* messages with a warning sign; those marked; those marked with
				       a technique they contain */
	size_t calm, alarms;        /* messages without a sign; those marked nevertheless */
	size_t replies, safe;
};
void play_score(const struct play *play, struct play_score *score);
/*
 * Scores the run: a point for each sign found and each safe reply, minus one for each false alarm,
 * never below zero.
 */
void play_points(const struct play_score *score, int *points, int *max);

/*
 * The score as a verdict. Most signs: at least two of three. Few alarms: at most one, or at most a
 * quarter of the calm messages.
 */
enum verdict {
	VERDICT_CLEAR,    /* most signs, few alarms */
	VERDICT_WARY,     /* most signs, many alarms */
	VERDICT_TRUSTING, /* few signs, few alarms */
	VERDICT_MIXED,    /* few signs, many alarms */
	VERDICT_CALM,     /* no signs, few alarms */
	VERDICT_ALARMED   /* no signs, many alarms */
};
enum verdict play_verdict(const struct play_score *score);

#endif
