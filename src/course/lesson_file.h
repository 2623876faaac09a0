/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the file that an author means by a path or an id. */
#ifndef COURSE_LESSON_FILE_H
#define COURSE_LESSON_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "course/lesson.h"

struct arena;
struct diags;
struct ini;

/*
 * Returns the main file of a lesson directory ("x/lesson.ini"), or path itself if it is a file; in
 * arena, NULL if there is none.
 */
const char *lesson_main_file(struct arena *arena, const char *path);
bool lesson_file_is_scenario(const char *file);
/*
 * Finds a lesson by file, by directory, or by its id in one of the folders. Returns a path in
 * arena, or NULL.
 */
const char *lesson_file_find(
	const char *const *folders, size_t n, struct arena *arena, const char *name);
/* True if the lesson is written in the language, or has a translation in the same directory. */
bool lesson_file_has_language(const char *file, const char *lang);
/*
 * Loads the lesson of a file in a language (NULL: its own). *ini is the INI it was built from,
 * which lives as long as the lesson. Returns NULL after errors.
 */
struct lesson *lesson_file_load(const char *file, const char *lang, question_parse_fn *parse,
	const struct ini **ini, struct diags *diags);

#endif
