/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A copy of the store's file in memory, for whatever must not change the file: reading one that
 * SQLite would first have to write (a save was interrupted, or it is of an older version), and the
 * recovery of a damaged one. Nothing of it ever reaches a disk.
 */
#ifndef STORE_STORE_IMAGE_H
#define STORE_STORE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <sqlite3.h>

/* Larger files are not copied; a million answers take less. */
enum { STORE_IMAGE_MAX = 256 << 20 };

struct store_image {
	unsigned char *data; /* of sqlite3_malloc64; NULL for an empty file */
	size_t size;         /* whole pages of 4096 bytes: the last one is padded with zeros */
	bool rolled_back;    /* an interrupted save was undone in the copy */
};

/*
 * Copies the file at path while no program changes it, and undoes an interrupted save in the copy
 * as SQLite would do in the file (sqlite.org/fileformat.html, section 3). Returns SQLITE_OK, or
 * SQLITE_BUSY, SQLITE_TOOBIG, SQLITE_NOMEM, SQLITE_CANTOPEN or SQLITE_IOERR_READ with errno set.
 * Closing its descriptor drops the locks of this process, so no database may be open on the file.
 */
int store_image_read(const char *path, struct store_image *image);

/* Opens the copy as a database that can be written; it owns the data, even on failure (NULL). */
sqlite3 *store_image_open(struct store_image *image);

void store_image_release(struct store_image *image);

/*
 * True if SQLite would write in the file or next to it although it only reads: there is a journal,
 * or the file has write-ahead logging.
 */
bool store_image_is_needed(const char *path);

#endif
