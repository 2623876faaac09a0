/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cache of lesson heads, so that the lesson list opens without parsing every file, and of which
 * files both readers of INI files have accepted (ini.h), so that a lesson opens fast.
 *
 * Match:  an entry is used only if its path and stamp equal those of the file; on any doubt
 *         (another stamp, a file that was written just now, an entry whose checksum does not match)
 *         the file is parsed again, so a damaged cache costs time and never correctness.
 * Use:    for the list; a lesson that is opened is read from its files.
 * Flow:   the shell fills the index from the store (index_add), the scan of the course uses it and
 *         adds what it had to parse, the shell saves the fresh entries. Without a store the index
 *         lives only in memory.
 */
#ifndef COURSE_INDEX_H
#define COURSE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "course/catalog.h"

struct ini;

/*
 * File stamp. Times are in nanoseconds since 1970. inode detects a file that was renamed over this
 * one, ctime one whose mtime was set back.
 */
struct file_stamp {
	int64_t inode, size, mtime, ctime;
};

struct index_entry {
	const char *path;
	struct file_stamp stamp;
	struct lesson_head head; /* without dir; for an overlay only title, summary and scenario,
				    and id is NULL */
	bool judged;             /* index_read() has accepted the whole file */
	bool seen;               /* found on disk since the program started */
	bool fresh;              /* not in the store yet */
};

/* Zeroed memory is an empty index. */
struct lesson_index {
	struct arena arena; /* owns all strings */
	struct index_entry *v;
	size_t n, cap;
	size_t sorted; /* v[0..sorted) is ordered by path and searchable; the rest is not yet */
	size_t n_fresh;
	int64_t now; /* seconds since 1970; set by the scan */
};

void index_release(struct lesson_index *index);

/*
 * Adds an entry read from the store. Entries must come in path order, their strings in
 * index->arena. Returns false, adding nothing, if the entry is incomplete, out of order or fails
 * its checksum.
 */
bool index_add(struct lesson_index *index, const struct index_entry *entry, int64_t sum);
int64_t index_sum(const struct index_entry *entry);

/* Gets the stamp of a file. Returns false and sets errno on failure. */
bool index_stamp(const char *path, struct file_stamp *stamp);
/* Returns the head of the file if it is cached with this stamp, else NULL. */
const struct lesson_head *index_find(
	struct lesson_index *index, const char *path, const struct file_stamp *stamp);
/*
 * Caches the head of a file, unless the file changed less than two seconds before now (seconds
 * since 1970): it may then change again without a new stamp.
 */
void index_put(struct lesson_index *index, const char *path, const struct file_stamp *stamp,
	const struct lesson_head *head, int64_t now);
/*
 * ini_read(), or ini_read_again() if the index knows that it accepted the file as it is now.
 * Without an index (NULL) it is ini_read().
 */
struct ini *index_read(struct lesson_index *index, struct arena *arena, const char *path,
	bool *absent, struct diags *diags);
/*
 * index_read() of the translation in dir of a file whose section [kind] names its language. *lang
 * becomes the language found, which may be less specific (os/language_file.h). Returns NULL if it
 * is missing, or not wanted: *lang is NULL or the file's own.
 */
const struct ini *index_read_overlay(struct lesson_index *index, struct arena *arena,
	const char *dir, const struct ini *base, const char *kind, const char **lang,
	struct diags *diags);
/* Merges the fresh entries into the sorted ones; call it after a scan. */
void index_sort(struct lesson_index *index);
/*
 * Returns the path under which the title of a page is kept with the stamp of its file: below the
 * file, where no other file can be.
 */
const char *index_page_path(struct arena *arena, const char *file, const char *page);
/* True if the file of an entry no longer exists. */
bool index_is_gone(const struct index_entry *entry);

#endif
