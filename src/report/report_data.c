/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report for programs: CSV and JSON. Numbers are generated here and need no quotes; shares are
 * 0..1.
 */
#include "report/report_data.h"

#include <string.h>

#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_csv.h"
#include "report/report_method.h"
#include "report/report_people_forms.h"
#include "text/json.h"

/*
 * ---- CSV: one table. The first field tells the kind of row; fields that do not apply are empty.
 */

/* Sets the fields that every row has. */
static void names(struct report_csv *row, const char *kind, const char *lesson,
	const char *question, const char *response, const char *text)
{
	report_csv_text(row, REPORT_CSV_ROW, kind);
	report_csv_text(row, REPORT_CSV_LESSON, lesson);
	report_csv_text(row, REPORT_CSV_QUESTION, question);
	report_csv_text(row, REPORT_CSV_RESPONSE, response);
	report_csv_text(row, REPORT_CSV_TEXT, text);
}

static void lesson_csv(const struct report *r, size_t i, struct strbuf *out)
{
	const struct report_lesson *l = &r->lessons[i];
	struct report_csv row = { 0 };

	names(&row, "lesson", r->known.v[i].id, NULL, NULL, r->known.v[i].title);
	report_csv_number(&row, REPORT_CSV_BEGUN, "%zu", l->taken);
	report_csv_number(&row, REPORT_CSV_FINISHED, "%zu", l->finished);
	if (r->known.v[i].pass > 0)
		report_csv_number(&row, REPORT_CSV_PASSED, "%zu", l->passed);
	report_csv_number(&row, REPORT_CSV_SECONDS, "%lld", (long long)l->seconds);
	report_lesson_csv(r, i, &row);
	if (l->again) {
		report_csv_number(&row, REPORT_CSV_AGAIN, "%zu", l->again);
		report_csv_number(
			&row, REPORT_CSV_FIRST, "%.4f", report_share(l->first / 100, l->again));
		report_csv_number(
			&row, REPORT_CSV_LAST, "%.4f", report_share(l->last / 100, l->again));
	}
	report_csv_end(&row, out);
}

static const char *state(const struct report *r, const struct stats_item *item)
{
	const struct report_question *rq = report_question_of(r, item);

	return rq->version != REPORT_PRESENT ? "earlier" : rq->question ? "present" : "removed";
}

static void findings_csv(
	const struct report *r, const struct stats_item *item, struct report_csv *row)
{
	unsigned found = report_question_flags(r, item);
	struct strbuf list = STRBUF_INIT;

	for (size_t i = 0; i < report_n_findings; i++)
		if (found & report_findings[i].bit)
			strbuf_addf(&list, "%s%s", list.len ? " " : "", report_findings[i].name);
	report_csv_text(row, REPORT_CSV_NOTE, list.buf);
	strbuf_release(&list);
}

static void item_csv(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	const struct report_question *rq = report_question_of(r, item);
	struct report_csv row = { 0 };
	double d;

	names(&row, "question", item->lesson, item->question, NULL,
		rq->question && rq->version == REPORT_PRESENT ? rq->question->prompt : NULL);
	report_csv_number(&row, REPORT_CSV_N, "%zu", item->n);
	if (stats_facility(item, &d))
		report_csv_number(&row, REPORT_CSV_SHARE, "%.4f", d);
	if (stats_discrimination(item, &d)) {
		report_csv_number(&row, REPORT_CSV_DISCRIMINATION, "%.4f", d);
		report_csv_number(&row, REPORT_CSV_MARGIN, "%.4f", stats_margin(item, d));
	}
	if (stats_seconds(item) >= 0)
		report_csv_number(&row, REPORT_CSV_MEDIAN_SECONDS, "%d", stats_seconds(item));
	report_csv_number(&row, REPORT_CSV_HINTED, "%zu", item->hinted);
	report_csv_number(&row, REPORT_CSV_RETRIED, "%zu", item->retried);
	report_csv_number(&row, REPORT_CSV_SKIPPED, "%zu", item->skipped);
	findings_csv(r, item, &row);
	report_csv_text(&row, REPORT_CSV_VERSION, item->version);
	report_csv_text(&row, REPORT_CSV_STATE, state(r, item));
	report_csv_number(&row, REPORT_CSV_UNKNOWN, "%zu", item->unknown);
	report_csv_number(&row, REPORT_CSV_UNVERSIONED, "%zu", rq->joined);
	report_csv_number(&row, REPORT_CSV_REGRADED, "%zu", rq->regraded);
	report_csv_end(&row, out);
}

static void response_csv(const struct report *r, const struct stats_item *item,
	const struct stats_response *response, struct strbuf *out)
{
	bool is_present = report_question_of(r, item)->version == REPORT_PRESENT;
	struct strbuf words = STRBUF_INIT;
	struct report_csv row = { 0 };
	double known;

	report_question_words(r, item, response->text, &words);
	names(&row, "response", item->lesson, item->question, response->text,
		is_present ? words.buf : NULL);
	report_csv_number(&row, REPORT_CSV_N, "%zu", response->n);
	if (item->n)
		report_csv_number(
			&row, REPORT_CSV_SHARE, "%.4f", report_share((double)response->n, item->n));
	if (item->n >= STATS_MIN_ANSWERS && stats_rest(response, &known))
		report_csv_number(&row, REPORT_CSV_REST, "%.4f", known);
	report_csv_text(&row, REPORT_CSV_NOTE,
		!is_present                                    ? NULL
			: response->right                      ? "right"
			: stats_is_dead_option(item, response) ? "dead"
							       : "wrong");
	report_csv_text(&row, REPORT_CSV_VERSION, item->version);
	report_csv_text(&row, REPORT_CSV_STATE, state(r, item));
	report_csv_end(&row, out);
	strbuf_release(&words);
}

static void version_csv(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	item_csv(r, item, out);
	for (size_t k = 0; k < item->n_responses; k++)
		response_csv(r, item, &item->responses[k], out);
}

static void question_csv(const struct report *r, const struct stats_item *main, struct strbuf *out)
{
	const struct stats_item *o = main;

	version_csv(r, main, out);
	while ((o = report_question_next(r, o, main)))
		version_csv(r, o, out);
}

void report_csv(const struct report *r, struct strbuf *out)
{
	report_csv_head(out);
	report_people_csv(r, out);
	for (size_t i = 0; i < r->known.n; i++)
		if (r->lessons[i].taken)
			lesson_csv(r, i, out);
	for (size_t i = 0; i < r->stats.n; i++)
		if (report_question_is_shown(r, r->stats.items[i]))
			question_csv(r, r->stats.items[i], out);
	report_scenario_csv(r, out);
}

/* ---- JSON */

static void member(struct strbuf *out, const char *before, const char *name, const char *value)
{
	strbuf_addf(out, "%s\"%s\": ", before, name);
	json_string(out, value);
}

static void lesson_json(const struct report *r, size_t i, struct strbuf *out)
{
	const struct report_lesson *l = &r->lessons[i];

	member(out, "{ ", "lesson", r->known.v[i].id);
	member(out, ", ", "title", r->known.v[i].title);
	strbuf_addf(
		out, ", \"begun\": %zu, \"finished\": %zu, \"passed\": ", l->taken, l->finished);
	if (r->known.v[i].pass > 0)
		strbuf_addf(out, "%zu", l->passed);
	else
		strbuf_addstr(out, "null");
	strbuf_addf(out, ", \"people\": %zu, \"seconds\": %lld", l->people, (long long)l->seconds);
	if (l->again)
		strbuf_addf(out,
			", \"again\": { \"people\": %zu, \"first\": %.4f, \"last\": %.4f }",
			l->again, report_share(l->first / 100, l->again),
			report_share(l->last / 100, l->again));
	report_lesson_json(r, i, out);
	strbuf_addstr(out, " }");
}

static void response_json(const struct report *r, const struct stats_item *item,
	const struct stats_response *response, struct strbuf *out)
{
	bool is_present = report_question_of(r, item)->version == REPORT_PRESENT;
	struct strbuf words = STRBUF_INIT;
	double known;

	report_question_words(r, item, response->text, &words);
	member(out, "{ ", "response", response->text);
	member(out, ", ", "text", is_present ? words.buf : NULL);
	strbuf_addf(out, ", \"n\": %zu, \"right\": %s, \"dead\": %s, \"rest\": ", response->n,
		!is_present               ? "null"
			: response->right ? "true"
					  : "false",
		stats_is_dead_option(item, response) ? "true" : "false");
	if (item->n >= STATS_MIN_ANSWERS && stats_rest(response, &known))
		strbuf_addf(out, "%.4f }", known);
	else
		strbuf_addstr(out, "null }");
	strbuf_release(&words);
}

static void number_json(struct strbuf *out, const char *name, bool known, double value)
{
	strbuf_addf(out, ", \"%s\": ", name);
	if (known)
		strbuf_addf(out, "%.4f", value);
	else
		strbuf_addstr(out, "null");
}

static void findings_json(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	unsigned found = report_question_flags(r, item);
	const char *comma = "";

	strbuf_addstr(out, ", \"clinic\": [");
	for (size_t k = 0; k < report_n_findings; k++)
		if (found & report_findings[k].bit) {
			strbuf_addf(out, "%s\"%s\"", comma, report_findings[k].name);
			comma = ", ";
		}
	strbuf_addch(out, ']');
}

/* The figures of a version, without the brace that ends them. */
static void version_json(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	const struct report_question *rq = report_question_of(r, item);
	double d = 0, margin = 0;
	bool known = stats_facility(item, &d);

	member(out, ", ", "version", *item->version ? item->version : NULL);
	strbuf_addf(out, ", \"n\": %zu", item->n);
	number_json(out, "facility", known, d);
	known = stats_discrimination(item, &d);
	if (known)
		margin = stats_margin(item, d);
	number_json(out, "discrimination", known, d);
	number_json(out, "margin", known, margin);
	strbuf_addstr(out, ", \"median_seconds\": ");
	if (stats_seconds(item) >= 0)
		strbuf_addf(out, "%d", stats_seconds(item));
	else
		strbuf_addstr(out, "null");
	strbuf_addf(out,
		", \"hinted\": %zu, \"retried\": %zu, \"skipped\": %zu, \"unknown\": %zu, \"regraded\": %zu",
		item->hinted, item->retried, item->skipped, item->unknown, rq->regraded);
	findings_json(r, item, out);
	strbuf_addstr(out, ", \"responses\": [");
	for (size_t k = 0; k < item->n_responses; k++) {
		strbuf_addstr(out, k ? ",\n\t" : "\n\t");
		response_json(r, item, &item->responses[k], out);
	}
	strbuf_addf(out, "], \"other_responses\": %zu", item->others);
}

static void question_json(const struct report *r, const struct stats_item *main, struct strbuf *out)
{
	const struct report_question *rq = report_question_of(r, main);
	const struct stats_item *o = main;

	member(out, "{ ", "lesson", main->lesson);
	member(out, ", ", "question", main->question);
	member(out, ", ", "state", state(r, main));
	version_json(r, main, out);
	strbuf_addf(out, ", \"unversioned\": %zu, \"elsewhere\": %zu, \"earlier\": [", rq->joined,
		rq->elsewhere);
	while ((o = report_question_next(r, o, main))) {
		member(out, o == report_question_next(r, main, main) ? "\n\t{ " : ",\n\t{ ",
			"state", state(r, o));
		version_json(r, o, out);
		strbuf_addstr(out, " }");
	}
	strbuf_addstr(out, "] }");
}

void report_json(const struct report *r, struct strbuf *out)
{
	const char *comma = "";

	strbuf_addf(out,
		"{ \"people\": %zu, \"first_answers\": %zu, \"least\": %d,\n\"lessons\": [",
		r->stats.people, r->stats.answers, STATS_MIN_ANSWERS);
	for (size_t i = 0; i < r->known.n; i++) {
		if (!r->lessons[i].taken)
			continue;
		strbuf_addf(out, "%s\n", comma);
		comma = ",";
		lesson_json(r, i, out);
	}
	strbuf_addstr(out, "],\n\"questions\": [");
	comma = "";
	for (size_t i = 0; i < r->stats.n; i++) {
		if (!report_question_is_shown(r, r->stats.items[i]))
			continue;
		strbuf_addf(out, "%s\n", comma);
		comma = ",";
		question_json(r, r->stats.items[i], out);
	}
	strbuf_addstr(out, "],\n");
	report_people_json(r, out);
	strbuf_addstr(out, ",\n");
	report_scenario_json(r, out);
	strbuf_addstr(out, ",\n");
	report_method_json(out);
	strbuf_addstr(out, " }\n");
}
