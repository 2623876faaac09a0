/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes whole files. On failure errno is set; nothing here prints. */
#ifndef OS_FILE_H
#define OS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct strbuf;

bool file_exists(const char *path);
/* True if path is a directory, or a link to one. */
bool file_is_folder(const char *path);
/* True if path itself is a directory; a link to one leads elsewhere and does not count. */
bool file_is_real_folder(const char *path);

/*
 * Appends a regular file of at most max bytes to out. On failure returns false and appends to err a
 * sentence that names the file.
 */
bool file_read(const char *path, size_t max, struct strbuf *out, struct strbuf *err);
/*
 * file_read() for files on a USB stick: never follows a link, never waits on a pipe, and reports no
 * sentence.
 */
bool file_read_untrusted(const char *path, size_t max, struct strbuf *out);

/* Writes all of data, resuming after signals. */
bool file_write_fd(int fd, const char *data, size_t len);
/*
 * A file that is written next to the one it replaces, under a unique name. An existing file keeps
 * its mode and owner; if it is a link, the link stays and its target is replaced. A device or a
 * pipe is written to directly. A folder is refused (EISDIR).
 */
struct file_draft {
	FILE *file;           /* to write to */
	char *target, *draft; /* draft is NULL for a device or a pipe */
};
/*
 * Returns false and sets errno if path cannot be written. With private_mode a new file gets mode
 * 0600.
 */
bool file_draft_open(struct file_draft *d, const char *path, bool private_mode);
/*
 * If good, syncs the draft and renames it into place; otherwise discards it. Returns false, leaving
 * an existing file unchanged, if good is false or a step fails. Releases d in either case.
 */
bool file_draft_close(struct file_draft *d, bool good);
/* Writes path durably, and completely or not at all, by way of a draft. */
bool file_write_atomic(const char *path, const char *data, size_t len, bool private_mode);
/*
 * Creates a file that must not exist yet, durably and with mode 0600; leaves nothing behind on
 * failure.
 */
bool file_write_new(const char *path, const char *data, size_t len);
/*
 * file_write_atomic() for a name that the user did not choose: a new file gets mode 0600, and a
 * link (ELOOP) or anything else that is not a regular file (EEXIST) is refused.
 */
bool file_write_private(const char *path, const char *data, size_t len);

/* Makes the entries of a directory durable. */
bool file_sync_folder(const char *path);
/* Creates path and all missing parents, mode 0755. */
bool file_make_folders(const char *path);
/* Swaps two paths of one file system atomically. Returns false if the system cannot. */
bool file_exchange(const char *a, const char *b);
/* Removes path and everything below it, as far as possible; does not follow links. */
void file_remove_tree(const char *path);

#endif
