/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of the catalogue (course/index.h) in the store. It can always be made anew, so nothing here is an error. */
#include "store/store.h"

#include "course/index.h"
#include "store/query.h"

enum { IS_EXAM = 1, IS_SCENARIO = 2 };

static void read_entry(struct query *q, struct arena *arena, struct index_entry *e)
{
	int kind = query_int(q, 14);

	*e = (struct index_entry){
		.path = query_text(q, 0, arena),
		.stamp = { query_int64(q, 1), query_int64(q, 2), query_int64(q, 3), query_int64(q, 4) },
		.head = {
			.id = query_text(q, 5, arena),
			.language = query_text(q, 6, arena),
			.title = query_text(q, 7, arena),
			.summary = query_text(q, 8, arena),
			.order = query_int(q, 9),
			.minutes = query_int(q, 10),
			.pass = query_int(q, 11),
			.pages = query_int(q, 12),
			.questions = query_int(q, 13),
			.exam = kind & IS_EXAM,
			.scenario = kind & IS_SCENARIO,
		},
	};
}

void store_load_index(struct store *store, struct lesson_index *index)
{
	struct query q = query_start(store, SQL_LOAD_INDEX);

	while (query_row(&q)) {
		struct index_entry e;

		read_entry(&q, &index->arena, &e);
		index_add(index, &e, query_int64(&q, 15));
	}
	(void)query_end(&q);
}

static int save_entry(struct store *store, const struct index_entry *e)
{
	struct query q = query_start(store, SQL_SAVE_INDEX);
	const struct lesson_head *h = &e->head;

	query_bind_text(&q, e->path);
	query_bind_int(&q, e->stamp.inode);
	query_bind_int(&q, e->stamp.size);
	query_bind_int(&q, e->stamp.mtime);
	query_bind_int(&q, e->stamp.ctime);
	query_bind_text(&q, h->id);
	query_bind_text(&q, h->language);
	query_bind_text(&q, h->title);
	query_bind_text(&q, h->summary);
	query_bind_int(&q, h->order);
	query_bind_int(&q, h->minutes);
	query_bind_int(&q, h->pass);
	query_bind_int(&q, h->pages);
	query_bind_int(&q, h->questions);
	query_bind_int(&q, (h->exam ? IS_EXAM : 0) | (h->scenario ? IS_SCENARIO : 0));
	query_bind_int(&q, index_sum(e));
	return query_end(&q);
}

static int drop_entry(struct store *store, const struct index_entry *e)
{
	struct query q = query_start(store, SQL_DROP_INDEX);

	query_bind_text(&q, e->path);
	return query_end(&q);
}

void store_save_index(struct store *store, struct lesson_index *index)
{
	int rc;

	if (!index->n_fresh)
		return;
	/* nobody waits for an index */
	sqlite3_busy_handler(store->db, NULL, NULL);
	rc = query_run(store, SQL_BEGIN);
	for (size_t i = 0; i < index->n && !rc; i++) {
		if (index->v[i].fresh)
			rc = save_entry(store, &index->v[i]);
		else if (index_is_gone(&index->v[i]))
			rc = drop_entry(store, &index->v[i]);
	}
	if (!rc)
		rc = query_run(store, SQL_COMMIT);
	if (rc && !sqlite3_get_autocommit(store->db))
		(void)query_run(store, SQL_ROLLBACK);
	sqlite3_busy_handler(store->db, store_wait, store);
	for (size_t i = 0; i < index->n && !rc; i++)
		index->v[i].fresh = false;
	if (!rc)
		index->n_fresh = 0;
}
