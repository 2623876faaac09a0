/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lesson teaches besides what it says: answers that give themselves away, text that is too
 * hard (for check.c). */
#ifndef CHECK_CHECK_TEACHING_H
#define CHECK_CHECK_TEACHING_H

#include "course/lesson.h"

/* lang: the language of the overlay that was laid upon ini, NULL for none. */
void check_teaching(
	const struct lesson *l, const struct ini *ini, const char *lang, struct diags *diags);
/* Lines that are nearly as long as one can be; only translated ones if so. */
void check_lines(const struct ini *ini, bool translated_only, struct diags *diags);

#endif
