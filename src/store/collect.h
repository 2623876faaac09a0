/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store in memory, put together from rows that were exported: in any order, more than once, and
 * from several exports of one store. Nothing of it reaches a disk. It is read like any other store;
 * people.h says how.
 *
 * A row is the same row again if it has the same key: the run, or the run with number and try. Rows
 * that differ only because one was exported later, after another try or a regrade, are no conflict:
 * the later one counts.
 */
#ifndef STORE_COLLECT_H
#define STORE_COLLECT_H

#include "store/people.h"

enum store_collected {
	STORE_COLLECTED,      /* new, or newer than what was there */
	STORE_COLLECT_SAME,   /* nothing new */
	STORE_COLLECT_OTHER,  /* conflict: another row has this key, and stays */
	STORE_COLLECT_ORPHAN, /* the run was not added */
	STORE_COLLECT_FAILED  /* err has a sentence */
};

/* Makes an empty store with the id. Returns NULL with a sentence in err on failure. */
struct store *store_collect_new(const char *id, struct strbuf *err);
/* Adds a run as begun; ignores finished and result. */
enum store_collected store_collect_run(
	struct store *store, const struct store_run_row *row, struct strbuf *err);
/*
 * Finishes a run that was added: id, finished and result of row count. regraded: the newest of its
 * answers, 0 if there is none.
 */
enum store_collected store_collect_finish(
	struct store *store, const struct store_run_row *row, int64_t regraded, struct strbuf *err);
/* Adds a response in a run that was added. */
enum store_collected store_collect_answer(struct store *store, const char *run,
	const struct store_answer_row *row, struct strbuf *err);
/* Gives each person the name that was collected last. Call once, after all rows. */
bool store_collect_end(struct store *store, struct strbuf *err);

#endif
