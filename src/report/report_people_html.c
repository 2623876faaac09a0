/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_method.h"
#include "report/report_page.h"
#include "report/report_people_forms.h"

/* ---- people */

static void cell(const struct report_cell *c, struct strbuf *out)
{
	char buf[2][32], day[REPORT_DAY_WORDS_SIZE];

	strbuf_addstr(out, "<td>");
	if (c->state == REPORT_NOTHING) {
		strbuf_addstr(out, "–</td>");
		return;
	}
	report_day_words(day, c->day);
	if (c->state == REPORT_BEGUN) {
		report_page_text(out, _("begun, last on %s"), day);
		strbuf_addstr(out, "</td>");
		return;
	}
	report_page_text(out, _("%d %%"), c->percent);
	if (c->passed)
		report_page_element(out, " ✔ <span class=\"note\">", _("passed"), "</span>");
	if (c->earlier)
		report_page_element(
			out, " * <span class=\"note\">", _("by the earlier rule"), "</span>");
	strbuf_addstr(out, "<br><span class=\"note\">");
	/* TRANSLATORS: points, points at most, a day */
	report_page_text(out, _("%s of %s points, on %s"),
		report_decimal(buf[0], sizeof(buf[0]), c->result.score % 1000 ? "%.1f" : "%.0f",
			c->result.score / 1000.0),
		report_decimal(buf[1], sizeof(buf[1]), c->result.max % 1000 ? "%.1f" : "%.0f",
			c->result.max / 1000.0),
		day);
	if (c->state == REPORT_TOO_FEW)
		report_page_text(
			out, _(", only %d of %d answered"), c->result.answered, c->result.asked);
	strbuf_addstr(out, "</span></td>");
}

static void number_cell(struct strbuf *out, const char *format, double value, bool is_known)
{
	char buf[32];

	strbuf_addf(out, "<td>%s</td>",
		is_known ? report_decimal(buf, sizeof(buf), format, value) : "–");
}

static void summary_row(const struct report *r, int row, struct strbuf *out)
{
	static const char *const rows[] = { N_("median"), N_("mean"), N_("standard deviation"),
		N_("from-to"), N_("passed/finished") };

	report_page_element(out, "<tr><th scope=\"row\">", _(rows[row]), "</th>");
	for (size_t i = 0; i < r->known.n; i++) {
		const struct report_summary *s = &r->people.lessons[i];
		double deviation = 0;
		bool has = s->spread.n > 0;

		if (!report_is_taken(&r->people, i))
			continue;
		if (row == 0)
			number_cell(out, "%.1f", spread_median(&s->spread), has);
		else if (row == 1)
			number_cell(out, "%.1f", spread_mean(&s->spread), has);
		else if (row == 2) {
			has = spread_deviation(&s->spread, &deviation);
			number_cell(out, "%.1f", deviation, has);
		} else if (row == 3 && has)
			strbuf_addf(out, "<td>%d-%d</td>", spread_smallest(&s->spread),
				spread_largest(&s->spread));
		else if (row == 4 && r->known.v[i].pass > 0)
			strbuf_addf(out, "<td>%zu/%zu</td>", s->passed, s->finished);
		else
			strbuf_addstr(out, "<td>–</td>");
	}
	strbuf_addstr(out, "</tr>\n");
}

void report_people_html(const struct report *r, struct strbuf *out)
{
	bool any = false;

	for (size_t i = 0; i < r->known.n; i++)
		any |= report_is_taken(&r->people, i);
	if (!any)
		return;
	report_page_element(out, "<h2>", _("People"), "</h2>\n");
	report_page_element(out, "<p>",
		_("Percent of the points, at the best sitting with enough answers."), "</p>\n");
	strbuf_addstr(out, "<div class=\"wide\"><table>\n<thead><tr>");
	report_page_element(out, "<th scope=\"col\">", _("Name"), "</th>");
	for (size_t i = 0; i < r->known.n; i++)
		if (report_is_taken(&r->people, i))
			report_page_element(
				out, "<th scope=\"col\">", r->known.v[i].title, "</th>");
	strbuf_addstr(out, "</tr></thead>\n<tbody>\n");
	for (size_t k = 0; k < r->people.n; k++) {
		struct strbuf name = STRBUF_INIT;

		report_person_name(&r->people.v[k], &name);
		report_page_element(out, "<tr><th scope=\"row\">", name.buf, "</th>");
		strbuf_release(&name);
		for (size_t i = 0; i < r->known.n; i++)
			if (report_is_taken(&r->people, i))
				cell(report_cell(&r->people.v[k], i), out);
		strbuf_addstr(out, "</tr>\n");
	}
	strbuf_addstr(out, "</tbody>\n<tfoot>\n");
	for (int row = 0; row < 5; row++)
		summary_row(r, row, out);
	strbuf_addstr(out, "</tfoot></table></div>\n");
	report_method_page(REPORT_METHOD_PEOPLE, out);
}

/* ---- before and after */

/* Draws a line from the mean before to the mean after, on a scale from 0 to 100. */
static void pair(const struct report *r, size_t i, struct strbuf *out)
{
	const struct report_summary *s = &r->people.lessons[i];
	double n = (double)s->pairs.n, before = s->sum_before / n, after = s->sum_after / n;
	struct strbuf line = STRBUF_INIT;

	strbuf_addstr(out, "<figure><figcaption>");
	report_page_text(out, _("%s, then %s; people who did both: %zu"),
		r->known.v[s->before].title, r->known.v[i].title, s->pairs.n);
	strbuf_addstr(out, ". ");
	report_page_text(out, _("Before: %.0f %%. After: %.0f %%. Difference: %+.0f."), before,
		after, s->pairs.mean);
	report_pairs_interval(r, i, &line);
	report_page_element(out, "<br>", line.buf, "");
	strbuf_clear(&line);
	report_pairs_warning(r, i, &line);
	if (line.len)
		report_page_element(out, "<br>", line.buf, "");
	strbuf_release(&line);
	strbuf_addf(out,
		"</figcaption><svg width=\"420\" height=\"34\" aria-hidden=\"true\"><line class=\"axis\" x1=\"10\" y1=\"17\""
		" x2=\"410\" y2=\"17\"/><line class=\"way\" x1=\"%.1f\" y1=\"17\" x2=\"%.1f\" y2=\"17\"/><circle class=\"hollow\" cx=\"%.1f\""
		" cy=\"17\" r=\"6\"/><circle class=\"fill\" cx=\"%.1f\" cy=\"17\" r=\"6\"/></svg></figure>\n",
		10 + 4 * before, 10 + 4 * after, 10 + 4 * before, 10 + 4 * after);
}

void report_pairs_html(const struct report *r, struct strbuf *out)
{
	bool any = false;

	for (size_t i = 0; i < r->people.n_lessons; i++) {
		if (!r->people.lessons[i].pairs.n)
			continue;
		if (!any)
			report_page_element(out, "<h2>", _("Before and after"), "</h2>\n");
		any = true;
		pair(r, i, out);
	}
}
