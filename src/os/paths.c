/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#ifndef VIGIE_PREFIX
#define VIGIE_PREFIX "/usr/local"
#endif

static struct arena strings;

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static const char *join(const char *dir, const char *name)
{
	return arena_printf(&strings, "%s/%s", dir, name);
}

/* The folder of the program file, or NULL. */
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

/* XDG: unset, empty and relative values count as unset. */
static const char *xdg(const char *name, const char *below_home)
{
	const char *value = getenv(name), *home = getenv("HOME");

	if (value && *value == '/')
		return value;
	return home && *home == '/' ? join(home, below_home) : NULL;
}

static void add_lessons(struct paths *paths, const char *dir)
{
	if (paths->n_lessons < DIRS_MAX && is_folder(dir))
		paths->lessons[paths->n_lessons++] = dir;
}

/* The person's own lessons come first, so that they may replace one of the course. */
static void find_lessons(struct paths *paths, const char *program)
{
	const char *data = xdg("XDG_DATA_HOME", ".local/share");
	const char *tree = program ? join(program, "../lessons") : NULL;
	const char *installed = program ? join(program, "../share/vigie/lessons") : NULL;

	if (data)
		add_lessons(paths, join(data, "vigie/lessons"));
	if (tree && is_folder(tree) && is_there(join(program, "../ARCHITECTURE.md")))
		add_lessons(paths, tree);
	else if (installed && is_folder(installed))
		add_lessons(paths, installed);
	else
		add_lessons(paths, VIGIE_PREFIX "/share/vigie/lessons");
}

static const char *find_locale(const char *program)
{
	const char *tree = program ? join(program, "locale") : NULL;
	const char *installed = program ? join(program, "../share/locale") : NULL;

	if (tree && is_folder(tree))
		return tree;
	if (installed && is_folder(installed))
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
		if (is_there(join(paths->lessons[i], "help/help.ini")))
			paths->help = join(paths->lessons[i], "help");
	for (size_t i = 0; i < ARRAY_SIZE(last) && !paths->help; i++)
		if (last[i] && is_there(join(last[i], "help.ini")))
			paths->help = last[i];
}

void paths_find(struct paths *paths, const struct options *options)
{
	const char *program = program_folder();
	const char *data = xdg("XDG_DATA_HOME", ".local/share");
	const char *config = xdg("XDG_CONFIG_HOME", ".config");

	memset(paths, 0, sizeof(*paths));
	paths->locale = find_locale(program);
	if (options->n_dirs) {
		memcpy(paths->lessons, options->dirs, sizeof(options->dirs));
		paths->n_lessons = options->n_dirs;
	} else {
		find_lessons(paths, program);
	}
	for (size_t i = 0; i < paths->n_lessons; i++)
		install_finish(paths->lessons[i]);
	find_help(paths, program);
	if (config)
		paths->config = join(config, "vigie/vigie.ini");
	if (options->store)
		paths->store = options->store;
	else if (data)
		paths->store = join(data, "vigie/progress.db");
}
