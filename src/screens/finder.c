/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/finder.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/emphasis.h"
#include "text/text.h"

enum { WORDS_MAX = 8, RANKS = 5 };

void finder_clear(struct finder *finder)
{
	arena_clear(&finder->arena);
	finder->n = finder->read = 0;
	finder->begun = false;
}

void finder_release(struct finder *finder)
{
	arena_release(&finder->arena);
	free(finder->v);
	memset(finder, 0, sizeof(*finder));
}

/* Who looks for words types no marks of emphasis. */
static const char *plain(struct arena *arena, const char *text)
{
	struct strbuf words = STRBUF_INIT;
	const char *copy;

	emphasis_plain(&words, text, strlen(text));
	copy = arena_memdupz(arena, words.len ? words.buf : "", words.len);
	strbuf_release(&words);
	return copy;
}

static const char *fold(struct arena *arena, const char *text)
{
	struct strbuf key = STRBUF_INIT;
	const char *copy;

	text_fold(&key, text, strlen(text), TEXT_NO_ACCENTS);
	copy = arena_memdupz(arena, key.len ? key.buf : "", key.len);
	strbuf_release(&key);
	return copy;
}

struct finder_entry *finder_add(
	struct finder *finder, enum finder_kind kind, const char *title, const char *more)
{
	struct finder_entry *e;

	if (finder->n == finder->cap) {
		finder->cap = finder->cap ? 2 * finder->cap : 64;
		finder->v = xrealloc(finder->v, finder->cap * sizeof(*finder->v));
	}
	e = &finder->v[finder->n++];
	*e = (struct finder_entry){ .kind = kind, .lesson = -1 };
	e->title = plain(&finder->arena, title);
	e->key = fold(&finder->arena, e->title);
	e->more = more ? fold(&finder->arena, plain(&finder->arena, more)) : NULL;
	return e;
}

/* A byte of another script may be a letter, so only ASCII tells where a word begins. */
static bool begins_word(const char *text, const char *at)
{
	unsigned char before = at == text ? ' ' : (unsigned char)at[-1];

	return before < 0x80 && !(before >= 'a' && before <= 'z') &&
		!(before >= '0' && before <= '9');
}

/* Returns 0 for the best, RANKS if the word is not there. */
static int rank_of(const struct finder_entry *e, const char *word)
{
	const char *at = strstr(e->key, word);
	int rank = RANKS;

	if (at == e->key)
		return 0;
	for (; at; at = strstr(at + 1, word)) {
		if (begins_word(e->key, at))
			return 1;
		rank = 2;
	}
	for (at = rank == RANKS && e->more ? strstr(e->more, word) : NULL; at;
		at = strstr(at + 1, word)) {
		if (begins_word(e->more, at))
			return 3;
		rank = 4;
	}
	return rank;
}

/* An entry is as good as its worst word; the words as one are better still. */
static int rank_of_all(
	const struct finder_entry *e, const char *whole, char *const *words, size_t n)
{
	int worst = 0;

	for (size_t i = 0; i < n && worst < RANKS; i++) {
		int rank = rank_of(e, words[i]);

		worst = rank > worst ? rank : worst;
	}
	if (n > 1 && worst < RANKS && rank_of(e, whole) < worst)
		worst = rank_of(e, whole);
	return worst;
}

/* Cuts the query at spaces, in place; returns the number of words. */
static size_t cut(char *query, char **words)
{
	size_t n = 0;

	while (n < WORDS_MAX) {
		query += strspn(query, " ");
		if (!*query)
			break;
		words[n++] = query;
		query += strcspn(query, " ");
		if (*query)
			*query++ = '\0';
	}
	return n;
}

void finder_search(const struct finder *const *lists, size_t n, const char *query,
	finder_allow_fn *allow, const void *ctx, struct arena *arena, struct finder_hits *hits)
{
	const char *whole = fold(arena, query);
	char *parts = arena_strdup(arena, whole), *words[WORDS_MAX];
	size_t n_words = cut(parts, words), most = 0, first = 0;
	unsigned char *ranks;

	memset(hits, 0, sizeof(*hits));
	for (size_t l = 0; l < n; l++)
		most += lists[l]->n;
	if (!n_words || !most)
		return;
	ranks = arena_alloc(arena, most);
	for (size_t l = 0; l < n; l++)
		for (size_t i = 0; i < lists[l]->n; i++, first++) {
			const struct finder_entry *e = &lists[l]->v[i];

			ranks[first] = (unsigned char)rank_of_all(e, whole, words, n_words);
			if (ranks[first] < RANKS && allow && !allow(ctx, e))
				ranks[first] = RANKS;
			hits->n[e->kind] += ranks[first] < RANKS;
			hits->total += ranks[first] < RANKS;
		}
	for (size_t k = 0; k < FINDER_KINDS; k++) {
		hits->v[k] = arena_alloc(arena, (hits->n[k] + 1) * sizeof(*hits->v[k]));
		hits->n[k] = 0;
	}
	for (int rank = 0; rank < RANKS; rank++) {
		first = 0;
		for (size_t l = 0; l < n; l++)
			for (size_t i = 0; i < lists[l]->n; i++, first++)
				if (ranks[first] == rank) {
					const struct finder_entry *e = &lists[l]->v[i];

					hits->v[e->kind][hits->n[e->kind]++] = e;
				}
	}
}
