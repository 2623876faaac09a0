/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of a report. Answers are counted by the version of the question that they were
 * given to: what was asked before a correction says nothing about what is asked now.
 */
#ifndef REPORT_REPORT_QUESTION_H
#define REPORT_REPORT_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "questions/interaction.h"

struct report;
struct stats_item;
struct store_answer_row;

enum report_version {
	REPORT_PRESENT, /* as it is in the lesson now; the newest of a question that is gone */
	REPORT_EARLIER, /* another one, with figures of its own */
	REPORT_JOINED   /* empty: counted in the present one, see report_question.joined */
};

struct report_question {
	const struct question *question; /* NULL if it was removed or renamed */
	struct interaction interaction;
	enum report_version version;
	/*
	 * Of a present one: answers counted here although an older store did not keep their version
	 * (only if no other version was answered), and answers to the other versions.
	 */
	size_t joined, elsewhere;
	size_t regraded;     /* answers whose result was regraded … */
	int64_t regraded_at; /* … and when last, seconds since 1970 */
	int64_t last;        /* when it was last answered, seconds since 1970; 0: unknown */
};

/*
 * Counts a response to a question of a run of the lesson. first: it is the first one that the store
 * has of that item; of the others only a regrade counts. seconds: until it was given, negative if
 * unknown.
 */
void report_question_take(struct report *report, size_t lesson, const struct store_answer_row *row,
	bool first, int64_t seconds);
/* After the last answer: decides which versions are shown and which responses are right. */
void report_question_settle(struct report *report);

/* Return the entry of an item, and the next of its earlier versions after it, or NULL. */
const struct report_question *report_question_of(
	const struct report *report, const struct stats_item *item);
const struct stats_item *report_question_next(
	const struct report *report, const struct stats_item *item, const struct stats_item *main);
/* Returns the findings of stats_flags(), but only about a question as it is now. */
unsigned report_question_flags(const struct report *report, const struct stats_item *item);
/* True if the item is shown: the present version of a question that was met. */
bool report_question_is_shown(const struct report *report, const struct stats_item *item);
/* Appends a response or pick in words, sanitized; an earlier version as it is stored. */
void report_question_words(const struct report *report, const struct stats_item *item,
	const char *pick, struct strbuf *out);
/* Appends "version 0123456789abcdef", or that it is not known, for people. */
void report_question_version(const struct stats_item *item, struct strbuf *out);
/*
 * Appends the sentence number (from 0) on what is counted of a question that is shown, nothing if
 * there is no need for it. Returns false if there is no such number.
 */
bool report_question_note(
	const struct report *report, const struct stats_item *item, int number, struct strbuf *out);
/* Writes the local day of a time, "29 November 2026", in the language in use into buf, which is
 * returned. */
const char *report_question_day(char *buf, size_t size, int64_t at);

#endif
