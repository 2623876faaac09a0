/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/statements.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "store/query.h"

/* Statements in a transaction: short enough for a save to wait for it unnoticed. */
enum { PIECE = 5000 };

bool store_read_about(struct store *store, const char *key, struct strbuf *out)
{
	struct query q = query_start(store, SQL_GET_ABOUT);
	bool there;

	query_bind_text(&q, key);
	there = query_row(&q) && !query_is_null(&q, 0);
	if (there)
		strbuf_addstr(out, (const char *)sqlite3_column_text(q.stmt, 0));
	return !query_end(&q) && there;
}

bool store_read_version_of(
	struct store *store, const char *version, char *kind, size_t kind_size, char *separator)
{
	struct query q = query_start(store, SQL_GET_VERSION);
	bool there;

	query_bind_text(&q, version);
	there = query_row(&q) && !query_is_null(&q, 0) && !query_is_null(&q, 1);
	if (there) {
		snprintf(kind, kind_size, "%s", (const char *)sqlite3_column_text(q.stmt, 0));
		*separator = *(const char *)sqlite3_column_text(q.stmt, 1);
	}
	return !query_end(&q) && there;
}

static void bind_row(struct query *q, const struct store_statement *s)
{
	query_bind_int(q, s->run);
	query_bind_int(q, s->number);
	query_bind_int(q, s->try);
	query_bind_text(q, s->verb);
}

bool store_read_sum(
	struct store *store, const struct store_statement *which, uint8_t sum[SHA256_BYTES])
{
	struct query q = query_start(store, SQL_GET_SUM);
	bool there;

	bind_row(&q, which);
	there = query_row(&q) && sqlite3_column_bytes(q.stmt, 0) == SHA256_BYTES;
	if (there)
		memcpy(sum, sqlite3_column_blob(q.stmt, 0), SHA256_BYTES);
	return !query_end(&q) && there;
}

static int put_base(struct store *store, const char *base)
{
	struct query q = query_start(store, SQL_SAVE_ABOUT);

	query_bind_text(&q, "base");
	query_bind_text(&q, base);
	return query_end(&q);
}

bool store_keep_base(struct store *store, const char *base, bool anew, struct strbuf *err)
{
	struct strbuf old = STRBUF_INIT;
	int rc = save_begin(store);
	bool has = !rc && store_read_about(store, "base", &old);
	bool differs = has && strcmp(old.buf, base) != 0;

	if (!rc && differs && !anew) {
		strbuf_addf(err,
			/* TRANSLATORS: an address on the web */
			_("Another program has just chosen %s as the base of this store’s statements."),
			old.buf);
		(void)query_run(store, SQL_ROLLBACK);
		strbuf_release(&old);
		return false;
	}
	if (!rc && differs)
		rc = query_run(store, SQL_DROP_STATEMENTS);
	if (!rc && (!has || differs))
		rc = put_base(store, base);
	strbuf_release(&old);
	return save_end(store, rc, err);
}

static int put_statement(struct store *store, const struct store_statement *s)
{
	struct query q = query_start(store, SQL_KEEP_STATEMENT);

	bind_row(&q, s);
	query_bind_text(&q, s->id);
	if (!q.rc)
		q.rc = sqlite3_bind_blob(q.stmt, ++q.column, s->sum, SHA256_BYTES, SQLITE_STATIC);
	return query_end(&q);
}

bool store_keep_statements(
	struct store *store, const struct store_statement *all, size_t n, struct strbuf *err)
{
	for (size_t from = 0; from < n; from += PIECE) {
		int rc = save_begin(store);

		for (size_t i = from; i < n && i < from + PIECE && !rc; i++)
			rc = put_statement(store, &all[i]);
		if (!save_end(store, rc, err))
			return false;
	}
	return true;
}
