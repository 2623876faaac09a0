/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course: which lessons there are, with what the list shows of them. Only the head of each file
 * is read, and with an index only of those that have changed; a lesson is read whole when it is
 * opened.
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
	int pages, questions;
	bool exam;     /* has draws: asks questions of other lessons */
	bool scenario; /* a conversation to be played (scenario.h), with neither pages nor questions
			*/
};

/* What questions are about, for the progress of a person; in the order of course.ini. */
struct topic {
	const char *id, *title;
};

struct course {
	struct arena arena;
	const char *title, *summary;  /* from course.ini, or NULL */
	const char *author, *licence; /* likewise */
	bool workshop; /* there is a folder workshop with stories about article 3 (workshop.h) */
	struct topic *topics;
	size_t n_topics;
	struct lesson_head *lessons; /* by order, then id */
	size_t n;
	bool incomplete; /* a lesson or a folder was there and could not be read */
};

/*
 * Scans the folders dirs[0..n): each DIR/NAME/lesson.ini is a lesson, each DIR/NAME/scenario.ini a
 * scenario (a DIR that itself holds one is one, too); folders named help and those that begin with
 * '.' are none, and a DIR that is not there is empty. The first of two with one id wins (rule
 * duplicate-lesson, a warning). Titles in lang (or NULL) where there is an overlay; title, summary
 * and topics of the course from the first course.ini. Problems go to diags; a lesson whose head is
 * broken is left out. Always succeeds, maybe empty.
 */
void course_scan(struct course *course, const char *const *dirs, size_t n, const char *lang,
	struct diags *diags);
/* The same with an index (index.h), which must live as long as the course; now in seconds since
 * 1970. */
void course_scan_with(struct course *course, const char *const *dirs, size_t n, const char *lang,
	struct lesson_index *index, int64_t now, struct diags *diags);
void course_release(struct course *course);
/*
 * Reads dir/course.ini with dir/LANG.ini laid over it into course; false if there is none. Part of
 * course_scan, for check.
 */
bool course_read_title(
	struct course *course, const char *dir, const char *lang, struct diags *diags);
int course_find(const struct course *course, const char *id);  /* index or -1 */
int course_topic(const struct course *course, const char *id); /* the same for a topic */

#endif
