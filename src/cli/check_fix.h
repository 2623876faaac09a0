/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check --fix: shows what would be repaired, asks, keeps a copy and writes. */
#ifndef CLI_CHECK_FIX_H
#define CLI_CHECK_FIX_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/subcommand.h"

struct date;

struct check_fix_result {
	size_t repairs, files; /* made, or to be made */
	bool written;
	int status; /* not 0: a file could not be read or written, which was said */
};

/* Repairs the files that the arguments name, or all lessons there are. */
void check_fix(const struct subcommand_context *context, const struct date *today,
	struct check_fix_result *result);

#endif
