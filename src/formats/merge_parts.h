/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An imported question whose parts have the letters that the lesson gives them (for
 * lesson_merge.c).
 */
#ifndef FORMATS_MERGE_PARTS_H
#define FORMATS_MERGE_PARTS_H

#include "formats/paper.h"

struct arena;

struct merge_entry {
	const char *key, *value;
	bool quoted;
	bool fresh; /* of a part that the lesson does not have yet */
};
struct merge_section {
	struct merge_entry *entries;
	size_t n;
};

/* A question of the lesson, with its texts as they are shown. */
struct merge_old {
	const struct booklet_source *paper;
	const struct question *q;
	const struct ini_section *section;
};

/* True if the lesson shows text as the value of key; emphasis counts only where text has some. */
bool merge_is_same_text(const struct merge_old *old, const char *key, const char *text);
/* Returns the entries of an imported question with the letters of the old one. */
struct merge_section merge_reletter(
	struct arena *arena, const struct merge_old *old, const struct ini_section *imported);

#endif
