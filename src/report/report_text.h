/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REPORT_TEXT_H
#define REPORT_REPORT_TEXT_H

#include <stdbool.h>

struct report;
struct strbuf;

/* width: cells per line, at least 30. */
void report_text(const struct report *report, int width, bool ascii, struct strbuf *out);

#endif
