/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that hurt, blame or mislead, and that lessons avoid (for check.c). terms.def lists them. */
#ifndef CHECK_CHECK_WORDS_H
#define CHECK_CHECK_WORDS_H

struct diags;
struct ini;

/*
 * Checks the texts as written. lang: language of a translation, to check only its texts; NULL:
 * checks all texts, in the lesson's own language.
 */
void check_words(const struct ini *ini, const char *lang, struct diags *diags);

/*
 * Returns the first words of terms.def that a text of the language holds; NULL if there are none.
 * For texts that are made of parts, such as the stories of the workshop.
 */
const char *check_words_refused(const char *text, const char *lang);

#endif
