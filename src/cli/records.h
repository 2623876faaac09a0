/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the store for the commands of trainers, and writing their output. */
#ifndef CLI_RECORDS_H
#define CLI_RECORDS_H

#include "cli/subcommand.h"
#include "report/report_answers.h"

/* Byte-order mark, at the start of a CSV file for Excel (--bom). */
#define BOM "\xef\xbb\xbf"

/*
 * Opens the store for all learners, to read it (leaving every file as it is) or to change it;
 * returns NULL after a complaint, with *status set.
 */
struct store *records_open_reading(const struct paths *paths, int *status);
struct store *records_open(const struct paths *paths, int *status);
/* Writes the output of write to options->output or standard output; returns an exit status. */
int records_export(const struct options *options, export_fn *write, struct lesson_cache *known,
	struct store *store, const char *const *group, size_t n);

#endif
