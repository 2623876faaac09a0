/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_pair.h"

#include <string.h>

#include "text/text.h"

enum {
	TEXT_X = 2,
	GAP = 3,
	LINE = 3,
	BESIDE_FROM = 48,
	TEXT_MIN = 20,
	COLUMNS_MOST = 4,
	BELOW = 4
};

/* ---- where they stand */

static bool is_pair(const struct block *b)
{
	return b->kind == BLOCK_CHOICE && b->pair;
}

/* Returns the cells of the longest text of the pairs. */
static int widest_text(struct layout *l, const struct view *view)
{
	int widest = 0;

	for (size_t i = 0; i < view->n; i++)
		if (is_pair(&view->blocks[i])) {
			int w = layout_width_of(layout_clean(l, view->blocks[i].text));

			widest = w > widest ? w : widest;
		}
	return widest;
}

/* Returns the name of a column, from 0; NULL if there are not so many. */
static const char *column_name(struct layout *l, const struct block *head, int column)
{
	const char *text = head->text;
	size_t len = strcspn(text, "\n");

	for (; column && text[len]; column--) {
		text += len + 1;
		len = strcspn(text, "\n");
	}
	return column ? NULL : layout_clean(l, arena_memdupz(&l->arena, text, len));
}

/* Gives the grid its cells, with room for a sign or number before the longest name. */
static void measure_grid(struct layout *l, const struct block *head)
{
	int columns = 0, widest = 0, cells;
	const char *name;

	for (; (name = column_name(l, head, columns)); columns++) {
		int w = layout_width_of(name);

		widest = w > widest ? w : widest;
	}
	cells = 2 + widest + GAP;
	if (columns > COLUMNS_MOST || TEXT_X + TEXT_MIN + GAP + columns * cells - GAP > l->width)
		return;
	l->grid_cell = cells;
	if (l->pair_x > l->width - columns * cells + GAP)
		l->pair_x = l->width - columns * cells + GAP;
}

void layout_measure_pairs(struct layout *l, const struct view *view)
{
	int x = TEXT_X + widest_text(l, view) + GAP, most = l->width * 3 / 5;

	l->pair_x = l->grid_cell = 0;
	if (x == TEXT_X + GAP || l->spoken || l->width < BESIDE_FROM)
		return;
	l->pair_x = x;
	for (size_t i = 0; i < view->n; i++)
		if (view->blocks[i].kind == BLOCK_GRID)
			measure_grid(l, &view->blocks[i]);
	if (!l->grid_cell && l->pair_x > most)
		l->pair_x = most;
}

/* ---- two texts side by side */

enum { LINES_MOST = 24 };

struct lines {
	const char *text;
	struct {
		size_t start, len;
	} v[LINES_MOST];
	int n;
};

static void take_line(void *ctx, size_t start, size_t len, int cells)
{
	struct lines *lines = ctx;

	(void)cells;
	if (lines->n == LINES_MOST)
		return;
	lines->v[lines->n].start = start;
	lines->v[lines->n++].len = len;
}

static void wrap(struct layout *l, struct lines *lines, const char *text, int width)
{
	lines->text = layout_clean(l, text);
	lines->n = 0;
	text_wrap(lines->text, strlen(lines->text), width < 1 ? 1 : width, take_line, lines);
}

static void put_line(struct layout *l, int x, enum role role, const struct lines *lines, int line)
{
	if (line >= 0 && line < lines->n)
		layout_add_span(l, x, role, lines->text + lines->v[line].start, lines->v[line].len);
}

/* What a choice is tied to, and what would have been right, as lines of one column. */
struct tied {
	struct lines pair, right;
};

static void wrap_tied(struct layout *l, struct tied *t, const struct block *b, int width)
{
	wrap(l, &t->pair, b->pair, width);
	t->right.n = 0;
	if (b->right)
		wrap(l, &t->right, b->right, width);
}

/* A choice that is tied to nothing has a broken line, and no text: one row. */
static void put_tied(struct layout *l, int x, const struct block *b, const struct tied *t, int row)
{
	bool tied = *b->pair != '\0';
	int right = row - (t->pair.n ? t->pair.n : 1);

	if (!row)
		layout_add_string(
			l, x, tied ? ROLE_ACCENT : ROLE_DIM, layout_own(l, tied ? "━━" : "╌╌"));
	put_line(l, x + LINE, ROLE_OWN, &t->pair, row);
	if (right == 0 && t->right.n)
		layout_add_string(l, x + 1, ROLE_RIGHT, layout_own(l, mark_sign(MARK_MISSED)));
	put_line(l, x + LINE, ROLE_RIGHT, &t->right, right);
}

static int tied_rows(const struct tied *t)
{
	return (t->pair.n ? t->pair.n : 1) + t->right.n;
}

/* ---- a grid */

static void put_cells(struct layout *l, const struct block *b)
{
	for (int i = 0; i < b->max; i++) {
		int x = l->pair_x + i * l->grid_cell;
		bool here = i == b->value;

		layout_add_string(l, here ? x : x + 2, here ? ROLE_OWN : ROLE_DIM,
			here ? layout_join(l, layout_own(l, "■"), " ", layout_clean(l, b->pair))
			     : layout_own(l, "·"));
		layout_add_spot(l, x, x + l->grid_cell - 1, b->id < 0 ? -1 : b->cell + i);
	}
	layout_add_spot(l, 0, l->pair_x - 1, b->id);
}

void layout_put_grid_head(struct layout *l, int block, const struct block *b)
{
	const char *name;

	if (!l->grid_cell)
		return;
	layout_new_row(l, block);
	for (int i = 0; (name = column_name(l, b, i)); i++) {
		int x = l->pair_x + i * l->grid_cell;

		/* what has a number now can be chosen now */
		if (b->id >= 0)
			layout_add_string(l, x, ROLE_KEY, arena_printf(&l->arena, "%d", i + 1));
		layout_add_string(l, x + 2, ROLE_TEXT, name);
		layout_add_spot(l, x, x + l->grid_cell - 1, b->id < 0 ? -1 : b->id + i);
	}
}

/* ---- one choice */

/* Puts the sign of the focus, or the mark, at the left edge of a new row. */
static void begin(struct layout *l, int block, const struct block *b)
{
	layout_new_row(l, block);
	if (b->focus) {
		l->focus_row = (int)l->n_rows - 1;
		l->focus_x = 0;
		layout_add_string(l, 0, ROLE_FOCUS, layout_own(l, "▸"));
	} else if (b->mark != MARK_NONE) {
		layout_add_string(
			l, 0, layout_mark_role(b->mark), layout_own(l, mark_sign(b->mark)));
	}
}

/* Puts what a choice of a grid is in, below it: the one in hand names all columns, with numbers. */
static void put_box_below(struct layout *l, int block, const struct block *b)
{
	if (b->focus) {
		layout_put_text(l, block, BELOW, *b->pair ? ROLE_OWN : ROLE_TEXT, b->note);
	} else if (*b->pair) {
		layout_new_row(l, block);
		layout_add_string(l, BELOW, ROLE_OWN, layout_own(l, "■"));
		layout_put_beside(l, block, BELOW + 2, l->width - BELOW - 2, ROLE_OWN, b->pair);
	}
}

static void put_tied_below(struct layout *l, int block, const struct block *b)
{
	struct tied t;

	wrap_tied(l, &t, b, l->width - BELOW - LINE);
	for (int row = 0; row < tied_rows(&t); row++) {
		layout_new_row(l, block);
		put_tied(l, BELOW, b, &t, row);
	}
}

static void put_below(struct layout *l, int block, const struct block *b, enum role role)
{
	begin(l, block, b);
	layout_put_beside(l, block, TEXT_X, l->width - TEXT_X, role, b->text);
	if (b->max)
		put_box_below(l, block, b);
	else if (*b->pair || b->right)
		put_tied_below(l, block, b);
	else
		layout_put_at_end(l, block, BELOW, ROLE_DIM, "╌╌");
}

bool layout_put_pair(struct layout *l, int block, const struct block *b)
{
	enum role role = b->focus ? ROLE_FOCUS : b->role;
	bool grid = b->max && l->grid_cell;
	struct lines text;
	struct tied t;
	int rows;

	if (!b->pair || l->spoken)
		return false;
	if (!l->pair_x || (b->max && !grid)) {
		put_below(l, block, b, role);
		return true;
	}
	wrap(l, &text, b->text, l->pair_x - GAP + 1 - TEXT_X);
	wrap_tied(l, &t, b, l->width - l->pair_x - LINE);
	rows = grid ? 1 : tied_rows(&t);
	for (int row = 0; row < rows || row < text.n; row++) {
		if (row)
			layout_new_row(l, block);
		else
			begin(l, block, b);
		put_line(l, TEXT_X, role, &text, row);
		if (grid && !row)
			put_cells(l, b);
		else if (!grid && row < rows)
			put_tied(l, l->pair_x, b, &t, row);
	}
	return true;
}
