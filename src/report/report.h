/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a group learned: gathered from the store in one pass, and written in several ways. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdio.h>

#include "learner/stats.h"
#include "questions/interaction.h"
#include "report/lesson_cache.h"
#include "store/people.h"

struct strbuf;

/* Does the name stand in the list (with * for anything), or is the list empty? */
bool report_in_group(const char *const *names, size_t n, const char *learner);

/* Seconds from one moment to the next answer; -1 if either is not known or the clock went back. */
int64_t report_seconds_between(int64_t before, int64_t after);

struct report_lesson {
	size_t taken, finished, passed; /* sittings: quizzes, exams, scenarios */
	size_t people;                  /* who finished one with points */
	size_t again;                   /* of them, who finished two or more … */
	double first, last;             /* … and the sums of their percents */
	int64_t seconds;                /* of the finished ones, without breaks */
	int before;                     /* index of the lesson that asked the same before, -1 */
	size_t pairs;                   /* who finished that one and then this one … */
	double pair_before, pair_after; /* … and the sums of their first percents */
	/* the person in hand */
	size_t mine, order; /* finished sittings; when the first of them was, 1, 2 … */
	double my_first, my_last;
};

struct report_question {
	const struct question *question; /* NULL: not there any more */
	struct interaction interaction;
};

struct report {
	struct lesson_cache known;
	struct report_lesson *lessons; /* beside known.v */
	size_t n, cap;
	struct stats stats;
	struct report_question *questions; /* beside stats.items */
	size_t n_questions, cap_questions;
	struct arena arena;
};
/* Learners in group; all if n is 0. False: err says why. */
bool report_gather(struct report *report, struct store *store, const char *const *group, size_t n,
	struct strbuf *err);
void report_release(struct report *report);
/* A response or pick in words, sanitized. */
void report_words(const struct report *report, size_t item, const char *pick, struct strbuf *out);

/* A number for people, in their language, by a format of printf; in buf. */
const char *report_decimal(char *buf, size_t size, const char *format, double value);

struct report_finding {
	unsigned bit;
	const char *name, *text; /* for programs; N_(), for people */
};
extern const struct report_finding report_findings[];
extern const size_t report_n_findings;

#endif
