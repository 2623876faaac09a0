/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must not be lost, in one SQLite file: the only place with sqlite3. One person (learner) an
 * open store; several programs may have one file open.
 *
 * Every save_ call is one transaction that is durable when it returns true: journal_mode TRUNCATE
 * with synchronous FULL (measured: nothing acknowledged is lost at a power cut, a full disk can
 * still be read; WAL cannot). False: err says in a sentence what happened; nothing was written, the
 * caller goes on in memory and may try again. A call waits at most about ten seconds for another
 * program. Sentences are appended to err.
 *
 * The files: store.c opens, file.c knows the file as a file (folders, rights, setting aside),
 * migrations.c the schema, query.c SQL and what to say when it fails, turn.c who may write next,
 * index.c the index of lessons beside it, salvage.c reads what is left of a damaged file, people.c
 * what its owner does with everybody's records, save.c and load.c the rest.
 *
 * To change the schema: append to migrations[] in migrations.c, never edit what is there, and add
 * the old file as a fixture in tests/store/ (sqlite3 FILE .dump, with its user_version and
 * application_id).
 *
 * For tests of reliability: if VIGIE_ACK_FD is the number of an open pipe, socket, terminal or file
 * in append mode when the store is opened, each saved answer is reported there as the line "ACK
 * run/question", written after it has become durable.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "learner/progress.h"

struct strbuf;
struct store;
struct lesson_index;

enum store_state {
	STORE_OK,
	STORE_UNUSABLE, /* cannot be opened or written: read-only, full, no right */
	STORE_DAMAGED,  /* was moved aside; a fresh one is open */
	STORE_NEWER     /* written by a newer version: left alone */
};

/*
 * Opens or makes the file for learner ("" is the one without a name). *state and err (a sentence
 * unless OK) say how it went:
 *  - OK: a store; err is not empty if rights of the file had to be narrowed.
 *  - DAMAGED: a fresh store with all that could still be read; what was there stands beside it as
 *    NAME.damaged-YYYYMMDD-HHMMSS, as err says.
 *  - UNUSABLE: NULL if nothing can be done with it. But where the file can be read and not written
 *    (its rights, its folder, a read-only disk), a store that loads: the person sees what she has
 *    done, and each save fails with its sentence.
 *  - NEWER: NULL, and nothing was touched.
 * A disk that is full is UNUSABLE (NULL) for a new file; a store that exists opens, loads, and
 * saves again as soon as there is room.
 *
 * The file is 0600 and folders that had to be made 0700, whatever the umask (which is changed for
 * the time of the call); a file with wider rights is narrowed, a folder that exists is left as it
 * is. A symbolic link, a folder, a device or a pipe in place of the file is refused, a symbolic
 * link in place of its folder too; so is a database of another program.
 */
struct store *store_open(
	const char *path, const char *learner, enum store_state *state, struct strbuf *err);
/* NULL is fine. */
void store_close(struct store *store);

/*
 * Loads the learner's progress into an initialised, empty progress. If false, progress is empty.
 * Damage that only shows now is treated as by store_open: true, with a sentence in err.
 */
bool store_load(struct store *store, struct progress *progress, struct strbuf *err);

/*
 * Where the person is in a lesson: the page (NULL for none) replaces the one before; seen and read
 * only ever grow, so that two programs do not undo each other.
 */
bool store_save_place(struct store *store, const char *lesson, const char *page, int seen,
	bool read, int spent, struct strbuf *err);
/*
 * A begun run with its list, and the answers it holds by now. May be called again at any time: it
 * adds what is missing. So it is also the way to catch up when saves had failed.
 */
bool store_save_run(struct store *store, const struct run *run, struct strbuf *err);
/*
 * Replaces an earlier response to the question; the first one and its score are kept beside it.
 * Fails if the run or question is not in the store (store_save_run had failed).
 */
/* item: when the question comes back, kept in the same transaction; NULL if nothing changed there.
 */
bool store_save_answer(struct store *store, const char *run, const struct answer *answer,
	const struct review_item *item, struct strbuf *err);
/* A finished run: its score, and like store_save_run all that is missing. */
bool store_save_finish(struct store *store, const struct run *run, struct strbuf *err);

/*
 * Small settings of the learner ("language", "welcomed"). get appends to out; false if unset or
 * unreadable. value NULL unsets.
 */
bool store_get_setting(struct store *store, const char *key, struct strbuf *out);
bool store_save_setting(
	struct store *store, const char *key, const char *value, struct strbuf *err);

/*
 * The index of the catalogue (course/index.h), the same for all learners, in FILE.index beside the
 * store (0600). load fills an empty one, as far as it can be read; save writes what is there,
 * without what is gone, or nothing if nothing is fresh or another program has it. Neither is ever
 * an error, nor damage of the store: what is missing is read from the lessons again. drop removes
 * the file.
 */
void store_load_index(struct store *store, struct lesson_index *index);
void store_save_index(struct store *store, struct lesson_index *index);
void store_drop_index(struct store *store);

#endif
