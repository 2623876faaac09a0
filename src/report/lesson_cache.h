/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lessons that runs name, each loaded when it is first asked for. */
#ifndef REPORT_LESSON_CACHE_H
#define REPORT_LESSON_CACHE_H

#include "course/catalog.h"
#include "course/lesson.h"

struct cached_lesson {
	const char *id, *title; /* title: the id, if the lesson is not there */
	const char *lang;       /* of title, and of what the lesson says */
	int pass;               /* 0: no mark, or the lesson is not there */
	bool scenario;
	const struct lesson *lesson; /* NULL: not there any more, broken, or a scenario */
	bool loaded;
};

struct lesson_cache {
	struct arena arena;
	struct course course;
	struct cached_lesson *v; /* those of the course in its order, then others */
	size_t n, cap;
	const char *lang;
};
void lesson_cache_init(
	struct lesson_cache *lessons, const char *const *dirs, size_t n, const char *lang);
void lesson_cache_release(struct lesson_cache *lessons);
/* Index of the lesson, loaded; makes one that nothing is known of if it must. */
size_t lesson_cache_get(struct lesson_cache *lessons, const char *id);
/*
 * The question that a run of a lesson names, which in an exam is "lesson/question": *lesson is the
 * index of where it comes from, *id its id there, NULL comes back if it is not there any more.
 */
const struct question *lesson_cache_question(struct lesson_cache *lessons, size_t run_lesson,
	const char *name, size_t *lesson, const char **id);

#endif
