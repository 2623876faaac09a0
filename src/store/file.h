/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store's file as a file: its folder, its kind, its rights, and its way out when it is damaged.
 * Knows nothing of SQL. Expects umask 077, so that what it makes is private from the first moment.
 */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

struct strbuf;

struct store_file {
	char *path;         /* absolute, no symbolic link in it */
	dev_t device;
	ino_t inode;
	off_t size;
	bool read_only;     /* the file, its folder or the disk cannot be written */
};

/*
 * Makes the missing folders (0700) and the file (0600, empty) of path, or looks at the one that is
 * there: refused unless it is a regular file and no link; rights of others are taken away. False: a
 * sentence in err, and nothing to release.
 */
bool store_file_prepare(struct store_file *file, const char *path, struct strbuf *err);
void store_file_release(struct store_file *file);

enum aside {
	ASIDE_MOVED,        /* name: what it is called now, without the folder */
	ASIDE_GONE,         /* another program was faster, or it was deleted: look again */
	ASIDE_FAILED        /* errno */
};

/* Renames the file, and its journal with it, to NAME.damaged-YYYYMMDD-HHMMSS; never over another file. */
enum aside store_file_set_aside(const struct store_file *file, struct strbuf *name);

#endif
