/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_people_forms.h"
#include "text/csv.h"
#include "text/json.h"

const char *report_state_name(int state)
{
	static const char *const names[] = { [REPORT_NOTHING] = "nothing",
		[REPORT_BEGUN] = "begun",
		[REPORT_TOO_FEW] = "too-few-answers",
		[REPORT_FINISHED] = "finished" };

	return names[state];
}

/* ---- CSV */

/* The columns of a lesson, then those of a person in one. */
static const char lesson_columns[] =
	",results,median,mean,deviation,smallest,largest,earlier_results,difference,low,high,same_questions";
enum { LESSON_COLUMNS = 11, PERSON_COLUMNS = 12 };
static const char person_columns[] =
	",learner,store,person,state,percent,points,out_of,answered,asked,person_passed,earlier,day";

static void commas(struct strbuf *out, int n)
{
	while (n-- > 0)
		strbuf_addch(out, ',');
}

void report_people_csv_header(struct strbuf *out)
{
	strbuf_addstr(out, lesson_columns);
	strbuf_addstr(out, person_columns);
}

void report_csv_no_tail(struct strbuf *out)
{
	commas(out, LESSON_COLUMNS + PERSON_COLUMNS);
}

void report_lesson_csv_tail(const struct report *r, size_t lesson, struct strbuf *out)
{
	const struct report_summary *s = &r->people.lessons[lesson];
	double deviation, low, high;

	strbuf_addf(out, ",%zu,", s->spread.n);
	if (s->spread.n)
		strbuf_addf(out, "%.1f,%.4f,", spread_median(&s->spread), spread_mean(&s->spread));
	else
		commas(out, 2);
	if (spread_deviation(&s->spread, &deviation))
		strbuf_addf(out, "%.4f", deviation);
	if (s->spread.n)
		strbuf_addf(out, ",%d,%d", spread_smallest(&s->spread), spread_largest(&s->spread));
	else
		commas(out, 2);
	strbuf_addf(out, ",%zu,", s->earlier);
	if (s->pairs.n)
		strbuf_addf(out, "%.4f", s->pairs.mean / 100);
	if (spread_interval(&s->pairs, &low, &high))
		strbuf_addf(out, ",%.4f,%.4f,", low / 100, high / 100);
	else
		commas(out, 3);
	if (s->pairs.n)
		strbuf_addf(out, "%zu", s->questions_most);
	commas(out, PERSON_COLUMNS);
}

static void person_csv(const struct report_person *person, const struct report_cell *c,
	bool has_mark, struct strbuf *out)
{
	char day[REPORT_DAY_SIZE];

	commas(out, LESSON_COLUMNS + 1);
	csv_text(out, person->name);
	strbuf_addch(out, ',');
	csv_text(out, person->store);
	strbuf_addf(out, ",%s,%s,", person->id, report_state_name(c->state));
	if (c->state == REPORT_BEGUN)
		commas(out, 5);
	else
		strbuf_addf(out, "%d,%.3f,%.3f,%d,%d,", c->percent, c->result.score / 1000.0,
			c->result.max / 1000.0, c->result.answered, c->result.asked);
	if (has_mark)
		strbuf_addf(out, "%d", c->passed);
	strbuf_addf(out, ",%d,%s\r\n", c->earlier, report_day(day, c->day));
}

void report_people_csv(const struct report *r,
	void (*lead)(const struct report *report, size_t lesson, struct strbuf *out),
	struct strbuf *out)
{
	for (size_t k = 0; k < r->people.n; k++)
		for (size_t i = 0; i < r->known.n; i++) {
			const struct report_cell *c = report_cell(&r->people.v[k], i);

			if (c->state == REPORT_NOTHING)
				continue;
			lead(r, i, out);
			person_csv(&r->people.v[k], c, r->known.v[i].pass > 0, out);
		}
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
	strbuf_addf(out, ", \"few\": %s, \"questions\": { \"least\": %zu, \"most\": %zu } }",
		s->pairs.n < SPREAD_PAIRS_SURE ? "true" : "false", s->questions_least,
		s->questions_most);
}

static void cell_json(
	const struct report *r, const struct report_cell *c, size_t lesson, struct strbuf *out)
{
	char day[REPORT_DAY_SIZE];

	member(out, "{ ", "lesson", r->known.v[lesson].id);
	member(out, ", ", "state", report_state_name(c->state));
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
	strbuf_addstr(out, ",\n\"learners\": [");
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
