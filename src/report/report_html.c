/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report as one self-contained page of HTML, with plots in SVG; each plot is repeated in numbers.
 */
#include "report/report_html.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_method.h"
#include "report/report_page.h"
#include "report/report_people_forms.h"
#include "text/html.h"

/* ---- lessons */

static void percent_cell(struct strbuf *out, double share, bool known)
{
	strbuf_addstr(out, "<td>");
	if (known) {
		report_page_bar(out, share, "fill");
		report_page_text(out, _("%.0f %%"), 100 * share);
	}
	strbuf_addstr(out, "</td>");
}

static void lesson_row(const struct report *r, size_t i, struct strbuf *out)
{
	const struct report_lesson *l = &r->lessons[i];
	char buf[32];

	report_page_element(out, "<tr><th scope=\"row\">", r->known.v[i].title, "</th>");
	strbuf_addf(out, "<td>%zu</td><td>%zu</td>", l->taken, l->finished);
	percent_cell(out, report_share((double)l->passed, l->finished),
		l->finished && r->known.v[i].pass > 0);
	strbuf_addf(out, "<td>%s</td>",
		l->finished ? report_decimal(buf, sizeof(buf), "%.1f",
				      report_share((double)l->seconds / 60, l->finished))
			    : "");
	percent_cell(out, report_share(l->first / 100, l->again), l->again > 0);
	percent_cell(out, report_share(l->last / 100, l->again), l->again > 0);
	strbuf_addf(out, "<td>%zu</td></tr>\n", l->again);
}

static void lessons(const struct report *r, struct strbuf *out)
{
	static const char *const names[] = { N_("Lesson"), N_("Begun"), N_("Finished"),
		N_("Passed"), N_("Minutes"), N_("At first"), N_("At last"),
		N_("People who took it again") };

	report_page_element(out, "<h2>", _("Lessons"), "</h2>\n");
	report_page_heads(out, names, ARRAY_SIZE(names));
	for (size_t i = 0; i < r->known.n; i++)
		if (r->lessons[i].taken)
			lesson_row(r, i, out);
	strbuf_addstr(out, "</tbody></table>\n");
}

/* ---- questions */

enum { PLOT_W = 420, PLOT_H = 260, PLOT_X = 50, PLOT_Y = 10 };

static void axes(struct strbuf *out)
{
	for (int i = 0; i <= 100; i += 25)
		strbuf_addf(out,
			"<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/><text x=\"%d\" y=\"%d\" text-anchor=\"middle\">"
			"%d</text>\n",
			PLOT_X + i * PLOT_W / 100, PLOT_Y, PLOT_X + i * PLOT_W / 100,
			PLOT_Y + PLOT_H, PLOT_X + i * PLOT_W / 100, PLOT_Y + PLOT_H + 16, i);
	for (int i = -10; i <= 10; i += 5)
		strbuf_addf(out,
			"<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/><text x=\"%d\" y=\"%d\" text-anchor=\"end\">"
			"%.1f</text>\n",
			i ? "grid" : "axis", PLOT_X, PLOT_Y + (10 - i) * PLOT_H / 20,
			PLOT_X + PLOT_W, PLOT_Y + (10 - i) * PLOT_H / 20, PLOT_X - 6,
			PLOT_Y + (10 - i) * PLOT_H / 20 + 4, i / 10.0);
	strbuf_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">", PLOT_X + PLOT_W / 2,
		PLOT_Y + PLOT_H + 34);
	report_page_text(out, _("percent of the points"));
	strbuf_addf(out,
		"</text><text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">",
		PLOT_Y + PLOT_H / 2);
	report_page_text(out, _("discrimination"));
	strbuf_addstr(out, "</text>\n");
}

static bool is_on_map(const struct report *r, const struct stats_item *item, double *d)
{
	return report_question_is_shown(r, item) && stats_discrimination(item, d);
}

/* Plots facility (x) against discrimination (y); flagged questions are squares. */
static void map(const struct report *r, struct strbuf *out)
{
	size_t n = 0;
	double d;

	for (size_t i = 0; i < r->stats.n; i++)
		n += is_on_map(r, r->stats.items[i], &d);
	if (!n)
		return;
	strbuf_addf(out, "<figure><figcaption>");
	report_page_text(out,
		_("Each question by how many people know it (across) and how well it "
		  "separates those who know the rest (up). Squares need a look; point at "
		  "one to see its name."));
	strbuf_addf(out, "</figcaption><svg width=\"%d\" height=\"%d\" aria-hidden=\"true\">\n",
		PLOT_X + PLOT_W + 20, PLOT_Y + PLOT_H + 42);
	axes(out);
	for (size_t i = 0; i < r->stats.n; i++) {
		const struct stats_item *item = r->stats.items[i];
		double x, share;

		if (!is_on_map(r, item, &d) || !stats_facility(item, &share))
			continue;
		x = PLOT_X + share * PLOT_W;
		if (report_question_flags(r, item))
			strbuf_addf(out,
				"<rect class=\"bad\" x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\"><title>",
				x - 5, PLOT_Y + (1 - d) * PLOT_H / 2 - 5);
		else
			strbuf_addf(out,
				"<circle class=\"fill\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"><title>", x,
				PLOT_Y + (1 - d) * PLOT_H / 2);
		report_page_text(out, "%s / %s", item->lesson, item->question);
		strbuf_addstr(out,
			report_question_flags(r, item) ? "</title></rect>\n"
						       : "</title></circle>\n");
	}
	strbuf_addstr(out, "</svg></figure>\n");
}

static void response_row(const struct report *r, const struct stats_item *item,
	const struct stats_response *response, struct strbuf *out)
{
	struct strbuf words = STRBUF_INIT;
	double share = report_share((double)response->n, item->n), known;

	report_question_words(r, item, response->text, &words);
	strbuf_addf(out, "<tr><td>%s</td><td>",
		response->right                                ? "✔"
			: stats_is_dead_option(item, response) ? "○"
							       : "");
	html_text(out, words.buf);
	strbuf_addstr(out, "</td><td>");
	if (item->n) {
		report_page_bar(out, share > 1 ? 1 : share, response->right ? "fill" : "wrong");
		report_page_text(out, _("%.0f %%"), 100 * share);
	}
	strbuf_addf(out, "</td><td>%zu</td><td>", response->n);
	if (item->n >= STATS_MIN_ANSWERS && response->n && stats_rest(response, &known))
		report_page_text(out, _("%.0f %%"), 100 * known);
	strbuf_addstr(out, "</td></tr>\n");
	strbuf_release(&words);
}

static void figures(const struct stats_item *item, struct strbuf *out)
{
	char buf[32], margin[32];
	double d;

	strbuf_addstr(out, "<p>");
	if (stats_facility(item, &d)) {
		report_page_bar(out, d, "fill");
		report_page_text(
			out, _("%.0f %% of the points; first answers: %zu"), 100 * d, item->n);
	} else {
		html_text(out, _("No one has answered it."));
	}
	strbuf_addstr(out, "<br>");
	if (stats_discrimination(item, &d)) {
		report_page_text(out, _("discrimination %s ± %s"),
			report_decimal(buf, sizeof(buf), "%.2f", d),
			report_decimal(margin, sizeof(margin), "%.2f", stats_margin(item, d)));
		strbuf_addstr(out, "<br>");
	}
	if (stats_seconds(item) >= 0) {
		report_page_text(out, _("half of them answered within %d s"), stats_seconds(item));
		strbuf_addstr(out, "<br>");
	}
	report_page_text(out, _("with a hint: %zu; not at the first try: %zu; skipped: %zu"),
		item->hinted, item->retried, item->skipped);
	strbuf_addstr(out, "</p>\n");
}

static void notes(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	struct strbuf note = STRBUF_INIT;

	for (int k = 0; report_question_note(r, item, k, &note); k++) {
		if (note.len)
			report_page_element(out, "<p>", note.buf, "</p>\n");
		strbuf_clear(&note);
	}
	strbuf_release(&note);
}

static void earlier(const struct report *r, const struct stats_item *main, struct strbuf *out)
{
	static const char *const names[] = { N_("Version"), N_("First answers"),
		N_("Percent of the points"), N_("Skipped"), N_("Last answered") };
	const struct stats_item *o = report_question_next(r, main, main);
	struct strbuf version = STRBUF_INIT;
	char day[REPORT_DAY_WORDS_SIZE];
	double d;

	if (o)
		report_page_heads(out, names, ARRAY_SIZE(names));
	for (; o; o = report_question_next(r, o, main)) {
		int64_t last = report_question_of(r, o)->last;

		strbuf_clear(&version);
		report_question_version(o, &version);
		report_page_element(out, "<tr><th scope=\"row\">", version.buf, "</th>");
		strbuf_addf(out, "<td>%zu</td><td>", o->n);
		if (stats_facility(o, &d))
			report_page_text(out, _("%.0f %%"), 100 * d);
		strbuf_addf(out, "</td><td>%zu</td><td>%s</td></tr>\n", o->skipped,
			last > 0 ? report_question_day(day, sizeof(day), last) : "");
	}
	if (version.len)
		strbuf_addstr(out, "</tbody></table>\n");
	strbuf_release(&version);
}

static void responses(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	static const char *const names[] = { N_("Right"), N_("Answer"), N_("Share"), N_("People"),
		N_("Their share of the rest") };

	if (item->n_responses) {
		report_page_heads(out, names, ARRAY_SIZE(names));
		for (size_t k = 0; k < item->n_responses; k++)
			response_row(r, item, &item->responses[k], out);
		strbuf_addstr(out, "</tbody></table>\n");
	}
	if (!item->others)
		return;
	strbuf_addstr(out, "<p>");
	report_page_text(out, _("further different answers: %zu"), item->others);
	strbuf_addstr(out, "</p>\n");
}

static void question(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	const struct report_question *rq = report_question_of(r, item);
	unsigned found = report_question_flags(r, item);

	strbuf_addstr(out, "<section>\n<h3>");
	report_page_text(out, "%s / %s", item->lesson, item->question);
	strbuf_addstr(out, "</h3>\n");
	if (rq->question)
		report_page_element(out, "<p class=\"prompt\">", rq->question->prompt, "</p>\n");
	figures(item, out);
	if (item->n < STATS_MIN_ANSWERS) {
		strbuf_addstr(out, "<p>");
		report_page_text(out, _("Fewer than %d answers: too few to judge the question."),
			STATS_MIN_ANSWERS);
		strbuf_addstr(out, "</p>\n");
	}
	for (size_t k = 0; k < report_n_findings; k++)
		if (found & report_findings[k].bit)
			report_page_element(
				out, "<p class=\"finding\">", _(report_findings[k].text), "</p>\n");
	responses(r, item, out);
	notes(r, item, out);
	earlier(r, item, out);
	report_method_page(REPORT_METHOD_QUESTIONS, out);
	strbuf_addstr(out, "</section>\n");
}

static const char style[] =
	"@page { size: A4; margin: 15mm }\n"
	"body { font-family: sans-serif; line-height: 1.4; color: #222; background: #fff; max-width: 60rem; margin: 2rem auto;"
	" padding: 0 1rem }\n"
	"table { border-collapse: collapse; margin: .5rem 0 }\n"
	"th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #bbb; vertical-align: top }\n"
	"section, figure, tr { break-inside: avoid }\nsection { border-top: 1px solid #888; margin-top: 1.5rem }\n"
	"h2 { margin-top: 2rem }\n.prompt { font-style: italic }\n.finding { border-left: .3rem solid #a33c00; padding-left: .6rem;"
	" font-weight: bold }\nsvg text { font-size: 12px; fill: #333 }\n.frame { fill: none; stroke: #777 }\n.fill { fill: #2c5aa0 }\n"
	".wrong { fill: #8a8a8a }\n.hollow { fill: #fff; stroke: #2c5aa0; stroke-width: 2 }\n.way { stroke: #2c5aa0; stroke-width: 3 }\n"
	"details { margin: .5rem 0 }\n"
	"dt { font-weight: bold }\n.bad { fill: #a33c00 }\n.axis { stroke: #555 }\n.grid { stroke: #ddd }\n"
	".note { font-size: smaller; color: #444 }\n.wide { overflow-x: auto }\ntfoot th, tfoot td { font-weight: bold }\n";

void report_html(const struct report *r, const char *lang, struct strbuf *out)
{
	strbuf_addf(out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n",
		lang);
	report_page_element(out, "<title>", _("What was learned"), "</title>\n");
	strbuf_addf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
	report_page_element(out, "<h1>", _("What was learned"), "</h1>\n<p>");
	report_page_text(
		out, _("People: %zu. First answers: %zu."), r->stats.people, r->stats.answers);
	strbuf_addstr(out, "</p>\n<p>");
	report_page_text(out,
		_("Questions are judged by the first answer of each person only, and "
		  "nothing is claimed about a question with fewer than %d of them."),
		STATS_MIN_ANSWERS);
	strbuf_addstr(out, "</p>\n");
	report_people_html(r, out);
	lessons(r, out);
	report_pairs_html(r, out);
	report_scenario_page(r, out);
	report_page_element(out, "<h2>", _("Questions"), "</h2>\n");
	map(r, out);
	for (size_t i = 0; i < r->stats.n; i++)
		if (report_question_is_shown(r, r->stats.items[i]))
			question(r, r->stats.items[i], out);
	strbuf_addstr(out, "</main>\n</body>\n</html>\n");
}
