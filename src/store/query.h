/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the store: its statements, prepared once and bound, and the sentences for their failures.
 *
 *     struct query q = query_start(store, SQL_SAVE_PLACE);
 *     query_bind_text(&q, lesson);     in the order of ?1, ?2 ...
 *     while (query_row(&q)) ...        or nothing, if it returns no rows
 *     rc = query_end(&q);              runs it if no row was read; the first error, or SQLITE_OK
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "learner/progress.h"

struct strbuf;

enum statement {
	SQL_BEGIN, /* for writing */
	SQL_BEGIN_READING,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_LOAD_PLACES,
	SQL_LOAD_RUNS,
	SQL_LOAD_ANSWERS,
	SQL_LOAD_ATTEMPTS,
	SQL_LOAD_REVIEW,
	SQL_LOAD_OUTCOMES,
	SQL_LOAD_ENDINGS,
	SQL_SAVE_PLACE,
	SQL_SAVE_PERSON,
	SQL_SAVE_RUN,
	SQL_SAVE_QUESTION,
	SQL_KEEP_RESPONSE,
	SQL_SAVE_ATTEMPT,
	SQL_SAVE_ANSWER,
	SQL_ADD_STEP,
	SQL_SAVE_VERSION,
	SQL_SAVE_FINISH,
	SQL_GET_FINISHED,
	SQL_SAVE_REVIEW,
	SQL_GET_SETTING,
	SQL_SAVE_SETTING,
	SQL_DROP_SETTING,
	SQL_GET_ABOUT,
	SQL_SAVE_ABOUT,
	SQL_GET_VERSION,
	SQL_GET_SUM,
	SQL_KEEP_STATEMENT,
	SQL_DROP_STATEMENTS,
	SQL_COUNT
};

struct store {
	sqlite3 *db;
	char *path; /* as passed in, for messages */
	char *learner;
	bool reading;          /* opened by store_open_reading: sentences speak of reading */
	bool doubted;          /* corruption was found: check the whole file, whatever its size */
	int ack;               /* descriptor for acknowledgements, -1 for none */
	int64_t waiting_since; /* microseconds; for the busy handler */
	int turn;              /* descriptor of the file while db is open; -1 for none */
	bool is_next;          /* holds the turn (turn.c) */
	int rc;                /* result of the last save */
	sqlite3_stmt *prepared[SQL_COUNT];
};

struct query {
	sqlite3_stmt *stmt;
	int column; /* last one bound */
	int rc;
	bool ended; /* no more rows */
};

/* Returns SQLITE_OK if the statement fits the schema. */
int query_prepare(struct store *store, enum statement which);
struct query query_start(struct store *store, enum statement which);
/* Binds the next parameter. The text must live until query_end; NULL binds SQL NULL. */
void query_bind_text(struct query *q, const char *text);
void query_bind_int(struct query *q, int64_t n);
void query_bind_null(struct query *q);
bool query_row(struct query *q);
int query_end(struct query *q);
/*
 * Read a column of the current row. Texts are copied, NULL for SQL NULL; numbers are clamped to
 * 0..INT_MAX, since a damaged file may contain anything.
 */
const char *query_text(struct query *q, int column, struct arena *arena);
int query_int(struct query *q, int column);
int64_t query_int64(struct query *q, int column);
bool query_is_null(struct query *q, int column);

/* Returns the name of a kind as stored in the file. */
const char *query_run_kind_name(enum run_kind kind);
bool query_run_kind(const char *name, enum run_kind *kind);

/* Runs a statement without parameters or rows. */
int query_run(struct store *store, enum statement which);

/*
 * save.c: around every save. save_end commits, or rolls back and explains in err. save_setting
 * belongs in between.
 */
int save_begin(struct store *store);
bool save_end(struct store *store, int rc, struct strbuf *err);
int save_setting(struct store *store, const char *key, const char *value);

/* Restricts a database to data. Call it for every database from an untrusted file. */
void store_harden_db(sqlite3 *db);
bool store_is_corrupt(int rc);
/*
 * Call when corruption shows in an open store, since large files are checked only in part when they
 * are opened: checks the whole file and quarantines it as store_open does. Returns true if a fresh
 * file is open; err then says so.
 */
bool store_recheck(struct store *store, struct strbuf *err);

/*
 * Waits up to five seconds for other programs; a sqlite3_busy_handler, whose argument is the store.
 */
int store_wait(void *store, int tries);
/* Call around SQL_BEGIN: waits up to five seconds to be the next writer. */
void store_take_turn(struct store *store);
void store_end_turn(struct store *store);
/* Appends the sentence for a result other than SQLITE_OK. Call before the next statement. */
void store_explain(const struct store *store, int rc, struct strbuf *err);

#endif
