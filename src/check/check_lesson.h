/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on one lesson in one language (for check.c). */
#ifndef CHECK_CHECK_LESSON_H
#define CHECK_CHECK_LESSON_H

#include "course/lesson.h"

struct arena;

/* Checks the parsed lesson. */
void check_lesson(const struct lesson *l, const struct ini *ini, const struct date *today,
	struct diags *diags);
/*
 * Checks that the lessons and topics named in ini exist; beside is the folder that holds the
 * lesson's folder.
 */
void check_references(
	const struct lesson *l, const struct ini *ini, const char *beside, struct diags *diags);

#endif
