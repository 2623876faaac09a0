/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first answers of all learners as CSV, one per row, for a spreadsheet. Points are whole
 * points, times are in UTC.
 */
#include "report/report_answers.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "report/report.h"
#include "report/report_progress.h"
#include "text/csv.h"
#include "text/text.h"

struct exporting {
	struct lesson_cache *known;
	const char *const *group;
	size_t n;
	FILE *file;
	struct strbuf out, head; /* head: the fields of the current run */
	int error;               /* why writing failed; 0 as long as it has not */
	size_t lesson;
	int64_t at;
};

static void flush(struct exporting *x)
{
	errno = EIO;
	if (!x->error && fwrite(x->out.buf, 1, x->out.len, x->file) != x->out.len)
		x->error = errno;
	strbuf_clear(&x->out);
}

static bool take_run(void *ctx, const struct store_run_row *row)
{
	static const char *const kinds[] = { [RUN_QUIZ] = "quiz",
		[RUN_MISSED] = "missed",
		[RUN_EXAM] = "exam",
		[RUN_SCENARIO] = "scenario",
		[RUN_REVIEW] = "review" };
	struct exporting *x = ctx;
	time_t when = (time_t)row->started;
	struct tm tm = { 0 };

	if (!report_in_group(x->group, x->n, row->learner))
		return false;
	gmtime_r(&when, &tm);
	strbuf_clear(&x->head);
	csv_text(&x->head, row->learner);
	strbuf_addch(&x->head, ',');
	csv_text(&x->head, row->lesson);
	strbuf_addf(&x->head, ",\"%s\",%04d-%02d-%02dT%02d:%02d:%02dZ,", kinds[row->kind],
		tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
	x->lesson = lesson_cache_get(x->known, row->lesson);
	x->at = row->started;
	return true;
}

static void add_words(struct exporting *x, const struct question *q, const char *response)
{
	struct arena arena = ARENA_INIT;
	struct interaction i = { 0 };
	struct strbuf words = STRBUF_INIT;

	if (q)
		question_interaction(q, &arena, &i);
	interaction_response_text(&i, response, &words);
	csv_text(&x->out, words.buf);
	strbuf_release(&words);
	arena_release(&arena);
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct exporting *x = ctx;
	int64_t seconds = report_seconds_between(x->at, row->at);
	const struct question *q;
	const char *id;
	size_t lesson;

	if (row->at > 0)
		x->at = row->at;
	q = lesson_cache_question(x->known, x->lesson, row->question, &lesson, &id);
	strbuf_add(&x->out, x->head.buf, x->head.len);
	csv_text(&x->out, row->question);
	strbuf_addch(&x->out, ',');
	csv_text(&x->out, row->response);
	strbuf_addch(&x->out, ',');
	add_words(x, q, row->response);
	strbuf_addf(&x->out, ",%.3f,%.3f,%d,%d,", row->score / 1000.0, row->max / 1000.0,
		row->hints, row->tries);
	if (seconds >= 0)
		strbuf_addf(&x->out, "%lld", (long long)seconds);
	strbuf_addstr(&x->out, "\r\n");
	if (x->out.len >= EXPORT_BYTES)
		flush(x);
}

bool report_answers_write(struct lesson_cache *known, struct store *store, const char *const *group,
	size_t n, FILE *file, struct strbuf *err)
{
	struct exporting x = { .known = known,
		.group = group,
		.n = n,
		.file = file,
		.out = STRBUF_INIT,
		.head = STRBUF_INIT };
	const struct store_visitor visitor = { &x, take_run, take_answer, report_progress };
	bool good;

	strbuf_addstr(&x.out,
		"learner,lesson,kind,begun,question,response,text,score,max,hints,tries,seconds\r\n");
	good = store_visit_runs(store, &visitor, err);
	report_progress_end();
	flush(&x);
	strbuf_release(&x.out);
	strbuf_release(&x.head);
	errno = x.error;
	return good && !x.error;
}
