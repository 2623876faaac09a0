/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie translate LESSON LANG: makes or refreshes LANG.ini beside the lesson. */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "course/translation.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/output.h"

static const char *language_of(const struct ini *base)
{
	const struct ini_entry *e = base->n ? ini_get(&base->sections[0], "language") : NULL;

	return e ? e->value : "en";
}

/* What the file is now, for the last line. */
static void tell(const struct ini *base, const char *path)
{
	struct arena arena = ARENA_INIT;
	struct diags quiet = DIAGS_INIT;
	const struct ini *over = ini_read(&arena, path, NULL, &quiet);
	struct coverage c;

	translation_coverage(base, over, &c);
	output_print(stdout, _("%s: %zu of %zu texts are translated, %zu of them stale\n"), path, c.translated, c.texts, c.stale);
	diags_release(&quiet);
	arena_release(&arena);
}

static int translate(const char *file, const char *lang, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct ini *base = ini_read(&arena, file, NULL, diags), *over;
	const char *path = arena_printf(&arena, "%s/%s.ini", path_parent(&arena, file), lang);
	struct strbuf out = STRBUF_INIT;
	bool absent = false;
	int status = 0;

	over = base ? ini_read(&arena, path, &absent, diags) : NULL;
	if (!base || (!over && !absent)) {
		/* nothing is written over a file that could not be read */
		status = complain_diags(diags);
	} else if (!strcmp(language_of(base), lang)) {
		status = complain(EXIT_USAGE, _("%s is in the language “%s” itself"), file, lang);
	} else {
		translation_write(&out, base, over, language_of(base));
		if (!file_write_atomic(path, out.buf, out.len))
			status = complain(EXIT_UNUSABLE, _("%s cannot be written: %s"), path, strerror(errno));
		else
			tell(base, path);
	}
	strbuf_release(&out);
	arena_release(&arena);
	return status;
}

int cmd_translate(const struct options *options)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	struct paths paths;
	const char *file;
	int status;

	options_find_paths(options, &paths);
	language_start(paths.locale, options->lang);
	if (options->n_rest != 2 || !i18n_valid_code(options->rest[1]))
		return complain(EXIT_USAGE, _("vigie translate takes a lesson and a language: vigie translate my-lesson fr"));
	file = lesson_file_find(paths.lessons, paths.n_lessons, &arena, options->rest[0]);
	status = file ? translate(file, options->rest[1], &diags)
		: complain(EXIT_UNUSABLE, _("there is no lesson at %s"), options->rest[0]);
	diags_release(&diags);
	arena_release(&arena);
	return status;
}
