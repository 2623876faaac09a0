/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was read of the head of each lesson file, so that the list of lessons opens without reading
 * them all: a file whose stamp is the same needs no reading. Only the list is made of it; a lesson
 * that is opened is read from its files. When in doubt (another stamp, a file that was written just
 * now, an entry that does not fit its sum) the file is read again, so a damaged index costs time
 * and nothing else.
 *
 * The shell fills it from the store (index_add), the catalogue uses it and puts into it what it had
 * to read, the shell saves what is fresh. Without a store it lives in memory.
 */
#ifndef COURSE_INDEX_H
#define COURSE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "course/catalog.h"

/* Which state of a file. Times in nanoseconds since 1970; inode tells of a file that was renamed
 * over it, ctime of one whose mtime was set back. */
struct file_stamp {
	int64_t inode, size, mtime, ctime;
};

struct index_entry {
	const char *path;
	struct file_stamp stamp;
	struct lesson_head head; /* without dir; of an overlay only title, summary and scenario, id
				    is NULL then */
	bool seen;               /* found in its place since the program began */
	bool fresh;              /* not in the store */
};

/* Zeroed bytes are an empty one. */
struct lesson_index {
	struct arena arena; /* owns all texts */
	struct index_entry *v;
	size_t n, cap;
	size_t sorted; /* so many at the beginning are in order of path, and can be found */
	size_t n_fresh;
};

void index_release(struct lesson_index *index);

/* Takes an entry from outside (texts must live in the arena), in order of path. False: it is none
 * of ours, or damaged; nothing is taken. */
bool index_add(struct lesson_index *index, const struct index_entry *entry, int64_t sum);
int64_t index_sum(const struct index_entry *entry);

/* The stamp of a file; false: errno says why there is none. */
bool index_stamp(const char *path, struct file_stamp *stamp);
/* What is known of the file in that state, or NULL. */
const struct lesson_head *index_find(
	struct lesson_index *index, const char *path, const struct file_stamp *stamp);
/* Keeps what was read of the file. Not if the file was changed less than two seconds before now
 * (seconds since 1970): it may change once more without another stamp. */
void index_put(struct lesson_index *index, const char *path, const struct file_stamp *stamp,
	const struct lesson_head *head, int64_t now);
/* After a scan: puts fresh entries in their place. */
void index_sort(struct lesson_index *index);
/* Is the file of an entry no longer there? */
bool index_is_gone(const struct index_entry *entry);

#endif
