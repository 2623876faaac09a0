/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_PAPER_H
#define FORMATS_PAPER_H

#include <stddef.h>

#include "course/lesson.h"
#include "ini/ini.h"
#include "view/block.h"

/* A question to be answered with a pencil, and its key. ini is the file that the lesson came from.
 */
struct booklet_source {
	const struct lesson *lesson;
	const struct ini *ini;
	struct view *view;
};
/* One text of a family of keys: "left.a" is text and letter a. */
enum { PAPER_PARTS = 16 };
struct paper_text {
	const char *id, *text;
};
/* The value of a key, in prose with its facts filled in; NULL if there is none. */
const char *paper_value(
	const struct booklet_source *paper, const struct question *q, const char *key);
/* Texts stem + id, without a further dot, in the order of the file; how many. */
size_t paper_family(const struct booklet_source *paper, const struct question *q, const char *stem,
	struct paper_text *texts);
void paper_question(const struct booklet_source *paper, const struct question *q, size_t number);
void paper_answer(const struct booklet_source *paper, const struct question *q, size_t number);

#endif
