/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a corrected key would change: every stored response to the questions of a lesson, graded by
 * the lesson as it is now. A response gets its best grade in any language of the lesson, since a
 * typed one may be in any; hints and tries cost what they cost in the quiz. The first try that is
 * fully right counts, as the quiz asks for no other after it.
 *
 * Left alone: what was skipped (only its maximum may change), what was not scored, and responses
 * that name an option that is gone. A pass is never taken away.
 */
#ifndef REPORT_REPORT_REGRADE_H
#define REPORT_REPORT_REGRADE_H

#include "report/lesson_cache.h"
#include "store/people.h"
#include "store/regrade.h"

struct report_sheet;

/* One language of the lesson, and what becomes of each question, by its index there. */
struct report_regrade_question {
	size_t more, fewer, same; /* answers that get more points, fewer, as many */
	size_t gone;              /* answers that name an option that is gone */
};

/* A finished run whose result changes. */
struct report_regrade_run {
	const char *learner; /* in the arena */
	size_t lesson;       /* index in known */
	int64_t started;
	struct rule rule;
	int was_score, was_max, score, max;
	bool was_passed, passes; /* as decided, and by the points of now */
	bool counts;             /* quizzes and exams are passed; repetitions are not */
};

struct report_regrade {
	struct lesson_cache *known;
	struct arena arena;
	struct lesson **lessons; /* in each of its languages, the one of known first */
	size_t n_lessons;
	struct report_regrade_question *questions;
	size_t removed; /* answers to questions that are no longer in the lesson */
	struct report_regrade_run *runs;
	size_t n_runs, cap_runs;
	struct regrade changes; /* for the store; its runs are in the order of runs */
};

/*
 * Reads the store and works out the changes. Returns false, with a sentence in err, if there is no
 * such lesson with questions, or the store cannot be read. Release it either way.
 */
bool report_regrade_plan(struct report_regrade *plan, struct lesson_cache *known,
	const char *lesson, struct store *store, struct strbuf *err);
void report_regrade_release(struct report_regrade *plan);
/* Writes what would change, for people. */
void report_regrade_lines(const struct report_regrade *plan, const struct report_sheet *sheet);

#endif
