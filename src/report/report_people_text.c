/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_people_forms.h"
#include "report/report_sheet.h"
#include "text/text.h"

enum {
	NAME_CELLS = 20,
	COLUMN_CELLS = 12, /* of a lesson, with the space after it */
	NARROW = 60,       /* below, each person has one row for all lessons */
	DETAILS_MAX = 12   /* people whose points and days are listed */
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
static void cell(const struct report_sheet *sheet, const char *text, int cells)
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
static void end_line(const struct report_sheet *sheet)
{
	size_t len = sheet->out->len;

	while (len && sheet->out->buf[len - 1] == ' ')
		len--;
	strbuf_setlen(sheet->out, len);
	strbuf_addch(sheet->out, '\n');
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

/* Returns the cells of the widest name. */
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

static bool is_listed(const struct report *r, size_t lesson)
{
	return report_is_taken(&r->people, lesson);
}

static void name_cell(
	const struct report_sheet *sheet, int cells, const struct report_person *person)
{
	struct strbuf name = STRBUF_INIT;

	report_person_name(person, &name);
	cell(sheet, name.buf, cells);
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
static void table(const struct report_sheet *sheet, int name_width, const size_t *lessons, size_t n)
{
	/* TRANSLATORS: names of rows of figures, up to 20 cells each; people who passed, of those
	   who finished */
	static const char *const rows[] = { N_("median"), N_("from-to"), N_("passed/finished") };
	const struct report *r = sheet->report;
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(sheet->out, "%*s", name_width + 2, "");
	for (size_t i = 0; i < n; i++) {
		cell(sheet, r->known.v[lessons[i]].title, COLUMN_CELLS - 1);
		strbuf_addch(sheet->out, ' ');
	}
	end_line(sheet);
	for (size_t k = 0; k < r->people.n; k++) {
		name_cell(sheet, name_width, &r->people.v[k]);
		for (size_t i = 0; i < n; i++) {
			strbuf_clear(&text);
			figure(report_cell(&r->people.v[k], lessons[i]), &text);
			cell(sheet, text.buf, COLUMN_CELLS);
		}
		end_line(sheet);
	}
	for (int row = 0; row < 3; row++) {
		cell(sheet, _(rows[row]), name_width);
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

static void tables(const struct report_sheet *sheet)
{
	const struct report *r = sheet->report;
	int name_width = name_cells(r);
	size_t lessons[16], n = 0;
	size_t most = (size_t)(sheet->width - name_width - 2) / COLUMN_CELLS;

	if (most > ARRAY_SIZE(lessons))
		most = ARRAY_SIZE(lessons);
	for (size_t i = 0; i < r->known.n; i++) {
		if (is_listed(r, i))
			lessons[n++] = i;
		if (n && (n == most || i + 1 == r->known.n)) {
			table(sheet, name_width, lessons, n);
			strbuf_addch(sheet->out, '\n');
			n = 0;
		}
	}
}

/* One row a person: lessons passed of those begun. */
static void narrow(const struct report_sheet *sheet)
{
	const struct report *r = sheet->report;

	for (size_t k = 0; k < r->people.n; k++) {
		size_t begun = 0, passed = 0;

		for (size_t i = 0; i < r->known.n; i++) {
			const struct report_cell *c = report_cell(&r->people.v[k], i);

			begun += c->state != REPORT_NOTHING;
			passed += c->passed;
		}
		name_cell(sheet, name_cells(r), &r->people.v[k]);
		strbuf_addf(sheet->out, "%zu/%zu\n", passed, begun);
	}
	strbuf_addch(sheet->out, '\n');
	report_sheet_line(sheet, 0, "%s", _("2/5: passed 2 of 5 lessons begun"));
}

/* ---- each person */

static void detail(const struct report_sheet *sheet, const struct report_cell *c, size_t lesson)
{
	char buf[3][32], day[REPORT_DAY_WORDS_SIZE];
	struct strbuf text = STRBUF_INIT;

	/* TRANSLATORS: a lesson, and what a person came to in it */
	strbuf_addf(&text, _("%s: %s"), sheet->report->known.v[lesson].title, "");
	report_day_words(day, c->day);
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
	report_sheet_line(sheet, 2, "%s", text.buf);
	strbuf_release(&text);
}

static void details(const struct report_sheet *sheet)
{
	const struct report *r = sheet->report;

	for (size_t k = 0; k < r->people.n; k++) {
		struct strbuf name = STRBUF_INIT;

		report_person_name(&r->people.v[k], &name);
		strbuf_addch(sheet->out, '\n');
		report_sheet_line(sheet, 0, "%s", name.buf);
		strbuf_release(&name);
		for (size_t i = 0; i < r->known.n; i++)
			if (report_cell(&r->people.v[k], i)->state != REPORT_NOTHING)
				detail(sheet, report_cell(&r->people.v[k], i), i);
	}
}

void report_people_lines(const struct report_sheet *sheet)
{
	const struct report *r = sheet->report;
	bool any = false;

	for (size_t i = 0; i < r->known.n; i++)
		any |= is_listed(r, i);
	if (!any)
		return;
	report_sheet_heading(sheet, _("People"));
	strbuf_addch(sheet->out, '\n');
	if (sheet->width < NARROW) {
		narrow(sheet);
	} else {
		tables(sheet);
		report_sheet_line(sheet, 0, "%s",
			_("Percent of the points, at the best sitting with enough answers."));
		report_sheet_line(sheet, 0, "%s",
			_("✔ passed   * by the earlier rule   ~ too few answers   · begun   – nothing"));
	}
	if (r->people.n <= DETAILS_MAX)
		details(sheet);
	else
		report_sheet_line(sheet, 0, "%s",
			_("Points and days: --learner NAME shows one person; --html and --csv show all."));
}

/* ---- lines about a lesson */

void report_results_line(const struct report_sheet *sheet, size_t lesson)
{
	const struct report_summary *s = &sheet->report->people.lessons[lesson];
	struct strbuf text = STRBUF_INIT;
	char buf[3][32];
	double deviation;

	if (!s->spread.n)
		return;
	/* TRANSLATORS: people, then percentages */
	strbuf_addf(&text,
		_("Best results (people: %zu): median %s %%, mean %s %%, from %d to %d %%"),
		s->spread.n,
		report_decimal(buf[0], sizeof(buf[0]), "%.1f", spread_median(&s->spread)),
		report_decimal(buf[1], sizeof(buf[1]), "%.1f", spread_mean(&s->spread)),
		spread_smallest(&s->spread), spread_largest(&s->spread));
	if (spread_deviation(&s->spread, &deviation))
		strbuf_addf(&text, _(", standard deviation %s"),
			report_decimal(buf[2], sizeof(buf[2]), "%.1f", deviation));
	if (s->earlier)
		strbuf_addf(&text, _("; by the earlier rule: %zu"), s->earlier);
	report_sheet_line(sheet, 2, "%s", text.buf);
	strbuf_release(&text);
}

void report_pairs_interval(const struct report *r, size_t lesson, struct strbuf *out)
{
	const struct report_summary *s = &r->people.lessons[lesson];
	double low, high;
	char buf[2][32];

	if (!spread_interval(&s->pairs, &low, &high)) {
		strbuf_addstr(out, _("One pair: it says nothing about others."));
		return;
	}
	/* TRANSLATORS: percent; from; to; numbers of questions */
	strbuf_addf(out, _("%d %% interval: %s to %s; questions answered in both: %zu to %zu"),
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

static void pair(const struct report_sheet *sheet, size_t lesson)
{
	const struct report *r = sheet->report;
	const struct report_summary *s = &r->people.lessons[lesson];
	double n = (double)s->pairs.n, before = s->sum_before / n, after = s->sum_after / n;
	struct strbuf about = STRBUF_INIT;
	char buf[REPORT_SHEET_BAR];

	strbuf_addch(sheet->out, '\n');
	report_sheet_line(sheet, 0, _("%s, then %s; people who did both: %zu"),
		r->known.v[s->before].title, r->known.v[lesson].title, s->pairs.n);
	report_sheet_line(sheet, 4, _("%s %.0f %% before"),
		report_sheet_bar(sheet, buf, sizeof(buf), before / 100), before);
	report_sheet_line(sheet, 4, _("%s %.0f %% after"),
		report_sheet_bar(sheet, buf, sizeof(buf), after / 100), after);
	report_sheet_line(sheet, 4, _("difference: %+.0f"), s->pairs.mean);
	report_pairs_interval(r, lesson, &about);
	report_sheet_line(sheet, 4, "%s", about.buf);
	strbuf_clear(&about);
	report_pairs_warning(r, lesson, &about);
	if (about.len)
		report_sheet_line(sheet, 4, "%s", about.buf);
	strbuf_release(&about);
}

void report_pairs_lines(const struct report_sheet *sheet)
{
	const struct report_people *people = &sheet->report->people;
	bool any = false;

	for (size_t i = 0; i < people->n_lessons; i++) {
		if (!people->lessons[i].pairs.n)
			continue;
		if (!any)
			report_sheet_heading(sheet, _("Before and after"));
		any = true;
		pair(sheet, i);
	}
}
