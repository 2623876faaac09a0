/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `vigie check` finds beyond what stops a lesson from loading: every language of every lesson,
 * and advice to authors. The names of all rules, with their reasons, stand in rules.def.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "course/lesson.h"

struct check_result {
	size_t lessons, scenarios, files;
};

/*
 * Checks path: the folder of a lesson or scenario, a folder of such folders (with course.ini,
 * help/), a folder with help.ini, or one lesson.ini, scenario.ini, LANG.ini, help.ini, course.ini;
 * any other file is checked as a lesson (or scenario, if it begins with [scenario]) on its own.
 * today decides which facts are due (rule fact-due). diags is sorted at the end; result is added
 * to.
 */
void check_path(const char *path, const struct date *today, question_parse_fn *parse_question,
	struct check_result *result, struct diags *diags);
/*
 * Does check find no error in the folder of a pack? Lessons that it names may lie elsewhere:
 * unknown-lesson and draw-too-large do not count.
 */
bool check_has_no_errors(const char *folder, const struct date *today,
	question_parse_fn *parse_question, struct diags *diags);

#endif
