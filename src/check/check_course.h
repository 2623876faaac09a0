/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What course.ini says of its lessons: the lessons and pages that parts and paths name. */
#ifndef CHECK_CHECK_COURSE_H
#define CHECK_CHECK_COURSE_H

struct arena;
struct course;
struct diags;

/* Reports lessons and scenarios that have the same order, so that their ids decide. */
void check_orders(const struct course *course, struct diags *diags);
/* Reports lessons and pages named in dir/course.ini that are not in dir. */
void check_course_lessons(const char *dir, struct diags *diags);

/*
 * Returns the lesson of the folder dir whose id is nearest to a mistyped one, in the arena; NULL if
 * none is near.
 */
const char *check_course_nearest(struct arena *arena, const char *dir, const char *id);

#endif
