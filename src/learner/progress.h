/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a learner has done: pure arithmetic on records, no I/O. The store loads it at the start and
 * saves each change; without a store it lives in memory only, and the course works anyway.
 *
 * A run is one sitting of questions: a lesson's quiz, the missed ones again, an exam or a review.
 * It holds its questions in order, by id ("question", or "lesson/question" in an exam or a review),
 * and the answers so far, so that it can be continued after any interruption. All records use ids,
 * never language or display order.
 *
 * A scenario is a run as well: it has no list of questions and grows by one step with each answer
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
	const char *response; /* canonical, by the question type; NULL if unanswered */
	int score, max;       /* thousandths of a point; max 0: not scored (skipped, stale fact) */
	int hints;            /* hints taken */
	enum confidence confidence;
	int tries;  /* number of tries */
	int64_t at; /* seconds since 1970 */
};

struct run {
	char id[33]; /* random hexadecimal, made by the caller */
	const char *lesson;
	enum run_kind kind;
	uint64_t seed;             /* determines all shuffling of this run */
	int64_t started, finished; /* finished: 0 while open, otherwise above 0 */
	int score, max;            /* of the finished run */
	struct answer *answers;    /* one per question, in order */
	size_t n, cap;             /* cap: room for the steps of a scenario, which grows */
};

struct lesson_progress {
	const char *lesson;
	const char *page;       /* id of the page last opened, or NULL */
	int seen;               /* pages seen so far: highest index + 1 */
	bool read;              /* has gone past the last page */
	int spent;              /* seconds */
	struct run *open;       /* run of any kind to continue, or NULL */
	struct run *last;       /* newest finished run of any kind, or NULL */
	int best, last_percent; /* percent of finished QUIZ or EXAM runs, -1 if none */
	int best_score,
		best_max; /* of the best run, exact: for score_passes() and score_percent_shown() */
	int finished;     /* number of those runs */
};

/* Result of a question the last time it was asked, in any run. */
struct outcome {
	const char *ref; /* "lesson/question" */
	bool right;      /* full score */
};

struct progress {
	struct arena arena; /* owns everything here */
	struct lesson_progress *lessons;
	size_t n, cap;
	struct outcome *outcomes; /* each question once, unordered */
	size_t n_outcomes, cap_outcomes;
	struct review review; /* questions to be repeated */
};

void progress_init(struct progress *progress);
void progress_release(struct progress *progress);

/*
 * The record of a lesson: find returns NULL if there is none, get_or_add creates an empty one.
 * Pointers to records live until the next get_or_add, which set_page, set_read and begin call too;
 * pointers to runs live as long as progress.
 */
const struct lesson_progress *progress_find(const struct progress *progress, const char *lesson);
struct lesson_progress *progress_get_or_add(struct progress *progress, const char *lesson);

/* Records that the learner opened page, the one at index (0-based). */
void progress_set_page(struct progress *progress, const char *lesson, const char *page, int index);
void progress_set_read(struct progress *progress, const char *lesson);

/*
 * Starts a run, copying the questions, and makes it the open run of its lesson in place of any
 * other. id has at most 32 bytes.
 */
struct run *progress_begin(struct progress *progress, const char *id, const char *lesson,
	enum run_kind kind, uint64_t seed, int64_t now, const char *const *questions, size_t n);
/*
 * Records whether a question was answered right. progress_answer calls it for every scored answer
 * except those of scenarios.
 */
void progress_outcome(struct progress *progress, const char *ref, bool right);
/*
 * Records an answer in the open run; false if there is no such run or question. A second answer
 * replaces the first. With response NULL the question stays unanswered, but the hints taken are
 * kept. In a scenario a question missing from its list is added.
 */
bool progress_answer(struct progress *progress, const char *run, const struct answer *answer);
/*
 * Finishes the open run: sums score and max over its answers, updates last, and best if
 * run_counts(). Returns false if there is no such run.
 */
bool progress_finish(struct progress *progress, const char *run, int64_t now);

/* Totals of a run: points so far, and number of answers. Each may be NULL. */
void run_totals(const struct run *run, int *score, int *max, size_t *answered);
/* True if a scored answer got less than full points. */
bool answer_missed(const struct answer *answer);
size_t run_missed(const struct run *run);

/* True if runs of this kind count for best and finished. */
bool run_counts(enum run_kind kind);
/*
 * Counts a finished QUIZ or EXAM run. For the store, which reads old runs; progress_finish does it
 * by itself.
 */
void progress_add_result(struct lesson_progress *record, int score, int max);

#endif
