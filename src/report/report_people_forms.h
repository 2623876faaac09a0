/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, the spread of a lesson, and before and after, in each form of the report. */
#ifndef REPORT_REPORT_PEOPLE_FORMS_H
#define REPORT_REPORT_PEOPLE_FORMS_H

#include <stdbool.h>
#include <stddef.h>

struct report;
struct strbuf;

/* Appends people × lessons as lines of at most width cells. */
void report_people_text(const struct report *report, int width, bool ascii, struct strbuf *out);
/* Appends one line each, without its end, about the people's results in a lesson. */
void report_results_line(const struct report *report, size_t lesson, struct strbuf *out);
/* Appends how sure the difference of a pair of lessons is. */
void report_interval_line(const struct report *report, size_t lesson, struct strbuf *out);
/* Appends a warning if there are few pairs; nothing otherwise. */
void report_pairs_warning(const struct report *report, size_t lesson, struct strbuf *out);

/* Append sections of a page. */
void report_people_html(const struct report *report, struct strbuf *out);
void report_pairs_html(const struct report *report, struct strbuf *out);

/*
 * The last columns of the CSV table: their names, each beginning with a comma; the values of a
 * lesson; none; and the rows of the people, of which lead() writes the columns before.
 */
void report_people_csv_header(struct strbuf *out);
void report_lesson_csv_tail(const struct report *report, size_t lesson, struct strbuf *out);
void report_csv_no_tail(struct strbuf *out);
void report_people_csv(const struct report *report,
	void (*lead)(const struct report *report, size_t lesson, struct strbuf *out),
	struct strbuf *out);

/* Append members of a lesson's object, each beginning with a comma; and the array of people. */
void report_lesson_json(const struct report *report, size_t lesson, struct strbuf *out);
void report_people_json(const struct report *report, struct strbuf *out);

/* The name of a state, for programs. */
const char *report_state_name(int state);

#endif
