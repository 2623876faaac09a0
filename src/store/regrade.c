/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/regrade.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "store/query.h"

/* A negative result that no SQLite code is. */
enum { CHANGED_MEANWHILE = -100 };

/* Binds the numbers in order and runs the statement, which must change one row. */
static int change(sqlite3 *db, sqlite3_stmt *stmt, const int64_t *numbers, int n)
{
	int rc = sqlite3_reset(stmt);

	for (int i = 0; i < n && !rc; i++)
		rc = sqlite3_bind_int64(stmt, i + 1, numbers[i]);
	if (!rc)
		rc = sqlite3_step(stmt);
	if (rc != SQLITE_DONE)
		return rc;
	return sqlite3_changes(db) == 1 ? SQLITE_OK : CHANGED_MEANWHILE;
}

static int save_items(sqlite3 *db, const struct regrade *regrade, int64_t now)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db,
		"UPDATE answer SET was_score = coalesce(was_score, score),"
		" was_max = coalesce(was_max, max), regraded = ?7, score = ?5, max = ?6"
		" WHERE run = ?1 AND number = ?2 AND score = ?3 AND max = ?4",
		-1, &stmt, NULL);

	for (size_t i = 0; i < regrade->n_items && !rc; i++) {
		const struct regrade_item *item = &regrade->items[i];
		const int64_t numbers[] = { item->run, item->number, item->was_score, item->was_max,
			item->score, item->max, now };

		rc = change(db, stmt, numbers, ARRAY_SIZE(numbers));
	}
	sqlite3_finalize(stmt);
	return rc;
}

/*
 * passed stays NULL in a run that is not passed, by the earlier rule: the mark of the lesson
 * decides there.
 */
static int save_runs(sqlite3 *db, const struct regrade *regrade)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db,
		"UPDATE run SET score = ?4, max = ?5,"
		" passed = CASE WHEN ?6 THEN 1 ELSE passed END"
		" WHERE seq = ?1 AND score = ?2 AND max = ?3 AND finished > 0",
		-1, &stmt, NULL);

	for (size_t i = 0; i < regrade->n_runs && !rc; i++) {
		const struct regrade_run *run = &regrade->runs[i];
		const int64_t numbers[] = { run->seq, run->was_score, run->was_max, run->score,
			run->max, run->passed };

		rc = change(db, stmt, numbers, ARRAY_SIZE(numbers));
	}
	sqlite3_finalize(stmt);
	return rc;
}

bool regrade_save(
	struct store *store, const struct regrade *regrade, int64_t now, struct strbuf *err)
{
	int rc = save_begin(store);

	if (!rc)
		rc = save_items(store->db, regrade, now);
	if (!rc)
		rc = save_runs(store->db, regrade);
	if (rc != CHANGED_MEANWHILE)
		return save_end(store, rc, err);
	(void)query_run(store, SQL_ROLLBACK);
	strbuf_addstr(err,
		_("Someone has just changed these results, so nothing was written. Try again."));
	return false;
}
