/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question and its responses as others know them: trainers in a report, and programs that speak
 * xAPI 1.0.3 (Data 2.4.4.1, Interaction Activities, whose words are used here). Everything lives in
 * the arena that is handed in.
 *
 * A type fills it in by its `interact`: the kind, what the picks of a response are set apart by,
 * the parts (options, items, left sides, tiles, gaps), the choices for them (right sides, boxes),
 * and what is right.
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

enum { INTERACTION_PARTS = 48, INTERACTION_RIGHT = 32 };

struct interaction_part {
	const char *id, *text;
};

struct interaction {
	struct arena *arena;
	enum interaction_kind kind;
	char separator; /* between the picks of a response, each "part" or "part=choice"; 0: it is
			   one */
	struct interaction_part parts[INTERACTION_PARTS];
	/* One that is there for a single part is named "part=choice". */
	struct interaction_part choices[INTERACTION_PARTS];
	size_t n_parts, n_choices;
	const char *right[INTERACTION_RIGHT]; /* responses that are right, in the form of xAPI; the
						 first ones, if there are more */
	size_t n_right;
};

void question_interaction(const struct question *q, struct arena *arena, struct interaction *out);

/* ---- for the types */
void interaction_add_part(struct interaction *i, const char *id, const char *text);
void interaction_add_choice(struct interaction *i, const char *id, const char *text);
/* What is right in one place of a response: any of n texts. */
struct interaction_slot {
	const char *texts[INTERACTION_RIGHT];
	size_t n;
};
void interaction_slot_add(struct interaction_slot *slot, const char *text);
/* Adds all that is right: a text of each slot, joined by "[,]". */
void interaction_combine(struct interaction *i, const struct interaction_slot *slots, size_t n);
/* %7C and the like become what they stand for (cloze). */
void interaction_unescape(struct strbuf *out, const char *s, size_t len);

/* ---- for their users */
/* Appends a pick of a response, or a response of one piece, in words: "Left side → right side". */
void interaction_pick_text(const struct interaction *i, const char *pick, struct strbuf *out);
/* The same of a whole response: its picks one after the other, set apart by "; ". */
void interaction_response_text(
	const struct interaction *i, const char *response, struct strbuf *out);
/* Appends a response in the form of xAPI. */
void interaction_response(const struct interaction *i, const char *response, struct strbuf *out);

#endif
