/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course: its lessons, and what the lesson list shows about each. Only the head of each file is
 * read; with an index, only if the file has changed. A lesson is read in full when it is opened.
 */
#ifndef COURSE_CATALOG_H
#define COURSE_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct diags;
struct lesson_index;

struct lesson_head {
	const char *id, *dir;
	const char *title, *summary;
	const char *language; /* of title and summary */
	int order, minutes, pass;
	int answered;         /* percent of the questions needed to pass; 0 if not given */
	const char *requires; /* ids of lessons to be passed before, by commas; NULL: none */
	int pages, questions;
	int endings;   /* of a scenario */
	bool exam;     /* has draws: asks questions from other lessons */
	bool scenario; /* a conversation to play (scenario.h), without pages and questions */
};

/* Subject that questions belong to, for the learner's progress; in the order of course.ini. */
struct topic {
	const char *id, *title;
};

/* Part of the course, "Stay safe", which lists its lessons below its name. */
struct part {
	const char *id, *title;
	const char **lessons; /* ids */
	size_t n;
};

/* Choice of lessons in an order, for a kind of person or a time that somebody has. */
struct path {
	const char *id, *title;
	int minutes;
	const char **steps; /* "lesson", or "lesson/page" for a single page */
	size_t n;
	bool kiosk; /* a kiosk offers it on its first screen */
};

struct course {
	struct arena arena;
	const char *title, *summary;  /* from course.ini, or NULL */
	const char *author, *licence; /* likewise */
	bool workshop; /* a directory workshop exists, with stories about Article 3 (workshop.h) */
	struct topic *topics;
	size_t n_topics;
	struct part *parts; /* from course.ini of format 2, in its order; likewise the paths */
	size_t n_parts;
	struct path *paths;
	size_t n_paths;
	struct lesson_head *lessons; /* by order, then id */
	size_t n;
	bool incomplete; /* a lesson or directory exists but could not be read */
};

/*
 * Scans the directories dirs[0..n). Each DIR/NAME/lesson.ini is a lesson and each
 * DIR/NAME/scenario.ini a scenario; so is such a file directly in DIR. Skips folders named help and
 * names that begin with a dot; a missing DIR counts as empty. If two have the same id, the first
 * wins (rule duplicate-lesson, a warning).
 *
 * Titles are in lang (or NULL) where an overlay exists; title, summary and topics of the course
 * come from the first course.ini (course_file.h). Problems are added to diags, and a lesson with a
 * broken head is left out. Always succeeds, but the course may be empty.
 */
void course_scan(struct course *course, const char *const *dirs, size_t n, const char *lang,
	struct diags *diags);
/*
 * course_scan() with an index (index.h), which must outlive the course; now is in seconds since
 * 1970.
 */
void course_scan_with(struct course *course, const char *const *dirs, size_t n, const char *lang,
	struct lesson_index *index, int64_t now, struct diags *diags);
void course_release(struct course *course);
int course_find(const struct course *course, const char *id);  /* index or -1 */
int course_topic(const struct course *course, const char *id); /* index or -1 */
/* Returns the part that lists the lesson, as an index; -1 if none does. */
int course_part(const struct course *course, const char *lesson);

#endif
