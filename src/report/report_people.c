/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/date_words.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/clock.h"

struct rule report_rule(const struct lesson_cache *known, size_t lesson)
{
	return (struct rule){ known->v[lesson].pass, known->v[lesson].answered };
}

const char *report_day(char buf[REPORT_DAY_SIZE], int day)
{
	struct date date = date_of_day(day);

	snprintf(buf, REPORT_DAY_SIZE, "%04u-%02u-%02u", (unsigned)date.year % 10000,
		(unsigned)date.month % 100, (unsigned)date.day % 100);
	return buf;
}

const char *report_day_words(char buf[REPORT_DAY_WORDS_SIZE], int day)
{
	struct date date = date_of_day(day);
	struct arena arena = { 0 };

	snprintf(buf, REPORT_DAY_WORDS_SIZE, "%s", date_words(&arena, &date));
	arena_release(&arena);
	return buf;
}

static struct report_summary *get_lesson(struct report_people *p, size_t lesson)
{
	while (p->n_lessons <= lesson) {
		ALLOC_GROW(p->lessons, p->n_lessons + 1, p->cap_lessons);
		p->lessons[p->n_lessons++] = (struct report_summary){ .before = -1 };
	}
	return &p->lessons[lesson];
}

void report_people_init(struct report_people *p, struct lesson_cache *known)
{
	size_t n = known->n;

	*p = (struct report_people){ .known = known };
	for (size_t i = 0; i < n; i++) {
		const struct lesson *lesson =
			known->v[lesson_cache_get(known, known->v[i].id)].lesson;

		if (lesson && lesson->compare)
			get_lesson(p, i)->before = (int)lesson_cache_get(known, lesson->compare);
	}
}

void report_people_release(struct report_people *p)
{
	for (size_t i = 0; i < p->n_sittings; i++)
		free(p->sittings[i].replies);
	free(p->sittings);
	free(p->records);
	free(p->lessons);
	free(p->v);
	arena_release(&p->arena);
	arena_release(&p->scratch);
}

/* ---- the current person */

static bool is_compared(const struct report_people *p, size_t lesson)
{
	for (size_t i = 0; i < p->n_lessons; i++)
		if (p->lessons[i].before >= 0 &&
			(i == lesson || p->lessons[i].before == (int)lesson))
			return true;
	return false;
}

static struct lesson_progress *get_record(struct report_people *p, size_t lesson)
{
	while (p->n_records <= lesson) {
		ALLOC_GROW(p->records, p->n_records + 1, p->cap_records);
		memset(&p->records[p->n_records++], 0, sizeof(*p->records));
	}
	return &p->records[lesson];
}

static struct report_sitting *get_sitting(struct report_people *p, size_t lesson)
{
	while (p->n_sittings <= lesson) {
		ALLOC_GROW(p->sittings, p->n_sittings + 1, p->cap_sittings);
		memset(&p->sittings[p->n_sittings++], 0, sizeof(*p->sittings));
	}
	return &p->sittings[lesson];
}

static struct report_cell *get_cell(struct report_people *p, size_t lesson)
{
	struct report_person *person = &p->v[p->n - 1];

	if (lesson >= person->n_cells) {
		size_t n = lesson < p->known->n ? p->known->n : lesson + 1;
		struct report_cell *cells = arena_alloc(&p->arena, n * sizeof(*cells));

		if (person->n_cells)
			memcpy(cells, person->cells, person->n_cells * sizeof(*cells));
		person->cells = cells;
		person->n_cells = n;
	}
	return &person->cells[lesson];
}

/* Takes the result that is shown, and its day. */
static void take_result(
	const struct lesson_progress *record, const struct rule *rule, struct report_cell *cell)
{
	const struct result *shown = record->best.asked ? &record->best
		: record->older.max > 0                 ? &record->older
							: &record->newest;

	cell->state = shown == &record->newest ? REPORT_TOO_FEW : REPORT_FINISHED;
	cell->day = clock_day(shown->at);
	cell->result = *shown;
	cell->percent = result_percent(shown, rule);
	cell->passed = rule->mark > 0 && progress_passed(record, rule);
	cell->earlier = shown->earlier || progress_passed_earlier(record, rule);
}

static void finish(struct report_people *p, size_t lesson, const struct store_run_row *row,
	struct report_cell *cell)
{
	struct rule rule = report_rule(p->known, lesson);
	struct lesson_progress *record = get_record(p, lesson);
	struct result result = row->result;
	struct report_sitting *sitting;
	bool is_first;

	cell->finished++;
	/* of what was asked before its rule was kept, nothing can be said */
	if (row->result.max <= 0 && !row->result.asked)
		return;
	result.at = row->finished;
	is_first = progress_add_result(record, row->kind, &result);
	take_result(record, &rule, cell);
	if (!is_first || !is_compared(p, lesson))
		return;
	sitting = get_sitting(p, lesson);
	sitting->order = p->order;
	sitting->n = 0;
	p->open = sitting;
	p->open_lesson = lesson;
}

bool report_people_run(struct report_people *p, size_t lesson, const struct store_run_row *row)
{
	struct report_cell *cell;

	p->open = NULL;
	p->number = -1;
	p->order++;
	if (!run_counts(row->kind))
		return false;
	get_lesson(p, lesson);
	cell = get_cell(p, lesson);
	cell->begun++;
	if (cell->state == REPORT_NOTHING)
		cell->state = REPORT_BEGUN;
	if (cell->state == REPORT_BEGUN)
		cell->day = clock_day(row->started);
	if (row->finished > 0)
		finish(p, lesson, row, cell);
	return p->open != NULL;
}

void report_people_reply(struct report_people *p, const struct store_answer_row *row)
{
	struct report_sitting *s = p->open;
	const struct question *now;
	const char *id;
	size_t lesson;

	if (!s || p->number == row->number)
		return;
	p->number = row->number;
	/* an older store has not kept what the first try was */
	if (!*row->response || row->max <= 0 || row->try > 1)
		return;
	now = lesson_cache_question(p->known, p->open_lesson, row->question, &lesson, &id);
	ALLOC_GROW(s->replies, s->n + 1, s->cap);
	s->replies[s->n++] = (struct report_reply){ arena_strdup(&p->scratch, row->question),
		{ row->score, row->max,
			row->version ? arena_strdup(&p->scratch, row->version) : NULL,
			now ? now->version : NULL } };
}

static const struct compare_item *find_reply(const struct report_sitting *s, const char *question)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->replies[i].question, question))
			return &s->replies[i].first;
	return NULL;
}

/* Compares the first answers to the questions that both sittings have. */
static void add_pair(struct report_people *p, struct report_summary *summary, size_t after)
{
	const struct report_sitting *was = &p->sittings[summary->before], *is = &p->sittings[after];
	struct comparison c = { 0 };
	double x, y;
	size_t n;

	for (size_t i = 0; i < is->n; i++)
		compare_add(&c, find_reply(was, is->replies[i].question), &is->replies[i].first);
	summary->changed += (size_t)c.changed;
	if (!c.compared)
		return;
	n = (size_t)c.compared;
	x = 100 * score_share(c.before, c.before_max);
	y = 100 * score_share(c.after, c.after_max);
	summary->sum_before += x;
	summary->sum_after += y;
	if (!summary->pairs.n || n < summary->questions_least)
		summary->questions_least = n;
	if (n > summary->questions_most)
		summary->questions_most = n;
	spread_pair(&summary->pairs, y - x);
}

static void add_cell(struct report_summary *summary, const struct report_cell *cell)
{
	summary->begun += cell->state != REPORT_NOTHING;
	summary->finished += cell->state > REPORT_BEGUN;
	summary->passed += cell->passed;
	if (cell->state != REPORT_FINISHED)
		return;
	summary->earlier += cell->earlier;
	spread_add(&summary->spread, cell->percent);
}

static void end_person(struct report_people *p)
{
	const struct report_person *person = p->n ? &p->v[p->n - 1] : NULL;

	for (size_t i = 0; person && i < person->n_cells && i < p->n_lessons; i++)
		add_cell(&p->lessons[i], &person->cells[i]);
	for (size_t i = 0; i < p->n_lessons; i++) {
		struct report_summary *s = &p->lessons[i];
		size_t before = s->before >= 0 ? (size_t)s->before : p->n_sittings;

		if (before < p->n_sittings && i < p->n_sittings && p->sittings[before].order &&
			p->sittings[i].order > p->sittings[before].order)
			add_pair(p, s, i);
	}
	for (size_t i = 0; i < p->n_sittings; i++) {
		p->sittings[i].order = 0;
		p->sittings[i].n = 0;
	}
	p->n_records = 0;
	p->order = 0;
	p->open = NULL;
	arena_clear(&p->scratch);
}

void report_people_begin(
	struct report_people *p, const char *name, const char *store, const char *id)
{
	end_person(p);
	ALLOC_GROW(p->v, p->n + 1, p->cap);
	p->v[p->n++] = (struct report_person){ .name = arena_strdup(&p->arena, name),
		.store = store ? arena_strdup(&p->arena, store) : NULL,
		.id = arena_strdup(&p->arena, id) };
}

static int compare(const void *a, const void *b)
{
	const struct report_person *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	if (!order && x->store && y->store)
		order = strcmp(x->store, y->store);
	return order ? order : strcmp(x->id, y->id);
}

/* The label of the store is shown only where it tells people of one name apart. */
void report_people_end(struct report_people *p)
{
	bool alike = false;

	end_person(p);
	if (p->n)
		qsort(p->v, p->n, sizeof(*p->v), compare);
	for (size_t i = 0; i < p->n; i++) {
		bool next = i + 1 < p->n && !strcmp(p->v[i].name, p->v[i + 1].name);

		if (!alike && !next)
			p->v[i].store = NULL;
		alike = next;
	}
	if (p->known->n)
		get_lesson(p, p->known->n - 1);
}

/* ---- for the forms */

const struct report_cell *report_cell(const struct report_person *person, size_t lesson)
{
	static const struct report_cell none;

	return lesson < person->n_cells ? &person->cells[lesson] : &none;
}

bool report_is_taken(const struct report_people *p, size_t lesson)
{
	return lesson < p->n_lessons && p->lessons[lesson].begun > 0;
}

void report_person_name(const struct report_person *person, struct strbuf *out)
{
	/* TRANSLATORS: the learner who gave no name */
	strbuf_addstr(out, *person->name ? person->name : _("(no name)"));
	if (person->store)
		strbuf_addf(out, " (%s)", person->store);
}
