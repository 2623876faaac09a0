/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date_words.h"

#include "base/i18n.h"

/* The same words as above a calendar. A language that bends them in a date needs its own form. */
static const char *const months[] = {
	N_("January"),
	N_("February"),
	N_("March"),
	N_("April"),
	N_("May"),
	N_("June"),
	N_("July"),
	N_("August"),
	N_("September"),
	N_("October"),
	N_("November"),
	N_("December"),
};

const char *date_words(struct arena *arena, const struct date *date)
{
	const char *month;

	if (date->month < 1 || date->month > 12)
		return arena_printf(arena, "%d", date->year);
	month = _(months[date->month - 1]);
	if (!date->day)
		/* TRANSLATORS: a month and its year */
		return arena_printf(arena, C_("in a date", "%s %d"), month, date->year);
	if (date->day == 1)
		/* TRANSLATORS: the first day of a month, the month, the year: "1er mars 2004" */
		return arena_printf(
			arena, C_("first of a month", "%d %s %d"), date->day, month, date->year);
	/* TRANSLATORS: day, month, year; %2$s puts the month first */
	return arena_printf(arena, C_("in a date", "%d %s %d"), date->day, month, date->year);
}
