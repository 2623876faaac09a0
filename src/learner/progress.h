/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What one person has done: pure arithmetic on records, no I/O. The store loads it at the start and
 * keeps each change; if there is no store it lives here alone, and the course works all the same.
 *
 * A run is one sitting of questions: a lesson's quiz, the missed ones again, or an exam. A run
 * holds its questions in order, by id ("question", or "lesson/question" in an exam or a review),
 * and the answers so far, so that it can be gone on with after any interruption. Everything is kept
 * by ids, never by language or display order.
 *
 * A scenario is a run as well: it has no list of questions and grows by a step with each answer
 * (play.h).
 */
#ifndef LEARNER_PROGRESS_H
#define LEARNER_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "learner/review.h"

enum run_kind { RUN_QUIZ, RUN_MISSED, RUN_EXAM, RUN_SCENARIO, RUN_REVIEW };

struct answer {
	const char *question; /* id as in the run's list */
	const char *response; /* canonical, by the question type; NULL = not answered yet */
	int score, max;       /* thousandths of a point; max 0 = not scored (skipped, stale fact) */
	int hints;            /* hints taken */
	enum confidence confidence;
	int tries;  /* how many it took */
	int64_t at; /* seconds since 1970 */
};

struct run {
	char id[33]; /* random hexadecimal, made by the caller */
	const char *lesson;
	enum run_kind kind;
	uint64_t seed;             /* all shuffling of this run follows from it */
	int64_t started, finished; /* finished 0 = open, otherwise above 0 */
	int score, max;            /* of the finished run */
	struct answer *answers;    /* one a question, in order */
	size_t n, cap;             /* cap: room for steps, of a scenario that grew */
};

struct lesson_progress {
	const char *lesson;
	const char *page;       /* id of the page last open, or NULL */
	int seen;               /* pages seen so far: highest index + 1 */
	bool read;              /* went past the last page */
	int spent;              /* seconds */
	struct run *open;       /* run of any kind to go on with, or NULL */
	struct run *last;       /* newest finished run of any kind, or NULL */
	int best, last_percent; /* percent of finished QUIZ or EXAM runs, -1 if none */
	int best_score,
		best_max; /* of the best one, exact: for score_passes() and score_percent_shown() */
	int finished;     /* how many of them */
};

/* How a question went the last time, in whatever run it was asked. */
struct outcome {
	const char *ref; /* "lesson/question" */
	bool right;      /* all of its points */
};

struct progress {
	struct arena arena; /* owns everything here */
	struct lesson_progress *lessons;
	size_t n, cap;
	struct outcome *outcomes; /* each question once, in no order */
	size_t n_outcomes, cap_outcomes;
	struct review review; /* what comes back */
};

void progress_init(struct progress *progress);
void progress_release(struct progress *progress);

/*
 * The record of a lesson; find gives NULL, get makes an empty one. Pointers live until the next get
 * (place, read and begin call it); pointers to runs live as long as progress.
 */
const struct lesson_progress *progress_find(const struct progress *progress, const char *lesson);
struct lesson_progress *progress_get_or_add(struct progress *progress, const char *lesson);

/* The person opened page number index (0-based) with that id. */
void progress_set_page(struct progress *progress, const char *lesson, const char *page, int index);
void progress_set_read(struct progress *progress, const char *lesson);

/*
 * A run begins (questions copied); it becomes the open run of its lesson, replacing another.
 * id is at most 32 bytes.
 */
struct run *progress_begin(struct progress *progress, const char *id, const char *lesson,
	enum run_kind kind, uint64_t seed, int64_t now, const char *const *questions, size_t n);
/* Notes how a question went. progress_answer does it itself, for all that is scored and no
 * scenario. */
void progress_outcome(struct progress *progress, const char *ref, bool right);
/*
 * Keeps an answer in the open run; false if there is no such run or question. Answering again
 * replaces. With response NULL the question stays unanswered, but the hints taken are kept. To a
 * scenario a question that is not in its list is added.
 */
bool progress_answer(struct progress *progress, const char *run, const struct answer *answer);
/*
 * Finishes the open run: adds up score and max of what was answered, updates last, and best unless
 * it is a RUN_MISSED or RUN_SCENARIO. False if there is none.
 */
bool progress_finish(struct progress *progress, const char *run, int64_t now);

/* Totals of a run: points so far, and how many are answered. Each may be NULL. */
void run_totals(const struct run *run, int *score, int *max, size_t *answered);
/* Was the answer less than fully right? (scored ones only) */
bool answer_missed(const struct answer *answer);
size_t run_missed(const struct run *run);

/* Does a run of that kind count for best and finished? */
bool run_counts(enum run_kind kind);
/* Counts a finished QUIZ or EXAM run. For the store, which reads old runs; progress_finish does it
 * itself. */
void progress_add_result(struct lesson_progress *record, int score, int max);

#endif
