/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a kiosk stores: how often each option of a question was chosen on a day, and nothing else.
 * The versions of a question (course/question_version.h) are counted apart.
 * No person, no visit, no time of day, no order, no text. A visit's answers are added in one
 * transaction after it has ended, as durable as everything in store.h.
 */
#ifndef STORE_COUNTERS_H
#define STORE_COUNTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;
struct counters;

struct count {
	char question[96],
		option[24]; /* "lesson/question"; an option's id, or right, partly, wrong */
	char version[24];   /* of the question, 16 hex digits; "" if unknown */
	long n;
};

/*
 * Returns NULL on failure, with a sentence in err. Counts of a file from before there were versions
 * get the version "", unknown; a file of a newer Vigie is left alone.
 */
struct counters *counters_open(const char *path, struct strbuf *err);
/* The same, only to read them: changes and creates nothing; a missing file has no counts. */
struct counters *counters_open_reading(const char *path, struct strbuf *err);
void counters_close(struct counters *counters);
/* Adds all counts of a visit, or none. day: "2026-11-24". */
bool counters_add(struct counters *counters, const char *day, const struct count *v, size_t n,
	struct strbuf *err);
/* Returns the number of answers, counting one with several options once; 0 if it cannot be read. */
unsigned long counters_total(struct counters *counters);
/*
 * Appends a table (CSV: day, question, option, count, version): first all days together, then, with
 * by_day, day by day. A count below minimum is written as "<minimum", and one more day as "hidden"
 * where the sum would reveal it, so that no single visit can be inferred.
 */
bool counters_report(struct counters *counters, int minimum, bool by_day, struct strbuf *out,
	struct strbuf *err);

#endif
