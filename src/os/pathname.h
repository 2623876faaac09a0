/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a path, without asking the disk. */
#ifndef OS_PATHNAME_H
#define OS_PATHNAME_H

#include <stddef.h>

struct arena;

/* The last part of a path without its slashes: "b" of "a/b/". Length in *len. */
const char *pathname_base(const char *path, size_t *len);
/* The path without its last part, in arena: "a" of "a/b", "." of "b", "/" of "/b". */
char *pathname_parent(struct arena *arena, const char *path);
/* LANG of a name LANG.ini with two or three small letters, else NULL; in arena. */
const char *pathname_language(struct arena *arena, const char *name);

#endif
