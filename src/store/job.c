/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/job.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/language.h"
#include "store/counters.h"
#include "store/pin.h"
#include "store/store.h"

enum kind {
	PLACE,
	RUN,
	ANSWER,
	FINISH,
	REVIEW,
	SETTING,
	PIN,
	PIN_TRY,
	PIN_RIGHT,
	LANGUAGE,
	COUNTS,
	INDEX
};

/* ---- to bytes: numbers of 8 bytes, texts as their length (-1 for NULL), bytes and a NUL */

static void put_int(struct strbuf *out, int64_t n)
{
	strbuf_add(out, (const char *)&n, sizeof(n));
}

static void put_text(struct strbuf *out, const char *text)
{
	put_int(out, text ? (int64_t)strlen(text) : -1);
	if (text)
		strbuf_add(out, text, strlen(text) + 1);
}

static void put_place(struct strbuf *out, const struct lesson_progress *p)
{
	put_text(out, p->lesson);
	put_text(out, p->page);
	put_int(out, p->seen);
	put_int(out, p->read);
	put_int(out, p->spent);
}

static void put_version(struct strbuf *out, const struct question_version *v)
{
	put_text(out, v->id);
	put_text(out, v->kind);
	put_int(out, v->separator);
	put_int(out, v->max);
}

static void put_attempt(struct strbuf *out, const struct attempt *a)
{
	put_text(out, a->response);
	put_int(out, a->score);
	put_int(out, a->max);
	put_int(out, a->hints);
	put_int(out, a->confidence);
	put_int(out, a->at);
	put_int(out, a->spent);
	put_version(out, &a->version);
}

static void put_answer(struct strbuf *out, const struct answer *a)
{
	put_text(out, a->question);
	put_text(out, a->response);
	put_int(out, a->score);
	put_int(out, a->max);
	put_int(out, a->hints);
	put_int(out, a->confidence);
	put_int(out, a->tries);
	put_int(out, a->at);
	put_int(out, a->spent);
	put_version(out, &a->version);
	put_int(out, (int64_t)a->n_attempts);
	for (size_t i = 0; i < a->n_attempts; i++)
		put_attempt(out, &a->attempts[i]);
}

static void put_run(struct strbuf *out, const struct run *run)
{
	put_text(out, run->id);
	put_text(out, run->lesson);
	put_int(out, run->kind);
	put_int(out, (int64_t)run->seed);
	put_int(out, run->started);
	put_int(out, run->finished);
	put_int(out, run->result.score);
	put_int(out, run->result.max);
	put_int(out, run->result.asked);
	put_int(out, run->result.answered);
	put_int(out, run->result.rule.mark);
	put_int(out, run->result.rule.answered);
	put_int(out, run->result.passed);
	put_int(out, (int64_t)run->n);
	for (size_t i = 0; i < run->n; i++)
		put_answer(out, &run->answers[i]);
}

static void put_item(struct strbuf *out, const struct review_item *item)
{
	put_text(out, item->ref);
	put_int(out, item->stage);
	put_int(out, item->streak);
	put_int(out, item->due);
}

void job_place(struct strbuf *out, const struct lesson_progress *place)
{
	put_int(out, PLACE);
	put_place(out, place);
}

void job_run(struct strbuf *out, const struct run *run)
{
	put_int(out, RUN);
	put_run(out, run);
}

void job_answer(struct strbuf *out, const struct run *run, const struct answer *answer,
	const struct review_item *item)
{
	const struct review_item none = { 0 };

	put_int(out, ANSWER);
	put_run(out, run);
	put_answer(out, answer);
	put_item(out, item ? item : &none);
}

void job_finish(struct strbuf *out, const struct run *run, const struct lesson_progress *place)
{
	const struct lesson_progress none = { 0 };

	put_int(out, FINISH);
	put_run(out, run);
	put_place(out, place ? place : &none);
}

void job_review(struct strbuf *out, const struct review *review)
{
	size_t n = 0;

	for (size_t i = 0; i < review->n; i++)
		n += review->items[i].moved;
	put_int(out, REVIEW);
	put_int(out, (int64_t)n);
	for (size_t i = 0; i < review->n; i++)
		if (review->items[i].moved)
			put_item(out, &review->items[i]);
}

void job_setting(struct strbuf *out, const char *key, const char *value)
{
	put_int(out, SETTING);
	put_text(out, key);
	put_text(out, value);
}

void job_pin(struct strbuf *out, const char *pin)
{
	put_int(out, PIN);
	put_text(out, pin);
}

void job_pin_try(struct strbuf *out, int64_t now)
{
	put_int(out, PIN_TRY);
	put_int(out, now);
}

void job_pin_right(struct strbuf *out)
{
	put_int(out, PIN_RIGHT);
}

void job_language(struct strbuf *out, const char *code)
{
	put_int(out, LANGUAGE);
	put_text(out, code);
}

void job_counts(struct strbuf *out, const char *day, const struct count *v, size_t n)
{
	put_int(out, COUNTS);
	put_text(out, day);
	put_int(out, (int64_t)n);
	if (n)
		strbuf_add(out, (const char *)v, n * sizeof(*v));
}

void job_index(struct strbuf *out, const struct strbuf *bytes)
{
	put_int(out, INDEX);
	strbuf_add(out, bytes->buf, bytes->len);
}

/* ---- from bytes; texts stay where they are */

struct reader {
	const char *at, *end;
};

static int64_t get_int(struct reader *r)
{
	int64_t n = 0;

	if ((size_t)(r->end - r->at) < sizeof(n))
		BUG("a job ends too early");
	memcpy(&n, r->at, sizeof(n));
	r->at += sizeof(n);
	return n;
}

static const char *get_text(struct reader *r)
{
	int64_t len = get_int(r);
	const char *text = r->at;

	if (len < 0)
		return NULL;
	if (r->end - r->at <= len)
		BUG("a job ends too early");
	r->at += len + 1;
	return text;
}

static struct lesson_progress get_place(struct reader *r)
{
	struct lesson_progress p = { 0 };

	p.lesson = get_text(r);
	p.page = get_text(r);
	p.seen = (int)get_int(r);
	p.read = get_int(r);
	p.spent = (int)get_int(r);
	return p;
}

static struct question_version get_version(struct reader *r)
{
	struct question_version v = { 0 };

	v.id = get_text(r);
	v.kind = get_text(r);
	v.separator = (char)get_int(r);
	v.max = (int)get_int(r);
	return v;
}

static struct attempt get_attempt(struct reader *r)
{
	struct attempt a = { 0 };

	a.response = get_text(r);
	a.score = (int)get_int(r);
	a.max = (int)get_int(r);
	a.hints = (int)get_int(r);
	a.confidence = (enum confidence)get_int(r);
	a.at = get_int(r);
	a.spent = (int)get_int(r);
	a.version = get_version(r);
	return a;
}

static struct answer get_answer(struct reader *r, struct arena *arena)
{
	struct answer a = { 0 };

	a.question = get_text(r);
	a.response = get_text(r);
	a.score = (int)get_int(r);
	a.max = (int)get_int(r);
	a.hints = (int)get_int(r);
	a.confidence = (enum confidence)get_int(r);
	a.tries = (int)get_int(r);
	a.at = get_int(r);
	a.spent = (int)get_int(r);
	a.version = get_version(r);
	a.n_attempts = (size_t)get_int(r);
	a.attempts = arena_alloc(arena, (a.n_attempts + 1) * sizeof(*a.attempts));
	for (size_t i = 0; i < a.n_attempts; i++)
		a.attempts[i] = get_attempt(r);
	return a;
}

static struct run get_run(struct reader *r, struct arena *arena)
{
	struct run run = { 0 };
	const char *id = get_text(r);

	strncpy(run.id, id ? id : "", sizeof(run.id) - 1);
	run.lesson = get_text(r);
	run.kind = (enum run_kind)get_int(r);
	run.seed = (uint64_t)get_int(r);
	run.started = get_int(r);
	run.finished = get_int(r);
	run.result.score = (int)get_int(r);
	run.result.max = (int)get_int(r);
	run.result.asked = (int)get_int(r);
	run.result.answered = (int)get_int(r);
	run.result.rule.mark = (int)get_int(r);
	run.result.rule.answered = (int)get_int(r);
	run.result.passed = get_int(r);
	run.n = (size_t)get_int(r);
	run.answers = arena_alloc(arena, (run.n + 1) * sizeof(*run.answers));
	for (size_t i = 0; i < run.n; i++)
		run.answers[i] = get_answer(r, arena);
	return run;
}

static struct review_item get_item(struct reader *r)
{
	struct review_item item = { .ref = get_text(r) };

	item.stage = (int)get_int(r);
	item.streak = (int)get_int(r);
	item.due = (int)get_int(r);
	return item;
}

/* ---- doing them */

static bool save_place(struct store *store, const struct lesson_progress *p, struct strbuf *err)
{
	return (!p->page && !p->spent) ||
		store_save_place(store, p->lesson, p->page, p->seen, p->read, p->spent, err);
}

/* Begins the run anew in the store if it is not there, or no longer. */
static bool save_answer(
	struct store *store, struct reader *r, struct arena *arena, struct strbuf *err)
{
	struct run run = get_run(r, arena);
	struct answer answer = get_answer(r, arena);
	struct review_item item = get_item(r);
	const struct review_item *kept = item.ref ? &item : NULL;

	if (store_save_answer(store, run.id, &answer, kept, err))
		return true;
	if (store_failure(store) != STORE_LACKS_RUN)
		return false;
	strbuf_clear(err);
	return store_save_run(store, &run, err) &&
		store_save_answer(store, run.id, &answer, kept, err);
}

static bool save_review(
	struct store *store, struct reader *r, struct arena *arena, struct strbuf *err)
{
	size_t n = (size_t)get_int(r);
	struct review_item *items = arena_alloc(arena, (n + 1) * sizeof(*items));

	for (size_t i = 0; i < n; i++)
		items[i] = get_item(r);
	return store_save_review(store, items, n, err);
}

static bool save_pin(const struct job_target *target, const char *pin, struct strbuf *err)
{
	struct strbuf hash = STRBUF_INIT;
	bool good = !*pin || target->hash(pin, &hash);

	if (!good)
		strbuf_addstr(err, _("cannot get random bytes to make the PIN safe"));
	good = good && store_save_setting(target->store, "pin", *pin ? hash.buf : NULL, err);
	strbuf_release(&hash);
	return good;
}

static bool add_counts(struct counters *counters, struct reader *r, struct arena *arena,
	int64_t *total, struct strbuf *err)
{
	const char *day = get_text(r);
	size_t n = (size_t)get_int(r);
	struct count *v = arena_alloc(arena, (n + 1) * sizeof(*v));

	if (n)
		memcpy(v, r->at, n * sizeof(*v));
	if (!counters_add(counters, day, v, n, err))
		return false;
	*total = (int64_t)counters_total(counters);
	return true;
}

static bool save(struct job_target *target, struct reader *r, struct arena *arena, int64_t *value,
	struct strbuf *err)
{
	struct store *store = target->store;
	struct lesson_progress place;
	struct run run;
	const char *key;

	switch ((enum kind)get_int(r)) {
	case PLACE:
		place = get_place(r);
		return save_place(store, &place, err);
	case RUN:
		run = get_run(r, arena);
		return store_save_run(store, &run, err);
	case ANSWER:
		return save_answer(store, r, arena, err);
	case FINISH:
		run = get_run(r, arena);
		place = get_place(r);
		return store_save_finish(store, &run, err) && save_place(store, &place, err);
	case REVIEW:
		return save_review(store, r, arena, err);
	case SETTING:
		key = get_text(r);
		return store_save_setting(store, key, get_text(r), err);
	case PIN:
		return save_pin(target, get_text(r), err);
	case PIN_TRY:
		return pin_count_try(store, get_int(r), value, err);
	case PIN_RIGHT:
		return pin_forget_tries(store, err);
	case LANGUAGE:
		language_use(target->locale, get_text(r));
		return true;
	case COUNTS:
		return add_counts(target->counters, r, arena, value, err);
	case INDEX:
		store_write_index(store, r->at, (size_t)(r->end - r->at));
		return true;
	}
	BUG("there is no such job");
}

static enum job_result why_not(const struct store *store)
{
	switch (store_failure(store)) {
	case STORE_FAILS_FOR_GOOD:
		return JOB_DROPPED;
	case STORE_IS_BUSY:
		return JOB_BUSY;
	default:
		return JOB_WAITS;
	}
}

enum job_result job_do(
	struct job_target *target, const char *job, size_t len, int64_t *value, struct strbuf *err)
{
	struct reader reader = { job, job + len };
	struct arena arena = ARENA_INIT;
	bool good;

	*value = 0;
	good = save(target, &reader, &arena, value, err);
	arena_release(&arena);
	if (good)
		return JOB_DONE;
	return target->store ? why_not(target->store) : JOB_WAITS;
}
