/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_question.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "learner/score.h"
#include "report/report.h"
#include "store/people.h"
#include "text/text.h"

/* ---- taking answers */

/* What is chosen of two options says no more than whether it is right. */
static bool is_two_way(const struct question *q, const struct interaction *i)
{
	return i->kind == INTERACTION_TRUE_FALSE || (q->n_options == 2 && !i->separator);
}

/* Adds all options before any is chosen, so that those never chosen are counted too. */
static void begin(struct report *r, struct stats_item *item, const struct question *q)
{
	struct report_question *rq;

	ALLOC_GROW(r->questions, r->n_questions + 1, r->cap_questions);
	rq = &r->questions[r->n_questions++];
	*rq = (struct report_question){ .question = q };
	if (!q)
		return;
	question_interaction(q, &r->arena, &rq->interaction);
	item->separator = rq->interaction.separator;
	item->two_way = is_two_way(q, &rq->interaction);
	if (*item->version && strcmp(item->version, q->version) != 0)
		return;
	for (size_t i = 0; i < q->n_options; i++)
		stats_add_option(&r->stats, item, q->options[i].id, q->options[i].correct);
}

/* The question is looked up in its lesson once, not for each of a million answers. */
static struct stats_item *get_item(
	struct report *r, size_t lesson, const char *question, const char *version)
{
	const struct cached_lesson *known = &r->known.v[lesson];
	bool is_new;
	struct stats_item *item = stats_item(&r->stats, known->id, question, version, &is_new);

	if (is_new)
		begin(r, item, known->lesson ? lesson_question(known->lesson, question) : NULL);
	return item;
}

/*
 * Takes the result by the key of the version: a response to an earlier one that was regraded by the
 * key of now counts as it did then.
 */
static void grade(
	const struct question *q, const struct store_answer_row *row, struct stats_answer *a)
{
	a->score = row->score;
	a->max = row->max;
	if (!row->is_last && q)
		a->score = score_after_costs(row->score, row->hints * q->hint_cost);
	if (row->regraded && row->version && (!q || strcmp(row->version, q->version) != 0)) {
		a->score = row->was_score;
		a->max = row->was_max;
	}
}

/* Counts an item that was regraded once, by its last response. */
static void note_regrade(struct report_question *rq, const struct store_answer_row *row)
{
	if (!row->regraded)
		return;
	rq->regraded++;
	if (row->regraded > rq->regraded_at)
		rq->regraded_at = row->regraded;
}

void report_question_take(struct report *r, size_t lesson, const struct store_answer_row *row,
	bool first, int64_t seconds)
{
	const char *id;
	size_t owner = lesson_cache_owner(&r->known, lesson, row->question, &id);
	struct stats_item *item = get_item(r, owner, id, row->version);
	struct report_question *rq = &r->questions[item->index];
	struct stats_answer a = { .response = row->try > 1 && *row->response ? NULL : row->response,
		.hints = row->hints,
		.retried = row->tries > 1,
		.seconds = seconds };

	note_regrade(rq, row);
	if (!first)
		return;
	grade(rq->question, row, &a);
	/* asked again at the end of a lesson, although it was right */
	if (a.response && a.score == a.max)
		a.retried = false;
	if (row->at > rq->last)
		rq->last = row->at;
	stats_answer(&r->stats, item, &a);
}

/* ---- versions */

static bool was_met(const struct stats_item *item)
{
	return item->n || item->skipped;
}

/* Returns the item of the version that the lesson has now, creating it if needed. */
static struct stats_item *find_present(struct report *r, struct stats_item *first)
{
	const struct question *q = r->questions[first->index].question;
	struct stats_item *newest = NULL;

	if (q && (*first->version || first->next))
		return get_item(
			r, lesson_cache_get(&r->known, first->lesson), first->question, q->version);
	for (struct stats_item *o = first; o; o = o->next)
		if (!newest ||
			(*o->version &&
				(!*newest->version ||
					r->questions[o->index].last >
						r->questions[newest->index].last)))
			newest = o;
	return newest;
}

static void join(struct report *r, struct stats_item *present, struct stats_item *unknown)
{
	struct report_question *to = &r->questions[present->index],
			       *from = &r->questions[unknown->index];

	to->joined = unknown->n;
	if (to == from)
		return;
	from->version = REPORT_JOINED;
	to->regraded += from->regraded;
	if (from->regraded_at > to->regraded_at)
		to->regraded_at = from->regraded_at;
	if (from->last > to->last)
		to->last = from->last;
	stats_merge(&r->stats, present, unknown);
}

static void settle(struct report *r, struct stats_item *first)
{
	struct stats_item *present = find_present(r, first), *unknown = NULL;
	size_t elsewhere = 0;
	bool others = false;

	for (struct stats_item *o = first; o; o = o->next) {
		if (!*o->version)
			unknown = o;
		else if (o != present)
			others = others || was_met(o);
	}
	if (unknown && !others)
		join(r, present, unknown);
	for (struct stats_item *o = first; o; o = o->next) {
		struct report_question *rq = &r->questions[o->index];

		if (o == present || rq->version == REPORT_JOINED)
			continue;
		rq->version = REPORT_EARLIER;
		elsewhere += o->n;
	}
	r->questions[present->index].elsewhere = elsewhere;
}

static int compare_chosen(const void *a, const void *b)
{
	const struct stats_response *ra = a, *rb = b;

	return ra->n < rb->n ? 1 : ra->n > rb->n ? -1 : strcmp(ra->text, rb->text);
}

/*
 * Marks the right responses by grading them: with hints taken, the points alone do not show which
 * are right. Of an earlier version the key is gone.
 */
static void judge(const struct report_question *rq, struct stats_item *item)
{
	const struct question *q = rq->version == REPORT_PRESENT ? rq->question : NULL;

	for (size_t k = 0; k < item->n_responses; k++) {
		struct grade g;

		if (rq->version != REPORT_PRESENT)
			item->responses[k].right = item->responses[k].offered = false;
		if (!q)
			continue;
		g = q->type->grade(q, item->responses[k].text);
		item->responses[k].right = item->separator ? g.score > 0 : g.score == g.max;
	}
	/* options keep the order of the file */
	if (item->n_responses && !item->responses[0].offered)
		qsort(item->responses, item->n_responses, sizeof(*item->responses), compare_chosen);
}

void report_question_settle(struct report *r)
{
	size_t n = r->stats.n;

	for (size_t i = 0; i < n; i++)
		if (r->stats.items[i]->first == r->stats.items[i])
			settle(r, r->stats.items[i]);
	for (size_t i = 0; i < r->stats.n; i++)
		judge(&r->questions[i], r->stats.items[i]);
}

/* ---- for the writers */

const struct report_question *report_question_of(
	const struct report *r, const struct stats_item *item)
{
	return &r->questions[item->index];
}

const struct stats_item *report_question_next(
	const struct report *r, const struct stats_item *item, const struct stats_item *main)
{
	const struct stats_item *o = item == main ? main->first : item->next;

	while (o && (r->questions[o->index].version != REPORT_EARLIER || !was_met(o)))
		o = o->next;
	return o;
}

unsigned report_question_flags(const struct report *r, const struct stats_item *item)
{
	const struct report_question *rq = &r->questions[item->index];

	return rq->question && rq->version == REPORT_PRESENT ? stats_flags(item) : 0;
}

bool report_question_is_shown(const struct report *r, const struct stats_item *item)
{
	const struct report_question *rq = &r->questions[item->index];

	return rq->version == REPORT_PRESENT &&
		(was_met(item) || report_question_next(r, item, item));
}

void report_question_words(
	const struct report *r, const struct stats_item *item, const char *pick, struct strbuf *out)
{
	const struct report_question *rq = &r->questions[item->index];
	const struct interaction none = { 0 };
	struct strbuf words = STRBUF_INIT;

	interaction_pick_text(
		rq->version == REPORT_PRESENT ? &rq->interaction : &none, pick, &words);
	text_sanitize(out, words.buf, words.len);
	strbuf_release(&words);
}

void report_question_version(const struct stats_item *item, struct strbuf *out)
{
	if (*item->version)
		/* TRANSLATORS: a version of a question, named by 16 digits */
		strbuf_addf(out, _("version %s"), item->version);
	else
		strbuf_addstr(out, _("version not known"));
}

/* Speaks of all versions: regraded answers are mostly to an earlier one. */
static void note_regraded(const struct report *r, const struct stats_item *item, struct strbuf *out)
{
	size_t n = 0;
	int64_t last = 0;
	char day[REPORT_DAY_WORDS_SIZE];

	for (const struct stats_item *o = item->first; o; o = o->next) {
		const struct report_question *rq = &r->questions[o->index];

		if (rq->version != REPORT_JOINED)
			n += rq->regraded;
		if (rq->regraded_at > last)
			last = rq->regraded_at;
	}
	if (n)
		strbuf_addf(out,
			_("Answers that were regraded: %zu, last on %s; what they got before is kept."),
			n, report_question_day(day, sizeof(day), last));
}

bool report_question_note(
	const struct report *r, const struct stats_item *item, int number, struct strbuf *out)
{
	const struct report_question *rq = &r->questions[item->index];

	switch (number) {
	case 0:
		if (!rq->question)
			strbuf_addstr(out,
				_("It is no longer in the lesson: it was removed or renamed."));
		return true;
	case 1:
		if (item->unknown)
			strbuf_addf(out,
				Q_("What one person answered first is not known: an older version of Vigie did not keep it.",
					"What %zu people answered first is not known: an older version of Vigie did not keep it.",
					item->unknown),
				item->unknown);
		return true;
	case 2:
		if (rq->joined)
			strbuf_addf(out,
				Q_("One answer is of an older version of Vigie, which did not keep what was asked; it is counted here.",
					"%zu answers are of an older version of Vigie, which did not keep what was asked; they are counted here.",
					rq->joined),
				rq->joined);
		return true;
	case 3:
		note_regraded(r, item, out);
		return true;
	case 4:
		if (rq->elsewhere)
			strbuf_addf(out,
				Q_("One answer to an earlier version is not counted here:",
					"%zu answers to an earlier version are not counted here:",
					rq->elsewhere),
				rq->elsewhere);
		return true;
	default:
		return false;
	}
}

const char *report_question_day(char *buf, size_t size, int64_t at)
{
	time_t when = (time_t)at;
	struct tm tm = { 0 };

	struct arena arena = { 0 };
	struct date date;

	localtime_r(&when, &tm);
	date = (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	snprintf(buf, size, "%s", date_words(&arena, &date));
	arena_release(&arena);
	return buf;
}
