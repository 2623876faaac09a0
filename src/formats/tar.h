/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lesson packs: a tar (ustar) of plain files, the first of which is the manifest with the SHA-256
 * checksum of every other one. Read strictly, since a pack may come from anywhere.
 */
#ifndef FORMATS_TAR_H
#define FORMATS_TAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct strbuf;

#define PACK_MANIFEST "MANIFEST.sha256"
/* Room for 2,000 lessons in three languages. */
enum { PACK_MAX_FILE = 512 * 1024, PACK_MAX_FILES = 6000, PACK_MAX = 64 * 1024 * 1024 };

struct pack_file {
	const char *path; /* "definition/fr.ini" */
	const char *data;
	size_t len;
};

struct pack {
	struct arena arena;
	struct pack_file *files;
	size_t n, cap;
};

/*
 * True if a file of a pack may have this path: at most one folder, names of lower-case letters,
 * digits, hyphens and dots that start with neither a dot nor a hyphen and do not end in a dot, 99
 * bytes in all.
 */
bool pack_path_is_valid(const char *path);
/* Copies path, not data. */
void pack_add(struct pack *pack, const char *path, const char *data, size_t len);
/* Writes the archive; the same files give the same bytes. */
void pack_write(const struct pack *pack, struct strbuf *out);
/* Returns false with a sentence in err on failure. data must live as long as the pack. */
bool pack_read(struct pack *pack, const char *data, size_t len, struct strbuf *err);
void pack_release(struct pack *pack);

#endif
