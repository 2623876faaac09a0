/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store's file as a file: its folder, type and permissions, and its quarantine when damaged.
 * Knows nothing of SQL. Expects umask 077, so that everything it creates is private from the first
 * moment.
 */
#ifndef STORE_STORE_FILE_H
#define STORE_STORE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

struct strbuf;

struct store_file {
	char *path; /* absolute, without symbolic links */
	off_t size;
	bool read_only;      /* the file, its folder or the disk cannot be written */
	bool mode_tightened; /* others had permissions on it, which were removed */
	bool is_wide;        /* store_file_examine: others have permissions on it */
};

/*
 * Creates the missing folders (0700) and the file (0600, empty) of path, or validates an existing
 * file: refuses anything but a regular file, symbolic links included, and removes the permissions
 * of others. On failure returns false, with a sentence in err and nothing to release.
 */
bool store_file_prepare(struct store_file *file, const char *path, struct strbuf *err);
/*
 * Validates an existing file in the same way and changes nothing: what is missing stays missing,
 * which is a failure, and the permissions stay as they are.
 */
bool store_file_examine(struct store_file *file, const char *path, struct strbuf *err);
void store_file_release(struct store_file *file);

/*
 * Only one program at a time repairs: two may find the same damage, and the second must not
 * quarantine the fresh file of the first. So lock, check again, then quarantine. Returns -1 where a
 * folder cannot be locked (some network disks): go on anyway.
 */
int store_file_lock_folder(const struct store_file *file);
void store_file_unlock_folder(int lock);

/*
 * Copies the file, and its journal if it is not empty, to NAME.damaged-YYYYMMDD-HHMMSS, never over
 * another file, and turns the file itself into an empty database. Not a rename: programs that have
 * the file open would stay on the old one and take the journal of the new one for theirs. Appends
 * the new name, without its folder, to name. On failure returns false with errno set, and nothing
 * is lost.
 */
bool store_file_set_aside(const struct store_file *file, struct strbuf *name);

/* Writes all of data at the file offset. Returns false with errno set on failure. */
bool store_file_write(int fd, const char *data, size_t len);

#endif
