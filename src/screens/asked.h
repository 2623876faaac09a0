/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question being answered and its working memory, for the quiz and for the review that shows it
 * again.
 */
#ifndef SCREENS_ASKED_H
#define SCREENS_ASKED_H

#include <stdalign.h>

#include "questions/type.h"
#include "screens/screen.h"

enum { WORK_MAX = 2048 }; /* the largest work_size allowed */

struct asked {
	alignas(max_align_t) unsigned char work[WORK_MAX];
};

/* Lays out q as in run, restoring the response if it has one. */
void asked_begin(struct asked *asked, const struct question *q, const struct run *run,
	size_t number, const char *response);
/*
 * Describes the prompt, the answer area and, once it is answered, the verdict, the reasons and the
 * explanation. answer may be NULL while it is open.
 */
void asked_describe(const struct asked *asked, const struct question *q,
	const struct answer *answer, enum showing showing, struct view *view);
/*
 * Returns the mark of an answer: right, partly, wrong, or MARK_INFO if it is not scored. q may be
 * NULL.
 */
enum mark answer_mark(const struct question *q, const struct answer *answer);
/* Formats thousandths of a point: "2", "1.5". */
const char *asked_points_text(int thousandths, struct view *view);

#endif
