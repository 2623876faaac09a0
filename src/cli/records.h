/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as the commands of trainers open it, and what they write of it. */
#ifndef CLI_RECORDS_H
#define CLI_RECORDS_H

#include "cli/subcommand.h"
#include "report/report_answers.h"

/* At the beginning of a CSV file for Excel (--bom). */
#define BOM "\xef\xbb\xbf"

/* The store for all learners; NULL after a complaint, and *status. */
struct store *records_open(const struct paths *paths, int *status);
/* What write gives, to options->output or standard output; exit status. */
int records_export(const struct options *options, export_fn *write, struct lesson_cache *known,
	struct store *store, const char *const *group, size_t n);

#endif
