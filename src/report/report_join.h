/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which people of several stores are one: kept in a small file next to a store (FILE.joined), or in
 * a folder of exports (joined), by pseudonyms, without names. A line is one pair:
 *
 *     STORE PERSON STORE PERSON        32 hexadecimal digits each; # begins a comment
 */
#ifndef REPORT_REPORT_JOIN_H
#define REPORT_REPORT_JOIN_H

#include "report/report_sources.h"

struct report_joins {
	struct arena arena;
	struct report_joined *v;
	size_t n, cap;
};

void report_joins_release(struct report_joins *joins);
/*
 * Adds the pairs kept next to a store or in a folder; there need not be any. Returns false with a
 * sentence in err if the file cannot be read or understood.
 */
bool report_joins_read(struct report_joins *joins, const char *path, struct strbuf *err);
/* Keeps the pairs there, in place of those that were. Returns false with a sentence in err. */
bool report_joins_write(const struct report_joins *joins, const char *path, struct strbuf *err);
/* Adds a pair; returns false if it is there. Copies the texts. */
bool report_joins_add(struct report_joins *joins, const struct report_joined *pair);
/* Removes a pair; returns false if it is not there. */
bool report_joins_remove(struct report_joins *joins, const struct report_joined *pair);

#endif
