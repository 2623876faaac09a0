/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario: a conversation that the learner plays, in one language. Messages, replies and endings
 * form a graph; the choices that replies remember are bits, which conditions test. Everything is in
 * the scenario's arena and freed with it.
 *
 * A loaded scenario is sound: every reference resolves, an ending can be reached from every
 * reachable state, and wherever a reply is needed one is available (scenario_check.c). So the
 * player needs no way out of dead ends. Indexes are the same in every language; ids never change.
 */
#ifndef COURSE_SCENARIO_H
#define COURSE_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "course/lesson.h"

struct ini;
struct lesson_index;
struct strbuf;

enum {
	SCENARIO_CHOICES = 32,  /* maximum number of remembered choices */
	SCENARIO_REPLIES = 6,   /* maximum number of replies at a time */
	SCENARIO_STATES = 20000 /* maximum number of states: a message and its remembered choices */
};

enum role_played { PLAYED_SELF, PLAYED_FRIEND };
enum scenario_kind { SCENARIO_RISKY, SCENARIO_HONEST };
enum reply_kind { REPLY_SAY, REPLY_DO };
enum safety { SAFETY_NEUTRAL, SAFETY_YES, SAFETY_NO };
enum ending_kind { ENDING_SAFE, ENDING_GOOD, ENDING_OPEN, ENDING_AVERTED };

struct person {
	const char *id, *name, *about; /* about: line of the profile */
};

/* Choices that must have been remembered, and choices that must not. */
struct condition {
	uint32_t set, unset;
};

enum target_kind { TARGET_NONE, TARGET_MESSAGE, TARGET_ENDING };

struct target {
	enum target_kind kind;
	int index;
};

struct message {
	const char *id;
	const struct person *from; /* NULL: narration, which has no sender */
	const char **texts;
	size_t n_texts;
	uint32_t flags;             /* techniques used in it, as bits */
	const char *why;            /* why it is a warning sign, or is not; NULL for narration */
	struct condition condition; /* if it does not hold, the conversation continues with next */
	struct target next;         /* none: waits for a reply */
	const int *replies;         /* in file order */
	size_t n_replies;
	int line;
};

struct reply {
	const char *id, *text, *debrief;
	enum reply_kind kind;
	enum safety safety;
	int message; /* message it answers, -1 if that id is unknown */
	struct target next;
	uint32_t sets;
	struct condition condition;
	int line;
};

struct ending {
	const char *id, *title;
	enum ending_kind kind;
	const char **texts;
	size_t n_texts;
	int line;
};

struct scenario {
	struct arena arena;
	const char *dir, *file;
	const char *id, *title, *summary;
	const char *language;
	const char *content_note;     /* or NULL */
	const char *author, *licence; /* or NULL */
	int order, minutes;
	struct date reviewed;
	enum role_played role;
	enum scenario_kind kind;
	int start; /* message */
	const char **choices;
	size_t n_choices;
	struct source *sources;
	struct person *persons;
	struct message *messages;
	struct reply *replies;
	struct ending *endings;
	size_t n_sources, n_persons, n_messages, n_replies, n_endings;
};

/*
 * Loads dir/scenario.ini overlaid with dir/LANG.ini. Returns NULL on errors; unlike in lesson_load,
 * a translation that is not a well-formed file is one of them.
 */
struct scenario *scenario_load(const char *dir, const char *lang, struct diags *diags);
/* scenario_load() with an index (index.h), which makes it faster; it may be NULL. */
struct scenario *scenario_load_with(
	const char *dir, const char *lang, struct lesson_index *index, struct diags *diags);
/* Builds a scenario from parsed INI; takes ownership of arena, like lesson_from_ini. */
struct scenario *scenario_from_ini(struct arena arena, const char *dir, struct ini *ini,
	const struct ini *over, const char *lang, struct diags *diags);
/* Like lesson_mend_names(). */
void scenario_mend_names(struct arena *arena, struct ini *ini);
/* NULL is allowed. */
void scenario_free(struct scenario *scenario);

/* Return the index of the message or reply with that id, or -1. */
int scenario_message(const struct scenario *scenario, const char *id);
int scenario_reply(const struct scenario *scenario, const char *id);

bool scenario_condition_holds(const struct condition *condition, uint32_t choices);
/* Follows target to the first message or ending whose condition holds. */
struct target scenario_resolve(
	const struct scenario *scenario, struct target target, uint32_t choices);
/* True if the reply is available at the message. */
bool scenario_allows(const struct scenario *scenario, int message, int reply, uint32_t choices);

/*
 * Appends the graph as text for authors, one line per edge: "from -> to  reply "words"
 * (conditions)".
 */
void scenario_graph(const struct scenario *scenario, struct strbuf *out);

#endif
