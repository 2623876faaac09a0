/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What vigie check reports beyond the errors that stop a lesson from loading: problems in every
 * language of every lesson, and advice to authors. rules.def lists all rules with their reasons.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "course/lesson.h"

struct check_result {
	size_t lessons, scenarios, files;
};

/*
 * Checks path: a lesson or scenario folder, a folder of such folders (with course.ini and help/), a
 * folder with help.ini or workshop.ini, or a single lesson.ini, scenario.ini, LANG.ini, help.ini,
 * workshop.ini or course.ini. Any other file is checked on its own as a lesson, or as a scenario if
 * it begins with [scenario]. today decides which facts are due (rule fact-due). Sorts diags at the
 * end; adds to result.
 */
void check_path(const char *path, const struct date *today, question_parse_fn *parse_question,
	struct check_result *result, struct diags *diags);
/*
 * True if check finds no error in the unpacked folder of a pack. The lessons it names may be in
 * other folders, so unknown-lesson and draw-too-large do not count.
 */
bool check_has_no_errors(const char *folder, const struct date *today,
	question_parse_fn *parse_question, struct diags *diags);

#endif
