/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What match and classify have in common: each part is given one of several choices (a right side,
 * a box). The response is "a=x,b=y" in file order, with only the parts that have been given one.
 */
#ifndef QUESTIONS_SORTING_H
#define QUESTIONS_SORTING_H

#include "questions/parts.h"

/* The data of a question of such a type starts with this. */
struct sorting {
	struct part parts[PARTS_MAX], choices[CHOICES_MAX];
	size_t n, n_choices;
	unsigned right[PARTS_MAX]; /* per part: bits of its right choices */
};

enum { SORTING_STEPS = 16 }; /* that can be taken back */

struct sorting_work {
	int parts[PARTS_MAX];     /* display position -> part */
	int choices[CHOICES_MAX]; /* number - 1 -> choice */
	int chosen[PARTS_MAX];    /* per part: a choice, -1 if none */
	int focus;                /* display position of a part */
	int n_steps;
	struct sorting_step {
		int focus, before; /* where, and what was chosen there before */
	} steps[SORTING_STEPS];
};

/* Lays out the parts and the choices, each shuffled if the question says so. */
void sorting_begin(struct sorting_work *w, const struct sorting *s, uint64_t seed, bool mix_parts,
	bool mix_choices);
void sorting_restore(void *work, const struct question *q, const char *response);
/*
 * Up and Down move between the parts. A number or a click on a choice (ids from s->n on) sets the
 * choice of the focused part and moves on to the next; Left and Right set it; a click on that part
 * cycles through the choices, and one on a cell of a grid (sorting_cell) puts that part there.
 * Enter moves from a part with a choice to the next one below without; if there is none, the screen
 * handles it. The last steps can be taken back.
 */
bool sorting_update(void *work, const struct question *q, const struct input *in);
void sorting_response(const void *work, const struct question *q, struct strbuf *out);
int sorting_count_empty(const void *work, const struct question *q);
/*
 * Gives equal shares; an unanswered part counts as wrong. Unknown parts and choices are ignored,
 * and the first of two for one part counts.
 */
struct grade sorting_grade(const struct question *q, const char *response);

/* Prints the parts, and the choices with their letters, in the order of the work. */
void sorting_print(const struct sorting_work *w, const struct sorting *s, struct printed *out);

void sorting_interact(const struct question *q, struct interaction *out);

/* Returns how many choices there are: what a digit may be. */
size_t sorting_count_choices(const struct question *q);
/* Returns the id of the first cell of a part, by display position, of a grid. */
int sorting_cell(const struct sorting *s, int position);
/* Returns the display number of the part's choice, from 0; -1 if it has none. */
int sorting_number(const struct sorting_work *w, const struct sorting *s, int part);
enum mark sorting_mark(const struct sorting_work *w, const struct sorting *s, int part);
/* Returns "2 of 4.": how many parts are right. */
const char *sorting_tally(const void *work, const struct question *q, struct view *view);
/* Describes the parts once they are answered. */
void sorting_describe_answered(
	const struct sorting_work *w, const struct sorting *s, struct view *view);
void sorting_reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view);

#endif
