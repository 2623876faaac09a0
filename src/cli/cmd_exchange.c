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

static int export(const struct options *options, const char *file, struct diags *diags)
{
	const struct ini *ini;
	struct lesson *l = lesson_file_load(file, options->lang, question_parse, &ini, diags);
	struct strbuf out = STRBUF_INIT;
	struct view view;
	struct booklet_source paper = { l, ini, &view };
	int status;

	if (!l)
		return complain_diags(diags);
	view_init(&view);
	gift_write(&paper, &out, diags);
	complain_diags(diags);
	status = output_write(options->output, &out);
	view_release(&view);
	strbuf_release(&out);
	lesson_free(l);
	return status;
}

static int run_export(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	int status = EXIT_UNUSABLE;
	const char *file = subcommand_lesson(context, &arena, &status);

	/* a scenario has no questions */
	if (file && lesson_file_is_scenario(file))
		complain(0, _("there is no lesson at %s"), options->args[0]);
	else if (file)
		status = export(options, file, &diags);
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
