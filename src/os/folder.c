/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "os/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void cannot_read(struct diags *diags, const char *path)
{
	diag_add(diags, DIAG_ERROR, "cannot-read", path, 0, 0, NULL,
		_("cannot read the folder: %s"), error_text(errno));
}

bool folder_read(struct folder *folder, struct arena *arena, const char *path, struct diags *diags)
{
	DIR *dir;
	const char **names = NULL;
	size_t cap = 0;
	struct dirent *d;
	bool whole;

	*folder = (struct folder){ .arena = arena };
	do
		dir = opendir(path);
	while (!dir && errno == EINTR);
	if (!dir) {
		if (errno == ENOENT)
			return true;
		cannot_read(diags, path);
		return false;
	}
	/* only errno tells the end of the directory from an error */
	while ((errno = 0, d = readdir(dir))) {
		if (d->d_name[0] == '.')
			continue;
		ALLOC_GROW(names, folder->n + 1, cap);
		names[folder->n++] = arena_strdup(arena, d->d_name);
	}
	whole = !errno;
	if (!whole)
		cannot_read(diags, path);
	closedir(dir);
	if (names) {
		qsort(names, folder->n, sizeof(*names), compare_names);
		folder->names = arena_alloc(arena, folder->n * sizeof(*names));
		memcpy(folder->names, names, folder->n * sizeof(*names));
	}
	free(names);
	return whole;
}
