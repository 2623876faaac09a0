/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie new lesson ID, vigie new scenario ID, vigie new question TYPE: a complete example to edit,
 * from share/templates.
 */
#include "cli/subcommand.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/template.h"
#include "course/catalog.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/output.h"
#include "questions/type.h"

static const char usage[] = N_(
	"vigie new lesson ID, vigie new scenario ID, or vigie new question TYPE (single, multiple, truefalse, text, match, "
	"order, classify, number, cloze)");

static void fill(struct strbuf *out, const char *name, const char *value)
{
	for (char *at; (at = strstr(out->buf, name));)
		strbuf_splice(out, (size_t)(at - out->buf), strlen(name), value, strlen(value));
}

/*
 * Adds the example with its placeholders filled in. Where there is none in the language, says that
 * its texts are English; the file is in the language all the same, since they are overwritten.
 */
static void add_template(struct strbuf *out, const char *name, const char *lang, const char *id)
{
	struct date now = clock_today();
	struct arena arena = ARENA_INIT;
	struct lang found;

	language_code_read(&found, lang, strlen(lang));
	strbuf_addstr(out, template_example(name, &found));
	if (!language_code_covers(found.code, lang))
		complain(0, _("there is no example in “%s”, so its texts are in English"), lang);
	fill(out, arena_printf(&arena, "\nlanguage = %s\n", found.code), "\nlanguage = @LANG@\n");
	fill(out, "@LANG@", lang);
	fill(out, "@ID@", id);
	fill(out, "@DATE@", arena_printf(&arena, "%04d-%02d-%02d", now.year, now.month, now.day));
	fill(out, "@YEAR@", arena_printf(&arena, "%04d", now.year));
	fill(out, "@NEXT@", arena_printf(&arena, "%04d", now.year + 1));
	arena_release(&arena);
}

/* Gives the example a place after the lessons in the folder, or two would have the same. */
static void place_last(struct strbuf *text, const char *folder)
{
	enum { STEP = 10, ORDER_MAX = 9999 };
	static const char key[] = "\norder = ";
	const char *at = strstr(text->buf, key);
	size_t from = at ? (size_t)(at - text->buf) + strlen(key) : text->len;
	int order = atoi(text->buf + from), last = order - STEP;
	struct course course;
	struct diags quiet = DIAGS_INIT;
	char number[16];

	course_scan(&course, &folder, 1, NULL, &quiet);
	for (size_t i = 0; i < course.n; i++)
		if (course.lessons[i].order > last)
			last = course.lessons[i].order;
	snprintf(number, sizeof(number), "%d", last + STEP);
	if (at && last + STEP <= ORDER_MAX)
		strbuf_splice(
			text, from, strspn(text->buf + from, "0123456789"), number, strlen(number));
	course_release(&course);
	diags_release(&quiet);
}

/* Creates the folder id with an example in it; kind is "lesson" or "scenario". */
static int make_folder(
	const struct options *options, const char *kind, const char *lang, const char *id)
{
	struct strbuf text = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	const char *dir = options->n_lesson_dirs
		? arena_printf(&arena, "%s/%s", options->lesson_dirs[0], id)
		: id;
	const char *file = arena_printf(&arena, "%s/%s.ini", dir, kind);
	int status = 0;

	if (!reader_id_is_valid(id))
		status = complain(EXIT_USAGE,
			_("“%s” is not an id; an id has letters a to z, digits and hyphens, and begins with no hyphen"),
			id);
	else if (mkdir(dir, 0777))
		status = complain(EXIT_UNUSABLE, _("cannot create the folder %s: %s"), dir,
			error_text(errno));
	else if (add_template(&text, kind, lang, id),
		place_last(&text, options->n_lesson_dirs ? options->lesson_dirs[0] : "."),
		!file_write_atomic(file, text.buf, text.len, false)) {
		status = complain(EXIT_UNUSABLE, _("cannot write %s: %s"), file, error_text(errno));
		/* or the next try would find it there */
		(void)rmdir(dir);
	} else if (!strcmp(kind, "lesson"))
		output_print(stdout,
			_("%s is a whole lesson; overwrite its texts, then run: vigie check %s\n"),
			file, dir);
	else
		output_print(stdout,
			_("%s is a whole scenario; overwrite its texts, then run: vigie check %s\n"),
			file, dir);
	strbuf_release(&text);
	arena_release(&arena);
	return output_finish(status);
}

/* Extracts the section [question my-TYPE] of the template, with the comments above it. */
static bool cut_question(const struct strbuf *all, const char *type, struct strbuf *out)
{
	struct arena arena = ARENA_INIT;
	const char *heading = arena_printf(&arena, "\n[question my-%s]\n", type);
	const char *at = strstr(all->buf, heading), *start, *end;

	arena_release(&arena);
	if (!at)
		return false;
	for (start = at; start > all->buf && strncmp(start - 1, "\n\n", 2) != 0; start--)
		;
	end = strstr(at + 1, "\n\n");
	strbuf_add(out, start + 1, end ? (size_t)(end - start) : strlen(start + 1));
	return true;
}

static int make_question(const struct options *options, const char *lang, const char *type)
{
	struct strbuf all = STRBUF_INIT, one = STRBUF_INIT;
	int status;

	add_template(&all, "questions", lang, "questions");
	if (!question_type_find(type) || !cut_question(&all, type, &one)) {
		status = complain(
			EXIT_USAGE, _("there is no question type “%s”; %s"), type, _(usage));
	} else {
		/* refers to a page that the lesson may not have */
		fill(&one, "\nafter = ", "\n;after = ");
		status = output_write(options->output, &one);
	}
	strbuf_release(&all);
	strbuf_release(&one);
	return status;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	const char *what = options->args[0];
	const char *lang = options->lang ? options->lang : context->lang;

	if (!strcmp(what, "lesson") || !strcmp(what, "scenario"))
		return make_folder(options, what, lang, options->args[1]);
	if (!strcmp(what, "question"))
		return make_question(options, lang, options->args[1]);
	return complain(EXIT_USAGE, "%s", _(usage));
}

const struct subcommand subcommand_new = {
	.name = "new",
	.usage = N_("lesson ID | scenario ID | question TYPE"),
	.summary = N_("create a complete example to overwrite"),
	.needs = usage,
	.lesson_language = true,
	.min_args = 2,
	.max_args = 2,
	.options =
		(const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_OUTPUT, OPTION_END },
	.run = run,
};
