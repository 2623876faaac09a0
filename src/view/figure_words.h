/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawings in words, for plain lines, screen readers, paper and wherever there is no picture. The
 * words carry everything the picture shows, in its order, once. They name no trend: shares are not
 * numbers of people.
 */
#ifndef VIEW_FIGURE_WORDS_H
#define VIEW_FIGURE_WORDS_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "view/figure.h"

/* Appends the drawing line by line, '\n' between lines: what it is, then a line for each row. */
void figure_words_lines(struct strbuf *out, const struct figure *f);
/* Appends the sentence that stands for the picture: the author's own, or one made of the rows. */
void figure_words_sentence(struct strbuf *out, const struct figure *f);

/* True if a row has this measure; if rows have different ones. */
bool figure_words_has(const struct figure *f, enum figure_measure measure);
bool figure_words_two_measures(const struct figure *f);
/*
 * Returns "detected · 2018, 2022" for the rows of a measure, or for all of them; in the arena,
 * empty if nothing is known.
 */
const char *figure_words_aside(
	struct arena *arena, const struct figure *f, enum figure_measure measure, bool all);
/* Returns what a SHARE leaves out ("7 % others"), in the arena; NULL if nothing. */
const char *figure_words_rest(struct arena *arena, const struct figure *f);
/* Returns the sentence between two scales. */
const char *figure_words_apart(void);

#endif
