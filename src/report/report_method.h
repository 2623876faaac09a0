/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each figure of a report is made, in a sentence. */
#ifndef REPORT_REPORT_METHOD_H
#define REPORT_REPORT_METHOD_H

#include <stddef.h>

struct report_sheet;
struct strbuf;

/* The part of the report that a figure is in, as bits. */
enum { REPORT_METHOD_QUESTIONS = 1, REPORT_METHOD_SCENARIOS = 2, REPORT_METHOD_PEOPLE = 4 };

struct report_method {
	unsigned part;
	const char *name;  /* for programs: the member of the JSON */
	const char *title; /* N_(): the figure */
	const char *text;  /* N_(): the sentence */
};
extern const struct report_method report_methods[];
extern const size_t report_n_methods;

/* Write those of the parts: lines after a heading; a part of a page to unfold; a JSON object. */
void report_method_lines(const struct report_sheet *sheet, unsigned parts);
void report_method_page(unsigned parts, struct strbuf *out);
void report_method_json(struct strbuf *out);

#endif
