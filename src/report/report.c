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
	if (g->finished)
		finish(g, l, row);
	return true;
}

/* Adds all options before any is chosen, so that those never chosen are counted too. */
static void begin_question(struct report *r, struct stats_item *item, const struct question *q)
{
	struct report_question *rq;

	ALLOC_GROW(r->questions, r->n_questions + 1, r->cap_questions);
	rq = &r->questions[r->n_questions++];
	*rq = (struct report_question){ .question = q };
	if (!q)
		return;
	question_interaction(q, &r->arena, &rq->interaction);
	item->separator = rq->interaction.separator;
	for (size_t i = 0; i < q->n_options; i++)
		stats_add_option(&r->stats, item, q->options[i].id, q->options[i].correct);
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct gathering *g = ctx;
	struct report *r = g->report;
	struct stats_answer a = { .response = row->response,
		.score = row->score,
		.max = row->max,
		.hints = row->hints,
		.tries = row->try,
		.seconds = report_seconds_between(g->at, row->at) };
	const struct question *q;
	struct stats_item *item;
	const char *id;
	size_t lesson;
	bool is_new;

	if (g->wants_replies)
		report_people_reply(&r->people, row);
	if (row->try > 1 && g->number == row->number)
		return;
	g->number = row->number;
	if (row->at > 0)
		g->at = row->at;
	if (g->finished && a.seconds > 0)
		get_lesson(r, g->lesson)->seconds +=
			a.seconds < STATS_SECONDS_MAX ? a.seconds : STATS_SECONDS_MAX;
	if (r->known.v[g->lesson].scenario || !strncmp(row->question, "step-", 5))
		return;
	q = lesson_cache_question(&r->known, g->lesson, row->question, &lesson, &id);
	item = stats_item(&r->stats, r->known.v[lesson].id, id, &is_new);
	if (is_new)
		begin_question(r, item, q);
	stats_answer(&r->stats, item, &a);
}

static int compare_chosen(const void *a, const void *b)
{
	const struct stats_response *ra = a, *rb = b;

	return ra->n < rb->n ? 1 : ra->n > rb->n ? -1 : strcmp(ra->text, rb->text);
}

/*
 * Marks the right responses by grading them: with hints taken, the points alone do not show which
 * are right.
 */
static void judge(struct report *r)
{
	for (size_t i = 0; i < r->stats.n; i++) {
		const struct question *q = r->questions[i].question;
		struct stats_item *item = r->stats.items[i];

		for (size_t k = 0; q && k < item->n_responses; k++) {
			struct grade g = q->type->grade(q, item->responses[k].text);

			item->responses[k].right = item->separator ? g.score > 0 : g.score == g.max;
		}
		/* options keep the order of the file */
		if (item->n_responses && !item->responses[0].offered)
			qsort(item->responses, item->n_responses, sizeof(*item->responses),
				compare_chosen);
	}
}

bool report_gather(struct report *r, const struct report_sources *sources, struct strbuf *err)
{
	struct gathering g = { .report = r };
	const struct report_visitor visitor = { &g, take_person, take_run, take_answer };
	bool good;

	report_people_init(&r->people, &r->known);
	good = report_sources_visit(sources, &visitor, err);
	close_person(r);
	report_people_end(&r->people);
	if (r->known.n)
		get_lesson(r, r->known.n - 1);
	judge(r);
	return good;
}

void report_release(struct report *r)
{
	stats_release(&r->stats);
	report_people_release(&r->people);
	free(r->lessons);
	free(r->questions);
	arena_release(&r->arena);
}

void report_words(const struct report *r, size_t item, const char *pick, struct strbuf *out)
{
	struct strbuf words = STRBUF_INIT;

	interaction_pick_text(&r->questions[item].interaction, pick, &words);
	text_sanitize(out, words.buf, words.len);
	strbuf_release(&words);
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
