/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report.h"

#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/booklet.h"

enum { BAR = 20 };

static const struct finding {
	unsigned bit;
	const char *name, *text;
} findings[] = {
	{ STATS_TOO_EASY, "too-easy", N_("too easy to tell anything") },
	{ STATS_TOO_HARD, "too-hard", N_("too hard to tell anything") },
	{ STATS_REVERSED, "reversed", N_("those who know the rest miss it: read it again") },
	{ STATS_WEAK, "weak", N_("hardly tells those who know from those who do not") },
	{ STATS_WRONG_KEY, "wrong-key", N_("another answer draws more people, who know more: is the right one right?") },
};

static double mean(double sum, size_t n)
{
	return n ? sum / (double)n : 0;
}

static size_t percent_of(size_t part, size_t whole)
{
	return whole ? (200 * part + whole) / (2 * whole) : 0;
}

/* ---- text */

static void pad(struct strbuf *out, const char *text, int cells)
{
	struct strbuf clean = STRBUF_INIT;
	int width;

	text_sanitize(&clean, text, strlen(text));
	width = text_width(clean.buf, clean.len);
	strbuf_addstr(out, clean.buf);
	strbuf_addf(out, "%*s", width < cells ? cells - width : 1, "");
	strbuf_release(&clean);
}

static void bar(struct strbuf *out, double share)
{
	int n = (int)(share * BAR + 0.5);

	for (int i = 0; i < BAR; i++)
		strbuf_addstr(out, i < n ? "█" : "·");
}

static void lesson_text(const struct report_lesson *l, struct strbuf *out)
{
	strbuf_addch(out, '\n');
	pad(out, l->title, 1);
	strbuf_addch(out, '\n');
	strbuf_addf(out, _("  opened by %lld, read to the end by %lld, %lld minutes on average"), l->opened, l->read,
		l->opened ? l->seconds / l->opened / 60 : 0);
	strbuf_addch(out, '\n');
	strbuf_addf(out, _("  sittings: %zu begun, %zu finished, %zu passed"), l->taken, l->finished, l->passed);
	strbuf_addstr(out, "\n  ");
	bar(out, l->finished ? (double)l->passed / (double)l->finished : 0);
	strbuf_addf(out, _(" %zu %% passed"), percent_of(l->passed, l->finished));
	strbuf_addch(out, '\n');
	if (l->again) {
		strbuf_addf(out, _("  %zu took it again: %.0f %% at first, %.0f %% at last"), l->again, mean(l->before, l->again),
			mean(l->after, l->again));
		strbuf_addch(out, '\n');
	}
}

static void item_text(const struct stats_item *item, struct strbuf *out)
{
	unsigned found = stats_clinic(item);
	double r;

	strbuf_addstr(out, "\n  ");
	pad(out, item->lesson, 1);
	strbuf_addstr(out, "/ ");
	pad(out, item->question, 1);
	strbuf_addstr(out, "\n    ");
	bar(out, stats_facility(item));
	strbuf_addf(out, _(" %.0f %% of the points, %zu answers, %zu with a hint"), 100 * stats_facility(item), item->n,
		item->hints);
	strbuf_addch(out, '\n');
	if (stats_discrimination(item, &r)) {
		strbuf_addstr(out, "    ");
		strbuf_addf(out, _("discrimination %.2f"), r);
		strbuf_addch(out, '\n');
	}
	for (size_t i = 0; i < item->n_responses; i++) {
		strbuf_addf(out, "    %s %3zu %%  ", item->responses[i].right ? "✔" : " ", percent_of(item->responses[i].n, item->n));
		pad(out, item->responses[i].text, 1);
		strbuf_addch(out, '\n');
	}
	if (item->n < STATS_LEAST)
		strbuf_addf(out, _("    Fewer than %d answers: too few to judge the question.\n"), STATS_LEAST);
	for (size_t i = 0; i < ARRAY_SIZE(findings); i++)
		if (found & findings[i].bit)
			strbuf_addf(out, "    ! %s\n", _(findings[i].text));
}

void report_text(const struct report *report, struct strbuf *out)
{
	strbuf_addf(out, "%s\n", _("Lessons"));
	for (size_t i = 0; i < report->n; i++)
		lesson_text(&report->lessons[i], out);
	strbuf_addf(out, "\n%s\n", _("Questions, by the first answers of first sittings"));
	for (size_t i = 0; i < report->stats.n; i++)
		item_text(report->stats.items[i], out);
}

/* ---- HTML */

static void cell(struct strbuf *out, const char *text)
{
	strbuf_addstr(out, "<td>");
	html_text(out, text);
	strbuf_addstr(out, "</td>");
}

static void plot(struct strbuf *out, double share)
{
	strbuf_addf(out, "<td><svg role=\"img\" aria-label=\"%.0f %%\" width=\"104\" height=\"14\"><rect x=\"1\" y=\"1\" width=\"102\""
		" height=\"12\" fill=\"none\" stroke=\"#888\"/><rect x=\"2\" y=\"2\" width=\"%.0f\" height=\"10\" fill=\"#3f5fbf\"/></svg>"
		" %.0f %%</td>", 100 * share, 100 * share, 100 * share);
}

static void heads(struct strbuf *out, const char *const *names, size_t n)
{
	strbuf_addstr(out, "<table>\n<tr>");
	for (size_t i = 0; i < n; i++) {
		strbuf_addstr(out, "<th scope=\"col\">");
		html_text(out, _(names[i]));
		strbuf_addstr(out, "</th>");
	}
	strbuf_addstr(out, "</tr>\n");
}

static void item_html(const struct stats_item *item, struct strbuf *out)
{
	unsigned found = stats_clinic(item);
	double r;

	strbuf_addstr(out, "<tr>");
	cell(out, item->lesson);
	cell(out, item->question);
	strbuf_addf(out, "<td>%zu</td>", item->n);
	plot(out, stats_facility(item));
	if (stats_discrimination(item, &r))
		strbuf_addf(out, "<td>%.2f</td><td>", r);
	else
		strbuf_addstr(out, "<td></td><td>");
	if (item->n < STATS_LEAST)
		html_text(out, _("too few answers to judge"));
	for (size_t i = 0; i < ARRAY_SIZE(findings); i++) {
		if (!(found & findings[i].bit))
			continue;
		html_text(out, _(findings[i].text));
		strbuf_addstr(out, "<br>");
	}
	strbuf_addstr(out, "</td></tr>\n");
}

void report_html(const struct report *report, const char *lang, struct strbuf *out)
{
	static const char *const lessons[] = { N_("Lesson"), N_("Begun"), N_("Finished"), N_("Passed"), N_("Share") };
	static const char *const questions[] = { N_("Lesson"), N_("Question"), N_("Answers"), N_("Points"), N_("Discrimination"),
		N_("To be looked at") };

	strbuf_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>", lang);
	html_text(out, _("What was learned"));
	strbuf_addstr(out, "</title>\n<style>\nbody { font-family: sans-serif; margin: 2rem; color: #222; background: #fff }\n"
		"table { border-collapse: collapse }\nth, td { text-align: left; padding: .2rem .8rem; border-bottom: 1px solid #ccc }\n"
		"tr { break-inside: avoid }\n</style>\n</head>\n<body>\n<h1>");
	html_text(out, _("What was learned"));
	strbuf_addstr(out, "</h1>\n");
	heads(out, lessons, ARRAY_SIZE(lessons));
	for (size_t i = 0; i < report->n; i++) {
		const struct report_lesson *l = &report->lessons[i];

		strbuf_addstr(out, "<tr>");
		cell(out, l->title);
		strbuf_addf(out, "<td>%zu</td><td>%zu</td><td>%zu</td>", l->taken, l->finished, l->passed);
		plot(out, l->finished ? (double)l->passed / (double)l->finished : 0);
		strbuf_addstr(out, "</tr>\n");
	}
	strbuf_addstr(out, "</table>\n<h2>");
	html_text(out, _("Questions, by the first answers of first sittings"));
	strbuf_addstr(out, "</h2>\n");
	heads(out, questions, ARRAY_SIZE(questions));
	for (size_t i = 0; i < report->stats.n; i++)
		item_html(report->stats.items[i], out);
	strbuf_addstr(out, "</table>\n</body>\n</html>\n");
}

/* ---- CSV (RFC 4180): what people typed cannot become a formula */

static void field(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '"');
	if (strchr("=+-@\t\r", *text) && *text)
		strbuf_addch(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			strbuf_addch(out, '"');
		strbuf_addch(out, *text);
	}
	strbuf_addch(out, '"');
}

/* One row a response, with the figures of its question. */
void report_csv(const struct report *report, struct strbuf *out)
{
	strbuf_addstr(out, "lesson,question,answers,facility,discrimination,hints,response,right,chosen\r\n");
	for (size_t i = 0; i < report->stats.n; i++) {
		const struct stats_item *item = report->stats.items[i];

		for (size_t k = 0; k < item->n_responses; k++) {
			double r;

			field(out, item->lesson);
			strbuf_addch(out, ',');
			field(out, item->question);
			strbuf_addf(out, ",%zu,%.4f,", item->n, stats_facility(item));
			if (stats_discrimination(item, &r))
				strbuf_addf(out, "%.4f", r);
			strbuf_addf(out, ",%zu,", item->hints);
			field(out, item->responses[k].text);
			strbuf_addf(out, ",%d,%zu\r\n", item->responses[k].right, item->responses[k].n);
		}
	}
}

/* ---- JSON */

static void item_json(const struct stats_item *item, struct strbuf *out)
{
	unsigned found = stats_clinic(item);
	const char *comma = "";
	double r;

	strbuf_addstr(out, "{\"lesson\":");
	json_string(out, item->lesson);
	strbuf_addstr(out, ",\"question\":");
	json_string(out, item->question);
	strbuf_addf(out, ",\"answers\":%zu,\"facility\":%.4f,\"hints\":%zu,\"discrimination\":", item->n, stats_facility(item),
		item->hints);
	if (stats_discrimination(item, &r))
		strbuf_addf(out, "%.4f", r);
	else
		strbuf_addstr(out, "null");
	strbuf_addstr(out, ",\"clinic\":[");
	for (size_t i = 0; i < ARRAY_SIZE(findings); i++) {
		if (!(found & findings[i].bit))
			continue;
		strbuf_addf(out, "%s\"%s\"", comma, findings[i].name);
		comma = ",";
	}
	strbuf_addstr(out, "],\"responses\":[");
	for (size_t k = 0; k < item->n_responses; k++) {
		strbuf_addstr(out, k ? ",{\"response\":" : "{\"response\":");
		json_string(out, item->responses[k].text);
		strbuf_addf(out, ",\"right\":%s,\"chosen\":%zu}", item->responses[k].right ? "true" : "false", item->responses[k].n);
	}
	strbuf_addstr(out, "]}");
}

void report_json(const struct report *report, struct strbuf *out)
{
	strbuf_addstr(out, "{\"lessons\":[");
	for (size_t i = 0; i < report->n; i++) {
		const struct report_lesson *l = &report->lessons[i];

		strbuf_addstr(out, i ? ",\n{\"lesson\":" : "\n{\"lesson\":");
		json_string(out, l->id);
		strbuf_addf(out, ",\"taken\":%zu,\"finished\":%zu,\"passed\":%zu,\"people\":%zu,\"again\":%zu,\"before\":%.2f,"
			"\"after\":%.2f,\"opened\":%lld,\"read\":%lld,\"seconds\":%lld}", l->taken, l->finished, l->passed, l->people,
			l->again, mean(l->before, l->again), mean(l->after, l->again), l->opened, l->read, l->seconds);
	}
	strbuf_addstr(out, "],\n\"questions\":[");
	for (size_t i = 0; i < report->stats.n; i++) {
		strbuf_addstr(out, i ? ",\n" : "\n");
		item_json(report->stats.items[i], out);
	}
	strbuf_addstr(out, "]}\n");
}
