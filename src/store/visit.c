/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what all learners did, in one pass (people.h). */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/people.h"
#include "store/query.h"

static const char *text_of(sqlite3_stmt *stmt, int column)
{
	const unsigned char *text = sqlite3_column_text(stmt, column);

	return text ? (const char *)text : "";
}

static sqlite3_stmt *prepare(struct store *store, const char *sql, const char *one, int *rc)
{
	sqlite3_stmt *stmt = NULL;

	if (!*rc)
		*rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);
	if (!*rc && one)
		*rc = sqlite3_bind_text(stmt, 1, one, -1, SQLITE_STATIC);
	return stmt;
}

/* True if there is another row. */
static bool step(sqlite3_stmt *stmt, int *rc)
{
	int result = *rc ? *rc : sqlite3_step(stmt);

	if (result != SQLITE_ROW && result != SQLITE_DONE && !*rc)
		*rc = result;
	return result == SQLITE_ROW;
}

/*
 * Sorts in memory: learner names must never reach a temporary file. What one page of the file holds
 * belongs to many learners, so with SQLite's own 2 MB of cache each page of a large store would be
 * read several times.
 */
static void begin(struct store *store, int *rc)
{
	*rc = sqlite3_exec(store->db,
		"PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000; BEGIN", NULL, NULL, NULL);
}

/* Ends the transaction; true if all went well. */
static bool conclude(struct store *store, int rc, struct strbuf *err)
{
	if (rc)
		store_explain(store, rc, err);
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return !rc;
}

/* ---- runs and answers */

struct visit {
	struct store *store;
	const struct store_visitor *visitor;
	sqlite3_stmt *list, *run, *answers, *attempts;
	bool began; /* attempts reads those of this run */
	bool ahead; /* and stands on one that was not visited yet */
	size_t done, all;
	int rc;
};

static int clamp(sqlite3_stmt *stmt, int column)
{
	int64_t n = sqlite3_column_int64(stmt, column);

	return n < 0 ? 0 : n > INT32_MAX ? INT32_MAX : (int)n;
}

/* Reads the columns that answers and attempts have in common. */
static struct store_answer_row read_response(sqlite3_stmt *stmt)
{
	struct store_answer_row row = {
		.response = text_of(stmt, 0),
		.score = clamp(stmt, 1),
		.max = clamp(stmt, 2),
		.hints = clamp(stmt, 3),
		.at = sqlite3_column_int64(stmt, 4),
		.confidence = (enum confidence)clamp(stmt, 5),
		.spent = sqlite3_column_type(stmt, 6) == SQLITE_NULL ? -1 : clamp(stmt, 6),
		.version = (const char *)sqlite3_column_text(stmt, 7),
	};

	if (row.score > row.max)
		row.score = row.max;
	if (row.confidence > CONFIDENCE_SURE)
		row.confidence = CONFIDENCE_NONE;
	return row;
}

/* Both are read in the order of the numbers, so that each run is looked for once. */
static void visit_attempts(struct visit *v, int64_t seq, const struct store_answer_row *answer)
{
	if (!v->began) {
		sqlite3_reset(v->attempts);
		sqlite3_bind_int64(v->attempts, 1, seq);
		v->ahead = step(v->attempts, &v->rc);
		v->began = true;
	}
	for (; v->ahead; v->ahead = step(v->attempts, &v->rc)) {
		int number = clamp(v->attempts, 8);
		struct store_answer_row row;

		if (number > answer->number)
			return;
		if (number < answer->number)
			continue;
		row = read_response(v->attempts);
		row.question = answer->question;
		row.number = number;
		row.try = clamp(v->attempts, 9);
		row.tries = answer->tries;
		v->visitor->answer(v->visitor->ctx, &row);
	}
}

static void visit_answers(struct visit *v, int64_t seq)
{
	sqlite3_reset(v->answers);
	sqlite3_bind_int64(v->answers, 1, seq);
	v->began = false;
	while (step(v->answers, &v->rc)) {
		struct store_answer_row row = read_response(v->answers);
		bool answered = sqlite3_column_type(v->answers, 0) != SQLITE_NULL, skipped;

		row.question = text_of(v->answers, 8);
		row.number = clamp(v->answers, 9);
		row.tries = clamp(v->answers, 10);
		skipped = !*row.response;
		if (row.tries > !skipped)
			visit_attempts(v, seq, &row);
		if (!answered)
			continue;
		/* a skip is not counted in tries, and comes after them */
		row.try = skipped ? row.tries + 1 : row.tries > 0 ? row.tries : 1;
		row.is_last = true;
		row.regraded = sqlite3_column_int64(v->answers, 11);
		if (row.regraded) {
			row.was_score = clamp(v->answers, 12);
			row.was_max = clamp(v->answers, 13);
		}
		v->visitor->answer(v->visitor->ctx, &row);
	}
}

static void visit_run(struct visit *v, int64_t seq)
{
	struct store_run_row row;

	sqlite3_reset(v->run);
	sqlite3_bind_int64(v->run, 1, seq);
	if (!step(v->run, &v->rc))
		return;
	row = (struct store_run_row){
		.learner = text_of(v->run, 0),
		.id = text_of(v->run, 1),
		.lesson = text_of(v->run, 2),
		.seq = seq,
		.started = sqlite3_column_int64(v->run, 4),
		.finished = sqlite3_column_int64(v->run, 5),
		.person = text_of(v->run, 6),
		.result = { .score = clamp(v->run, 7),
			.max = clamp(v->run, 8),
			.asked = clamp(v->run, 9),
			.answered = clamp(v->run, 10),
			.earlier = sqlite3_column_type(v->run, 12) == SQLITE_NULL,
			.rule = { clamp(v->run, 11), clamp(v->run, 12) },
			.passed = clamp(v->run, 13) > 0 },
	};
	if (row.result.score > row.result.max)
		row.result.score = row.result.max;
	if (query_run_kind(text_of(v->run, 3), &row.kind) && v->visitor->run(v->visitor->ctx, &row))
		visit_answers(v, seq);
}

static bool visit(struct store *store, const char *learner, const struct store_visitor *visitor,
	struct strbuf *err)
{
	struct visit v = { .store = store, .visitor = visitor };
	sqlite3_stmt *count;

	begin(store, &v.rc);
	count = prepare(store, "SELECT count(*) FROM run", NULL, &v.rc);
	if (step(count, &v.rc))
		v.all = (size_t)sqlite3_column_int64(count, 0);
	sqlite3_finalize(count);
	v.list = prepare(store,
		learner ? "SELECT seq FROM run WHERE learner = ?1 ORDER BY seq"
			: "SELECT seq FROM run ORDER BY learner, seq",
		learner, &v.rc);
	v.run = prepare(store,
		"SELECT learner, id, lesson, kind, started, finished, person, score, max,"
		" asked, answered, mark, needed, passed FROM run WHERE seq = ?1",
		NULL, &v.rc);
	v.answers = prepare(store,
		"SELECT response, score, max, hints, at, confidence, spent, version, question,"
		" number, tries, regraded, was_score, was_max FROM answer WHERE run = ?1"
		" AND (response IS NOT NULL OR tries > 0) ORDER BY number",
		NULL, &v.rc);
	v.attempts = prepare(store,
		"SELECT response, score, max, hints, at, confidence, spent, version,"
		" number, try FROM attempt WHERE run = ?1 ORDER BY number, try",
		NULL, &v.rc);
	while (step(v.list, &v.rc)) {
		visit_run(&v, sqlite3_column_int64(v.list, 0));
		if (visitor->progress && !(++v.done % 256))
			visitor->progress(visitor->ctx, v.done, v.all);
	}
	sqlite3_finalize(v.list);
	sqlite3_finalize(v.run);
	sqlite3_finalize(v.answers);
	sqlite3_finalize(v.attempts);
	return conclude(store, v.rc, err);
}

bool store_visit_runs(struct store *store, const struct store_visitor *visitor, struct strbuf *err)
{
	return visit(store, NULL, visitor, err);
}

bool store_visit_person(struct store *store, const char *learner,
	const struct store_visitor *visitor, struct strbuf *err)
{
	return visit(store, learner, visitor, err);
}

/* ---- ids */

bool store_read_id(struct store *store, char id[STORE_ID_SIZE], struct strbuf *err)
{
	int rc = SQLITE_OK;
	sqlite3_stmt *stmt =
		prepare(store, "SELECT value FROM about WHERE key = 'store'", NULL, &rc);

	*id = '\0';
	if (step(stmt, &rc))
		snprintf(id, STORE_ID_SIZE, "%s", text_of(stmt, 0));
	sqlite3_finalize(stmt);
	return conclude(store, rc, err);
}

bool store_list_pseudonyms(struct store *store, struct arena *arena,
	struct store_pseudonym **people, size_t *n, struct strbuf *err)
{
	size_t cap = 0;
	int rc = SQLITE_OK;
	sqlite3_stmt *stmt;

	*people = NULL;
	*n = 0;
	begin(store, &rc);
	stmt = prepare(store,
		"SELECT learner, person FROM run WHERE person <> '' UNION"
		" SELECT learner, id FROM person ORDER BY 1, 2",
		NULL, &rc);
	while (step(stmt, &rc)) {
		ALLOC_GROW(*people, *n + 1, cap);
		(*people)[(*n)++] = (struct store_pseudonym){ arena_strdup(arena, text_of(stmt, 0)),
			arena_strdup(arena, text_of(stmt, 1)) };
	}
	sqlite3_finalize(stmt);
	return conclude(store, rc, err);
}
