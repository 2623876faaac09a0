/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How hard a text is to read, as a school year, by published formulas that need no dictionary:
 *  - English: the Automated Readability Index (Smith and Senter 1967);
 *  - other languages of the list in reading.c: Lix (Björnsson 1968), with the school years of
 * Anderson (1983, Journal of Reading 26). They count letters, words and sentences and know nothing
 * of the sense: a guide, and no judge.
 */
#ifndef CHECK_READING_H
#define CHECK_READING_H

#include <stdbool.h>
#include <stddef.h>

struct reading {
	size_t letters, words, sentences;
	size_t long_words; /* of more than six letters */
};

enum { READING_LEAST_WORDS = 100, READING_LAST_YEAR = 13 };

/* Counts a text in; it ends a sentence. NULL is fine. */
void reading_add(struct reading *reading, const char *text);
/* 1 to 13 (beyond school); 0 if there are too few words or no formula for the language. */
int reading_year(const struct reading *reading, const char *lang);
/* "Automated Readability Index" or "Lix"; NULL if there is none for the language. */
const char *reading_formula(const char *lang);

#endif
