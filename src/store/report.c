/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/report.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "store/query.h"

static const char *text_of(sqlite3_stmt *stmt, int column)
{
	const unsigned char *text = sqlite3_column_text(stmt, column);

	return text ? (const char *)text : "";
}

/* Prepared with the learner (or NULL for everybody) as ?1; NULL after a sentence. */
static sqlite3_stmt *prepare(struct store *store, const char *sql, const char *learner, struct strbuf *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);

	if (!rc)
		rc = learner ? sqlite3_bind_text(stmt, 1, learner, -1, SQLITE_STATIC) : SQLITE_OK;
	if (!rc)
		return stmt;
	store_explain(store, rc, err);
	sqlite3_finalize(stmt);
	return NULL;
}

static bool finish(struct store *store, sqlite3_stmt *stmt, struct strbuf *err)
{
	int rc = sqlite3_finalize(stmt);

	if (rc)
		store_explain(store, rc, err);
	return !rc;
}

bool store_each_run(struct store *store, const char *learner, store_run_fn *fn, void *ctx, struct strbuf *err)
{
	sqlite3_stmt *stmt = prepare(store, "SELECT lesson, learner, kind, seq, started, finished, score, max FROM run"
		" WHERE kind IN ('quiz', 'exam') AND (?1 IS NULL OR learner = ?1) ORDER BY lesson, learner, seq", learner, err);

	if (!stmt)
		return false;
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const struct store_run_row row = {
			.lesson = text_of(stmt, 0), .learner = text_of(stmt, 1), .kind = text_of(stmt, 2),
			.seq = sqlite3_column_int64(stmt, 3), .started = sqlite3_column_int64(stmt, 4),
			.finished = sqlite3_column_int64(stmt, 5), .score = sqlite3_column_int(stmt, 6),
			.max = sqlite3_column_int(stmt, 7),
		};

		fn(ctx, &row);
	}
	return finish(store, stmt, err);
}

bool store_each_first_answer(struct store *store, const char *learner, store_answer_fn *fn, void *ctx,
	struct strbuf *err)
{
	/* a question of an exam is named "lesson/question" */
	sqlite3_stmt *stmt = prepare(store,
		"SELECT r.lesson, a.question, coalesce(a.first_response, a.response), a.run, coalesce(a.first_score, a.score),"
		" coalesce(a.first_max, a.max), coalesce(a.first_hints, a.hints)"
		" FROM (SELECT min(seq) AS seq, lesson FROM run WHERE kind IN ('quiz', 'exam') AND (?1 IS NULL OR learner = ?1)"
		" GROUP BY learner, lesson) AS r CROSS JOIN answer AS a ON a.run = r.seq"
		" WHERE a.response IS NOT NULL", learner, err);

	if (!stmt)
		return false;
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const struct store_answer_row row = {
			.lesson = text_of(stmt, 0), .question = text_of(stmt, 1), .response = text_of(stmt, 2),
			.run = sqlite3_column_int64(stmt, 3), .score = sqlite3_column_int(stmt, 4),
			.max = sqlite3_column_int(stmt, 5), .hints = sqlite3_column_int(stmt, 6),
		};

		fn(ctx, &row);
	}
	return finish(store, stmt, err);
}

bool store_each_time(struct store *store, const char *learner, store_time_fn *fn, void *ctx, struct strbuf *err)
{
	sqlite3_stmt *stmt = prepare(store, "SELECT lesson, count(*), sum(read), sum(spent) FROM place"
		" WHERE ?1 IS NULL OR learner = ?1 GROUP BY lesson ORDER BY lesson", learner, err);

	if (!stmt)
		return false;
	while (sqlite3_step(stmt) == SQLITE_ROW)
		fn(ctx, text_of(stmt, 0), sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 2),
			sqlite3_column_int64(stmt, 3));
	return finish(store, stmt, err);
}

bool store_each_learner(struct store *store, store_learner_fn *fn, void *ctx, struct strbuf *err)
{
	sqlite3_stmt *stmt = prepare(store, "SELECT l.learner, (SELECT count(*) FROM run WHERE learner = l.learner),"
		" (SELECT max(started) FROM run WHERE learner = l.learner) FROM"
		" (SELECT learner FROM place UNION SELECT learner FROM run UNION SELECT learner FROM setting"
		" UNION SELECT learner FROM review) AS l ORDER BY l.learner", NULL, err);

	if (!stmt)
		return false;
	while (sqlite3_step(stmt) == SQLITE_ROW)
		fn(ctx, text_of(stmt, 0), sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 2));
	return finish(store, stmt, err);
}

/* ---- whole learners */

struct search {
	const char *name;
	bool found;
};

static void search_learner(void *ctx, const char *learner, int64_t runs, int64_t last)
{
	struct search *s = ctx;

	(void)runs;
	(void)last;
	s->found = s->found || !strcmp(learner, s->name);
}

static bool has_learner(struct store *store, const char *name, struct strbuf *err)
{
	struct search s = { name, false };

	store_each_learner(store, search_learner, &s, err);
	return s.found;
}

/* Each statement with ?1 and ?2, all or none of them. */
static bool run_all(struct store *store, const char *const *sql, size_t n, const char *one, const char *two,
	struct strbuf *err)
{
	int rc = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

	for (size_t i = 0; !rc && i < n; i++) {
		sqlite3_stmt *stmt = NULL;

		rc = sqlite3_prepare_v2(store->db, sql[i], -1, &stmt, NULL);
		if (!rc)
			rc = sqlite3_bind_text(stmt, 1, one, -1, SQLITE_STATIC);
		if (!rc && two)
			rc = sqlite3_bind_text(stmt, 2, two, -1, SQLITE_STATIC);
		if (!rc && sqlite3_step(stmt) != SQLITE_DONE)
			rc = sqlite3_errcode(store->db);
		sqlite3_finalize(stmt);
	}
	if (!rc)
		rc = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	if (rc) {
		store_explain(store, rc, err);
		if (!sqlite3_get_autocommit(store->db))
			sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	}
	return !rc;
}

bool store_rename_learner(struct store *store, const char *from, const char *to, bool merge, struct strbuf *err)
{
	static const char *const sql[] = {
		"INSERT INTO place (learner, lesson, page, seen, read, spent)"
		" SELECT ?2, lesson, page, seen, read, spent FROM place WHERE learner = ?1"
		" ON CONFLICT (learner, lesson) DO UPDATE SET seen = max(seen, excluded.seen), read = max(read, excluded.read),"
		" spent = spent + excluded.spent",
		"DELETE FROM place WHERE learner = ?1 AND ?2 IS NOT NULL",
		"UPDATE run SET learner = ?2 WHERE learner = ?1",
		"UPDATE OR IGNORE setting SET learner = ?2 WHERE learner = ?1",
		"DELETE FROM setting WHERE learner = ?1 AND ?2 IS NOT NULL",
		"UPDATE OR IGNORE review SET learner = ?2 WHERE learner = ?1",
		"DELETE FROM review WHERE learner = ?1 AND ?2 IS NOT NULL",
	};

	if (!has_learner(store, from, err)) {
		strbuf_addf(err, _("there is no learner “%s”"), from);
		return false;
	}
	if (!merge && has_learner(store, to, err)) {
		strbuf_addf(err, _("there is a learner “%s” already; merge makes one of two"), to);
		return false;
	}
	return run_all(store, sql, ARRAY_SIZE(sql), from, to, err);
}

bool store_erase_learner(struct store *store, const char *learner, struct strbuf *err)
{
	static const char *const sql[] = {
		"DELETE FROM answer WHERE run IN (SELECT seq FROM run WHERE learner = ?1)",
		"DELETE FROM run WHERE learner = ?1",
		"DELETE FROM place WHERE learner = ?1",
		"DELETE FROM setting WHERE learner = ?1",
		"DELETE FROM review WHERE learner = ?1",
	};
	int rc;

	if (!has_learner(store, learner, err)) {
		strbuf_addf(err, _("there is no learner “%s”"), learner);
		return false;
	}
	sqlite3_exec(store->db, "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
	if (!run_all(store, sql, ARRAY_SIZE(sql), learner, NULL, err))
		return false;
	rc = sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL);
	if (!rc)
		rc = sqlite3_exec(store->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
	if (rc)
		store_explain(store, rc, err);
	return !rc;
}
