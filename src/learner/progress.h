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
#include "learner/score.h"

enum run_kind { RUN_QUIZ, RUN_MISSED, RUN_EXAM, RUN_SCENARIO, RUN_REVIEW };

/*
 * What the store keeps of the version of a question that was answered, so that an old answer can
 * be read without its lesson.
 */
struct question_version {
	const char *id;   /* 16 hexadecimal digits (struct question); NULL: not known */
	const char *kind; /* of interaction, in the words of xAPI: "choice" … */
	char separator;   /* between the picks of a response, 0 if it is not split */
	int max;          /* thousandths of a point */
};

/* One response to an item that was followed by another. */
struct attempt {
	const char *response; /* canonical, by the question type */
	int score, max;       /* what it alone would have got, without costs */
	int hints;            /* taken before it */
	enum confidence confidence;
	int64_t at; /* seconds since 1970 */
	int spent;  /* seconds until it was given, without idle time; -1 if unknown */
	struct question_version version;
};

/* An item of a run and what became of it. */
struct answer {
	const char *question; /* id as in the run's list */
	const char *response; /* the newest, "" if skipped, NULL if there is none */
	/*
	 * Thousandths of a point, costs taken off. max is also set if the item was skipped. max 0
	 * with a response: not scored, because a fact is due for a check.
	 */
	int score, max;
	int hints; /* hints taken */
	enum confidence confidence;
	int tries;  /* number of responses, the newest included unless it is "" */
	int64_t at; /* seconds since 1970 */
	int spent;  /* as in attempt */
	struct question_version version;
	/*
	 * The responses before the newest, or all of them as long as it is NULL. Older stores do
	 * not have them: then n_attempts is less than tries - 1.
	 */
	struct attempt *attempts;
	size_t n_attempts;
};

/* Begins the response of the last step of a conversation; the id of its ending follows. */
#define RUN_ENDING "end:"

struct run {
	char id[33]; /* random hexadecimal, made by the caller */
	const char *lesson;
	enum run_kind kind;
	uint64_t seed;             /* determines all shuffling of this run */
	int64_t started, finished; /* finished: 0 while open, otherwise above 0 */
	struct result result;      /* of the finished run; run_result() for an open one */
	struct answer *answers;    /* one per question, in order */
	size_t n, cap;             /* cap: room for the steps of a scenario, which grows */
};

struct lesson_progress {
	const char *lesson;
	const char *page; /* id of the page last opened, or NULL */
	int seen;         /* pages seen so far: highest index + 1 */
	bool read;        /* has gone past the last page */
	int spent;        /* seconds */
	struct run *open; /* run of any kind to continue, or NULL */
	struct run *last; /* newest finished run of any kind, or NULL */
	/* Of the finished QUIZ and EXAM runs: */
	int finished;               /* their number */
	struct result newest;       /* the newest, if finished */
	struct result best;         /* the best with enough answers; asked is 0 if there is none */
	struct result pass;         /* the best of those that passed; asked is 0 if there is none */
	struct result older;        /* the best by the earlier rule; max is 0 if there is none */
	struct result older_enough; /* … with enough answers; asked is 0 if there is none */
	struct run *first;          /* the first with enough answers, or NULL */
	/* Of the finished SCENARIO runs: the ids of the endings found, each once. */
	const char **endings;
	size_t n_endings, cap_endings;
};

/* Result of a question the last time it was asked, in any run. */
struct outcome {
	const char *ref; /* "lesson/question" */
	bool right;      /* full score */
	int64_t at;      /* seconds since 1970; 0 unknown */
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
/* Records that a conversation was played to this ending. */
void progress_found_ending(struct progress *progress, const char *lesson, const char *ending);

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
void progress_outcome(struct progress *progress, const char *ref, bool right, int64_t at);
/* Returns when the question was asked last; 0 if never. */
int64_t progress_asked(const struct progress *progress, const char *ref);
/*
 * Records a response to an item of the open run, the last one for now; one that was there becomes
 * an attempt, and a skipped item is answered. Returns the item as it is now; NULL if there is no
 * such run or question. With response NULL the item stays unanswered, but the hints taken are kept.
 * In a scenario a question missing from its list is added. Ignores tries, attempts and n_attempts
 * of answer, which it counts itself, unless it says more tries.
 */
const struct answer *progress_answer(
	struct progress *progress, const char *run, const struct answer *answer);
/*
 * Records a response that was not right while another try is allowed: the item stays unanswered,
 * or becomes so if it was skipped. Returns the item, or NULL as progress_answer does.
 */
const struct answer *progress_attempt(
	struct progress *progress, const char *run, const struct answer *answer);
/*
 * Sets what a skipped item of the open run is worth, in thousandths of a point; with 0 it counts as
 * not asked, since it is no longer there or not scored.
 */
void progress_set_worth(struct progress *progress, const char *run, const char *question, int max);
/*
 * Finishes the open run by the rule of its lesson, and updates the record. Returns false if there
 * is no such run.
 */
bool progress_finish(
	struct progress *progress, const char *run, const struct rule *rule, int64_t now);
/*
 * Returns the best result that passes, by the rule it was finished by, or if it was finished by the
 * earlier one, by rule; NULL if none does. Only if there is no other it is one in which skipping
 * cost nothing and too few were answered (progress_passed_earlier).
 */
const struct result *progress_pass(const struct lesson_progress *record, const struct rule *rule);
bool progress_passed(const struct lesson_progress *record, const struct rule *rule);
/* True if it was passed by the earlier rule alone, under which skipping cost nothing. */
bool progress_passed_earlier(const struct lesson_progress *record, const struct rule *rule);
/*
 * Returns the result that stands for the lesson: the best that passes, else the best with enough
 * answers, else the newest; NULL if none is finished.
 */
const struct result *progress_shown(const struct lesson_progress *record, const struct rule *rule);

/* What an open run comes to so far, or a finished one came to. */
struct result run_result(const struct run *run);
/* Return the number of items that were answered or skipped, and of those answered. */
size_t run_done(const struct run *run);
size_t run_answered(const struct run *run);
bool answer_skipped(const struct answer *answer);
/* For the store, which reads old runs; progress_ functions do it by themselves. */
void answer_add_attempt(struct arena *arena, struct answer *item, const struct attempt *attempt);
/* True if a scored answer got less than full points. */
bool answer_missed(const struct answer *answer);
size_t run_missed(const struct run *run);

/* True if runs of this kind count for best and finished. */
bool run_counts(enum run_kind kind);
/*
 * Counts a finished QUIZ or EXAM run; returns true if it is the first with enough answers, to be
 * kept in first. For the store, which reads old runs; progress_finish does it by itself.
 */
bool progress_add_result(
	struct lesson_progress *record, enum run_kind kind, const struct result *result);

#endif
