/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/xapi.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "formats/xapi_definition.h"
#include "formats/xapi_statement.h"
#include "learner/score.h"
#include "questions/interaction.h"
#include "report/report.h"
#include "report/report_answers.h"
#include "report/report_progress.h"
#include "report/report_sources.h"

static_assert((int)STORE_STATEMENT_ID == (int)UUID_CHARS, "the store has room for a UUID");

void xapi_release(struct xapi_export *export)
{
	free(export->made);
	export->made = NULL;
	export->n_made = export->cap = 0;
}

bool xapi_base(const char *typed, struct strbuf *base)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-._~:/[]@!$&'()*+,;=%";
	size_t scheme = !strncmp(typed, "https://", 8) ? 8 : !strncmp(typed, "http://", 7) ? 7 : 0;
	size_t len = strlen(typed);

	while (len > scheme && typed[len - 1] == '/')
		len--;
	if (!scheme || len <= scheme || typed[scheme] == '/' || len > 200 ||
		strspn(typed, allowed) < len)
		return false;
	strbuf_add(base, typed, len);
	return true;
}

/* ---- the export */

/* What a run came to before any regrade. */
struct tally {
	bool regraded;
	int64_t score, max;
	int asked, answered;
};

struct exporting {
	struct xapi_export *export;
	struct store *store;
	const char *const *group;
	size_t n;
	FILE *file;
	struct strbuf out, id; /* id: of the store */
	int error;             /* why writing failed; 0 as long as it has not */

	char *learner; /* current learner */
	bool wanted;
	/* the current run, said when its answers are */
	bool has_run;
	struct store_run_row row;
	char run[40], person[40];
	struct strbuf lesson, path; /* path: of the lesson */
	struct tally tally;
};

static void flush(struct exporting *x)
{
	errno = EIO;
	if (!x->error && fwrite(x->out.buf, 1, x->out.len, x->file) != x->out.len)
		x->error = errno;
	strbuf_clear(&x->out);
}

static struct xapi_fact fact_of(const struct exporting *x)
{
	return (struct xapi_fact){ .base = x->export->told->base,
		.store = x->id.buf,
		.run = x->run,
		.person = x->person,
		.lesson = x->lesson.buf,
		.kind = x->row.kind,
		.number = STORE_WHOLE_RUN,
		.object = x->path.buf,
		.success = XAPI_UNKNOWN,
		.completion = XAPI_UNKNOWN,
		.seconds = -1 };
}

/* Writes the statement, unless it was sent before and would say something else now. */
static void say(struct exporting *x, const struct xapi_fact *fact)
{
	struct xapi_export *e = x->export;
	struct store_statement s = { .run = x->row.seq,
		.number = fact->number,
		.try = fact->try,
		.verb = xapi_verb_name(fact->verb) };
	uint8_t sent[SHA256_BYTES];
	size_t from = x->out.len;

	xapi_statement_id(x->export->told->space, fact, s.id);
	xapi_statement(&x->out, x->export->told->space, fact, s.id);
	sha256(x->out.buf + from, x->out.len - from, s.sum);
	if (e->anew || !store_read_sum(x->store, &s, sent)) {
		ALLOC_GROW(e->made, e->n_made + 1, e->cap);
		e->made[e->n_made++] = s;
	} else if (memcmp(sent, s.sum, sizeof(sent)) != 0) {
		strbuf_setlen(&x->out, from);
		e->n_changed++;
	}
	if (x->out.len >= EXPORT_BYTES)
		flush(x);
}

/* ---- runs */

/* Returns what the run came to when it was finished: a regrade came later. */
static struct result result_then(const struct exporting *x)
{
	const struct tally *t = &x->tally;
	struct result r = x->row.result;

	if (!t->regraded)
		return r;
	r.score = t->score > INT32_MAX ? INT32_MAX : (int)t->score;
	r.max = t->max > INT32_MAX ? INT32_MAX : (int)t->max;
	r.asked = t->asked;
	r.answered = t->answered;
	r.passed = !r.earlier && r.rule.mark > 0 && score_passes(r.score, r.max, r.rule.mark) &&
		result_is_enough(&r, &r.rule);
	return r;
}

static void finish_run(struct exporting *x)
{
	const struct store_run_row *row = &x->row;
	struct xapi_fact fact = fact_of(x);
	struct result result;
	int64_t seconds;

	if (!x->has_run || row->finished <= 0 || row->kind == RUN_MISSED || row->kind == RUN_REVIEW)
		return;
	result = result_then(x);
	seconds = report_seconds_between(row->started, row->finished);
	fact.verb = XAPI_COMPLETED;
	fact.completion = XAPI_YES;
	fact.score = result.score;
	fact.max = result.max;
	fact.seconds = seconds > INT32_MAX ? -1 : (int)seconds;
	fact.at = row->finished;
	xapi_define_lesson(x->export->told, x->path.buf, x->lesson.buf, &x->out);
	say(x, &fact);
	/* by the earlier rule it was not decided then, and a mark of now could change */
	if (!run_counts(row->kind) || result.earlier || result.rule.mark <= 0)
		return;
	fact.verb = result.passed ? XAPI_PASSED : XAPI_FAILED;
	fact.completion = XAPI_UNKNOWN;
	fact.success = result.passed ? XAPI_YES : XAPI_NO;
	say(x, &fact);
}

/* True unless a copy of the store was exported before this one, and has the run. */
static bool is_first(const struct exporting *x, const char *run)
{
	struct strbuf key = STRBUF_INIT;
	bool first;

	strbuf_addf(&key, "/%s/%s", x->id.buf, run);
	first = xapi_is_new(x->export->told, key.buf);
	strbuf_release(&key);
	return first;
}

static bool take_run(void *ctx, const struct store_run_row *row)
{
	struct exporting *x = ctx;

	finish_run(x);
	x->has_run = false;
	if (!x->learner || strcmp(x->learner, row->learner) != 0) {
		free(x->learner);
		x->learner = xstrdup(row->learner);
		x->wanted = report_in_group(x->group, x->n, row->learner);
	}
	if (!x->wanted || !is_first(x, row->id))
		return false;
	x->has_run = true;
	x->row = *row;
	snprintf(x->run, sizeof(x->run), "%s", row->id);
	snprintf(x->person, sizeof(x->person), "%s", *row->person ? row->person : row->id);
	strbuf_clear(&x->lesson);
	strbuf_addstr(&x->lesson, row->lesson);
	strbuf_clear(&x->path);
	strbuf_addstr(&x->path, "lesson/");
	xapi_add_part(&x->path, row->lesson);
	x->tally = (struct tally){ .regraded = false };
	return true;
}

/* ---- items */

/*
 * Makes the paths of a question and of its lesson, from the name that it has in the run: in an exam
 * or a review, "lesson/question".
 */
static void add_paths(const struct exporting *x, const struct store_answer_row *row,
	struct strbuf *path, struct strbuf *lesson, struct strbuf *parent)
{
	bool named = x->row.kind == RUN_EXAM || x->row.kind == RUN_REVIEW;
	const char *slash = named ? strchr(row->question, '/') : NULL;

	if (slash)
		strbuf_add(lesson, row->question, (size_t)(slash - row->question));
	else
		strbuf_add(lesson, x->lesson.buf, x->lesson.len);
	strbuf_addstr(parent, "lesson/");
	xapi_add_part(parent, lesson->buf);
	strbuf_addf(path, "%s/question/", parent->buf);
	xapi_add_part(path, slash ? slash + 1 : row->question);
	if (row->version) {
		strbuf_addstr(path, "/version/");
		xapi_add_part(path, row->version);
	}
}

static void add_response(
	struct exporting *x, const struct store_answer_row *row, struct strbuf *response)
{
	char kind[32], separator;

	if (row->version &&
		store_read_version_of(x->store, row->version, kind, sizeof(kind), &separator))
		interaction_response(
			interaction_kind_find(kind), separator, row->response, response);
	else
		strbuf_addstr(response, row->response);
}

/*
 * Whether it was right, as far as the points tell: all of them or none; less than all is wrong too,
 * unless the rest may be what a hint or a try before has cost.
 */
static enum xapi_known is_right(const struct store_answer_row *row, int score, int max)
{
	if (max <= 0)
		return XAPI_UNKNOWN;
	if (score >= max)
		return XAPI_YES;
	return !score || (row->hints == 0 && row->try < 2) ? XAPI_NO : XAPI_UNKNOWN;
}

static void take_question(
	struct exporting *x, const struct store_answer_row *row, struct xapi_fact *fact)
{
	struct strbuf path = STRBUF_INIT, lesson = STRBUF_INIT, parent = STRBUF_INIT;
	struct strbuf response = STRBUF_INIT;

	add_paths(x, row, &path, &lesson, &parent);
	fact->object = path.buf;
	fact->parent = parent.buf;
	if (*row->response) {
		add_response(x, row, &response);
		fact->verb = XAPI_ANSWERED;
		fact->response = response.buf;
		fact->success = is_right(row, fact->score, fact->max);
		fact->completion = XAPI_YES;
	} else {
		fact->verb = XAPI_SKIPPED;
		fact->completion = XAPI_NO;
	}
	xapi_define_lesson(x->export->told, parent.buf, lesson.buf, &x->out);
	xapi_define_question(
		x->export->told, path.buf, x->lesson.buf, row->question, row->version, &x->out);
	say(x, fact);
	strbuf_release(&path);
	strbuf_release(&lesson);
	strbuf_release(&parent);
	strbuf_release(&response);
}

/* Returns the id in a step such as "flag:m3:pressure", and in *rest what follows it. */
static const char *id_of_step(const char *step, struct strbuf *id, const char **rest)
{
	const char *from = strchr(step, ':') + 1;
	size_t len = strcspn(from, ":");

	strbuf_add(id, from, len);
	*rest = from[len] ? from + len + 1 : "";
	return id->buf;
}

/* A step of a conversation; see learner/play.h. */
static void take_step(
	struct exporting *x, const struct store_answer_row *row, struct xapi_fact *fact)
{
	struct strbuf path = STRBUF_INIT, id = STRBUF_INIT, response = STRBUF_INIT;
	const char *step = row->response, *kind = NULL, *what = step, *rest = "";

	fact->verb = XAPI_INTERACTED;
	if (!strncmp(step, "flag:", 5) || !strncmp(step, "unflag:", 7) ||
		!strncmp(step, "stop:", 5)) {
		kind = "message";
		what = id_of_step(step, &id, &rest);
		strbuf_add(&response, step, strcspn(step, ":"));
		strbuf_addf(&response, "%s%s", *rest ? ":" : "", rest);
	} else if (!strncmp(step, "end:", 4)) {
		fact->verb = XAPI_EXPERIENCED;
		kind = "ending";
		what = id_of_step(step, &id, &rest);
	} else if (strcmp(step, "back") != 0) {
		fact->verb = XAPI_RESPONDED;
		kind = "reply";
	} else {
		strbuf_addstr(&response, step);
	}
	strbuf_addstr(&path, x->path.buf);
	if (kind) {
		strbuf_addf(&path, "/%s/", kind);
		xapi_add_part(&path, what);
		fact->parent = x->path.buf;
	}
	fact->object = path.buf;
	fact->response = response.len ? response.buf : NULL;
	xapi_define_lesson(x->export->told, x->path.buf, x->lesson.buf, &x->out);
	say(x, fact);
	strbuf_release(&path);
	strbuf_release(&id);
	strbuf_release(&response);
}

static bool is_regraded(const struct store_answer_row *row)
{
	return row->regraded != 0 || row->was_max > 0;
}

/*
 * Counts an item as it was before any regrade. Times do not tell whether that came after the run
 * was finished, since a clock may be wrong; so it is always taken to have.
 */
static void count(struct exporting *x, const struct store_answer_row *row)
{
	struct tally *t = &x->tally;
	bool later = is_regraded(row);
	int score = later ? row->was_score : row->score, max = later ? row->was_max : row->max;

	t->regraded |= later;
	if (*row->response && max <= 0)
		return;
	t->score += score;
	t->max += max;
	t->asked++;
	t->answered += *row->response != '\0';
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct exporting *x = ctx;
	bool regraded = row->is_last && is_regraded(row);
	struct xapi_fact fact = fact_of(x);

	fact.number = row->number;
	fact.try = row->try;
	fact.score = regraded ? row->was_score : row->score;
	fact.max = regraded ? row->was_max : row->max;
	fact.seconds = row->spent;
	fact.hints = row->hints;
	fact.confidence = row->confidence;
	fact.at = row->at;
	if (row->is_last)
		count(x, row);
	/* as long as the sitting is open, what was skipped may be skipped again, or answered */
	if (!*row->response && row->is_last && x->row.finished <= 0)
		return;
	if (x->row.kind != RUN_SCENARIO)
		take_question(x, row, &fact);
	else if (*row->response)
		take_step(x, row, &fact);
}

bool xapi_write(struct xapi_export *export, struct store *store, const char *const *group, size_t n,
	FILE *file, struct strbuf *err)
{
	struct exporting x = { .export = export,
		.store = store,
		.group = group,
		.n = n,
		.file = file,
		.out = STRBUF_INIT,
		.id = STRBUF_INIT,
		.lesson = STRBUF_INIT,
		.path = STRBUF_INIT };
	const struct store_visitor visitor = { &x, take_run, take_answer, report_progress };
	bool good;

	(void)store_read_about(store, "store", &x.id);
	good = store_visit_runs(store, &visitor, err);
	report_progress_end();
	if (good)
		finish_run(&x);
	flush(&x);
	if (!x.error && fflush(file))
		x.error = errno;
	strbuf_release(&x.out);
	strbuf_release(&x.id);
	strbuf_release(&x.lesson);
	strbuf_release(&x.path);
	free(x.learner);
	errno = x.error;
	return good && !x.error;
}
