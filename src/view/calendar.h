/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A month, as plain as cal(1) shows it: what stands on the screen after somebody left quickly. It
 * works, so that whoever looks over a shoulder sees nothing worth a question.
 */
#ifndef VIEW_CALENDAR_H
#define VIEW_CALENDAR_H

#include <stdbool.h>

struct strbuf;

struct calendar {
	int year, month; /* shown; month from 1 */
	int today_year, today_month, today_day;
};

/* CALENDAR_ROWS lines of at most CALENDAR_COLS cells: a title, the days' names, six weeks. */
enum { CALENDAR_ROWS = 8, CALENDAR_COLS = 30 };

void calendar_init(struct calendar *calendar, int year, int month, int day);
/* So many months on or back; stays between the years 1 and 9999. */
void calendar_move(struct calendar *calendar, int months);
/* Appends line 0 to CALENDAR_ROWS - 1, without its end. Today stands between before and after
 * (marks, escapes). */
void calendar_line(const struct calendar *calendar, int line, const char *before, const char *after,
	struct strbuf *out);
/* 0 Monday … 6 Sunday, by the Gregorian calendar. */
int calendar_weekday(int year, int month, int day);
int calendar_days(int year, int month);

#endif
