/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, the spread of a lesson, and before and after, in each form of the report. */
#ifndef REPORT_REPORT_PEOPLE_FORMS_H
#define REPORT_REPORT_PEOPLE_FORMS_H

#include <stdbool.h>
#include <stddef.h>

struct report;
struct report_csv;
struct report_sheet;
struct strbuf;

/* Add lines: people × lessons; about the results in a lesson; before and after. */
void report_people_lines(const struct report_sheet *sheet);
void report_results_line(const struct report_sheet *sheet, size_t lesson);
void report_pairs_lines(const struct report_sheet *sheet);
/* Append a sentence: how sure the difference of a pair is; a warning of few pairs, or nothing. */
void report_pairs_interval(const struct report *report, size_t lesson, struct strbuf *out);
void report_pairs_warning(const struct report *report, size_t lesson, struct strbuf *out);

/* Append parts of a page. */
void report_people_html(const struct report *report, struct strbuf *out);
void report_pairs_html(const struct report *report, struct strbuf *out);

/* Set the columns of a lesson's row; append the rows of people. */
void report_lesson_csv(const struct report *report, size_t lesson, struct report_csv *row);
void report_people_csv(const struct report *report, struct strbuf *out);

/* Append members of a lesson's object, each beginning with a comma; the member "learners". */
void report_lesson_json(const struct report *report, size_t lesson, struct strbuf *out);
void report_people_json(const struct report *report, struct strbuf *out);

#endif
