/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the types with options have in common: single, multiple, truefalse. */
#ifndef QUESTIONS_CHOICES_H
#define QUESTIONS_CHOICES_H

#include "questions/type.h"

struct choices {
	int order[OPTIONS_MAX];  /* display position -> option */
	int focus;               /* display position; -1: none, until a key moves or picks */
	bool on[OPTIONS_MAX];    /* per option */
	bool tried[OPTIONS_MAX]; /* per option: was chosen in an earlier try */
};

/* Reads option.X, feedback.X, correct, shuffle and pin. */
bool choices_parse(struct reader *r, struct question *q, bool several);
void choices_begin(void *work, const struct question *q, uint64_t seed);
/* Selects the options named in a response "a,c". */
void choices_restore(void *work, const struct question *q, const char *response);
/* Adds the options as blocks, with checkboxes if several. */
void choices_describe(const struct choices *c, const struct question *q, enum showing showing,
	bool several, struct view *view);
/* Prints the options in their order; one may be chosen, or several. */
void choices_print(
	const struct choices *c, const struct question *q, bool several, struct printed *out);
void choices_print_one(const void *work, const struct question *q, struct printed *out);
/* Adds the feedback of the chosen options and, if several, of the missed ones. */
void choices_reasons(const struct choices *c, const struct question *q, enum showing showing,
	bool several, struct view *view);

/*
 * Functions of the table shared by the types with one right option: the focused option is the
 * answer.
 */
void choices_note_tried_one(void *work, const struct question *q, const char *response);
bool choices_update_one(void *work, const struct question *q, const struct input *in);
void choices_describe_one(
	const void *work, const struct question *q, enum showing showing, struct view *view);
void choices_reasons_one(
	const void *work, const struct question *q, enum showing showing, struct view *view);
void choices_response_one(const void *work, const struct question *q, struct strbuf *out);
struct grade choices_grade_one(const struct question *q, const char *response);

/* Describes the options as parts, for all three types. */
void choices_interact(const struct question *q, struct interaction *out);

#endif
