/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the store: its statements, prepared once and bound, and what to tell a person when one
 *fails.
 *
 *	struct query q = query_start(store, SQL_SAVE_PLACE);
 *	query_bind_text(&q, lesson);            in the order of ?1, ?2 ...
 *	while (query_row(&q)) ...               or nothing, if there are no rows
 *	rc = query_end(&q);                     runs what has not run; the first error, or SQLITE_OK
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "learner/progress.h"

struct strbuf;

enum statement {
	SQL_BEGIN, /* to write */
	SQL_BEGIN_READING,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_LOAD_PLACES,
	SQL_LOAD_RUNS,
	SQL_LOAD_ANSWERS,
	SQL_LOAD_REVIEW,
	SQL_LOAD_OUTCOMES,
	SQL_SAVE_PLACE,
	SQL_SAVE_RUN,
	SQL_SAVE_QUESTION,
	SQL_SAVE_ANSWER,
	SQL_ADD_STEP,
	SQL_SAVE_FINISH,
	SQL_SAVE_REVIEW,
	SQL_GET_SETTING,
	SQL_SAVE_SETTING,
	SQL_DROP_SETTING,
	SQL_COUNT
};

struct store {
	sqlite3 *db;
	char *path; /* as it was given, for messages */
	char *learner;
	bool doubted;          /* damage was met: checked whole, whatever its size */
	int ack;               /* descriptor for acknowledgements, -1 for none */
	int64_t waiting_since; /* microseconds; for the busy handler */
	int turn;              /* descriptor of the file, as long as db is open; -1 for none */
	bool is_next;          /* holds the turn (turn.c) */
	sqlite3_stmt *prepared[SQL_COUNT];
};

struct query {
	sqlite3_stmt *stmt;
	int column; /* the last one bound */
	int rc;
	bool ended; /* no more rows */
};

/* SQLITE_OK if the statement fits the schema. */
int query_prepare(struct store *store, enum statement which);
struct query query_start(struct store *store, enum statement which);
/* Text must live until query_end; NULL is NULL. */
void query_bind_text(struct query *q, const char *text);
void query_bind_int(struct query *q, int64_t n);
bool query_row(struct query *q);
int query_end(struct query *q);
/* Of the row: text copied, NULL for NULL; numbers cut to 0 .. INT_MAX, since a damaged file may say
 * anything. */
const char *query_text(struct query *q, int column, struct arena *arena);
int query_int(struct query *q, int column);
int64_t query_int64(struct query *q, int column);

/* How a kind is written in the file. */
const char *query_run_kind_name(enum run_kind kind);
bool query_run_kind(const char *name, enum run_kind *kind);

/* A statement that takes and gives nothing. */
int query_run(struct store *store, enum statement which);

/* For every database whose file may come from anywhere: data and nothing else. */
void store_harden_db(sqlite3 *db);
bool store_is_corrupt(int rc);
/*
 * After damage was met in an open store, of which only a part is checked when it is large: checks
 * it whole and sets it aside as store_open does. True: a fresh one is open, and err says so.
 */
bool store_recheck(struct store *store, struct strbuf *err);

/* Waits for other programs up to five seconds; for sqlite3_busy_handler, with the store. */
int store_wait(void *store, int tries);
/* Before and after SQL_BEGIN: waits up to five seconds to be the next that writes. */
void store_take_turn(struct store *store);
void store_end_turn(struct store *store);
/* Appends the sentence for a result that is not SQLITE_OK. Call before the next statement. */
void store_explain(const struct store *store, int rc, struct strbuf *err);

#endif
