/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on one lesson in one language (for check.c). */
#ifndef CHECK_CHECK_LESSON_H
#define CHECK_CHECK_LESSON_H

#include "course/lesson.h"

struct arena;

/* On the texts as they are written, before placeholders are filled in; only the translated ones if
 * so. */
void check_texts(const struct ini *ini, bool translated_only, struct diags *diags);
/* On the lesson that came of it. */
void check_lesson(const struct lesson *l, const struct ini *ini, const struct date *today,
	struct diags *diags);
/* On the lessons and topics that this one names; they stand beside it in the folder beside. */
void check_references(
	const struct lesson *l, const struct ini *ini, const char *beside, struct diags *diags);

#endif
