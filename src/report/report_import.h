/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads answers back that report_answers_write() wrote: a file, or all files NAME.csv of a folder,
 * in order of name. Each store that is in them becomes a source. Rows that are there twice count
 * once.
 */
#ifndef REPORT_REPORT_IMPORT_H
#define REPORT_REPORT_IMPORT_H

#include "report/report_sources.h"

/*
 * Adds the stores to sources. Complains of each bad row, and of rows that contradict an earlier
 * one, which stays. Returns false, with a sentence in err or after such complaints, if a row is bad
 * or a file cannot be read.
 */
bool report_import(struct report_sources *sources, const char *path, const char *const *wanted,
	size_t n_wanted, struct strbuf *err);

#endif
