/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/collect.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "store/migrations.h"
#include "store/opening.h"
#include "store/query.h"
#include "store/store_image.h"

/*
 * Two tables more than a store has: whose name was seen last, and when a finished run was regraded.
 * Runs are kept under the pseudonym until store_collect_end().
 */
static const char more_tables[] =
	"CREATE TABLE collected_name (person TEXT PRIMARY KEY, learner TEXT NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE collected_finish (run INTEGER PRIMARY KEY, regraded INTEGER NOT NULL)";

/* ---- statements: a row is added a million times, so they are kept by SQL text */

static sqlite3_stmt *start(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	while ((stmt = sqlite3_next_stmt(store->db, stmt)))
		if (!strcmp(sqlite3_sql(stmt), sql)) {
			sqlite3_reset(stmt);
			sqlite3_clear_bindings(stmt);
			return stmt;
		}
	return sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL)
		? NULL
		: stmt;
}

static void bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
	if (text)
		sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT);
}

/* Binds NULL if n is negative. */
static void bind_known(sqlite3_stmt *stmt, int at, int64_t n)
{
	if (n >= 0)
		sqlite3_bind_int64(stmt, at, n);
}

static bool is_text(sqlite3_stmt *stmt, int column, const char *text)
{
	const char *is = (const char *)sqlite3_column_text(stmt, column);

	return text ? is && !strcmp(is, text) : !is;
}

/* A NULL column is -1. */
static bool is_number(sqlite3_stmt *stmt, int column, int64_t n)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL
		? n < 0
		: sqlite3_column_int64(stmt, column) == n;
}

/* Ends a statement that returns no rows. */
static enum store_collected conclude(
	struct store *store, sqlite3_stmt *stmt, enum store_collected good, struct strbuf *err)
{
	int rc = stmt ? sqlite3_step(stmt) : sqlite3_errcode(store->db);

	if (rc == SQLITE_DONE)
		rc = SQLITE_OK;
	if (stmt)
		sqlite3_reset(stmt);
	if (!rc)
		return good;
	store_explain(store, rc, err);
	return STORE_COLLECT_FAILED;
}

static void end_statements(struct store *store)
{
	sqlite3_stmt *stmt;

	while (store->db && (stmt = sqlite3_next_stmt(store->db, NULL)))
		sqlite3_finalize(stmt);
}

/* ---- */

struct store *store_collect_new(const char *id, struct strbuf *err)
{
	struct store_image nothing = { NULL, 0, false };
	struct store *store = store_new(id, "", err);
	int rc = SQLITE_NOMEM;

	if (!store)
		return NULL;
	store->reading = true;
	store->db = store_image_open(&nothing);
	if (store->db)
		rc = store_migrate(store->db, 0);
	if (!rc)
		rc = sqlite3_exec(store->db, more_tables, NULL, NULL, NULL);
	if (!rc)
		rc = sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL);
	if (!rc) {
		sqlite3_stmt *stmt =
			start(store, "UPDATE about SET value = ?1 WHERE key = 'store'");

		bind_text(stmt, 1, id);
		if (conclude(store, stmt, STORE_COLLECTED, err) == STORE_COLLECTED)
			return store;
	} else {
		store_explain(store, rc, err);
	}
	end_statements(store);
	store_close(store);
	return NULL;
}

/* Returns the number of a run; 0 if it is not there. */
static int64_t find_run(struct store *store, const char *id)
{
	sqlite3_stmt *stmt = start(store, "SELECT seq FROM run WHERE id = ?1");
	int64_t seq = 0;

	bind_text(stmt, 1, id);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		seq = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return seq;
}

static enum store_collected keep_name(
	struct store *store, const struct store_run_row *row, struct strbuf *err)
{
	sqlite3_stmt *stmt = start(store, "INSERT OR REPLACE INTO collected_name VALUES (?1, ?2)");

	bind_text(stmt, 1, row->person);
	bind_text(stmt, 2, row->learner);
	return conclude(store, stmt, STORE_COLLECTED, err);
}

enum store_collected store_collect_run(
	struct store *store, const struct store_run_row *row, struct strbuf *err)
{
	const char *kind = query_run_kind_name(row->kind);
	sqlite3_stmt *stmt =
		start(store, "SELECT person, lesson, kind, started FROM run WHERE id = ?1");
	bool same = false, there;

	bind_text(stmt, 1, row->id);
	there = sqlite3_step(stmt) == SQLITE_ROW;
	if (there)
		same = is_text(stmt, 0, row->person) && is_text(stmt, 1, row->lesson) &&
			is_text(stmt, 2, kind) && is_number(stmt, 3, row->started);
	sqlite3_reset(stmt);
	if (there && !same)
		return STORE_COLLECT_OTHER;
	if (keep_name(store, row, err) != STORE_COLLECTED)
		return STORE_COLLECT_FAILED;
	if (there)
		return STORE_COLLECT_SAME;
	stmt = start(store,
		"INSERT INTO run (id, learner, person, lesson, kind, seed, started)"
		" VALUES (?1, ?2, ?2, ?3, ?4, 0, ?5)");
	bind_text(stmt, 1, row->id);
	bind_text(stmt, 2, row->person);
	bind_text(stmt, 3, row->lesson);
	bind_text(stmt, 4, kind);
	sqlite3_bind_int64(stmt, 5, row->started);
	return conclude(store, stmt, STORE_COLLECTED, err);
}

/* The first finish stands, except that a later regrade counts. */
static enum store_collected compare_finish(
	struct store *store, int64_t seq, const struct store_run_row *row, int64_t regraded)
{
	enum store_collected outcome = STORE_COLLECTED;
	sqlite3_stmt *stmt = start(store,
		"SELECT finished, score, max, asked, answered, passed, regraded FROM run"
		" JOIN collected_finish ON run = seq WHERE seq = ?1");

	sqlite3_bind_int64(stmt, 1, seq);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		bool same = is_number(stmt, 0, row->finished) &&
			is_number(stmt, 1, row->result.score) &&
			is_number(stmt, 2, row->result.max) &&
			is_number(stmt, 3, row->result.asked) &&
			is_number(stmt, 4, row->result.answered);
		int64_t was = sqlite3_column_int64(stmt, 6);

		if (was >= regraded)
			outcome = same || was > regraded ? STORE_COLLECT_SAME : STORE_COLLECT_OTHER;
	}
	sqlite3_reset(stmt);
	return outcome;
}

enum store_collected store_collect_finish(
	struct store *store, const struct store_run_row *row, int64_t regraded, struct strbuf *err)
{
	const struct result *r = &row->result;
	int64_t seq = find_run(store, row->id);
	enum store_collected outcome;
	sqlite3_stmt *stmt;

	if (!seq)
		return STORE_COLLECT_ORPHAN;
	outcome = compare_finish(store, seq, row, regraded);
	if (outcome != STORE_COLLECTED)
		return outcome;
	stmt = start(store,
		"UPDATE run SET finished = ?2, score = ?3, max = ?4, asked = ?5, answered = ?6,"
		" mark = ?7, needed = ?8, passed = ?9 WHERE seq = ?1");
	sqlite3_bind_int64(stmt, 1, seq);
	sqlite3_bind_int64(stmt, 2, row->finished);
	sqlite3_bind_int64(stmt, 3, r->score);
	sqlite3_bind_int64(stmt, 4, r->max);
	sqlite3_bind_int64(stmt, 5, r->asked);
	sqlite3_bind_int64(stmt, 6, r->answered);
	bind_known(stmt, 7, r->earlier ? -1 : r->rule.mark);
	bind_known(stmt, 8, r->earlier ? -1 : r->rule.answered);
	bind_known(stmt, 9, r->earlier ? -1 : r->passed);
	outcome = conclude(store, stmt, STORE_COLLECTED, err);
	stmt = start(store, "INSERT OR REPLACE INTO collected_finish VALUES (?1, ?2)");
	sqlite3_bind_int64(stmt, 1, seq);
	sqlite3_bind_int64(stmt, 2, regraded);
	return outcome == STORE_COLLECTED ? conclude(store, stmt, STORE_COLLECTED, err) : outcome;
}

/* ---- answers */

/* What is there of an item. */
struct item {
	int64_t tries, regraded;
	bool there, answered;
};

static struct item find_item(struct store *store, int64_t seq, int number)
{
	struct item item = { 0 };
	sqlite3_stmt *stmt = start(store,
		"SELECT tries, regraded, response IS NOT NULL FROM answer WHERE run = ?1 AND number = ?2");

	sqlite3_bind_int64(stmt, 1, seq);
	sqlite3_bind_int(stmt, 2, number);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		item.there = true;
		item.tries = sqlite3_column_int64(stmt, 0);
		item.regraded = sqlite3_column_int64(stmt, 1);
		item.answered = sqlite3_column_int64(stmt, 2) > 0;
	}
	sqlite3_reset(stmt);
	return item;
}

/* Makes the item one without its newest response, with that many tries. */
static enum store_collected reset_item(
	struct store *store, int64_t seq, const struct store_answer_row *row, struct strbuf *err)
{
	sqlite3_stmt *stmt = start(store,
		"INSERT INTO answer (run, number, question, tries) VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT (run, number) DO UPDATE SET tries = ?4, response = NULL, regraded = NULL");

	sqlite3_bind_int64(stmt, 1, seq);
	sqlite3_bind_int(stmt, 2, row->number);
	bind_text(stmt, 3, row->question);
	sqlite3_bind_int(stmt, 4, row->tries);
	return conclude(store, stmt, STORE_COLLECTED, err);
}

/* Binds the columns that answers and attempts have in common, from ?4 on. */
static void bind_response(sqlite3_stmt *stmt, int64_t seq, const struct store_answer_row *row)
{
	sqlite3_bind_int64(stmt, 1, seq);
	sqlite3_bind_int(stmt, 2, row->number);
	sqlite3_bind_int(stmt, 3, row->try);
	bind_text(stmt, 4, row->response);
	sqlite3_bind_int(stmt, 5, row->score);
	sqlite3_bind_int(stmt, 6, row->max);
	sqlite3_bind_int(stmt, 7, row->hints);
	sqlite3_bind_int64(stmt, 8, row->at);
	sqlite3_bind_int(stmt, 9, row->confidence);
	bind_known(stmt, 10, row->spent);
	bind_text(stmt, 11, row->version);
}

static enum store_collected put_response(
	struct store *store, int64_t seq, const struct store_answer_row *row, struct strbuf *err)
{
	sqlite3_stmt *stmt = start(store,
		row->is_last
			? "UPDATE answer SET response = ?4, score = ?5, max = ?6, hints = ?7, at = ?8,"
			  " confidence = ?9, spent = ?10, version = ?11, regraded = ?12"
			  " WHERE run = ?1 AND number = ?2 AND ?3 >= 0"
			: "INSERT OR REPLACE INTO attempt (run, number, try, response, score, max,"
			  " hints, at, confidence, spent, version)"
			  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");

	bind_response(stmt, seq, row);
	if (row->is_last && row->regraded > 0)
		sqlite3_bind_int64(stmt, 12, row->regraded);
	return conclude(store, stmt, STORE_COLLECTED, err);
}

/* Compares with the response that is there; STORE_COLLECTED if there is none. */
static enum store_collected compare_response(struct store *store, int64_t seq,
	const struct store_answer_row *row, bool is_last, bool whole)
{
	enum store_collected outcome = STORE_COLLECTED;
	sqlite3_stmt *stmt = start(store,
		is_last ? "SELECT a.response, a.score, a.max, a.hints, a.at, a.spent, a.version,"
			  " a.question FROM answer AS a WHERE a.run = ?1 AND a.number = ?2 AND ?3 >= 0"
			: "SELECT t.response, t.score, t.max, t.hints, t.at, t.spent, t.version,"
			  " a.question FROM attempt AS t JOIN answer AS a ON a.run = t.run AND"
			  " a.number = t.number WHERE t.run = ?1 AND t.number = ?2 AND t.try = ?3");

	sqlite3_bind_int64(stmt, 1, seq);
	sqlite3_bind_int(stmt, 2, row->number);
	sqlite3_bind_int(stmt, 3, row->try);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		bool same = is_text(stmt, 0, row->response) && is_number(stmt, 4, row->at) &&
			is_text(stmt, 7, row->question);

		if (whole)
			same = same && is_number(stmt, 1, row->score) &&
				is_number(stmt, 2, row->max) && is_number(stmt, 3, row->hints) &&
				is_number(stmt, 5, row->spent) && is_text(stmt, 6, row->version);
		outcome = same ? STORE_COLLECT_SAME : STORE_COLLECT_OTHER;
	}
	sqlite3_reset(stmt);
	return outcome;
}

enum store_collected store_collect_answer(struct store *store, const char *run,
	const struct store_answer_row *row, struct strbuf *err)
{
	int64_t seq = find_run(store, run);
	struct item item;
	enum store_collected outcome;

	if (!seq)
		return STORE_COLLECT_ORPHAN;
	item = find_item(store, seq, row->number);
	/* exported before a later try: its score is that of the item as it was then */
	if (item.there && row->tries < item.tries) {
		if (!*row->response)
			return STORE_COLLECT_SAME;
		outcome = compare_response(store, seq, row, false, false);
		return outcome == STORE_COLLECTED ? STORE_COLLECT_SAME : outcome;
	}
	if (!item.there || row->tries > item.tries) {
		outcome = reset_item(store, seq, row, err);
		if (outcome != STORE_COLLECTED)
			return outcome;
	} else if (!row->is_last || item.answered) {
		outcome = compare_response(
			store, seq, row, row->is_last, row->regraded == item.regraded);
		if (outcome == STORE_COLLECT_OTHER)
			return outcome;
		if (outcome == STORE_COLLECT_SAME &&
			(!row->is_last || row->regraded <= item.regraded))
			return outcome;
	}
	return put_response(store, seq, row, err);
}

bool store_collect_end(struct store *store, struct strbuf *err)
{
	static const char sql[] =
		"UPDATE run SET learner = coalesce((SELECT n.learner FROM collected_name AS n"
		" WHERE n.person = run.person), learner);"
		"INSERT OR IGNORE INTO person (learner, id) SELECT learner, person FROM run ORDER BY seq;"
		"COMMIT";
	int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

	end_statements(store);
	if (rc)
		store_explain(store, rc, err);
	return !rc;
}
