/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Puts imported questions into the text of a lesson file. A question whose id the lesson has is
 * updated, the others are added at the end, and nothing is removed but parts of a question (an
 * option, a pair, an accepted text) that are gone.
 *
 * What an import cannot know stays as it is: keys such as after, claims and topic, comments, the
 * order of the file, a feedback where the import has only a placeholder, facts ({ID}) and emphasis
 * where the words are the same. Parts are recognised by their texts and keep their letters, since
 * translations, pins and stored answers go by them.
 */
#ifndef FORMATS_LESSON_MERGE_H
#define FORMATS_LESSON_MERGE_H

#include "base/strbuf.h"
#include "formats/paper.h"

struct diags;

struct lesson_merge {
	size_t added, changed, same, refused;
	struct strbuf text; /* the new file */
	struct strbuf diff; /* what changes, as lines with - and +, after @@ LINE @@ */
};

/*
 * Merges the sections, in memory as foreign_write() made them, into the lesson of paper, whose file
 * has the bytes old. name is of the imported file, for diagnostics: a question of another type is
 * an error, and stays as it is. Release text and diff.
 */
void lesson_merge(struct lesson_merge *m, const struct booklet_source *paper,
	const struct strbuf *old, const char *name, const struct strbuf *sections,
	struct diags *diags);

#endif
