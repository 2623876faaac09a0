/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/counters.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "store/migrations.h"
#include "store/query.h"
#include "store/store_file.h"
#include "store/store_image.h"

struct counters {
	sqlite3 *db;
	char *path;
	bool reading; /* db is a copy in memory */
};

/* "VigC" */
static const char set_up[] =
	"PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE; PRAGMA application_id = 1449745219;";

/* From one user_version to the next. Vigie 0.1.0 left it at 0 when it made the first table. */
static const char *const schema[] = {
	"CREATE TABLE IF NOT EXISTS counter (day TEXT NOT NULL, question TEXT NOT NULL, option TEXT NOT NULL,"
	" n INTEGER NOT NULL CHECK (n > 0), PRIMARY KEY (day, question, option)) STRICT, WITHOUT ROWID;"
	"PRAGMA user_version = 1",

	"ALTER TABLE counter RENAME TO unversioned;"
	"CREATE TABLE counter (day TEXT NOT NULL, question TEXT NOT NULL, version TEXT NOT NULL,"
	" option TEXT NOT NULL, n INTEGER NOT NULL CHECK (n > 0),"
	" PRIMARY KEY (day, question, version, option)) STRICT, WITHOUT ROWID;"
	"INSERT INTO counter SELECT day, question, '', option, n FROM unversioned;"
	"DROP TABLE unversioned;"
	"PRAGMA user_version = 2",
};

static void explain(const struct counters *c, int rc, struct strbuf *err)
{
	const struct store store = { .db = c->db, .path = c->path, .reading = c->reading };

	if (store_is_corrupt(rc))
		/* TRANSLATORS: a file */
		strbuf_addf(err,
			_("The counters in %s are damaged. Move the file away, and a new one is begun."),
			c->path);
	else
		store_explain(&store, rc, err);
}

enum { NEWEST = ARRAY_SIZE(schema) };

static int read_version(sqlite3 *db, int *version)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &stmt, NULL);

	*version = 0;
	if (!rc) {
		rc = sqlite3_step(stmt);
		*version = sqlite3_column_int(stmt, 0);
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* Brings the file to the present schema, wholly or not at all. */
static int migrate(sqlite3 *db)
{
	int version = 0, rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

	/* another program may have done it meanwhile */
	if (!rc)
		rc = read_version(db, &version);
	for (; !rc && version < NEWEST; version++)
		rc = sqlite3_exec(db, schema[version], NULL, NULL, NULL);
	if (!rc)
		rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	if (rc)
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

static int prepare(sqlite3 *db)
{
	int version, rc = read_version(db, &version);

	if (!rc && (version > NEWEST || version < 0))
		rc = STORE_IS_NEWER;
	if (!rc)
		rc = sqlite3_exec(db, set_up, NULL, NULL, NULL);
	return rc || version == NEWEST ? rc : migrate(db);
}

static struct counters *finish_opening(struct counters *c, int rc, struct strbuf *err)
{
	if (!rc)
		return c;
	explain(c, rc, err);
	counters_close(c);
	return NULL;
}

struct counters *counters_open(const char *path, struct strbuf *err)
{
	struct counters *c;
	struct store_file file;
	mode_t old = umask(077);
	bool usable = store_file_prepare(&file, path, err);
	int rc;

	umask(old);
	if (!usable)
		return NULL;
	c = xcalloc(1, sizeof(*c));
	c->path = xstrdup(path);
	rc = sqlite3_open_v2(file.path, &c->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
	store_file_release(&file);
	if (!rc)
		rc = sqlite3_busy_timeout(c->db, 5000);
	if (!rc)
		rc = prepare(c->db);
	return finish_opening(c, rc, err);
}

struct counters *counters_open_reading(const char *path, struct strbuf *err)
{
	struct store_image image = { NULL, 0, false };
	struct store_file file = { 0 };
	struct counters *c;
	int rc = SQLITE_OK;

	/* where nothing was counted yet there is no file */
	if ((!access(path, F_OK) || errno != ENOENT) && !store_file_examine(&file, path, err))
		return NULL;
	c = xcalloc(1, sizeof(*c));
	c->path = xstrdup(path);
	c->reading = true;
	if (file.path)
		rc = store_image_read(file.path, &image);
	store_file_release(&file);
	if (!rc) {
		c->db = store_image_open(&image);
		rc = c->db ? prepare(c->db) : SQLITE_NOMEM;
	}
	return finish_opening(c, rc, err);
}

void counters_close(struct counters *c)
{
	if (!c)
		return;
	sqlite3_close(c->db);
	free(c->path);
	free(c);
}

static int add_all(struct counters *c, const char *day, const struct count *v, size_t n)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(c->db,
		"INSERT INTO counter VALUES (?1, ?2, ?3, ?4, ?5)"
		" ON CONFLICT DO UPDATE SET n = n + ?5",
		-1, &stmt, NULL);

	for (size_t i = 0; !rc && i < n; i++) {
		sqlite3_bind_text(stmt, 1, day, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 2, v[i].question, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 3, v[i].version, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 4, v[i].option, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 5, v[i].n);
		sqlite3_step(stmt);
		rc = sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	return rc;
}

bool counters_add(
	struct counters *c, const char *day, const struct count *v, size_t n, struct strbuf *err)
{
	int rc;

	if (!n)
		return true;
	rc = sqlite3_exec(c->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (!rc)
		rc = add_all(c, day, v, n);
	if (!rc)
		rc = sqlite3_exec(c->db, "COMMIT", NULL, NULL, NULL);
	if (!rc)
		return true;
	explain(c, rc, err);
	sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

unsigned long counters_total(struct counters *c)
{
	sqlite3_stmt *stmt = NULL;
	unsigned long total = 0;

	if (sqlite3_prepare_v2(c->db,
		    "SELECT coalesce(sum(n), 0) FROM counter"
		    " WHERE option IN ('right', 'partly', 'wrong')",
		    -1, &stmt, NULL) == SQLITE_OK &&
		sqlite3_step(stmt) == SQLITE_ROW)
		total = (unsigned long)sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return total;
}

/*
 * Adds the row of stmt, whose columns are day, question, option, count, version, and whether the
 * count would reveal a hidden one.
 */
static void add_row(sqlite3_stmt *stmt, int minimum, struct strbuf *out)
{
	sqlite3_int64 n = sqlite3_column_int64(stmt, 3);
	const char *version = (const char *)sqlite3_column_text(stmt, 4);
	bool tells = sqlite3_column_int(stmt, 5);

	for (int i = 0; i < 3; i++) {
		const char *text = (const char *)sqlite3_column_text(stmt, i);

		strbuf_addf(out, "%s,", text ? text : "");
	}
	if (n < minimum)
		strbuf_addf(out, "<%d", minimum);
	else if (tells)
		strbuf_addstr(out, "hidden");
	else
		strbuf_addf(out, "%lld", (long long)n);
	strbuf_addf(out, ",%s\n", version ? version : "");
}

static bool add_rows(
	struct counters *c, const char *sql, int minimum, struct strbuf *out, struct strbuf *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL);

	if (!rc)
		sqlite3_bind_int(stmt, 1, minimum);
	while (!rc && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		add_row(stmt, minimum, out);
		rc = SQLITE_OK;
	}
	if (rc != SQLITE_DONE)
		explain(c, rc, err);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE;
}

/*
 * If the hidden days (below the minimum) of an option of one version also add up to less than the
 * minimum, they could be calculated from the total and the other days. In that case hide the
 * smallest of the others as well.
 */
static const char by_days[] =
	"SELECT day, question, option, n, version, place = 1 AND hidden > 0 AND hidden < ?1 FROM (SELECT *,"
	" sum(n) FILTER (WHERE n < ?1) OVER (PARTITION BY question, version, option) AS hidden,"
	" row_number() OVER (PARTITION BY question, version, option, n < ?1 ORDER BY n, day) AS place FROM counter)"
	" ORDER BY day, question, version, option";

bool counters_report(
	struct counters *c, int minimum, bool by_day, struct strbuf *out, struct strbuf *err)
{
	strbuf_addstr(out, "day,question,option,count,version\n");
	return add_rows(c,
		       "SELECT 'all', question, option, sum(n), version, 0 FROM counter"
		       " GROUP BY question, version, option ORDER BY question, version, option",
		       minimum, out, err) &&
		(!by_day || add_rows(c, by_days, minimum, out, err));
}
