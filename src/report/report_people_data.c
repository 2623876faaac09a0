/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_csv.h"
#include "report/report_people_forms.h"
#include "text/json.h"

static const char *state_name(const struct report_cell *c)
{
	static const char *const names[] = { [REPORT_NOTHING] = "nothing",
		[REPORT_BEGUN] = "begun",
		[REPORT_TOO_FEW] = "too-few-answers",
		[REPORT_FINISHED] = "finished" };

	return names[c->state];
}

/* ---- CSV */

static void pairs_csv(const struct report_summary *s, struct report_csv *row)
{
	double n = (double)s->pairs.n, low, high;

	if (!s->pairs.n)
		return;
	report_csv_number(row, REPORT_CSV_COMPARED, "%zu", s->pairs.n);
	report_csv_number(row, REPORT_CSV_BEFORE, "%.4f", s->sum_before / n / 100);
	report_csv_number(row, REPORT_CSV_AFTER, "%.4f", s->sum_after / n / 100);
	report_csv_number(row, REPORT_CSV_DIFFERENCE, "%.4f", s->pairs.mean / 100);
	report_csv_number(row, REPORT_CSV_SAME, "%zu", s->questions_most);
	if (!spread_interval(&s->pairs, &low, &high))
		return;
	report_csv_number(row, REPORT_CSV_LOW, "%.4f", low / 100);
	report_csv_number(row, REPORT_CSV_HIGH, "%.4f", high / 100);
}

void report_lesson_csv(const struct report *r, size_t lesson, struct report_csv *row)
{
	const struct report_summary *s = &r->people.lessons[lesson];
	double deviation;

	pairs_csv(s, row);
	if (!s->spread.n)
		return;
	report_csv_number(row, REPORT_CSV_RESULTS, "%zu", s->spread.n);
	report_csv_number(row, REPORT_CSV_MEDIAN, "%.1f", spread_median(&s->spread));
	report_csv_number(row, REPORT_CSV_MEAN, "%.4f", spread_mean(&s->spread));
	if (spread_deviation(&s->spread, &deviation))
		report_csv_number(row, REPORT_CSV_DEVIATION, "%.4f", deviation);
	report_csv_number(row, REPORT_CSV_SMALLEST, "%d", spread_smallest(&s->spread));
	report_csv_number(row, REPORT_CSV_LARGEST, "%d", spread_largest(&s->spread));
	report_csv_number(row, REPORT_CSV_EARLIER, "%zu", s->earlier);
}

static void person_csv(const struct report *r, const struct report_person *person, size_t lesson,
	struct strbuf *out)
{
	const struct report_cell *c = report_cell(person, lesson);
	struct report_csv row = { 0 };
	char day[REPORT_DAY_SIZE];

	report_csv_text(&row, REPORT_CSV_ROW, "person");
	report_csv_text(&row, REPORT_CSV_LESSON, r->known.v[lesson].id);
	report_csv_text(&row, REPORT_CSV_TEXT, r->known.v[lesson].title);
	report_csv_text(&row, REPORT_CSV_LEARNER, person->name);
	report_csv_text(&row, REPORT_CSV_STORE, person->store);
	report_csv_text(&row, REPORT_CSV_PERSON, person->id);
	report_csv_text(&row, REPORT_CSV_STATE, state_name(c));
	report_csv_number(&row, REPORT_CSV_BEGUN, "%zu", c->begun);
	report_csv_number(&row, REPORT_CSV_FINISHED, "%zu", c->finished);
	if (r->known.v[lesson].pass > 0)
		report_csv_number(&row, REPORT_CSV_PASSED, "%d", c->passed);
	if (c->state > REPORT_BEGUN) {
		report_csv_number(&row, REPORT_CSV_PERCENT, "%d", c->percent);
		report_csv_number(&row, REPORT_CSV_POINTS, "%.3f", c->result.score / 1000.0);
		report_csv_number(&row, REPORT_CSV_OUT_OF, "%.3f", c->result.max / 1000.0);
		report_csv_number(&row, REPORT_CSV_ANSWERED, "%d", c->result.answered);
		report_csv_number(&row, REPORT_CSV_ASKED, "%d", c->result.asked);
	}
	report_csv_number(&row, REPORT_CSV_EARLIER, "%d", c->earlier);
	report_csv_number(&row, REPORT_CSV_DAY, "%s", report_day(day, c->day));
	report_csv_end(&row, out);
}

void report_people_csv(const struct report *r, struct strbuf *out)
{
	for (size_t k = 0; k < r->people.n; k++)
		for (size_t i = 0; i < r->known.n; i++)
			if (report_cell(&r->people.v[k], i)->state != REPORT_NOTHING)
				person_csv(r, &r->people.v[k], i, out);
}

/* ---- JSON */

static void member(struct strbuf *out, const char *before, const char *name, const char *value)
{
	strbuf_addf(out, "%s\"%s\": ", before, name);
	json_string(out, value);
}

static void results_json(const struct report_summary *s, bool has_mark, struct strbuf *out)
{
	double deviation;

	strbuf_addf(out,
		", \"results\": { \"people\": %zu, \"earlier\": %zu, \"passed\": ", s->spread.n,
		s->earlier);
	if (has_mark)
		strbuf_addf(out, "%zu", s->passed);
	else
		strbuf_addstr(out, "null");
	strbuf_addf(out,
		", \"median\": %.1f, \"mean\": %.4f, \"deviation\": ", spread_median(&s->spread),
		spread_mean(&s->spread));
	if (spread_deviation(&s->spread, &deviation))
		strbuf_addf(out, "%.4f", deviation);
	else
		strbuf_addstr(out, "null");
	strbuf_addf(out, ", \"smallest\": %d, \"largest\": %d }", spread_smallest(&s->spread),
		spread_largest(&s->spread));
}

void report_lesson_json(const struct report *r, size_t lesson, struct strbuf *out)
{
	const struct report_summary *s = &r->people.lessons[lesson];
	double n = (double)s->pairs.n, low, high;

	if (s->spread.n)
		results_json(s, r->known.v[lesson].pass > 0, out);
	if (!s->pairs.n)
		return;
	member(out, ", \"compared\": { ", "before_lesson", r->known.v[s->before].id);
	strbuf_addf(out,
		", \"people\": %zu, \"before\": %.4f, \"after\": %.4f, \"difference\": %.4f, \"interval\": ",
		s->pairs.n, s->sum_before / n / 100, s->sum_after / n / 100, s->pairs.mean / 100);
	if (spread_interval(&s->pairs, &low, &high))
		strbuf_addf(out, "{ \"confidence\": 0.%d, \"low\": %.4f, \"high\": %.4f }",
			SPREAD_CONFIDENCE, low / 100, high / 100);
	else
		strbuf_addstr(out, "null");
	strbuf_addf(out,
		", \"few\": %s, \"questions\": { \"least\": %zu, \"most\": %zu }, \"changed\": %zu }",
		s->pairs.n < SPREAD_PAIRS_SURE ? "true" : "false", s->questions_least,
		s->questions_most, s->changed);
}

static void cell_json(
	const struct report *r, const struct report_cell *c, size_t lesson, struct strbuf *out)
{
	char day[REPORT_DAY_SIZE];

	member(out, "{ ", "lesson", r->known.v[lesson].id);
	member(out, ", ", "state", state_name(c));
	strbuf_addf(out, ", \"begun\": %zu, \"finished\": %zu", c->begun, c->finished);
	if (c->state > REPORT_BEGUN)
		strbuf_addf(out,
			", \"percent\": %d, \"points\": %.3f, \"out_of\": %.3f, \"asked\": %d, \"answered\": %d",
			c->percent, c->result.score / 1000.0, c->result.max / 1000.0,
			c->result.asked, c->result.answered);
	strbuf_addf(out, ", \"passed\": %s, \"earlier\": %s, \"day\": \"%s\" }",
		r->known.v[lesson].pass <= 0 ? "null"
			: c->passed          ? "true"
					     : "false",
		c->earlier ? "true" : "false", report_day(day, c->day));
}

void report_people_json(const struct report *r, struct strbuf *out)
{
	strbuf_addstr(out, "\"learners\": [");
	for (size_t k = 0; k < r->people.n; k++) {
		const struct report_person *person = &r->people.v[k];
		const char *comma = "\n\t";

		member(out, k ? ",\n{ " : "\n{ ", "name", person->name);
		strbuf_addstr(out, ", \"store\": ");
		if (person->store)
			json_string(out, person->store);
		else
			strbuf_addstr(out, "null");
		member(out, ", ", "person", person->id);
		strbuf_addstr(out, ", \"lessons\": [");
		for (size_t i = 0; i < r->known.n; i++) {
			const struct report_cell *c = report_cell(person, i);

			if (c->state == REPORT_NOTHING)
				continue;
			strbuf_addstr(out, comma);
			cell_json(r, c, i, out);
			comma = ",\n\t";
		}
		strbuf_addstr(out, "] }");
	}
	strbuf_addstr(out, "]");
}
