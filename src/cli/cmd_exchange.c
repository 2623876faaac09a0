/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie export LESSON: its questions as GIFT. vigie import FILE: questions from GIFT or Aiken as
 * sections of a lesson.
 */
#include "cli/subcommand.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "formats/aiken.h"
#include "formats/gift.h"
#include "ini/ini.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/output.h"
#include "questions/type.h"
#include "text/text.h"

enum { IMPORT_MAX = 4 * 1024 * 1024 };

/* Appends the questions of a lesson, and then those of the lessons that it draws from. */
static bool write_lesson(const struct subcommand_context *context, const char *file, bool drawn,
	struct strbuf *out, struct diags *diags)
{
	const struct ini *ini;
	struct lesson *l =
		lesson_file_load(file, context->options->lang, question_parse, &ini, diags);
	struct arena arena = ARENA_INIT;
	struct view view;
	bool good = l != NULL;

	if (!good)
		return false;
	view_init(&view);
	gift_write(&(struct booklet_source){ l, ini, &view }, out, diags);
	view_release(&view);
	for (size_t i = 0; good && !drawn && i < l->n_draws; i++) {
		const struct draw *draw = &l->draws[i];
		const char *from = lesson_file_find(
			context->paths.lessons, context->paths.n_lessons, &arena, draw->lesson);

		diag_add(diags, DIAG_WARNING, "export", l->file, 0, 0, NULL,
			_("GIFT draws no questions: all of “%s” are written, as a category; draw %d of them in Moodle"),
			draw->lesson, draw->count);
		strbuf_addf(out, "\n$CATEGORY: $course$/top/%s\n\n", draw->lesson);
		good = from && write_lesson(context, from, true, out, diags);
		if (!from)
			diag_add(diags, DIAG_ERROR, "export", l->file, 0, 0, NULL,
				_("there is no lesson at %s"), draw->lesson);
	}
	arena_release(&arena);
	lesson_free(l);
	return good;
}

static int export(const struct subcommand_context *context, const char *file, struct diags *diags)
{
	struct strbuf out = STRBUF_INIT;
	bool good = write_lesson(context, file, false, &out, diags);
	int status = complain_diags(diags);

	if (good)
		status = output_write(context->options->output, &out);
	strbuf_release(&out);
	return status;
}

static int run_export(const struct subcommand_context *context)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	int status = EXIT_UNUSABLE;
	const char *file = subcommand_lesson(context, &arena, &status);

	if (file && lesson_file_is_scenario(file))
		complain(0, _("%s is a scenario, which has no questions; name a lesson"),
			context->options->args[0]);
	else if (file)
		status = export(context, file, &diags);
	diags_release(&diags);
	arena_release(&arena);
	return status;
}

const struct subcommand subcommand_export = {
	.name = "export",
	.usage = N_("LESSON"),
	.summary = N_("write its questions as GIFT, for Moodle"),
	.needs = N_("vigie export takes one lesson: its file, its folder or its id"),
	.min_args = 1,
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_GIFT,
		OPTION_OUTPUT, OPTION_END },
	.lesson_language = true,
	.run = run_export,
};

static int import(const struct options *options, const char *file, struct diags *diags)
{
	struct strbuf text = STRBUF_INIT, out = STRBUF_INIT, err = STRBUF_INIT;
	size_t bad = 0;
	int status;

	if (!file_read(file, IMPORT_MAX, &text, &err))
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	else if (strlen(text.buf) != text.len || !text_valid(text.buf, text.len, &bad)) {
		int line = 1;

		for (size_t i = 0; i < bad; i++)
			line += text.buf[i] == '\n';
		diag_add(diags, DIAG_ERROR, "import", file, line, 0, NULL,
			_("the file is not UTF-8; save it as UTF-8 and import it again"));
		status = complain_diags(diags);
	} else {
		/* skip a byte-order mark */
		const char *from = text.buf + (!strncmp(text.buf, "\xef\xbb\xbf", 3) ? 3 : 0);

		(options->aiken ? aiken_read : gift_read)(file, from, &out, diags);
		status = complain_diags(diags);
		/* what came in is written, even if something else stayed out */
		if (out.len || !status) {
			int written = output_write(options->output, &out);

			status = written ? written : status;
		}
	}
	strbuf_release(&text);
	strbuf_release(&out);
	strbuf_release(&err);
	return status;
}

static int run_import(const struct subcommand_context *context)
{
	struct diags diags = DIAGS_INIT;
	int status = import(context->options, context->options->args[0], &diags);

	diags_release(&diags);
	return status;
}

const struct subcommand subcommand_import = {
	.name = "import",
	.usage = N_("FILE"),
	.summary = N_("turn GIFT or Aiken questions into sections to paste"),
	.needs = N_("vigie import takes one file, of GIFT or with --aiken of Aiken"),
	.min_args = 1,
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_GIFT, OPTION_AIKEN,
		OPTION_OUTPUT, OPTION_END },
	.run = run_import,
};
