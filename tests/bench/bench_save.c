/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One durable save: an answer saved through the store, compared with a bare insert of the same
 * columns by SQLite with the same guarantees (journal_mode TRUNCATE, synchronous FULL), in turns on
 * the same disk. Prints medians as "NAME|OURS|FLOOR|LIMIT".
 *
 *	bench_save WORK
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "store/store.h"

enum { ROUNDS = 300 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *v)
{
	qsort(v, ROUNDS, sizeof(*v), by_size);
	return v[ROUNDS / 2];
}

static void need(int fine)
{
	if (fine)
		return;
	fputs("bench_save: the database does not do what it should\n", stderr);
	exit(2);
}

static sqlite3_stmt *open_bare(const char *path, sqlite3 **db)
{
	sqlite3_stmt *insert;

	need(sqlite3_open(path, db) == SQLITE_OK);
	need(sqlite3_exec(*db,
		     "PRAGMA synchronous = FULL; PRAGMA journal_mode = TRUNCATE;"
		     "CREATE TABLE answer (run INTEGER NOT NULL, number INTEGER NOT NULL, question TEXT NOT NULL, response TEXT,"
		     " score INTEGER, max INTEGER, hints INTEGER, at INTEGER, PRIMARY KEY (run, number)) STRICT, WITHOUT ROWID",
		     NULL, NULL, NULL) == SQLITE_OK);
	need(sqlite3_prepare_v2(*db,
		     "INSERT INTO answer VALUES (1, ?1, ?2, ?3, 1000, 1000, 0, 1790000000)", -1,
		     &insert, NULL) == SQLITE_OK);
	return insert;
}

static void insert_bare(sqlite3_stmt *insert, int i, const char *question)
{
	sqlite3_bind_int(insert, 1, i);
	sqlite3_bind_text(insert, 2, question, -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 3, "a", -1, SQLITE_STATIC);
	need(sqlite3_step(insert) == SQLITE_DONE);
	sqlite3_reset(insert);
}

int main(int argc, char **argv)
{
	static char names[ROUNDS][16];
	static const char *questions[ROUNDS];
	static double ours[ROUNDS], bare[ROUNDS];
	char path[1024];
	struct strbuf err = STRBUF_INIT;
	enum store_state state;
	struct store *store;
	struct progress progress;
	struct run *run;
	sqlite3_stmt *insert;
	sqlite3 *db;

	need(argc == 2);
	for (int i = 0; i < ROUNDS; i++) {
		snprintf(names[i], sizeof(names[i]), "question-%d", i);
		questions[i] = names[i];
	}
	snprintf(path, sizeof(path), "%s/ours.db", argv[1]);
	store = store_open(path, "", &state, &err);
	need(store != NULL);
	snprintf(path, sizeof(path), "%s/bare.db", argv[1]);
	insert = open_bare(path, &db);
	progress_init(&progress);
	run = progress_begin(&progress, "00000000000000000000000000000001", "act", RUN_QUIZ, 1, 1,
		questions, ROUNDS);
	need(store_save_run(store, run, &err));
	for (int i = 0; i < ROUNDS; i++) {
		struct answer answer = { .question = names[i],
			.response = "a",
			.score = 1000,
			.max = 1000,
			.at = 1790000000 };
		struct review_item item = {
			.ref = names[i], .stage = 1, .streak = 1, .due = 20000
		};
		double begun = now();

		insert_bare(insert, i, names[i]);
		bare[i] = now() - begun;
		begun = now();
		need(store_save_answer(store, run->id, &answer, i % 4 ? NULL : &item, &err));
		ours[i] = now() - begun;
	}
	printf("one answer saved durably (ms, median)|%.3f|%.3f|1.2\n", median(ours), median(bare));
	sqlite3_finalize(insert);
	sqlite3_close(db);
	store_close(store);
	progress_release(&progress);
	strbuf_release(&err);
	return 0;
}
