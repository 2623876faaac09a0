/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A learning record store as strict as those in use, to which a test sends an export: batches of
 * 100, as arrays. The key of a statement is its id in lower case. A known id with the same bytes is
 * fine; with others nothing of its batch is kept, as is a batch with an id twice, a null, an
 * unknown member or a time without a zone. As lenient as the specification allows (Data 2.3.1), it
 * ignores words for people in the comparison. Include after cmocka.h.
 */
#ifndef TESTS_E2E_LRS_H
#define TESTS_E2E_LRS_H

#include <sqlite3.h>
#include <string.h>

#include "base/strbuf.h"

struct lrs {
	sqlite3 *db;
	bool lenient;
	int kept;      /* statements */
	int conflicts; /* batches answered with 409 */
	int refused;   /* batches answered with 400 */
};

enum { LRS_BATCH = 100 };

static inline void lrs_sql(struct lrs *lrs, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(lrs->db, sql, NULL, NULL, &message))
		fail_msg("%s", message);
}

static inline void lrs_open(struct lrs *lrs, bool lenient)
{
	*lrs = (struct lrs){ .lenient = lenient };
	assert_int_equal(sqlite3_open(":memory:", &lrs->db), SQLITE_OK);
	lrs_sql(lrs,
		"CREATE TABLE kept (id TEXT PRIMARY KEY, text TEXT);"
		"CREATE TABLE batch (id TEXT, text TEXT)");
}

static inline void lrs_close(struct lrs *lrs)
{
	sqlite3_close(lrs->db);
}

static inline int lrs_count(struct lrs *lrs, const char *sql)
{
	sqlite3_stmt *stmt;
	int n;

	assert_int_equal(sqlite3_prepare_v2(lrs->db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

/* Answers as an LRS does, and keeps the batch or nothing of it. */
static inline int lrs_answer(struct lrs *lrs)
{
	static const char *const bad[] = {
		"SELECT count(*) - count(DISTINCT lower(id)) FROM batch",
		"SELECT count(*) FROM batch AS b, json_tree(b.text) AS t WHERE t.type = 'null'",
		"SELECT count(*) FROM batch AS b, json_each(b.text) AS e WHERE e.key NOT IN ('id',"
		" 'actor', 'verb', 'object', 'result', 'context', 'timestamp', 'version')",
		"SELECT count(*) FROM batch WHERE text ->> 'timestamp' NOT GLOB"
		" '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].000Z'",
	};
	const char *const same = lrs->lenient
		? "SELECT count(*) FROM batch AS b JOIN kept AS k ON k.id = lower(b.id)"
		  " WHERE json_remove(k.text, '$.verb.display', '$.object.definition', '$.version')"
		  " <> json_remove(b.text, '$.verb.display', '$.object.definition', '$.version')"
		: "SELECT count(*) FROM batch AS b JOIN kept AS k ON k.id = lower(b.id)"
		  " WHERE k.text <> b.text";

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		if (lrs_count(lrs, bad[i]))
			return 400;
	if (lrs_count(lrs, same))
		return 409;
	lrs_sql(lrs, "INSERT OR IGNORE INTO kept SELECT lower(id), text FROM batch");
	return 200;
}

static inline void lrs_post(struct lrs *lrs)
{
	int status = lrs_answer(lrs);

	lrs->conflicts += status == 409;
	lrs->refused += status == 400;
	lrs_sql(lrs, "DELETE FROM batch");
}

/* Sends statements, one per line. */
static inline void lrs_send(struct lrs *lrs, const char *lines)
{
	sqlite3_stmt *put;
	int n = 0;

	assert_int_equal(sqlite3_prepare_v2(lrs->db, "INSERT INTO batch SELECT ?1 ->> 'id', ?1", -1,
				 &put, NULL),
		SQLITE_OK);
	for (const char *s = lines; *s; s += strcspn(s, "\n") + 1) {
		assert_int_equal(s[strcspn(s, "\n")], '\n');
		sqlite3_bind_text(put, 1, s, (int)strcspn(s, "\n"), SQLITE_STATIC);
		assert_int_equal(sqlite3_step(put), SQLITE_DONE);
		sqlite3_reset(put);
		if (++n % LRS_BATCH == 0)
			lrs_post(lrs);
	}
	lrs_post(lrs);
	sqlite3_finalize(put);
	lrs->kept = lrs_count(lrs, "SELECT count(*) FROM kept");
}

#endif
