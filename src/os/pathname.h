/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits paths without touching the disk. */
#ifndef OS_PATHNAME_H
#define OS_PATHNAME_H

#include <stddef.h>

struct arena;

/*
 * Returns the last component of a path without trailing slashes ("b" of "a/b/"); its length is in
 * *len.
 */
const char *pathname_base(const char *path, size_t *len);
/* Returns the path without its last component, in arena: "a" of "a/b", "." of "b", "/" of "/b". */
char *pathname_parent(struct arena *arena, const char *path);
/*
 * Returns the canonical code of a name such as pt-BR.ini or pt_br.ini (base/language_code.h), in
 * arena, or NULL.
 */
const char *pathname_language(struct arena *arena, const char *name);

#endif
