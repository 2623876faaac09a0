/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vigie export LESSON: its questions for Moodle. vigie import FILE: questions of other programs as
 * sections of a lesson, or into one.
 */
#include "cli/subcommand.h"

#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/import_into.h"
#include "course/lesson_file.h"
#include "formats/aiken.h"
#include "formats/gift.h"
#include "formats/moodle_read.h"
#include "formats/moodle_write.h"
#include "formats/xml_read.h"
#include "ini/ini.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/output.h"
#include "questions/type.h"
#include "text/text.h"

enum exchange { GIFT, MOODLE_XML, AIKEN };
static const char *const exchange_names[] = { "gift", "moodle-xml", "aiken", NULL };

/* ---- export */

/* Says of which categories Moodle has to draw: those of which a run asks some. */
static void name_pools(const struct lesson *l, struct diags *diags)
{
	for (size_t i = 0; i < l->n_pools; i++) {
		const struct pool *pool = &l->pools[i];
		int n = 0;

		for (size_t k = 0; k < l->n_questions; k++)
			n += l->questions[k].pool && !strcmp(l->questions[k].pool, pool->id);
		if (pool->draw < n)
			diag_add(diags, DIAG_WARNING, "export", l->file, 0, 0, NULL,
				_("an export draws no questions: all of “%s” are written, as a category; draw %d of them in Moodle"),
				pool->id, pool->draw);
	}
}

/* Appends the questions of a lesson; those of the lessons that it draws from follow. */
static bool write_lesson(const struct subcommand_context *context, const char *file,
	enum exchange format, bool drawn, struct strbuf *out, struct diags *diags)
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
	(format == MOODLE_XML ? moodle_write : gift_write)(
		&(struct booklet_source){ l, ini, &view }, out, diags);
	view_release(&view);
	if (!drawn)
		name_pools(l, diags);
	for (size_t i = 0; good && !drawn && i < l->n_draws; i++) {
		const struct draw *draw = &l->draws[i];
		const char *from = lesson_file_find(
			context->paths.lessons, context->paths.n_lessons, &arena, draw->lesson);

		diag_add(diags, DIAG_WARNING, "export", l->file, 0, 0, NULL,
			_("an export draws no questions: all of “%s” are written, as a category; draw %d of them in Moodle"),
			draw->lesson, draw->count);
		if (format == GIFT)
			strbuf_addf(out, "\n$CATEGORY: $course$/top/%s\n\n", draw->lesson);
		good = from && write_lesson(context, from, format, true, out, diags);
		if (!from)
			diag_add(diags, DIAG_ERROR, "export", l->file, 0, 0, NULL,
				_("there is no lesson at %s"), draw->lesson);
	}
	arena_release(&arena);
	lesson_free(l);
	return good;
}

static int export(const struct subcommand_context *context, const char *file, enum exchange format,
	struct diags *diags)
{
	struct strbuf out = STRBUF_INIT;
	bool good = write_lesson(context, file, format, false, &out, diags);
	int status = complain_diags(diags);

	if (good)
		status = output_write(context->options->output, &out);
	strbuf_release(&out);
	return status;
}

/* Aiken has one type of question and no feedback, so it is only read. */
static int export_format(const struct options *options, int *status)
{
	const char *const names[] = { exchange_names[GIFT], exchange_names[MOODLE_XML], NULL };
	int format = options_format(options, names, status);

	if (options->gift && format > GIFT)
		*status = complain(
			EXIT_USAGE, _("--%s and --%s cannot be used together"), "gift", "format");
	return format < 0 ? GIFT : format;
}

static int run_export(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	struct diags diags = DIAGS_INIT;
	struct arena arena = ARENA_INIT;
	int status = 0, format = export_format(options, &status);
	const char *file = NULL;

	if (!status)
		file = subcommand_lesson(context, &arena, &status);
	if (file && lesson_file_is_scenario(file))
		status = complain(EXIT_UNUSABLE,
			_("%s is a conversation, which has no questions to export"),
			options->args[0]);
	else if (file)
		status = export(context, file, (enum exchange)format, &diags);
	diags_release(&diags);
	arena_release(&arena);
	return status;
}

const struct subcommand subcommand_export = {
	.name = "export",
	.usage = N_("LESSON"),
	.summary = N_("write its questions for Moodle, as GIFT or Moodle XML"),
	.needs = N_("vigie export takes one lesson: its file, its folder or its id"),
	.min_args = 1,
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_GIFT,
		OPTION_FORMAT, OPTION_OUTPUT, OPTION_END },
	.lesson_language = true,
	.run = run_export,
};

/* ---- import */

/* Reads standard input to its end. */
static bool read_input(struct strbuf *text, struct strbuf *err)
{
	char piece[16 * 1024];
	size_t n;

	while ((n = fread(piece, 1, sizeof(piece), stdin)) > 0) {
		strbuf_add(text, piece, n);
		if (text->len > XML_FILE_MAX) {
			strbuf_addstr(err, _("standard input is too long to be questions"));
			return false;
		}
	}
	if (ferror(stdin))
		strbuf_addf(err, _("standard input cannot be read: %s"), error_text(errno));
	return !ferror(stdin);
}

/* True if a line of the text begins with word. */
static bool has_line(const char *text, const char *word)
{
	for (; text; text = strchr(text, '\n')) {
		text += strspn(text, " \t\r\n");
		if (!strncmp(text, word, strlen(word)))
			return true;
	}
	return false;
}

/* Tells the formats apart by what only they have. */
static enum exchange recognise(const struct strbuf *text)
{
	if (xml_looks_like(text->buf, text->len))
		return MOODLE_XML;
	return has_line(text->buf, "ANSWER:") && !has_line(text->buf, "::") &&
			!strpbrk(text->buf, "{}")
		? AIKEN
		: GIFT;
}

/* XML has encodings of its own; the others are UTF-8. */
static bool is_readable(const char *name, const struct strbuf *text, struct diags *diags)
{
	size_t bad = 0;
	int line = 1;

	if (strlen(text->buf) == text->len && text_valid(text->buf, text->len, &bad))
		return true;
	for (size_t i = 0; i < bad; i++)
		line += text->buf[i] == '\n';
	diag_add(diags, DIAG_ERROR, "import", name, line, 0, NULL,
		_("the file is not UTF-8; save it as UTF-8 and import it again"));
	return false;
}

static int import_format(const struct options *options, int *status)
{
	int format = options_format(options, exchange_names, status);

	if (options->gift && options->aiken)
		return -1; /* options_complain() has said so */
	if (format >= 0 && (options->gift || options->aiken))
		*status = complain(EXIT_USAGE, _("--%s and --%s cannot be used together"),
			options->gift ? "gift" : "aiken", "format");
	return options->gift ? GIFT : options->aiken ? AIKEN : format;
}

/* What came of the questions of a file. */
struct outcome {
	size_t in, out;
	int status; /* an exit status, if the file itself is at fault */
};

static struct outcome read_questions(const char *name, const struct strbuf *text,
	enum exchange format, struct strbuf *sections, struct diags *diags)
{
	/* skip a byte-order mark */
	const char *from = text->buf + (!strncmp(text->buf, "\xef\xbb\xbf", 3) ? 3 : 0);
	struct outcome result = { 0 };

	if (format == MOODLE_XML) {
		enum moodle_end end = moodle_read(name, text->buf, text->len, sections, diags);

		result.status = end == MOODLE_NO_XML ? EXIT_UNUSABLE
			: end == MOODLE_BROKEN       ? EXIT_CHECK_FAILED
						     : 0;
	} else if (!is_readable(name, text, diags)) {
		result.status = EXIT_CHECK_FAILED;
	} else {
		(format == AIKEN ? aiken_read : gift_read)(name, from, sections, diags);
	}
	/* each question that stays out is one error */
	result.out = diags->errors - (result.status != 0);
	for (const char *s = sections->buf; (s = strstr(s, "\n[question ")) != NULL; s++)
		result.in++;
	return result;
}

/* Says how many came in, after the reasons of those that did not. */
static void sum_up(const struct outcome *result)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addf(&text, Q_("%zu question in", "%zu questions in", result->in), result->in);
	strbuf_addstr(&text, ", ");
	strbuf_addf(&text, Q_("%zu stayed out", "%zu stayed out", result->out), result->out);
	complain(0, "%s", text.buf);
	strbuf_release(&text);
}

static int import(const struct subcommand_context *context, const char *name,
	const struct strbuf *text, int format)
{
	const struct options *options = context->options;
	struct strbuf sections = STRBUF_INIT;
	struct diags diags = DIAGS_INIT;
	struct outcome result = read_questions(name, text,
		format < 0 ? recognise(text) : (enum exchange)format, &sections, &diags);
	int status = complain_diags(&diags), written = 0;

	sum_up(&result);
	if (result.in && options->into)
		written = import_into(context, name, &sections);
	else if (result.in && !options->dry_run)
		written = output_write(options->output, &sections);
	diags_release(&diags);
	strbuf_release(&sections);
	return result.status > status ? result.status : written ? written : status;
}

static int run_import(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	const char *name = options->args[0];
	bool piped = !strcmp(name, "-");
	struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
	int status = 0, format = import_format(options, &status);

	if (!status && options->into && options->output)
		status = complain(
			EXIT_USAGE, _("--%s and --%s cannot be used together"), "into", "output");
	if (!status &&
		!(piped ? read_input(&text, &err) : file_read(name, XML_FILE_MAX, &text, &err)))
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	if (!status)
		status = import(context, piped ? _("standard input") : name, &text, format);
	strbuf_release(&text);
	strbuf_release(&err);
	return status;
}

const struct subcommand subcommand_import = {
	.name = "import",
	.usage = N_("FILE"),
	.summary =
		N_("take questions from GIFT, Moodle XML or Aiken, as sections or into a lesson"),
	.details = N_("FILE may be -, standard input. What stays out is listed with its reason.\n"
		      "The exit status is 0 if all came in, 1 if something stayed out.\n"),
	.needs = N_(
		"vigie import takes one file of GIFT, Moodle XML or Aiken, or - for standard input"),
	.min_args = 1,
	.max_args = 1,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_GIFT, OPTION_AIKEN,
		OPTION_FORMAT, OPTION_INTO, OPTION_DRY_RUN, OPTION_OUTPUT, OPTION_END },
	.run = run_import,
};
