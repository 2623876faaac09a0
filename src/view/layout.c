/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"
#include "view/layout_columns.h"
#include "view/layout_figure.h"
#include "view/layout_gap.h"
#include "view/layout_list.h"
#include "view/layout_meter.h"
#include "view/layout_pair.h"
#include "view/layout_spoken.h"
#include "view/layout_text.h"
#include "view/panes.h"

void layout_init(struct layout *layout)
{
	memset(layout, 0, sizeof(*layout));
	layout->fresh_row = -1;
}

void layout_release(struct layout *layout)
{
	panes_release(layout);
	arena_release(&layout->arena);
	free(layout->rows);
	free(layout->spans);
	free(layout->spots);
	free(layout->strong);
	free(layout->links);
	memset(layout, 0, sizeof(*layout));
}

enum { ASIDE = 4 }; /* cells of the indent */

static void put_item(struct layout *l, int block, const struct block *b)
{
	const char *label = layout_clean(l, b->label ? b->label : "•");
	int indent = 2 + layout_width_of(label) + 1;

	layout_new_row(l, block);
	layout_add_string(l, 2, ROLE_ACCENT, label);
	layout_put_beside(l, block, indent, l->width - indent, b->role, b->text);
}

static void put_quote(struct layout *l, int block, const struct block *b)
{
	layout_put_text(l, block, 4, ROLE_TEXT, b->text);
	if (b->note) {
		layout_new_row(l, block);
		layout_add_string(l, 4, ROLE_DIM, layout_own(l, "— "));
		layout_put_beside(l, block, 6, l->width - 6, ROLE_DIM, b->note);
	}
}

/* A figure stands in the margin, so that a page's figures are found at a glance. */
static void put_figure_fact(struct layout *l, int block, const struct block *b)
{
	const char *figure = layout_clean(l, arena_memdupz(&l->arena, b->text, (size_t)b->value));
	int x = layout_width_of(figure) + 2;

	layout_new_row(l, block);
	layout_add_string(l, 0, ROLE_STRONG, figure);
	layout_put_beside(l, block, x, l->width - x, ROLE_TEXT, b->text + b->value + 1);
	if (b->note)
		layout_put_text(l, block, x, ROLE_DIM, b->note);
}

static void put_fact(struct layout *l, int block, const struct block *b)
{
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, b->text),
		.x = 2,
		.block = block,
		.role = ROLE_TEXT,
		.bar = layout_own(l, "┃"),
	};

	layout_wrap(&p, l->width - 2);
	if (b->note) {
		p.text = layout_clean(l, b->note);
		p.role = ROLE_DIM;
		p.lines = 0;
		layout_wrap(&p, l->width - 2);
	}
}

static void put_term(struct layout *l, int block, const struct block *b)
{
	const char *term = layout_clean(l, b->label), *meaning = layout_clean(l, b->text);
	struct layout_paragraph p = {
		.layout = l,
		.x = 2,
		.block = block,
		.role = ROLE_TEXT,
		.head_role = b->focus ? ROLE_FOCUS : ROLE_STRONG,
		.bar = layout_own(l, b->focus ? "▸" : "┃"),
		.bar_once = true,
	};

	p.text = layout_join(l, term, layout_own(l, " — "), meaning);
	p.head = strlen(term);
	layout_wrap(&p, l->width - 2);
}

static void put_tip(struct layout *l, int block, const struct block *b)
{
	layout_new_row(l, block);
	layout_add_string(l, 0, ROLE_NOTE, layout_own(l, "☼"));
	layout_add_string(l, 2, ROLE_STRONG, layout_clean(l, b->label));
	layout_put_text(l, block, 2, ROLE_TEXT, b->text);
}

/* The edge stands at every row, so that a warning is one also where its label has scrolled off. */
static void put_warning(struct layout *l, int block, const struct block *b)
{
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, b->text),
		.x = 2,
		.block = block,
		.role = ROLE_TEXT,
		.bar = layout_own(l, "┃"),
		.bar_role = ROLE_WARN,
	};

	layout_new_row(l, block);
	layout_add_string(l, 0, ROLE_WARN, layout_own(l, "▲"));
	layout_add_string(l, 2, ROLE_WARN, layout_clean(l, b->label));
	layout_wrap(&p, l->width - 2);
}

static int picture_width(const char *text)
{
	int widest = 0;

	while (*text) {
		size_t n = strcspn(text, "\n");
		int w = text_width(text, n);

		if (w > widest)
			widest = w;
		text += n + (text[n] == '\n');
	}
	return widest;
}

/*
 * Draws a picture unwrapped, centred as one block; its text alternative if it is too wide or the
 * output is ASCII.
 */
static void put_picture(struct layout *l, int block, const struct block *b)
{
	int widest = picture_width(b->text);
	int x = (l->width - widest) / 2;

	if (widest > l->width || l->ascii) {
		if (b->note)
			layout_put_text(l, block, 0, ROLE_DIM, b->note);
		return;
	}
	for (const char *s = b->text; *s;) {
		size_t n = strcspn(s, "\n");

		layout_new_row(l, block);
		layout_add_span(l, x, ROLE_ACCENT, s, n);
		s += n + (s[n] == '\n');
	}
}

/* Puts "▸ 2 [x] text … note": the first two cells hold the focus or the mark. */
static void put_choice(struct layout *l, int block, const struct block *b)
{
	bool box = b->mark == MARK_ON || b->mark == MARK_OFF;
	enum role role = b->focus ? ROLE_FOCUS : b->role;
	enum role note_role = b->own ? ROLE_OWN : ROLE_DIM;
	bool columns = b->column && l->width >= 60 && !l->spoken;
	const char *state_text = layout_spoken_state(l, b);
	const char *note = state_text ? layout_clean(l, state_text) : "";
	int at = b->part ? l->margin : 0, x, text_width_here, state = layout_state_cells(l, note);

	if (layout_put_pair(l, block, b))
		return;
	layout_begin_choice(l, block, b);
	if (!b->focus && !box && b->mark != MARK_NONE && !l->spoken)
		layout_add_string(
			l, at, layout_mark_role(b->mark), layout_own(l, mark_sign(b->mark)));
	x = layout_put_label(l, at, b);
	if (box) {
		layout_add_string(l, x, layout_mark_role(b->mark), mark_sign(b->mark));
		x += 4;
	}
	text_width_here = columns ? l->width - state - 1 - x : l->width - x;
	if (columns && state_text)
		layout_add_string(l, l->width - state, note_role, note);
	layout_put_beside(l, block, x, text_width_here, role, b->text);
	if (!columns && state_text)
		layout_put_at_end(l, block, x, note_role, state_text);
}

enum { SCALE_GAP = 3 }; /* cells before an answer; the last two are for the focus */

/* Returns answer number of a SCALE, from 0, as it is drawn; NULL if there are not so many. */
static const char *scale_answer(struct layout *l, const struct block *b, int number)
{
	const char *text = b->text;
	size_t len = strcspn(text, "\n");

	for (; number && text[len]; number--) {
		text += len + 1;
		len = strcspn(text, "\n");
	}
	return number ? NULL : layout_clean(l, arena_memdupz(&l->arena, text, len));
}

static int row_end(const struct layout *l)
{
	const struct row *row = &l->rows[l->n_rows - 1];
	const struct span *last = row->n ? &l->spans[row->first + row->n - 1] : NULL;

	return last ? last->x + text_width(last->text, last->len) : 0;
}

static void put_answer(
	struct layout *l, int block, const struct block *b, int number, int x, const char *text)
{
	bool focus = b->focus && b->value == number;
	int row = (int)l->n_rows - 1;

	if (focus) {
		l->focus_row = row;
		l->focus_x = x - 2;
		layout_add_string(l, x - 2, ROLE_FOCUS, layout_own(l, "▸"));
	}
	/* what has a number now can be chosen now */
	if (b->id >= 0)
		layout_add_string(l, x, focus ? ROLE_FOCUS : ROLE_KEY,
			arena_printf(&l->arena, "%d", number + 1));
	layout_put_beside(l, block, x + 2, l->width - x - 2, focus ? ROLE_FOCUS : b->role, text);
	if (b->id < 0)
		return;
	layout_add_spot(l, x - 2, row_end(l), b->id + number);
	l->spots[l->n_spots - 1].row = row;
}

/*
 * Puts "How sure?   1 a guess   2 fairly   3 very": the answers below the question if they do not
 * all fit beside it, and below each other if they do not fit on a row.
 */
static void put_scale(struct layout *l, int block, const struct block *b)
{
	const char *text;
	int width = 0;

	if (*b->label)
		layout_put_text(l, block, 0, b->role, b->label);
	else
		layout_new_row(l, block);
	for (int i = 0; (text = scale_answer(l, b, i)); i++)
		width += SCALE_GAP + 2 + layout_width_of(text);
	if (*b->label && row_end(l) + width > l->width)
		layout_new_row(l, block);
	for (int i = 0; i < LAYOUT_SCALE_MAX && (text = scale_answer(l, b, i)); i++) {
		int end = row_end(l);

		if (end && end + SCALE_GAP + 2 + layout_width_of(text) > l->width) {
			layout_new_row(l, block);
			end = 0;
		}
		put_answer(l, block, b, i, end ? end + SCALE_GAP : 2, text);
	}
}

/* Returns the width of a field, which leaves room for a note such as a unit if both fit. */
static int field_width(const struct layout *l, int x, const char *note)
{
	int width = l->width - x - 2, beside = layout_width_of(note) + 1;

	if (width > 48)
		width = 48;
	if (*note && width + beside > l->width - x && l->width - x - beside >= 12)
		width = l->width - x - beside;
	return width < 1 ? 1 : width;
}

/* Draws one line of input; a long text is scrolled to the caret. */
static void put_field(struct layout *l, int block, const struct block *b)
{
	const char *text = layout_clean(l, b->text),
		   *label = layout_clean(l, b->label ? b->label : "");
	const char *note = layout_clean(l, b->note ? b->note : "");
	size_t len = strlen(text), start = 0, caret = b->caret > len ? len : b->caret;
	int x = *label ? 2 + layout_width_of(label) + 1 : 2, width = field_width(l, x, note);
	int used;

	while (start < caret && text_width(text + start, caret - start) >= width)
		start += text_next(text + start, len - start, NULL);
	layout_new_row(l, block);
	if (b->focus)
		layout_add_string(l, 0, ROLE_FOCUS, layout_own(l, "▸"));
	layout_add_string(l, 2, b->focus ? ROLE_FOCUS : ROLE_KEY, label);
	used = text_width(text + start, len - start);
	while (used > width) {
		len = text_prev(text, len, len);
		used = text_width(text + start, len - start);
	}
	layout_add_span(l, x, ROLE_STRONG, text + start, len - start);
	/* a row of signs is heard as so many signs */
	if (!l->spoken)
		layout_add_string(l, x + used, ROLE_DIM,
			layout_signs(l, "_", width - used, "", width - used));
	if (b->focus) {
		l->focus_row = (int)l->n_rows - 1;
		l->focus_x = x + text_width(text + start, caret - start);
	}
	if (*note && x + width + 1 + layout_width_of(note) <= l->width)
		layout_add_string(l, x + width + 1, ROLE_TEXT, note);
	else if (*note)
		layout_put_text(l, block, x, ROLE_TEXT, note);
}

static void put_message(struct layout *l, int block, const struct block *b)
{
	const char *sign = l->spoken ? "" : layout_own(l, mark_sign(b->mark));
	int x = *sign ? layout_width_of(sign) + 1 : 0;
	enum role role = b->mark == MARK_HINT || b->mark == MARK_NOTE || b->mark == MARK_INFO
		? ROLE_NOTE
		: ROLE_TEXT;

	layout_new_row(l, block);
	layout_add_string(l, 0, layout_mark_role(b->mark), sign);
	if (b->label) {
		const char *label = layout_clean(l, b->label);
		struct layout_paragraph p = {
			.layout = l,
			.x = x,
			.block = block,
			.role = role,
			.head_role = layout_mark_role(b->mark),
			.here = true,
		};

		p.text = layout_join(l, label, " ", layout_clean(l, b->text));
		p.head = strlen(label);
		layout_wrap(&p, l->width - x);
	} else {
		layout_put_beside(l, block, x, l->width - x, role, layout_spoken_message(l, b));
	}
}

static void put_entry(struct layout *l, int block, const struct block *b)
{
	const char *label = layout_clean(l, b->label ? b->label : "");
	int x = l->label_width + 2;

	layout_new_row(l, block);
	if (b->focus) {
		l->focus_row = (int)l->n_rows - 1;
		l->focus_x = 0;
	}
	layout_add_string(l, 0, b->focus ? ROLE_FOCUS : ROLE_KEY, label);
	if (layout_width_of(label) > l->label_width)
		layout_new_row(l, block);
	layout_put_beside(l, block, x, l->width - x, b->role, b->text);
	if (b->note && *b->note)
		layout_put_text(l, block, x, ROLE_DIM, b->note);
}

static void measure_line(void *ctx, size_t start, size_t len, int cells)
{
	int *widest = ctx;

	(void)start;
	(void)len;
	if (cells > *widest)
		*widest = cells;
}

/* Puts the user's own message at the right, as one block with a bar after it. */
static void put_own_bubble(struct layout *l, int block, const struct block *b, int width)
{
	const char *label = layout_clean(l, b->label ? b->label : "");
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, b->text),
		.block = block,
		.role = b->role,
		.behind = layout_own(l, "┃"),
	};
	int widest = 0;

	if (*label) {
		layout_new_row(l, block);
		layout_add_string(l, l->width - layout_width_of(label), ROLE_DIM, label);
	}
	text_wrap(p.text, strlen(p.text), width - 2, measure_line, &widest);
	p.x = l->width - 2 - widest;
	layout_wrap(&p, width - 2);
}

static void put_bubble(struct layout *l, int block, const struct block *b)
{
	int width = l->width >= 48 ? l->width * 4 / 5 : l->width;
	const char *label = layout_clean(l, b->label ? b->label : "");
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, b->text),
		.x = 4,
		.block = block,
		.role = b->focus ? ROLE_FOCUS : b->role,
		.bar = layout_own(l, "┃"),
		.sign = b->focus ? layout_own(l, "▸") : NULL,
	};

	if (b->value == SIDE_ME) {
		put_own_bubble(l, block, b, width);
		return;
	}
	if (*label) {
		layout_new_row(l, block);
		layout_add_string(l, 2, ROLE_DIM, label);
	}
	if (b->focus) {
		l->focus_row = (int)l->n_rows;
		l->focus_x = 0;
	}
	layout_wrap(&p, width - 4);
	if (b->note)
		layout_put_text(l, block, 4, ROLE_NOTE, b->note);
}

static void put_block(struct layout *l, int index, const struct block *b)
{
	if (layout_put_spoken(l, index, b))
		return;
	switch (b->kind) {
	case BLOCK_HEADING:
		layout_put_text(l, index, 0, ROLE_HEADING, b->text);
		break;
	case BLOCK_TEXT:
		layout_put_text(l, index, b->aside && !l->spoken ? ASIDE : 0, b->role, b->text);
		break;
	case BLOCK_ITEM:
		put_item(l, index, b);
		break;
	case BLOCK_QUOTE:
		put_quote(l, index, b);
		break;
	case BLOCK_FACT:
		if (b->value)
			put_figure_fact(l, index, b);
		else
			put_fact(l, index, b);
		break;
	case BLOCK_TERM:
		put_term(l, index, b);
		break;
	case BLOCK_TIP:
		put_tip(l, index, b);
		break;
	case BLOCK_WARNING:
		put_warning(l, index, b);
		break;
	case BLOCK_PICTURE:
		put_picture(l, index, b);
		break;
	case BLOCK_CHOICE:
		put_choice(l, index, b);
		break;
	case BLOCK_FIELD:
		put_field(l, index, b);
		break;
	case BLOCK_METER:
		if (b->column)
			layout_put_way(l, index, b);
		else
			layout_put_meter(l, index, b);
		break;
	case BLOCK_MESSAGE:
		put_message(l, index, b);
		break;
	case BLOCK_ENTRY:
		put_entry(l, index, b);
		break;
	case BLOCK_BUBBLE:
		put_bubble(l, index, b);
		break;
	case BLOCK_FIGURE:
		layout_put_figure(l, index, b->figure);
		break;
	case BLOCK_GRID:
		layout_put_grid_head(l, index, b);
		break;
	case BLOCK_SCALE:
		put_scale(l, index, b);
		break;
	}
}

static int entry_label_width(struct layout *l, const struct view *view)
{
	int widest = 0, most = l->width / 3;

	for (size_t i = 0; i < view->n; i++) {
		const struct block *b = &view->blocks[i];

		if (b->kind == BLOCK_ENTRY && b->label) {
			int w = layout_width_of(layout_clean(l, b->label));

			if (w > widest && w <= most)
				widest = w;
		}
	}
	return widest;
}

/* With the last thing of a list, what ends the screen below it is in view as well. */
static void show_rest(struct layout *l, const struct view *view)
{
	bool last = false;

	for (size_t i = 0; i < view->n; i++)
		if (view->blocks[i].kind == BLOCK_CHOICE)
			last = view->blocks[i].focus && view->blocks[i].column;
	if (last && l->also_end < 0 && (int)l->n_rows - l->show_end <= l->body_rows / 2)
		l->also_end = (int)l->n_rows;
}

/* True of what is read with what comes after it. */
static bool leads(const struct block *b)
{
	size_t len;

	if (b->kind != BLOCK_TEXT)
		return b->kind == BLOCK_HEADING;
	len = strlen(b->text);
	return len && b->text[len - 1] == ':';
}

void layout_put_blocks(struct layout *l, const struct view *view)
{
	bool showing = false; /* the part that must be in view has begun */

	arena_clear(&l->arena);
	l->n_rows = l->n_spans = l->n_spots = l->n_strong = l->n_links = 0;
	l->show_first = l->show_end = l->also_end = l->focus_row = l->news_row = -1;
	l->lead_row = -1;
	l->focus_x = 0;
	if (l->too_small)
		return;
	l->label_width = entry_label_width(l, view);
	l->margin = layout_list_margin(l, view);
	layout_measure_pairs(l, view);
	for (size_t i = 0; i < view->n; i++) {
		const struct block *b = &view->blocks[i];
		size_t listed;
		int first;

		for (int k = i ? layout_gap_before(l, &view->blocks[i - 1], b) : 0; k > 0; k--)
			layout_new_row(l, -1);
		listed = layout_put_columns(l, view, i);
		if (listed) {
			i += listed - 1;
			continue;
		}
		first = (int)l->n_rows;
		put_block(l, (int)i, b);
		if (leads(b))
			for (size_t row = (size_t)first; row < l->n_rows; row++)
				l->rows[row].leads = true;
		if (b->show || (b->focus && l->show_first < 0)) {
			if (!showing)
				l->show_first = first;
			showing |= b->show;
			l->show_end = (int)l->n_rows;
		}
		if (b->lead)
			l->lead_row = first;
		/* the name above a message is known; the message is not */
		if (b->news && l->news_row < 0)
			l->news_row = first + (b->kind == BLOCK_BUBBLE && b->label && *b->label);
		if (b->also)
			l->also_end = (int)l->n_rows;
	}
	if (!showing)
		show_rest(l, view);
}

void layout_view(struct layout *l, const struct view *view, int cols, int rows, bool ascii)
{
	l->ascii = ascii;
	l->large = view->large;
	layout_frame(l, cols, rows);
	panes_lay(l, view);
	layout_put_blocks(l, view);
}
