/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REPORT_DATA_H
#define REPORT_REPORT_DATA_H

#include <stdbool.h>

struct report;
struct strbuf;

void report_csv(const struct report *report, struct strbuf *out);
void report_json(const struct report *report, struct strbuf *out);

#endif
