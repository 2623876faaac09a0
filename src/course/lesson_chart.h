/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the numbers of facts, and the sections [chart] that draw them (format 2). */
#ifndef COURSE_LESSON_CHART_H
#define COURSE_LESSON_CHART_H

#include "course/lesson.h"

struct figure;
struct ini_entry;

/* Reads number and unit of a fact. */
void lesson_read_fact_number(struct reader *r, struct fact *f);
/* Reads all [chart] sections into r->lesson, which has its facts. */
void lesson_read_charts(struct reader *r);
/* Returns the chart that chart1 = ID on a page names; NULL after an error. */
const struct figure *lesson_use_chart(struct reader *r, const struct ini_entry *e);
/* Warns about charts that no page shows; after the pages. */
void lesson_check_charts(struct reader *r);

#endif
