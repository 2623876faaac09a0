/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The comments of an INI file, which ini.h does not keep, and what they say to check:
 *
 *     ; check: -rule, -other-rule
 *
 * leaves the warnings and notes of these rules out. Above the first heading it is valid for the
 * whole file, elsewhere for the section it stands in; directly above a heading, for that section.
 */
#ifndef CHECK_COMMENTS_H
#define CHECK_COMMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct diags;

/* The lines of a file, without spaces before and after; v[0] is line 1. */
struct comments {
	struct arena arena;
	const char **v;
	size_t n, cap;
};

/* A file that cannot be read, which is reported elsewhere, has no lines. */
void comments_read(struct comments *c, const char *path);
void comments_release(struct comments *c);

/* Returns the rules that v[at] lists after “; check:”; NULL if it is another line. */
const char *comments_rules(const struct comments *c, size_t at);
/* Sets *from and *to to the first and last line for which the comment v[at] is valid. */
void comments_range(const struct comments *c, size_t at, int *from, int *to);

/*
 * Reports rules that do not exist, and lines that begin with # where a heading or a text seems to
 * be meant.
 */
void check_comments(const char *path, struct diags *diags);

#endif
