/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report for programs: CSV and JSON. Numbers are generated here and need no quotes; shares are
 * 0..1.
 */
#include "report/report_data.h"

#include <string.h>

#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_people_forms.h"
#include "text/csv.h"
#include "text/json.h"

static double share_of(double part, size_t whole)
{
	return whole ? part / (double)whole : 0;
}

/*
 * ---- CSV: one table. The first field tells the kind of row; fields that do not apply are empty.
 */

static void texts(struct strbuf *out, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			strbuf_addch(out, ',');
		csv_text(out, v[i]);
	}
}

/* Writes the fields row,lesson,question,response,text. */
static void names(struct strbuf *out, const char *row, const char *lesson, const char *question,
	const char *response, const char *text)
{
	const char *const v[] = { row, lesson, question, response, text };

	texts(out, v, ARRAY_SIZE(v));
}

static void lesson_csv(const struct report *r, size_t i, struct strbuf *out)
{
	const struct report_lesson *l = &r->lessons[i];
	const struct report_summary *s = &r->people.lessons[i];

	names(out, "lesson", r->known.v[i].id, NULL, NULL, r->known.v[i].title);
	strbuf_addf(out, ",%zu,%zu,", l->taken, l->finished);
	if (r->known.v[i].pass > 0)
		strbuf_addf(out, "%zu", l->passed);
	strbuf_addf(out, ",%lld,", (long long)l->seconds);
	if (s->pairs.n)
		strbuf_addf(out, "%zu,%.4f,%.4f", s->pairs.n,
			s->sum_before / (double)s->pairs.n / 100,
			s->sum_after / (double)s->pairs.n / 100);
	else
		strbuf_addstr(out, ",,");
	if (l->again)
		strbuf_addf(out, ",%zu,%.4f,%.4f", l->again, share_of(l->first / 100, l->again),
			share_of(l->last / 100, l->again));
	else
		strbuf_addstr(out, ",,,");
	strbuf_addstr(out, ",,,,,,,,,");
	report_lesson_csv_tail(r, i, out);
	strbuf_addstr(out, "\r\n");
}

/* Writes the columns of a person's row up to those of people. */
static void person_lead(const struct report *r, size_t lesson, struct strbuf *out)
{
	names(out, "person", r->known.v[lesson].id, NULL, NULL, r->known.v[lesson].title);
	strbuf_addstr(out, ",,,,,,,,,,,,,,,,,,,");
}

static void findings_csv(const struct stats_item *item, struct strbuf *out)
{
	unsigned found = stats_flags(item);
	struct strbuf list = STRBUF_INIT;

	for (size_t i = 0; i < report_n_findings; i++)
		if (found & report_findings[i].bit)
			strbuf_addf(&list, "%s%s", list.len ? " " : "", report_findings[i].name);
	csv_text(out, list.buf);
	strbuf_release(&list);
}

static void item_csv(const struct report *r, size_t i, struct strbuf *out)
{
	const struct stats_item *item = r->stats.items[i];
	double d;

	names(out, "question", item->lesson, item->question, NULL,
		r->questions[i].question ? r->questions[i].question->prompt : NULL);
	strbuf_addf(out, ",,,,,,,,,,,%zu,%.4f,", item->n, stats_facility(item));
	if (stats_discrimination(item, &d))
		strbuf_addf(out, "%.4f", d);
	strbuf_addch(out, ',');
	if (stats_seconds(item) >= 0)
		strbuf_addf(out, "%d", stats_seconds(item));
	strbuf_addf(out, ",%zu,%zu,%zu,,", item->hinted, item->retried, item->skipped);
	findings_csv(item, out);
	report_csv_no_tail(out);
	strbuf_addstr(out, "\r\n");
}

static void response_csv(
	const struct report *r, size_t i, const struct stats_response *response, struct strbuf *out)
{
	const struct stats_item *item = r->stats.items[i];
	struct strbuf words = STRBUF_INIT;
	double known;

	report_words(r, i, response->text, &words);
	names(out, "response", item->lesson, item->question, response->text, words.buf);
	strbuf_addf(out, ",,,,,,,,,,,%zu,%.4f,,,,,,", response->n,
		share_of((double)response->n, item->n));
	if (item->n >= STATS_MIN_ANSWERS && stats_rest(response, &known))
		strbuf_addf(out, "%.4f", known);
	strbuf_addstr(out,
		response->right                                ? ",\"right\""
			: stats_is_dead_option(item, response) ? ",\"dead\""
							       : ",\"wrong\"");
	report_csv_no_tail(out);
	strbuf_addstr(out, "\r\n");
	strbuf_release(&words);
}

void report_csv(const struct report *r, struct strbuf *out)
{
	strbuf_addstr(out,
		"row,lesson,question,response,text,begun,finished,passed,seconds,compared,before,after,again,first,last,"
		"n,share,discrimination,median_seconds,hinted,retried,skipped,rest,note");
	report_people_csv_header(out);
	strbuf_addstr(out, "\r\n");
	report_people_csv(r, person_lead, out);
	for (size_t i = 0; i < r->known.n; i++)
		if (r->lessons[i].taken)
			lesson_csv(r, i, out);
	for (size_t i = 0; i < r->stats.n; i++) {
		item_csv(r, i, out);
		for (size_t k = 0; k < r->stats.items[i]->n_responses; k++)
			response_csv(r, i, &r->stats.items[i]->responses[k], out);
	}
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
			l->again, share_of(l->first / 100, l->again),
			share_of(l->last / 100, l->again));
	report_lesson_json(r, i, out);
	strbuf_addstr(out, " }");
}

static void responses_json(const struct report *r, size_t i, struct strbuf *out)
{
	const struct stats_item *item = r->stats.items[i];

	strbuf_addstr(out, ", \"responses\": [");
	for (size_t k = 0; k < item->n_responses; k++) {
		const struct stats_response *response = &item->responses[k];
		struct strbuf words = STRBUF_INIT;
		double known;

		report_words(r, i, response->text, &words);
		member(out, k ? ",\n\t{ " : "\n\t{ ", "response", response->text);
		member(out, ", ", "text", words.buf);
		strbuf_addf(out,
			", \"n\": %zu, \"right\": %s, \"dead\": %s, \"rest\": ", response->n,
			response->right ? "true" : "false",
			stats_is_dead_option(item, response) ? "true" : "false");
		if (item->n >= STATS_MIN_ANSWERS && stats_rest(response, &known))
			strbuf_addf(out, "%.4f }", known);
		else
			strbuf_addstr(out, "null }");
		strbuf_release(&words);
	}
	strbuf_addf(out, "], \"other_responses\": %zu }", item->others);
}

static void item_json(const struct report *r, size_t i, struct strbuf *out)
{
	const struct stats_item *item = r->stats.items[i];
	unsigned found = stats_flags(item);
	const char *comma = "";
	double d;

	member(out, "{ ", "lesson", item->lesson);
	member(out, ", ", "question", item->question);
	strbuf_addf(out, ", \"n\": %zu, \"facility\": %.4f, \"discrimination\": ", item->n,
		stats_facility(item));
	if (stats_discrimination(item, &d))
		strbuf_addf(out, "%.4f", d);
	else
		strbuf_addstr(out, "null");
	strbuf_addstr(out, ", \"median_seconds\": ");
	if (stats_seconds(item) >= 0)
		strbuf_addf(out, "%d", stats_seconds(item));
	else
		strbuf_addstr(out, "null");
	strbuf_addf(out, ", \"hinted\": %zu, \"retried\": %zu, \"skipped\": %zu, \"clinic\": [",
		item->hinted, item->retried, item->skipped);
	for (size_t k = 0; k < report_n_findings; k++)
		if (found & report_findings[k].bit) {
			strbuf_addf(out, "%s\"%s\"", comma, report_findings[k].name);
			comma = ", ";
		}
	strbuf_addch(out, ']');
	responses_json(r, i, out);
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
	for (size_t i = 0; i < r->stats.n; i++) {
		strbuf_addstr(out, i ? ",\n" : "\n");
		item_json(r, i, out);
	}
	strbuf_addstr(out, "]");
	report_people_json(r, out);
	strbuf_addstr(out, " }\n");
}
