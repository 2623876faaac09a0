/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import_into.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "course/lesson_file.h"
#include "course/translation.h"
#include "formats/lesson_merge.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/folder.h"
#include "os/output.h"
#include "os/pathname.h"
#include "questions/type.h"

/* A lesson file that is about to change. */
struct target {
	struct arena arena;
	const char *file, *folder;
	struct strbuf old;
	struct lesson *lesson;
	const struct ini *ini;
};

/* ---- what check says of the lesson, in a copy */

static bool write_copy(const char *folder, const char *name, const struct strbuf *text)
{
	struct strbuf path = STRBUF_INIT;
	bool good;

	strbuf_addf(&path, "%s/%s", folder, name);
	good = file_write_atomic(path.buf, text->buf, text->len, true);
	strbuf_release(&path);
	return good;
}

/* Copies the translations, which check reads too. */
static bool copy_translations(struct target *t, const char *to)
{
	struct folder names = { 0 };
	struct diags quiet = DIAGS_INIT;
	bool good = folder_read(&names, &t->arena, t->folder, &quiet);

	for (size_t i = 0; good && i < names.n; i++) {
		struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;

		if (pathname_language(&t->arena, names.names[i]) &&
			file_read(arena_printf(&t->arena, "%s/%s", t->folder, names.names[i]),
				INI_MAX_FILE, &text, &err))
			good = write_copy(to, names.names[i], &text);
		strbuf_release(&text);
		strbuf_release(&err);
	}
	diags_release(&quiet);
	return good;
}

static bool is_known(const struct diags *before, const struct diag *d)
{
	for (size_t i = 0; i < before->n; i++)
		if (before->v[i].severity == DIAG_ERROR && !strcmp(before->v[i].rule, d->rule) &&
			!strcmp(before->v[i].message, d->message))
			return true;
	return false;
}

static bool check_copy(const char *folder, const struct strbuf *text, struct diags *diags)
{
	struct check_result result = { 0 };
	struct date today = clock_today();

	if (!write_copy(folder, "lesson.ini", text))
		return false;
	check_path(folder, &today, question_parse, &result, diags);
	return true;
}

/* Adds the errors that the new text has and the old one does not. Returns false if it cannot tell.
 */
static bool find_new_errors(struct target *t, const struct strbuf *text, struct diags *diags)
{
	const char *tmp = getenv("TMPDIR");
	char *parent =
		arena_printf(&t->arena, "%s/vigie-import-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	struct diags before = DIAGS_INIT, after = DIAGS_INIT;
	const char *folder;
	bool good;

	if (!mkdtemp(parent))
		return false;
	/* check compares the id of a lesson with the name of its folder */
	folder = arena_printf(&t->arena, "%s/%s", parent, t->lesson->id);
	good = file_make_folders(folder) && copy_translations(t, folder) &&
		check_copy(folder, &t->old, &before) && check_copy(folder, text, &after);
	for (size_t i = 0; good && i < after.n; i++) {
		const struct diag *d = &after.v[i];
		size_t len;

		if (d->severity == DIAG_ERROR && !is_known(&before, d))
			diag_add(diags, DIAG_ERROR, d->rule,
				arena_printf(&t->arena, "%s/%s", t->folder,
					pathname_base(d->file, &len)),
				d->line, d->column, d->source, "%s", d->message);
	}
	file_remove_tree(parent);
	diags_release(&before);
	diags_release(&after);
	return good;
}

/* ---- writing */

/* Brings a translation up to date with base, as vigie translate does. */
static bool refresh(struct target *t, const char *name, const struct ini *base)
{
	struct diags quiet = DIAGS_INIT;
	const char *path = arena_printf(&t->arena, "%s/%s", t->folder, name);
	const struct ini *over = ini_read(&t->arena, path, NULL, &quiet);
	const struct ini_entry *language = ini_get(&base->sections[0], "language");
	struct strbuf out = STRBUF_INIT;
	bool good = true;

	/* a translation that cannot be read is left alone: check says what is wrong with it */
	if (over) {
		translation_write(&out, base, over, language ? language->value : "en", NULL);
		good = file_write_atomic(path, out.buf, out.len, false);
		if (!good)
			complain(0, _("cannot write %s: %s"), path, error_text(errno));
	}
	strbuf_release(&out);
	diags_release(&quiet);
	return good;
}

static bool refresh_all(struct target *t, const struct ini *base)
{
	struct folder names = { 0 };
	struct diags quiet = DIAGS_INIT;
	bool good = folder_read(&names, &t->arena, t->folder, &quiet);

	for (size_t i = 0; base && i < names.n; i++)
		if (pathname_language(&t->arena, names.names[i]))
			good = refresh(t, names.names[i], base) && good;
	diags_release(&quiet);
	return good;
}

/*
 * Writes the file and its translations. These are first brought up to date with the old texts, so
 * that one without hashes shows which of its texts are stale now.
 */
static int write_all(struct target *t, const struct strbuf *text)
{
	struct diags quiet = DIAGS_INIT;
	const char *copy = arena_printf(&t->arena, "%s~", t->file);
	int status = 0;

	if (!refresh_all(t, ini_read(&t->arena, t->file, NULL, &quiet))) {
		status = EXIT_UNUSABLE;
	} else if (!file_write_atomic(copy, t->old.buf, t->old.len, false)) {
		status = complain(EXIT_UNUSABLE, _("cannot write %s: %s"), copy, error_text(errno));
	} else if (!file_write_atomic(t->file, text->buf, text->len, false)) {
		status = complain(
			EXIT_UNUSABLE, _("cannot write %s: %s"), t->file, error_text(errno));
	} else if (!refresh_all(t, ini_read(&t->arena, t->file, NULL, &quiet))) {
		status = EXIT_UNUSABLE;
	}
	diags_release(&quiet);
	return status;
}

/* ---- the whole */

static int complain_new(struct target *t, struct diags *errors)
{
	complain_diags(errors);
	return complain(EXIT_CHECK_FAILED,
		_("%s is left as it was, since the lesson would have these errors; correct the questions and "
		  "import them again"),
		t->file);
}

static int merge(struct target *t, const struct options *options, const char *from,
	const struct strbuf *sections)
{
	struct view view;
	struct booklet_source paper = { t->lesson, t->ini, &view };
	struct lesson_merge m;
	struct diags diags = DIAGS_INIT, errors = DIAGS_INIT;
	int status;

	view_init(&view);
	lesson_merge(&m, &paper, &t->old, from, sections, &diags);
	status = complain_diags(&diags);
	if (m.diff.len && !find_new_errors(t, &m.text, &errors))
		status = complain(EXIT_UNUSABLE,
			_("there is no room to check the lesson before it is written: %s"),
			error_text(errno));
	else if (errors.errors)
		status = complain_new(t, &errors);
	else {
		output_print(stdout, "%s", m.diff.buf);
		if (m.diff.len && !options->dry_run) {
			int written = write_all(t, &m.text);

			status = written ? written : status;
		}
		complain(0, _("%s: new: %zu, changed: %zu, the same: %zu, not touched: %zu"),
			t->file, m.added, m.changed, m.same, m.refused);
	}
	strbuf_release(&m.text);
	strbuf_release(&m.diff);
	diags_release(&diags);
	diags_release(&errors);
	view_release(&view);
	return status;
}

static int load(struct target *t)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf err = STRBUF_INIT;
	int status = 0;

	if (!file_read(t->file, INI_MAX_FILE, &t->old, &err)) {
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	} else {
		t->lesson = lesson_file_load(t->file, NULL, question_parse, &t->ini, &diags);
		if (!t->lesson)
			status = complain_diags(&diags);
	}
	strbuf_release(&err);
	diags_release(&diags);
	return status;
}

int import_into(
	const struct subcommand_context *context, const char *from, const struct strbuf *sections)
{
	const struct options *options = context->options;
	struct target t = { .old = STRBUF_INIT };
	int status;

	t.file = lesson_file_find(
		context->paths.lessons, context->paths.n_lessons, &t.arena, options->into);
	if (!t.file || lesson_file_is_scenario(t.file)) {
		status = complain(EXIT_UNUSABLE, _("there is no lesson at %s"), options->into);
	} else {
		t.folder = pathname_parent(&t.arena, t.file);
		status = load(&t);
		if (!status)
			status = merge(&t, options, from, sections);
	}
	lesson_free(t.lesson);
	strbuf_release(&t.old);
	arena_release(&t.arena);
	return output_finish(status);
}
