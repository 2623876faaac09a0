/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie export LESSON: its questions as GIFT. vigie import FILE: questions of GIFT or Aiken as sections of a lesson. */
#include "cli/authors.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "text/text.h"
#include "formats/gift.h"
#include "ini/ini.h"

enum { IMPORT_MAX = 4 * 1024 * 1024 };

static int export(const struct options *options, const char *file, struct diags *diags)
{
	const struct ini *ini;
	struct lesson *l = lesson_of_file(file, options->lang, &ini, diags);
	struct strbuf out = STRBUF_INIT;
	struct view view;
	struct paper paper = { l, ini, &view };
	int status;

	if (!l)
		return print_diags(diags);
	view_init(&view);
	gift_write(&paper, &out, diags);
	print_diags(diags);
	status = write_output(options, &out);
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

	paths_find(&paths, options);
	language_start(&paths, options);
	if (options->n_rest != 1)
		return complain(EXIT_USAGE, _("vigie export takes one lesson: its file, its folder or its id"));
	file = find_lesson_file(&paths, &arena, options->rest[0]);
	/* a scenario asks no questions */
	status = file && !is_scenario_file(file) ? export(options, file, &diags)
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

	if (!read_file(file, IMPORT_MAX, &text, &err))
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	else if (strlen(text.buf) != text.len || !text_valid(text.buf, text.len, &bad)) {
		int line = 1;

		for (size_t i = 0; i < bad; i++)
			line += text.buf[i] == '\n';
		diag_add(diags, DIAG_ERROR, "import", file, line, 0, NULL, _("this is no text in UTF-8; save it as UTF-8 first"));
		status = print_diags(diags);
	} else {
		/* a byte-order mark is no part of the text */
		const char *from = text.buf + (!strncmp(text.buf, "\xef\xbb\xbf", 3) ? 3 : 0);

		(options->aiken ? aiken_read : gift_read)(file, from, &out, diags);
		status = print_diags(diags);
		if (!status)
			status = write_output(options, &out);
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

	paths_find(&paths, options);
	language_start(&paths, options);
	if (options->n_rest != 1)
		return complain(EXIT_USAGE, _("vigie import takes one file, of GIFT or with --aiken of Aiken"));
	status = import(options, options->rest[0], &diags);
	diags_release(&diags);
	return status;
}
