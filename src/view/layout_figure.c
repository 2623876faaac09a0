/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_figure.h"

#include <string.h>

#include "base/i18n.h"
#include "text/text.h"
#include "view/layout_text.h"

enum {
	WIDE = 50,       /* columns from here on have room for dates beside their events */
	BOX_MIN = 14,    /* cells of the narrowest box of a flow */
	COLUMN_GAP = 2,  /* cells between the columns of a table */
	COLUMN_MIN = 10, /* cells of a column, unless its texts are shorter */
	CELL_LINES = 24, /* lines of a cell; a longer text makes a list of the drawing */
	APART_LINES = 3, /* of a row from which on gaps part the rows of a table */
	NARROW_LINES = 4 /* the same where there are fewer than WIDE columns */
};

int layout_widest_word(const char *text)
{
	int widest = 0;

	while (*text) {
		size_t n = strcspn(text, " ");
		int cells = 0, one, most = 0;

		for (size_t i = 0, step; i < n; i += step) {
			step = text_next(text + i, n - i, &one);
			if (!step)
				break;
			cells += one;
			if (one > most)
				most = one;
		}
		/* between wide characters a line may break anywhere */
		if (most > 1)
			cells = most * 2;
		if (cells > widest)
			widest = cells;
		text += n + (text[n] == ' ');
	}
	return widest;
}

void layout_put_caption(struct layout *l, int block, const char *title, const char *aside)
{
	if (title)
		layout_put_text(l, block, 0, ROLE_STRONG, title);
	if (!aside || !*aside)
		return;
	if (title) {
		layout_put_at_end(l, block, 0, ROLE_DIM, aside);
	} else {
		layout_put_text(l, block, 0, ROLE_DIM, aside);
	}
}

/* ---- timeline and steps */

static int widest_label(struct layout *l, const struct figure *f)
{
	int widest = 0;

	for (size_t i = 0; i < f->n; i++) {
		int w = layout_width_of(layout_clean(l, f->rows[i].label));

		if (w > widest)
			widest = w;
	}
	return widest;
}

static void put_event(struct layout *l, int block, const struct figure_row *row, int dates)
{
	const char *date = layout_clean(l, row->label);
	int x = 2 + dates + 2;

	layout_new_row(l, block);
	layout_add_string(l, x - 2 - layout_width_of(date), ROLE_STRONG, date);
	layout_add_string(l, x, ROLE_BAR, layout_own(l, "●"));
	layout_put_beside(l, block, x + 2, l->width - x - 2, ROLE_TEXT, row->cells[0]);
}

static void put_event_below(struct layout *l, int block, const struct figure_row *row)
{
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, row->cells[0]),
		.x = 3,
		.block = block,
		.role = ROLE_TEXT,
		.bar = layout_own(l, "│"),
	};

	layout_new_row(l, block);
	layout_add_string(l, 1, ROLE_BAR, layout_own(l, "●"));
	layout_put_beside(l, block, 3, l->width - 3, ROLE_STRONG, row->label);
	layout_wrap(&p, l->width - 3);
}

static void put_timeline(struct layout *l, int block, const struct figure *f)
{
	int dates = widest_label(l, f);

	layout_put_caption(l, block, f->title, NULL);
	for (size_t i = 0; i < f->n; i++)
		if (l->width >= WIDE && dates <= l->width / 3)
			put_event(l, block, &f->rows[i], dates);
		else
			put_event_below(l, block, &f->rows[i]);
}

static void put_steps(struct layout *l, int block, const struct figure *f)
{
	layout_put_caption(l, block, f->title, NULL);
	for (size_t i = 0; i < f->n; i++) {
		const struct figure_row *row = &f->rows[i];
		struct layout_paragraph p = {
			.layout = l,
			.x = 5,
			.block = block,
			.role = ROLE_TEXT,
			.bar = layout_own(l, "│"),
		};

		layout_new_row(l, block);
		layout_add_string(l, 2, ROLE_KEY, arena_printf(&l->arena, "%2d", (int)(i + 1)));
		layout_put_beside(l, block, 5, l->width - 5, ROLE_STRONG, row->cells[0]);
		if (!row->cells[1])
			continue;
		p.text = layout_clean(l, row->cells[1]);
		layout_wrap(&p, l->width - 5);
	}
}

/* ---- texts side by side */

/* A text wrapped to a width, for rows that are drawn across several of them. */
struct figure_cell {
	const char *text;
	struct {
		size_t start, len;
	} lines[CELL_LINES];
	int n; /* may be more than CELL_LINES */
};

static void keep_line(void *ctx, size_t start, size_t len, int cells)
{
	struct figure_cell *cell = ctx;

	(void)cells;
	if (cell->n < CELL_LINES) {
		cell->lines[cell->n].start = start;
		cell->lines[cell->n].len = len;
	}
	cell->n++;
}

static void cell_wrap(struct figure_cell *cell, const char *text, int width)
{
	cell->text = text;
	cell->n = 0;
	if (text && *text)
		text_wrap(text, strlen(text), width < 1 ? 1 : width, keep_line, cell);
}

static void put_cell_line(
	struct layout *l, int x, enum role role, const struct figure_cell *cell, int line)
{
	if (line < cell->n && line < CELL_LINES)
		layout_add_span(
			l, x, role, cell->text + cell->lines[line].start, cell->lines[line].len);
}

static const char *clean_or_null(struct layout *l, const char *text)
{
	return text ? layout_clean(l, text) : NULL;
}

static const char *rule(struct layout *l, int width)
{
	const char *sign = layout_own(l, "─");
	size_t len = strlen(sign);
	char *out = arena_alloc(&l->arena, len * (size_t)(width > 0 ? width : 0) + 1), *end = out;

	for (int i = 0; i < width; i++) {
		memcpy(end, sign, len);
		end += len;
	}
	*end = '\0';
	return out;
}

/* ---- flow */

static int box_width(const struct layout *l, const struct figure *f)
{
	int n = (int)f->n;

	return n > 0 ? (l->width - 3 * (n - 1)) / n : 0;
}

static bool boxes_fit(struct layout *l, const struct figure *f)
{
	int width = box_width(l, f);

	/* frames are no better than words where they are made of - and | */
	if (l->ascii || f->n > FIGURE_BOXES || width < BOX_MIN)
		return false;
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < 2; k++) {
			const char *text = clean_or_null(l, f->rows[i].cells[k]);
			struct figure_cell cell;

			if (!text)
				continue;
			cell_wrap(&cell, text, width - 4);
			if (cell.n > CELL_LINES || layout_widest_word(text) > width - 4)
				return false;
		}
	return true;
}

static void put_edges(
	struct layout *l, int block, const struct figure *f, const char *left, const char *right)
{
	int width = box_width(l, f);

	layout_new_row(l, block);
	for (size_t i = 0; i < f->n; i++)
		layout_add_string(l, (int)i * (width + 3), ROLE_DIM,
			arena_printf(&l->arena, "%s%s%s", layout_own(l, left), rule(l, width - 2),
				layout_own(l, right)));
}

static void put_boxes(struct layout *l, int block, const struct figure *f)
{
	struct figure_cell heads[FIGURE_BOXES], texts[FIGURE_BOXES];
	int width = box_width(l, f), rows = 1;

	for (size_t i = 0; i < f->n; i++) {
		cell_wrap(&heads[i], clean_or_null(l, f->rows[i].cells[0]), width - 4);
		cell_wrap(&texts[i], clean_or_null(l, f->rows[i].cells[1]), width - 4);
		if (heads[i].n + texts[i].n > rows)
			rows = heads[i].n + texts[i].n;
	}
	put_edges(l, block, f, "┌", "┐");
	for (int line = 0; line < rows; line++) {
		layout_new_row(l, block);
		for (size_t i = 0; i < f->n; i++) {
			int x = (int)i * (width + 3);

			if (i && !line)
				layout_add_string(
					l, x - 2, ROLE_STRONG, layout_own(l, f->arrow ? "→" : "+"));
			layout_add_string(l, x, ROLE_DIM, layout_own(l, "│"));
			put_cell_line(l, x + 2, ROLE_STRONG, &heads[i], line);
			if (line >= heads[i].n)
				put_cell_line(l, x + 2, ROLE_TEXT, &texts[i], line - heads[i].n);
			layout_add_string(l, x + width - 1, ROLE_DIM, layout_own(l, "│"));
		}
	}
	put_edges(l, block, f, "└", "┘");
}

static void put_sum(struct layout *l, int block, const struct figure *f)
{
	int heads = 0;

	for (size_t i = 0; i < f->n; i++) {
		int w = layout_width_of(layout_clean(l, f->rows[i].cells[0]));

		if (w > heads)
			heads = w;
	}
	for (size_t i = 0; i < f->n; i++) {
		const struct figure_row *row = &f->rows[i];
		int x = 2 + heads + 2;

		layout_new_row(l, block);
		if (i)
			layout_add_string(l, 0, ROLE_STRONG, layout_own(l, f->arrow ? "→" : "+"));
		if (heads > l->width / 2)
			x = 4;
		layout_put_beside(l, block, 2, l->width - 2, ROLE_STRONG, row->cells[0]);
		if (!row->cells[1])
			continue;
		if (x == 4)
			layout_put_text(l, block, x, ROLE_TEXT, row->cells[1]);
		else
			layout_put_beside(l, block, x, l->width - x, ROLE_TEXT, row->cells[1]);
	}
	if (!f->result || f->arrow)
		return;
	layout_new_row(l, block);
	layout_add_string(l, 0, ROLE_DIM, rule(l, l->width - 1));
}

static void put_flow(struct layout *l, int block, const struct figure *f)
{
	bool boxes = boxes_fit(l, f);
	int x = boxes ? 2 : 0;

	layout_put_caption(l, block, f->title, NULL);
	if (boxes)
		put_boxes(l, block, f);
	else
		put_sum(l, block, f);
	if (!f->result)
		return;
	layout_new_row(l, block);
	layout_add_string(l, x, ROLE_STRONG, layout_own(l, f->arrow ? "→" : "="));
	layout_put_beside(l, block, x + 2, l->width - x - 2, ROLE_STRONG, f->result);
}

/* ---- table and compare */

/* Calls for every text of a column: its head, then its cells; NULL where there is none. */
static const char *table_text(const struct figure *f, size_t row, size_t column)
{
	return row ? f->rows[row - 1].cells[column] : f->heads[column];
}

/*
 * Sets the widths of the columns, each as wide as its texts or narrower as needed. Returns false if
 * a word would have to be broken: the table is then a list.
 */
static bool fit_columns(struct layout *l, const struct figure *f, int widths[FIGURE_CELLS])
{
	int least[FIGURE_CELLS], total = 2 + COLUMN_GAP * ((int)f->n_cells - 1);

	for (size_t c = 0; c < f->n_cells; c++) {
		widths[c] = least[c] = 1;
		for (size_t r = 0; r <= f->n; r++) {
			const char *text = clean_or_null(l, table_text(f, r, c));
			int whole = text ? layout_width_of(text) : 0;
			int word = text ? layout_widest_word(text) : 0;

			if (whole > widths[c])
				widths[c] = whole;
			if (word > least[c])
				least[c] = word;
		}
		if (least[c] < COLUMN_MIN)
			least[c] = widths[c] < COLUMN_MIN ? widths[c] : COLUMN_MIN;
		total += widths[c];
	}
	for (; total > l->width; total--) {
		size_t widest = f->n_cells;

		for (size_t c = 0; c < f->n_cells; c++)
			if (widths[c] > least[c] &&
				(widest == f->n_cells || widths[c] > widths[widest]))
				widest = c;
		if (widest == f->n_cells)
			return false;
		widths[widest]--;
	}
	return true;
}

static void put_table_row(struct layout *l, int block, const struct figure *f, size_t row,
	const int widths[FIGURE_CELLS])
{
	struct figure_cell cells[FIGURE_CELLS];
	int lines = 1;

	for (size_t c = 0; c < f->n_cells; c++) {
		cell_wrap(&cells[c], clean_or_null(l, table_text(f, row, c)), widths[c]);
		if (cells[c].n > lines)
			lines = cells[c].n;
	}
	if (lines > CELL_LINES)
		lines = CELL_LINES;
	for (int line = 0; line < lines; line++) {
		int x = 2;

		layout_new_row(l, block);
		for (size_t c = 0; c < f->n_cells; c++) {
			put_cell_line(l, x, row ? ROLE_TEXT : ROLE_STRONG, &cells[c], line);
			x += widths[c] + COLUMN_GAP;
		}
	}
}

/* Returns the lines of the tallest cell below the head, or of the whole table. */
static int tallest_cell(
	struct layout *l, const struct figure *f, size_t from, const int widths[FIGURE_CELLS])
{
	struct figure_cell cell;
	int tallest = 0;

	for (size_t r = from; r <= f->n; r++)
		for (size_t c = 0; c < f->n_cells; c++) {
			cell_wrap(&cell, clean_or_null(l, table_text(f, r, c)), widths[c]);
			if (cell.n > tallest)
				tallest = cell.n;
		}
	return tallest;
}

/* A tall row of thin columns is read across: its cells are easier below each other. */
static bool cells_fit(struct layout *l, const struct figure *f, const int widths[FIGURE_CELLS])
{
	return tallest_cell(l, f, 0, widths) <= (l->width < WIDE ? NARROW_LINES : CELL_LINES);
}

static void put_columns(
	struct layout *l, int block, const struct figure *f, const int widths[FIGURE_CELLS])
{
	/* long rows would run into each other; with gaps between some of them, they would group */
	bool apart = tallest_cell(l, f, 1, widths) >= APART_LINES;
	int x = 2;

	put_table_row(l, block, f, 0, widths);
	layout_new_row(l, block);
	for (size_t c = 0; c < f->n_cells; c++) {
		layout_add_string(l, x, ROLE_DIM, rule(l, widths[c]));
		x += widths[c] + COLUMN_GAP;
	}
	for (size_t r = 1; r <= f->n; r++) {
		if (r > 1 && apart)
			layout_new_row(l, -1);
		put_table_row(l, block, f, r, widths);
	}
}

static void put_list(struct layout *l, int block, const struct figure *f)
{
	for (size_t r = 0; r < f->n; r++) {
		layout_put_text(l, block, 0, ROLE_STRONG, f->rows[r].cells[0]);
		for (size_t c = 1; c < f->n_cells; c++) {
			const char *head = clean_or_null(l, f->heads[c]);
			const char *text = clean_or_null(l, f->rows[r].cells[c]);

			if (!text || !*text)
				continue;
			if (head && *head)
				text = arena_printf(&l->arena, _("%s: %s"), head, text);
			layout_put_text(l, block, 2, ROLE_TEXT, text);
		}
	}
}

static void put_table(struct layout *l, int block, const struct figure *f)
{
	int widths[FIGURE_CELLS];

	layout_put_caption(l, block, f->title, NULL);
	if (fit_columns(l, f, widths) && cells_fit(l, f, widths))
		put_columns(l, block, f, widths);
	else
		put_list(l, block, f);
}

void layout_put_figure(struct layout *l, int block, const struct figure *f)
{
	switch (f->kind) {
	case FIGURE_BARS:
	case FIGURE_THEN_NOW:
	case FIGURE_SHARE:
		layout_put_chart(l, block, f);
		break;
	case FIGURE_TIMELINE:
		put_timeline(l, block, f);
		break;
	case FIGURE_STEPS:
		put_steps(l, block, f);
		break;
	case FIGURE_FLOW:
		put_flow(l, block, f);
		break;
	case FIGURE_COMPARE:
	case FIGURE_TABLE:
		put_table(l, block, f);
		break;
	}
}
