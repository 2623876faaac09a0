/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/calendar.h"

#include <string.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"

void calendar_init(struct calendar *c, int year, int month, int day)
{
	*c = (struct calendar){ year, month, year, month, day };
	calendar_move(c, 0);
}

void calendar_move(struct calendar *c, int n)
{
	int at = c->year * 12 + c->month - 1 + n;

	at = at < 12 ? 12 : at > 9999 * 12 + 11 ? 9999 * 12 + 11 : at;
	c->year = at / 12;
	c->month = at % 12 + 1;
}

int calendar_weekday(int y, int m, int d)
{
	static const int shift[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };

	y -= m < 3;
	return (y + y / 4 - y / 100 + y / 400 + shift[m - 1] + d + 6) % 7;
}

int calendar_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool is_this_month(const struct calendar *c)
{
	return c->year == c->today_year && c->month == c->today_month;
}

/* The title of this month names the day too: a mark on a number is seen, but neither heard nor
 * felt. */
static void add_title(const struct calendar *c, struct strbuf *out)
{
	struct arena arena = ARENA_INIT;
	const char *title = date_words(&arena,
		&(struct date){ .year = c->year,
			.month = c->month,
			.day = is_this_month(c) ? c->today_day : 0 });
	int room = 20 - text_width(title, strlen(title));

	for (int i = 0; i < room / 2; i++)
		strbuf_addch(out, ' ');
	strbuf_addstr(out, title);
	arena_release(&arena);
}

static void add_week(const struct calendar *c, int week, const char *before, const char *after,
	struct strbuf *out)
{
	int first = calendar_weekday(c->year, c->month, 1), last = calendar_days(c->year, c->month);
	bool this_month = is_this_month(c);

	for (int i = 0; i < 7; i++) {
		int day = week * 7 + i - first + 1;
		bool today = this_month && day == c->today_day;

		strbuf_addstr(out, i ? " " : "");
		if (day < 1 || day > last)
			strbuf_addstr(out, "  ");
		else
			strbuf_addf(out, "%s%2d%s", today ? before : "", day, today ? after : "");
	}
}

void calendar_line(const struct calendar *c, int line, const char *before, const char *after,
	struct strbuf *out)
{
	if (line == 0)
		add_title(c, out);
	else if (line == 1)
		/* TRANSLATORS: the days from Monday on, two letters each */
		strbuf_addstr(out, _("Mo Tu We Th Fr Sa Su"));
	else
		add_week(c, line - 2, before, after, out);
}
