/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stored name is meant by the one that was typed. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "store/opening.h"
#include "store/people.h"
#include "store/query.h"
#include "text/name.h"

/*
 * Everyone who has used the store has a row in one of these tables. Jumps from name to name in the
 * primary key, since there are many rows per name.
 */
static const char *const list_sql[] = {
	"WITH RECURSIVE n (x) AS (SELECT min(learner) FROM setting UNION ALL"
	" SELECT (SELECT min(learner) FROM setting WHERE learner > x) FROM n WHERE x IS NOT NULL)"
	" SELECT x FROM n WHERE x IS NOT NULL",
	"WITH RECURSIVE n (x) AS (SELECT min(learner) FROM place UNION ALL"
	" SELECT (SELECT min(learner) FROM place WHERE learner > x) FROM n WHERE x IS NOT NULL)"
	" SELECT x FROM n WHERE x IS NOT NULL",
};

struct search {
	const char *typed, *clean;
	struct arena arena;
	const char **alike; /* stored names that look the same, without duplicates */
	size_t n, cap;
};

static void look_at(struct search *search, const char *stored)
{
	if (!name_is_alike(stored, search->clean))
		return;
	for (size_t i = 0; i < search->n; i++)
		if (!strcmp(search->alike[i], stored))
			return;
	ALLOC_GROW(search->alike, search->n + 1, search->cap);
	search->alike[search->n++] = arena_strdup(&search->arena, stored);
}

static int look_at_all(struct store *store, struct search *search)
{
	int rc = SQLITE_OK;

	for (size_t i = 0; i < ARRAY_SIZE(list_sql) && !rc; i++) {
		sqlite3_stmt *stmt = NULL;

		rc = sqlite3_prepare_v2(store->db, list_sql[i], -1, &stmt, NULL);
		while (!rc && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
			const char *name = (const char *)sqlite3_column_text(stmt, 0);

			if (name)
				look_at(search, name);
			rc = SQLITE_OK;
		}
		sqlite3_finalize(stmt);
		if (rc == SQLITE_DONE)
			rc = SQLITE_OK;
	}
	return rc;
}

static const char *choose(const struct search *search)
{
	const char *first = NULL;

	for (size_t i = 0; i < search->n; i++)
		if (!strcmp(search->alike[i], search->typed))
			return search->typed;
	for (size_t i = 0; i < search->n; i++) {
		if (!strcmp(search->alike[i], search->clean))
			return search->clean;
		if (!first || strcmp(search->alike[i], first) < 0)
			first = search->alike[i];
	}
	return first ? first : search->clean;
}

size_t store_find_name(struct store *store, const char *typed, struct strbuf *name)
{
	struct strbuf clean = STRBUF_INIT;
	struct search search = { .typed = typed };
	size_t n;

	name_clean(&clean, typed);
	search.clean = clean.buf;
	/* a store that cannot be read says so at the next statement */
	(void)look_at_all(store, &search);
	strbuf_addstr(name, choose(&search));
	n = search.n;
	free(search.alike);
	arena_release(&search.arena);
	strbuf_release(&clean);
	return n;
}

void store_choose_learner(struct store *store, struct strbuf *err)
{
	struct strbuf name = STRBUF_INIT;
	size_t n;

	if (!*store->learner)
		return;
	n = store_find_name(store, store->learner, &name);
	free(store->learner);
	store->learner = strbuf_detach(&name);
	if (n < 2)
		return;
	if (err->len)
		strbuf_addch(err, ' ');
	strbuf_addf(err,
		/* TRANSLATORS: a name */
		_("Several stored names look alike: “%s”. You go on with one of them; “vigie learners” "
		  "lists them and says how to join them."),
		store->learner);
}
