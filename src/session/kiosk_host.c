/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/kiosk_host.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "course/catalog.h"
#include "guard/secret.h"
#include "os/file.h"
#include "os/language.h"

struct spoken {
	struct language v[LANGUAGES_MAX];
	size_t n;
};

static bool speaks(void *ctx, const char *language)
{
	const struct spoken *spoken = ctx;

	for (size_t i = 0; i < spoken->n; i++)
		if (!strcmp(spoken->v[i].code.code, language))
			return true;
	return false;
}

static bool has_lessons(const char *folder)
{
	struct course course = { 0 };
	struct diags diags = DIAGS_INIT;
	bool has;

	course_scan(&course, &folder, 1, NULL, &diags);
	has = course.n > 0;
	course_release(&course);
	diags_release(&diags);
	return has;
}

static const char *resolve(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = real ? arena_strdup(arena, real) : NULL;

	free(real);
	return copy;
}

bool kiosk_host_read(
	struct kiosk_config *config, const char *path, const char *locale_dir, struct diags *diags)
{
	struct spoken spoken;
	const struct kiosk_host host = { &spoken, secret_is_hash, speaks, has_lessons,
		file_is_folder, resolve };

	spoken.n = language_list(spoken.v, LANGUAGES_MAX, locale_dir);
	return kiosk_config_read(config, path, &host, diags);
}
