/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "store/query.h"

/* Runs of a lesson whose answers are needed, numbered from 1; 0 = none. */
struct wanted {
	int64_t open, last, first;
};

struct loading {
	struct store *store;
	struct progress *progress;
	struct strbuf *err;
	struct wanted *wanted; /* one per record of progress */
	size_t n, cap;
	bool any_run;
};

static int load_places(struct loading *l)
{
	struct query q = query_start(l->store, SQL_LOAD_PLACES);
	struct arena *arena = &l->progress->arena;

	query_bind_text(&q, l->store->learner);
	while (query_row(&q)) {
		const char *lesson = query_text(&q, 0, arena);
		struct lesson_progress *record;

		if (!lesson)
			continue;
		record = progress_get_or_add(l->progress, lesson);
		record->page = query_text(&q, 1, arena);
		record->seen = query_int(&q, 2);
		record->read = query_int(&q, 3) > 0;
		record->spent = query_int(&q, 4);
	}
	return query_end(&q);
}

/* Fills run from the row; returns false if this version cannot use it. */
static bool read_run(struct query *q, struct run *run, struct arena *arena)
{
	const char *id = query_text(q, 1, arena);
	const char *kind = query_text(q, 3, arena);

	*run = (struct run){ 0 };
	if (!id || strlen(id) >= sizeof(run->id) || !query_run_kind(kind, &run->kind))
		return false;
	memcpy(run->id, id, strlen(id));
	run->seed = (uint64_t)query_int64(q, 4);
	run->started = query_int64(q, 5);
	run->finished = query_int64(q, 6);
	run->result = (struct result){ .score = query_int(q, 7),
		.max = query_int(q, 8),
		.asked = query_int(q, 9),
		.answered = query_int(q, 10),
		.earlier = query_is_null(q, 12),
		.rule = { query_int(q, 11), query_int(q, 12) },
		.passed = query_int(q, 13) > 0,
		.at = run->finished };
	if (run->result.score > run->result.max)
		run->result.score = run->result.max;
	return true;
}

/* Allocates *slot once per lesson, however many runs the learner has. */
static void keep_run(struct run **slot, const struct run *run, struct arena *arena)
{
	if (!*slot)
		*slot = arena_alloc(arena, sizeof(**slot));
	**slot = *run;
}

/* Keeps a run. Only the newest may be open: one abandoned for another is not offered again. */
static void take_run(struct loading *l, const char *lesson, struct run *run, int64_t seq)
{
	struct arena *arena = &l->progress->arena;
	struct lesson_progress *record = progress_get_or_add(l->progress, lesson);
	size_t index = (size_t)(record - l->progress->lessons);
	struct wanted *wanted;

	ALLOC_GROW(l->wanted, l->progress->n, l->cap);
	while (l->n < l->progress->n)
		l->wanted[l->n++] = (struct wanted){ 0, 0, 0 };
	wanted = &l->wanted[index];
	run->lesson = record->lesson;
	wanted->open = run->finished ? 0 : seq;
	if (!run->finished) {
		keep_run(&record->open, run, arena);
	} else {
		keep_run(&record->last, run, arena);
		wanted->last = seq;
		if (run_counts(run->kind) && progress_add_result(record, run->kind, &run->result)) {
			keep_run(&record->first, run, arena);
			wanted->first = seq;
		}
	}
}

static int load_runs(struct loading *l)
{
	struct query q = query_start(l->store, SQL_LOAD_RUNS);
	struct arena row = ARENA_INIT;

	query_bind_text(&q, l->store->learner);
	while (query_row(&q)) {
		struct run run;
		const char *lesson = query_text(&q, 2, &row);

		l->any_run = true;
		if (lesson && read_run(&q, &run, &row))
			take_run(l, lesson, &run, query_int64(&q, 0));
		arena_clear(&row);
	}
	arena_release(&row);
	return query_end(&q);
}

static struct answer read_answer(struct query *q, struct arena *arena)
{
	struct answer answer = {
		.question = query_text(q, 0, arena),
		.response = query_text(q, 1, arena),
		.score = query_int(q, 2),
		.max = query_int(q, 3),
		.hints = query_int(q, 4),
		.at = query_int64(q, 5),
		.confidence = (enum confidence)query_int(q, 6),
		.tries = query_int(q, 7),
		.spent = query_is_null(q, 8) ? -1 : query_int(q, 8),
		.version = { .id = query_text(q, 9, arena) },
	};

	if (answer.score > answer.max)
		answer.score = answer.max;
	if (answer.confidence > CONFIDENCE_SURE)
		answer.confidence = CONFIDENCE_NONE;
	return answer;
}

/* Adds the attempts of a run to its answers, which are in order of their numbers from 0. */
static int load_attempts(struct loading *l, struct run *run, int64_t seq)
{
	struct query q = query_start(l->store, SQL_LOAD_ATTEMPTS);
	struct arena *arena = &l->progress->arena;

	query_bind_int(&q, seq);
	while (query_row(&q)) {
		size_t number = (size_t)query_int(&q, 0);
		struct attempt attempt = {
			.response = query_text(&q, 1, arena),
			.score = query_int(&q, 2),
			.max = query_int(&q, 3),
			.hints = query_int(&q, 4),
			.at = query_int64(&q, 5),
			.confidence = (enum confidence)query_int(&q, 6),
			.spent = query_is_null(&q, 7) ? -1 : query_int(&q, 7),
			.version = { .id = query_text(&q, 8, arena) },
		};

		if (attempt.response && number < run->n)
			answer_add_attempt(arena, &run->answers[number], &attempt);
	}
	return query_end(&q);
}

static int load_answers(struct loading *l, struct run *run, int64_t seq)
{
	struct query q = query_start(l->store, SQL_LOAD_ANSWERS);
	struct arena *arena = &l->progress->arena;
	struct answer *answers = NULL;
	size_t cap = 0;
	bool retried = false;
	int rc;

	query_bind_int(&q, seq);
	while (query_row(&q)) {
		struct answer answer = read_answer(&q, arena);

		if (!answer.question)
			continue;
		retried |= answer.tries > (answer.response && *answer.response);
		ALLOC_GROW(answers, run->n + 1, cap);
		answers[run->n++] = answer;
	}
	run->answers = arena_alloc(arena, run->n * sizeof(*answers));
	if (answers)
		memcpy(run->answers, answers, run->n * sizeof(*answers));
	free(answers);
	rc = query_end(&q);
	return rc || !retried ? rc : load_attempts(l, run, seq);
}

static int load_wanted(struct loading *l)
{
	int rc = SQLITE_OK;

	for (size_t i = 0; i < l->n && !rc; i++) {
		struct lesson_progress *record = &l->progress->lessons[i];

		if (!l->wanted[i].open)
			record->open = NULL;
		else
			rc = load_answers(l, record->open, l->wanted[i].open);
		if (l->wanted[i].last && !rc)
			rc = load_answers(l, record->last, l->wanted[i].last);
		if (l->wanted[i].first && l->wanted[i].first == l->wanted[i].last)
			record->first = record->last;
		else if (l->wanted[i].first && !rc)
			rc = load_answers(l, record->first, l->wanted[i].first);
	}
	return rc;
}

static int load_review(struct loading *l)
{
	struct query q = query_start(l->store, SQL_LOAD_REVIEW);
	struct arena row = ARENA_INIT;

	query_bind_text(&q, l->store->learner);
	while (query_row(&q)) {
		struct review_item item = {
			.ref = query_text(&q, 0, &row),
			.stage = query_int(&q, 1),
			.streak = query_int(&q, 2),
			.due = query_int(&q, 3),
		};

		if (item.ref && item.stage <= REVIEW_DONE)
			review_put(&l->progress->review, &item);
		arena_clear(&row);
	}
	arena_release(&row);
	return query_end(&q);
}

static int load_outcomes(struct loading *l)
{
	struct query q = query_start(l->store, SQL_LOAD_OUTCOMES);
	struct arena row = ARENA_INIT;

	query_bind_text(&q, l->store->learner);
	while (query_row(&q)) {
		const char *ref = query_text(&q, 0, &row);

		if (ref)
			progress_outcome(
				l->progress, ref, query_int(&q, 1) > 0, query_int64(&q, 2));
		arena_clear(&row);
	}
	arena_release(&row);
	return query_end(&q);
}

static int load_endings(struct loading *l)
{
	struct query q = query_start(l->store, SQL_LOAD_ENDINGS);
	struct arena row = ARENA_INIT;

	query_bind_text(&q, l->store->learner);
	while (query_row(&q)) {
		const char *lesson = query_text(&q, 0, &row), *ending = query_text(&q, 1, &row);

		if (lesson && ending)
			progress_found_ending(l->progress, lesson, ending);
		arena_clear(&row);
	}
	arena_release(&row);
	return query_end(&q);
}

/*
 * Loads everything in one transaction, for a consistent snapshot and a single lock of the file
 * instead of one per run.
 */
static int load_all(struct loading *l)
{
	int rc = query_run(l->store, SQL_BEGIN_READING);

	if (rc)
		return rc;
	rc = load_places(l);
	if (!rc)
		rc = load_runs(l);
	if (!rc)
		rc = load_wanted(l);
	if (!rc)
		rc = load_review(l);
	/* both come from runs; preparing these statements is half of the loading */
	if (!rc && l->any_run)
		rc = load_outcomes(l);
	if (!rc && l->any_run)
		rc = load_endings(l);
	if (rc)
		store_explain(l->store, rc, l->err);
	(void)query_run(l->store, SQL_COMMIT);
	return rc;
}

/* Loads all or nothing: half a run would look like a finished one. */
static int load_or_nothing(struct store *store, struct progress *progress, struct strbuf *err)
{
	struct loading l = { .store = store, .progress = progress, .err = err };
	int rc = load_all(&l);

	free(l.wanted);
	if (rc)
		progress_release(progress);
	return rc;
}

bool store_load(struct store *store, struct progress *progress, struct strbuf *err)
{
	struct strbuf why = STRBUF_INIT;
	int rc = load_or_nothing(store, progress, &why);

	if (store_is_corrupt(rc) && store_recheck(store, err)) {
		strbuf_clear(&why);
		rc = load_or_nothing(store, progress, &why);
	}
	strbuf_addstr(err, why.buf);
	strbuf_release(&why);
	return !rc;
}
