/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that hurt, blame or mislead, and that lessons do without (for check.c). They stand in
 * terms.def. */
#ifndef CHECK_CHECK_WORDS_H
#define CHECK_CHECK_WORDS_H

struct diags;
struct ini;

/*
 * On the texts as they are written. lang: the language of the overlay, whose texts alone are looked
 * at; NULL: all texts, in the lesson's own language.
 */
void check_words(const struct ini *ini, const char *lang, struct diags *diags);

#endif
