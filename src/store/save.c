/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "store/migrations.h"
#include "store/query.h"

int save_begin(struct store *store)
{
	int rc;

	store_take_turn(store);
	rc = query_run(store, SQL_BEGIN);
	store_end_turn(store);
	return rc;
}

/*
 * Retries once after the five seconds of store_wait: thirty people may read their reports at once.
 */
static int commit(struct store *store)
{
	int rc = query_run(store, SQL_COMMIT);

	return (rc & 0xff) == SQLITE_BUSY ? query_run(store, SQL_COMMIT) : rc;
}

bool save_end(struct store *store, int rc, struct strbuf *err)
{
	if (!rc)
		rc = commit(store);
	store->rc = rc;
	if (!rc)
		return true;
	store_explain(store, rc, err);
	/* After a full disk SQLite may already have rolled back. */
	if (store->db && !sqlite3_get_autocommit(store->db))
		(void)query_run(store, SQL_ROLLBACK);
	return false;
}

bool store_save_place(struct store *store, const char *lesson, const char *page, int seen,
	bool read, int spent, struct strbuf *err)
{
	int rc = save_begin(store);

	if (!rc) {
		struct query q = query_start(store, SQL_SAVE_PLACE);

		query_bind_text(&q, store->learner);
		query_bind_text(&q, lesson);
		query_bind_text(&q, page);
		query_bind_int(&q, seen);
		query_bind_int(&q, read);
		query_bind_int(&q, spent);
		rc = query_end(&q);
	}
	return save_end(store, rc, err);
}

/*
 * Gives the learner a pseudonym: the random id of the first run, as it was for stores that had
 * none.
 */
static int put_person(struct store *store, const char *id)
{
	struct query q = query_start(store, SQL_SAVE_PERSON);

	query_bind_text(&q, store->learner);
	query_bind_text(&q, id);
	return query_end(&q);
}

static int put_run(struct store *store, const struct run *run)
{
	int rc = put_person(store, run->id);
	struct query q;

	if (rc)
		return rc;
	q = query_start(store, SQL_SAVE_RUN);
	query_bind_text(&q, run->id);
	query_bind_text(&q, store->learner);
	query_bind_text(&q, run->lesson);
	query_bind_text(&q, query_run_kind_name(run->kind));
	query_bind_int(&q, (int64_t)run->seed);
	query_bind_int(&q, run->started);
	return query_end(&q);
}

static int put_question(struct store *store, const char *run, size_t number, const char *question)
{
	struct query q = query_start(store, SQL_SAVE_QUESTION);

	query_bind_text(&q, run);
	query_bind_int(&q, (int64_t)number);
	query_bind_text(&q, question);
	return query_end(&q);
}

/* Binds an unknown time as NULL. */
static void bind_spent(struct query *q, int spent)
{
	if (spent < 0)
		query_bind_null(q);
	else
		query_bind_int(q, spent);
}

static int put_version(struct store *store, const char *run, const char *question,
	const struct question_version *version)
{
	const char separator[] = { version->separator, '\0' };
	struct query q;

	if (!version->id || !version->kind)
		return SQLITE_OK;
	q = query_start(store, SQL_SAVE_VERSION);
	query_bind_text(&q, run);
	query_bind_text(&q, version->id);
	query_bind_text(&q, question);
	query_bind_text(&q, version->kind);
	query_bind_text(&q, separator);
	query_bind_int(&q, version->max);
	return query_end(&q);
}

static int put_attempt(struct store *store, const char *run, const char *question, size_t try,
	const struct attempt *attempt)
{
	struct query q = query_start(store, SQL_SAVE_ATTEMPT);
	int rc;

	query_bind_text(&q, run);
	query_bind_text(&q, question);
	query_bind_int(&q, (int64_t)try);
	query_bind_text(&q, attempt->response);
	query_bind_int(&q, attempt->score);
	query_bind_int(&q, attempt->max);
	query_bind_int(&q, attempt->hints);
	query_bind_int(&q, attempt->at);
	query_bind_int(&q, attempt->confidence);
	bind_spent(&q, attempt->spent);
	query_bind_text(&q, attempt->version.id);
	rc = query_end(&q);
	return rc ? rc : put_version(store, run, question, &attempt->version);
}

static int keep_response(struct store *store, const char *run, const struct answer *answer)
{
	struct query q = query_start(store, SQL_KEEP_RESPONSE);

	query_bind_text(&q, run);
	query_bind_text(&q, answer->question);
	query_bind_text(&q, answer->response);
	query_bind_int(&q, answer->at);
	return query_end(&q);
}

/* Saves the responses before the newest: those of answer, and one that the file has instead. */
static int put_attempts(struct store *store, const char *run, const struct answer *answer)
{
	int rc = answer->response ? keep_response(store, run, answer) : SQLITE_OK;

	for (size_t i = 0; i < answer->n_attempts && !rc; i++)
		rc = put_attempt(store, run, answer->question, i + 1, &answer->attempts[i]);
	return rc;
}

static int put_answer_by(
	struct store *store, enum statement which, const char *run, const struct answer *answer)
{
	struct query q = query_start(store, which);
	int rc;

	query_bind_text(&q, run);
	query_bind_text(&q, answer->question);
	query_bind_text(&q, answer->response);
	query_bind_int(&q, answer->score);
	query_bind_int(&q, answer->max);
	query_bind_int(&q, answer->hints);
	query_bind_int(&q, answer->at);
	query_bind_int(&q, answer->confidence);
	query_bind_int(
		&q, answer->response && *answer->response && answer->tries < 1 ? 1 : answer->tries);
	bind_spent(&q, answer->spent);
	query_bind_text(&q, answer->version.id);
	rc = query_end(&q);
	return !rc && !sqlite3_changes(store->db) ? STORE_UNKNOWN_RUN : rc;
}

/* Returns when the run was finished, as the store has it; 0 if it is open or unknown. */
static int64_t finished(struct store *store, const char *run)
{
	struct query q = query_start(store, SQL_GET_FINISHED);
	int64_t at;

	query_bind_text(&q, run);
	at = query_row(&q) ? query_int64(&q, 0) : 0;
	query_end(&q);
	return at;
}

/* A scenario has no list of questions: its steps are added as they come. */
static int put_answer(struct store *store, const char *run, const struct answer *answer)
{
	int rc = put_attempts(store, run, answer);

	if (!rc)
		rc = put_answer_by(store, SQL_SAVE_ANSWER, run, answer);
	if (rc == STORE_UNKNOWN_RUN)
		rc = put_answer_by(store, SQL_ADD_STEP, run, answer);
	if (!rc)
		rc = put_version(store, run, answer->question, &answer->version);
	return rc == STORE_UNKNOWN_RUN && finished(store, run) ? STORE_RUN_IS_FINISHED : rc;
}

/* Keeps the answers already stored and adds those given in memory only. */
static int put_whole_run(struct store *store, const struct run *run)
{
	int rc = put_run(store, run);

	for (size_t i = 0; i < run->n && !rc; i++)
		rc = put_question(store, run->id, i, run->answers[i].question);
	for (size_t i = 0; i < run->n && !rc; i++)
		if (run->answers[i].response || run->answers[i].hints || run->answers[i].tries)
			rc = put_answer(store, run->id, &run->answers[i]);
	return rc;
}

bool store_save_run(struct store *store, const struct run *run, struct strbuf *err)
{
	int rc = save_begin(store);

	if (!rc)
		rc = put_whole_run(store, run);
	return save_end(store, rc, err);
}

static int put_finish(struct store *store, const struct run *run)
{
	int rc = put_whole_run(store, run);
	struct query q;

	if (rc)
		return rc;
	q = query_start(store, SQL_SAVE_FINISH);
	query_bind_text(&q, run->id);
	query_bind_int(&q, run->finished);
	query_bind_int(&q, run->result.score);
	query_bind_int(&q, run->result.max);
	query_bind_int(&q, run->result.asked);
	query_bind_int(&q, run->result.answered);
	query_bind_int(&q, run->result.rule.mark);
	query_bind_int(&q, run->result.rule.answered);
	query_bind_int(&q, run->result.passed);
	return query_end(&q);
}

bool store_save_finish(struct store *store, const struct run *run, struct strbuf *err)
{
	int rc = save_begin(store);

	/* done already if an earlier try only seemed to fail */
	if (!rc && finished(store, run->id) != run->finished)
		rc = put_finish(store, run);
	return save_end(store, rc, err);
}

/* Writes once, so that a line is there whole or not at all. */
static void acknowledge(const struct store *store, const char *run, const char *question)
{
	struct strbuf line = STRBUF_INIT;

	if (store->ack < 0)
		return;
	strbuf_addf(&line, "ACK %s/%s\n", run, question);
	while (write(store->ack, line.buf, line.len) < 0 && errno == EINTR)
		;
	strbuf_release(&line);
}

static int put_review(struct store *store, const struct review_item *item)
{
	struct query q = query_start(store, SQL_SAVE_REVIEW);

	query_bind_text(&q, store->learner);
	query_bind_text(&q, item->ref);
	query_bind_int(&q, item->stage);
	query_bind_int(&q, item->streak);
	query_bind_int(&q, item->due);
	return query_end(&q);
}

bool store_save_answer(struct store *store, const char *run, const struct answer *answer,
	const struct review_item *item, struct strbuf *err)
{
	int rc = save_begin(store);

	if (!rc)
		rc = put_answer(store, run, answer);
	if (!rc && item)
		rc = put_review(store, item);
	if (!save_end(store, rc, err))
		return false;
	acknowledge(store, run, answer->question);
	return true;
}

bool store_save_review(
	struct store *store, const struct review_item *items, size_t n, struct strbuf *err)
{
	int rc = save_begin(store);

	for (size_t i = 0; i < n && !rc; i++)
		rc = put_review(store, &items[i]);
	return save_end(store, rc, err);
}

void store_begin_reading(struct store *store)
{
	(void)query_run(store, SQL_BEGIN_READING);
}

bool store_get_setting(struct store *store, const char *key, struct strbuf *out)
{
	struct query q = query_start(store, SQL_GET_SETTING);
	bool set;

	query_bind_text(&q, store->learner);
	query_bind_text(&q, key);
	set = query_row(&q);
	if (set) {
		const char *value = (const char *)sqlite3_column_text(q.stmt, 0);

		set = value != NULL;
		strbuf_addstr(out, value ? value : "");
	}
	return !query_end(&q) && set;
}

int save_setting(struct store *store, const char *key, const char *value)
{
	struct query q = query_start(store, value ? SQL_SAVE_SETTING : SQL_DROP_SETTING);

	query_bind_text(&q, store->learner);
	query_bind_text(&q, key);
	if (value)
		query_bind_text(&q, value);
	return query_end(&q);
}

bool store_save_setting(struct store *store, const char *key, const char *value, struct strbuf *err)
{
	int rc = save_begin(store);

	if (!rc)
		rc = save_setting(store, key, value);
	return save_end(store, rc, err);
}

enum store_failure store_failure(const struct store *store)
{
	switch (store->rc < 0 ? store->rc : store->rc & 0xff) {
	case STORE_UNKNOWN_RUN:
		return STORE_LACKS_RUN;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return STORE_IS_BUSY;
	case STORE_RUN_IS_FINISHED:
	case SQLITE_TOOBIG:
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return STORE_FAILS_FOR_GOOD;
	default:
		return store->rc == SQLITE_READONLY_DBMOVED ? STORE_FAILS_FOR_GOOD
							    : STORE_FAILS_FOR_NOW;
	}
}
