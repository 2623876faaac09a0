/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds a lesson from the sections of a file (for lesson.c and catalog.c). */
#ifndef COURSE_LESSON_READ_H
#define COURSE_LESSON_READ_H

#include "course/lesson.h"

/* Reads the rest of the section [lesson], which the reader has begun. */
void lesson_read_head(struct reader *r, struct lesson *l);
/* Reads the whole file r->ini into r->lesson, which has its arena already. */
void lesson_read(struct reader *r, question_parse_fn *parse_question);
/* Reads a section [page] (lesson_page.c). */
void lesson_read_page(struct reader *r, struct page *page);

/*
 * Shared with scenarios. The functions read: the format, 1 to newest (newest after an error); the
 * language; a text for the lesson list, in which facts are not available; all [source] sections.
 */
int lesson_read_format(struct reader *r, int newest);
/*
 * True if the file's first section, of this kind, names a newer format: whatever else it holds
 * cannot be judged. lesson_refuses_newer() also reports it.
 */
bool lesson_is_newer(const struct ini *ini, const char *kind, int newest);
bool lesson_refuses_newer(struct reader *r, const char *kind, int newest);
const char *lesson_read_language(struct reader *r);
const char *lesson_read_list_text(struct reader *r, const char *key, bool required);
size_t lesson_read_sources(struct reader *r, struct source **sources);

/* Warns if the numbers of a key family do not increase; *last starts at 0. */
void lesson_check_number(struct reader *r, const struct ini_entry *e, int number, int *last);

#endif
