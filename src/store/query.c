/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/query.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "store/migrations.h"

static const char *const sql[SQL_COUNT] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_BEGIN_READING] = "BEGIN",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_LOAD_PLACES] = "SELECT lesson, page, seen, read, spent FROM place"
			    " WHERE learner = ?1",
	[SQL_LOAD_RUNS] =
		"SELECT seq, id, lesson, kind, seed, started, finished, score, max,"
		" asked, answered, mark, needed, passed FROM run WHERE learner = ?1 ORDER BY seq",
	[SQL_LOAD_ANSWERS] = "SELECT question, response, score, max, hints, at, confidence, tries,"
			     " spent, version FROM answer WHERE run = ?1 ORDER BY number",
	[SQL_LOAD_ATTEMPTS] =
		"SELECT number, response, score, max, hints, at, confidence, spent, version"
		" FROM attempt WHERE run = ?1 ORDER BY number, try",
	[SQL_LOAD_REVIEW] = "SELECT ref, stage, streak, due FROM review WHERE learner = ?1",
	/*
	 * With max(), SQLite takes the bare columns from the row with the maximum: the newest run.
	 */
	[SQL_LOAD_OUTCOMES] =
		"SELECT CASE WHEN instr(question, '/') THEN question ELSE lesson || '/' || question END AS ref,"
		" answer.score >= answer.max, at, max(run) FROM answer JOIN run ON run = seq"
		" WHERE learner = ?1 AND kind <> 'scenario' AND response <> '' AND answer.max > 0"
		" GROUP BY ref",
	[SQL_LOAD_ENDINGS] =
		"SELECT DISTINCT lesson, substr(response, 5) FROM run JOIN answer ON run = seq"
		" WHERE learner = ?1 AND kind = 'scenario' AND finished > 0 AND response LIKE 'end:_%'",
	[SQL_SAVE_PLACE] = "INSERT INTO place (learner, lesson, page, seen, read, spent)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
			   " ON CONFLICT (learner, lesson) DO UPDATE SET page = coalesce(?3, page),"
			   " seen = max(seen, ?4), read = max(read, ?5), spent = max(spent, ?6)",
	[SQL_SAVE_PERSON] = "INSERT OR IGNORE INTO person (learner, id) VALUES (?1, ?2)",
	[SQL_SAVE_RUN] =
		"INSERT INTO run (id, learner, lesson, kind, seed, started, person)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT id FROM person WHERE learner = ?2))"
		" ON CONFLICT DO NOTHING",
	[SQL_SAVE_QUESTION] = "INSERT INTO answer (run, number, question)"
			      " VALUES ((SELECT seq FROM run WHERE id = ?1), ?2, ?3)"
			      " ON CONFLICT DO NOTHING",
	/* The newest response is about to be replaced by another, also by that of another program.
	 */
	[SQL_KEEP_RESPONSE] =
		"INSERT OR IGNORE INTO attempt (run, number, try, response, score, max, hints, at,"
		" confidence, spent, version)"
		" SELECT run, number, max(tries, 1), response, coalesce(was_score, score),"
		" coalesce(was_max, max), hints, at, confidence, spent, version"
		" FROM answer WHERE run = (SELECT seq FROM run WHERE id = ?1 AND finished = 0)"
		" AND question = ?2 AND response <> '' AND NOT (response = ?3 AND at = ?4)",
	[SQL_SAVE_ATTEMPT] =
		"INSERT OR IGNORE INTO attempt (run, number, try, response, score, max, hints, at,"
		" confidence, spent, version)"
		" SELECT run, number, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM answer"
		" WHERE run = (SELECT seq FROM run WHERE id = ?1 AND finished = 0) AND question = ?2",
	/*
	 * In an UPDATE, the right-hand sides still see the old row. Without a response (hints, or a
	 * try that was not right) a response that is there stays, with all that belongs to it; with
	 * another one, the result before a regrade goes, which was of the old one.
	 */
	[SQL_SAVE_ANSWER] =
		"UPDATE answer SET response = coalesce(?3, response),"
		" score = CASE WHEN ?3 IS NULL THEN score ELSE ?4 END,"
		" max = CASE WHEN ?3 IS NULL THEN max ELSE ?5 END,"
		" hints = CASE WHEN ?3 IS NULL AND response <> '' THEN hints ELSE ?6 END,"
		" at = CASE WHEN ?3 IS NULL THEN at ELSE ?7 END,"
		" confidence = CASE WHEN ?3 IS NULL AND response <> '' THEN confidence ELSE ?8 END,"
		" tries = CASE WHEN coalesce(response, '') = '' OR (response = ?3 AND at = ?7)"
		" THEN max(tries, ?9) ELSE max(?9, tries + (?3 IS NOT NULL)) END,"
		" spent = CASE WHEN ?3 IS NULL AND response <> '' THEN spent"
		" ELSE coalesce(?10, spent) END,"
		" version = CASE WHEN ?3 IS NULL AND response <> '' THEN version"
		" ELSE coalesce(?11, version) END,"
		" was_score = CASE WHEN ?3 IS NULL OR (response = ?3 AND at = ?7) THEN was_score END,"
		" was_max = CASE WHEN ?3 IS NULL OR (response = ?3 AND at = ?7) THEN was_max END,"
		" regraded = CASE WHEN ?3 IS NULL OR (response = ?3 AND at = ?7) THEN regraded END"
		" WHERE run = (SELECT seq FROM run WHERE id = ?1 AND finished = 0) AND question = ?2",
	/*
	 * A step stores its position, so that one that could not be saved is added later where it
	 * belongs.
	 */
	[SQL_ADD_STEP] =
		"INSERT INTO answer (run, number, question, response, score, max, hints, at,"
		" confidence, tries, spent, version)"
		" SELECT seq, CAST(substr(?2, 6) AS INTEGER) - 1, ?2, ?3, ?4, ?5, ?6, ?7,"
		" ?8, ?9, ?10, ?11 FROM run WHERE id = ?1 AND finished = 0"
		" AND kind = 'scenario'"
		" AND ?2 GLOB 'step-[1-9]*'",
	[SQL_SAVE_VERSION] =
		"INSERT OR IGNORE INTO question_version (version, lesson, question, kind, separator, max)"
		" SELECT ?2, CASE WHEN instr(?3, '/') THEN substr(?3, 1, instr(?3, '/') - 1) ELSE lesson END,"
		" substr(?3, instr(?3, '/') + 1), ?4, ?5, ?6 FROM run WHERE id = ?1",
	[SQL_SAVE_FINISH] = "UPDATE run SET finished = ?2, score = ?3, max = ?4, asked = ?5,"
			    " answered = ?6, mark = ?7, needed = ?8, passed = ?9 WHERE id = ?1",
	[SQL_GET_FINISHED] = "SELECT finished FROM run WHERE id = ?1",
	[SQL_SAVE_REVIEW] =
		"INSERT INTO review (learner, ref, stage, streak, due)"
		" VALUES (?1, ?2, ?3, ?4, ?5)"
		" ON CONFLICT (learner, ref) DO UPDATE SET stage = ?3, streak = ?4, due = ?5",
	[SQL_GET_SETTING] = "SELECT value FROM setting WHERE learner = ?1 AND key = ?2",
	[SQL_SAVE_SETTING] = "INSERT INTO setting (learner, key, value) VALUES (?1, ?2, ?3)"
			     " ON CONFLICT (learner, key) DO UPDATE SET value = ?3",
	[SQL_DROP_SETTING] = "DELETE FROM setting WHERE learner = ?1 AND key = ?2",
	[SQL_GET_ABOUT] = "SELECT value FROM about WHERE key = ?1",
	[SQL_SAVE_ABOUT] = "INSERT INTO about (key, value) VALUES (?1, ?2)"
			   " ON CONFLICT (key) DO UPDATE SET value = ?2",
	[SQL_GET_VERSION] = "SELECT kind, separator FROM question_version WHERE version = ?1",
	[SQL_GET_SUM] = "SELECT sum FROM statement WHERE run = ?1 AND number = ?2 AND try = ?3"
			" AND verb = ?4",
	[SQL_KEEP_STATEMENT] = "INSERT OR IGNORE INTO statement (run, number, try, verb, id, sum)"
			       " SELECT seq, ?2, ?3, ?4, ?5, ?6 FROM run WHERE seq = ?1",
	[SQL_DROP_STATEMENTS] = "DELETE FROM statement",
};

int query_prepare(struct store *store, enum statement which)
{
	if (store->prepared[which])
		return SQLITE_OK;
	return sqlite3_prepare_v3(store->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT,
		&store->prepared[which], NULL);
}

struct query query_start(struct store *store, enum statement which)
{
	struct query q = { .rc = query_prepare(store, which) };

	q.stmt = store->prepared[which];
	return q;
}

static void keep_error(struct query *q, int rc)
{
	if (!q->rc)
		q->rc = rc;
}

void query_bind_text(struct query *q, const char *text)
{
	if (!q->rc)
		keep_error(q, sqlite3_bind_text(q->stmt, ++q->column, text, -1, SQLITE_STATIC));
}

void query_bind_null(struct query *q)
{
	if (!q->rc)
		keep_error(q, sqlite3_bind_null(q->stmt, ++q->column));
}

void query_bind_int(struct query *q, int64_t n)
{
	if (!q->rc)
		keep_error(q, sqlite3_bind_int64(q->stmt, ++q->column, n));
}

bool query_row(struct query *q)
{
	int rc;

	if (q->rc || q->ended)
		return false;
	rc = sqlite3_step(q->stmt);
	if (rc == SQLITE_ROW)
		return true;
	q->ended = true;
	if (rc != SQLITE_DONE)
		keep_error(q, rc);
	return false;
}

int query_end(struct query *q)
{
	/* Run the statement if it was never stepped; discard unread rows. */
	if (!q->ended && q->stmt && !sqlite3_stmt_busy(q->stmt))
		(void)query_row(q);
	if (q->stmt) {
		/* This releases its locks and the caller's texts. */
		keep_error(q, sqlite3_reset(q->stmt));
		sqlite3_clear_bindings(q->stmt);
	}
	return q->rc;
}

const char *query_text(struct query *q, int column, struct arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(q->stmt, column);

	return text ? arena_strdup(arena, text) : NULL;
}

int query_int(struct query *q, int column)
{
	int64_t n = sqlite3_column_int64(q->stmt, column);

	return n < 0 ? 0 : n > INT_MAX ? INT_MAX : (int)n;
}

bool query_is_null(struct query *q, int column)
{
	return sqlite3_column_type(q->stmt, column) == SQLITE_NULL;
}

int64_t query_int64(struct query *q, int column)
{
	return sqlite3_column_int64(q->stmt, column);
}

static const char *const kinds[] = {
	[RUN_QUIZ] = "quiz",
	[RUN_MISSED] = "missed",
	[RUN_EXAM] = "exam",
	[RUN_SCENARIO] = "scenario",
	[RUN_REVIEW] = "review",
};

const char *query_run_kind_name(enum run_kind kind)
{
	return kinds[kind];
}

bool query_run_kind(const char *name, enum run_kind *kind)
{
	for (size_t i = 0; name && i < ARRAY_SIZE(kinds); i++) {
		if (strcmp(kinds[i], name))
			continue;
		*kind = (enum run_kind)i;
		return true;
	}
	return false;
}

int query_run(struct store *store, enum statement which)
{
	struct query q = query_start(store, which);

	return query_end(&q);
}

/* Returns the sentence, with %s for the file; NULL if the error is not a common one. */
static const char *sentence(int rc)
{
	if (rc == SQLITE_READONLY_DBMOVED)
		return N_("%s was moved or deleted while the course was running, so nothing "
			  "more is saved. Start the course again.");
	switch (rc < 0 ? rc : rc & 0xff) {
	case STORE_IS_FOREIGN:
		return N_("%s belongs to another program and was left alone. Choose another "
			  "file for your progress.");
	case STORE_IS_NEWER:
		return N_("%s was written by a newer version of Vigie and was left alone. Use "
			  "that version, or choose another file.");
	case STORE_UNKNOWN_RUN:
		return N_("This answer is not in %s, because the beginning of its quiz could "
			  "not be saved. Finish the quiz, and all of it is saved then.");
	case STORE_RUN_IS_FINISHED:
		return N_("This quiz was finished in another window, and that result stands in %s. "
			  "Begin the quiz again to have a new one counted.");
	case SQLITE_FULL:
		return N_("The disk is full, so nothing more is saved in %s. Free some space "
			  "and go on.");
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return N_("Cannot write %s, so nothing is saved. Check the permissions of the file "
			  "and its folder.");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return N_("Another program keeps %s busy, so nothing was saved this time. "
			  "Close that program and go on.");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return N_("%s is damaged, so nothing is saved. Start the course again: the "
			  "file will be set aside and a new one begun.");
	case SQLITE_NOMEM:
		return N_("There is not enough memory to use %s, so nothing was saved. Close "
			  "other programs and go on.");
	case SQLITE_TOOBIG:
		return N_("This is too long to be saved in %s. Make it shorter.");
	default:
		return NULL;
	}
}

/* The same for a store that is only read. */
static const char *reading_sentence(int rc)
{
	switch (rc < 0 ? rc : rc & 0xff) {
	case STORE_IS_FOREIGN:
	case STORE_IS_NEWER:
		return sentence(rc);
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return N_("Cannot read %s. Check the permissions of the file and its folder.");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return N_("Another program keeps %s busy, so it could not be read this time. Close "
			  "that program and try again.");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return N_(
			"%s is damaged, so not all of it could be read. Start the course: it sets "
			"the file aside and goes on with what can be read.");
	case SQLITE_NOMEM:
		return N_("There is not enough memory to read %s. Close other programs and try "
			  "again.");
	case SQLITE_TOOBIG:
		return N_(
			"%s is too large to be read from a copy in memory. Start the course once, "
			"which updates the file, and try again.");
	default:
		return NULL;
	}
}

static int last_error_of(sqlite3_file *file)
{
	int error = 0;

	if (file && file->pMethods &&
		file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error))
		error = 0;
	return error;
}

/*
 * Returns the errno value behind a failure of the disk, 0 if unknown. sqlite3_system_errno is 0 if
 * a commit failed (measured with 3.40), so ask the files first.
 */
static int disk_error(const struct store *store, int rc)
{
	sqlite3_file *file = NULL;
	int error = 0;

	if (rc < 0 || ((rc & 0xff) != SQLITE_IOERR && (rc & 0xff) != SQLITE_CANTOPEN))
		return 0;
	/* the copy in memory could not be made (store_image_read sets errno) */
	if (!store->db)
		return errno;
	if ((rc & 0xff) == SQLITE_CANTOPEN)
		return sqlite3_system_errno(store->db);
	if (!sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file))
		error = last_error_of(file);
	if (!error && !sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file))
		error = last_error_of(file);
	return error ? error : sqlite3_system_errno(store->db);
}

/*
 * Returns the sentence for a failure of the disk, NULL if the system's own words must do. SQLite
 * reports that the disk is full when it writes; when it creates a file it only reports that it
 * cannot.
 */
static const char *disk_sentence(int error)
{
	if (error == ENOSPC || error == EDQUOT)
		return sentence(SQLITE_FULL);
	if (error == EFBIG)
		return N_("%s may not become any larger, because the size of files is limited, so "
			  "nothing more is saved. “ulimit -f” shows the limit; raise it and start "
			  "the course again.");
	return NULL;
}

static void explain_reading(const struct store *store, int rc, int error, struct strbuf *err)
{
	const char *text = error ? NULL : reading_sentence(rc);

	if (text)
		strbuf_addf(err, _(text), store->path);
	else if (error && (rc & 0xff) == SQLITE_CANTOPEN)
		strbuf_addf(err,
			_("Cannot read %s (%s). Check the folder and the permissions of the file, or choose another."),
			store->path, error_text(error));
	else if (error)
		strbuf_addf(err,
			/* TRANSLATORS: a file; what the system says */
			_("Cannot read %s: the disk reports an error (%s). Keep a copy of the file and "
			  "check the disk."),
			store->path, error_text(error));
	else
		/* TRANSLATORS: a file; a number */
		strbuf_addf(err, _("Cannot read %s: the database reports error %d. Try again."),
			store->path, rc);
}

void store_explain(const struct store *store, int rc, struct strbuf *err)
{
	int error = disk_error(store, rc);
	const char *text = disk_sentence(error);

	if (store->reading) {
		explain_reading(store, rc, error, err);
		return;
	}
	if (!text)
		text = sentence(rc);
	if (text)
		strbuf_addf(err, _(text), store->path);
	else if (error)
		strbuf_addf(err,
			/* TRANSLATORS: what the system says; a file */
			_("The disk reports an error (%s), so nothing was saved in %s. Keep a copy "
			  "of the file and check the disk."),
			error_text(error), store->path);
	else
		strbuf_addf(err,
			/* TRANSLATORS: a number; a file */
			_("The database reports error %d, so nothing was saved in %s. Start the course again."),
			rc, store->path);
}

/* sqlite.org/security.html: the file may come from anywhere and must be data and nothing else. */
void store_harden_db(sqlite3 *db)
{
	static const struct {
		int which, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 1000000 },
		{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
		{ SQLITE_LIMIT_COLUMN, 100 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 3 },
		{ SQLITE_LIMIT_VDBE_OP, 25000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 16 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(limits); i++)
		sqlite3_limit(db, limits[i].which, limits[i].value);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
}
