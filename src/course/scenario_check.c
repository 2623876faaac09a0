/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Explores all paths through a scenario. A state is a message and the choices remembered there.
 * Finds all states reachable from the start, then those from which an ending is reachable.
 */
#include "course/scenario_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "ini/ini.h"

struct state {
	int message;
	uint32_t choices;
	bool ends; /* an ending is reachable from here (or the obstacle was reported already) */
};

struct edge {
	size_t from, to;
};

struct walk {
	struct reader *r;
	const struct scenario *s;
	struct state *states;
	struct edge *edges;
	size_t n_states, cap_states, n_edges, cap_edges;
	size_t *table; /* hash table: 1 + index of a state; twice as many slots as states */
	bool *message_seen, *reply_seen, *ending_seen;
	bool *dead, *crowded; /* messages already reported for this */
	bool looped;
};

enum { TABLE = 1 << 16 };
_Static_assert(TABLE >= 2 * SCENARIO_STATES, "room for all states");

/* Returns the index of the state, adding it if it is new; (size_t)-1 if there are too many. */
static size_t find_state(struct walk *w, int message, uint32_t choices)
{
	size_t at = ((uint32_t)message * 2654435761u ^ choices * 2246822519u) % TABLE;

	for (; w->table[at]; at = (at + 1) % TABLE) {
		const struct state *state = &w->states[w->table[at] - 1];

		if (state->message == message && state->choices == choices)
			return w->table[at] - 1;
	}
	if (w->n_states == SCENARIO_STATES)
		return (size_t)-1;
	ALLOC_GROW(w->states, w->n_states + 1, w->cap_states);
	w->states[w->n_states] = (struct state){ .message = message, .choices = choices };
	w->table[at] = ++w->n_states;
	w->message_seen[message] = true;
	return w->n_states - 1;
}

static void at_message(struct walk *w, const struct message *m)
{
	w->r->section = ini_find(w->r->ini, "message", m->id);
}

static void report_loop(struct walk *w, int message)
{
	if (w->looped)
		return;
	w->looped = true;
	at_message(w, &w->s->messages[message]);
	reader_error(w->r, NULL, "endless-loop",
		_("from here the conversation goes round for ever and reaches no ending; lead one way out of it to an "
		  "[ending]"));
}

static void go(struct walk *w, size_t from, struct target target, uint32_t choices)
{
	struct target to = scenario_resolve(w->s, target, choices);
	size_t state;

	if (to.kind == TARGET_ENDING) {
		w->ending_seen[to.index] = true;
		w->states[from].ends = true;
	}
	/* a cycle of messages whose conditions never hold */
	if (to.kind == TARGET_NONE)
		report_loop(w, target.index);
	if (to.kind != TARGET_MESSAGE)
		return;
	state = find_state(w, to.index, choices);
	if (state == (size_t)-1)
		return;
	ALLOC_GROW(w->edges, w->n_edges + 1, w->cap_edges);
	w->edges[w->n_edges++] = (struct edge){ from, state };
}

/* Appends the remembered choices: "asked, told", or "none". */
static void add_state(const struct scenario *s, uint32_t choices, struct strbuf *out)
{
	size_t before = out->len;

	for (size_t i = 0; i < s->n_choices; i++)
		if (choices >> i & 1)
			strbuf_addf(out, "%s%s", out->len > before ? ", " : "", s->choices[i]);
	if (out->len == before)
		/* TRANSLATORS: no choice is remembered */
		strbuf_addstr(out, _("none"));
}

static void report_dead_end(struct walk *w, const struct state *state)
{
	const struct message *m = &w->s->messages[state->message];
	struct strbuf choices = STRBUF_INIT;

	if (w->dead[state->message])
		return;
	w->dead[state->message] = true;
	add_state(w->s, state->choices, &choices);
	at_message(w, m);
	reader_error(w->r, NULL, "dead-end",
		/* TRANSLATORS: remembered choices, or “none” */
		_("no reply can be given here when these choices are remembered: %s; add a reply without if and unless"),
		choices.buf);
	strbuf_release(&choices);
}

static void report_crowd(struct walk *w, const struct state *state, size_t n)
{
	if (n <= SCENARIO_REPLIES || w->crowded[state->message])
		return;
	w->crowded[state->message] = true;
	at_message(w, &w->s->messages[state->message]);
	reader_error(w->r, NULL, "too-many-replies",
		_("there are %zu replies to choose from at one time, but %d at most find room; take some away"),
		n, SCENARIO_REPLIES);
}

static void answer(struct walk *w, size_t number)
{
	struct state state = w->states[number];
	const struct message *m = &w->s->messages[state.message];
	size_t n = 0;

	for (size_t i = 0; i < m->n_replies; i++) {
		const struct reply *reply = &w->s->replies[m->replies[i]];

		if (!scenario_allows(w->s, state.message, m->replies[i], state.choices))
			continue;
		n++;
		w->reply_seen[m->replies[i]] = true;
		go(w, number, reply->next, state.choices | reply->sets);
	}
	if (!n) {
		report_dead_end(w, &state);
		w->states[number].ends = true;
	}
	report_crowd(w, &state, n);
}

static void explore(struct walk *w)
{
	/* A scenario starts with nothing remembered. */
	find_state(w, w->s->start, 0);
	for (size_t i = 0; i < w->n_states; i++) {
		struct state state = w->states[i];
		const struct message *m = &w->s->messages[state.message];

		if (m->n_replies)
			answer(w, i);
		else
			go(w, i, m->next, state.choices);
	}
	if (w->n_states < SCENARIO_STATES)
		return;
	w->r->section = ini_find(w->r->ini, "scenario", "");
	reader_error(w->r, NULL, "scenario-too-large",
		_("this conversation has more than %d states; remember fewer choices, or "
		  "split it into two scenarios"),
		SCENARIO_STATES - 1);
}

/*
 * Marks the states from which an ending is reachable: propagates backwards along the edges until
 * nothing changes.
 */
static void find_ways_out(struct walk *w)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = w->n_edges; i--;) {
			struct state *from = &w->states[w->edges[i].from];

			if (from->ends || !w->states[w->edges[i].to].ends)
				continue;
			from->ends = changed = true;
		}
	}
}

/* Reports one loop only: further ones most likely have the same cause. */
static void report_loops(struct walk *w)
{
	for (size_t i = 0; i < w->n_states; i++)
		if (!w->states[i].ends)
			report_loop(w, w->states[i].message);
}

static void report_unreached(struct walk *w)
{
	const struct scenario *s = w->s;
	size_t at, i;

	for (at = i = 0; reader_next(w->r, "message", &at); i++)
		if (!w->message_seen[i])
			reader_warn(w->r, NULL, "unreachable",
				_("no way through the conversation comes to this message; lead one to it, or remove it"));
	for (at = i = 0; reader_next(w->r, "reply", &at); i++)
		if (!w->reply_seen[i] && w->message_seen[s->replies[i].message])
			reader_warn(w->r, NULL, "unreachable",
				_("this reply can never be given, its if and unless never hold; change them, or remove it"));
	for (at = i = 0; reader_next(w->r, "ending", &at); i++)
		if (!w->ending_seen[i])
			reader_warn(w->r, NULL, "unreachable",
				_("no way through the conversation comes to this ending; lead one to it, or remove it"));
}

void scenario_walk(struct reader *r, const struct scenario *s)
{
	struct walk w = { .r = r, .s = s };
	size_t errors = r->diags->errors;

	w.table = xcalloc(TABLE, sizeof(*w.table));
	w.message_seen = xcalloc(s->n_messages + 1, sizeof(bool));
	w.reply_seen = xcalloc(s->n_replies + 1, sizeof(bool));
	w.ending_seen = xcalloc(s->n_endings + 1, sizeof(bool));
	w.dead = xcalloc(s->n_messages + 1, sizeof(bool));
	w.crowded = xcalloc(s->n_messages + 1, sizeof(bool));
	explore(&w);
	if (w.n_states < SCENARIO_STATES) {
		find_ways_out(&w);
		report_loops(&w);
	}
	if (r->diags->errors == errors)
		report_unreached(&w);
	free(w.states);
	free(w.edges);
	free(w.table);
	free(w.message_seen);
	free(w.reply_seen);
	free(w.ending_seen);
	free(w.dead);
	free(w.crowded);
}
