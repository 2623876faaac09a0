/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store's file as a file: its folder, its kind, its rights, and its way out when it is damaged.
 * Knows nothing of SQL. Expects umask 077, so that what it makes is private from the first moment.
 */
#ifndef STORE_STORE_FILE_H
#define STORE_STORE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

struct strbuf;

struct store_file {
	char *path; /* absolute, no symbolic link in it */
	off_t size;
	bool read_only;      /* the file, its folder or the disk cannot be written */
	bool mode_tightened; /* others had rights to it, which were taken away */
};

/*
 * Makes the missing folders (0700) and the file (0600, empty) of path, or looks at the one that is
 * there: refused unless it is a regular file and no link; rights of others are taken away. False: a
 * sentence in err, and nothing to release.
 */
bool store_file_prepare(struct store_file *file, const char *path, struct strbuf *err);
void store_file_release(struct store_file *file);

/*
 * One program at a time repairs: two may find the same damage, and the second is not to set aside
 * the fresh file of the first. So lock, check again, then set aside. -1 where a folder cannot be
 * locked (some network disks): go on all the same.
 */
int store_file_lock_folder(const struct store_file *file);
void store_file_unlock_folder(int lock);

/*
 * Copies what is there, and its journal if that holds anything, to NAME.damaged-YYYYMMDD-HHMMSS,
 * never over another file, and makes the file itself an empty database. Not a rename: programs that
 * have the file open would stay on the old one and take the journal of the new one for theirs.
 * Appends the new name, without its folder, to name. False: errno, and nothing is lost.
 */
bool store_file_set_aside(const struct store_file *file, struct strbuf *name);

/* Writes all of it where the descriptor stands. False: errno. */
bool store_file_write(int fd, const char *data, size_t len);

#endif
