/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a group learned: gathered from the store, and written in four ways. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "course/catalog.h"
#include "learner/stats.h"

struct strbuf;

struct report_lesson {
	const char *id, *title;         /* title: the id if the lesson is not there */
	int pass;                       /* -1: not known */
	size_t taken, finished, passed; /* sittings */
	size_t people;                  /* who finished it once or more */
	size_t again;                   /* … twice or more */
	double before, after;           /* sums of percent: first and last sitting of those */
	long long opened, read, seconds;
};

struct report {
	struct arena arena;
	struct course course;
	struct report_lesson *lessons;
	size_t n, cap;
	struct stats stats;
};

/* report_write.c */
void report_text(const struct report *report, struct strbuf *out);
void report_html(const struct report *report, const char *lang, struct strbuf *out);
void report_csv(const struct report *report, struct strbuf *out);
void report_json(const struct report *report, struct strbuf *out);

#endif
