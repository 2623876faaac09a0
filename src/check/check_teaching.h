/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well a lesson teaches: answers that give themselves away, and text that is too hard (for
 * check.c).
 */
#ifndef CHECK_CHECK_TEACHING_H
#define CHECK_CHECK_TEACHING_H

#include "course/lesson.h"

/* lang: the language of the translation merged into ini; NULL if there is none. */
void check_teaching(
	const struct lesson *l, const struct ini *ini, const char *lang, struct diags *diags);
/* Warns about lines close to the length limit; with translated_only, about translated ones only. */
void check_lines(const struct ini *ini, bool translated_only, struct diags *diags);

#endif
