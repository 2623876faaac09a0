/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report: what was learned, and which question is bad. */
#include "cli/report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/authors.h"
#include "learner/progress.h"
#include "store/report.h"

struct gathering {
	struct report *report;
	int64_t run;            /* of the answers in hand */
	/* of the learner and lesson in hand */
	struct report_lesson *lesson;
	char *learner;
	size_t finished;
	double first, last;
};

static struct report_lesson *get_lesson(struct report *r, const char *id)
{
	struct report_lesson *l;
	int index;

	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->lessons[i].id, id))
			return &r->lessons[i];
	ALLOC_GROW(r->lessons, r->n + 1, r->cap);
	l = &r->lessons[r->n++];
	*l = (struct report_lesson){ .id = arena_strdup(&r->arena, id), .pass = -1 };
	index = course_find(&r->course, id);
	l->title = index < 0 ? l->id : r->course.lessons[index].title;
	if (index >= 0)
		l->pass = r->course.lessons[index].pass;
	return l;
}

/* The learner's part in the lesson is over. */
static void close_learner(struct gathering *g)
{
	if (g->finished)
		g->lesson->people++;
	if (g->finished > 1) {
		g->lesson->again++;
		g->lesson->before += g->first;
		g->lesson->after += g->last;
	}
	g->finished = 0;
}

static void take_run(void *ctx, const struct store_run_row *row)
{
	struct gathering *g = ctx;
	struct report_lesson *l = get_lesson(g->report, row->lesson);

	if (!g->learner || l != g->lesson || strcmp(g->learner, row->learner) != 0) {
		if (g->learner)
			close_learner(g);
		free(g->learner);
		g->learner = xstrdup(row->learner);
	}
	g->lesson = l;
	l->taken++;
	if (!row->finished || row->max <= 0)
		return;
	l->finished++;
	l->passed += l->pass >= 0 && passed(row->score, row->max, l->pass);
	g->last = 100.0 * row->score / row->max;
	if (!g->finished++)
		g->first = g->last;
}

static void take_time(void *ctx, const char *lesson, int64_t people, int64_t read, int64_t seconds)
{
	struct gathering *g = ctx;
	struct report_lesson *l = get_lesson(g->report, lesson);

	l->opened = people;
	l->read = read;
	l->seconds = seconds;
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct gathering *g = ctx;
	const char *slash = strchr(row->question, '/');

	if (row->run != g->run)
		stats_end_run(&g->report->stats);
	g->run = row->run;
	if (slash) {
		char lesson[64];
		size_t len = (size_t)(slash - row->question);

		if (len >= sizeof(lesson))
			return;
		memcpy(lesson, row->question, len);
		lesson[len] = '\0';
		stats_answer(&g->report->stats, lesson, slash + 1, row->response, row->score, row->max, row->hints);
	} else {
		stats_answer(&g->report->stats, row->lesson, row->question, row->response, row->score, row->max, row->hints);
	}
}

static bool gather(struct report *report, struct store *store, const char *learner, struct strbuf *err)
{
	struct gathering g = { .report = report, .run = -1 };
	bool good;

	/* lessons first: their number is fixed before pointers to them are kept */
	good = store_each_time(store, learner, take_time, &g, err);
	for (size_t i = 0; i < report->course.n; i++)
		get_lesson(report, report->course.lessons[i].id);
	ALLOC_GROW(report->lessons, report->n + 256, report->cap);
	good = good && store_each_run(store, learner, take_run, &g, err);
	if (g.learner)
		close_learner(&g);
	free(g.learner);
	good = good && store_each_first_answer(store, learner, take_answer, &g, err);
	stats_end_run(&report->stats);
	return good;
}

static int write_report(const struct options *options, const struct report *report, const char *lang)
{
	struct strbuf out = STRBUF_INIT;
	int status;

	if (options->json)
		report_json(report, &out);
	else if (options->csv)
		report_csv(report, &out);
	else if (options->html)
		report_html(report, lang, &out);
	else
		report_text(report, &out);
	status = write_output(options, &out);
	strbuf_release(&out);
	return status;
}

struct store *open_store(const struct paths *paths, int *status)
{
	struct strbuf err = STRBUF_INIT;
	enum store_state state;
	struct store *store = NULL;

	if (!paths->store || access(paths->store, F_OK))
		*status = complain(EXIT_UNUSABLE, _("there is no progress at %s"), paths->store ? paths->store : "");
	else {
		store = store_open(paths->store, "", &state, &err);
		*status = err.len ? complain(EXIT_UNUSABLE, "%s", err.buf) : 0;
	}
	strbuf_release(&err);
	return store;
}

int cmd_report(const struct options *options)
{
	struct report report = { 0 };
	struct strbuf err = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	struct paths paths;
	const char *lang;
	struct store *store;
	int status;

	paths_find(&paths, options);
	lang = language_start(&paths, options);
	store = open_store(&paths, &status);
	if (!store)
		return status;
	course_scan(&report.course, paths.lessons, paths.n_lessons, lang, &diags);
	stats_init(&report.stats);
	status = gather(&report, store, options->learner, &err) ? write_report(options, &report, lang)
		: complain(EXIT_UNUSABLE, "%s", err.buf);
	store_close(store);
	stats_release(&report.stats);
	course_release(&report.course);
	free(report.lessons);
	arena_release(&report.arena);
	diags_release(&diags);
	strbuf_release(&err);
	return status;
}
