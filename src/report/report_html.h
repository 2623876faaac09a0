/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REPORT_HTML_H
#define REPORT_REPORT_HTML_H

#include <stdbool.h>

struct report;
struct strbuf;

void report_html(const struct report *report, const char *lang, struct strbuf *out);

#endif
