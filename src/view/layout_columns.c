/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_columns.h"

#include "view/layout_text.h"
#include "view/panes.h"

enum { LIST_MIN = 8, COLUMN_MIN = 24, COLUMN_GAP = 2, LABEL_GAP = 2 };

int layout_put_label(struct layout *l, int x, const struct block *b)
{
	const char *label = layout_clean(l, b->label ? b->label : "");

	if (b->focus) {
		l->focus_row = (int)l->n_rows - 1;
		l->focus_x = x;
		layout_add_string(l, x, ROLE_FOCUS, layout_own(l, "▸"));
	}
	x += 2;
	if (*label) {
		layout_add_string(l, x, b->focus ? ROLE_FOCUS : ROLE_KEY, label);
		x += layout_width_of(label) + LABEL_GAP;
	}
	return x;
}

/* Returns the cells that a choice of nothing but label and text needs; 0 for any other block. */
static int cells_of(struct layout *l, const struct block *b)
{
	const char *label = b->label ? b->label : "";

	if (b->kind != BLOCK_CHOICE || b->mark != MARK_NONE || b->note || b->column || b->show)
		return 0;
	return 2 + (*label ? layout_width_of(layout_clean(l, label)) + LABEL_GAP : 0) +
		layout_width_of(layout_clean(l, b->text)) + COLUMN_GAP;
}

/* Returns the length of the list, and in *widest the cells of its longest choice. */
static int measure(struct layout *l, const struct view *view, size_t first, int *widest)
{
	size_t i = first;

	*widest = COLUMN_MIN;
	for (; i < view->n; i++) {
		int cells = cells_of(l, &view->blocks[i]);

		if (!cells)
			break;
		if (cells > *widest)
			*widest = cells;
	}
	return (int)(i - first);
}

static int rows_in(int n, int columns)
{
	return (n + columns - 1) / columns;
}

/* Returns the fewest columns that need no scrolling, or as many as there is room for. */
static int columns_for(const struct layout *l, int n, int widest)
{
	int columns = 1, most = (l->width + COLUMN_GAP) / widest;

	while (columns < most && (int)l->n_rows + rows_in(n, columns) > l->body_rows)
		columns++;
	return columns;
}

static void put_cell(struct layout *l, int x, int end, const struct block *b)
{
	int at = layout_put_label(l, x, b);

	layout_add_string(l, at, b->focus ? ROLE_FOCUS : b->role, layout_clean(l, b->text));
	if (b->focus) {
		l->show_first = (int)l->n_rows - 1;
		l->show_end = (int)l->n_rows;
	}
	layout_add_spot(l, x, end, b->id);
}

size_t layout_put_columns(struct layout *l, const struct view *view, size_t first)
{
	int widest, n, columns, rows, width;

	if (l->spoken || !panes_room(l->cols) || l->arrangement == ARRANGE_SPACIOUS)
		return 0;
	if (first && view->blocks[first - 1].kind == BLOCK_CHOICE)
		return 0;
	n = measure(l, view, first, &widest);
	columns = n >= LIST_MIN ? columns_for(l, n, widest) : 1;
	if (columns == 1)
		return 0;
	rows = rows_in(n, columns);
	width = (l->width + COLUMN_GAP) / columns;
	for (int row = 0; row < rows; row++) {
		layout_new_row(l, (int)first + row);
		for (int i = row, x = 0; i < n; i += rows, x += width)
			put_cell(l, x, x + width - COLUMN_GAP, &view->blocks[first + (size_t)i]);
	}
	return (size_t)n;
}
