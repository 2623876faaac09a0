/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/lesson_file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "ini/ini.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/language_file.h"
#include "os/pathname.h"

const char *lesson_main_file(struct arena *arena, const char *path)
{
	static const char *const names[] = { "lesson.ini", "scenario.ini", "help.ini",
		"workshop.ini", "course.ini" };
	struct stat st;

	if (stat(path, &st))
		return NULL;
	if (!S_ISDIR(st.st_mode))
		return arena_strdup(arena, path);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *file = arena_printf(arena, "%s/%s", path, names[i]);

		if (!access(file, F_OK))
			return file;
	}
	return NULL;
}

bool lesson_file_is_scenario(const char *file)
{
	size_t len;

	return !strcmp(pathname_base(file, &len), "scenario.ini");
}

const char *lesson_file_find(
	const char *const *folders, size_t n, struct arena *arena, const char *name)
{
	const char *file = lesson_main_file(arena, name);

	for (size_t i = 0; !file && i < n && !strchr(name, '/'); i++)
		file = lesson_main_file(arena, arena_printf(arena, "%s/%s", folders[i], name));
	return file;
}

bool lesson_file_has_language(const char *file, const char *lang)
{
	struct arena arena = ARENA_INIT;
	struct diags quiet = DIAGS_INIT;
	const struct ini *base = ini_read(&arena, file, NULL, &quiet);
	const struct ini_entry *own =
		base && base->n ? ini_get(&base->sections[0], "language") : NULL;
	bool has = (own && language_code_covers(own->value, lang)) ||
		language_file_translation(&arena, pathname_parent(&arena, file), NULL, &lang);

	diags_release(&quiet);
	arena_release(&arena);
	return has;
}

struct lesson *lesson_file_load(const char *file, const char *lang, question_parse_fn *parse,
	const struct ini **ini, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct ini *base = ini_read(&arena, file, NULL, diags);
	const char *dir = pathname_parent(&arena, file);
	const struct ini_entry *own =
		base && base->n ? ini_get(&base->sections[0], "language") : NULL;
	const struct ini *over = NULL;
	const char *path;

	if (!base) {
		arena_release(&arena);
		return NULL;
	}
	path = language_file_translation(&arena, dir, own ? own->value : NULL, &lang);
	if (path)
		over = ini_read(&arena, path, &(bool){ false }, diags);
	*ini = base;
	return lesson_from_ini(arena, dir, base, over, over ? lang : NULL, parse, diags);
}
