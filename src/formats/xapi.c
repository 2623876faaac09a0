/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The answers of all learners as xAPI 1.0.3 statements (github.com/adlnet/xAPI-Spec, Data and
 * Communication), one per line.
 *
 * The export has no names: the account of a person is derived from the random id of their first
 * run, so it is the same in every export and means nothing without the store. Statement ids are
 * derived from the run and the question, so that a statement sent twice counts once. Times are
 * whole seconds in UTC, and never in the future.
 */
#include "formats/xapi.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "guard/sha256.h"
#include "learner/progress.h"
#include "learner/score.h"
#include "report/report.h"
#include "report/report_progress.h"
#include "text/json.h"

#define BASE "https://vigie.example/"
#define VERBS "http://adlnet.gov/expapi/verbs/"
#define ACTIVITIES "http://adlnet.gov/expapi/activities/"

enum { UUID_CHARS = 37 };

struct exporting {
	struct lesson_cache *known;
	const char *const *group;
	size_t n;
	int64_t now;
	FILE *file;
	struct strbuf out;
	int error; /* why writing failed; 0 as long as it has not */

	char *learner; /* current learner */
	bool wanted;
	char account[UUID_CHARS];
	/* the current run */
	size_t lesson;
	enum run_kind kind;
	char run[40], registration[UUID_CHARS];
	int64_t started, at;
};

/* Makes a UUID of version 8 (RFC 9562): from a hash, here SHA-256. */
static void make_uuid(char uuid[UUID_CHARS], const char *kind, const char *one, const char *two)
{
	struct strbuf name = STRBUF_INIT;
	uint8_t b[SHA256_BYTES];
	size_t len = 0;

	strbuf_addf(&name, "vigie\n%s\n%s\n%s", kind, one, two);
	sha256(name.buf, name.len, b);
	strbuf_release(&name);
	b[6] = (uint8_t)((b[6] & 0x0f) | 0x80);
	b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
	for (int i = 0; i < 16; i++)
		len += (size_t)snprintf(uuid + len, UUID_CHARS - len, "%s%02x",
			i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", b[i]);
}

/* ---- pieces of a statement */

static void add_iri(struct strbuf *out, const char *id)
{
	for (; *id; id++) {
		unsigned char c = (unsigned char)*id;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '-' || c == '_')
			strbuf_addch(out, *id);
		else
			strbuf_addf(out, "%%%02X", c);
	}
}

static void add_lesson_id(struct strbuf *out, const char *lesson)
{
	strbuf_addstr(out, "\"id\":\"" BASE "lesson/");
	add_iri(out, lesson);
	strbuf_addch(out, '"');
}

static void add_text(struct exporting *x, size_t lesson, const char *name, const char *text)
{
	strbuf_addf(&x->out, "\"%s\":{", name);
	json_string(&x->out, x->known->v[lesson].lang);
	strbuf_addch(&x->out, ':');
	json_string(&x->out, text);
	strbuf_addch(&x->out, '}');
}

static void add_parts(struct exporting *x, size_t lesson, const char *name,
	const struct interaction_part *parts, size_t n)
{
	strbuf_addf(&x->out, ",\"%s\":[", name);
	for (size_t i = 0; i < n; i++) {
		strbuf_addstr(&x->out, i ? ",{\"id\":" : "{\"id\":");
		json_string(&x->out, parts[i].id);
		strbuf_addch(&x->out, ',');
		add_text(x, lesson, "description", parts[i].text);
		strbuf_addch(&x->out, '}');
	}
	strbuf_addch(&x->out, ']');
}

static void add_interaction(struct exporting *x, size_t lesson, const struct interaction *i)
{
	strbuf_addf(&x->out, ",\"interactionType\":\"%s\"", interaction_kind_name(i->kind));
	if (i->n_right) {
		strbuf_addstr(&x->out, ",\"correctResponsesPattern\":[");
		for (size_t k = 0; k < i->n_right; k++) {
			struct strbuf pattern = STRBUF_INIT;

			strbuf_addf(&pattern, "%s%s",
				i->kind == INTERACTION_FILL_IN ? "{case_matters=false}" : "",
				i->right[k]);
			strbuf_addstr(&x->out, k ? "," : "");
			json_string(&x->out, pattern.buf);
			strbuf_release(&pattern);
		}
		strbuf_addch(&x->out, ']');
	}
	if (i->kind == INTERACTION_CHOICE || i->kind == INTERACTION_SEQUENCING)
		add_parts(x, lesson, "choices", i->parts, i->n_parts);
	if (i->kind == INTERACTION_MATCHING) {
		add_parts(x, lesson, "source", i->parts, i->n_parts);
		add_parts(x, lesson, "target", i->choices, i->n_choices);
	}
}

static void add_score(struct exporting *x, int score, int max)
{
	if (max > 0)
		strbuf_addf(&x->out,
			",\"score\":{\"scaled\":%.4f,\"raw\":%.3f,\"min\":0,\"max\":%.3f}",
			(double)score / max, score / 1000.0, max / 1000.0);
}

static void begin_statement(struct exporting *x, const char *verb, const char *subject)
{
	char uuid[UUID_CHARS];

	make_uuid(uuid, verb, x->run, subject);
	strbuf_addf(&x->out,
		"{\"id\":\"%s\",\"actor\":{\"objectType\":\"Agent\",\"account\":{\"homePage\":\"" BASE
		"\",\"name\":\"%s\"}},"
		"\"verb\":{\"id\":\"" VERBS
		"%s\",\"display\":{\"en\":\"%s\"}},\"object\":{\"objectType\":\"Activity\",",
		uuid, x->account, verb, verb);
}

static void flush(struct exporting *x)
{
	errno = EIO;
	if (!x->error && fwrite(x->out.buf, 1, x->out.len, x->file) != x->out.len)
		x->error = errno;
	strbuf_clear(&x->out);
}

/* parent: a lesson, or NULL */
static void end_statement(struct exporting *x, const char *parent, int64_t at)
{
	/*
	 * If the clock ran ahead, use another time of the run, so that the same statement has the
	 * same time in the next export.
	 */
	int64_t past = at <= x->now ? at : x->started <= x->now ? x->started : 0;
	time_t when = (time_t)(past < 0 ? 0 : past);
	struct tm tm = { 0 };

	strbuf_addf(&x->out,
		",\"context\":{\"registration\":\"%s\",\"platform\":\"vigie " VIGIE_VERSION "\"",
		x->registration);
	if (parent) {
		strbuf_addstr(&x->out,
			",\"contextActivities\":{\"parent\":[{\"objectType\":\"Activity\",");
		add_lesson_id(&x->out, parent);
		strbuf_addstr(&x->out, "}]}");
	}
	gmtime_r(&when, &tm);
	strbuf_addf(&x->out,
		"},\"timestamp\":\"%04d-%02d-%02dT%02d:%02d:%02d.000Z\",\"version\":\"1.0.3\"}\n",
		tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
	if (x->out.len >= EXPORT_BYTES)
		flush(x);
}

/* ---- statements */

static void say_of_run(
	struct exporting *x, const char *verb, const struct store_run_row *row, const char *result)
{
	const struct cached_lesson *known = &x->known->v[x->lesson];
	int64_t seconds = report_seconds_between(row->started, row->finished);

	begin_statement(x, verb, known->id);
	add_lesson_id(&x->out, known->id);
	strbuf_addstr(&x->out, ",\"definition\":{");
	add_text(x, x->lesson, "name", known->title);
	strbuf_addf(&x->out, ",\"type\":\"" ACTIVITIES "%s\"}},\"result\":{%s",
		row->kind == RUN_EXAM               ? "assessment"
			: row->kind == RUN_SCENARIO ? "simulation"
						    : "lesson",
		result);
	add_score(x, row->result.score, row->result.max);
	if (seconds >= 0)
		strbuf_addf(&x->out, ",\"duration\":\"PT%lldS\"", (long long)seconds);
	strbuf_addch(&x->out, '}');
	end_statement(x, NULL, row->finished);
}

static void say_finished(struct exporting *x, const struct store_run_row *row)
{
	int pass = x->known->v[x->lesson].pass;

	say_of_run(x, "completed", row, "\"completion\":true");
	if (!run_counts(row->kind) || pass <= 0 || row->result.max <= 0)
		return;
	if (score_passes(row->result.score, row->result.max, pass))
		say_of_run(x, "passed", row, "\"success\":true");
	else
		say_of_run(x, "failed", row, "\"success\":false");
}

static bool take_run(void *ctx, const struct store_run_row *row)
{
	struct exporting *x = ctx;

	if (!x->learner || strcmp(x->learner, row->learner) != 0) {
		free(x->learner);
		x->learner = xstrdup(row->learner);
		x->wanted = report_in_group(x->group, x->n, row->learner);
		make_uuid(x->account, "account", row->id, "");
	}
	if (!x->wanted)
		return false;
	x->lesson = lesson_cache_get(x->known, row->lesson);
	x->kind = row->kind;
	snprintf(x->run, sizeof(x->run), "%s", row->id);
	make_uuid(x->registration, "registration", row->id, "");
	x->started = x->at = row->started;
	if (row->finished > 0 && row->kind != RUN_MISSED && row->kind != RUN_REVIEW)
		say_finished(x, row);
	return row->kind != RUN_SCENARIO;
}

static void take_answer(void *ctx, const struct store_answer_row *row)
{
	struct exporting *x = ctx;
	int64_t seconds = report_seconds_between(x->at, row->at);
	struct interaction i = { 0 };
	struct arena arena = ARENA_INIT;
	struct strbuf told = STRBUF_INIT;
	const struct question *q;
	const char *id;
	size_t lesson;
	bool right;

	if (row->at > 0)
		x->at = row->at;
	/* skipped: no answer */
	if (!*row->response || !row->is_last)
		return;
	q = lesson_cache_question(x->known, x->lesson, row->question, &lesson, &id);
	right = row->max > 0 && row->score == row->max;
	if (q) {
		struct grade g = q->type->grade(q, row->response);

		question_interaction(q, &arena, &i);
		right = g.score == g.max;
	}
	begin_statement(x, "answered", row->question);
	add_lesson_id(&x->out, x->known->v[lesson].id);
	strbuf_setlen(&x->out, x->out.len - 1);
	strbuf_addstr(&x->out, "/question/");
	add_iri(&x->out, id);
	strbuf_addstr(&x->out, "\",\"definition\":{");
	add_text(x, lesson, "name", id);
	if (q) {
		strbuf_addch(&x->out, ',');
		add_text(x, lesson, "description", q->prompt);
	}
	strbuf_addstr(&x->out, ",\"type\":\"" ACTIVITIES "cmi.interaction\"");
	add_interaction(x, lesson, &i);
	interaction_response(&i, row->response, &told);
	strbuf_addf(&x->out, "}},\"result\":{\"success\":%s,\"completion\":true,\"response\":",
		right ? "true" : "false");
	json_string(&x->out, told.buf);
	add_score(x, row->score, row->max);
	if (seconds >= 0)
		strbuf_addf(&x->out, ",\"duration\":\"PT%lldS\"", (long long)seconds);
	strbuf_addch(&x->out, '}');
	end_statement(x, x->known->v[lesson].id, row->at);
	strbuf_release(&told);
	arena_release(&arena);
}

bool xapi_write(struct lesson_cache *known, struct store *store, const char *const *group, size_t n,
	FILE *file, struct strbuf *err)
{
	struct exporting x = { .known = known,
		.group = group,
		.n = n,
		.now = (int64_t)time(NULL),
		.file = file,
		.out = STRBUF_INIT };
	const struct store_visitor visitor = { &x, take_run, take_answer, report_progress };
	bool good = store_visit_runs(store, &visitor, err);

	report_progress_end();
	flush(&x);
	if (!x.error && fflush(file))
		x.error = errno;
	strbuf_release(&x.out);
	free(x.learner);
	errno = x.error;
	return good && !x.error;
}
