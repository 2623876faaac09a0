/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrations.h"

#include <stdio.h>

#include "base/mem.h"

/*
 * place:  one row per lesson that was opened.
 * run:    seq is the order in which runs were started, since a clock may go back. finished 0 =
 * open. kind is "quiz", "missed", "exam", "scenario" or "review"; seed is unsigned, stored in the
 * bits of a signed number.
 * lesson_file (3): the index of lessons, which now has a file of its own (store_index.c).
 * answer: number is the position in the run. response is the newest answer (NULL = none yet, "" =
 * skipped). was_ columns hold the result before a regrade.
 *
 * Since 5:
 * about:   "store" is the random id of this file, "base" the base of its xAPI statements.
 * person:  a pseudonym per learner. It survives a rename; run.person is the one that a run was made
 *          under, and nothing ever changes that.
 * run:     asked to passed are of a finished run; mark, needed and passed are NULL if it was
 *          finished by the earlier rule, under which max left out what was skipped.
 * attempt: the responses before the newest. Until 5 only one of them was kept, in first_ columns.
 * statement (6): the xAPI statements that were exported, so that none is ever sent with another
 * content: which row it is about (number -1: the whole run), its id and the SHA-256 of its bytes.
 * A store of before 5 gets ids from the random ids of its runs: it may be read from a copy many
 * times before it is migrated, and must give the same ids each time.
 */
static const char *const migrations[] = {
	/* 1 */
	"CREATE TABLE place (learner TEXT NOT NULL, lesson TEXT NOT NULL, page TEXT,"
	" seen INTEGER NOT NULL, read INTEGER NOT NULL,"
	" PRIMARY KEY (learner, lesson)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE run (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, learner TEXT NOT NULL,"
	" lesson TEXT NOT NULL, kind TEXT NOT NULL, seed INTEGER NOT NULL, started INTEGER NOT "
	"NULL,"
	" finished INTEGER NOT NULL DEFAULT 0, score INTEGER NOT NULL DEFAULT 0,"
	" max INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE answer (run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,"
	" number INTEGER NOT NULL, question TEXT NOT NULL, response TEXT,"
	" score INTEGER NOT NULL DEFAULT 0, max INTEGER NOT NULL DEFAULT 0,"
	" hints INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL DEFAULT 0,"
	" first_response TEXT, first_score INTEGER, first_max INTEGER, first_hints INTEGER,"
	" first_at INTEGER, PRIMARY KEY (run, number)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE setting (learner TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
	" PRIMARY KEY (learner, key)) STRICT, WITHOUT ROWID;",
	/* 2 */
	"ALTER TABLE place ADD COLUMN spent INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE answer ADD COLUMN confidence INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE answer ADD COLUMN tries INTEGER NOT NULL DEFAULT 1;"
	"CREATE TABLE review (learner TEXT NOT NULL, ref TEXT NOT NULL, stage INTEGER NOT NULL,"
	" streak INTEGER NOT NULL, due INTEGER NOT NULL,"
	" PRIMARY KEY (learner, ref)) STRICT, WITHOUT ROWID;",
	/* 3 */
	"CREATE TABLE lesson_file (path TEXT PRIMARY KEY, inode INTEGER NOT NULL, size INTEGER NOT NULL,"
	" mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, id TEXT, language TEXT, title TEXT, summary TEXT,"
	" place INTEGER NOT NULL, minutes INTEGER NOT NULL, pass INTEGER NOT NULL, pages INTEGER NOT NULL,"
	" questions INTEGER NOT NULL, kind INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
	/* 4 */
	"DROP TABLE IF EXISTS lesson_file;",
	/* 5 */
	"ALTER TABLE run ADD COLUMN person TEXT NOT NULL DEFAULT '';"
	"ALTER TABLE run ADD COLUMN asked INTEGER;"
	"ALTER TABLE run ADD COLUMN answered INTEGER;"
	"ALTER TABLE run ADD COLUMN mark INTEGER;"
	"ALTER TABLE run ADD COLUMN needed INTEGER;"
	"ALTER TABLE run ADD COLUMN passed INTEGER;"
	"ALTER TABLE answer RENAME TO answer_4;"
	"CREATE TABLE answer (run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,"
	" number INTEGER NOT NULL, question TEXT NOT NULL, response TEXT,"
	" score INTEGER NOT NULL DEFAULT 0, max INTEGER NOT NULL DEFAULT 0,"
	" hints INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL DEFAULT 0,"
	" confidence INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,"
	" spent INTEGER, version TEXT, was_score INTEGER, was_max INTEGER, regraded INTEGER,"
	" PRIMARY KEY (run, number)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE attempt (run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,"
	" number INTEGER NOT NULL, try INTEGER NOT NULL, response TEXT NOT NULL,"
	" score INTEGER NOT NULL, max INTEGER NOT NULL, hints INTEGER NOT NULL,"
	" at INTEGER NOT NULL, confidence INTEGER NOT NULL, spent INTEGER, version TEXT,"
	" PRIMARY KEY (run, number, try)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE question_version (version TEXT PRIMARY KEY, lesson TEXT NOT NULL,"
	" question TEXT NOT NULL, kind TEXT NOT NULL, separator TEXT NOT NULL,"
	" max INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE person (learner TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"INSERT INTO attempt SELECT run, number, 1, first_response, coalesce(first_score, 0),"
	" coalesce(first_max, 0), coalesce(first_hints, 0), coalesce(first_at, 0), 0, NULL, NULL"
	" FROM answer_4 WHERE first_response <> response AND first_response <> '';"
	"INSERT INTO answer (run, number, question, response, score, max, hints, at, confidence, tries)"
	" SELECT run, number, question, response, score, max, hints, at, confidence,"
	" CASE WHEN first_response <> response AND first_response <> '' THEN max(tries, 2)"
	" ELSE tries END FROM answer_4;"
	"DROP TABLE answer_4;"
	"INSERT INTO about VALUES ('store', coalesce((SELECT id FROM run ORDER BY seq LIMIT 1),"
	" lower(hex(randomblob(16)))));" STORE_NAME_PEOPLE STORE_COUNT_ANSWERS,
	/* 6 */
	"CREATE TABLE statement (run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,"
	" number INTEGER NOT NULL, try INTEGER NOT NULL, verb TEXT NOT NULL, id TEXT NOT NULL,"
	" sum BLOB NOT NULL, PRIMARY KEY (run, number, try, verb)) STRICT, WITHOUT ROWID;",
};

/*
 * The same tables as after all migrations, created at once: altering them takes half the time of
 * the first start with a new file. A test compares the two.
 */
static const char newest[] =
	"CREATE TABLE place (learner TEXT NOT NULL, lesson TEXT NOT NULL, page TEXT,"
	" seen INTEGER NOT NULL, read INTEGER NOT NULL, spent INTEGER NOT NULL DEFAULT 0,"
	" PRIMARY KEY (learner, lesson)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE run (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, learner TEXT NOT NULL,"
	" lesson TEXT NOT NULL, kind TEXT NOT NULL, seed INTEGER NOT NULL, started INTEGER NOT NULL,"
	" finished INTEGER NOT NULL DEFAULT 0, score INTEGER NOT NULL DEFAULT 0,"
	" max INTEGER NOT NULL DEFAULT 0, person TEXT NOT NULL DEFAULT '', asked INTEGER,"
	" answered INTEGER, mark INTEGER, needed INTEGER, passed INTEGER) STRICT;"
	"CREATE TABLE answer (run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,"
	" number INTEGER NOT NULL, question TEXT NOT NULL, response TEXT,"
	" score INTEGER NOT NULL DEFAULT 0, max INTEGER NOT NULL DEFAULT 0,"
	" hints INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL DEFAULT 0,"
	" confidence INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,"
	" spent INTEGER, version TEXT, was_score INTEGER, was_max INTEGER, regraded INTEGER,"
	" PRIMARY KEY (run, number)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE setting (learner TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
	" PRIMARY KEY (learner, key)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE review (learner TEXT NOT NULL, ref TEXT NOT NULL, stage INTEGER NOT NULL,"
	" streak INTEGER NOT NULL, due INTEGER NOT NULL,"
	" PRIMARY KEY (learner, ref)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE attempt (run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,"
	" number INTEGER NOT NULL, try INTEGER NOT NULL, response TEXT NOT NULL,"
	" score INTEGER NOT NULL, max INTEGER NOT NULL, hints INTEGER NOT NULL,"
	" at INTEGER NOT NULL, confidence INTEGER NOT NULL, spent INTEGER, version TEXT,"
	" PRIMARY KEY (run, number, try)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE question_version (version TEXT PRIMARY KEY, lesson TEXT NOT NULL,"
	" question TEXT NOT NULL, kind TEXT NOT NULL, separator TEXT NOT NULL,"
	" max INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE person (learner TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE statement (run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,"
	" number INTEGER NOT NULL, try INTEGER NOT NULL, verb TEXT NOT NULL, id TEXT NOT NULL,"
	" sum BLOB NOT NULL, PRIMARY KEY (run, number, try, verb)) STRICT, WITHOUT ROWID;"
	"INSERT INTO about VALUES ('store', lower(hex(randomblob(16))));";

/* Reads the single number that the statement returns. */
static int get_number(sqlite3 *db, const char *sql, int *number)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	*number = 0;
	if (rc)
		return rc;
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		*number = sqlite3_column_int(stmt, 0);
		rc = SQLITE_OK;
	} else if (rc == SQLITE_DONE) {
		rc = SQLITE_CORRUPT;
	}
	sqlite3_finalize(stmt);
	return rc;
}

int store_read_version(sqlite3 *db, int *version)
{
	int application = 0, tables = 0, rc;

	rc = get_number(db, "PRAGMA user_version", version);
	if (!rc)
		rc = get_number(db, "PRAGMA application_id", &application);
	if (rc)
		return rc;
	if (application == STORE_APPLICATION_ID && *version >= 1)
		return *version > (int)ARRAY_SIZE(migrations) ? STORE_IS_NEWER : SQLITE_OK;
	/* Unmarked: only an empty file may become a store. */
	if (application || *version)
		return STORE_IS_FOREIGN;
	rc = get_number(db, "SELECT count(*) FROM sqlite_schema", &tables);
	if (rc)
		return rc;
	return tables ? STORE_IS_FOREIGN : SQLITE_OK;
}

/*
 * Migrates, inside the transaction, from the version now in the file: another program may have
 * migrated it first.
 */
static int advance(sqlite3 *db)
{
	char mark[96];
	int version, rc = store_read_version(db, &version);

	if (!rc && !version) {
		rc = sqlite3_exec(db, newest, NULL, NULL, NULL);
		version = (int)ARRAY_SIZE(migrations);
	}
	for (; !rc && version < (int)ARRAY_SIZE(migrations); version++)
		rc = sqlite3_exec(db, migrations[version], NULL, NULL, NULL);
	if (rc)
		return rc;
	snprintf(mark, sizeof(mark), "PRAGMA user_version = %d; PRAGMA application_id = %d",
		version, (int)STORE_APPLICATION_ID);
	return sqlite3_exec(db, mark, NULL, NULL, NULL);
}

bool store_is_newest(int version)
{
	return version == (int)ARRAY_SIZE(migrations);
}

int store_migrate(sqlite3 *db, int version)
{
	int rc;

	if (store_is_newest(version))
		return SQLITE_OK;
	rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (rc)
		return rc;
	rc = advance(db);
	if (!rc)
		rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	if (rc && !sqlite3_get_autocommit(db))
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}
