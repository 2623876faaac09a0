/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the gaps of a sentence (type_cloze): [x] in the text. A gap is filled by typing
 * (accept1.x) or by choosing (choice.x.a). On the screen the gaps are numbered in the order of the
 * sentence, which a translation may change.
 */
#ifndef QUESTIONS_GAPS_H
#define QUESTIONS_GAPS_H

#include <stdbool.h>
#include <stddef.h>

#include "questions/accepted.h"
#include "questions/parts.h"

enum { GAPS_MAX = 6 };

struct gap {
	char id;
	struct accepted_list accept; /* texts to type; none: a gap filled by choosing */
	struct part choices[PARTS_MAX];
	size_t n_choices;
	int correct; /* the right choice */
	const char *feedback;
};

struct gaps {
	const char *text;
	struct gap gaps[GAPS_MAX]; /* in the order of the sentence */
	size_t n;
	int by_id[GAPS_MAX]; /* in alphabetical order */
	struct accepted_rule rule;
	bool typed; /* true if at least one gap is filled by typing */
};

/* Reads the section into q->data, a struct gaps in the arena of r. Returns false after an error. */
bool gaps_read(struct reader *r, struct question *q);
/* True if there is a gap at s, such as "[x]". */
bool gaps_is_at(const char *s);
/* Returns the index of the gap with that letter; -1 if there is none. */
int gaps_find(const struct gaps *d, char id);

#endif
