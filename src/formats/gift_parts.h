/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question of GIFT while it is taken apart. */
#ifndef FORMATS_GIFT_PARTS_H
#define FORMATS_GIFT_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/lesson_write.h"
#include "questions/decimal.h"

/* Characters that a backslash takes their meaning from. Meanwhile each is a control character; text
 * has none of its own. */
#define GIFT_SPECIAL "~=#{}:\\"
enum { GIFT_ESCAPED = 1, GIFT_ANSWERS_MAX = 16, GIFT_WHOLE = 100 * DECIMAL_ONE };

struct gift_answer {
	char sign; /* '=' or '~' */
	bool weighted;
	int64_t weight;        /* percent, in millionths */
	char *text, *feedback; /* feedback NULL if none */
	int line;
};

struct gift {
	struct sections sections;
	int line;          /* of the paragraph */
	const char *start; /* of the paragraph, as it is taken apart */
	const char *copy;  /* the same untouched, to count lines in */
	const char *title, *explain;
	char *stem;
	struct gift_answer answers[GIFT_ANSWERS_MAX];
	size_t n;
};

/* The control character that stands for an escaped one. */
char gift_hide(char c);
/* The text with spaces trimmed, runs of them made one, and escapes undone; in place. */
char *gift_clean(char *text);
int gift_line_of(const struct gift *g, const char *at);
/* An error at that place; false, for the caller to return. */
bool gift_fault(struct gift *g, const char *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Past the name of a format ("[html]"); *good becomes false if Vigie does not show it. */
char *gift_skip_format(struct gift *g, char *text, bool *good);
/* All answers "=… ~…" of a list. */
bool gift_read_answers(struct gift *g, char *text);

#endif
