/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the types with several parts have in common (match, order, classify, cloze): families of
 * keys such as tile.a to tile.h, equal shares of the points, and the line that states the result of
 * one part.
 */
#ifndef QUESTIONS_PARTS_H
#define QUESTIONS_PARTS_H

#include "questions/type.h"

enum {
	PARTS_MAX = 8,
	CHOICES_MAX = 9 /* one per digit that chooses it */
};

struct part {
	const char *id;  /* "a" */
	const char *key; /* in the lesson file, for diagnostics: "tile.a" */
	const char *text;
	const char *feedback; /* may be NULL */
};

/*
 * Reads the texts stem + "a", "b" … (stem "tile."), in file order, into parts, which has room for
 * max. A missing letter or one above last is an error (rule bad-option); keys with a further dot
 * are ignored. More than max are an error (too-many-items). Returns their number.
 */
size_t parts_read(struct reader *r, const char *stem, char last, struct part *parts, size_t max);
/* Reports fewer than least parts as an error (rule too-few-items). */
void parts_check_count(struct reader *r, const char *stem, size_t n, size_t least);
/* Reads feedback.ID of each part; a missing one is an error (rule missing-feedback). */
void parts_read_feedback(struct reader *r, struct part *parts, size_t n);
/* Reports two parts with the same text, which cannot be told apart (rule equal-sides). */
void parts_check_equal(struct reader *r, const struct part *parts, size_t n);
/* Returns the part named by the first len bytes of id, or -1. */
int parts_find(const struct part *parts, size_t n, const char *id, size_t len);

/* Gives one of n equal shares for each right part. */
struct grade parts_grade(const struct question *q, size_t right, size_t n);

/*
 * Returns the text next to an answered part: "right: X", "not right: X; right is: Y", "not
 * answered; right is: Y", by mark (MARK_RIGHT, MARK_WRONG, MARK_MISSED).
 */
const char *parts_note(struct view *view, enum mark mark, const char *chosen, const char *right);
/*
 * Adds the feedback of a part: always if all reasons are shown, otherwise only if it is not right.
 */
void parts_reason(struct view *view, const struct part *part, enum mark mark, enum showing showing);
/*
 * Returns "1 Act · [2 Means] · 3 Purpose", the choices for the focused part; chosen is -1 for none.
 */
const char *parts_menu(struct view *view, const char *const *names, size_t n, int chosen);

#endif
