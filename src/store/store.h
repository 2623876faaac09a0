/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that must not be lost, in one SQLite file; sqlite3 is used nowhere else. An open store
 * belongs to one person (learner); several programs may have one file open.
 *
 * Every save_ call is one transaction, durable when it returns true: journal_mode TRUNCATE with
 * synchronous FULL (measured: nothing acknowledged is lost in a power cut, and a store on a full
 * disk can still be read; WAL cannot). If it returns false, err says in a sentence what happened
 * and nothing was written; the caller goes on in memory and may try again. A call waits up to about
 * ten seconds for its turn to write, and as long again for readers. Sentences are appended to err.
 *
 * The files: store.c opens, store_read.c opens for commands that only read, store_file.c handles
 * the file as a file (folders, permissions, quarantine), migrations.c has the schema, query.c the
 * SQL and its error messages, turn.c decides who writes next, store_index.c keeps the index of
 * lessons next to it, store_image.c copies a file into memory, salvage.c recovers a damaged one,
 * people.c and visit.c have the owner's operations on the records of all learners, statements.c
 * what was told to others, collect.c puts a store together from exported rows, save.c and load.c do
 * the rest.
 *
 * To change the schema: append to migrations[] in migrations.c, never edit an existing entry, and
 * add the old file as a fixture in tests/store/ (sqlite3 FILE .dump, with its user_version and
 * application_id).
 *
 * For reliability tests: if VIGIE_ACK_FD is the number of an open pipe, socket, terminal or file in
 * append mode when the store is opened, each saved answer is reported there as the line "ACK
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
	STORE_UNUSABLE, /* cannot be opened or written: read-only, full, no permission */
	STORE_DAMAGED,  /* quarantined; a fresh one is open */
	STORE_NEWER     /* written by a newer version; left untouched */
};

/*
 * Opens or creates the file for learner ("" is the learner without a name); names that look the
 * same are one (store_find_name). *state and err (a sentence unless OK) tell the outcome:
 * - OK: a store; err is not empty if permissions of the file had to be tightened, or if several
 *   stored names look like learner.
 * - DAMAGED: a fresh store with everything that could still be read; the damaged file is next to it
 *   as NAME.damaged-YYYYMMDD-HHMMSS, as err says.
 * - UNUSABLE: NULL if nothing can be done with the file. But if it can be read and not written (its
 *   permissions, its folder, a read-only disk), a store that loads: the person sees the progress so
 *   far, and each save fails with its sentence.
 * - NEWER: NULL, and nothing was touched.
 *
 * A full disk is UNUSABLE (NULL) for a new file; an existing store opens, loads, and saves again as
 * soon as there is room.
 *
 * The file is created 0600 and missing folders 0700, whatever the umask (which is changed during
 * the call); a file with wider permissions is tightened, an existing folder is left unchanged. A
 * symbolic link, a folder, a device or a pipe in place of the file is refused, and so are a
 * symbolic link in place of its folder and a database of another program.
 */
struct store *store_open(
	const char *path, const char *learner, enum store_state *state, struct strbuf *err);
/*
 * Returns false, with a sentence in err, if the file that the user named holds anything but a Vigie
 * store. Call before store_open, which would quarantine it as damaged. Changes nothing. A file that
 * is missing, empty or unreadable counts as ours: store_open creates or reports it.
 */
bool store_is_ours(const char *path, struct strbuf *err);
/*
 * Opens an existing file for commands that only read, for all learners: changes, creates and
 * removes nothing, neither the file nor anything next to it, and saves nothing. A file that SQLite
 * would have to change first (of an older version, or with an interrupted save) is read from a copy
 * in memory; *state is OK and err says so. DAMAGED: a store in memory with what can still be read;
 * err says so. Otherwise NULL, with *state UNUSABLE or NEWER and a sentence in err.
 */
struct store *store_open_reading(const char *path, enum store_state *state, struct strbuf *err);
/*
 * Opens an existing file for commands that read, to keep something small in it: creates, migrates
 * and repairs nothing. Returns NULL, with a sentence in err, if the file cannot be written, is of
 * an older version, or would have to be changed first in any other way. Close another store of
 * the same file before this: closing either would drop the locks of both.
 */
struct store *store_open_as_is(const char *path, struct strbuf *err);
/*
 * Returns false, with a sentence in err, if the course could not save in the file, or others may
 * read it. Changes nothing.
 */
bool store_is_writable(const char *path, struct strbuf *err);
/* NULL is ignored. */
void store_close(struct store *store);

/*
 * Loads the learner's progress into an initialised, empty progress. If it returns false, progress
 * is empty. Corruption found only now is handled as in store_open: it returns true, with a sentence
 * in err.
 */
bool store_load(struct store *store, struct progress *progress, struct strbuf *err);

/*
 * Saves the learner's position in a lesson. The page replaces the previous one (NULL: none, keeps
 * it); seen, read and spent only ever grow, so that two programs do not undo each other's progress.
 * Of time that both spent at once, only that of one is kept.
 */
bool store_save_place(struct store *store, const char *lesson, const char *page, int seen,
	bool read, int spent, struct strbuf *err);
/*
 * Saves a started run with its list and its answers so far. May be called again at any time and
 * adds what is missing, so it also catches up after failed saves.
 */
bool store_save_run(struct store *store, const struct run *run, struct strbuf *err);
/*
 * Replaces an earlier response to the question; the first one and its score are kept with it. item:
 * when the question comes back, saved in the same transaction; NULL if that did not change. Fails
 * if the run or question is not in the store (because store_save_run failed).
 */
bool store_save_answer(struct store *store, const char *run, const struct answer *answer,
	const struct review_item *item, struct strbuf *err);
/* Saves review items of which no answer tells, in one transaction. */
bool store_save_review(
	struct store *store, const struct review_item *items, size_t n, struct strbuf *err);
/*
 * Saves the score of a finished run and, like store_save_run, anything missing. The first finish
 * stands: a later one of another program fails.
 */
bool store_save_finish(struct store *store, const struct run *run, struct strbuf *err);

/* Why the last save failed. */
enum store_failure {
	STORE_FAILS_FOR_NOW, /* may succeed later: a full disk, an error of the disk */
	STORE_IS_BUSY,       /* another program holds it */
	STORE_FAILS_FOR_GOOD,
	STORE_LACKS_RUN /* the answer's run is not there: save that first */
};
enum store_failure store_failure(const struct store *store);

/*
 * From here until store_close only reads: the file is locked once for all of it. If it cannot be
 * locked, each read tries for itself.
 */
void store_begin_reading(struct store *store);
/*
 * Small settings of the learner ("language", "welcomed"). get appends to out and returns false if
 * the setting is missing or unreadable. value NULL removes it.
 */
bool store_get_setting(struct store *store, const char *key, struct strbuf *out);
bool store_save_setting(
	struct store *store, const char *key, const char *value, struct strbuf *err);

/*
 * The index of lessons (course/index.h), shared by all learners, in FILE.index next to the store
 * (0600). load fills an empty index with whatever can be read. save writes it without removed
 * lessons, or does nothing if nothing is fresh or another program holds the file; in two steps,
 * index_bytes appends the file to out (false if nothing is fresh) and write_index writes it.
 * Neither ever fails or makes the store count as damaged: missing entries are read from the lessons
 * again. drop removes the file.
 */
void store_load_index(struct store *store, struct lesson_index *index);
void store_save_index(struct store *store, struct lesson_index *index);
bool store_index_bytes(const struct lesson_index *index, struct strbuf *out);
bool store_write_index(struct store *store, const char *bytes, size_t len);
void store_drop_index(struct store *store);

#endif
