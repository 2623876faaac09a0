/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/language_file.h"

#include <dirent.h>
#include <string.h>

#include "base/language_code.h"
#include "base/mem.h"
#include "os/file.h"

static bool is_named(const char *name, const char *code, const char *suffix)
{
	size_t len = strlen(name), end = strlen(suffix);
	struct lang lang;

	return len > end && !strcmp(name + len - end, suffix) &&
		(end ? language_code_read(&lang, name, len - end)
		     : language_code_read_locale(&lang, name, len)) &&
		!strcmp(lang.code, code);
}

/* Of several forms the first in byte order, so that machines agree. */
static const char *find_form(
	struct arena *arena, const char *dir, const char *code, const char *suffix)
{
	DIR *folder = opendir(dir);
	const char *found = NULL;

	for (const struct dirent *e; folder && (e = readdir(folder));)
		if (is_named(e->d_name, code, suffix) && (!found || strcmp(e->d_name, found) < 0))
			found = arena_strdup(arena, e->d_name);
	if (folder)
		closedir(folder);
	return found ? arena_printf(arena, "%s/%s", dir, found) : NULL;
}

const char *language_file_exact(
	struct arena *arena, const char *dir, const char *code, const char *suffix)
{
	const char *path = arena_printf(arena, "%s/%s%s", dir, code, suffix);
	struct lang lang;

	if (file_exists(path))
		return path;
	return language_code_read(&lang, code, strlen(code))
		? find_form(arena, dir, lang.code, suffix)
		: NULL;
}

const char *language_file_translation(
	struct arena *arena, const char *dir, const char *own, const char **lang)
{
	struct lang wanted;
	const char *path;

	if (!*lang || !language_code_read(&wanted, *lang, strlen(*lang)))
		return NULL;
	do {
		if (own && language_code_same(wanted.code, own))
			return NULL;
		path = language_file_exact(arena, dir, wanted.code, ".ini");
		if (path) {
			*lang = arena_strdup(arena, wanted.code);
			return path;
		}
	} while (language_code_shorten(&wanted));
	return NULL;
}
