/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REPORT_ANSWERS_H
#define REPORT_REPORT_ANSWERS_H

#include <stdio.h>

#include "report/lesson_cache.h"
#include "store/people.h"

struct strbuf;

/*
 * What may be too large for memory: from EXPORT_BYTES on it is written as it comes. Not before,
 * since a reader that is slow (a pager) keeps the store locked, and who learns meanwhile could not
 * save. False: err says why.
 */
enum { EXPORT_BYTES = 32 << 20 };
typedef bool export_fn(struct lesson_cache *known, struct store *store, const char *const *group,
	size_t n, FILE *file, struct strbuf *err);
/* CSV, an answer a row. */
export_fn report_answers_write;

#endif
