/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a report on the screen. */
#ifndef REPORT_REPORT_SHEET_H
#define REPORT_REPORT_SHEET_H

#include <stdbool.h>
#include <stddef.h>

struct report;
struct strbuf;

struct report_sheet {
	const struct report *report;
	int width; /* cells */
	bool ascii;
	struct strbuf *out;
};

/* Adds text, wrapped and sanitized, after label, which is at most indent cells wide. */
void report_sheet_labelled(
	const struct report_sheet *sheet, const char *label, int indent, const char *text);
void report_sheet_line(const struct report_sheet *sheet, int indent, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds an underlined heading after an empty line. */
void report_sheet_heading(const struct report_sheet *sheet, const char *text);

enum { REPORT_SHEET_BAR = 88 }; /* bytes for a bar */
/* Draws a bar for share, 0..1, into buf, which is returned. */
const char *report_sheet_bar(
	const struct report_sheet *sheet, char *buf, size_t size, double share);

#endif
