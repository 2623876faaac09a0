/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie show LESSON: the whole lesson as a booklet, for places without a computer. */
#include "cli/subcommand.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/show_guide.h"
#include "course/lesson_file.h"
#include "course/scenario.h"
#include "formats/booklet.h"
#include "formats/booklet_scenario.h"
#include "formats/booklet_write.h"
#include "os/complain.h"
#include "os/folder.h"
#include "os/output.h"
#include "os/pathname.h"
#include "questions/type.h"

static int write_booklet(
	const struct options *options, const struct view *view, const char *language)
{
	struct strbuf out = STRBUF_INIT;
	int status;

	if (options->html)
		booklet_html(view, language, &out);
	else
		booklet_text(view, &out);
	status = output_write(options->output, &out);
	strbuf_release(&out);
	return status;
}

static int show_lesson(
	const struct options *options, const char *file, const char *lang, struct diags *diags)
{
	const struct ini *ini = NULL;
	struct lesson *l = lesson_file_load(file, lang, question_parse, &ini, diags);
	struct view view;
	struct booklet_source paper = { l, ini, &view };
	int status;

	if (!l)
		return complain_diags(diags);
	view_init(&view);
	booklet_describe(&paper, options->answers);
	status = write_booklet(options, &view, l->language);
	view_release(&view);
	lesson_free(l);
	return status;
}

static int show_scenario(
	const struct options *options, const char *dir, const char *lang, struct diags *diags)
{
	struct scenario *s = scenario_load(dir, lang, diags);
	struct view view;
	int status;

	if (!s)
		return complain_diags(diags);
	view_init(&view);
	booklet_scenario(s, options->answers, &view);
	status = write_booklet(options, &view, s->language);
	view_release(&view);
	scenario_free(s);
	return status;
}

/* True for the other files in a folder of lessons, which are neither lessons nor scenarios. */
static bool is_something_else(const char *file, bool guide)
{
	/* the last of them has a guide, but is no lesson */
	static const char *const names[] = { "help.ini", "course.ini", "workshop.ini" };
	size_t n = guide ? ARRAY_SIZE(names) - 1 : ARRAY_SIZE(names), len;

	for (size_t i = 0; i < n; i++)
		if (!strcmp(pathname_base(file, &len), names[i]))
			return true;
	return false;
}

static int complain_none(void)
{
	complain(0, "%s", _(subcommand_show.needs));
	output_print(stderr, _("Try: vigie help %s\n"), subcommand_show.name);
	return EXIT_USAGE;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	const char *lang = options->lang ? options->lang : context->lang;
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	int status = EXIT_UNUSABLE;
	const char *file;

	if (!options->n_args)
		return options->guide ? show_guide_all(context) : complain_none();
	file = subcommand_lesson(context, &arena, &status);
	if (file && is_something_else(file, options->guide))
		complain(0, _("there is no lesson at %s"), options->args[0]);
	else if (file && options->guide)
		status = show_guide(context, file);
	else if (file && lesson_file_is_scenario(file))
		status = show_scenario(options, pathname_parent(&arena, file), lang, &diags);
	else if (file)
		status = show_lesson(options, file, lang, &diags);
	diags_release(&diags);
	arena_release(&arena);
	return status;
}

const struct subcommand subcommand_show = {
	.name = "show",
	.usage = N_("LESSON"),
	.summary = N_("make a booklet of the lesson, to print or to read"),
	.needs = N_("vigie show takes one lesson: its file, its folder or its id"),
	.min_args = 0, /* none for the guide of the course */
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_TEXT, OPTION_HTML,
		OPTION_ANSWERS, OPTION_GUIDE, OPTION_OUTPUT, OPTION_END },
	.lesson_language = true,
	.run = run,
};
