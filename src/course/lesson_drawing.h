/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the drawings of a page (format 2): charts by name, and the keys of timelines, steps, flows,
 * comparisons and tables.
 */
#ifndef COURSE_LESSON_DRAWING_H
#define COURSE_LESSON_DRAWING_H

#include "course/lesson.h"
#include "view/figure.h"

/* True if the key is one of a drawing on a page: chart1, time1.1 … */
bool lesson_is_drawing(const char *key, struct numbered_key *k);
/*
 * Reads the drawing that begins with e. Returns false if e is only a later part of one, or no part
 * at all, which reader_finish then reports.
 */
bool lesson_read_drawing(struct reader *r, const struct ini_entry *e, const struct numbered_key *k,
	struct piece *piece);
/* Offers the keys of drawings to "did you mean". */
void lesson_suggest_drawings(struct reader *r);

/* Parts that charts need too: an empty figure, with room for FIGURE_ROWS rows; */
struct figure *lesson_drawing_new_figure(struct reader *r, enum figure_kind kind);
/* a row for e, or NULL after an error if there are already max; */
struct figure_row *lesson_drawing_add_row(
	struct reader *r, const struct ini_entry *e, struct figure *f, size_t max);
/* the entry whose key is made of the first len bytes of key and rest. */
const struct ini_entry *lesson_drawing_sibling(
	const struct reader *r, const char *key, size_t len, const char *rest);

#endif
