/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What match and classify share: each part gets one of several choices (a right side, a box). The
 * response is "a=x,b=y" in the order of the file, with only those parts that have got one.
 */
#ifndef QUESTIONS_SORTING_H
#define QUESTIONS_SORTING_H

#include "questions/parts.h"

/* Begins the data of a question of such a type. */
struct sorting {
	struct part parts[PARTS_MAX], choices[CHOICES_MAX];
	size_t n, n_choices;
	unsigned right[PARTS_MAX]; /* by part: bits of the choices that are right for it */
};

struct sorting_work {
	int parts[PARTS_MAX];     /* display position -> part */
	int choices[CHOICES_MAX]; /* number - 1 -> choice */
	int chosen[PARTS_MAX];    /* by part: a choice, -1 none */
	int focus;                /* display position of a part */
};

/* Sets out parts and choices, each shuffled if so. */
void sorting_begin(struct sorting_work *w, const struct sorting *s, uint64_t seed, bool mix_parts,
	bool mix_choices);
void sorting_restore(void *work, const struct question *q, const char *response);
/*
 * Up and Down go over the parts; a number, Left, Right or a click on a choice (ids from s->n on)
 * chooses for the one in focus, a click on that one goes through the choices. Enter goes on to the
 * next part below that has got nothing yet; if there is none it is left to the screen.
 */
bool sorting_update(void *work, const struct question *q, const struct input *in);
void sorting_response(const void *work, const struct question *q, struct strbuf *out);
/* Equal shares; what is left out is not right. What names no part or choice is passed over, and the
 * first of two wins. */
struct grade sorting_grade(const struct question *q, const char *response);

void sorting_interact(const struct question *q, struct interaction *out);

/* Number of the choice that part has got, from 0; -1 none. */
int sorting_number(const struct sorting_work *w, const struct sorting *s, int part);
enum mark sorting_mark(const struct sorting_work *w, const struct sorting *s, int part);
/* The parts once they are answered. */
void sorting_describe_answered(
	const struct sorting_work *w, const struct sorting *s, struct view *view);
void sorting_reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view);

#endif
