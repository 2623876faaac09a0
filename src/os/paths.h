/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locations of all files. Only looks; never creates anything. */
#ifndef OS_PATHS_H
#define OS_PATHS_H

#include <stdbool.h>
#include <stddef.h>

enum { PATHS_LESSONS_MAX = 16 };

/* The strings are never freed. */
struct paths {
	const char *locale; /* directory of LANG/LC_MESSAGES/vigie.mo */
	const char *lessons[PATHS_LESSONS_MAX];
	size_t n_lessons;
	const char *help;   /* directory of help.ini, or NULL */
	bool store_named;   /* the user named the store, so it may be any file */
	const char *store;  /* NULL without a home directory */
	const char *config; /* vigie.ini, which need not exist; NULL without a home directory */
};

/*
 * Finds all paths. lessons (n_lessons of them; 0 for the default ones) and store (NULL for the
 * default one) come from the command line.
 */
void paths_find(
	struct paths *paths, const char *const *lessons, size_t n_lessons, const char *store);
/* Returns a copy of a path that is never freed. */
const char *paths_keep(const char *path);

#endif
