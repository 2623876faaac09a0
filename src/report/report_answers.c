/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_answers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/strbuf.h"
#include "questions/interaction.h"
#include "report/report.h"
#include "report/report_contract.h"

struct exporting {
	struct lesson_cache *known;
	FILE *file;
	struct strbuf out;
	int error; /* why writing failed; 0 as long as it has not */
	/* of the current run */
	struct report_event run; /* what all its rows have */
	struct report_event finish;
	bool is_finished, is_scenario;
	size_t lesson;
	int64_t at;
	char *texts[6]; /* copies that run and finish point to */
	size_t n_texts;
	char begun[32];
	struct strbuf ending;
};

static void flush(struct exporting *x)
{
	errno = EIO;
	if (!x->error && fwrite(x->out.buf, 1, x->out.len, x->file) != x->out.len)
		x->error = errno;
	strbuf_clear(&x->out);
}

static void add(struct exporting *x, const struct report_event *event)
{
	report_contract_write(event, &x->out);
	strbuf_addstr(&x->out, "\r\n");
	if (x->out.len >= EXPORT_BYTES)
		flush(x);
}

/* Adds the row of the finish, which follows the answers: their regrades are in it. */
static void end_run(struct exporting *x)
{
	if (x->is_finished) {
		x->finish.ending = x->ending.len ? x->ending.buf : NULL;
		add(x, &x->finish);
	}
	x->is_finished = false;
	while (x->n_texts)
		free(x->texts[--x->n_texts]);
	strbuf_clear(&x->ending);
}

/* The row's texts do not outlive it. */
static const char *keep(struct exporting *x, const char *text)
{
	return x->texts[x->n_texts++] = xstrdup(text);
}

static void take_person(void *ctx, const char *name, const char *store, const char *person)
{
	(void)ctx;
	(void)name;
	(void)store;
	(void)person;
}

static const char *const sittings[] = { [RUN_QUIZ] = "quiz",
	[RUN_MISSED] = "missed",
	[RUN_EXAM] = "exam",
	[RUN_SCENARIO] = "scenario",
	[RUN_REVIEW] = "review" };

static void begin_finish(struct exporting *x, const struct store_run_row *row)
{
	const struct result *r = &row->result;

	x->finish = x->run;
	x->finish.kind = report_kind_name(REPORT_FINISH);
	x->finish.said_at = row->finished;
	x->finish.score = x->finish.points = r->score;
	x->finish.max = x->finish.out_of = r->max;
	x->finish.asked = r->asked;
	x->finish.answered = r->answered;
	if (!r->earlier) {
		x->finish.mark = r->rule.mark;
		x->finish.needed = r->rule.answered;
		x->finish.passed = r->passed;
	}
}

static bool take_run(void *ctx, const struct report_source *source, const struct store_run_row *row)
{
	struct exporting *x = ctx;
	time_t when = (time_t)row->started;
	struct tm tm = { 0 };
	struct report_event begun;

	end_run(x);
	gmtime_r(&when, &tm);
	strftime(x->begun, sizeof(x->begun), "%Y-%m-%dT%H:%M:%SZ", &tm);
	x->lesson = lesson_cache_get(x->known, row->lesson);
	x->at = row->started;
	x->is_scenario = row->kind == RUN_SCENARIO;
	report_event_init(&x->run);
	x->run.store = source->id;
	x->run.person = keep(x, row->person);
	x->run.run = keep(x, row->id);
	x->run.lesson = keep(x, row->lesson);
	x->run.learner = keep(x, row->learner);
	x->run.title = x->known->v[x->lesson].title;
	x->run.contract = REPORT_CONTRACT;
	x->run.sitting = sittings[row->kind];
	x->run.begun = x->begun;
	begun = x->run;
	begun.kind = report_kind_name(REPORT_START);
	begun.said_at = row->started;
	add(x, &begun);
	x->is_finished = row->finished > 0;
	if (x->is_finished)
		begin_finish(x, row);
	return true;
}

static void add_words(struct exporting *x, const struct store_answer_row *row, struct strbuf *words)
{
	struct arena arena = ARENA_INIT;
	struct interaction i = { 0 };
	const char *id;
	size_t lesson;
	const struct question *q =
		lesson_cache_question(x->known, x->lesson, row->question, &lesson, &id);

	if (q)
		question_interaction(q, &arena, &i);
	interaction_response_text(&i, row->response, words);
	arena_release(&arena);
}

/* Notes the ending that a step of a conversation reaches (learner/play.h). */
static void note_ending(struct exporting *x, const char *step)
{
	static const char end[] = "end:";

	if (strncmp(step, end, strlen(end)) != 0)
		return;
	strbuf_clear(&x->ending);
	strbuf_addstr(&x->ending, step + strlen(end));
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct exporting *x = ctx;
	struct report_event event = x->run;
	struct strbuf words = STRBUF_INIT;

	event.kind = report_kind_name(x->is_scenario ? REPORT_STEP : REPORT_ANSWER);
	event.number = row->number;
	event.try = row->try;
	event.tries = row->tries;
	event.last = row->is_last;
	event.question = row->question;
	event.version = row->version;
	event.response = row->response;
	event.score = event.points = row->score;
	event.max = event.out_of = row->max;
	event.hints = row->hints;
	event.confidence = row->confidence;
	event.spent = row->spent;
	if (row->at > 0)
		event.said_at = row->at;
	event.seconds = report_seconds_between(x->at, row->at);
	if (row->at > 0)
		x->at = row->at;
	if (row->regraded > 0) {
		event.regraded = row->regraded;
		if (x->finish.regraded < row->regraded)
			x->finish.regraded = row->regraded;
	}
	if (x->is_scenario)
		note_ending(x, row->response);
	else
		add_words(x, row, &words);
	event.words = words.buf;
	add(x, &event);
	strbuf_release(&words);
}

bool report_answers_write(struct lesson_cache *known, const struct report_sources *sources,
	FILE *file, struct strbuf *err)
{
	struct exporting x = {
		.known = known, .file = file, .out = STRBUF_INIT, .ending = STRBUF_INIT
	};
	const struct report_visitor visitor = { &x, take_person, take_run, take_answer };
	bool good;

	report_contract_header(&x.out);
	strbuf_addstr(&x.out, "\r\n");
	good = report_sources_visit(sources, &visitor, err);
	end_run(&x);
	flush(&x);
	strbuf_release(&x.out);
	strbuf_release(&x.ending);
	errno = x.error;
	return good && !x.error;
}
