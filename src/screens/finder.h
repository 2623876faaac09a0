/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be found, and the search in it: pure, without lessons or screens. A list is filled once;
 * a search compares folded keys (text_fold), so accents, case and forms of letters do not count, in
 * every script.
 */
#ifndef SCREENS_FINDER_H
#define SCREENS_FINDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

/* In the order in which they are shown. */
enum finder_kind {
	FINDER_LESSON,
	FINDER_PAGE,
	FINDER_WORD,
	FINDER_QUESTION,
	FINDER_HELP,
	FINDER_KEY,
	FINDER_HERE, /* of the list below the finder */
	FINDER_KINDS
};

struct finder_entry {
	enum finder_kind kind;
	const char *title;
	const char *note;       /* where it is, or NULL */
	const char *key, *more; /* folded title; folded text below it, or NULL */
	int lesson, index;      /* where it leads, by kind */
};

/* Zeroed memory is an empty list. */
struct finder {
	struct arena arena; /* owns all strings */
	struct finder_entry *v;
	size_t n, cap;
	size_t read; /* lessons of the course read so far */
	bool begun;
};

/* Empties the list but keeps its memory. */
void finder_clear(struct finder *finder);
void finder_release(struct finder *finder);

/* Adds an entry and returns it; title and note are copied. more may be NULL. */
struct finder_entry *finder_add(
	struct finder *finder, enum finder_kind kind, const char *title, const char *more);

struct finder_hits {
	const struct finder_entry **v[FINDER_KINDS]; /* the best first */
	size_t n[FINDER_KINDS];
	size_t total;
};

/* True if the entry may be shown. */
typedef bool finder_allow_fn(const void *ctx, const struct finder_entry *entry);

/*
 * Searches the lists for all words of the query: titles that begin with it come first, then those
 * with a word that does, then any other place in the title, then the text below. An empty query
 * finds nothing. The lists of hits are in arena.
 */
void finder_search(const struct finder *const *lists, size_t n, const char *query,
	finder_allow_fn *allow, const void *ctx, struct arena *arena, struct finder_hits *hits);

#endif
