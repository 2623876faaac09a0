/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/play_stats.h"

void play_stats_init(struct play_stats *stats, struct arena *arena, const struct scenario *s)
{
	*stats = (struct play_stats){ .scenario = s };
	/* arena_alloc() zeroes, and an array must not be empty */
	stats->messages = arena_alloc(arena, (s->n_messages + 1) * sizeof(*stats->messages));
	stats->replies = arena_alloc(arena, (s->n_replies + 1) * sizeof(*stats->replies));
	stats->endings = arena_alloc(arena, (s->n_endings + 1) * sizeof(*stats->endings));
	stats->reached = arena_alloc(arena, (s->n_endings + 1) * sizeof(*stats->reached));
}

static void add_message(struct play_stats *stats, const struct play *play, int index)
{
	const struct message *m = &play->scenario->messages[index];
	struct play_stats_message *of = &stats->messages[index];
	int mark = play->marks[index];

	if (!m->from)
		return;
	of->met++;
	of->marked += mark != PLAY_MARK_NONE;
	of->named += mark >= 0 && (m->flags >> mark & 1);
}

static void add_score(struct play_score *sum, const struct play_score *one)
{
	sum->signs += one->signs;
	sum->found += one->found;
	sum->named += one->named;
	sum->calm += one->calm;
	sum->alarms += one->alarms;
	sum->replies += one->replies;
	sum->safe += one->safe;
}

static void add_end(struct play_stats *stats, const struct play *play, bool first)
{
	size_t *n = play->stopped >= 0 ? &stats->stopped : &stats->endings[play->ending];
	size_t *all = play->stopped >= 0 ? &stats->all_stopped : &stats->reached[play->ending];

	*n += first;
	++*all;
}

void play_stats_add(struct play_stats *stats, const struct play *play, bool first)
{
	struct play_score score;

	if (!play_is_over(play))
		return;
	add_end(stats, play, first);
	if (!first)
		return;
	stats->people++;
	stats->back += play->back > 0;
	for (size_t i = 0; i < play->n; i++)
		if (!play->lines[i].reply && !play_repeats(play, i))
			add_message(stats, play, play->lines[i].index);
	for (size_t i = 0; i < play->scenario->n_messages; i++) {
		if (play->taken[i] < 0)
			continue;
		stats->messages[i].answered++;
		stats->replies[play->taken[i]]++;
	}
	play_score(play, &score);
	add_score(&stats->score, &score);
}
