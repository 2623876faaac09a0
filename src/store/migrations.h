/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema and its history. user_version in the file is the number of migrations applied.
 *
 * To change the schema: append an entry to migrations[] in migrations.c (never edit a released
 * one), add the old file as a fixture in tests/store/, and test that it opens.
 */
#ifndef STORE_MIGRATIONS_H
#define STORE_MIGRATIONS_H

#include <stdbool.h>

#include <sqlite3.h>

/* "Vigi": identifies the file as a store, for file(1) too. */
enum { STORE_APPLICATION_ID = 0x56696769 };

/* Results in addition to SQLite's own, which are all above 0. */
enum {
	STORE_IS_FOREIGN = -1,     /* a database of another program */
	STORE_IS_NEWER = -2,       /* written by a newer version of Vigie */
	STORE_UNKNOWN_RUN = -3,    /* an answer to a run or question that was never saved */
	STORE_RUN_IS_FINISHED = -4 /* by another program */
};

/*
 * SQL that gives everyone who has a run a pseudonym, and each run that of its learner; nothing
 * that is there is changed. After a migration or a salvage, which may have runs without one.
 */
#define STORE_NAME_PEOPLE                                                                    \
	"INSERT OR IGNORE INTO person SELECT learner, id FROM"                               \
	" (SELECT learner, id, min(seq) FROM run GROUP BY learner);"                         \
	"UPDATE run SET person = (SELECT id FROM person WHERE person.learner = run.learner)" \
	" WHERE person = '';"

/*
 * SQL that counts what was asked and answered in finished runs, and tries, where the version that
 * wrote them did not.
 */
#define STORE_COUNT_ANSWERS                                                                       \
	"UPDATE run SET (asked, answered) = (SELECT count(*), count(nullif(response, ''))"        \
	" FROM answer WHERE run = seq AND (response = '' OR (response IS NOT NULL AND max > 0)))" \
	" WHERE finished <> 0 AND asked IS NULL;"                                                 \
	"UPDATE answer SET tries = 1 WHERE response <> '' AND tries = 0;"                         \
	"UPDATE answer SET tries = 0 WHERE coalesce(response, '') = '' AND NOT EXISTS (SELECT 1"  \
	" FROM attempt AS a WHERE a.run = answer.run AND a.number = answer.number);"

/*
 * Sets *version to the number of migrations applied: 0 for an empty file, which may become a store.
 * Returns SQLITE_OK, an SQLite error, STORE_IS_FOREIGN or STORE_IS_NEWER. Does not read the schema
 * of a newer file.
 */
int store_read_version(sqlite3 *db, int *version);

/* True if the file needs no migration. */
bool store_is_newest(int version);

/*
 * Migrates db to the newest schema in one transaction; a no-op if it is current. Returns the same
 * codes as store_read_version; after a failure the file is unchanged.
 */
int store_migrate(sqlite3 *db, int version);

#endif
