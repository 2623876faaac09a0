/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names in a directory, in the same order on every machine (for the list of lessons and for
 * check).
 */
#ifndef OS_FOLDER_H
#define OS_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct diags;

struct folder {
	struct arena *arena; /* owns the names */
	const char **names;  /* in byte order, without those that begin with '.' */
	size_t n;
};

/*
 * Reads path. A missing directory counts as empty; any other problem adds a diagnostic (rule
 * cannot-read) and returns false, keeping the names read so far.
 */
bool folder_read(struct folder *folder, struct arena *arena, const char *path, struct diags *diags);

#endif
