/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes the results that a corrected key gives. Responses, attempts and versions stay as they are,
 * and so does the result before the first regrade (answer.was_score, was_max): statements made from
 * it stay true.
 */
#ifndef STORE_REGRADE_H
#define STORE_REGRADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;
struct strbuf;

/* The result of an item, before and after; thousandths of a point. */
struct regrade_item {
	int64_t run; /* seq of store_run_row */
	int number;
	int was_score, was_max, score, max;
};

/* The result of a finished run. */
struct regrade_run {
	int64_t seq;
	int was_score, was_max, score, max;
	bool passed; /* it is passed now; what was passed stays passed, whatever this is */
};

struct regrade {
	struct regrade_item *items;
	size_t n_items, cap_items;
	struct regrade_run *runs;
	size_t n_runs, cap_runs;
};

/*
 * Writes everything in one transaction, as regraded at now (seconds since 1970). Returns false,
 * with a sentence in err and nothing written, if that fails, or if a result is no longer what it
 * was.
 */
bool regrade_save(
	struct store *store, const struct regrade *regrade, int64_t now, struct strbuf *err);

#endif
