/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scenarios of a report: endings reached, replies that drew people, and signs found, missed and
 * falsely raised.
 */
#ifndef REPORT_REPORT_SCENARIO_H
#define REPORT_REPORT_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#include "learner/play_stats.h"

struct report;
struct report_sheet;
struct store_answer_row;
struct store_run_row;
struct strbuf;

struct report_scenario {
	size_t lesson;           /* index in report.known */
	size_t begun, finished;  /* conversations */
	size_t people;           /* who finished one */
	size_t unfit;            /* finished ones that do not fit the scenario as it is now */
	struct play_stats stats; /* of the others; all zero if the scenario cannot be read */
	size_t person;           /* last person who finished one */
};

/* The scenarios of a report, and the conversation being read. All zero at first. */
struct report_scenarios {
	struct report_scenario *v;
	size_t n, cap;
	struct arena arena; /* of the conversation */
	struct answer *steps;
	size_t n_steps, cap_steps;
	size_t playing; /* index + 1 of its scenario; 0: none */
	bool finished;
};

/* A run of a scenario begins, of the current person of report->stats; its steps follow. */
void report_scenario_begin(struct report *report, size_t lesson, const struct store_run_row *row);
void report_scenario_step(struct report *report, const struct store_answer_row *row);
/* The run is over; call it after every run, and after the last. */
void report_scenario_end(struct report *report);
void report_scenario_release(struct report *report);

/* Write the part on scenarios; the first two nothing if there are none. */
void report_scenario_lines(const struct report_sheet *sheet);
void report_scenario_page(const struct report *report, struct strbuf *out);
void report_scenario_csv(const struct report *report, struct strbuf *out);
/* Adds the member "scenarios". */
void report_scenario_json(const struct report *report, struct strbuf *out);

#endif
