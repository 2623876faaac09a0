/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check --languages: how much of each lesson is translated, and how much of that is stale. */
#include "cli/check_languages.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "course/translation.h"
#include "os/complain.h"
#include "os/folder.h"
#include "os/language_file.h"
#include "os/output.h"
#include "os/pathname.h"
#include "text/text.h"

enum { NAME_CELLS = 24, COLUMN_CELLS = 16 };

struct table {
	struct arena arena;
	const char *langs[LANGUAGES_MAX];
	size_t n_langs;
	struct strbuf out;
	size_t lagging;
};

static void add_lang(struct table *t, const char *lang)
{
	for (size_t i = 0; i < t->n_langs; i++)
		if (!strcmp(t->langs[i], lang))
			return;
	if (t->n_langs < LANGUAGES_MAX)
		t->langs[t->n_langs++] = lang;
}

/* Collects the languages of a folder and of the folders in it. */
static void find_langs(struct table *t, const char *dir, int depth)
{
	struct diags quiet = DIAGS_INIT;
	struct folder folder;

	folder_read(&folder, &t->arena, dir, &quiet);
	for (size_t i = 0; i < folder.n; i++) {
		const char *lang = pathname_language(&t->arena, folder.names[i]);

		if (lang)
			add_lang(t, lang);
		else if (depth && !strchr(folder.names[i], '.'))
			find_langs(t, arena_printf(&t->arena, "%s/%s", dir, folder.names[i]),
				depth - 1);
	}
	diags_release(&quiet);
}

static void cell(struct table *t, const char *text, int cells)
{
	strbuf_addf(&t->out, "%s%*s", text,
		cells - text_width(text, strlen(text)) > 1 ? cells - text_width(text, strlen(text))
							   : 1,
		"");
}

static const char *own_language(const struct ini *ini)
{
	const struct ini_entry *e = ini->n ? ini_get(&ini->sections[0], "language") : NULL;

	return e ? e->value : "";
}

static const char *coverage_text(struct table *t, const struct coverage *c)
{
	/* rounded down, so that 100 % means complete */
	size_t percent = c->texts ? 100 * c->translated / c->texts : 100;

	if (percent < 100 || c->stale)
		t->lagging++;
	if (!c->stale)
		return arena_printf(&t->arena, "%zu %%", percent);
	/* TRANSLATORS: percentage translated, and number of texts whose source has changed since */
	return arena_printf(&t->arena, _("%zu %%, %zu stale"), percent, c->stale);
}

static void row(struct table *t, const char *file)
{
	struct diags quiet = DIAGS_INIT;
	struct ini *base = ini_read(&t->arena, file, NULL, &quiet);
	const char *dir = pathname_parent(&t->arena, file);
	size_t len;
	const char *name = pathname_base(dir, &len);

	if (base) {
		cell(t, strcmp(dir, ".") ? arena_memdupz(&t->arena, name, len) : file, NAME_CELLS);
		for (size_t i = 0; i < t->n_langs; i++) {
			const char *path = language_file_exact(&t->arena, dir, t->langs[i], ".ini");
			const struct ini *over =
				path ? ini_read(&t->arena, path, &(bool){ false }, &quiet) : NULL;
			struct coverage c;

			translation_coverage(base, over, &c);
			cell(t,
				language_code_same(own_language(base), t->langs[i])
					? _("source")
					: coverage_text(t, &c),
				COLUMN_CELLS);
		}
		while (t->out.len && t->out.buf[t->out.len - 1] == ' ')
			strbuf_setlen(&t->out, t->out.len - 1);
		strbuf_addch(&t->out, '\n');
	}
	diags_release(&quiet);
}

static void rows(struct table *t, const char *path)
{
	const char *file = lesson_main_file(&t->arena, path);
	struct diags quiet = DIAGS_INIT;
	struct folder folder;

	if (file)
		row(t, file);
	folder_read(&folder, &t->arena, path, &quiet);
	for (size_t i = 0; i < folder.n; i++) {
		const char *below = arena_printf(&t->arena, "%s/%s", path, folder.names[i]);

		file = strchr(folder.names[i], '.') ? NULL : lesson_main_file(&t->arena, below);
		if (file)
			row(t, file);
	}
	diags_release(&quiet);
}

int check_show_languages(const struct paths *paths, const struct options *options)
{
	struct table t = { .out = STRBUF_INIT };
	const char *const *dirs =
		options->n_args ? (const char *const *)options->args : paths->lessons;
	size_t n = options->n_args ? (size_t)options->n_args : paths->n_lessons;
	int status;

	for (size_t i = 0; i < n; i++)
		find_langs(&t, dirs[i], 1);
	cell(&t, "", NAME_CELLS);
	for (size_t i = 0; i < t.n_langs; i++)
		cell(&t, t.langs[i], i + 1 < t.n_langs ? COLUMN_CELLS : 1);
	while (t.out.len && t.out.buf[t.out.len - 1] == ' ')
		strbuf_setlen(&t.out, t.out.len - 1);
	strbuf_addch(&t.out, '\n');
	for (size_t i = 0; i < n; i++)
		rows(&t, dirs[i]);
	status = output_write(options->output, &t.out);
	strbuf_release(&t.out);
	arena_release(&t.arena);
	return status ? status : t.lagging ? EXIT_CHECK_FAILED : 0;
}
