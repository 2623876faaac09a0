/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie export LESSON: its questions as GIFT. vigie import FILE: questions of GIFT or Aiken as sections of a lesson. */
#include "cli/cli.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/lesson_file.h"
#include "formats/gift.h"
#include "ini/ini.h"
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
	struct paper paper = { l, ini, &view };
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

int cmd_export(const struct options *options)
{
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	struct paths paths;
	const char *file;
	int status;

	options_find_paths(options, &paths);
	language_start(paths.locale, options->lang);
	if (options->n_rest != 1)
		return complain(EXIT_USAGE, _("vigie export takes one lesson: its file, its folder or its id"));
	file = lesson_file_find(paths.lessons, paths.n_lessons, &arena, options->rest[0]);
	/* a scenario asks no questions */
	status = file && !lesson_file_is_scenario(file) ? export(options, file, &diags)
		: complain(EXIT_UNUSABLE, _("there is no lesson at %s"), options->rest[0]);
	diags_release(&diags);
	arena_release(&arena);
	return status;
}

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
		diag_add(diags, DIAG_ERROR, "import", file, line, 0, NULL, _("this is no text in UTF-8; save it as UTF-8 first"));
		status = complain_diags(diags);
	} else {
		/* a byte-order mark is no part of the text */
		const char *from = text.buf + (!strncmp(text.buf, "\xef\xbb\xbf", 3) ? 3 : 0);

		(options->aiken ? aiken_read : gift_read)(file, from, &out, diags);
		status = complain_diags(diags);
		if (!status)
			status = output_write(options->output, &out);
	}
	strbuf_release(&text);
	strbuf_release(&out);
	strbuf_release(&err);
	return status;
}

int cmd_import(const struct options *options)
{
	struct diags diags = DIAGS_INIT;
	struct paths paths;
	int status;

	options_find_paths(options, &paths);
	language_start(paths.locale, options->lang);
	if (options->n_rest != 1)
		return complain(EXIT_USAGE, _("vigie import takes one file, of GIFT or with --aiken of Aiken"));
	status = import(options, options->rest[0], &diags);
	diags_release(&diags);
	return status;
}
