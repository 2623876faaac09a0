/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes whole files. On failure errno is set; nothing here prints. */
#ifndef OS_FILE_H
#define OS_FILE_H

#include <stdbool.h>
#include <stddef.h>

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
/* Durable and atomic: writes a temporary file in the same directory and renames it over path. */
bool file_write_atomic(const char *path, const char *data, size_t len);
/*
 * Creates a file that must not exist yet, durably and with mode 0600; leaves nothing behind on
 * failure.
 */
bool file_write_new(const char *path, const char *data, size_t len);
/* Overwrites or creates path with mode 0600; never follows a link. */
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
