/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report on the screen, with bars. */
#include "report/report_text.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_people_forms.h"
#include "text/text.h"

enum { BAR = 20, NARROW = 60 }; /* below NARROW cells bars have half the length */

struct sheet {
	const struct report *report;
	int width;
	bool ascii;
	struct strbuf *out;
};

/* ---- pieces */

struct wrapping {
	const struct sheet *sheet;
	const char *text;
	int indent;
	bool hang; /* the first line follows a label */
};

static void add_line(void *ctx, size_t start, size_t len, int cells)
{
	struct wrapping *w = ctx;
	struct strbuf *out = w->sheet->out;

	(void)cells;
	if (!w->hang)
		strbuf_addf(out, "%*s", w->indent, "");
	w->hang = false;
	if (w->sheet->ascii)
		text_ascii(out, w->text + start, len);
	else
		strbuf_add(out, w->text + start, len);
	strbuf_addch(out, '\n');
}

/* Adds text after label, which is at most indent cells wide. */
static void labelled(const struct sheet *sheet, const char *label, int indent, const char *text)
{
	struct strbuf clean = STRBUF_INIT;
	struct wrapping w = { .sheet = sheet, .indent = indent, .hang = true };
	int width = text_width(label, strlen(label));

	if (sheet->ascii)
		text_ascii(sheet->out, label, strlen(label));
	else
		strbuf_addstr(sheet->out, label);
	strbuf_addf(sheet->out, "%*s", width < indent ? indent - width : 0, "");
	text_sanitize(&clean, text, strlen(text));
	w.text = clean.buf;
	text_wrap(clean.buf, clean.len, sheet->width - indent, add_line, &w);
	strbuf_release(&clean);
}

static void line(const struct sheet *sheet, int indent, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static void line(const struct sheet *sheet, int indent, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list ap;

	va_start(ap, format);
	strbuf_vaddf(&text, format, ap);
	va_end(ap);
	labelled(sheet, "", indent, text.buf);
	strbuf_release(&text);
}

static void heading(const struct sheet *sheet, const char *text)
{
	strbuf_addch(sheet->out, '\n');
	line(sheet, 0, "%s", text);
	for (int i = text_width(text, strlen(text)); i > 0; i--)
		strbuf_addch(sheet->out, '=');
	strbuf_addch(sheet->out, '\n');
}

static const char *bar(const struct sheet *sheet, char *buf, size_t size, double share)
{
	int cells = sheet->width < NARROW ? BAR / 2 : BAR, full = (int)(share * cells + 0.5);
	size_t len = 0;

	for (int i = 0; i < cells && len + 4 < size; i++) {
		const char *piece = sheet->ascii ? i < full ? "#" : "." : i < full ? "█" : "░";

		memcpy(buf + len, piece, strlen(piece));
		len += strlen(piece);
	}
	buf[len] = '\0';
	return buf;
}

static double share_of(double part, size_t whole)
{
	return whole ? part / (double)whole : 0;
}

/* ---- lessons */

static void describe_lesson(const struct sheet *sheet, size_t lesson)
{
	const struct cached_lesson *known = &sheet->report->known.v[lesson];
	const struct report_lesson *l = &sheet->report->lessons[lesson];
	struct strbuf results = STRBUF_INIT;
	char buf[4 * BAR + 8];

	strbuf_addch(sheet->out, '\n');
	line(sheet, 0, "%s", known->title);
	line(sheet, 2, _("Sittings: %zu begun, %zu finished"), l->taken, l->finished);
	if (l->finished && known->pass > 0) {
		double passed = share_of((double)l->passed, l->finished);

		line(sheet, 2, _("%s %.0f %% passed (%zu of %zu; the mark is %d %%)"),
			bar(sheet, buf, sizeof(buf), passed), 100 * passed, l->passed, l->finished,
			known->pass);
	}
	report_results_line(sheet->report, lesson, &results);
	if (results.len)
		line(sheet, 2, "%s", results.buf);
	strbuf_release(&results);
	if (l->seconds >= 60)
		line(sheet, 2, _("Minutes a sitting: %s"),
			report_decimal(buf, sizeof(buf), "%.1f",
				share_of((double)l->seconds / 60, l->finished)));
	if (l->again) {
		line(sheet, 2, _("People who took it again (%zu):"), l->again);
		line(sheet, 4, _("%s %.0f %% at first"),
			bar(sheet, buf, sizeof(buf), share_of(l->first / 100, l->again)),
			share_of(l->first, l->again));
		line(sheet, 4, _("%s %.0f %% at last"),
			bar(sheet, buf, sizeof(buf), share_of(l->last / 100, l->again)),
			share_of(l->last, l->again));
	}
}

static void describe_before_after(const struct sheet *sheet, size_t lesson)
{
	const struct report *r = sheet->report;
	const struct report_summary *s = &r->people.lessons[lesson];
	double before = s->sum_before / (double)s->pairs.n,
	       after = s->sum_after / (double)s->pairs.n;
	struct strbuf about = STRBUF_INIT;
	char buf[4 * BAR + 8];

	strbuf_addch(sheet->out, '\n');
	line(sheet, 0, _("%s, then %s; people who did both: %zu"), r->known.v[s->before].title,
		r->known.v[lesson].title, s->pairs.n);
	line(sheet, 4, _("%s %.0f %% before"), bar(sheet, buf, sizeof(buf), before / 100), before);
	line(sheet, 4, _("%s %.0f %% after"), bar(sheet, buf, sizeof(buf), after / 100), after);
	line(sheet, 4, _("difference: %+.0f"), s->pairs.mean);
	report_interval_line(r, lesson, &about);
	line(sheet, 4, "%s", about.buf);
	strbuf_clear(&about);
	report_pairs_warning(r, lesson, &about);
	if (about.len)
		line(sheet, 4, "%s", about.buf);
	strbuf_release(&about);
}

static void describe_lessons(const struct sheet *sheet)
{
	const struct report *r = sheet->report;
	bool paired = false;

	heading(sheet, _("Lessons"));
	for (size_t i = 0; i < r->known.n; i++)
		if (r->lessons[i].taken)
			describe_lesson(sheet, i);
	for (size_t i = 0; i < r->known.n; i++)
		paired = paired || r->people.lessons[i].pairs.n;
	if (!paired)
		return;
	heading(sheet, _("Before and after"));
	for (size_t i = 0; i < r->known.n; i++)
		if (r->people.lessons[i].pairs.n)
			describe_before_after(sheet, i);
}

/* ---- questions */

static void describe_response(
	const struct sheet *sheet, size_t i, const struct stats_response *response)
{
	const struct stats_item *item = sheet->report->stats.items[i];
	struct strbuf text = STRBUF_INIT;
	const char *mark = response->right ? "✔" : stats_is_dead_option(item, response) ? "○" : " ";
	char label[48];
	double known;

	snprintf(label, sizeof(label), "    %s %3.0f %% %5zu  ", mark,
		100 * share_of((double)response->n, item->n), response->n);
	report_words(sheet->report, i, response->text, &text);
	if (item->n >= STATS_MIN_ANSWERS && response->n && stats_rest(response, &known))
		/* TRANSLATORS: follows an answer: the share of the points of the other questions
		   that the people who chose it have */
		strbuf_addf(&text, _(" (they have %.0f %% of the rest)"), 100 * known);
	labelled(sheet, label, text_width(label, strlen(label)), text.buf);
	strbuf_release(&text);
}

static void describe_findings(const struct sheet *sheet, const struct stats_item *item)
{
	unsigned found = stats_flags(item);

	if (item->n < STATS_MIN_ANSWERS)
		line(sheet, 4, _("Fewer than %d answers: too few to judge the question."),
			STATS_MIN_ANSWERS);
	for (size_t i = 0; i < report_n_findings; i++)
		if (found & report_findings[i].bit)
			labelled(sheet, "    ! ", 6, _(report_findings[i].text));
}

static void describe_item(const struct sheet *sheet, size_t i)
{
	const struct stats_item *item = sheet->report->stats.items[i];
	const struct question *q = sheet->report->questions[i].question;
	char buf[4 * BAR + 8];
	double r;

	strbuf_addch(sheet->out, '\n');
	line(sheet, 0, "%s / %s", item->lesson, item->question);
	if (q)
		line(sheet, 2, "%s", q->prompt);
	line(sheet, 4, _("%s %.0f %% of the points; first answers: %zu"),
		bar(sheet, buf, sizeof(buf), stats_facility(item)), 100 * stats_facility(item),
		item->n);
	if (stats_discrimination(item, &r))
		line(sheet, 4, _("discrimination %s"), report_decimal(buf, sizeof(buf), "%.2f", r));
	if (stats_seconds(item) >= 0)
		line(sheet, 4, _("half of them answered within %d s"), stats_seconds(item));
	if (item->hinted || item->retried || item->skipped)
		line(sheet, 4, _("with a hint: %zu; not at the first try: %zu; skipped: %zu"),
			item->hinted, item->retried, item->skipped);
	for (size_t k = 0; k < item->n_responses; k++)
		describe_response(sheet, i, &item->responses[k]);
	if (item->others)
		line(sheet, 4, _("further different answers: %zu"), item->others);
	describe_findings(sheet, item);
}

static void describe_clinic(const struct sheet *sheet)
{
	const struct stats *s = &sheet->report->stats;
	size_t n = 0;

	heading(sheet, _("To be looked at"));
	for (size_t i = 0; i < s->n; i++) {
		unsigned found = stats_flags(s->items[i]);

		if (!found)
			continue;
		n++;
		line(sheet, 0, "%s / %s", s->items[i]->lesson, s->items[i]->question);
		for (size_t k = 0; k < report_n_findings; k++)
			if (found & report_findings[k].bit)
				line(sheet, 4, "%s", _(report_findings[k].text));
	}
	if (!n)
		line(sheet, 0, "%s", _("No question."));
}

void report_text(const struct report *report, int width, bool ascii, struct strbuf *out)
{
	const struct sheet sheet = { report, width, ascii, out };

	line(&sheet, 0, "%s", _("What was learned"));
	strbuf_addch(out, '\n');
	line(&sheet, 0, _("People: %zu. First answers: %zu."), report->stats.people,
		report->stats.answers);
	line(&sheet, 0,
		_("Questions are judged by the first answer of each person only, and "
		  "nothing is claimed about a question with fewer than %d of them."),
		STATS_MIN_ANSWERS);
	report_people_text(report, width, ascii, out);
	describe_lessons(&sheet);
	describe_clinic(&sheet);
	heading(&sheet, _("Questions"));
	for (size_t i = 0; i < report->stats.n; i++)
		if (report->stats.items[i]->n || report->stats.items[i]->skipped)
			describe_item(&sheet, i);
}
