/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question being answered and its working memory, for the quiz and for the review that shows it
 * again.
 */
#ifndef SCREENS_ASKED_H
#define SCREENS_ASKED_H

#include "questions/type.h"
#include "screens/screen.h"

/* Number of answers to "How sure?"; the first is CONFIDENCE_GUESS. */
enum { ASKED_SURE = CONFIDENCE_SURE };

struct asked {
	struct model_work work;
};

/* Lays out q as in run, restoring the response if it has one. */
void asked_begin(struct asked *asked, const struct question *q, const struct run *run,
	size_t number, const char *response);
/*
 * Notes the tries of an item that is still open: marked where they can be chosen, or else the last
 * one as the answer to be changed.
 */
void asked_note_tries(struct asked *asked, const struct question *q, const struct answer *item);
/* True if the response is the same as an earlier try, but for case and spaces. */
bool asked_was_tried(const struct answer *item, const char *response);
/* Describes the tries so far, in types that cannot mark them where they can be chosen. */
void asked_describe_tries(const struct question *q, const struct answer *item, struct view *view);
/*
 * Describes the prompt, the answer area and, once it is answered, the verdict, the reasons and the
 * explanation. answer may be NULL while it is open.
 */
void asked_describe(const struct asked *asked, const struct question *q,
	const struct answer *answer, enum showing showing, struct view *view);
/*
 * Says how to choose as long as nothing is chosen; types with more to explain do so all along.
 * Call after asked_describe.
 */
void asked_describe_how(const struct question *q, bool chosen, struct view *view);
/* Asks "How sure?"; sure: the answer that has the focus, from 0 (a guess), -1 for none. */
void asked_describe_sure(int sure, struct view *view);
/*
 * Asks "How sure?" below the answer, which is not judged yet. Only what can be chosen now has
 * numbers.
 */
void asked_describe_unjudged(
	const struct asked *asked, const struct question *q, int sure, struct view *view);
/* Return what to say when there is no answer yet, and when it is an earlier try. */
const char *asked_choose_first(const struct question *q, bool linear);
const char *asked_tried_already(const struct question *q);
/* True if the person said to be sure of the first answer. */
bool asked_was_sure(const struct answer *answer);
/* Returns what another try is worth, in words. */
const char *asked_one_more_try(int percent, struct view *view);
/*
 * Returns the mark of an answer: right, partly, wrong, or MARK_INFO if it is not scored. q may be
 * NULL.
 */
enum mark answer_mark(const struct question *q, const struct answer *answer);
/* Formats thousandths of a point: "2", "1.5". */
const char *asked_points_text(int thousandths, struct view *view);

#endif
