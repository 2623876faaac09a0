/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question with its work, as the quiz asks it and the review shows it again. */
#ifndef SCREENS_ASKED_H
#define SCREENS_ASKED_H

#include <stdalign.h>

#include "questions/type.h"
#include "screens/screen.h"

enum { WORK_MAX = 2048 }; /* the largest work_size there may be */

struct asked {
	alignas(max_align_t) unsigned char work[WORK_MAX];
};

/* Sets q out as run does, with the response already given, if any. */
void asked_begin(struct asked *asked, const struct question *q, const struct run *run,
	size_t number, const char *response);
/* Prompt, what stands below it and, once it is answered, the verdict, the reasons and the
 * explanation. answer may be NULL while it is open. */
void asked_describe(const struct asked *asked, const struct question *q,
	const struct answer *answer, enum showing showing, struct view *view);
/* Sign of an answer: right, partly, not, or MARK_INFO for one that is not scored. q may be NULL. */
enum mark answer_mark(const struct question *q, const struct answer *answer);
/* Thousandths of a point as a person reads them: "2", "1.5". */
const char *asked_points_text(int thousandths, struct view *view);

#endif
