/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things lie. Looks, and changes nothing. */
#ifndef OS_PATHS_H
#define OS_PATHS_H

#include <stddef.h>

enum { PATHS_LESSONS_MAX = 16 };

/* The strings live for the whole run. */
struct paths {
	const char *locale; /* folder of LANG/LC_MESSAGES/vigie.mo */
	const char *lessons[PATHS_LESSONS_MAX];
	size_t n_lessons;
	const char *help;   /* folder of help.ini, or NULL */
	const char *store;  /* NULL: no home folder */
	const char *config; /* vigie.ini, there or not; NULL: no home folder */
};

/* lessons (n_lessons of them, 0 for the usual ones) and store (NULL for the usual one) come from
 * the command line. */
void paths_find(
	struct paths *paths, const char *const *lessons, size_t n_lessons, const char *store);

#endif
