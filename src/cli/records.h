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

/* Writes to file; on failure a sentence is in err, or errno is set. */
typedef bool records_write_fn(void *ctx, FILE *file, struct strbuf *err);
int records_write(const struct options *options, records_write_fn *write, void *ctx);

/*
 * The same for xAPI statements (records_xapi.c), and keeps in the store what they are: opens it
 * anew for that, so *store is another one afterwards, or NULL.
 */
int records_export_xapi(const struct subcommand_context *context, struct lesson_cache *known,
	struct store **store, const char *const *group, size_t n);

#endif
