/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of a report as a page of HTML; texts are escaped. */
#ifndef REPORT_REPORT_PAGE_H
#define REPORT_REPORT_PAGE_H

#include <stddef.h>

struct strbuf;

/* Adds text between two pieces of HTML. */
void report_page_element(struct strbuf *out, const char *open, const char *text, const char *close);
void report_page_text(struct strbuf *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Adds a bar for share, 0..1; class is that of the style. */
void report_page_bar(struct strbuf *out, double share, const char *class);
/* Opens a table with these heads, which are translated. */
void report_page_heads(struct strbuf *out, const char *const *names, size_t n);

#endif
