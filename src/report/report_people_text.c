/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_people_forms.h"
#include "text/text.h"

enum {
	NAME_CELLS = 20,
	COLUMN_CELLS = 12, /* of a lesson, with the space after it */
	NARROW = 60,       /* below, each person has one row for all lessons */
	DETAILS_MAX = 12   /* people whose points and days are listed */
};

struct sheet {
	const struct report *report;
	int width, name_cells;
	bool ascii;
	struct strbuf *out;
};

/* ---- pieces */

/* Returns how many bytes of text fit into cells. */
static size_t fit(const char *text, size_t len, int cells)
{
	size_t at = 0, next;
	int width;

	while ((next = text_next(text + at, len - at, &width)) && width <= cells) {
		at += next;
		cells -= width;
	}
	return at;
}

/* Appends text cut to cells, and spaces up to them. */
static void cell(const struct sheet *sheet, const char *text, int cells)
{
	struct strbuf clean = STRBUF_INIT, plain = STRBUF_INIT;
	const char *dots = sheet->ascii ? "." : "…";
	size_t len;
	int width;

	text_sanitize(&clean, text, strlen(text));
	if (sheet->ascii)
		text_ascii(&plain, clean.buf, clean.len);
	else
		strbuf_add(&plain, clean.buf, clean.len);
	width = text_width(plain.buf, plain.len);
	if (width > cells) {
		len = fit(plain.buf, plain.len, cells - 1);
		width = text_width(plain.buf, len) + 1;
		strbuf_add(sheet->out, plain.buf, len);
		strbuf_addstr(sheet->out, dots);
	} else {
		strbuf_add(sheet->out, plain.buf, plain.len);
	}
	strbuf_addf(sheet->out, "%*s", cells - width, "");
	strbuf_release(&clean);
	strbuf_release(&plain);
}

/* Removes the spaces at the end of the line, and ends it. */
static void end_line(const struct sheet *sheet)
{
	size_t len = sheet->out->len;

	while (len && sheet->out->buf[len - 1] == ' ')
		len--;
	strbuf_setlen(sheet->out, len);
	strbuf_addch(sheet->out, '\n');
}

struct wrapping {
	const struct sheet *sheet;
	const char *text;
};

static void add_line(void *ctx, size_t start, size_t len, int cells)
{
	const struct wrapping *w = ctx;

	(void)cells;
	if (w->sheet->ascii)
		text_ascii(w->sheet->out, w->text + start, len);
	else
		strbuf_add(w->sheet->out, w->text + start, len);
	strbuf_addch(w->sheet->out, '\n');
}

static void paragraph(const struct sheet *sheet, const char *text)
{
	struct wrapping w = { sheet, text };

	text_wrap(text, strlen(text), sheet->width, add_line, &w);
}

static void heading(const struct sheet *sheet, const char *text)
{
	strbuf_addch(sheet->out, '\n');
	paragraph(sheet, text);
	for (int i = text_width(text, strlen(text)); i > 0; i--)
		strbuf_addch(sheet->out, '=');
	strbuf_addstr(sheet->out, "\n\n");
}

static const char *points(char *buf, size_t size, int thousandths)
{
	return report_decimal(
		buf, size, thousandths % 1000 ? "%.1f" : "%.0f", thousandths / 1000.0);
}

/* Appends the sign and figure of a cell. */
static void figure(const struct report_cell *c, struct strbuf *out)
{
	static const char *const signs[] = { "–", "·", "~" };

	if (c->state == REPORT_FINISHED)
		strbuf_addf(
			out, "%3d%s%s", c->percent, c->passed ? " ✔" : "", c->earlier ? " *" : "");
	else if (c->state == REPORT_TOO_FEW)
		strbuf_addf(out, "%3d %s", c->percent, signs[c->state]);
	else
		strbuf_addf(out, "  %s", signs[c->state]);
}

/* ---- the table */

static bool is_listed(const struct report *r, size_t lesson)
{
	return report_is_taken(&r->people, lesson);
}

static void name_cell(const struct sheet *sheet, const struct report_person *person)
{
	struct strbuf name = STRBUF_INIT;

	report_person_name(person, &name);
	cell(sheet, name.buf, sheet->name_cells);
	strbuf_addstr(sheet->out, "  ");
	strbuf_release(&name);
}

static void summary_cell(const struct report *r, size_t lesson, int row, struct strbuf *out)
{
	const struct report_summary *s = &r->people.lessons[lesson];
	char buf[32];

	if (row == 2 && r->known.v[lesson].pass > 0)
		strbuf_addf(out, "%zu/%zu", s->passed, s->finished);
	if (row == 2 || !s->spread.n)
		return;
	if (row)
		strbuf_addf(out, "%d-%d", spread_smallest(&s->spread), spread_largest(&s->spread));
	else
		strbuf_addf(out, "%3s",
			report_decimal(buf, sizeof(buf), "%.0f", spread_median(&s->spread)));
}

/* Writes the columns of n lessons. */
static void table(const struct sheet *sheet, const size_t *lessons, size_t n)
{
	/* TRANSLATORS: names of rows of figures, up to 20 cells each; people who passed, of those
	   who finished */
	static const char *const rows[] = { N_("median"), N_("from-to"), N_("passed/finished") };
	const struct report *r = sheet->report;
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(sheet->out, "%*s", sheet->name_cells + 2, "");
	for (size_t i = 0; i < n; i++) {
		cell(sheet, r->known.v[lessons[i]].title, COLUMN_CELLS - 1);
		strbuf_addch(sheet->out, ' ');
	}
	end_line(sheet);
	for (size_t k = 0; k < r->people.n; k++) {
		name_cell(sheet, &r->people.v[k]);
		for (size_t i = 0; i < n; i++) {
			strbuf_clear(&text);
			figure(report_cell(&r->people.v[k], lessons[i]), &text);
			cell(sheet, text.buf, COLUMN_CELLS);
		}
		end_line(sheet);
	}
	for (int row = 0; row < 3; row++) {
		cell(sheet, _(rows[row]), sheet->name_cells);
		strbuf_addstr(sheet->out, "  ");
		for (size_t i = 0; i < n; i++) {
			strbuf_clear(&text);
			summary_cell(r, lessons[i], row, &text);
			cell(sheet, text.buf, COLUMN_CELLS);
		}
		end_line(sheet);
	}
	strbuf_release(&text);
}

static void tables(const struct sheet *sheet)
{
	const struct report *r = sheet->report;
	size_t lessons[16], n = 0;
	size_t most = (size_t)(sheet->width - sheet->name_cells - 2) / COLUMN_CELLS;

	if (most > ARRAY_SIZE(lessons))
		most = ARRAY_SIZE(lessons);
	for (size_t i = 0; i < r->known.n; i++) {
		if (is_listed(r, i))
			lessons[n++] = i;
		if (n && (n == most || i + 1 == r->known.n)) {
			table(sheet, lessons, n);
			strbuf_addch(sheet->out, '\n');
			n = 0;
		}
	}
}

/* One row a person: lessons passed of those begun. */
static void narrow(const struct sheet *sheet)
{
	const struct report *r = sheet->report;

	for (size_t k = 0; k < r->people.n; k++) {
		size_t begun = 0, passed = 0;

		for (size_t i = 0; i < r->known.n; i++) {
			const struct report_cell *c = report_cell(&r->people.v[k], i);

			begun += c->state != REPORT_NOTHING;
			passed += c->passed;
		}
		name_cell(sheet, &r->people.v[k]);
		strbuf_addf(sheet->out, "%zu/%zu\n", passed, begun);
	}
	strbuf_addch(sheet->out, '\n');
	paragraph(sheet, _("2/5: passed 2 of 5 lessons begun"));
}

/* ---- each person */

static void detail(const struct sheet *sheet, const struct report_cell *c, size_t lesson)
{
	char buf[3][32], day[REPORT_DAY_SIZE];
	struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "  ");
	text_sanitize(&text, sheet->report->known.v[lesson].title,
		strlen(sheet->report->known.v[lesson].title));
	strbuf_addstr(&text, ": ");
	report_day(day, c->day);
	if (c->state == REPORT_BEGUN) {
		/* TRANSLATORS: a day */
		strbuf_addf(&text, _("begun, last on %s"), day);
	} else {
		/* TRANSLATORS: percent, points, points at most, a day */
		strbuf_addf(&text, _("%d %%, %s of %s points, on %s"), c->percent,
			points(buf[0], sizeof(buf[0]), c->result.score),
			points(buf[1], sizeof(buf[1]), c->result.max), day);
	}
	if (c->passed)
		strbuf_addf(&text, ", %s", _("passed"));
	if (c->earlier)
		strbuf_addf(&text, ", %s", _("by the earlier rule"));
	if (c->state == REPORT_TOO_FEW)
		/* TRANSLATORS: questions answered, of those asked */
		strbuf_addf(
			&text, _(", only %d of %d answered"), c->result.answered, c->result.asked);
	paragraph(sheet, text.buf);
	strbuf_release(&text);
}

static void details(const struct sheet *sheet)
{
	const struct report *r = sheet->report;

	for (size_t k = 0; k < r->people.n; k++) {
		struct strbuf name = STRBUF_INIT, clean = STRBUF_INIT;

		report_person_name(&r->people.v[k], &name);
		text_sanitize(&clean, name.buf, name.len);
		strbuf_addch(sheet->out, '\n');
		paragraph(sheet, clean.buf);
		for (size_t i = 0; i < r->known.n; i++)
			if (report_cell(&r->people.v[k], i)->state != REPORT_NOTHING)
				detail(sheet, report_cell(&r->people.v[k], i), i);
		strbuf_release(&name);
		strbuf_release(&clean);
	}
}

static int name_cells(const struct report *r)
{
	int most = text_width(_("passed/finished"), strlen(_("passed/finished")));

	for (size_t i = 0; i < r->people.n && most < NAME_CELLS; i++) {
		struct strbuf name = STRBUF_INIT;
		int width;

		report_person_name(&r->people.v[i], &name);
		width = text_width(name.buf, name.len);
		most = width > most ? width : most;
		strbuf_release(&name);
	}
	return most < NAME_CELLS ? most : NAME_CELLS;
}

void report_people_text(const struct report *r, int width, bool ascii, struct strbuf *out)
{
	const struct sheet sheet = { r, width, name_cells(r), ascii, out };
	bool any = false;

	for (size_t i = 0; i < r->known.n; i++)
		any |= is_listed(r, i);
	if (!any)
		return;
	heading(&sheet, _("People"));
	if (width < NARROW) {
		narrow(&sheet);
	} else {
		tables(&sheet);
		paragraph(&sheet,
			_("Percent of the points, at the best sitting with enough answers.  ✔ passed   "
			  "* by the earlier rule   ~ too few answers   · begun   – nothing"));
	}
	if (r->people.n <= DETAILS_MAX)
		details(&sheet);
	else
		paragraph(&sheet,
			_("Points and days: --learner NAME shows one person; --html and --csv show all."));
}

/* ---- lines about a lesson */

void report_results_line(const struct report *r, size_t lesson, struct strbuf *out)
{
	const struct report_summary *s = &r->people.lessons[lesson];
	char buf[3][32];
	double deviation;

	if (!s->spread.n)
		return;
	/* TRANSLATORS: people, then percentages */
	strbuf_addf(out, _("Best results (%zu people): median %s %%, mean %s %%, from %d to %d %%"),
		s->spread.n,
		report_decimal(buf[0], sizeof(buf[0]), "%.1f", spread_median(&s->spread)),
		report_decimal(buf[1], sizeof(buf[1]), "%.1f", spread_mean(&s->spread)),
		spread_smallest(&s->spread), spread_largest(&s->spread));
	if (spread_deviation(&s->spread, &deviation))
		strbuf_addf(out, _(", standard deviation %s"),
			report_decimal(buf[2], sizeof(buf[2]), "%.1f", deviation));
	if (s->earlier)
		strbuf_addf(out, _("; by the earlier rule: %zu"), s->earlier);
}

void report_interval_line(const struct report *r, size_t lesson, struct strbuf *out)
{
	const struct report_summary *s = &r->people.lessons[lesson];
	double low, high;
	char buf[2][32];

	if (!spread_interval(&s->pairs, &low, &high)) {
		strbuf_addstr(out, _("One pair: it says nothing about others."));
		return;
	}
	/* TRANSLATORS: percent; from; to; numbers of questions */
	strbuf_addf(out, _("%d %% interval: %s to %s; questions that both asked: %zu to %zu"),
		SPREAD_CONFIDENCE, report_decimal(buf[0], sizeof(buf[0]), "%+.1f", low),
		report_decimal(buf[1], sizeof(buf[1]), "%+.1f", high), s->questions_least,
		s->questions_most);
}

void report_pairs_warning(const struct report *r, size_t lesson, struct strbuf *out)
{
	size_t n = r->people.lessons[lesson].pairs.n;

	if (n >= SPREAD_PAIRS_MIN && n < SPREAD_PAIRS_SURE)
		strbuf_addf(out, _("Fewer than %d pairs: one person more could turn the result."),
			SPREAD_PAIRS_SURE);
}
