/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The types of question.
 *
 * To add one: write src/questions/NAME.c ending in one const table `struct question_type
 * question_NAME`, name it in types.def, and describe its keys in lessons/README.md. Nothing else.
 *
 * An answer has one canonical text, the response, made of the ids in the lesson file and never of
 * language or display order. It is what is stored; grading is pure on it.
 */
#ifndef QUESTIONS_TYPE_H
#define QUESTIONS_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "course/lesson.h"
#include "view/block.h"
#include "view/command.h"

struct interaction;
struct strbuf;

struct grade {
	int score, max; /* thousandths of a point, 0 <= score <= max */
};

/* How much of the question is shown. */
enum showing {
	SHOW_OPEN,       /* being answered */
	SHOW_ANSWERED,   /* with right and wrong, and why for what was chosen */
	SHOW_ALL_REASONS /* with the reason of every option */
};

struct question_type {
	const char *name; /* `type =` in the lesson file */
	bool typed;       /* letters are text, not commands */
	/* The same, where it depends on the question; NULL: as typed says. */
	bool (*is_typed)(const struct question *q);
	size_t work_size; /* zeroed memory for the answer in the making */

	/* Reads the type's own keys. False if there was an error. */
	bool (*parse)(struct reader *r, struct question *q);
	/* Sets out the question; seed decides the order of what is shuffled. */
	void (*begin)(void *work, const struct question *q, uint64_t seed);
	/* Takes up a stored response again, to show it. */
	void (*restore)(void *work, const struct question *q, const char *response);
	/* Moving, ticking, typing. True if the input was one for the question. */
	bool (*update)(void *work, const struct question *q, const struct input *in);
	/* Adds the blocks below the prompt: the options, the field … with marks once it is
	 * answered. */
	void (*describe)(const void *work, const struct question *q, enum showing showing,
		struct view *view);
	/* Adds why: the feedback that this answer gets, or all of it. Not called while it is open.
	 */
	void (*reasons)(const void *work, const struct question *q, enum showing showing,
		struct view *view);
	/* Appends the response as it stands; appends nothing if there is no answer yet. */
	void (*response)(const void *work, const struct question *q, struct strbuf *out);
	/* Grades a response; one that cannot be understood scores 0. */
	struct grade (*grade)(const struct question *q, const char *response);
	/* Says what the question and its responses are to others (interaction.h). */
	void (*interact)(const struct question *q, struct interaction *out);
	/* One line on how to answer, N_(); and the same in plain lines, where that is another way,
	 * or NULL. */
	const char *how, *how_linear;
};

/* By name; NULL if there is none. */
const struct question_type *question_type_find(const char *name);
/* How to answer, translated; linear: in plain lines. */
const char *question_how(const struct question *q, bool linear);
/* Are letters text while this question is open? */
bool question_is_typed(const struct question *q);
/* The table, NULL-ended. */
extern const struct question_type *const question_types[];

/* For lesson_load: reads `type =` and lets that type parse the rest. */
bool question_parse(struct reader *r, struct question *q);

#endif
