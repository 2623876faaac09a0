/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/salvage.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "store/migrations.h"
#include "store/store_image.h"

/* of the files that Vigie makes */
enum { PAGE = 4096 };

/* Runs come before the answers that refer to them. key: the order of the rows in the file. */
static const struct table {
	const char *name, *key, *back;
	bool replaces; /* what the fresh file has */
} tables[] = {
	{ "about", "key", "key DESC", true },
	{ "person", "learner", "learner DESC", false },
	{ "setting", "learner, key", "learner DESC, key DESC", false },
	{ "place", "learner, lesson", "learner DESC, lesson DESC", false },
	{ "review", "learner, ref", "learner DESC, ref DESC", false },
	{ "run", "seq", "seq DESC", false },
	{ "answer", "run, number", "run DESC, number DESC", false },
	{ "attempt", "run, number, try", "run DESC, number DESC, try DESC", false },
	{ "question_version", "version", "version DESC", false },
	{ "statement", "run, number, try, verb", "run DESC, number DESC, try DESC, verb DESC",
		false },
};

/* ---- the file as an in-memory database */

static bool is_page_size(unsigned n)
{
	return n >= 512 && n <= 32768 && !(n & (n - 1));
}

static void put_number(unsigned char *at, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(n >> (24 - 8 * i));
}

/*
 * Rewrites the header as Vigie's files have it (sqlite.org/fileformat.html), whatever it contains:
 * the magic, no free pages, no vacuum, UTF-8, and the actual number of pages.
 */
static void mend_header(unsigned char *data, size_t size, unsigned page)
{
	enum {
		FORMAT = 18,
		COUNTER = 24,
		PAGES = 28,
		FREE = 32,
		FREE_COUNT = 36,
		SCHEMA_FORMAT = 44,
		LARGEST_ROOT = 52,
		ENCODING = 56,
		VACUUM = 64,
		COUNTER_AT_PAGES = 92
	};
	static const unsigned char start[16] = "SQLite format 3",
				   format[6] = { 1, 1, 0, 64, 32, 32 };

	memcpy(data, start, sizeof(start));
	data[16] = (unsigned char)(page >> 8);
	data[17] = (unsigned char)page;
	memcpy(data + FORMAT, format, sizeof(format));
	memcpy(data + COUNTER_AT_PAGES, data + COUNTER, 4);
	put_number(data + PAGES, (uint32_t)(size / page));
	put_number(data + FREE, 0);
	put_number(data + FREE_COUNT, 0);
	put_number(data + SCHEMA_FORMAT, 4);
	put_number(data + LARGEST_ROOT, 0);
	put_number(data + ENCODING, 1);
	put_number(data + VACUUM, 0);
}

static sqlite3 *open_damaged(const char *path, size_t *size)
{
	struct store_image image;
	unsigned page;

	if (store_image_read(path, &image) || !image.data)
		return NULL;
	page = (unsigned)image.data[16] << 8 | image.data[17];
	mend_header(image.data, image.size, is_page_size(page) ? page : PAGE);
	*size = image.size;
	return store_image_open(&image);
}

/* ---- rows */

/*
 * Appends the columns that a table has in both files: older files have fewer, and some that are
 * gone. Returns their number.
 */
static int shared_columns(sqlite3 *db, sqlite3 *damaged, const char *table, struct strbuf *out)
{
	char *sql = sqlite3_mprintf("SELECT * FROM %s", table);
	sqlite3_stmt *all = NULL;
	int n = 0;

	if (sql && !sqlite3_prepare_v2(damaged, sql, -1, &all, NULL))
		for (int i = 0; i < sqlite3_column_count(all); i++) {
			const char *column = sqlite3_column_name(all, i);
			char *name = sqlite3_mprintf("%s\"%w\"", n ? ", " : "", column);

			if (name &&
				!sqlite3_table_column_metadata(
					db, NULL, table, column, NULL, NULL, NULL, NULL, NULL)) {
				strbuf_addstr(out, name);
				n++;
			}
			sqlite3_free(name);
		}
	sqlite3_finalize(all);
	sqlite3_free(sql);
	return n;
}

static sqlite3_stmt *prepare_insert(
	sqlite3 *db, const struct table *table, const char *columns, int n)
{
	struct strbuf sql = STRBUF_INIT;
	sqlite3_stmt *stmt = NULL;

	strbuf_addf(&sql, "INSERT OR %s INTO %s (%s) VALUES (?",
		table->replaces ? "REPLACE" : "IGNORE", table->name, columns);
	for (int i = 1; i < n; i++)
		strbuf_addstr(&sql, ", ?");
	strbuf_addstr(&sql, ")");
	if (sqlite3_prepare_v2(db, sql.buf, -1, &stmt, NULL))
		stmt = NULL;
	strbuf_release(&sql);
	return stmt;
}

/*
 * Skips a row that violates the schema or belongs to a lost run. Returns false if nothing more can
 * be written.
 */
static bool put_row(sqlite3 *db, sqlite3_stmt *into, sqlite3_stmt *from, int *rows)
{
	int rc;

	for (int i = 0; i < sqlite3_column_count(from); i++)
		sqlite3_bind_value(into, i + 1, sqlite3_column_value(from, i));
	rc = sqlite3_step(into);
	sqlite3_reset(into);
	if (rc == SQLITE_DONE)
		*rows += sqlite3_changes(db);
	return rc == SQLITE_DONE || (rc & 0xff) == SQLITE_CONSTRAINT ||
		(rc & 0xff) == SQLITE_MISMATCH;
}

/* No row is smaller than this, which bounds the loop even in a damaged tree with cycles. */
enum { SMALLEST_ROW = 8 };

/*
 * Returns SQLITE_DONE if the table was read to its end, SQLITE_ABORT if nothing more can be
 * written.
 */
static int copy_rows(sqlite3 *db, sqlite3 *damaged, const struct table *table, const char *order,
	size_t size, int *rows)
{
	struct strbuf columns = STRBUF_INIT;
	int n = shared_columns(db, damaged, table->name, &columns), rc = SQLITE_ERROR;
	char *sql =
		sqlite3_mprintf("SELECT %s FROM %s ORDER BY %s", columns.buf, table->name, order);
	sqlite3_stmt *from = NULL, *into = NULL;

	if (n && sql)
		rc = sqlite3_prepare_v2(damaged, sql, -1, &from, NULL);
	if (!rc)
		into = prepare_insert(db, table, columns.buf, n);
	for (size_t i = 0;
		into && (rc = sqlite3_step(from)) == SQLITE_ROW && i < size / SMALLEST_ROW; i++)
		if (!put_row(db, into, from, rows)) {
			rc = SQLITE_ABORT;
			break;
		}
	sqlite3_finalize(into);
	sqlite3_finalize(from);
	sqlite3_free(sql);
	strbuf_release(&columns);
	return rc;
}

static bool copy_tables(sqlite3 *db, sqlite3 *damaged, size_t size, int *rows)
{
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		const struct table *t = &tables[i];
		int rc = copy_rows(db, damaged, t, t->key, size, rows);

		if (rc != SQLITE_DONE && rc != SQLITE_ABORT)
			rc = copy_rows(db, damaged, t, t->back, size, rows);
		if (rc == SQLITE_ABORT)
			return false;
	}
	return true;
}

/*
 * True unless db certainly has no run. Run numbers are copied, so the fresh file must have none:
 * another program may already have started a run in it.
 */
static bool has_run(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	bool has = sqlite3_prepare_v2(db, "SELECT 1 FROM run LIMIT 1", -1, &stmt, NULL) ||
		sqlite3_step(stmt) != SQLITE_DONE;

	sqlite3_finalize(stmt);
	return has;
}

int store_salvage(sqlite3 *db, const char *path)
{
	size_t size = 0;
	sqlite3 *damaged = open_damaged(path, &size);
	int rows = 0;
	bool good;

	if (!damaged)
		return 0;
	good = !sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) && !has_run(db) &&
		copy_tables(db, damaged, size, &rows) &&
		!sqlite3_exec(db, STORE_NAME_PEOPLE STORE_COUNT_ANSWERS, NULL, NULL, NULL) &&
		!sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	if (!sqlite3_get_autocommit(db))
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(damaged);
	return good ? rows : 0;
}
