/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For the owner of the store: what all learners did, and operations on the records of one of them.
 * The file permissions decide who the owner is. Names are as stored; "" is the learner without a
 * name. Sentences are appended to err.
 */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "store/store.h"

/* Texts in these rows are valid until the next row. */
struct store_run_row {
	const char *learner, *id, *lesson;
	const char *person; /* pseudonym that the run was made under, 32 hexadecimal digits */
	enum run_kind kind;
	int64_t seq;               /* order in which runs were begun, within this store */
	int64_t started, finished; /* seconds since 1970; finished 0 = open */
	struct result result;      /* of a finished run */
};

/* One response to an item of the run. */
struct store_answer_row {
	const char *question, *response; /* "": skipped */
	int number;                      /* place of the item in the run, from 0 */
	/*
	 * Which response to the item this is, from 1, and how many there are. The first ones are
	 * missing in older stores: then the item comes with try > 1 at once.
	 */
	int try, tries;
	bool is_last; /* the one that counts: score is that of the item, costs taken off */
	int score, max, hints;
	enum confidence confidence;
	int64_t at;          /* seconds since 1970; 0: unknown */
	int spent;           /* seconds, without idle time; -1: unknown */
	const char *version; /* of the question, or NULL */
	/* Of the last one, if the item was regraded: the result before, and when; else 0. */
	int was_score, was_max;
	int64_t regraded;
};

struct store_visitor {
	void *ctx;
	/* Called for each run. Return false to skip its answers. */
	bool (*run)(void *ctx, const struct store_run_row *row);
	/*
	 * Called for each response of that run, in the order of its items and of their tries; items
	 * without any are left out.
	 */
	void (*answer)(void *ctx, const struct store_answer_row *row);
	/* Called now and then with the progress; may be NULL. */
	void (*progress)(void *ctx, size_t done, size_t all);
};

/*
 * Visits all runs in one consistent snapshot: learners in order of name, and the runs of each in
 * the order in which they were started. Needs memory only for the names and numbers of the runs.
 */
bool store_visit_runs(struct store *store, const struct store_visitor *visitor, struct strbuf *err);

/* store_visit_runs() for one learner, by the name as stored. */
bool store_visit_person(struct store *store, const char *learner,
	const struct store_visitor *visitor, struct strbuf *err);

enum { STORE_ID_SIZE = 33 }; /* 32 hexadecimal digits */

/* Reads the random id of the store, "" if it has none. Returns false if it cannot be read. */
bool store_read_id(struct store *store, char id[STORE_ID_SIZE], struct strbuf *err);

/* A learner and one of their pseudonyms; after a merge they have several. In the arena. */
struct store_pseudonym {
	const char *learner, *person;
};
/* Lists them by name. The caller frees *people. */
bool store_list_pseudonyms(struct store *store, struct arena *arena,
	struct store_pseudonym **people, size_t *n, struct strbuf *err);

struct store_person {
	const char *learner; /* in the arena */
	int64_t runs, answers,
		last; /* last: start of the newest run, seconds since 1970; 0 = none */
};
/* Lists everyone with any records, by name. The caller frees *people. */
bool store_list_people(struct store *store, struct arena *arena, struct store_person **people,
	size_t *n, struct strbuf *err);

/*
 * Appends the stored name that is meant by the one that was typed: the same; or else its clean form
 * (text/name.h); or else the first that looks the same. If none is stored, appends the clean form
 * of typed. Returns how many stored names look the same as typed. Since new names are cleaned, only
 * files of older versions have more than one.
 */
size_t store_find_name(struct store *store, const char *typed, struct strbuf *name);

/* True if there are any records of the learner; otherwise err says why not. */
bool store_has_person(struct store *store, const char *learner, struct strbuf *err);

/*
 * Appends all records of a person as one JSON object. Returns false if there are none, or they
 * cannot be read.
 */
bool store_export_person(
	struct store *store, const char *learner, struct strbuf *out, struct strbuf *err);

/*
 * Moves the records of learner from to learner to. Without merge, to must not exist yet; with it,
 * to must. A merge keeps the pages seen by either, the sum of the times, all runs, and the current
 * page, settings and reviews of to where both have them. Returns false if nothing was changed.
 */
bool store_rename_person(
	struct store *store, const char *from, const char *to, bool merge, struct strbuf *err);

/*
 * Erases all records of a person for good: overwrites their bytes with zeros, rewrites the file
 * without free pages, and overwrites the freed tail and the journal before truncating them.
 * Renaming does the same with the old name. (A program cannot reach the copies that a disk keeps of
 * overwritten blocks.) Also returns false, with a sentence in err, if the rows were deleted but the
 * file could not be rewritten.
 */
bool store_erase_person(struct store *store, const char *learner, struct strbuf *err);

#endif
