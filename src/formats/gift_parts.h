/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A GIFT question while it is read. The reader works on a copy of its paragraph that has the same
 * length as the source, so every place in it has a line and a column; comments are blanked, and
 * what a backslash makes literal is hidden behind control characters until a text is taken.
 */
#ifndef FORMATS_GIFT_PARTS_H
#define FORMATS_GIFT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/foreign.h"

/* Characters that a backslash makes literal (Moodle's escapedchar_pre). */
#define GIFT_SPECIAL "~=#{}:\\"

struct gift {
	struct foreign_writer *writer;
	struct arena arena;
	const char *source; /* the paragraph in the file */
	int line;           /* of its first character */
	char *text;         /* the copy */
	struct foreign_question q;
	enum markup format; /* of the question, and of its texts that name no other */
	struct foreign_answer *answers;
	size_t cap;
};

/* Sets *line and *column of a place in the copy. */
void gift_place(const struct gift *g, const char *at, int *line, int *column);
/* Reports why the question stays out, at a place in the copy; returns false. */
bool gift_fault(struct gift *g, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void gift_warn(struct gift *g, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Returns the text between two places, trimmed, with what was hidden. */
const char *gift_take(struct gift *g, const char *from, const char *to);
/* The same with the format that it begins with, such as [html], or else that of the question. */
struct markup_text gift_take_text(struct gift *g, const char *from, const char *to);
/* Hides escapes and blanks control characters in a copy. */
void gift_hide(char *text);
/*
 * Reads what is between the curly brackets into g->q. Returns false if that is no question of a
 * supported type, which it reports.
 */
bool gift_read_answers(struct gift *g, char *from, char *to);

#endif
