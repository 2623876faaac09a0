/* SPDX-License-Identifier: GPL-3.0-or-later */
/* course.ini: what the course is called, its topics, its parts and its paths. */
#ifndef COURSE_COURSE_FILE_H
#define COURSE_COURSE_FILE_H

#include <stdbool.h>

#include "course/catalog.h"

struct diags;
struct lesson_index;

/*
 * Reads dir/course.ini, overlaid with dir/LANG.ini, into course. Returns false if the file is
 * missing. Part of course_scan, exported for check.
 */
bool course_read_title(
	struct course *course, const char *dir, const char *lang, struct diags *diags);
/* course_read_title() with an index (index.h), which makes it faster; it may be NULL. */
bool course_read_title_with(struct course *course, const char *dir, const char *lang,
	struct lesson_index *index, struct diags *diags);

#endif
