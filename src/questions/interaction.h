/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question and its responses as others need them: trainers who read a report, and programs that
 * speak xAPI 1.0.3 (Data 2.4.4.1, Interaction Activities, whose terms are used here). Everything is
 * allocated in the arena passed in.
 *
 * A type fills it in with its `interact`: the kind, the separator of the picks of a response, the
 * parts (options, items, left sides, tiles, gaps), the choices for them (right sides, boxes), and
 * the right answers.
 */
#ifndef QUESTIONS_INTERACTION_H
#define QUESTIONS_INTERACTION_H

#include "questions/type.h"

enum interaction_kind {
	INTERACTION_OTHER,
	INTERACTION_CHOICE,
	INTERACTION_TRUE_FALSE,
	INTERACTION_FILL_IN,
	INTERACTION_MATCHING,
	INTERACTION_SEQUENCING,
	INTERACTION_NUMERIC
};

/* Returns the name that xAPI has for a kind: "choice" … */
const char *interaction_kind_name(enum interaction_kind kind);
/* Returns the kind of that name, INTERACTION_OTHER if there is none. */
enum interaction_kind interaction_kind_find(const char *name);

enum { INTERACTION_PARTS = 48, INTERACTION_RIGHT = 32 };

struct interaction_part {
	const char *id, *text;
};

struct interaction {
	struct arena *arena;
	enum interaction_kind kind;
	char separator; /* between the picks of a response, each "part" or "part=choice"; 0 if a
			   response is a single pick */
	struct interaction_part parts[INTERACTION_PARTS];
	/* A choice that belongs to a single part is named "part=choice". */
	struct interaction_part choices[INTERACTION_PARTS];
	size_t n_parts, n_choices;
	const char *right[INTERACTION_RIGHT]; /* right responses in the form of xAPI; the first ones
						 if there are more */
	size_t n_right;
};

void question_interaction(const struct question *q, struct arena *arena, struct interaction *out);

/* ---- for the types */
void interaction_add_part(struct interaction *i, const char *id, const char *text);
void interaction_add_choice(struct interaction *i, const char *id, const char *text);
/* One slot of a response: any of n texts is right there. */
struct interaction_slot {
	const char *texts[INTERACTION_RIGHT];
	size_t n;
};
void interaction_slot_add(struct interaction_slot *slot, const char *text);
/* Adds all right responses: every combination of one text per slot, joined by "[,]". */
void interaction_combine(struct interaction *i, const struct interaction_slot *slots, size_t n);
/* Undoes escapes such as %7C (cloze). */
void interaction_unescape(struct strbuf *out, const char *s, size_t len);

/* ---- for their users */
/* Appends a pick of a response, or a response of one pick, in words: "Left side → right side". */
void interaction_pick_text(const struct interaction *i, const char *pick, struct strbuf *out);
/* Appends a whole response in words: its picks in order, separated by "; ". */
void interaction_response_text(
	const struct interaction *i, const char *response, struct strbuf *out);
/*
 * Appends a response in the form of xAPI, from what the store keeps of the question alone, so that
 * it is the same whatever has become of the lesson: choices are named by their ids, and gaps that
 * were left empty are left out.
 */
void interaction_response(
	enum interaction_kind kind, char separator, const char *response, struct strbuf *out);

#endif
