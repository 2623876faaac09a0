/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_list.h"

#include <string.h>

enum { MARGIN = 13, MARGIN_FROM = 60 };
enum { STATE_CELLS = 18, STATE_CELLS_BESIDE = 17 };

int layout_list_margin(struct layout *l, const struct view *view)
{
	bool parts = false;

	for (size_t i = 0; i < view->n; i++) {
		const char *part = view->blocks[i].part;

		if (!part)
			continue;
		parts = true;
		if (layout_width_of(layout_clean(l, part)) >= MARGIN)
			return 0;
	}
	return parts && !l->spoken && l->width >= MARGIN_FROM ? MARGIN : 0;
}

int layout_state_cells(const struct layout *l, const char *state)
{
	int cells = l->margin ? STATE_CELLS_BESIDE : STATE_CELLS, width = layout_width_of(state);

	/* a whole sentence would leave the text no room, so it is cut */
	return width > cells && width <= l->width / 3 ? width : cells;
}

void layout_begin_choice(struct layout *l, int block, const struct block *b)
{
	const char *part = b->part ? layout_clean(l, b->part) : "";

	layout_new_row(l, block);
	if (!*part)
		return;
	layout_add_string(l, 0, l->margin ? ROLE_ACCENT : ROLE_DIM, part);
	if (!l->margin)
		layout_new_row(l, block);
}

/* ---- how far one is */

enum { BAR_MOST = 16, BAR_LEAST = 6, GAP = 3, INDENT = 2 };

/* Draws width cells, of which those of the share are heavy: none for nothing, all for all. */
static void put_line(struct layout *l, int x, int width, const struct block *b)
{
	int on = b->max > 0 && b->value > 0 ? (int)((long)b->value * width / b->max) : 0;

	if (b->value > 0 && b->max > 0 && !on)
		on = 1;
	for (int i = 0; i < width; i++)
		layout_add_string(
			l, x + i, i < on ? ROLE_BAR : ROLE_DIM, layout_own(l, i < on ? "━" : "─"));
}

/* Puts the key, then what it does. */
static void put_key(struct layout *l, int x, const char *text)
{
	size_t len = strcspn(text, " ");

	layout_add_span(l, x, ROLE_KEY, text, len);
	layout_add_string(l, x + text_width(text, len), ROLE_DIM, text + len);
}

void layout_put_way(struct layout *l, int block, const struct block *b)
{
	const char *label = layout_clean(l, b->label), *note = layout_clean(l, b->note);
	const char *key = layout_clean(l, b->text);
	int x = INDENT + layout_width_of(label) + GAP, tail = layout_width_of(note) + 2;
	int beside = *key ? layout_width_of(key) + GAP : 0;
	int room = l->width - x - tail - beside;

	layout_new_row(l, block);
	if (room < BAR_LEAST) {
		room += beside;
		beside = 0;
	}
	if (room < BAR_LEAST) {
		/* a long name has rows of its own */
		layout_put_beside(l, block, INDENT, l->width - INDENT, ROLE_TEXT, b->label);
		layout_new_row(l, block);
		x = INDENT;
		room = l->width - x - tail;
		if (*key && room - layout_width_of(key) - GAP >= BAR_LEAST)
			beside = layout_width_of(key) + GAP;
		room -= beside;
	} else {
		layout_add_string(l, INDENT, ROLE_TEXT, label);
	}
	room = room > BAR_MOST ? BAR_MOST : room < 1 ? 1 : room;
	put_line(l, x, room, b);
	layout_add_string(l, x + room + 2, ROLE_TEXT, note);
	if (beside)
		put_key(l, l->width - beside + GAP, key);
}
