/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the store: the steps of opening, shared by store.c and store_read.c. */
#ifndef STORE_OPENING_H
#define STORE_OPENING_H

#include <sqlite3.h>

struct store;
struct store_file;
struct strbuf;

/* Returns a store without a database; NULL, with a sentence in err, if SQLite is too old. */
struct store *store_new(const char *path, const char *learner, struct strbuf *err);
/* Opens the database of the file, for reading only if it is read_only. */
int store_open_database(struct store *store, const struct store_file *file);
void store_close_database(struct store *store);

/* Replaces the learner by the stored name that is meant; a sentence in err if several look alike.
 */
void store_choose_learner(struct store *store, struct strbuf *err);

/* Checks that the file is a store, and sound. In one transaction, to lock the file once. */
int store_examine(struct store *store, const struct store_file *file, int *version);
/* Checks every page; SQLITE_CORRUPT if one is damaged. */
int store_check_pages(sqlite3 *db);
/*
 * Checks that the statements fit the schema. If a schema with Vigie's mark rejects them, it is
 * damaged in a way that no other check sees.
 */
int store_check_schema(struct store *store);

#endif
