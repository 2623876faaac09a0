/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions a sitting asks: those of the lesson, of its pools, and of other lessons. */
#ifndef LEARNER_DRAW_H
#define LEARNER_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "course/lesson.h"

struct run;

/* What a draw depends on: the same lot gives the same questions. */
struct draw_lot {
	uint64_t seed;
	const struct run *last; /* its questions are avoided while there are others; or NULL */
	/* Returns the lesson of that id, which is drawn from, or NULL if it cannot be read. */
	const struct lesson *(*find)(void *ctx, const char *id);
	void *ctx;
	struct arena *arena; /* of the names */
};

/* Returns the maximum number of questions in a run of a lesson: its own and those it draws. */
size_t draw_most(const struct lesson *lesson);
/*
 * Writes the names of the questions, "id" or "lesson/id", in the order in which they are asked to
 * out, which has room for draw_most(), and returns their number.
 */
size_t draw_questions(const struct lesson *lesson, const struct draw_lot *lot, const char **out);

#endif
