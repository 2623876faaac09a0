/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learner/play.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "course/technique.h"

static const char step_back[] = "back",
		  step_mark[] = "flag:", step_unmark[] = "unflag:", step_end[] = RUN_ENDING,
		  step_stop[] = "stop:";

/* ---- replaying */

/* A reply given, and the choices remembered before it. */
struct given {
	int reply;
	uint32_t choices;
};

static void say(struct play *play, bool reply, int index)
{
	play->lines[play->n++] = (struct play_line){ .reply = reply, .index = index };
}

/* Appends everything said from target on until a reply is needed. */
static void follow(struct play *play, struct target target)
{
	const struct scenario *s = play->scenario;
	struct target t = scenario_resolve(s, target, play->choices);
	size_t before = play->n;

	play->message = play->ending = -1;
	/* A valid scenario needs no limit: a message that needs no reply occurs at most once. */
	while (t.kind == TARGET_MESSAGE && play->n - before <= s->n_messages) {
		say(play, false, t.index);
		if (s->messages[t.index].n_replies) {
			play->message = t.index;
			return;
		}
		t = scenario_resolve(s, s->messages[t.index].next, play->choices);
	}
	if (t.kind == TARGET_ENDING)
		play->ending = t.index;
}

static void give(struct play *play, int reply)
{
	const struct reply *given = &play->scenario->replies[reply];

	play->choices |= given->sets;
	say(play, true, reply);
	play->n_fresh = play->n;
	follow(play, given->next);
	play->n_fresh = play->n - play->n_fresh;
}

static int find_message(const struct play *play, const char *id, size_t len)
{
	const struct scenario *s = play->scenario;

	for (size_t i = 0; i < s->n_messages; i++)
		if (strlen(s->messages[i].id) == len && !memcmp(s->messages[i].id, id, len))
			return (int)i;
	return -1;
}

/* Handles "flag:hello:hurry", "flag:hello" and "unflag:hello"; false if step is of another kind. */
static bool take_mark(struct play *play, const char *step)
{
	bool on = !strncmp(step, step_mark, sizeof(step_mark) - 1);
	const char *id = on ? step + sizeof(step_mark) - 1 : step + sizeof(step_unmark) - 1;
	size_t len;
	int message;

	if (!on && strncmp(step, step_unmark, sizeof(step_unmark) - 1))
		return false;
	len = strcspn(id, ":");
	message = find_message(play, id, len);
	if (message < 0 || !play->scenario->messages[message].from)
		return true;
	play->marks[message] = !on ? PLAY_MARK_NONE
		: id[len]          ? technique_find(id + len + 1)
				   : PLAY_MARK_UNNAMED;
	return true;
}

/* Handles "stop:hello"; false if step is of another kind. */
static bool take_stop(struct play *play, const char *step)
{
	const char *id = step + sizeof(step_stop) - 1;

	if (strncmp(step, step_stop, sizeof(step_stop) - 1) != 0)
		return false;
	if (play->message >= 0 && !strcmp(play->scenario->messages[play->message].id, id))
		play->stopped = play->message;
	return true;
}

/* Takes back the stop, or if there was none the last of n replies; returns how many are left. */
static size_t take_back(struct play *play, const struct given *given, size_t n)
{
	if (play->stopped >= 0 || !n) {
		play->stopped = -1;
		return n;
	}
	n--;
	play->back++;
	play->choices = given[n].choices;
	play->message = play->scenario->replies[given[n].reply].message;
	play->ending = -1;
	return n;
}

/*
 * Collects the replies not taken back. Whether a reply can be given depends on where the ones
 * before it lead, so follow them from the start.
 */
static size_t standing(struct play *play, const struct run *run, struct given *given)
{
	size_t n = 0;

	for (size_t i = 0; run && i < run->n; i++) {
		const char *step = run->answers[i].response;
		int reply;

		if (!step || take_mark(play, step) || take_stop(play, step))
			continue;
		if (!strcmp(step, step_back)) {
			n = take_back(play, given, n);
			continue;
		}
		reply = scenario_reply(play->scenario, step);
		if (play->message < 0 ||
			!scenario_allows(play->scenario, play->message, reply, play->choices))
			continue;
		if (play->taken[play->message] < 0)
			play->taken[play->message] = reply;
		play->stopped = -1;
		given[n++] = (struct given){ reply, play->choices };
		play->n = 0;
		give(play, reply);
	}
	return n;
}

static void find_options(struct play *play)
{
	const struct message *m =
		play->message >= 0 ? &play->scenario->messages[play->message] : NULL;

	for (size_t i = 0; m && i < m->n_replies && play->n_options < SCENARIO_REPLIES; i++)
		if (scenario_allows(play->scenario, play->message, m->replies[i], play->choices))
			play->options[play->n_options++] = m->replies[i];
}

static void begin(struct play *play)
{
	play->n = 0;
	play->choices = 0;
	follow(play, (struct target){ TARGET_MESSAGE, play->scenario->start });
	play->n_fresh = play->n;
}

void play_replay(struct play *play, struct arena *arena, const struct scenario *scenario,
	const struct run *run)
{
	size_t steps = run ? run->n : 0, room = scenario->n_messages + 2;
	struct given *given = arena_alloc(arena, (steps + 1) * sizeof(*given));

	*play = (struct play){ .scenario = scenario, .message = -1, .ending = -1, .stopped = -1 };
	play->marks = arena_alloc(arena, (scenario->n_messages + 1) * sizeof(*play->marks));
	play->taken = arena_alloc(arena, (scenario->n_messages + 1) * sizeof(*play->taken));
	for (size_t i = 0; i < scenario->n_messages; i++) {
		play->marks[i] = PLAY_MARK_NONE;
		play->taken[i] = -1;
	}
	play->lines = arena_alloc(arena, 2 * room * sizeof(*play->lines));
	begin(play);
	play->replies = standing(play, run, given);
	/* Each reply adds at most every message once; replies taken back add none. */
	play->lines = arena_alloc(arena, (play->replies + 1) * room * sizeof(*play->lines));
	begin(play);
	for (size_t i = 0; i < play->replies; i++)
		give(play, given[i].reply);
	if (play->stopped >= 0)
		play->message = -1;
	find_options(play);
}

bool play_is_over(const struct play *play)
{
	return play->ending >= 0 || play->stopped >= 0;
}

uint32_t play_techniques(const struct play *play)
{
	uint32_t met = 0;

	for (size_t i = 0; i < play->n; i++)
		if (!play->lines[i].reply)
			met |= play->scenario->messages[play->lines[i].index].flags;
	return met;
}

/* ---- steps */

/* Numbers by the last step, not by the count: saving a step in between may have failed. */
const char *play_next_step(struct arena *arena, const struct run *run)
{
	static const char step[] = "step-";
	const char *last = run->n ? run->answers[run->n - 1].question : step;
	long n = !strncmp(last, step, sizeof(step) - 1) ? strtol(last + sizeof(step) - 1, NULL, 10)
							: 0;

	if (n < 0 || n >= INT_MAX || (size_t)n < run->n)
		n = (long)run->n;
	return arena_printf(arena, "%s%ld", step, n + 1);
}

const char *play_step_mark(struct arena *arena, const struct message *message, int technique)
{
	return technique < 0
		? arena_printf(arena, "%s%s", step_mark, message->id)
		: arena_printf(arena, "%s%s:%s", step_mark, message->id, techniques[technique].id);
}

const char *play_step_unmark(struct arena *arena, const struct message *message)
{
	return arena_printf(arena, "%s%s", step_unmark, message->id);
}

const char *play_step_stop(struct arena *arena, const struct message *message)
{
	return arena_printf(arena, "%s%s", step_stop, message->id);
}

const char *play_step_end(struct arena *arena, const struct play *play)
{
	const struct scenario *s = play->scenario;

	return play->stopped >= 0
		? play_step_stop(arena, &s->messages[play->stopped])
		: arena_printf(arena, "%s%s", step_end, s->endings[play->ending].id);
}

/* ---- score */

bool play_repeats(const struct play *play, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (play->lines[i].reply == play->lines[at].reply &&
			play->lines[i].index == play->lines[at].index)
			return true;
	return false;
}

static void score_message(const struct message *m, int mark, struct play_score *score)
{
	bool marked = mark != PLAY_MARK_NONE;

	if (!m->from)
		return;
	if (!m->flags) {
		score->calm++;
		score->alarms += marked;
		return;
	}
	score->signs++;
	score->found += marked;
	score->named += mark >= 0 && (m->flags >> mark & 1);
}

void play_score(const struct play *play, struct play_score *score)
{
	const struct scenario *s = play->scenario;

	*score = (struct play_score){ 0 };
	for (size_t i = 0; i < play->n; i++) {
		int index = play->lines[i].index;

		if (!play->lines[i].reply) {
			if (!play_repeats(play, i))
				score_message(&s->messages[index], play->marks[index], score);
			continue;
		}
		score->replies += s->replies[index].safety != SAFETY_NEUTRAL;
		score->safe += s->replies[index].safety == SAFETY_YES;
	}
}

void play_points(const struct play_score *score, int *points, int *max)
{
	size_t good = score->found + score->safe, of = score->signs + score->replies;

	good = good > score->alarms ? good - score->alarms : 0;
	if (of > INT_MAX / POINT)
		of = INT_MAX / POINT;
	*points = (int)(good > of ? of : good) * POINT;
	*max = (int)of * POINT;
}

enum verdict play_verdict(const struct play_score *score)
{
	bool few_alarms = score->alarms <= 1 || 4 * score->alarms <= score->calm;

	if (!score->signs)
		return few_alarms ? VERDICT_CALM : VERDICT_ALARMED;
	if (3 * score->found >= 2 * score->signs)
		return few_alarms ? VERDICT_CLEAR : VERDICT_WARY;
	return few_alarms ? VERDICT_TRUSTING : VERDICT_MIXED;
}
