/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For trainers: all runs and answers of one learner or of everybody, and what is done with whole learners. */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "store/store.h"

struct store_run_row {
	const char *lesson, *learner, *kind;    /* live until the next row */
	int64_t seq, started, finished;
	int score, max;
};
typedef void store_run_fn(void *ctx, const struct store_run_row *row);
/* Quizzes and exams by lesson, learner and order of beginning. learner NULL: everybody. */
bool store_each_run(struct store *store, const char *learner, store_run_fn *fn, void *ctx, struct strbuf *err);

struct store_answer_row {
	const char *lesson, *question, *response;
	int64_t run;
	int score, max, hints;
};
typedef void store_answer_fn(void *ctx, const struct store_answer_row *row);
/* What was answered at first, in the first quiz or exam of each learner and lesson; the answers of a run stand together. */
bool store_each_first_answer(struct store *store, const char *learner, store_answer_fn *fn, void *ctx,
	struct strbuf *err);

typedef void store_time_fn(void *ctx, const char *lesson, int64_t people, int64_t read, int64_t seconds);
/* By lesson: how many opened it, read it to its end, and for how long together. */
bool store_each_time(struct store *store, const char *learner, store_time_fn *fn, void *ctx, struct strbuf *err);

typedef void store_learner_fn(void *ctx, const char *learner, int64_t runs, int64_t last);
bool store_each_learner(struct store *store, store_learner_fn *fn, void *ctx, struct strbuf *err);
/* False with a sentence if from is not there, or (unless merge) to is. */
bool store_rename_learner(struct store *store, const char *from, const char *to, bool merge, struct strbuf *err);
/* For good: overwritten, and the file written anew, so that nothing of it stays in free pages or a journal. */
bool store_erase_learner(struct store *store, const char *learner, struct strbuf *err);

#endif
