/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/pathname.h"

#include <string.h>

#include "base/language_code.h"
#include "base/mem.h"

static size_t without_slashes(const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	return len;
}

const char *pathname_base(const char *path, size_t *len)
{
	size_t end = without_slashes(path), from = end;

	while (from && path[from - 1] != '/')
		from--;
	*len = end - from;
	return path + from;
}

char *pathname_parent(struct arena *arena, const char *path)
{
	size_t len;
	const char *base = pathname_base(path, &len);

	if (base == path)
		return arena_strdup(arena, ".");
	len = (size_t)(base - path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	return arena_memdupz(arena, path, len);
}

const char *pathname_language(struct arena *arena, const char *name)
{
	const char *dot = strrchr(name, '.');
	struct lang lang;

	if (!dot || strcmp(dot, ".ini") || !language_code_read(&lang, name, (size_t)(dot - name)))
		return NULL;
	return arena_strdup(arena, lang.code);
}
