/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the store for the commands of trainers, and writing their output. */
#ifndef CLI_RECORDS_H
#define CLI_RECORDS_H

#include <stdio.h>

#include "cli/subcommand.h"
#include "report/lesson_cache.h"
#include "report/report_sources.h"

/* Byte-order mark, at the start of a CSV file for Excel (--bom). */
#define BOM "\xef\xbb\xbf"

/*
 * Opens the store for all learners, to read it (leaving every file as it is) or to change it;
 * returns NULL after a complaint, with *status set.
 */
struct store *records_open_reading(const struct paths *paths, int *status);
struct store *records_open(const struct paths *paths, int *status);
/*
 * Opens any store to read it, as records_open_reading() does; one that the user named is not taken
 * for a damaged store if it is another file.
 */
struct store *records_open_file(const char *path, bool is_named, int *status);
/*
 * True if an argument names a store or a folder of exports and not a person: it is there, has a '/'
 * or ends in .db.
 */
bool records_is_store(const char *argument);
/*
 * Adds a store, a folder of exports or a file of it. names: of people, or patterns, as typed; must
 * live as long as sources. Returns an exit status, after a complaint if it is not 0.
 */
int records_add_source(struct report_sources *sources, const char *path, bool is_named,
	const char *const *names, size_t n);
/* Joins the people of the sources, as the files next to them say; returns an exit status. */
int records_join(struct report_sources *sources);

/* Writes to file; returns false with a sentence in err, or without one and with errno set. */
typedef bool records_write_fn(void *ctx, FILE *file, struct strbuf *err);
/* Writes the output of write to options->output or standard output; returns an exit status. */
int records_export(const struct options *options, records_write_fn *write, void *ctx);

/*
 * The same for xAPI statements (records_xapi.c), and keeps in the stores what they are: opens them
 * anew for that, so the store of a source may be another one afterwards, or NULL.
 */
int records_export_xapi(const struct subcommand_context *context, struct lesson_cache *known,
	struct report_sources *sources);

#endif
