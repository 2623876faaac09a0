/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A job is one thing to save, as bytes, so that another process can do it (writer.h). Each function
 * appends a job to an empty out; job_do carries it out with the functions of store.h, pin.h and
 * counters.h, which say what the arguments mean. Doing a job twice does no more than doing it once,
 * except for counts and tries of a PIN.
 */
#ifndef STORE_JOB_H
#define STORE_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "learner/progress.h"

struct count;
struct counters;
struct store;
struct strbuf;

void job_place(struct strbuf *out, const struct lesson_progress *place);
void job_run(struct strbuf *out, const struct run *run);
/* run: the answer's run as it is now. item may be NULL. */
void job_answer(struct strbuf *out, const struct run *run, const struct answer *answer,
	const struct review_item *item);
/* The finished run, and the place in its lesson (NULL: none). */
void job_finish(struct strbuf *out, const struct run *run, const struct lesson_progress *place);
/* The items of review that have moved. */
void job_review(struct strbuf *out, const struct review *review);
/* value NULL removes it. */
void job_setting(struct strbuf *out, const char *key, const char *value);
/* Hashes the PIN, which is slow on purpose; "" removes it. */
void job_pin(struct strbuf *out, const char *pin);
/* The job's value is *until of pin_count_try. */
void job_pin_try(struct strbuf *out, int64_t now);
void job_pin_right(struct strbuf *out);
/* Sentences about later jobs are in this language. */
void job_language(struct strbuf *out, const char *code);
/* The job's value is counters_total afterwards. */
void job_counts(struct strbuf *out, const char *day, const struct count *v, size_t n);
/* bytes: as store_index_bytes makes them. */
void job_index(struct strbuf *out, const struct strbuf *bytes);

/* What jobs work on; either store or counters is NULL. */
struct job_target {
	struct store *store;
	struct counters *counters;
	const char *locale; /* folder of the catalogues */
	/* Appends the hash of a PIN; false if that cannot be done. */
	bool (*hash)(const char *pin, struct strbuf *out);
};

enum job_result {
	JOB_DONE,   /* durable */
	JOB_WAITS,  /* failed for now, with a sentence in err; try again */
	JOB_BUSY,   /* the same, because another program holds the store */
	JOB_DROPPED /* will never succeed; a sentence in err */
};

static inline bool job_waits(enum job_result result)
{
	return result == JOB_WAITS || result == JOB_BUSY;
}

enum job_result job_do(
	struct job_target *target, const char *job, size_t len, int64_t *value, struct strbuf *err);

#endif
