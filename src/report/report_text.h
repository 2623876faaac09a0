/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REPORT_TEXT_H
#define REPORT_REPORT_TEXT_H

#include <stdbool.h>

struct report;
struct strbuf;

/* width: cells in a line, 30 or more. */
void report_text(const struct report *report, int width, bool ascii, struct strbuf *out);

#endif
