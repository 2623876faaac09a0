/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People and lessons: what each person came to in each lesson, how the group is spread, and what
 * changed between a lesson before and the same questions after. Part of struct report; all forms of
 * the report are written from it.
 *
 * Points, percentages and passes come from learner/score.h and learner/progress.h. Scenarios are
 * left out: they have endings and no points.
 *
 * Pass in the runs person by person, each person's in order of time. Memory grows with people times
 * the lessons they did, and not with answers.
 */
#ifndef REPORT_REPORT_PEOPLE_H
#define REPORT_REPORT_PEOPLE_H

#include "learner/compare.h"
#include "learner/progress.h"
#include "learner/spread.h"
#include "report/lesson_cache.h"
#include "store/people.h"

enum report_state {
	REPORT_NOTHING,
	REPORT_BEGUN,   /* none is finished */
	REPORT_TOO_FEW, /* finished, but too little was answered to be worth anything */
	REPORT_FINISHED
};

/* A person in a lesson. */
struct report_cell {
	enum report_state state;
	size_t begun, finished; /* quizzes and exams */
	struct result result;   /* the best that counts; the newest if too few were answered */
	int percent;            /* of result, as it is shown everywhere */
	bool passed;
	bool earlier; /* result, or the pass, is by the earlier rule: skipping cost nothing */
	int day;      /* the person's day (base/date.h) on which result was finished; or the last
			 one was begun */
};

struct report_person {
	const char *name;          /* as stored; "" without a name */
	const char *store;         /* label to tell people of one name apart; NULL if not needed */
	const char *id;            /* pseudonym of their first run, or "" */
	struct report_cell *cells; /* by index of the lesson, n_cells of them */
	size_t n_cells;
};

struct report_summary {
	size_t begun, finished, passed; /* people */
	size_t earlier;                 /* of those with a result, the ones by the earlier rule */
	struct spread spread;           /* percentages of the people with a result that counts */
	int before;                     /* index of the lesson it is compared with; -1: none */
	struct spread_pairs pairs;      /* differences in percentage points, after less before */
	double sum_before, sum_after;   /* of the shares, 0..100 each */
	size_t questions_least, questions_most; /* questions that a pair has in common */
	size_t changed; /* pairs of answers left out, because the question has changed since */
};

struct report_reply {
	const char *question;
	struct compare_item first;
};

/* The first sitting of the current person with enough answers, in a lesson of a pair. */
struct report_sitting {
	size_t order; /* from 1; 0: none */
	struct report_reply *replies;
	size_t n, cap;
};

struct report_people {
	struct arena arena;
	struct lesson_cache *known;
	struct report_person *v;
	size_t n, cap;
	struct report_summary *lessons; /* by index of the lesson */
	size_t n_lessons, cap_lessons;
	/* the current person */
	struct arena scratch;
	struct lesson_progress *records; /* by index of the lesson */
	struct report_sitting *sittings;
	size_t n_records, cap_records, n_sittings, cap_sittings, order;
	struct report_sitting *open; /* collects replies; or NULL */
	size_t open_lesson;
	int number; /* item of the last reply */
};

/* Loads all lessons, to know which ones are compared. */
void report_people_init(struct report_people *people, struct lesson_cache *known);
void report_people_release(struct report_people *people);

/* Begins a person, ending the one before; copies the texts. */
void report_people_begin(
	struct report_people *people, const char *name, const char *store, const char *id);
/* Adds a run in the lesson at index. Returns true if its replies are wanted. */
bool report_people_run(
	struct report_people *people, size_t lesson, const struct store_run_row *row);
void report_people_reply(struct report_people *people, const struct store_answer_row *row);
/* Ends the last person, and sorts people by name. Call once after all runs. */
void report_people_end(struct report_people *people);

/* Returns the cell of a person, an empty one if there is none. */
const struct report_cell *report_cell(const struct report_person *person, size_t lesson);
/* True if anyone began the lesson. */
bool report_is_taken(const struct report_people *people, size_t lesson);
/* Returns the lesson's rule of today. */
struct rule report_rule(const struct lesson_cache *known, size_t lesson);
/* Appends the name to show: "(no name)", and the store if names must be told apart. */
void report_person_name(const struct report_person *person, struct strbuf *out);
/* Writes a day as 2026-11-29. */
enum { REPORT_DAY_SIZE = 16 };
const char *report_day(char buf[REPORT_DAY_SIZE], int day);
/* Writes a day for people, in their language: 29 November 2026. */
enum { REPORT_DAY_WORDS_SIZE = 64 };
const char *report_day_words(char buf[REPORT_DAY_WORDS_SIZE], int day);

#endif
