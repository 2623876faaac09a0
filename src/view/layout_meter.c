/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_meter.h"

#include "view/layout_text.h"

/* Fills a cell once there is anything, and all of them only for all. */
static int cells_on(int value, int max, int width)
{
	int on = max > 0 && value > 0 ? (int)((long)value * width / max) : 0;

	return value > 0 && max > 0 && on == 0 ? 1 : on;
}

enum { METER_LONG = 48, METER_SHORT = 8 };

/* Puts the cells of a line from one to before the other; the first on of all are filled. */
static void put_line(struct layout *l, int from, int to, int on)
{
	int filled = on < from ? from : on < to ? on : to;

	if (filled > from)
		layout_add_string(l, 2 + from, ROLE_BAR,
			layout_signs(l, "━", filled - from, "", filled - from));
	if (to > filled)
		layout_add_string(l, 2 + filled, ROLE_DIM,
			layout_signs(l, "─", to - filled, "", to - filled));
}

/* Draws "━━━━━━───┼────  55%": less than the tick's share leaves a gap before it. */
static void put_ticked(struct layout *l, int block, const struct block *b)
{
	const char *note = b->note ? b->note : "";
	int width = l->width - 4 - layout_width_of(note), tick, on;
	bool reached = (long)b->value * 100 >= (long)b->tick * b->max;

	width = width > METER_LONG ? METER_LONG : width < METER_SHORT ? METER_SHORT : width;
	tick = b->tick * width / 100 < width ? b->tick * width / 100 : width - 1;
	on = cells_on(b->value, b->max, width);
	if (b->tick && !reached && on >= tick)
		on = tick > 0 ? tick - 1 : 0;
	layout_new_row(l, block);
	if (b->tick) {
		put_line(l, 0, tick, on);
		layout_add_string(l, 2 + tick, ROLE_STRONG, layout_own(l, "┼"));
		put_line(l, tick + 1, width, on);
	} else {
		put_line(l, 0, width, on);
	}
	layout_put_beside(l, block, 2 + width + 2, l->width - width - 4, ROLE_TEXT, note);
}

enum { BELOW_CHOICE = 5 }; /* where the text of a choice begins, and the bar below it */

/*
 * Draws "before  ░░░░░  50%", as a chart does: the longest would be all. Without a word it is the
 * bar of the choice above.
 */
static void put_bar(struct layout *l, int block, const struct block *b)
{
	const char *label = layout_clean(l, b->label), *note = layout_clean(l, b->note);
	int x = *label ? 2 + layout_width_of(label) + 2 : BELOW_CHOICE;
	int width = l->width - x - 2 - layout_width_of(note), on;

	if (width < METER_SHORT) {
		x = 2;
		width = l->width - x - 2 - layout_width_of(note);
	}
	layout_new_row(l, block);
	layout_add_string(l, 2, ROLE_TEXT, label);
	if (x == 2)
		layout_new_row(l, block);
	on = cells_on(b->value, b->max, width > METER_LONG ? METER_LONG : width);
	layout_add_string(
		l, x, b->role, layout_signs(l, b->role == ROLE_PAST ? "░" : "█", on, "", on));
	layout_add_string(l, x + on + (on ? 2 : 0), ROLE_TEXT, note);
}

static void put_meter(struct layout *l, int block, const struct block *b)
{
	const char *label = layout_clean(l, b->label ? b->label : "");
	int x = *label ? layout_width_of(label) + 2 : 0;
	int width = l->width - x > 44 ? 24 : 12;
	const char *line = layout_signs(l, "█", cells_on(b->value, b->max, width), "░", width);

	layout_new_row(l, block);
	layout_add_string(l, 0, ROLE_TEXT, label);
	layout_add_string(l, x, ROLE_ACCENT, line);
	if (b->note)
		layout_put_beside(
			l, block, x + width + 2, l->width - x - width - 2, ROLE_STRONG, b->note);
}

void layout_put_meter(struct layout *l, int block, const struct block *b)
{
	if (b->tick || (b->role == ROLE_BAR && !b->label))
		put_ticked(l, block, b);
	else if (b->role == ROLE_BAR || b->role == ROLE_PAST)
		put_bar(l, block, b);
	else
		put_meter(l, block, b);
}
