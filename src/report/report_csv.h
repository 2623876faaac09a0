/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of a report as CSV: one table, whose first field tells the kind of row. A row sets the
 * columns that it has; the others stay empty.
 */
#ifndef REPORT_REPORT_CSV_H
#define REPORT_REPORT_CSV_H

#include <stddef.h>

#include "base/strbuf.h"

/* REPORT_CSV(id, "name"), in the order of the table. New ones come last: programs may count. */
#define REPORT_CSV_COLUMNS                           \
	REPORT_CSV(ROW, "row")                       \
	REPORT_CSV(LESSON, "lesson")                 \
	REPORT_CSV(QUESTION, "question")             \
	REPORT_CSV(RESPONSE, "response")             \
	REPORT_CSV(TEXT, "text")                     \
	REPORT_CSV(BEGUN, "begun")                   \
	REPORT_CSV(FINISHED, "finished")             \
	REPORT_CSV(PASSED, "passed")                 \
	REPORT_CSV(SECONDS, "seconds")               \
	REPORT_CSV(COMPARED, "compared")             \
	REPORT_CSV(BEFORE, "before")                 \
	REPORT_CSV(AFTER, "after")                   \
	REPORT_CSV(AGAIN, "again")                   \
	REPORT_CSV(FIRST, "first")                   \
	REPORT_CSV(LAST, "last")                     \
	REPORT_CSV(N, "n")                           \
	REPORT_CSV(SHARE, "share")                   \
	REPORT_CSV(DISCRIMINATION, "discrimination") \
	REPORT_CSV(MEDIAN_SECONDS, "median_seconds") \
	REPORT_CSV(HINTED, "hinted")                 \
	REPORT_CSV(RETRIED, "retried")               \
	REPORT_CSV(SKIPPED, "skipped")               \
	REPORT_CSV(REST, "rest")                     \
	REPORT_CSV(NOTE, "note")                     \
	REPORT_CSV(VERSION, "version")               \
	REPORT_CSV(STATE, "state")                   \
	REPORT_CSV(MARGIN, "margin")                 \
	REPORT_CSV(UNKNOWN, "unknown")               \
	REPORT_CSV(UNVERSIONED, "unversioned")       \
	REPORT_CSV(REGRADED, "regraded")             \
	REPORT_CSV(RESULTS, "results")               \
	REPORT_CSV(MEDIAN, "median")                 \
	REPORT_CSV(MEAN, "mean")                     \
	REPORT_CSV(DEVIATION, "deviation")           \
	REPORT_CSV(SMALLEST, "smallest")             \
	REPORT_CSV(LARGEST, "largest")               \
	REPORT_CSV(EARLIER, "earlier")               \
	REPORT_CSV(DIFFERENCE, "difference")         \
	REPORT_CSV(LOW, "low")                       \
	REPORT_CSV(HIGH, "high")                     \
	REPORT_CSV(SAME, "same_questions")           \
	REPORT_CSV(LEARNER, "learner")               \
	REPORT_CSV(STORE, "store")                   \
	REPORT_CSV(PERSON, "person")                 \
	REPORT_CSV(PERCENT, "percent")               \
	REPORT_CSV(POINTS, "points")                 \
	REPORT_CSV(OUT_OF, "out_of")                 \
	REPORT_CSV(ANSWERED, "answered")             \
	REPORT_CSV(ASKED, "asked")                   \
	REPORT_CSV(DAY, "day")

enum report_csv_column {
#define REPORT_CSV(id, name) REPORT_CSV_##id,
	REPORT_CSV_COLUMNS
#undef REPORT_CSV
		REPORT_CSV_COUNT
};

/* A row being made: initialise with { 0 }, and end it before the next. */
struct report_csv {
	struct strbuf cells[REPORT_CSV_COUNT];
};

/* Adds the row of names. */
void report_csv_head(struct strbuf *out);
/* Sets a text, which is quoted; NULL is an empty one. */
void report_csv_text(struct report_csv *row, enum report_csv_column column, const char *text);
/* Sets a number, which is generated and needs no quotes. */
void report_csv_number(struct report_csv *row, enum report_csv_column column, const char *format,
	...) __attribute__((format(printf, 3, 4)));
/* Adds the row to out, and releases it. */
void report_csv_end(struct report_csv *row, struct strbuf *out);

#endif
