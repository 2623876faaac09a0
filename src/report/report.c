/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "learner/progress.h"
#include "learner/score.h"
#include "text/text.h"

const struct report_finding report_findings[] = {
	{ STATS_WRONG_KEY, "wrong-key",
		N_("A wrong answer draws more people than the right one, and they know more: is the right one right?") },
	{ STATS_REVERSED, "reversed", N_("Those who know the rest miss it: read it again.") },
	{ STATS_WEAK, "weak", N_("It hardly tells those who know from those who do not.") },
	{ STATS_TOO_EASY, "too-easy", N_("It is too easy to tell anything.") },
	{ STATS_TOO_HARD, "too-hard", N_("It is too hard to tell anything.") },
	{ STATS_DEAD, "dead-distractor",
		N_("Hardly anyone chooses the options marked ○: remove them, or make them more plausible.") },
};
const size_t report_n_findings = ARRAY_SIZE(report_findings);

/* ---- gathering */

struct gathering {
	struct report *report;
	size_t lesson; /* of the current run */
	bool finished;
	bool wants_replies; /* report_people_reply() */
	int number;         /* item of the previous response */
	int64_t at;         /* when the previous answer was given, or the run was started */
};

static struct report_lesson *get_lesson(struct report *r, size_t at)
{
	while (r->n <= at) {
		ALLOC_GROW(r->lessons, r->n + 1, r->cap);
		r->lessons[r->n++] = (struct report_lesson){ 0 };
	}
	return &r->lessons[at];
}

static void close_sittings(struct report_lesson *l)
{
	l->people += l->mine > 0;
	if (l->mine > 1) {
		l->again++;
		l->first += l->my_first;
		l->last += l->my_last;
	}
	l->mine = 0;
}

static void close_person(struct report *r)
{
	stats_end_sitting(&r->stats);
	for (size_t i = 0; i < r->n; i++)
		close_sittings(&r->lessons[i]);
}

static void take_person(void *ctx, const char *name, const char *store, const char *person)
{
	struct gathering *g = ctx;

	/* while the person who had it is the current one */
	report_scenario_end(g->report);
	close_person(g->report);
	stats_begin_person(&g->report->stats);
	report_people_begin(&g->report->people, name, store, person);
}

static void finish(struct gathering *g, struct report_lesson *l, const struct store_run_row *row)
{
	struct rule rule = report_rule(&g->report->known, g->lesson);

	l->finished++;
	if (!run_counts(row->kind) || row->result.max <= 0)
		return;
	l->passed += rule.mark > 0 && result_passes(&row->result, &rule);
	l->my_last = 100 * score_share(row->result.score, row->result.max);
	if (!l->mine++)
		l->my_first = l->my_last;
}

static bool take_run(void *ctx, const struct report_source *source, const struct store_run_row *row)
{
	struct gathering *g = ctx;
	struct report *r = g->report;
	struct report_lesson *l;

	(void)source;
	report_scenario_end(r);
	stats_end_sitting(&r->stats);
	/* these follow a first answer and would measure memory */
	if (row->kind == RUN_MISSED || row->kind == RUN_REVIEW)
		return false;
	g->lesson = lesson_cache_get(&r->known, row->lesson);
	g->at = row->started;
	g->number = -1;
	g->finished = row->finished > 0;
	g->wants_replies = report_people_run(&r->people, g->lesson, row);
	l = get_lesson(r, g->lesson);
	l->taken++;
	if (row->kind == RUN_SCENARIO)
		report_scenario_begin(r, g->lesson, row);
	if (g->finished)
		finish(g, l, row);
	return true;
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct gathering *g = ctx;
	struct report *r = g->report;
	int64_t seconds = report_seconds_between(g->at, row->at);
	bool first = g->number != row->number;

	if (g->wants_replies)
		report_people_reply(&r->people, row);
	g->number = row->number;
	if (row->at > 0)
		g->at = row->at;
	if (g->finished && seconds > 0)
		get_lesson(r, g->lesson)->seconds +=
			seconds < STATS_SECONDS_MAX ? seconds : STATS_SECONDS_MAX;
	if (r->scenarios.playing)
		report_scenario_step(r, row);
	else if (first || row->regraded)
		report_question_take(
			r, g->lesson, row, first, row->spent >= 0 ? row->spent : seconds);
}

bool report_gather(struct report *r, const struct report_sources *sources, struct strbuf *err)
{
	struct gathering g = { .report = r };
	const struct report_visitor visitor = { &g, take_person, take_run, take_answer };
	bool good;

	report_people_init(&r->people, &r->known);
	good = report_sources_visit(sources, &visitor, err);
	report_scenario_end(r);
	close_person(r);
	report_people_end(&r->people);
	if (r->known.n)
		get_lesson(r, r->known.n - 1);
	report_question_settle(r);
	return good;
}

void report_release(struct report *r)
{
	stats_release(&r->stats);
	report_people_release(&r->people);
	free(r->lessons);
	free(r->questions);
	report_scenario_release(r);
	arena_release(&r->arena);
}

double report_share(double part, size_t whole)
{
	return whole ? part / (double)whole : 0;
}

const char *report_decimal(char *buf, size_t size, const char *format, double value)
{
	const char *sign = C_("decimals", ".");
	char *point;

	snprintf(buf, size, format, value);
	point = strchr(buf, '.');
	if (point && strlen(sign) == 1)
		*point = *sign;
	return buf;
}

int64_t report_seconds_between(int64_t before, int64_t after)
{
	return before > 0 && after >= before ? after - before : -1;
}
