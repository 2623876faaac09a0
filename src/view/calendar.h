/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plain month, as cal(1) prints it, shown after a quick exit. It works like a real calendar, so
 * that a person looking over the user's shoulder sees nothing suspicious.
 */
#ifndef VIEW_CALENDAR_H
#define VIEW_CALENDAR_H

#include <stdbool.h>

struct strbuf;

struct calendar {
	int year, month; /* month shown; months count from 1 */
	int today_year, today_month, today_day;
};

/*
 * CALENDAR_ROWS lines of at most CALENDAR_COLS cells: a title, which names the day too if the month
 * is this one, the names of the days, six weeks.
 */
enum { CALENDAR_ROWS = 8, CALENDAR_COLS = 30 };

void calendar_init(struct calendar *calendar, int year, int month, int day);
/* Moves by months (negative is back), clamped to the years 1..9999. */
void calendar_move(struct calendar *calendar, int months);
/*
 * Appends line 0 to CALENDAR_ROWS - 1 without a line end. Today is wrapped in before and after
 * (marks or escape sequences).
 */
void calendar_line(const struct calendar *calendar, int line, const char *before, const char *after,
	struct strbuf *out);
/* Returns the day of the week in the Gregorian calendar: 0 Monday … 6 Sunday. */
int calendar_weekday(int year, int month, int day);
int calendar_days(int year, int month);

#endif
