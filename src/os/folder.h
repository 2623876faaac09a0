/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names in a folder, in one order on every machine (for the catalogue and check). */
#ifndef OS_FOLDER_H
#define OS_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct diags;

struct folder {
	struct arena *arena; /* owns the names */
	const char **names;  /* without those that begin with '.', in byte order */
	size_t n;
};

/* Reads path. If it is not there, it is empty; any other trouble is a diagnostic (rule cannot-read)
 * and false; what was read before it counts. */
bool folder_read(struct folder *folder, struct arena *arena, const char *path, struct diags *diags);

#endif
