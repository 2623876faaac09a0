/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files read and written whole. What fails leaves errno; nothing here prints. */
#ifndef OS_FILE_H
#define OS_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

bool file_exists(const char *path);
/* A folder, or a link to one. */
bool file_is_folder(const char *path);
/* A folder itself: a link leads elsewhere and does not count. */
bool file_is_real_folder(const char *path);

/* Appends a regular file of at most max bytes to out. False: err gets a sentence that names the
 * file. */
bool file_read(const char *path, size_t max, struct strbuf *out, struct strbuf *err);
/* The same without following a link, and never waiting on a pipe: for what lies on a stick. Without
 * a sentence. */
bool file_read_untrusted(const char *path, size_t max, struct strbuf *out);

/* All of it, whatever signals come in between. */
bool file_write_fd(int fd, const char *data, size_t len);
/* Durable, and whole or not at all: written beside path, then renamed over it. */
bool file_write_atomic(const char *path, const char *data, size_t len);
/* A file that was not there before, mode 0600, durable; nothing of it remains after a failure. */
bool file_write_new(const char *path, const char *data, size_t len);
/* Over what is there, mode 0600, not through a link. */
bool file_write_private(const char *path, const char *data, size_t len);

/* Makes the names in a folder durable. */
bool file_sync_folder(const char *path);
/* The folder and all folders above it that are missing, mode 0755. */
bool file_make_folders(const char *path);
/* Two paths of one file system change places in one step. False where the system cannot. */
bool file_exchange(const char *a, const char *b);
/* With all that is in it, links not followed. As much as can be. */
void file_remove_tree(const char *path);

#endif
