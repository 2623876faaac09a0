/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can still be read of a damaged file. */
#ifndef STORE_SALVAGE_H
#define STORE_SALVAGE_H

#include <sqlite3.h>

/*
 * Copies every row that can be read in the file at path into the store db, which is open, sound and
 * has no run yet; in one transaction, from both ends of each table up to the damage. The file is
 * read into memory and never written. Returns how many rows came over; 0 where nothing could be
 * read, or nothing could be written.
 */
int store_salvage(sqlite3 *db, const char *path);

#endif
