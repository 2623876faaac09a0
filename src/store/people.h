/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For whoever owns the store: what all its people did, and what is done with the records of one of
 * them. The rights of the file decide who that is. Names are as they were stored; "" is the one
 * without a name. Sentences are appended to err.
 */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "store/store.h"

/* All texts in these live until the next row. */
struct store_run_row {
	const char *learner, *id, *lesson;
	enum run_kind kind;
	int64_t started, finished; /* seconds since 1970; finished 0 = open */
	int score, max;            /* of a finished one */
};

/* What was answered at first, and when; tries is that of the newest answer. */
struct store_answer_row {
	const char *question, *response;
	int score, max, hints, tries;
	int64_t at;
};

struct store_visitor {
	void *ctx;
	/* A run. False: its answers are not wanted. */
	bool (*run)(void *ctx, const struct store_run_row *row);
	/* An answer of that run, in the order of its questions; what was not answered is left out.
	 */
	void (*answer)(void *ctx, const struct store_answer_row *row);
	/* How far it is, now and then; or NULL. */
	void (*progress)(void *ctx, size_t done, size_t all);
};

/*
 * All runs, learner by learner in the order of their names, each learner's in the order in which
 * they were begun; all of one moment. Needs memory for the names and numbers of the runs only.
 */
bool store_visit_runs(struct store *store, const struct store_visitor *visitor, struct strbuf *err);

struct store_person {
	const char *learner; /* in the arena */
	int64_t runs, answers,
		last; /* last: when the newest run was begun, seconds since 1970; 0 = none */
};
/* Everybody of whom there is anything, by name; *people is the caller's to free. */
bool store_list_people(struct store *store, struct arena *arena, struct store_person **people,
	size_t *n, struct strbuf *err);

/* Is there anything of that person? If not, err says so. */
bool store_has_person(struct store *store, const char *learner, struct strbuf *err);

/* Appends all that there is of a person as one JSON object. False if there is nothing, or it cannot
 * be read. */
bool store_export_person(
	struct store *store, const char *learner, struct strbuf *out, struct strbuf *err);

/*
 * The records of from become those of to, who must not be there yet, or (merge) who must: then the
 * further place, the sum of the times, all runs, and settings and reviews of to. False: nothing was
 * changed.
 */
bool store_rename_person(
	struct store *store, const char *from, const char *to, bool merge, struct strbuf *err);

/*
 * All records of a person go, for good: what they stood on is overwritten with zeros, the file is
 * written anew without free pages, and what is cut off it, and the journal, is overwritten before
 * it is cut. Renaming does the same with the old name. (What a disk keeps of blocks that were
 * overwritten is beyond a program's reach.) If the rows went but the file could not be written anew
 * it is false as well, and err says so.
 */
bool store_erase_person(struct store *store, const char *learner, struct strbuf *err);

#endif
