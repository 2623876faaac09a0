/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The types of question.
 *
 * To add one: write src/questions/type_NAME.c ending in one const table `struct question_type
 * question_NAME`, name it in types.def, and describe its keys in lessons/README.md. Nothing else.
 *
 * An answer has one canonical text, the response, which uses the ids of the lesson file and never
 * depends on language or display order. The response is stored, and grading depends on nothing
 * else.
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
struct printed;
struct strbuf;

struct grade {
	int score, max; /* thousandths of a point, 0 <= score <= max */
};

/* How much of the question is shown. */
enum showing {
	SHOW_OPEN,       /* being answered */
	SHOW_ANSWERED,   /* with marks, and the reasons for what was chosen */
	SHOW_ALL_REASONS /* with the reasons of all options */
};

struct question_type {
	const char *name; /* `type =` in the lesson file */
	bool typed;       /* letters are text, not commands */
	/* Overrides typed if it depends on the question; NULL otherwise. */
	bool (*is_typed)(const struct question *q);
	size_t work_size; /* bytes of zeroed memory for the answer being made */

	/* Reads the keys of the type. Returns false on an error. */
	bool (*parse)(struct reader *r, struct question *q);
	/* Lays out the question; seed determines the order of shuffled parts. */
	void (*begin)(void *work, const struct question *q, uint64_t seed);
	/* Restores a stored response, to show it. */
	void (*restore)(void *work, const struct question *q, const char *response);
	/*
	 * Notes a response that was given before, so that it is marked where it can be chosen, and
	 * chooses nothing. NULL if the answer being made stays as it is for another try.
	 */
	void (*note_tried)(void *work, const struct question *q, const char *response);
	/*
	 * Handles moving, selecting and typing. Returns true if the input was meant for the
	 * question.
	 */
	bool (*update)(void *work, const struct question *q, const struct input *in);
	/*
	 * Adds the blocks below the prompt: the options, the field …, with marks once it is
	 * answered.
	 */
	void (*describe)(const void *work, const struct question *q, enum showing showing,
		struct view *view);
	/*
	 * Adds the reasons: the feedback for this answer, or all of it. Not called while the
	 * question is open.
	 */
	void (*reasons)(const void *work, const struct question *q, enum showing showing,
		struct view *view);
	/*
	 * Appends the response so far; nothing if there is no answer yet. After begin there is
	 * none: the order in which things are laid out is nobody's answer.
	 */
	void (*response)(const void *work, const struct question *q, struct strbuf *out);
	/* Returns how many parts have no answer yet; NULL for a type without parts. */
	int (*count_empty)(const void *work, const struct question *q);
	/*
	 * Returns how many choices a digit may name for the part in focus, and what it does, N_();
	 * NULL for a type whose digits do something else.
	 */
	size_t (*count_choices)(const struct question *q);
	const char *verb;
	/* Grades a response; a malformed one scores 0. */
	struct grade (*grade)(const struct question *q, const char *response);
	/*
	 * Returns what of an answer is right, "2 of 3, and 1 too many", for one that is right in
	 * part; NULL for a type that does not count.
	 */
	const char *(*tally)(const void *work, const struct question *q, struct view *view);
	/* Describes the question and its responses for reports and xAPI (interaction.h). */
	void (*interact)(const struct question *q, struct interaction *out);
	/* Says how it is printed, as begin has laid it out (printed.h). */
	void (*print)(const void *work, const struct question *q, struct printed *out);
	/*
	 * One line on how to answer, N_(); and its version for plain lines, NULL if it is the same.
	 */
	const char *how, *how_linear;
};

/* Returns the type of that name, or NULL. */
const struct question_type *question_type_find(const char *name);
/* Returns how to answer, translated; linear: in plain lines. */
const char *question_how(const struct question *q, bool linear);
/* True if letters are text while this question is open. */
bool question_is_typed(const struct question *q);
/* All types, ending with NULL. */
extern const struct question_type *const question_types[];

/* For lesson_load: reads `type =` and calls that type's parser. */
bool question_parse(struct reader *r, struct question *q);

#endif
