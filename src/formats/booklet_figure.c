/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_figure.h"

#include "base/mem.h"
#include "text/html.h"
#include "view/figure_words.h"

/* Units of the SVG: a line of text, a bar, and the room for bars beside their values. */
enum { WIDTH = 600, LINE = 20, BAR = 12, ROOM = 460, WHOLE = 100000 };

static void element(struct strbuf *out, const char *open, const char *text, const char *close)
{
	strbuf_addstr(out, open);
	html_prose(out, text ? text : "");
	strbuf_addstr(out, close);
}

static void caption(
	struct strbuf *out, const struct figure *f, enum figure_measure measure, bool all)
{
	struct arena arena = { 0 };
	const char *aside = figure_words_aside(&arena, f, measure, all);

	if (f->title || *aside) {
		element(out, "<figcaption><b>", f->title, "</b> ");
		element(out, "", aside, "</figcaption>\n");
	}
	arena_release(&arena);
}

static void svg_open(struct strbuf *out, const struct figure *f, int height)
{
	struct strbuf words = STRBUF_INIT;

	strbuf_addf(out, "<svg role=\"img\" viewBox=\"0 0 %d %d\">", WIDTH, height);
	figure_words_sentence(&words, f);
	strbuf_addstr(out, "<title>");
	html_text(out, words.buf);
	strbuf_addstr(out, "</title>\n");
	strbuf_release(&words);
}

static void svg_text(struct strbuf *out, int x, int y, const char *text)
{
	strbuf_addf(out, "<text x=\"%d\" y=\"%d\" font-size=\"14\">", x, y);
	html_text(out, text);
	strbuf_addstr(out, "</text>\n");
}

static int bar_width(long long amount, long long most)
{
	int width = amount > 0 ? (int)(amount * ROOM / most) : 0;

	return amount > 0 && width < 1 ? 1 : width;
}

static void svg_bar(struct strbuf *out, int y, const char *class, int year, const char *value,
	long long amount, long long most)
{
	int width = bar_width(amount, most);
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(out, "<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
		class, y, width, BAR);
	strbuf_addstr(&text, value ? value : "?");
	if (year)
		strbuf_addf(&text, " (%d)", year);
	svg_text(out, width + 8, y + BAR, text.buf);
	strbuf_release(&text);
}

static bool row_counts(const struct figure_row *row, enum figure_measure measure, bool all)
{
	return all || row->measure == measure;
}

/* The bars of one measure, or of all. */
static void bars_svg(
	struct strbuf *out, const struct figure *f, enum figure_measure measure, bool all)
{
	bool both = f->kind == FIGURE_THEN_NOW;
	long long most = 1;
	int y = 0, n = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct figure_row *row = &f->rows[i];

		if (!row_counts(row, measure, all))
			continue;
		n++;
		if (row->amount > most)
			most = row->amount;
		if (both && row->then_amount > most)
			most = row->then_amount;
	}
	caption(out, f, measure, all);
	svg_open(out, f, n * LINE * (both ? 3 : 2));
	for (size_t i = 0; i < f->n; i++) {
		const struct figure_row *row = &f->rows[i];

		if (!row_counts(row, measure, all))
			continue;
		svg_text(out, 0, y + BAR + 2, row->label);
		if (both)
			svg_bar(out, y += LINE, "past", row->then_year, row->then_value,
				row->then_amount, most);
		svg_bar(out, y += LINE, "bar", both ? row->year : 0, row->value, row->amount, most);
		y += LINE;
	}
	strbuf_addstr(out, "</svg>\n");
}

static void share_svg(struct strbuf *out, const struct figure *f)
{
	long long whole = 0, sum = 0;

	for (size_t i = 0; i < f->n; i++)
		whole += f->rows[i].amount > 0 ? f->rows[i].amount : 0;
	if (whole < WHOLE)
		whole = WHOLE;
	caption(out, f, FIGURE_UNKNOWN, true);
	svg_open(out, f, LINE * (2 + (int)f->n));
	for (size_t i = 0; i < f->n; i++) {
		long long amount = f->rows[i].amount > 0 ? f->rows[i].amount : 0;
		int x = (int)(sum * WIDTH / whole), end = (int)((sum + amount) * WIDTH / whole);
		int y = LINE * (2 + (int)i);
		struct strbuf text = STRBUF_INIT;

		/* tones from dark to light, in the order of the names */
		strbuf_addf(out,
			"<rect x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\" fill=\"#456\" fill-opacity=\"%d%%\" stroke=\"#222\"/>\n",
			x, end > x ? end - x : 1, BAR + 4, 100 - 20 * (int)i);
		strbuf_addf(out,
			"<rect x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#456\" fill-opacity=\"%d%%\" stroke=\"#222\"/>\n",
			y - BAR, BAR, BAR, 100 - 20 * (int)i);
		strbuf_addf(
			&text, "%s %s", f->rows[i].value ? f->rows[i].value : "", f->rows[i].label);
		svg_text(out, BAR + 8, y, text.buf);
		strbuf_release(&text);
		sum += amount;
	}
	strbuf_addstr(out, "</svg>\n");
}

static void apart_svg(struct strbuf *out, const struct figure *f)
{
	static const enum figure_measure order[] = { FIGURE_DETECTED, FIGURE_ESTIMATED,
		FIGURE_UNKNOWN };
	bool first = true;

	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		if (!figure_words_has(f, order[i]))
			continue;
		if (!first)
			element(out, "<p>", figure_words_apart(), "</p>\n");
		first = false;
		bars_svg(out, f, order[i], false);
	}
}

static void steps_html(struct strbuf *out, const struct figure *f)
{
	strbuf_addstr(out, "<ol class=\"steps\">\n");
	for (size_t i = 0; i < f->n; i++) {
		element(out, "<li><b>", f->rows[i].cells[0], "</b>");
		if (f->rows[i].cells[1])
			element(out, "<br>", f->rows[i].cells[1], "");
		strbuf_addstr(out, "</li>\n");
	}
	strbuf_addstr(out, "</ol>\n");
}

static void timeline_html(struct strbuf *out, const struct figure *f)
{
	strbuf_addstr(out, "<dl class=\"timeline\">\n");
	for (size_t i = 0; i < f->n; i++) {
		element(out, "<dt>", f->rows[i].label, "</dt>");
		element(out, "<dd>", f->rows[i].cells[0], "</dd>\n");
	}
	strbuf_addstr(out, "</dl>\n");
}

static void flow_html(struct strbuf *out, const struct figure *f)
{
	strbuf_addstr(out, "<div class=\"flow\">\n");
	for (size_t i = 0; i < f->n; i++) {
		if (i)
			strbuf_addstr(out, f->arrow ? "→\n" : "+\n");
		element(out, "<span><b>", f->rows[i].cells[0], "</b>");
		element(out, "", f->rows[i].cells[1], "</span>\n");
	}
	strbuf_addstr(out, "</div>\n");
	if (f->result) {
		strbuf_addstr(out, f->arrow ? "<p class=\"result\">→ " : "<p class=\"result\">= ");
		element(out, "<strong>", f->result, "</strong></p>\n");
	}
}

static void table_html(struct strbuf *out, const struct figure *f)
{
	strbuf_addstr(out, "<table>\n<tr>");
	for (size_t c = 0; c < f->n_cells; c++)
		element(out, "<th>", f->heads[c], "</th>");
	strbuf_addstr(out, "</tr>\n");
	for (size_t i = 0; i < f->n; i++) {
		strbuf_addstr(out, "<tr>");
		for (size_t c = 0; c < f->n_cells; c++)
			element(out, "<td>", f->rows[i].cells[c], "</td>");
		strbuf_addstr(out, "</tr>\n");
	}
	strbuf_addstr(out, "</table>\n");
}

static void chart_svg(struct strbuf *out, const struct figure *f)
{
	if (f->kind == FIGURE_SHARE)
		share_svg(out, f);
	else if (figure_words_two_measures(f))
		apart_svg(out, f);
	else
		bars_svg(out, f, FIGURE_UNKNOWN, true);
	if (f->source)
		element(out, "<footer>", f->source, "</footer>\n");
}

void booklet_figure_html(struct strbuf *out, const struct figure *f)
{
	strbuf_addstr(out, "<figure>\n");
	switch (f->kind) {
	case FIGURE_BARS:
	case FIGURE_THEN_NOW:
	case FIGURE_SHARE:
		chart_svg(out, f);
		break;
	case FIGURE_TIMELINE:
		timeline_html(out, f);
		break;
	case FIGURE_STEPS:
		steps_html(out, f);
		break;
	case FIGURE_FLOW:
		flow_html(out, f);
		break;
	case FIGURE_COMPARE:
	case FIGURE_TABLE:
		table_html(out, f);
		break;
	}
	strbuf_addstr(out, "</figure>\n");
}
