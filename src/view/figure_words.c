/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/figure_words.h"

#include <string.h>

#include "base/i18n.h"

enum { WHOLE = 100000, YEARS_MAX = 2 * FIGURE_ROWS };

bool figure_words_has(const struct figure *f, enum figure_measure measure)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->rows[i].measure == measure)
			return true;
	return false;
}

bool figure_words_two_measures(const struct figure *f)
{
	for (size_t i = 1; i < f->n; i++)
		if (f->rows[i].measure != f->rows[0].measure)
			return true;
	return false;
}

const char *figure_words_apart(void)
{
	return _("Two measures, two scales: do not compare the bars.");
}

static const char *measure_word(enum figure_measure measure)
{
	switch (measure) {
	case FIGURE_DETECTED:
		/* TRANSLATORS: beside the title of a chart: how its figures are known */
		return _("detected");
	case FIGURE_ESTIMATED:
		/* TRANSLATORS: beside the title of a chart: how its figures are known */
		return _("estimated");
	default:
		return "";
	}
}

static void add_year(int years[YEARS_MAX], size_t *n, int year)
{
	size_t at = 0;

	while (at < *n && years[at] < year)
		at++;
	if (!year || (at < *n && years[at] == year) || *n == YEARS_MAX)
		return;
	memmove(&years[at + 1], &years[at], (*n - at) * sizeof(*years));
	years[at] = year;
	++*n;
}

const char *figure_words_aside(
	struct arena *arena, const struct figure *f, enum figure_measure measure, bool all)
{
	struct strbuf sb = STRBUF_INIT;
	int years[YEARS_MAX];
	size_t n = 0;
	const char *out;

	for (size_t i = 0; i < f->n; i++)
		if (all || f->rows[i].measure == measure) {
			if (f->kind == FIGURE_THEN_NOW)
				add_year(years, &n, f->rows[i].then_year);
			add_year(years, &n, f->rows[i].year);
		}
	if (all && f->n)
		measure = figure_words_two_measures(f) ? FIGURE_UNKNOWN : f->rows[0].measure;
	strbuf_addstr(&sb, measure_word(measure));
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sb, "%s%d", i ? ", " : sb.len ? " · " : "", years[i]);
	out = arena_strdup(arena, sb.buf);
	strbuf_release(&sb);
	return out;
}

const char *figure_words_rest(struct arena *arena, const struct figure *f)
{
	long long rest = WHOLE;

	for (size_t i = 0; i < f->n; i++)
		rest -= f->rows[i].amount > 0 ? f->rows[i].amount : 0;
	if (f->kind != FIGURE_SHARE || rest < 500)
		return NULL;
	/* TRANSLATORS: what the named parts of a hundred leave over */
	return arena_printf(arena, _("%d others"), (int)((rest + 500) / 1000));
}

/* Adds a text as a part of a sentence, without the full stop at its end. */
static void add_part(struct strbuf *out, const char *text)
{
	size_t len = strlen(text);

	if (len && text[len - 1] == '.' && (len < 2 || text[len - 2] != '.'))
		len--;
	strbuf_add(out, text, len);
}

static void add_stop(struct strbuf *out)
{
	if (out->len && !strchr(".!?", out->buf[out->len - 1]))
		strbuf_addch(out, '.');
}

/* Appends a sentence and the full stop it may lack. */
static void add_sentence(struct strbuf *out, const char *text)
{
	strbuf_addstr(out, text);
	add_stop(out);
}

static bool is_chart(const struct figure *f)
{
	return f->kind == FIGURE_BARS || f->kind == FIGURE_THEN_NOW || f->kind == FIGURE_SHARE;
}

/* ---- one row */

static void add_then_now(struct strbuf *out, const struct figure_row *row)
{
	const char *then = row->then_value ? row->then_value : "?";

	if (row->then_year && row->year)
		/* TRANSLATORS: a bar of two years: women, from 46 % in 2018 to 39 % in 2022 */
		strbuf_addf(out, _("%s, from %s in %d to %s in %d"), row->label, then,
			row->then_year, row->value, row->year);
	else
		/* TRANSLATORS: a bar of two years: women, from 46 % to 39 % */
		strbuf_addf(out, _("%s, from %s to %s"), row->label, then, row->value);
}

static void add_row(struct strbuf *out, const struct figure *f, size_t i)
{
	const struct figure_row *row = &f->rows[i];

	switch (f->kind) {
	case FIGURE_THEN_NOW:
		add_then_now(out, row);
		break;
	case FIGURE_BARS:
	case FIGURE_SHARE:
		strbuf_addf(out, _("%s: %s"), row->label, row->value ? row->value : "?");
		if (figure_words_two_measures(f) && row->measure != FIGURE_UNKNOWN)
			strbuf_addf(out, " (%s)", measure_word(row->measure));
		break;
	case FIGURE_TIMELINE:
		strbuf_addf(out, _("%s: %s"), row->label, row->cells[0]);
		break;
	case FIGURE_STEPS: {
		struct strbuf head = STRBUF_INIT;

		/* TRANSLATORS: a step of something done in this order: 1 of 4 */
		strbuf_addf(&head, _("Step %d of %d"), (int)(i + 1), (int)f->n);
		strbuf_addf(out, _("%s: %s"), head.buf, row->cells[0]);
		strbuf_release(&head);
		if (row->cells[1]) {
			add_stop(out);
			strbuf_addf(out, " %s", row->cells[1]);
		}
		break;
	}
	case FIGURE_FLOW:
		strbuf_addstr(out, row->cells[0]);
		if (row->cells[1])
			strbuf_addf(out, " (%s)", row->cells[1]);
		break;
	case FIGURE_COMPARE:
	case FIGURE_TABLE:
		add_sentence(out, row->cells[0]);
		for (size_t c = 1; c < f->n_cells; c++) {
			if (!row->cells[c] || !*row->cells[c])
				continue;
			strbuf_addch(out, ' ');
			if (f->heads[c] && *f->heads[c])
				strbuf_addf(out, _("%s: %s"), f->heads[c], row->cells[c]);
			else
				strbuf_addstr(out, row->cells[c]);
			add_stop(out);
		}
		break;
	}
}

static void add_flow(struct strbuf *out, const struct figure *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (i)
			/* TRANSLATORS: between the parts of a sum; between what follows each other
			 */
			strbuf_addstr(out, f->arrow ? _(", then ") : _(", plus "));
		add_row(out, f, i);
	}
	if (f->result) {
		struct strbuf parts = *out;

		*out = (struct strbuf)STRBUF_INIT;
		strbuf_addf(out, _("%s: %s"), parts.buf, f->result);
		strbuf_release(&parts);
	}
	add_stop(out);
}

static void add_table_head(struct strbuf *out, const struct figure *f)
{
	struct strbuf rows = STRBUF_INIT, names = STRBUF_INIT;

	strbuf_addf(
		&rows, Q_("Table of %d row", "Table of %d rows", (unsigned long)f->n), (int)f->n);
	for (size_t c = 0; c < f->n_cells; c++)
		if (f->heads[c] && *f->heads[c])
			strbuf_addf(&names, "%s%s", names.len ? ", " : "", f->heads[c]);
	if (names.len)
		strbuf_addf(out, _("%s: %s"), rows.buf, names.buf);
	else
		strbuf_addstr(out, rows.buf);
	add_stop(out);
	strbuf_release(&rows);
	strbuf_release(&names);
}

/* ---- the whole */

/* Appends "Chart: Detected victims, by form. detected · 2018." and the like. */
static void add_head(struct strbuf *out, const struct figure *f)
{
	struct arena arena = { 0 };
	const char *aside;

	switch (f->kind) {
	case FIGURE_BARS:
	case FIGURE_THEN_NOW:
	case FIGURE_SHARE:
		strbuf_addf(out, _("%s: %s"), _("Chart"), f->title ? f->title : "");
		add_stop(out);
		aside = figure_words_aside(&arena, f, FIGURE_UNKNOWN, true);
		if (*aside)
			strbuf_addf(out, " (%s)", aside);
		break;
	case FIGURE_TIMELINE:
		strbuf_addf(out,
			Q_("Timeline: %d date.", "Timeline: %d dates.", (unsigned long)f->n),
			(int)f->n);
		break;
	case FIGURE_COMPARE:
	case FIGURE_TABLE:
		add_table_head(out, f);
		break;
	default:
		break;
	}
	arena_release(&arena);
}

void figure_words_lines(struct strbuf *out, const struct figure *f)
{
	struct strbuf line = STRBUF_INIT;

	if (f->title && !is_chart(f))
		add_sentence(&line, f->title);
	if (line.len && f->kind != FIGURE_FLOW && f->kind != FIGURE_STEPS)
		strbuf_addch(&line, ' ');
	add_head(&line, f);
	if (f->kind == FIGURE_FLOW) {
		struct strbuf flow = STRBUF_INIT;

		add_flow(&flow, f);
		if (line.len)
			strbuf_addch(&line, '\n');
		strbuf_addstr(&line, flow.buf);
		strbuf_release(&flow);
	} else {
		for (size_t i = 0; i < f->n; i++) {
			struct strbuf row = STRBUF_INIT;

			add_row(&row, f, i);
			add_stop(&row);
			strbuf_addf(&line, "%s%s", line.len ? "\n" : "", row.buf);
			strbuf_release(&row);
		}
	}
	if (f->kind != FIGURE_SHARE && is_chart(f) && figure_words_two_measures(f))
		strbuf_addf(&line, "\n%s", figure_words_apart());
	if (f->source) {
		strbuf_addf(&line, "\n%s", f->source);
		add_stop(&line);
	}
	strbuf_addstr(out, line.buf);
	strbuf_release(&line);
}

void figure_words_sentence(struct strbuf *out, const struct figure *f)
{
	struct strbuf sb = STRBUF_INIT;
	bool chart = is_chart(f);

	if (f->alt) {
		strbuf_addstr(out, f->alt);
		return;
	}
	if (f->kind == FIGURE_FLOW) {
		add_flow(&sb, f);
	} else {
		add_head(&sb, f);
		for (size_t i = 0; i < f->n; i++) {
			struct strbuf row = STRBUF_INIT;

			add_row(&row, f, i);
			if (sb.len)
				strbuf_addstr(&sb, chart && i ? "; " : " ");
			if (chart)
				add_part(&sb, row.buf);
			else
				add_sentence(&sb, row.buf);
			strbuf_release(&row);
		}
		add_stop(&sb);
	}
	strbuf_addstr(out, sb.buf);
	strbuf_release(&sb);
}
