/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_REPORT_ANSWERS_H
#define REPORT_REPORT_ANSWERS_H

#include <stdio.h>

#include "report/lesson_cache.h"
#include "report/report_sources.h"

struct strbuf;

/*
 * For output that may be too large for memory: beyond EXPORT_BYTES it is written as it is produced.
 * Not earlier, because a slow reader (a pager) keeps the store locked, so that learners could not
 * save in the meantime. Returns false with a sentence in err if the store cannot be read, or
 * without one and with errno set if file cannot be written.
 */
enum { EXPORT_BYTES = 32 << 20 };
typedef bool export_fn(struct lesson_cache *known, struct store *store, const char *const *group,
	size_t n, FILE *file, struct strbuf *err);
/* CSV by the contract (report_contract.h): every sitting and every response, one per row. */
bool report_answers_write(struct lesson_cache *known, const struct report_sources *sources,
	FILE *file, struct strbuf *err);

#endif
