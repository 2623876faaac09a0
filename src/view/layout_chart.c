/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars, bars of two years, and the parts of a whole. Bars begin at 0; the longest fills its room.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/figure_words.h"
#include "view/layout_figure.h"
#include "view/layout_text.h"

enum {
	WIDE = 50,      /* columns from here on have the labels beside the bars */
	LABEL_MAX = 24, /* cells of a label beside its bar */
	BAR_MIN = 8,    /* cells of the longest bar */
	YEAR_CELLS = 6, /* a year and the gap after it */
	WHOLE = 100000  /* thousandths of a share of 100 */
};

static const char *const parts[FIGURE_PARTS] = { "█", "▓", "▒", "░", "─" };
static const char *const ascii_parts[FIGURE_PARTS] = { "#", "+", ":", ".", "-" };

/* The bars of one measure, which share a scale. */
struct scale {
	const struct figure *figure;
	bool all; /* of every measure */
	enum figure_measure measure;
	long long most;   /* the longest bar stands for this */
	int label, value; /* cells of the widest */
};

static bool scale_has(const struct scale *s, const struct figure_row *row)
{
	return s->all || row->measure == s->measure;
}

static int clean_width(struct layout *l, const char *text)
{
	return text ? layout_width_of(layout_clean(l, text)) : 0;
}

static void greatest(int *most, int value)
{
	if (value > *most)
		*most = value;
}

static struct scale scale_of(
	struct layout *l, const struct figure *f, bool all, enum figure_measure measure)
{
	struct scale s = { .figure = f, .all = all, .measure = measure, .most = 1 };

	for (size_t i = 0; i < f->n; i++) {
		const struct figure_row *row = &f->rows[i];

		if (!scale_has(&s, row))
			continue;
		greatest(&s.label, clean_width(l, row->label));
		greatest(&s.value, clean_width(l, row->value));
		if (row->amount > s.most)
			s.most = row->amount;
		if (f->kind != FIGURE_THEN_NOW)
			continue;
		greatest(&s.value, clean_width(l, row->then_value));
		if (row->then_amount > s.most)
			s.most = row->then_amount;
	}
	return s;
}

/*
 * Returns a bar of amount / most of width cells, to the eighth where the terminal draws eighths;
 * what is more than nothing is seen. *cells is set to its width.
 */
static const char *bar_of(
	struct layout *l, bool past, long long amount, long long most, int width, int *cells)
{
	static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	bool fine = !past && !l->ascii && !l->font;
	struct strbuf sb = STRBUF_INIT;
	long long n = amount > 0 ? (amount < most ? amount : most) * width * 8 / most : 0;
	const char *out;

	if (amount > 0 && n == 0)
		n = 1;
	if (!fine && n > 0)
		n = n < 8 ? 8 : (n + 4) / 8 * 8;
	for (long long i = 0; i < n / 8; i++)
		strbuf_addstr(&sb, layout_own(l, past ? "░" : "█"));
	strbuf_addstr(&sb, eighths[n % 8]);
	*cells = (int)((n + 7) / 8);
	out = arena_strdup(&l->arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

/* Puts a bar and its value on the current row. */
static void put_bar(struct layout *l, const struct scale *s, bool past, const char *value,
	long long amount, int x)
{
	int cells, gap = l->width >= WIDE ? 2 : 1, width = l->width - x - gap - s->value;
	const char *bar = bar_of(l, past, amount, s->most, width < 1 ? 1 : width, &cells);

	layout_add_string(l, x, past ? ROLE_PAST : ROLE_BAR, bar);
	if (value)
		layout_put_beside(l, l->rows[l->n_rows - 1].block, x + cells + gap,
			l->width - x - cells - gap, ROLE_STRONG, value);
}

/* Puts the label and begins the row of its bar: the same row, or the one below it. */
static void put_label(struct layout *l, int block, const char *label, bool beside)
{
	if (beside) {
		layout_new_row(l, block);
		layout_add_string(l, 2, ROLE_TEXT, layout_clean(l, label));
	} else {
		layout_put_text(l, block, 2, ROLE_TEXT, label);
		layout_new_row(l, block);
	}
}

static void put_bars(struct layout *l, int block, const struct scale *s)
{
	bool beside = l->width >= WIDE && s->label <= LABEL_MAX;
	int x = beside ? 2 + s->label + 1 : 2;

	for (size_t i = 0; i < s->figure->n; i++) {
		const struct figure_row *row = &s->figure->rows[i];

		if (!scale_has(s, row))
			continue;
		put_label(l, block, row->label, beside);
		put_bar(l, s, false, row->value, row->amount, x);
	}
}

static void put_year(struct layout *l, int x, int year)
{
	if (year)
		layout_add_string(l, x, ROLE_DIM, arena_printf(&l->arena, "%d", year));
}

static void put_then_now(struct layout *l, int block, const struct scale *s)
{
	int beside_x = 2 + s->label + 2;
	bool beside =
		s->label <= LABEL_MAX && l->width - beside_x - YEAR_CELLS - 2 - s->value >= BAR_MIN;
	int x = beside ? beside_x : 2;

	for (size_t i = 0; i < s->figure->n; i++) {
		const struct figure_row *row = &s->figure->rows[i];

		if (!scale_has(s, row))
			continue;
		put_label(l, block, row->label, beside);
		put_year(l, x, row->then_year);
		put_bar(l, s, true, row->then_value, row->then_amount, x + YEAR_CELLS);
		layout_new_row(l, block);
		put_year(l, x, row->year);
		put_bar(l, s, false, row->value, row->amount, x + YEAR_CELLS);
	}
}

static const char *part_sign(struct layout *l, size_t i)
{
	i %= FIGURE_PARTS;
	return l->ascii ? ascii_parts[i] : layout_own(l, parts[i]);
}

/* Shares out width cells, at least one for each part that is more than nothing. */
static void put_whole(struct layout *l, int block, const struct figure *f, long long whole)
{
	int width = l->width > 8 ? l->width - 4 : l->width - 2, x = 2;
	long long sum = 0;

	layout_new_row(l, block);
	for (size_t i = 0; i < f->n; i++) {
		struct strbuf sb = STRBUF_INIT;
		int end;

		if (f->rows[i].amount <= 0)
			continue;
		sum += f->rows[i].amount;
		end = 2 + (int)((sum * width + whole / 2) / whole);
		if (end <= x)
			end = x + 1;
		if (end > l->width)
			end = l->width;
		for (int at = x; at < end; at++)
			strbuf_addstr(&sb, part_sign(l, i));
		if (sb.len)
			layout_add_string(l, x, i % 2 ? ROLE_PAST : ROLE_BAR,
				arena_strdup(&l->arena, sb.buf));
		strbuf_release(&sb);
		x = end;
	}
}

/* Puts "█ 39 % women", on the current row if *x leaves room. */
static void put_legend(
	struct layout *l, int block, int *x, const char *sign, const char *value, const char *label)
{
	const char *text = value
		? arena_printf(&l->arena, "%s %s", layout_clean(l, value), layout_clean(l, label))
		: layout_clean(l, label);
	int cells = 2 + layout_width_of(text);

	if (*x == 0 || *x + cells > l->width) {
		layout_new_row(l, block);
		*x = 2;
	}
	layout_add_string(l, *x, ROLE_BAR, sign);
	layout_put_beside(l, block, *x + 2, l->width - *x - 2, ROLE_TEXT, text);
	*x += cells + 3;
}

static void put_share(struct layout *l, int block, const struct figure *f)
{
	long long whole = 0;
	const char *rest;
	int x = 0;

	for (size_t i = 0; i < f->n; i++)
		whole += f->rows[i].amount > 0 ? f->rows[i].amount : 0;
	if (whole < WHOLE)
		whole = WHOLE;
	put_whole(l, block, f, whole);
	for (size_t i = 0; i < f->n; i++)
		put_legend(l, block, &x, part_sign(l, i), f->rows[i].value, f->rows[i].label);
	rest = figure_words_rest(&l->arena, f);
	if (rest)
		put_legend(l, block, &x, " ", NULL, rest);
}

static void put_source(struct layout *l, int block, const struct figure *f)
{
	if (f->source)
		layout_put_text(l, block, 2, ROLE_DIM, f->source);
}

/* Each measure has a title and a scale of its own, and a sentence between them says so. */
static void put_apart(struct layout *l, int block, const struct figure *f)
{
	static const enum figure_measure order[] = { FIGURE_DETECTED, FIGURE_ESTIMATED,
		FIGURE_UNKNOWN };
	bool first = true;

	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		struct scale s = scale_of(l, f, false, order[i]);

		if (!figure_words_has(f, order[i]))
			continue;
		if (!first)
			layout_put_text(l, block, 0, ROLE_TEXT, figure_words_apart());
		first = false;
		layout_put_caption(
			l, block, f->title, figure_words_aside(&l->arena, f, order[i], false));
		if (f->kind == FIGURE_THEN_NOW)
			put_then_now(l, block, &s);
		else
			put_bars(l, block, &s);
	}
	put_source(l, block, f);
}

void layout_put_chart(struct layout *l, int block, const struct figure *f)
{
	struct scale s;

	if (figure_words_two_measures(f) && f->kind != FIGURE_SHARE) {
		put_apart(l, block, f);
		return;
	}
	s = scale_of(l, f, true, FIGURE_UNKNOWN);
	layout_put_caption(
		l, block, f->title, figure_words_aside(&l->arena, f, FIGURE_UNKNOWN, true));
	if (f->kind == FIGURE_SHARE)
		put_share(l, block, f);
	else if (f->kind == FIGURE_THEN_NOW)
		put_then_now(l, block, &s);
	else
		put_bars(l, block, &s);
	put_source(l, block, f);
}
