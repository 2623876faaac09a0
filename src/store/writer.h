/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Saves without keeping the sitting waiting. A process of its own, the writer, has the store and
 * does the jobs (job.h) that it is handed, in order; each is answered once it is durable. However
 * long a disk or another program's lock takes, the sitting goes on reading keys. It is a process
 * and not a thread, because a thread in a call that the kernel does not interrupt, on a disk that
 * hangs, would keep the whole program from ending.
 *
 * What cannot be saved for now stays first in line and is tried again, so that everything that
 * belongs together is saved in the order in which it happened. When the sitting ends or is killed,
 * the writer does the jobs that are left and ends too.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/job.h"

struct strbuf;
struct writer;

struct writer_options {
	const char *store, *learner; /* of store_open; store NULL: no store */
	const char *counters;        /* of counters_open; NULL: none */
	const char *locale;          /* locale, hash: of struct job_target */
	bool (*hash)(const char *pin, struct strbuf *out);
	void (*confine)(void *ctx); /* called in the writer once it has opened its file; or NULL */
	void *ctx;
};

/*
 * Starts the writer. Call while the program has no database open, no thread, and nothing in the
 * buffer of stdout. If no process can be had, jobs are done at once by the caller's.
 */
struct writer *writer_start(const struct writer_options *options);
/* Hands over a job, takes its bytes away and returns its number, from 1 on. Never waits. */
unsigned writer_send(struct writer *writer, struct strbuf *job);

struct writer_reply {
	unsigned job;           /* if it waits, all those up to this one that are not done do */
	enum job_result result; /* DONE and DROPPED come once for each job, the others repeatedly */
	int64_t value;
	const char *why; /* a sentence, unless DONE; until the next call */
};

/* Takes the next reply, if one has come. Never waits. */
bool writer_take(struct writer *writer, struct writer_reply *reply);
/* Readable when writer_take has something to do; -1: nothing comes. */
int writer_fd(const struct writer *writer);
/* The number of the last job handed over, and of the last one done or dropped. */
unsigned writer_sent(const struct writer *writer);
unsigned writer_done(const struct writer *writer);
/* Waits at most ms milliseconds, or until a signal, for something to take. */
void writer_wait(struct writer *writer, int ms);
/* Leaves the writer to finish by itself. NULL is ignored. */
void writer_free(struct writer *writer);

#endif
