/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check: all problems of all lesson files in one run. */
#include "cli/subcommand.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/kiosk_config.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "check/selection.h"
#include "cli/check_fix.h"
#include "cli/check_languages.h"
#include "cli/check_rules.h"
#include "course/scenario.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/output.h"
#include "questions/type.h"
#include "session/kiosk_host.h"
#include "text/diag_print.h"
#include "text/json.h"

/* What is printed. */
struct findings {
	struct check_result result;
	struct diags diags;
	struct left_out left;
};

static void summarize_left_out(const struct left_out *left, struct strbuf *out)
{
	if (left->warnings) {
		strbuf_addstr(out, ", ");
		strbuf_addf(out,
			Q_("%zu warning left out", "%zu warnings left out", left->warnings),
			left->warnings);
	}
	if (left->notes) {
		strbuf_addstr(out, ", ");
		strbuf_addf(out, Q_("%zu note left out", "%zu notes left out", left->notes),
			left->notes);
	}
}

static void summarize(const struct findings *f, struct strbuf *out)
{
	const struct check_result *result = &f->result;
	const struct diags *diags = &f->diags;

	strbuf_addf(out, Q_("%zu lesson", "%zu lessons", result->lessons), result->lessons);
	if (result->scenarios) {
		strbuf_addstr(out, ", ");
		strbuf_addf(out, Q_("%zu scenario", "%zu scenarios", result->scenarios),
			result->scenarios);
	}
	strbuf_addstr(out, ", ");
	strbuf_addf(out, Q_("%zu file", "%zu files", result->files), result->files);
	strbuf_addstr(out, ": ");
	strbuf_addf(out, Q_("%zu error", "%zu errors", diags->errors), diags->errors);
	strbuf_addstr(out, ", ");
	strbuf_addf(out, Q_("%zu warning", "%zu warnings", diags->warnings), diags->warnings);
	if (diags->notes) {
		strbuf_addstr(out, ", ");
		strbuf_addf(out, Q_("%zu note", "%zu notes", diags->notes), diags->notes);
	}
	summarize_left_out(&f->left, out);
	strbuf_addch(out, '\n');
}

/*
 * Appends the graph of the scenario that path names by its folder or its file; adds its errors to
 * diags instead if it has any. Complains and returns false if it is no scenario.
 */
static bool graph(const char *path, const char *lang, struct diags *diags, struct strbuf *out)
{
	static const char name[] = "scenario.ini";
	struct arena arena = ARENA_INIT;
	size_t len = strlen(path), tail = sizeof(name) - 1;
	const char *dir = path;
	struct scenario *s;

	if (len >= tail && !strcmp(path + len - tail, name) &&
		(len == tail || path[len - tail - 1] == '/'))
		dir = len == tail ? "." : arena_memdupz(&arena, path, len - tail);
	if (!file_exists(arena_printf(&arena, "%s/%s", dir, name))) {
		complain(0,
			_("there is no scenario.ini in %s; --graph takes the folder of a scenario, or its file scenario.ini"),
			path);
		arena_release(&arena);
		return false;
	}
	s = scenario_load(dir, lang, diags);
	if (s)
		scenario_graph(s, out);
	scenario_free(s);
	arena_release(&arena);
	return true;
}

static int show_graphs(const struct options *options, const char *lang)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf out = STRBUF_INIT;
	bool found = true;
	int status;

	if (!options->n_args)
		return complain(EXIT_USAGE,
			_("--graph takes the folder of a scenario, or its file scenario.ini"));
	for (int i = 0; i < options->n_args; i++)
		found = graph(options->args[i], lang, &diags, &out) && found;
	diags_sort(&diags);
	diags_print(&diags, &out);
	status = output_write(options->output, &out);
	if (!status && diags.errors)
		status = EXIT_CHECK_FAILED;
	strbuf_release(&out);
	diags_release(&diags);
	return found ? status : EXIT_UNUSABLE;
}

/* ---- --format=json */

static void json_diag(const struct diag *d, struct strbuf *out)
{
	strbuf_addstr(out, "{\"file\":");
	json_string(out, d->file);
	strbuf_addf(out, ",\"line\":%d,\"column\":%d,\"severity\":\"%s\",\"rule\":", d->line,
		d->column, diag_severity(d->severity));
	json_string(out, d->rule);
	strbuf_addstr(out, ",\"message\":");
	json_string(out, d->message);
	strbuf_addstr(out, ",\"source\":");
	json_string(out, d->source);
	strbuf_addch(out, '}');
}

static void json_report(const struct findings *f, struct strbuf *out)
{
	const struct check_result *result = &f->result;
	const struct diags *diags = &f->diags;

	strbuf_addf(out,
		"{\"lessons\":%zu,\"scenarios\":%zu,\"files\":%zu,\"errors\":%zu,\"warnings\":%zu,"
		"\"notes\":%zu,"
		"\"left_out\":{\"warnings\":%zu,\"notes\":%zu},"
		"\"diagnostics\":[",
		result->lessons, result->scenarios, result->files, diags->errors, diags->warnings,
		diags->notes, f->left.warnings, f->left.notes);
	for (size_t i = 0; i < diags->n; i++) {
		strbuf_addstr(out, i ? ",\n" : "\n");
		json_diag(&diags->v[i], out);
	}
	strbuf_addstr(out, "]}\n");
}

static void report(const struct options *options, const struct findings *f, struct strbuf *out)
{
	if (options->json || (options->format && !strcmp(options->format, "json"))) {
		json_report(f, out);
		return;
	}
	diags_print(&f->diags, out);
	summarize(f, out);
}

static bool is_kiosk_config(const char *path)
{
	const char *slash = strrchr(path, '/');

	return !strcmp(slash ? slash + 1 : path, "kiosk.ini");
}

static void check_kiosk_config(const char *path, const struct paths *paths,
	struct check_result *result, struct diags *diags)
{
	struct kiosk_config config;

	kiosk_config_init(&config);
	kiosk_host_read(&config, path, paths->locale, diags);
	kiosk_config_release(&config);
	result->files++;
}

/* Checks the paths given, or else all lessons and the kiosk.ini of this machine. */
static void check_all(const struct options *options, const struct paths *paths,
	const struct date *now, struct check_result *result, struct diags *diags)
{
	const char *config = options->config                    ? options->config
		: options->n_args || access(KIOSK_CONFIG, F_OK) ? NULL
								: KIOSK_CONFIG;

	for (int i = 0; i < options->n_args; i++)
		if (!file_exists(options->args[i]))
			continue;
		else if (is_kiosk_config(options->args[i]))
			check_kiosk_config(options->args[i], paths, result, diags);
		else
			check_path(options->args[i], now, question_parse, result, diags);
	for (size_t i = 0; !options->n_args && i < paths->n_lessons; i++)
		check_path(paths->lessons[i], now, question_parse, result, diags);
	if (config)
		check_kiosk_config(config, paths, result, diags);
}

/* Reports each missing path once, before the others are checked. */
static int complain_missing(const struct options *options)
{
	int status = 0;

	for (int i = 0; i < options->n_args; i++)
		if (!file_exists(options->args[i]))
			status = complain(EXIT_UNUSABLE, _("there is no file or folder %s"),
				options->args[i]);
	return status;
}

/* The last line after --fix: what was repaired, and what is left for the author. */
static void summarize_fix(
	const struct check_fix_result *fix, const struct diags *diags, struct strbuf *out)
{
	if (!fix->repairs)
		strbuf_addstr(out, _("nothing to repair"));
	else if (fix->written)
		strbuf_addf(out, Q_("%zu repair was made", "%zu repairs were made", fix->repairs),
			fix->repairs);
	else
		strbuf_addf(out,
			Q_("%zu repair is possible, and nothing was written (--fix=yes writes)",
				"%zu repairs are possible, and nothing was written (--fix=yes writes)",
				fix->repairs),
			fix->repairs);
	strbuf_addstr(out, "; ");
	strbuf_addf(
		out, Q_("%zu error is left", "%zu errors are left", diags->errors), diags->errors);
	strbuf_addstr(out, ", ");
	strbuf_addf(out, Q_("%zu warning", "%zu warnings", diags->warnings), diags->warnings);
	strbuf_addch(out, '\n');
}

static int check(const struct subcommand_context *context, const struct selection *selection,
	const struct date *now)
{
	const struct options *options = context->options;
	struct findings f = { .diags = DIAGS_INIT };
	struct strbuf out = STRBUF_INIT;
	int missing = complain_missing(options), status;
	struct check_fix_result fix = { 0 };

	if (options->given[OPTION_FIX])
		check_fix(context, now, &fix);
	check_all(options, &context->paths, now, &f.result, &f.diags);
	diags_sort(&f.diags);
	selection_apply(selection, &f.diags, &f.left);
	report(options, &f, &out);
	if (options->given[OPTION_FIX])
		summarize_fix(&fix, &f.diags, &out);
	status = output_write(options->output, &out);
	if (!status)
		status = missing ? missing : fix.status;
	if (!status && (f.diags.errors || (fix.repairs && !fix.written)))
		status = EXIT_CHECK_FAILED;
	strbuf_release(&out);
	diags_release(&f.diags);
	return status;
}

/* Reads --warn and --level. Returns 0, or an exit status after a complaint. */
static int select_rules(const struct options *options, struct selection *selection)
{
	struct strbuf wrong = STRBUF_INIT;
	int status = 0;

	if (options->level)
		selection_set_level(selection, options->level);
	for (size_t i = 0; i < options->n_warns; i++) {
		strbuf_clear(&wrong);
		if (!selection_add(selection, options->warns[i], &wrong))
			status =
				complain(EXIT_USAGE, _("there is no rule “%s”; did you mean “%s”?"),
					wrong.buf, selection_nearest(wrong.buf));
	}
	strbuf_release(&wrong);
	return status;
}

static int run(const struct subcommand_context *context)
{
	const struct options *options = context->options;
	struct date now = clock_today();
	struct selection selection = { 0 };
	int status = select_rules(options, &selection);

	options_format(options, (const char *const[]){ "gcc", "json", NULL }, &status);
	if (status)
		return status;
	if (options->graph + options->languages + (options->explain != NULL) > 1)
		return complain(EXIT_USAGE,
			_("--graph, --languages and --explain are three different questions; ask one"));
	if ((options->graph || options->languages) && complain_missing(options))
		return EXIT_UNUSABLE;
	if (options->given[OPTION_FIX] &&
		(options->graph || options->languages || options->explain || options->json ||
			(options->format && !strcmp(options->format, "json"))))
		return complain(EXIT_USAGE,
			_("--fix shows a diff and asks, so it goes with no other form of check"));
	if (options->graph)
		return show_graphs(options, context->lang);
	if (options->explain && options->n_args)
		return complain(EXIT_USAGE, _("--explain takes a rule and nothing else, not “%s”"),
			options->args[0]);
	if (options->explain)
		return check_show_rule(options->explain);
	if (options->languages)
		return check_show_languages(&context->paths, options);
	if (options->today)
		date_parse(options->today, &now);
	return check(context, &selection, &now);
}

const struct subcommand subcommand_check = {
	.name = "check",
	.usage = N_("[FILE|FOLDER …]"),
	.summary = N_("report every problem in lesson files, with line and remedy"),
	.details =
		N_("Without a name: all lessons there are, and the kiosk.ini of this machine.\n"),
	.max_args = ARGS_ANY,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_GRAPH,
		OPTION_LANGUAGES, OPTION_EXPLAIN, OPTION_WARN, OPTION_LEVEL, OPTION_TODAY,
		OPTION_CONFIG, OPTION_FIX, OPTION_YES, OPTION_DRY_RUN, OPTION_FORMAT, OPTION_JSON,
		OPTION_OUTPUT, OPTION_END },
	.run = run,
};
