/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_PAPER_H
#define FORMATS_PAPER_H

#include <stddef.h>

#include "course/lesson.h"
#include "ini/ini.h"
#include "view/block.h"

/*
 * A lesson with the file it came from, for exports that need the texts of a question as they stand
 * there.
 */
struct booklet_source {
	const struct lesson *lesson;
	const struct ini *ini;
	struct view *view;
};
/* A text of a family of keys: for "left.a", its text and the letter a. */
enum { PAPER_PARTS = 16 };
struct paper_text {
	const char *id, *text;
};
/* Returns the value of a key as prose, its facts filled in; NULL if it is missing. */
const char *paper_value(
	const struct booklet_source *paper, const struct question *q, const char *key);
/*
 * True if the question at that index has another pool than the one before, or the first has one: a
 * category begins there.
 */
bool paper_pool_begins(const struct lesson *l, size_t question);
/*
 * Collects the texts of keys stem + id, without a further dot, in file order; returns their number.
 */
size_t paper_family(const struct booklet_source *paper, const struct question *q, const char *stem,
	struct paper_text *texts);

#endif
