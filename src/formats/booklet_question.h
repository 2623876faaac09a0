/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question to be answered with a pencil, its key, and its lines on an answer sheet. */
#ifndef FORMATS_BOOKLET_QUESTION_H
#define FORMATS_BOOKLET_QUESTION_H

#include <stddef.h>

struct printed;
struct question;
struct view;

void booklet_question(
	const struct question *q, const struct printed *p, size_t number, struct view *view);
/* The letters or words that are right, and below them every reason. */
void booklet_key(
	const struct question *q, const struct printed *p, size_t number, struct view *view);
/* The whole answer in short: "A, C", "1 B   2 A". */
const char *booklet_answer(const struct printed *p, struct view *view);
void booklet_sheet(const struct printed *p, size_t number, struct view *view);

#endif
