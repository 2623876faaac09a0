/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a group learned: gathered from the store in one pass, and written in several forms. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdio.h>

#include "learner/stats.h"
#include "report/lesson_cache.h"
#include "report/report_people.h"
#include "report/report_question.h"
#include "report/report_scenario.h"
#include "report/report_sources.h"

struct strbuf;

/* Returns the seconds from before to after; -1 if either is unknown or the clock went back. */
int64_t report_seconds_between(int64_t before, int64_t after);

struct report_lesson {
	size_t taken, finished, passed; /* sittings: quizzes, exams, scenarios */
	size_t people;                  /* people who finished one with points */
	size_t again;                   /* of those, the ones who finished two or more … */
	double first, last;             /* … and the sums of their percentages */
	int64_t seconds;                /* in finished sittings, without breaks */
	/* of the current learner */
	size_t mine; /* finished sittings */
	double my_first, my_last;
};

struct report {
	struct lesson_cache known;
	struct report_people people;
	struct report_lesson *lessons; /* same indexes as known.v */
	size_t n, cap;
	struct stats stats;
	struct report_question *questions; /* same indexes as stats.items */
	size_t n_questions, cap_questions;
	struct report_scenarios scenarios;
	struct arena arena;
};
/* Gathers all that the sources visit. Returns false with a sentence in err on failure. */
bool report_gather(struct report *report, const struct report_sources *sources, struct strbuf *err);
void report_release(struct report *report);

/* Returns part of whole, 0 of nothing: ask first whether there is anything. */
double report_share(double part, size_t whole);
/* Formats a number by a printf format, in the user's language, into buf. */
const char *report_decimal(char *buf, size_t size, const char *format, double value);

struct report_finding {
	unsigned bit;
	const char *name, *text; /* name: for programs; text: N_(), for people */
};
extern const struct report_finding report_findings[];
extern const size_t report_n_findings;

#endif
