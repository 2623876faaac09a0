/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie import --into LESSON: questions into the file of a lesson that exists. */
#ifndef CLI_IMPORT_INTO_H
#define CLI_IMPORT_INTO_H

#include "cli/subcommand.h"

struct strbuf;

/*
 * Merges the sections into the lesson of --into, shows on standard output what changes and, unless
 * --dry-run, writes the file, a copy of what it was as FILE~, and its translations, in which
 * changed texts become stale. What would have new errors for check is not written. from is the
 * imported file. Returns an exit status.
 */
int import_into(
	const struct subcommand_context *context, const char *from, const struct strbuf *sections);

#endif
