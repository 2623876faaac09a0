/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "os/file.h"

#ifndef VIGIE_PREFIX
#define VIGIE_PREFIX "/usr/local"
#endif

static struct arena strings;

static const char *join(const char *dir, const char *name)
{
	return arena_printf(&strings, "%s/%s", dir, name);
}

/* Returns the directory of the running executable, or NULL. */
static const char *program_folder(void)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (len < 0)
		return NULL;
	path[len] = '\0';
	slash = strrchr(path, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	return arena_strdup(&strings, path);
}

/* Returns an XDG directory: empty and relative values count as unset. */
static const char *xdg(const char *name, const char *below_home)
{
	const char *value = getenv(name), *home = getenv("HOME");

	if (value && *value == '/')
		return value;
	return home && *home == '/' ? join(home, below_home) : NULL;
}

static void add_lessons(struct paths *paths, const char *dir)
{
	if (paths->n_lessons < PATHS_LESSONS_MAX && file_is_folder(dir))
		paths->lessons[paths->n_lessons++] = dir;
}

/* The user's own lessons come first, so that they can replace one of the course. */
static void find_lessons(struct paths *paths, const char *program)
{
	const char *data = xdg("XDG_DATA_HOME", ".local/share");
	const char *tree = program ? join(program, "../lessons") : NULL;
	const char *installed = program ? join(program, "../share/vigie/lessons") : NULL;

	if (data)
		add_lessons(paths, join(data, "vigie/lessons"));
	if (tree && file_is_folder(tree) && file_exists(join(program, "../ARCHITECTURE.md")))
		add_lessons(paths, tree);
	else if (installed && file_is_folder(installed))
		add_lessons(paths, installed);
	else
		add_lessons(paths, VIGIE_PREFIX "/share/vigie/lessons");
}

static const char *find_locale(const char *program)
{
	const char *tree = program ? join(program, "locale") : NULL;
	const char *installed = program ? join(program, "../share/locale") : NULL;

	if (tree && file_is_folder(tree))
		return tree;
	if (installed && file_is_folder(installed))
		return installed;
	return VIGIE_PREFIX "/share/locale";
}

static void find_help(struct paths *paths, const char *program)
{
	const char *last[] = {
		program ? join(program, "../lessons/help") : NULL,
		program ? join(program, "../share/vigie/lessons/help") : NULL,
		VIGIE_PREFIX "/share/vigie/lessons/help",
	};

	for (size_t i = 0; i < paths->n_lessons && !paths->help; i++)
		if (file_exists(join(paths->lessons[i], "help/help.ini")))
			paths->help = join(paths->lessons[i], "help");
	for (size_t i = 0; i < ARRAY_SIZE(last) && !paths->help; i++)
		if (last[i] && file_exists(join(last[i], "help.ini")))
			paths->help = last[i];
}

void paths_find(
	struct paths *paths, const char *const *lessons, size_t n_lessons, const char *store)
{
	const char *program = program_folder();
	const char *data = xdg("XDG_DATA_HOME", ".local/share");
	const char *config = xdg("XDG_CONFIG_HOME", ".config");

	memset(paths, 0, sizeof(*paths));
	paths->locale = find_locale(program);
	for (size_t i = 0; i < n_lessons && i < PATHS_LESSONS_MAX; i++)
		paths->lessons[paths->n_lessons++] = lessons[i];
	if (!n_lessons)
		find_lessons(paths, program);
	find_help(paths, program);
	if (config)
		paths->config = join(config, "vigie/vigie.ini");
	paths->store_named = store != NULL;
	if (store)
		paths->store = store;
	else if (data)
		paths->store = join(data, "vigie/progress.db");
}

const char *paths_keep(const char *path)
{
	return arena_strdup(&strings, path);
}
