/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema and its history. user_version in the file is the number of migrations it has seen.
 *
 * To change the schema: append an entry to migrations[] in migrations.c (never edit one that was
 * released), put the old file as a fixture into tests/store/, and test that it opens.
 */
#ifndef STORE_MIGRATIONS_H
#define STORE_MIGRATIONS_H

#include <sqlite3.h>

/* "Vigi": marks the file as ours, for file(1) too. */
enum { STORE_APPLICATION_ID = 0x56696769 };

/* Results beyond SQLite's own, which are all above 0. */
enum {
	STORE_IS_FOREIGN = -1, /* a database of another program */
	STORE_IS_NEWER = -2,   /* of a newer version of this one */
	STORE_UNKNOWN_RUN = -3 /* an answer to a run or question that was never saved */
};

/*
 * How many migrations the file has seen: 0 for an empty one, which may become ours. SQLITE_OK, an
 * SQLite error, STORE_IS_FOREIGN or STORE_IS_NEWER. Does not read the schema of a newer one.
 */
int store_read_version(sqlite3 *db, int *version);

/*
 * Brings it to the newest schema in one transaction; does nothing if it is there already. Results
 * as above; after a failure the file is as before.
 */
int store_migrate(sqlite3 *db, int version);

#endif
