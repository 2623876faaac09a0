/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recovery of the rows that a damaged file still holds. */
#ifndef STORE_SALVAGE_H
#define STORE_SALVAGE_H

#include <sqlite3.h>

/*
 * Copies every readable row of the file at path into the store db, which must be open, sound and
 * without runs, in one transaction, reading each table from both ends up to the damage. Reads the
 * file into memory and never writes it. Returns the number of rows copied; 0 if nothing could be
 * read or written.
 */
int store_salvage(sqlite3 *db, const char *path);

#endif
