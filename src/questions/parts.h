/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the types with several parts share (match, order, classify, cloze): families of keys such as
 * tile.a to tile.h, equal shares of the points, and the line that says of one part what was
 * answered.
 */
#ifndef QUESTIONS_PARTS_H
#define QUESTIONS_PARTS_H

#include "questions/type.h"

enum {
	PARTS_MAX = 8,
	CHOICES_MAX = 9 /* as many as there are digits to choose with */
};

struct part {
	const char *id;  /* "a" */
	const char *key; /* in the lesson file, for diagnostics: "tile.a" */
	const char *text;
	const char *feedback; /* or NULL */
};

/*
 * Reads the texts stem + "a", "b" … (stem "tile."), in the order of the file, into parts, of which
 * there is room for max. A letter above last, or none, is an error (rule bad-option); keys with a
 * further dot are left alone. More than max are an error (too-many-items). Returns how many.
 */
size_t parts_read(struct reader *r, const char *stem, char last, struct part *parts, size_t max);
/* Fewer than least is an error (rule too-few-items). */
void parts_check_count(struct reader *r, const char *stem, size_t n, size_t least);
/* feedback.ID of each part; one that lacks is an error (rule missing-feedback). */
void parts_read_feedback(struct reader *r, struct part *parts, size_t n);
/* Two of one text cannot be told apart (rule equal-sides). */
void parts_check_equal(struct reader *r, const struct part *parts, size_t n);
/* The part named by the first len bytes of id, -1 if there is none. */
int parts_find(const struct part *parts, size_t n, const char *id, size_t len);

/* One share of n for each that is right. */
struct grade parts_grade(const struct question *q, size_t right, size_t n);

/*
 * What a person reads beside a part once it is answered: "right: X", "not right: X; right is: Y",
 * "not answered; right is: Y", by the mark (MARK_RIGHT, MARK_WRONG, MARK_MISSED).
 */
const char *parts_note(struct view *view, enum mark mark, const char *chosen, const char *right);
/* The feedback of a part: of each with all reasons, else of those that are not right. */
void parts_reason(struct view *view, const struct part *part, enum mark mark, enum showing showing);
/* "1 Act · [2 Means] · 3 Purpose": what can be chosen for the part in hand; chosen -1 for none. */
const char *parts_menu(struct view *view, const char *const *names, size_t n, int chosen);

#endif
