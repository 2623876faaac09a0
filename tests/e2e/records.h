/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks into a store while the writer, which may outlive the program, is at work. After cmocka.h.
 */
#ifndef TESTS_E2E_RECORDS_H
#define TESTS_E2E_RECORDS_H

#include <sqlite3.h>
#include <time.h>

#include "e2e/desk.h"

/* Returns the number that a query gives; -1 if it has no row or cannot be asked yet. */
static inline long records_number(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	long n = -1;

	if (!sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) &&
		!sqlite3_busy_timeout(db, 5000) && !sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) &&
		sqlite3_step(stmt) == SQLITE_ROW)
		n = (long)sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return n;
}

/* Waits until the query gives n. */
static inline void records_become(
	const char *path, const char *sql, long n, const char *file, int line)
{
	double end = now_ms() + 20000;
	long is;

	while ((is = records_number(path, sql)) != n && now_ms() < end)
		nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
	if (is == n)
		return;
	print_error("%s: %ld, not %ld\n", sql, is, n);
	_fail(file, line);
}

#define assert_records(path, sql, n) records_become(path, sql, n, __FILE__, __LINE__)

#define COUNT_RUNS "SELECT count(*) FROM run WHERE finished = 0"
#define COUNT_RESPONSES "SELECT count(response) FROM answer"
#define COUNT_REVIEWS "SELECT count(*) FROM review"

#endif
