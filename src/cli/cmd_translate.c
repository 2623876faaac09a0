/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie translate LESSON LANG: creates or refreshes LANG.ini next to the lesson. */
#include "cli/subcommand.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "course/translation.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/language_file.h"
#include "os/output.h"
#include "os/pathname.h"

static const char *language_of(const struct ini *base)
{
	const struct ini_entry *e = base->n ? ini_get(&base->sections[0], "language") : NULL;

	return e ? e->value : "en";
}

/* Prints the state of the file, as the last line. */
static void tell(const struct ini *base, const char *path)
{
	struct arena arena = ARENA_INIT;
	struct diags quiet = DIAGS_INIT;
	const struct ini *over = ini_read(&arena, path, NULL, &quiet);
	struct coverage c;

	translation_coverage(base, over, &c);
	output_print(stdout, _("%s: %zu of %zu texts are translated, %zu of them stale\n"), path,
		c.translated, c.texts, c.stale);
	diags_release(&quiet);
	arena_release(&arena);
}

static int translate(const char *file, const char *lang, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct ini *base = ini_read(&arena, file, NULL, diags), *over;
	const char *dir = pathname_parent(&arena, file);
	const char *there = language_file_exact(&arena, dir, lang, ".ini");
	const char *path = there ? there : arena_printf(&arena, "%s/%s.ini", dir, lang);
	struct strbuf out = STRBUF_INIT, told = STRBUF_INIT;
	bool absent = false;
	int status = 0;

	over = base ? ini_read(&arena, path, &absent, diags) : NULL;
	if (!base || (!over && !absent)) {
		/* never overwrite a file that could not be read */
		status = complain_diags(diags);
	} else if (language_code_same(language_of(base), lang)) {
		status = complain(EXIT_USAGE, _("%s is in the language “%s” itself"), file, lang);
	} else {
		translation_write(&out, base, over, language_of(base), &told);
		if (!file_write_atomic(path, out.buf, out.len, false))
			status = complain(
				EXIT_UNUSABLE, _("cannot write %s: %s"), path, error_text(errno));
		else {
			output_print(stdout, "%s", told.buf);
			tell(base, path);
		}
	}
	strbuf_release(&told);
	strbuf_release(&out);
	arena_release(&arena);
	return status;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	int status = EXIT_UNUSABLE;
	struct lang lang;
	const char *file;

	if (!language_code_read(&lang, options->args[1], strlen(options->args[1])))
		return complain(EXIT_USAGE, _("a language is a code such as fr or pt-BR, not “%s”"),
			options->args[1]);
	file = subcommand_lesson(context, &arena, &status);
	if (file)
		status = translate(file, lang.code, &diags);
	diags_release(&diags);
	arena_release(&arena);
	return output_finish(status);
}

const struct subcommand subcommand_translate = {
	.name = "translate",
	.usage = N_("LESSON LANG"),
	.summary = N_("create or update a translation; mark stale texts"),
	.needs = N_("vigie translate takes a lesson and a language: vigie translate my-lesson fr"),
	.min_args = 2,
	.max_args = 2,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_END },
	.run = run,
};
