/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question of Moodle XML while it is read (for moodle_read.c and moodle_gaps.c). */
#ifndef FORMATS_MOODLE_PARTS_H
#define FORMATS_MOODLE_PARTS_H

#include "formats/foreign.h"
#include "formats/xml_read.h"

enum { MOODLE_ANSWERS_MAX = 64, MOODLE_GAPS_MAX = 6, MOODLE_HINTS_MAX = 9 };

struct moodle_question {
	struct foreign_writer *w;
	const struct xml_node *node;
	struct arena arena;
	enum markup format; /* of the question's text, and so the default of the others */
	struct foreign_question q;
	struct foreign_answer answers[MOODLE_ANSWERS_MAX];
	struct markup_text hints[MOODLE_HINTS_MAX];
};

/* Leaves the question out, for a reason at node; returns false. */
#define MOODLE_OUT(m, at, ...) foreign_leave_out((m)->w, (at)->line, (at)->column, __VA_ARGS__)

/* Returns text without the spaces around it, in the arena. */
const char *moodle_trim(struct moodle_question *m, const char *text);
/* Returns the text of <text> in node, trimmed; "" if there is none. */
const char *moodle_word(struct moodle_question *m, const struct xml_node *node);
/* Returns the text of node in its format; .text is NULL if it is blank. NULL is allowed. */
struct markup_text moodle_text(
	struct moodle_question *m, const struct xml_node *node, enum markup usual);
/* Returns the next answer to fill in, at the place of node, or NULL after leaving the question out.
 */
struct foreign_answer *moodle_answer(struct moodle_question *m, const struct xml_node *node);

/* ---- gaps (moodle_gaps.c) */

/* {1:SHORTANSWER:=word} in the text */
bool moodle_read_cloze(struct moodle_question *m);
/* [[1]] in the text, and <selectoption> or <dragbox> */
bool moodle_read_missing(struct moodle_question *m, const char *option);

#endif
