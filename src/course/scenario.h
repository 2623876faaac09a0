/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario: a conversation to be played, in one language. Messages, replies and endings are a
 * graph; choices that a reply remembers are bits, and conditions ask for them. All in the arena of
 * the scenario; freed whole.
 *
 * A scenario that was loaded is sound: every reference leads somewhere, from every state that can
 * be reached an ending can be reached too, and where a reply is needed there is one
 * (scenario_check.c). So who plays it needs no way out of a dead end. Numbers are the same in every
 * language; ids are stable for ever.
 */
#ifndef COURSE_SCENARIO_H
#define COURSE_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "course/lesson.h"

struct ini;
struct strbuf;

enum {
	SCENARIO_CHOICES = 32,  /* that are remembered, at most */
	SCENARIO_REPLIES = 6,   /* that can be given at one time */
	SCENARIO_STATES = 20000 /* message and choices together */
};

enum role_played { PLAYED_SELF, PLAYED_FRIEND };
enum scenario_kind { SCENARIO_RISKY, SCENARIO_HONEST };
enum reply_kind { REPLY_SAY, REPLY_DO };
enum safety { SAFETY_NEUTRAL, SAFETY_YES, SAFETY_NO };
enum ending_kind { ENDING_SAFE, ENDING_GOOD, ENDING_OPEN, ENDING_AVERTED };

struct person {
	const char *id, *name, *about; /* about: the line of the profile */
};

/* Choices that must have been remembered, and such that must not. */
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
	const struct person *from; /* NULL: nobody writes it, it tells how things go on */
	const char **texts;
	size_t n_texts;
	uint32_t flags;             /* techniques in it, as bits */
	const char *why;            /* why it is a sign, or none; NULL if nobody writes it */
	struct condition condition; /* if it does not hold, the conversation goes on with next */
	struct target next;         /* none: it waits for a reply */
	const int *replies;         /* in the order of the file */
	size_t n_replies;
	int line;
};

struct reply {
	const char *id, *text, *debrief;
	enum reply_kind kind;
	enum safety safety;
	int message; /* that it answers, -1 if there is none of that id */
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

/* Loads dir/scenario.ini with dir/LANG.ini laid over it, as lesson_load does. NULL if there was an
 * error. */
struct scenario *scenario_load(const char *dir, const char *lang, struct diags *diags);
/* From parsed INI; takes over arena, as lesson_from_ini does. */
struct scenario *scenario_from_ini(struct arena arena, const char *dir, struct ini *ini,
	const struct ini *over, const char *lang, struct diags *diags);
/* NULL is fine. */
void scenario_free(struct scenario *scenario);

/* Number of the one with that id, or -1. */
int scenario_message(const struct scenario *scenario, const char *id);
int scenario_reply(const struct scenario *scenario, const char *id);

bool scenario_condition_holds(const struct condition *condition, uint32_t choices);
/* Where one comes to from target: passes messages over whose condition does not hold. */
struct target scenario_resolve(
	const struct scenario *scenario, struct target target, uint32_t choices);
/* Can the reply be given there now? */
bool scenario_allows(const struct scenario *scenario, int message, int reply, uint32_t choices);

/* The graph as text for authors, one line an edge: "from -> to  reply "words" (conditions)". */
void scenario_graph(const struct scenario *scenario, struct strbuf *out);

#endif
