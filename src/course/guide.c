/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/guide.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "course/lesson_read.h"
#include "course/reader.h"
#include "ini/ini.h"
#include "os/language_file.h"
#include "os/pathname.h"

static const char *const keys[GUIDE_PARTS] = {
	[GUIDE_AIM] = "guide.aim",
	[GUIDE_TIME] = "guide.time",
	[GUIDE_ASK] = "guide.ask",
	[GUIDE_ARISE] = "guide.arise",
	[GUIDE_CLOSE] = "guide.close",
};

void guide_check(struct reader *r)
{
	for (int i = 0; i < GUIDE_PARTS; i++)
		lesson_read_list_text(r, keys[i], false);
}

void guide_check_format(struct reader *r, int format)
{
	guide_check(r);
	for (int i = 0; format == 1 && i < GUIDE_PARTS; i++)
		if (ini_get(r->section, keys[i]))
			reader_error(r, keys[i], "newer-key",
				_("“%s” needs format = 2; write that in [lesson]"), keys[i]);
}

static const char *text_of(const struct ini_section *s, const char *key)
{
	const struct ini_entry *e = s ? ini_get(s, key) : NULL;

	return e ? e->value : NULL;
}

/*
 * Lays the first section of the translation over the first of the file. What it lacks, check
 * reports.
 */
static bool overlay(struct arena *arena, struct ini *ini, const char *path)
{
	struct diags quiet = DIAGS_INIT;
	bool absent = false;
	const struct ini *over = ini_read_head(arena, path, NULL, &absent, &quiet);

	if (over)
		ini_overlay(arena, ini, over, &quiet);
	diags_release(&quiet);
	return over != NULL;
}

bool guide_load(struct guide *guide, struct arena *arena, const char *file, const char *lang,
	struct diags *diags)
{
	bool absent = false;
	struct ini *ini = ini_read_head(arena, file, NULL, &absent, diags);
	const struct ini_section *head = ini && ini->n ? &ini->sections[0] : NULL;
	const char *own = text_of(head, "language");

	const char *path;

	*guide = (struct guide){ 0 };
	if (!head)
		return false;
	guide->language = own ? own : "";
	path = language_file_translation(arena, pathname_parent(arena, file), own, &lang);
	if (path && overlay(arena, ini, path))
		guide->language = lang;
	guide->title = text_of(head, "title");
	for (int i = 0; i < GUIDE_PARTS; i++)
		guide->texts[i] = text_of(head, keys[i]);
	return true;
}

bool guide_is_empty(const struct guide *guide)
{
	for (int i = 0; i < GUIDE_PARTS; i++)
		if (guide->texts[i])
			return false;
	return true;
}
