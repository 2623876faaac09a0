/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a group learned: gathered from the store in one pass, and written in several ways. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdio.h>

#include "course/catalog.h"
#include "course/lesson.h"
#include "learner/stats.h"
#include "questions/interaction.h"
#include "store/people.h"

struct options;
struct strbuf;

/* ---- lessons.c: the lessons that runs name, each loaded when it is first asked for */
struct known_lesson {
	const char *id, *title;         /* title: the id, if the lesson is not there */
	const char *lang;               /* of title, and of what the lesson says */
	int pass;                       /* 0: no mark, or the lesson is not there */
	bool scenario;
	const struct lesson *lesson;    /* NULL: not there any more, broken, or a scenario */
	bool loaded;
};

struct known_lessons {
	struct arena arena;
	struct course course;
	struct known_lesson *v;         /* those of the course in its order, then others */
	size_t n, cap;
	const char *lang;
};
void known_lessons_init(struct known_lessons *lessons, const char *const *dirs, size_t n, const char *lang);
void known_lessons_release(struct known_lessons *lessons);
/* Index of the lesson, loaded; makes one that nothing is known of if it must. */
size_t known_lesson(struct known_lessons *lessons, const char *id);
/*
 * The question that a run of a lesson names, which in an exam is "lesson/question": *lesson is the index of where it comes from,
 * *id its id there, NULL comes back if it is not there any more.
 */
const struct question *known_question(struct known_lessons *lessons, size_t run_lesson, const char *name,
	size_t *lesson, const char **id);

/* Does the name stand in the list (with * for anything), or is the list empty? */
bool in_group(const char *const *names, size_t n, const char *learner);

/* Seconds from one moment to the next answer; -1 if either is not known or the clock went back. */
int64_t seconds_between(int64_t before, int64_t after);

/* ---- report.c */
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
	size_t mine, order;             /* finished sittings; when the first of them was, 1, 2 … */
	double my_first, my_last;
};

struct report_question {
	const struct question *question;        /* NULL: not there any more */
	struct interaction interaction;
};

struct report {
	struct known_lessons known;
	struct report_lesson *lessons;          /* beside known.v */
	size_t n, cap;
	struct stats stats;
	struct report_question *questions;      /* beside stats.items */
	size_t n_questions, cap_questions;
	struct arena arena;
};
/* Learners in group; all if n is 0. False: err says why. */
bool report_gather(struct report *report, struct store *store, const char *const *group, size_t n, struct strbuf *err);
void report_release(struct report *report);
/* A response or pick in words, sanitized. */
void report_words(const struct report *report, size_t item, const char *pick, struct strbuf *out);

/* A number for people, in their language, by a format of printf; in buf. */
const char *report_decimal(char *buf, size_t size, const char *format, double value);

struct report_finding {
	unsigned bit;
	const char *name, *text;        /* for programs; N_(), for people */
};
extern const struct report_finding report_findings[];
extern const size_t report_n_findings;

/* report_text.c, report_html.c, report_data.c */
/* width: cells in a line, 30 or more. */
void report_text(const struct report *report, int width, bool ascii, struct strbuf *out);
void report_html(const struct report *report, const char *lang, struct strbuf *out);
void report_csv(const struct report *report, struct strbuf *out);
void report_json(const struct report *report, struct strbuf *out);

/*
 * What may be too large for memory: from EXPORT_BYTES on it is written as it comes. Not before, since a reader that is slow
 * (a pager) keeps the store locked, and who learns meanwhile could not save. False: err says why.
 */
enum { EXPORT_BYTES = 32 << 20 };
typedef bool export_fn(struct known_lessons *known, struct store *store, const char *const *group, size_t n, FILE *file,
	struct strbuf *err);
/* xapi.c: statements, one a line; answers.c: CSV, an answer a row */
export_fn xapi_write, answers_write;

/* report.c: the same to options->output or standard output; exit status. */
int write_export(const struct options *options, export_fn *write, struct known_lessons *known, struct store *store,
	const char *const *group, size_t n);

/* Says on a terminal how far a long visit is; ends_progress wipes it away. */
void show_progress(void *ctx, size_t done, size_t all);
void end_progress(void);

#endif
