/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A lesson or a conversation in front of a group, one thought at a time. A state machine without a
 * screen: the projector (present_screen.c) and the facilitator's notes (notes_screen.c) both show
 * it.
 *
 * A page gives a thought for a few short paragraphs, for each drawing and so on; a list grows by an
 * item. A question is one thought, revealed in steps. What the group answers in a conversation
 * decides which thoughts come next, so the list of thoughts is made anew from the state whenever it
 * is needed.
 *
 * Hands are counted in memory only: nothing here can be stored.
 */
#ifndef SCREENS_PRESENT_H
#define SCREENS_PRESENT_H

#include <stdbool.h>
#include <stddef.h>

#include "screens/model.h"

struct play;

enum thought_kind {
	THOUGHT_TITLE,
	THOUGHT_NOTE,     /* the gentle warning before a hard page */
	THOUGHT_PIECES,   /* pieces first to before end of a page */
	THOUGHT_QUESTION, /* with steps */
	THOUGHT_LINES,    /* lines first to before end of the conversation */
	THOUGHT_CHOICE,   /* the group chooses a reply; with steps */
	THOUGHT_ENDING,
	THOUGHT_SIGN, /* a message of the conversation, and why it is a warning sign or is not */
	THOUGHT_HELP  /* the last: help numbers */
};

struct thought {
	enum thought_kind kind;
	int page; /* PIECES, NOTE: index in the lesson; QUESTION: asked right after it, or -1 */
	size_t first, end;
	bool grows; /* PIECES: it repeats the thought before, and is counted as one with it */
	const struct question *question;
	int message;                   /* SIGN: index in the scenario */
	int replies[SCENARIO_REPLIES]; /* CHOICE: indexes in the scenario */
	int n_options;                 /* of a question with options, or replies */
	int vote;                      /* place of its hands; -1: nobody votes on it */
};

struct present_list {
	struct thought *v;
	size_t n;
	const struct lesson *lesson;     /* or NULL */
	const struct scenario *scenario; /* or NULL */
	const struct play *play;         /* of the scenario, as far as the group has come */
};

/*
 * Steps of a question. One without options has only ASK, RIGHT and WHY. A choice of replies ends
 * with BARS, where Enter takes a reply.
 */
enum present_step {
	STEP_ASK,
	STEP_OPTIONS, /* at: the option shown last */
	STEP_COUNT,   /* at: the option that hands go up for */
	STEP_BARS,    /* CHOICE: at is the reply to be taken */
	STEP_RIGHT,
	STEP_WHY, /* at: of how many reasons, the right ones first and the explanation last */
	PRESENT_STEPS
};

/* What is chosen with this or more goes to a thought (EFFECT_CHOOSE of the contents). */
enum { PRESENT_JUMP = 1000 };

enum { PRESENT_SEED_MAX = 999999999 }; /* as of --seed */
enum { PRESENT_VOTES = 100, PRESENT_REPLIES = 60, PRESENT_HANDS_MAX = 999 };

struct present {
	int seed;    /* by which the questions of an exam are drawn, up to PRESENT_SEED_MAX */
	int thought; /* index in the list */
	enum present_step step;
	int at;
	bool typed;                   /* a digit of the count has been typed */
	int replies[PRESENT_REPLIES]; /* given so far: options of the choices, from 0 */
	int n_replies;
	short hands[PRESENT_VOTES][OPTIONS_MAX];
};

/* Lists the thoughts of the lesson or scenario at index, in arena; none if it cannot be read. */
void present_list(struct present_list *list, struct arena *arena, const struct model *model,
	int index, const struct present *p);
/* Returns the thought shown now. The list must not be empty. */
const struct thought *present_now(const struct present *p, const struct present_list *list);

/* Returns the number of thoughts up to that one, from 1, where a list that grows is one. */
size_t present_number(const struct present_list *list, size_t thought);

/*
 * Each returns false, changing nothing, where there is nothing to do. next: Enter, a step at a
 * time. whole: all of a list or all options at once, then past the list or the question. back: to
 * the beginning of the thought before. step_back: takes back one step, or mends the number. skip:
 * past the count, the question, or the page.
 */
bool present_next(struct present *p, const struct present_list *list);
bool present_whole(struct present *p, const struct present_list *list);
bool present_back(struct present *p, const struct present_list *list);
bool present_step_back(struct present *p, const struct present_list *list);
bool present_skip(struct present *p, const struct present_list *list);
/* While hands are counted: a digit of their number. Where a reply is chosen: points to it. */
bool present_digit(struct present *p, const struct present_list *list, int digit);
/* Counts again, from the first option. */
bool present_again(struct present *p, const struct present_list *list);
bool present_jump(struct present *p, const struct present_list *list, int thought);

/* Return the hands for an option of the thought, and for all of them; 0 if nobody votes. */
int present_hands(const struct present *p, const struct thought *t, int option);
int present_total(const struct present *p, const struct thought *t);
/* Returns how many reasons the thought has, and the option that one is about (-1: explanation). */
int present_reasons(const struct thought *t);
int present_reason(const struct thought *t, int at);

/*
 * present_write appends the state as one line for another process, shorter than 512 bytes: with the
 * hands of the thought shown, and no others. present_read takes such a line, which may come from
 * anywhere, and returns false, changing nothing, if it is not one; the state then fits the list
 * only after present_fit.
 */
void present_write(const struct present *p, const struct present_list *list, struct strbuf *out);
bool present_read(struct present *p, const char *line);
void present_fit(struct present *p, const struct present_list *list);

#endif
