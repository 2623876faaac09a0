/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that an author means by a path or an id. */
#ifndef COURSE_LESSON_FILE_H
#define COURSE_LESSON_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "course/lesson.h"

struct arena;
struct diags;
struct ini;

/* The main file of a lesson folder or the file itself ("x/lesson.ini"), in arena; NULL if there is
 * none. */
const char *lesson_main_file(struct arena *arena, const char *path);
bool lesson_file_is_scenario(const char *file);
/* A file, a folder, or the id of a lesson in one of the folders; in arena, NULL if there is none.
 */
const char *lesson_file_find(
	const char *const *folders, size_t n, struct arena *arena, const char *name);
/* Is the lesson of the file written in the language, or is there a translation beside it? */
bool lesson_file_has_language(const char *file, const char *lang);
/*
 * The lesson of a file in a language (NULL: its own), and the INI that it came from, which lives as
 * long. NULL after errors.
 */
struct lesson *lesson_file_load(const char *file, const char *lang, question_parse_fn *parse,
	const struct ini **ini, struct diags *diags);

#endif
