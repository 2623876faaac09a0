/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lessons that runs refer to, each loaded on first use. */
#ifndef REPORT_LESSON_CACHE_H
#define REPORT_LESSON_CACHE_H

#include "course/catalog.h"
#include "course/lesson.h"
#include "course/scenario.h"

struct cached_lesson {
	const char *id, *title; /* title: the id if the lesson is missing */
	const char *lang;       /* language of title and of the lesson's texts */
	int pass;               /* pass mark; 0 if there is none or the lesson is missing */
	int answered;           /* percent of the questions that must be answered */
	bool scenario;
	const struct scenario *play; /* NULL unless it is a scenario that can be read */
	const struct lesson *lesson; /* NULL if removed, broken, or a scenario */
	bool loaded;
};

struct lesson_cache {
	struct arena arena;
	struct course course;
	struct cached_lesson *v; /* lessons of the course in its order, then others */
	size_t n, cap;
	const char *lang;
};
void lesson_cache_init(
	struct lesson_cache *lessons, const char *const *dirs, size_t n, const char *lang);
void lesson_cache_release(struct lesson_cache *lessons);
/* Returns the index of the lesson, loading it; adds an entry without a lesson if there is none. */
size_t lesson_cache_get(struct lesson_cache *lessons, const char *id);
/*
 * Returns the index of the lesson that owns the question to which a run of a lesson refers by name
 * ("lesson/question" in an exam), and sets *id to the question's id there.
 */
size_t lesson_cache_owner(
	struct lesson_cache *lessons, size_t run_lesson, const char *name, const char **id);
/*
 * Returns the question that a run of a lesson refers to by name ("lesson/question" in an exam), or
 * NULL if it no longer exists. Sets *lesson to the index of its lesson and *id to its id there.
 */
const struct question *lesson_cache_question(struct lesson_cache *lessons, size_t run_lesson,
	const char *name, size_t *lesson, const char **id);

#endif
