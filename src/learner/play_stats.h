/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What many people did in one scenario: pure arithmetic. Replies and signs are those of the first
 * conversation that each person finished: later ones know what is coming.
 */
#ifndef LEARNER_PLAY_STATS_H
#define LEARNER_PLAY_STATS_H

#include <stdbool.h>
#include <stddef.h>

#include "learner/play.h"

struct play_stats_message {
	size_t answered; /* people who gave a reply to it */
	size_t met;      /* people whose conversation had it when it was over … */
	size_t marked;   /* … and who had marked it, which is right if it has a sign … */
	size_t named;    /* … with a technique that it uses */
};

struct play_stats {
	const struct scenario *scenario;
	size_t people;                       /* first conversations */
	size_t back;                         /* people who took a reply back */
	struct play_stats_message *messages; /* by index in the scenario, like the following */
	size_t *replies;                     /* people who gave this one first at its message */
	size_t *endings, *reached;           /* first conversations with it; all of them */
	size_t stopped, all_stopped;         /* the same of those that a person stopped */
	struct play_score score;             /* sums over the first conversations */
};

void play_stats_init(
	struct play_stats *stats, struct arena *arena, const struct scenario *scenario);
/* Adds a conversation that is over; first: the first one of its person. */
void play_stats_add(struct play_stats *stats, const struct play *play, bool first);

#endif
