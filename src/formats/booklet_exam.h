/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sitting on paper: its questions, an answer sheet and the key. A seed draws the questions by the
 * rules of the program (learner/draw.h) and lays them out as it does, so the same seed gives the
 * same paper as long as the lessons are the same; the mark of the paper says whether they are.
 */
#ifndef FORMATS_BOOKLET_EXAM_H
#define FORMATS_BOOKLET_EXAM_H

#include "base/date.h"
#include "formats/booklet.h"
#include "questions/printed.h"

enum { BOOKLET_EXAM_MARK = 10 };

struct booklet_item {
	const struct question *q;
	struct printed printed;
	bool scored; /* false: it rests on a fact that is due for a check */
};

struct booklet_exam {
	const struct lesson *lesson;
	uint64_t seed; /* 0: all questions of the lesson, in its order, options as in the file */
	char mark[BOOKLET_EXAM_MARK]; /* "3f9a-12c4", from the versions of the questions */
	struct booklet_item *items;
	size_t n;
	int points; /* that count */
};

/*
 * Draws and lays out. find and ctx as in learner/draw.h; the lessons must outlive the exam, whose
 * memory is in arena.
 */
void booklet_exam_draw(struct booklet_exam *exam, const struct lesson *lesson, uint64_t seed,
	const struct lesson *(*find)(void *ctx, const char *id), void *ctx,
	const struct date *today, struct arena *arena);

void booklet_exam_questions(struct booklet *booklet, const struct booklet_exam *exam);
void booklet_exam_sheet(struct booklet *booklet, const struct booklet_exam *exam);
void booklet_exam_key(struct booklet *booklet, const struct booklet_exam *exam);

#endif
