/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the sections of a file to a lesson (for lesson.c and the catalogue). */
#ifndef COURSE_LESSON_READ_H
#define COURSE_LESSON_READ_H

#include "course/lesson.h"

/* Reads the section [lesson], which the reader has begun, to its end. */
void lesson_read_head(struct reader *r, struct lesson *l);
/* Reads the whole file r->ini into r->lesson, which has its arena. */
void lesson_read(struct reader *r, question_parse_fn *parse_question);
/* Reads a section [page] (lesson_page.c). */
void lesson_read_page(struct reader *r, struct page *page);

/* The parts that a scenario has as well: format = 1, the language, a text of the list of lessons
 * (which reads no facts), all sections [source]. */
void lesson_check_format(struct reader *r);
const char *lesson_read_language(struct reader *r);
const char *lesson_read_list_text(struct reader *r, const char *key, bool required);
size_t lesson_read_sources(struct reader *r, struct source **sources);

/* Warns if the numbers of a family do not rise; *last starts at 0. */
void lesson_check_number(struct reader *r, const struct ini_entry *e, int number, int *last);

#endif
