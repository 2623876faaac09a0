/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice on what a lesson draws and what it should draw (for check.c). */
#ifndef CHECK_CHECK_DRAWING_H
#define CHECK_CHECK_DRAWING_H

#include "course/lesson.h"

/* lang: the language of the translation merged into ini; NULL if there is none. */
void check_drawings(
	const struct lesson *l, const struct ini *ini, const char *lang, struct diags *diags);

#endif
