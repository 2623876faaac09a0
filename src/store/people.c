/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "store/query.h"
#include "text/json.h"

static const char *text_of(sqlite3_stmt *stmt, int column)
{
	const unsigned char *text = sqlite3_column_text(stmt, column);

	return text ? (const char *)text : "";
}

/* The bound texts must live until the statement is finished. */
static sqlite3_stmt *prepare(
	struct store *store, const char *sql, const char *one, const char *two, int *rc)
{
	sqlite3_stmt *stmt = NULL;

	if (!*rc)
		*rc = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);
	if (!*rc && one)
		*rc = sqlite3_bind_text(stmt, 1, one, -1, SQLITE_STATIC);
	if (!*rc && two && sqlite3_bind_parameter_count(stmt) > 1)
		*rc = sqlite3_bind_text(stmt, 2, two, -1, SQLITE_STATIC);
	return stmt;
}

static void run_sql(struct store *store, const char *sql, int *rc)
{
	if (!*rc)
		*rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
}

/* True if there is another row. */
static bool step(sqlite3_stmt *stmt, int *rc)
{
	int result = *rc ? *rc : sqlite3_step(stmt);

	if (result != SQLITE_ROW && result != SQLITE_DONE && !*rc)
		*rc = result;
	return result == SQLITE_ROW;
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

/* ---- list of people */

static int compare_people(const void *a, const void *b)
{
	return strcmp(((const struct store_person *)a)->learner,
		((const struct store_person *)b)->learner);
}

/* Merges entries of the same name, which several tables may hold. */
static size_t join_people(struct store_person *people, size_t n)
{
	size_t kept = 0;

	if (n)
		qsort(people, n, sizeof(*people), compare_people);
	for (size_t i = 0; i < n; i++) {
		if (!kept || strcmp(people[kept - 1].learner, people[i].learner) != 0) {
			people[kept++] = people[i];
			continue;
		}
		people[kept - 1].runs += people[i].runs;
		people[kept - 1].answers += people[i].answers;
		if (people[i].last > people[kept - 1].last)
			people[kept - 1].last = people[i].last;
	}
	return kept;
}

bool store_list_people(struct store *store, struct arena *arena, struct store_person **people,
	size_t *n, struct strbuf *err)
{
	static const char *const sql[] = {
		"SELECT learner, count(*), 0, max(started) FROM run GROUP BY learner",
		("SELECT r.learner, 0, count(*), 0 FROM run AS r JOIN answer AS a ON a.run = r.seq"
		 " WHERE a.response IS NOT NULL GROUP BY r.learner"),
		"SELECT DISTINCT learner, 0, 0, 0 FROM place",
		"SELECT DISTINCT learner, 0, 0, 0 FROM review",
		"SELECT DISTINCT learner, 0, 0, 0 FROM setting",
	};
	size_t cap = 0;
	int rc = SQLITE_OK;

	*people = NULL;
	*n = 0;
	run_sql(store, "PRAGMA temp_store = MEMORY; BEGIN", &rc);
	for (size_t i = 0; i < ARRAY_SIZE(sql); i++) {
		sqlite3_stmt *stmt = prepare(store, sql[i], NULL, NULL, &rc);

		while (step(stmt, &rc)) {
			ALLOC_GROW(*people, *n + 1, cap);
			(*people)[(*n)++] = (struct store_person){ arena_strdup(
									   arena, text_of(stmt, 0)),
				sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 2),
				sqlite3_column_int64(stmt, 3) };
		}
		sqlite3_finalize(stmt);
	}
	*n = join_people(*people, *n);
	return conclude(store, rc, err);
}

static bool is_there(struct store *store, const char *learner, int *rc)
{
	static const char *const sql[] = {
		"SELECT 1 FROM run WHERE learner = ?1 LIMIT 1",
		"SELECT 1 FROM place WHERE learner = ?1 LIMIT 1",
		"SELECT 1 FROM review WHERE learner = ?1 LIMIT 1",
		"SELECT 1 FROM setting WHERE learner = ?1 LIMIT 1",
	};
	bool found = false;

	for (size_t i = 0; !found && i < ARRAY_SIZE(sql); i++) {
		sqlite3_stmt *stmt = prepare(store, sql[i], learner, NULL, rc);

		found = step(stmt, rc);
		sqlite3_finalize(stmt);
	}
	return found;
}

static bool there_is_none(const char *learner, struct strbuf *err)
{
	if (*learner)
		strbuf_addf(err, _("There is no learner “%s”."), learner);
	else
		strbuf_addstr(err, _("This store holds no progress without a learner name."));
	return false;
}

bool store_has_person(struct store *store, const char *learner, struct strbuf *err)
{
	int rc = SQLITE_OK;
	bool there = is_there(store, learner, &rc);

	return conclude(store, rc, err) && (there || there_is_none(learner, err));
}

/* ---- all records of one person, as JSON */

static void add_row(sqlite3_stmt *stmt, struct strbuf *out)
{
	for (int i = 0; i < sqlite3_column_count(stmt); i++) {
		strbuf_addstr(out, i ? ", " : "{ ");
		json_string(out, sqlite3_column_name(stmt, i));
		strbuf_addstr(out, ": ");
		if (sqlite3_column_type(stmt, i) == SQLITE_INTEGER)
			strbuf_addf(out, "%lld", (long long)sqlite3_column_int64(stmt, i));
		else
			json_string(out, (const char *)sqlite3_column_text(stmt, i));
	}
	strbuf_addstr(out, " }");
}

static void add_table(struct store *store, const char *name, const char *sql, const char *learner,
	struct strbuf *out, int *rc)
{
	sqlite3_stmt *stmt = prepare(store, sql, learner, NULL, rc);
	const char *comma = "";

	strbuf_addf(out, ",\n\"%s\": [", name);
	while (step(stmt, rc)) {
		strbuf_addf(out, "%s\n\t", comma);
		add_row(stmt, out);
		comma = ",";
	}
	strbuf_addch(out, ']');
	sqlite3_finalize(stmt);
}

bool store_export_person(
	struct store *store, const char *learner, struct strbuf *out, struct strbuf *err)
{
	static const struct {
		const char *name, *sql;
	} tables[] = {
		{ "places",
			"SELECT lesson, page, seen, read, spent FROM place WHERE learner = ?1" },
		{ "pseudonym", "SELECT id FROM person WHERE learner = ?1" },
		{ "runs",
			"SELECT id, person, lesson, kind, started, finished, score, max, asked, answered, mark, needed,"
			" passed FROM run WHERE learner = ?1 ORDER BY seq" },
		{ "answers",
			"SELECT r.id AS run, a.number, a.question, a.response, a.score, a.max, a.hints, a.tries,"
			" a.confidence, a.at, a.spent, a.version, a.was_score, a.was_max, a.regraded"
			" FROM run AS r JOIN answer AS a ON a.run = r.seq WHERE r.learner = ?1 ORDER BY r.seq, a.number" },
		{ "attempts",
			"SELECT r.id AS run, a.number, a.try, a.response, a.score, a.max, a.hints, a.confidence, a.at,"
			" a.spent, a.version FROM run AS r JOIN attempt AS a ON a.run = r.seq WHERE r.learner = ?1"
			" ORDER BY r.seq, a.number, a.try" },
		{ "statements",
			"SELECT r.id AS run, s.number, s.try, s.verb, s.id FROM run AS r JOIN statement AS s"
			" ON s.run = r.seq WHERE r.learner = ?1 ORDER BY r.seq, s.number, s.try, s.verb" },
		{ "review", "SELECT ref, stage, streak, due FROM review WHERE learner = ?1" },
		{ "settings",
			"SELECT key, value FROM setting WHERE learner = ?1"
			" AND key NOT IN ('path', 'steps', 'marks')" },
	};
	int rc = SQLITE_OK;

	run_sql(store, "BEGIN", &rc);
	if (!is_there(store, learner, &rc))
		return conclude(store, rc, err) && there_is_none(learner, err);
	strbuf_addstr(out, "{\"learner\": ");
	json_string(out, learner);
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		add_table(store, tables[i].name, tables[i].sql, learner, out, &rc);
	strbuf_addstr(out, "\n}\n");
	return conclude(store, rc, err);
}

/* ---- changes that must leave no trace of the old data */

/*
 * Overwrites file with zeros from offset from to its end. Uses SQLite's own handle: closing another
 * descriptor would release this process's locks.
 */
static int write_zeros(sqlite3_file *file, sqlite3_int64 from)
{
	static const char zeros[4096];
	sqlite3_int64 size = 0;
	int rc = file->pMethods->xFileSize(file, &size);

	while (!rc && from < size) {
		int n = size - from < (sqlite3_int64)sizeof(zeros) ? (int)(size - from)
								   : (int)sizeof(zeros);

		rc = file->pMethods->xWrite(file, zeros, n, from);
		from += n;
	}
	return rc ? rc : file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
}

static sqlite3_file *handle(struct store *store, int which)
{
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(store->db, "main", which, &file) || !file || !file->pMethods)
		return NULL;
	return file;
}

/* Overwrites the journal, which holds the old pages. */
static void overwrite_journal(struct store *store, int *rc)
{
	sqlite3_file *journal = handle(store, SQLITE_FCNTL_JOURNAL_POINTER);

	if (!*rc && journal)
		*rc = write_zeros(journal, 0);
}

static sqlite3_int64 get_number(struct store *store, const char *sql, int *rc)
{
	sqlite3_stmt *stmt = prepare(store, sql, NULL, NULL, rc);
	sqlite3_int64 n = step(stmt, rc) ? sqlite3_column_int64(stmt, 0) : 0;

	sqlite3_finalize(stmt);
	return n;
}

/* Runs each statement with ?1 and ?2 bound; all of them or none. */
static void run_all(struct store *store, const char *const *sql, size_t n, const char *one,
	const char *two, int *rc)
{
	run_sql(store, "BEGIN IMMEDIATE", rc);
	for (size_t i = 0; i < n; i++) {
		sqlite3_stmt *stmt = prepare(store, sql[i], one, two, rc);

		(void)step(stmt, rc);
		sqlite3_finalize(stmt);
	}
	run_sql(store, "COMMIT", rc);
}

/*
 * VACUUM attaches the new file, which store_harden_db() otherwise forbids. It truncates the file,
 * but the freed tail must be zeroed first, so set the chunk size to the whole file to stop SQLite
 * from truncating, and truncate here.
 */
static void write_anew(struct store *store, int *rc)
{
	int limit = sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1), piece = 0;
	sqlite3_file *file = handle(store, SQLITE_FCNTL_FILE_POINTER);
	sqlite3_int64 size = 0;

	if (file && !file->pMethods->xFileSize(file, &size) && size <= INT32_MAX)
		piece = (int)size;
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_CHUNK_SIZE, &piece);
	run_sql(store, "VACUUM", rc);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, limit);
	piece = 0;
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_CHUNK_SIZE, &piece);
	size = get_number(store, "PRAGMA page_count", rc) *
		get_number(store, "PRAGMA page_size", rc);
	if (!*rc && file && size > 0)
		*rc = write_zeros(file, size);
	if (!*rc && file && size > 0)
		*rc = file->pMethods->xTruncate(file, size);
}

/* Locks the file from the first change to the last overwrite. */
static bool change(struct store *store, const char *const *sql, size_t n, const char *one,
	const char *two, struct strbuf *err)
{
	int rc = SQLITE_OK, last = SQLITE_OK;
	bool changed, clean;

	run_sql(store,
		"PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE;"
		" PRAGMA journal_mode = PERSIST",
		&rc);
	run_all(store, sql, n, one, two, &rc);
	changed = conclude(store, rc, err);
	if (changed) {
		write_anew(store, &rc);
		/* Without the lock it could be the journal of another program. */
		overwrite_journal(store, &rc);
	}
	clean = changed && conclude(store, rc, err);
	if (changed && !clean)
		strbuf_addstr(err,
			_(" The records are changed, but traces of the old ones may be left in the file."));
	/* The next read releases the lock. */
	run_sql(store,
		"PRAGMA journal_mode = TRUNCATE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM run LIMIT 1",
		&last);
	return clean && conclude(store, last, err);
}

bool store_rename_person(
	struct store *store, const char *from, const char *to, bool merge, struct strbuf *err)
{
	static const char *const sql[] = {
		("INSERT INTO place (learner, lesson, page, seen, read, spent)"
		 " SELECT ?2, lesson, page, seen, read, spent FROM place WHERE learner = ?1"
		 " ON CONFLICT (learner, lesson) DO UPDATE SET seen = max(seen, excluded.seen),"
		 " read = max(read, excluded.read), spent = spent + excluded.spent"),
		"DELETE FROM place WHERE learner = ?1",
		"UPDATE run SET learner = ?2 WHERE learner = ?1",
		"UPDATE OR IGNORE person SET learner = ?2 WHERE learner = ?1",
		"DELETE FROM person WHERE learner = ?1",
		"UPDATE OR IGNORE setting SET learner = ?2 WHERE learner = ?1",
		"DELETE FROM setting WHERE learner = ?1",
		"UPDATE OR IGNORE review SET learner = ?2 WHERE learner = ?1",
		"DELETE FROM review WHERE learner = ?1",
	};
	int rc = SQLITE_OK;
	bool has_to = is_there(store, to, &rc);

	if (!conclude(store, rc, err) || !store_has_person(store, from, err))
		return false;
	if (!strcmp(from, to)) {
		strbuf_addstr(err, _("Both names are the same."));
		return false;
	}
	if (merge && !has_to)
		return there_is_none(to, err);
	if (!merge && has_to) {
		strbuf_addf(
			err, _("There is a learner “%s” already; merge makes one of the two."), to);
		return false;
	}
	return change(store, sql, ARRAY_SIZE(sql), from, to, err);
}

bool store_erase_person(struct store *store, const char *learner, struct strbuf *err)
{
	static const char *const sql[] = {
		"DELETE FROM statement WHERE run IN (SELECT seq FROM run WHERE learner = ?1)",
		"DELETE FROM attempt WHERE run IN (SELECT seq FROM run WHERE learner = ?1)",
		"DELETE FROM answer WHERE run IN (SELECT seq FROM run WHERE learner = ?1)",
		"DELETE FROM person WHERE learner = ?1",
		"DELETE FROM run WHERE learner = ?1",
		"DELETE FROM place WHERE learner = ?1",
		"DELETE FROM review WHERE learner = ?1",
		"DELETE FROM setting WHERE learner = ?1",
	};

	if (!store_has_person(store, learner, err))
		return false;
	/* it holds nothing about a person, but shows that the course was used here */
	store_drop_index(store);
	return change(store, sql, ARRAY_SIZE(sql), learner, NULL, err);
}
