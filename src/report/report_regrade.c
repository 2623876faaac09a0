/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_regrade.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/folder.h"
#include "os/pathname.h"
#include "questions/interaction.h"
#include "report/report.h"
#include "report/report_progress.h"
#include "report/report_sheet.h"

/* ---- the lesson in its languages */

static void add_lesson(
	struct report_regrade *plan, const char *dir, const char *lang, struct diags *diags)
{
	struct lesson *lesson = lesson_load(dir, lang, question_parse, diags);

	if (lesson)
		plan->lessons[plan->n_lessons++] = lesson;
}

static bool load(struct report_regrade *plan, const char *id)
{
	struct diags diags = DIAGS_INIT;
	int at = course_find(&plan->known->course, id);
	const char *dir = at >= 0 ? plan->known->course.lessons[at].dir : NULL;
	struct folder folder = { 0 };

	if (dir)
		folder_read(&folder, &plan->arena, dir, &diags);
	plan->lessons = xcalloc(folder.n + 1, sizeof(struct lesson *));
	if (dir && !plan->known->course.lessons[at].scenario)
		add_lesson(plan, dir, plan->known->lang, &diags);
	for (size_t i = 0; plan->n_lessons && i < folder.n; i++) {
		const char *lang = pathname_language(&plan->arena, folder.names[i]);

		if (lang && strcmp(lang, plan->lessons[0]->language) != 0)
			add_lesson(plan, dir, lang, &diags);
	}
	/* its own language is that of no file LANG.ini */
	if (plan->n_lessons)
		add_lesson(plan, dir, NULL, &diags);
	diags_release(&diags);
	return plan->n_lessons && plan->lessons[0]->n_questions;
}

/* ---- one response */

static bool is_part(const struct interaction_part *parts, size_t n, const char *id, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (!strncmp(parts[i].id, id, len) && !parts[i].id[len])
			return true;
	return false;
}

/* True if the parts and choices that a pick names are still there. */
static bool knows_pick(const struct interaction *i, const char *pick, size_t len)
{
	const char *equals = memchr(pick, '=', len);
	size_t part = equals ? (size_t)(equals - pick) : len;

	if (!is_part(i->parts, i->n_parts, pick, part))
		return false;
	if (!equals || !i->n_choices || is_part(i->choices, i->n_choices, pick, len))
		return true;
	return i->kind == INTERACTION_FILL_IN ||
		is_part(i->choices, i->n_choices, equals + 1, len - part - 1);
}

/* Text and numbers have no parts: there nothing can be gone. */
static bool knows(const struct interaction *i, const char *response)
{
	char separator = i->kind == INTERACTION_SEQUENCING ? ',' : i->separator;

	while (i->n_parts && *response) {
		const char *end = separator ? strchr(response, separator) : NULL;
		size_t len = end ? (size_t)(end - response) : strlen(response);

		if (!knows_pick(i, response, len))
			return false;
		response += len + (end != NULL);
	}
	return true;
}

static struct grade best_grade(
	const struct report_regrade *plan, const char *question, const char *response)
{
	struct grade best = { -1, 0 };

	for (size_t i = 0; i < plan->n_lessons; i++) {
		const struct question *q = lesson_question(plan->lessons[i], question);
		struct grade g;

		if (!q)
			continue;
		g = q->type->grade(q, response);
		if (g.score > best.score)
			best = g;
	}
	return best;
}

/* ---- working it out */

struct planning {
	struct report_regrade *plan;
	struct store_run_row run; /* its texts are in the arena */
	size_t lesson;
	bool playing; /* there is a run */
	bool changed;
	int64_t score, max; /* by how much the run changes */
	/* of the current item */
	int number, best, of; /* best: -1 until a response settles it */
	bool gone;
};

/* Decides by the points, whatever was decided when the run was finished. */
static bool passes(const struct planning *p, const struct result *result)
{
	struct result anew = *result;
	struct rule rule = result->rule;

	if (result->earlier)
		rule = (struct rule){ p->plan->known->v[p->lesson].pass, RULE_ANSWERED };
	anew.passed = false;
	anew.rule = (struct rule){ 0 };
	return result_passes(&anew, &rule);
}

/* A damaged store may hold any numbers. */
static int clamp(int64_t n, int most)
{
	return n < 0 ? 0 : n > most ? most : (int)n;
}

static void end_run(struct planning *p)
{
	struct report_regrade *plan = p->plan;
	struct result now = p->run.result;
	bool was_passed, is_now;

	if (!p->playing || !p->changed || !p->run.finished)
		return;
	now.max = clamp(now.max + p->max, INT32_MAX);
	now.score = clamp(now.score + p->score, now.max);
	was_passed = run_counts(p->run.kind) &&
		(p->run.result.passed || (now.earlier && passes(p, &p->run.result)));
	is_now = run_counts(p->run.kind) && passes(p, &now);
	ALLOC_GROW(plan->runs, plan->n_runs + 1, plan->cap_runs);
	plan->runs[plan->n_runs++] = (struct report_regrade_run){ .learner = p->run.learner,
		.lesson = p->lesson,
		.started = p->run.started,
		.rule = now.earlier ? (struct rule){ plan->known->v[p->lesson].pass, 0 } : now.rule,
		.was_score = p->run.result.score,
		.was_max = p->run.result.max,
		.score = now.score,
		.max = now.max,
		.was_passed = was_passed,
		.passes = is_now,
		.counts = run_counts(p->run.kind) };
	ALLOC_GROW(plan->changes.runs, plan->changes.n_runs + 1, plan->changes.cap_runs);
	plan->changes.runs[plan->changes.n_runs++] = (struct regrade_run){ .seq = p->run.seq,
		.was_score = p->run.result.score,
		.was_max = p->run.result.max,
		.score = now.score,
		.max = now.max,
		.passed = now.earlier ? was_passed && !is_now : was_passed || is_now };
}

static bool take_run(void *ctx, const struct store_run_row *row)
{
	struct planning *p = ctx;

	end_run(p);
	p->run = *row;
	p->run.learner = arena_strdup(&p->plan->arena, row->learner);
	p->playing = row->kind != RUN_SCENARIO;
	p->lesson = lesson_cache_get(p->plan->known, row->lesson);
	p->changed = false;
	p->score = p->max = 0;
	p->number = -1;
	return p->playing;
}

/* Returns the id of the question in the lesson that is regraded; NULL if it is of another. */
static const char *own_question(const struct planning *p, const char *name)
{
	const char *slash = strchr(name, '/'), *id = p->plan->lessons[0]->id;
	const char *owner = slash ? name : p->plan->known->v[p->lesson].id;
	size_t len = slash ? (size_t)(slash - name) : strlen(owner);

	return strlen(id) == len && !memcmp(id, owner, len) ? (slash ? slash + 1 : name) : NULL;
}

static void try_response(
	struct planning *p, const struct question *q, const struct store_answer_row *row)
{
	struct interaction interaction;
	struct arena arena = ARENA_INIT;
	struct grade g;

	question_interaction(q, &arena, &interaction);
	p->gone = p->gone || !knows(&interaction, row->response);
	arena_release(&arena);
	if (p->gone || p->best >= 0)
		return;
	g = best_grade(p->plan, q->id, row->response);
	if (g.score < g.max && !row->is_last)
		return;
	p->best = score_after_costs(
		g.score, row->hints * q->hint_cost + (row->try - 1) * q->try_cost);
	p->of = g.max;
}

static void change(struct planning *p, const struct store_answer_row *row, int score, int max)
{
	struct regrade *changes = &p->plan->changes;

	ALLOC_GROW(changes->items, changes->n_items + 1, changes->cap_items);
	changes->items[changes->n_items++] = (struct regrade_item){ .run = p->run.seq,
		.number = row->number,
		.was_score = row->score,
		.was_max = row->max,
		.score = score,
		.max = max };
	p->changed = true;
	p->score += score - row->score;
	p->max += max - row->max;
}

/* Settles an item by its last response. */
static void settle(
	struct planning *p, struct report_regrade_question *of, const struct store_answer_row *row)
{
	/* compared as shares, since the question may be worth more now */
	int64_t now = (int64_t)p->best * row->max, was = (int64_t)row->score * p->of;

	if (p->gone) {
		of->gone++;
		return;
	}
	of->more += now > was;
	of->fewer += now < was;
	of->same += now == was;
	if (p->best != row->score || p->of != row->max)
		change(p, row, p->best, p->of);
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct planning *p = ctx;
	const char *id = own_question(p, row->question);
	const struct question *q = id ? lesson_question(p->plan->lessons[0], id) : NULL;

	if (p->number != row->number) {
		p->number = row->number;
		p->best = -1;
		p->gone = false;
	}
	if (id && !q && row->is_last && *row->response)
		p->plan->removed++;
	if (!q || row->max <= 0)
		return;
	if (!*row->response) {
		if (row->max != q->points * POINT)
			change(p, row, 0, q->points * POINT);
		return;
	}
	try_response(p, q, row);
	if (row->is_last)
		settle(p, &p->plan->questions[q - p->plan->lessons[0]->questions], row);
}

bool report_regrade_plan(struct report_regrade *plan, struct lesson_cache *known,
	const char *lesson, struct store *store, struct strbuf *err)
{
	struct planning p = { .plan = plan };
	const struct store_visitor visitor = { &p, take_run, take_answer, report_progress };
	bool good;

	*plan = (struct report_regrade){ .known = known };
	if (!load(plan, lesson)) {
		strbuf_addf(
			err, _("There is no lesson “%s” with questions that can be read."), lesson);
		return false;
	}
	plan->questions = xcalloc(plan->lessons[0]->n_questions, sizeof(*plan->questions));
	good = store_visit_runs(store, &visitor, err);
	report_progress_end();
	end_run(&p);
	return good;
}

void report_regrade_release(struct report_regrade *plan)
{
	for (size_t i = 0; i < plan->n_lessons; i++)
		lesson_free(plan->lessons[i]);
	free(plan->lessons);
	free(plan->questions);
	free(plan->runs);
	free(plan->changes.items);
	free(plan->changes.runs);
	arena_release(&plan->arena);
}

/* ---- for people */

static void question_lines(
	const struct report_regrade *plan, size_t i, const struct report_sheet *sheet)
{
	const struct question *q = &plan->lessons[0]->questions[i];
	const struct report_regrade_question *of = &plan->questions[i];

	if (!of->more && !of->fewer && !of->gone)
		return;
	strbuf_addch(sheet->out, '\n');
	report_sheet_line(sheet, 0, "%s / %s", plan->lessons[0]->id, q->id);
	report_sheet_line(sheet, 2, "%s", q->prompt);
	report_sheet_line(sheet, 4,
		_("answers that get more points: %zu; fewer: %zu; the same: %zu"), of->more,
		of->fewer, of->same);
	if (of->gone)
		report_sheet_line(sheet, 4,
			_("answers that name an option that is gone, left as they are: %zu"),
			of->gone);
}

/* True if the run becomes a pass, or (passes false) would be none any more. */
static bool turns(const struct report_regrade_run *run, bool passes)
{
	return run->counts && run->was_passed != run->passes && run->passes == passes;
}

static size_t count_turns(const struct report_regrade *plan, bool passes)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->n_runs; i++)
		n += turns(&plan->runs[i], passes);
	return n;
}

static void run_lines(
	const struct report_regrade *plan, const struct report_sheet *sheet, bool passes)
{
	char day[REPORT_DAY_WORDS_SIZE];

	for (size_t i = 0; i < plan->n_runs; i++) {
		const struct report_regrade_run *run = &plan->runs[i];

		if (turns(run, passes))
			/* TRANSLATORS: a person, a lesson, a day, and the percentages before and
			   after */
			report_sheet_line(sheet, 4, _("%s, %s, %s: %d %% → %d %%"),
				*run->learner ? run->learner : _("(no name)"),
				plan->known->v[run->lesson].title,
				report_question_day(day, sizeof(day), run->started),
				score_percent(run->was_score, run->was_max, run->rule.mark),
				score_percent(run->score, run->max, run->rule.mark));
	}
}

static void pass_lines(const struct report_regrade *plan, const struct report_sheet *sheet)
{
	size_t now = count_turns(plan, true), no_longer = count_turns(plan, false);

	report_sheet_line(sheet, 0, _("Sittings that are passed then: %zu"), now);
	run_lines(plan, sheet, true);
	report_sheet_line(sheet, 0,
		_("Sittings that would not be passed by it: %zu; the pass is not taken away"),
		no_longer);
	run_lines(plan, sheet, false);
}

void report_regrade_lines(const struct report_regrade *plan, const struct report_sheet *sheet)
{
	report_sheet_line(sheet, 0, _("Answers to “%s”, graded by the lesson as it is now"),
		plan->lessons[0]->title);
	for (size_t i = 0; i < plan->lessons[0]->n_questions; i++)
		question_lines(plan, i, sheet);
	if (plan->removed) {
		strbuf_addch(sheet->out, '\n');
		report_sheet_line(sheet, 0,
			_("answers to questions that are no longer in the lesson, left as they are: %zu"),
			plan->removed);
	}
	strbuf_addch(sheet->out, '\n');
	if (!plan->changes.n_items) {
		report_sheet_line(sheet, 0, "%s", _("No result changes."));
		return;
	}
	report_sheet_line(sheet, 0, _("Answers whose result changes: %zu; finished sittings: %zu"),
		plan->changes.n_items, plan->n_runs);
	pass_lines(plan, sheet);
}
