/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GIFT question while it is parsed. */
#ifndef FORMATS_GIFT_PARTS_H
#define FORMATS_GIFT_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/lesson_write.h"
#include "questions/decimal.h"

/*
 * Characters that a backslash makes literal. While parsing, each escaped one is held as a control
 * character; the text has none of its own.
 */
#define GIFT_SPECIAL "~=#{}:\\"
enum { GIFT_ESCAPED = 1, GIFT_ANSWERS_MAX = 16, GIFT_WHOLE = 100 * DECIMAL_ONE };

struct gift_answer {
	char sign; /* '=' or '~' */
	bool weighted;
	int64_t weight;        /* percent, in millionths */
	char *text, *feedback; /* feedback: NULL if none */
	int line;
};

struct gift {
	struct sections sections;
	int line;          /* of the paragraph */
	const char *start; /* the paragraph, which parsing modifies */
	const char *copy;  /* an unmodified copy, to count lines in */
	const char *title, *explain;
	char *stem;
	struct gift_answer answers[GIFT_ANSWERS_MAX];
	size_t n;
};

/* Returns the control character for an escaped one. */
char gift_hide(char c);
/* Trims text, collapses runs of spaces and restores escaped characters, all in place. */
char *gift_clean(char *text);
int gift_line_of(const struct gift *g, const char *at);
/* Reports an error at the position at; returns false, for the caller to return. */
bool gift_fault(struct gift *g, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Skips a format name ("[html]"); sets *good to false if Vigie cannot display that format. */
char *gift_skip_format(struct gift *g, char *text, bool *good);
/* Parses all answers "=… ~…" of a list. */
bool gift_read_answers(struct gift *g, char *text);

#endif
