/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The texts that a typed answer is compared with (type_text, type_cloze), and what the author lets
 * pass: accents = optional, articles = optional. text/typed.h says what never counts.
 *
 * An answer and a text are the same with or without their articles. These are articles of the
 * language shown and, if the text is not translated, of the lesson's own language.
 */
#ifndef QUESTIONS_ACCEPTED_H
#define QUESTIONS_ACCEPTED_H

#include <stdbool.h>
#include <stddef.h>

struct ini_entry;
struct printed;
struct printed_row;
struct reader;

struct accepted_rule {
	unsigned fold; /* flags of text_fold */
	bool articles; /* may be left out or added */
};

struct accepted {
	const char *text;
	const char *name;     /* its key in the lesson file: "accept1" */
	const char *key;      /* typed_key() of text */
	const char *langs[2]; /* languages whose articles are optional; NULL: none */
	bool translated;
};

/* In the order of the file; everything is in the reader's arena. */
struct accepted_list {
	struct accepted_rule rule;
	struct accepted *v;
	size_t n;
	bool has_marks; /* a text consists of marks, so marks are an answer */
};

/* Reads accents and articles; another word than optional or required is an error (bad-value). */
struct accepted_rule accepted_read_rule(struct reader *r);
/* An empty list with room for all texts of the section. */
struct accepted_list accepted_list(struct reader *r, const struct accepted_rule *rule);
/* Reads the text of an entry of the section. */
void accepted_add(struct accepted_list *list, struct reader *r, const struct ini_entry *entry);
/* Returns the index of the first text that is the same as what was typed, or -1. */
int accepted_find(const struct accepted_list *list, const char *typed);
/* True if nothing was typed, or only marks that do not count and no text consists of marks. */
bool accepted_is_blank(const struct accepted_list *list, const char *typed);
/*
 * Warns about each text that is never used, because one before it in the list, or one of earlier
 * (unless that is NULL), is the same (rule same-answer). Compares texts of one language only.
 */
void accepted_check(
	const struct accepted_list *list, const struct accepted_list *earlier, struct reader *r);
/* Prints what is accepted as the texts of a row that is written (printed.h). */
void accepted_print(const struct accepted_list *list, struct printed_row *row, struct printed *out);

#endif
