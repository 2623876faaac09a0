/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report on the screen, with bars. */
#include "report/report_text.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_method.h"
#include "report/report_people_forms.h"
#include "report/report_sheet.h"
#include "text/text.h"

/* ---- lessons */

static void describe_lesson(const struct report_sheet *sheet, size_t lesson)
{
	const struct cached_lesson *known = &sheet->report->known.v[lesson];
	const struct report_lesson *l = &sheet->report->lessons[lesson];
	char buf[REPORT_SHEET_BAR];

	strbuf_addch(sheet->out, '\n');
	report_sheet_line(sheet, 0, "%s", known->title);
	report_sheet_line(sheet, 2, _("Sittings: %zu begun, %zu finished"), l->taken, l->finished);
	if (l->finished && known->pass > 0) {
		double passed = report_share((double)l->passed, l->finished);

		report_sheet_line(sheet, 2, _("%s %.0f %% passed (%zu of %zu; the mark is %d %%)"),
			report_sheet_bar(sheet, buf, sizeof(buf), passed), 100 * passed, l->passed,
			l->finished, known->pass);
	}
	report_results_line(sheet, lesson);
	if (l->seconds >= 60)
		report_sheet_line(sheet, 2, _("Minutes a sitting: %s"),
			report_decimal(buf, sizeof(buf), "%.1f",
				report_share((double)l->seconds / 60, l->finished)));
	if (l->again) {
		report_sheet_line(sheet, 2, _("People who took it again (%zu):"), l->again);
		report_sheet_line(sheet, 4, _("%s %.0f %% at first"),
			report_sheet_bar(
				sheet, buf, sizeof(buf), report_share(l->first / 100, l->again)),
			report_share(l->first, l->again));
		report_sheet_line(sheet, 4, _("%s %.0f %% at last"),
			report_sheet_bar(
				sheet, buf, sizeof(buf), report_share(l->last / 100, l->again)),
			report_share(l->last, l->again));
	}
}

static void describe_lessons(const struct report_sheet *sheet)
{
	const struct report *r = sheet->report;

	report_sheet_heading(sheet, _("Lessons"));
	for (size_t i = 0; i < r->known.n; i++)
		if (r->lessons[i].taken)
			describe_lesson(sheet, i);
	report_pairs_lines(sheet);
}

/* ---- questions */

static void describe_response(const struct report_sheet *sheet, const struct stats_item *item,
	const struct stats_response *response)
{
	struct strbuf text = STRBUF_INIT;
	const char *mark = response->right ? "✔" : stats_is_dead_option(item, response) ? "○" : " ";
	char label[48];
	double known;

	if (item->n)
		snprintf(label, sizeof(label), "    %s %3.0f %% %5zu  ", mark,
			100 * report_share((double)response->n, item->n), response->n);
	else
		snprintf(label, sizeof(label), "    %s %11s  ", mark, "");
	report_question_words(sheet->report, item, response->text, &text);
	if (item->n >= STATS_MIN_ANSWERS && response->n && stats_rest(response, &known))
		/* TRANSLATORS: follows an answer: the share of the points of the other questions
		   that the people who chose it have */
		strbuf_addf(&text, _(" (they have %.0f %% of the rest)"), 100 * known);
	report_sheet_labelled(sheet, label, text_width(label, strlen(label)), text.buf);
	strbuf_release(&text);
}

static void describe_findings(const struct report_sheet *sheet, const struct stats_item *item)
{
	unsigned found = report_question_flags(sheet->report, item);

	if (item->n < STATS_MIN_ANSWERS)
		report_sheet_line(sheet, 4,
			_("Fewer than %d answers: too few to judge the question."),
			STATS_MIN_ANSWERS);
	for (size_t i = 0; i < report_n_findings; i++)
		if (found & report_findings[i].bit)
			report_sheet_labelled(sheet, "    ! ", 6, _(report_findings[i].text));
}

static void describe_figures(const struct report_sheet *sheet, const struct stats_item *item)
{
	char buf[REPORT_SHEET_BAR], margin[32];
	double d;

	if (stats_facility(item, &d))
		report_sheet_line(sheet, 4, _("%s %.0f %% of the points; first answers: %zu"),
			report_sheet_bar(sheet, buf, sizeof(buf), d), 100 * d, item->n);
	else
		report_sheet_line(sheet, 4, "%s", _("No one has answered it."));
	if (stats_discrimination(item, &d))
		report_sheet_line(sheet, 4, _("discrimination %s ± %s"),
			report_decimal(buf, sizeof(buf), "%.2f", d),
			report_decimal(margin, sizeof(margin), "%.2f", stats_margin(item, d)));
	if (stats_seconds(item) >= 0)
		report_sheet_line(
			sheet, 4, _("half of them answered within %d s"), stats_seconds(item));
	if (item->hinted || item->retried || item->skipped)
		report_sheet_line(sheet, 4,
			_("with a hint: %zu; not at the first try: %zu; skipped: %zu"),
			item->hinted, item->retried, item->skipped);
}

static void describe_earlier(const struct report_sheet *sheet, const struct stats_item *main)
{
	const struct stats_item *o = main;
	struct strbuf text = STRBUF_INIT;
	char day[REPORT_DAY_WORDS_SIZE];
	double d;

	while ((o = report_question_next(sheet->report, o, main))) {
		int64_t last = report_question_of(sheet->report, o)->last;

		report_question_version(o, &text);
		strbuf_addf(&text, ": ");
		strbuf_addf(&text, _("first answers: %zu"), o->n);
		if (stats_facility(o, &d))
			strbuf_addf(&text, _(", %.0f %% of the points"), 100 * d);
		if (last > 0)
			strbuf_addf(&text, _(", until %s"),
				report_question_day(day, sizeof(day), last));
		report_sheet_line(sheet, 6, "%s", text.buf);
		strbuf_clear(&text);
	}
	strbuf_release(&text);
}

static void describe_item(const struct report_sheet *sheet, const struct stats_item *item)
{
	const struct report_question *rq = report_question_of(sheet->report, item);
	struct strbuf note = STRBUF_INIT;

	strbuf_addch(sheet->out, '\n');
	report_sheet_line(sheet, 0, "%s / %s", item->lesson, item->question);
	if (rq->question)
		report_sheet_line(sheet, 2, "%s", rq->question->prompt);
	describe_figures(sheet, item);
	for (size_t k = 0; k < item->n_responses; k++)
		describe_response(sheet, item, &item->responses[k]);
	if (item->others)
		report_sheet_line(sheet, 4, _("further different answers: %zu"), item->others);
	for (int k = 0; report_question_note(sheet->report, item, k, &note); k++) {
		if (note.len)
			report_sheet_line(sheet, 4, "%s", note.buf);
		strbuf_clear(&note);
	}
	describe_earlier(sheet, item);
	describe_findings(sheet, item);
	strbuf_release(&note);
}

static void describe_clinic(const struct report_sheet *sheet)
{
	const struct stats *s = &sheet->report->stats;
	size_t n = 0;

	report_sheet_heading(sheet, _("To be looked at"));
	for (size_t i = 0; i < s->n; i++) {
		unsigned found = report_question_flags(sheet->report, s->items[i]);

		if (!found)
			continue;
		n++;
		report_sheet_line(sheet, 0, "%s / %s", s->items[i]->lesson, s->items[i]->question);
		for (size_t k = 0; k < report_n_findings; k++)
			if (found & report_findings[k].bit)
				report_sheet_line(sheet, 4, "%s", _(report_findings[k].text));
	}
	if (!n)
		report_sheet_line(sheet, 0, "%s", _("No question."));
}

void report_text(const struct report *report, int width, bool ascii, struct strbuf *out)
{
	const struct report_sheet sheet = { report, width, ascii, out };

	report_sheet_line(&sheet, 0, "%s", _("What was learned"));
	strbuf_addch(out, '\n');
	report_sheet_line(&sheet, 0, _("People: %zu. First answers: %zu."), report->stats.people,
		report->stats.answers);
	report_sheet_line(&sheet, 0,
		_("Questions are judged by the first answer of each person only, and "
		  "nothing is claimed about a question with fewer than %d of them."),
		STATS_MIN_ANSWERS);
	report_people_lines(&sheet);
	describe_lessons(&sheet);
	report_scenario_lines(&sheet);
	describe_clinic(&sheet);
	report_sheet_heading(&sheet, _("Questions"));
	for (size_t i = 0; i < report->stats.n; i++)
		if (report_question_is_shown(report, report->stats.items[i]))
			describe_item(&sheet, report->stats.items[i]);
	report_method_lines(
		&sheet, REPORT_METHOD_PEOPLE | REPORT_METHOD_QUESTIONS | REPORT_METHOD_SCENARIOS);
}
