/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Readability of a text as a school year, by published formulas that need no dictionary:
 * - English: the Automated Readability Index (Smith and Senter 1967);
 * - other languages of the list in reading.c: Lix (Björnsson 1968), with the school years of
 *   Anderson (1983, Journal of Reading 26).
 * Both count letters, words and sentences and know nothing of the meaning: they give guidance, not
 * a verdict.
 */
#ifndef CHECK_READING_H
#define CHECK_READING_H

#include <stdbool.h>
#include <stddef.h>

struct reading {
	size_t letters, words, sentences;
	size_t long_words; /* more than six letters */
};

enum { READING_LEAST_WORDS = 100, READING_LAST_YEAR = 13 };

/* Adds a text, whose end also ends a sentence; NULL is ignored. */
void reading_add(struct reading *reading, const char *text);
/*
 * Returns 1..13 (13: beyond school); 0 if there are too few words or no formula for the language.
 */
int reading_year(const struct reading *reading, const char *lang);
/* Returns "Automated Readability Index" or "Lix"; NULL if there is no formula for the language. */
const char *reading_formula(const char *lang);

#endif
