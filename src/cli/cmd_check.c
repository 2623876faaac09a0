/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check: all problems of all lesson files in one run. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/kiosk_config.h"
#include "base/strbuf.h"
#include "check/check.h"
#include "cli/check_languages.h"
#include "cli/check_rules.h"
#include "course/scenario.h"
#include "os/clock.h"
#include "questions/type.h"
#include "session/kiosk_host.h"
#include "text/diag_print.h"
#include "text/json.h"

static void summarize(const struct check_result *result, const struct diags *diags,
	struct strbuf *out)
{
	strbuf_addf(out, Q_("%zu lesson", "%zu lessons", result->lessons), result->lessons);
	if (result->scenarios) {
		strbuf_addstr(out, ", ");
		strbuf_addf(out, Q_("%zu scenario", "%zu scenarios", result->scenarios), result->scenarios);
	}
	strbuf_addstr(out, ", ");
	strbuf_addf(out, Q_("%zu file", "%zu files", result->files), result->files);
	strbuf_addstr(out, ": ");
	strbuf_addf(out, Q_("%zu error", "%zu errors", diags->errors), diags->errors);
	strbuf_addstr(out, ", ");
	strbuf_addf(out, Q_("%zu warning", "%zu warnings", diags->warnings), diags->warnings);
	strbuf_addch(out, '\n');
}

/* The graph of each scenario, named by its folder or its file; its mistakes instead if there are any. */
static void graph(const char *path, const char *lang, struct diags *diags, struct strbuf *out)
{
	static const char name[] = "scenario.ini";
	struct arena arena = ARENA_INIT;
	size_t len = strlen(path), tail = sizeof(name) - 1;
	const char *dir = path;
	struct scenario *s;

	if (len >= tail && !strcmp(path + len - tail, name) && (len == tail || path[len - tail - 1] == '/'))
		dir = len == tail ? "." : arena_memdupz(&arena, path, len - tail);
	s = scenario_load(dir, lang, diags);
	if (s)
		scenario_graph(s, out);
	scenario_free(s);
	arena_release(&arena);
}

static int show_graphs(const struct options *options, const char *lang)
{
	struct diags diags = DIAGS_INIT;
	struct strbuf out = STRBUF_INIT;
	int status;

	if (!options->n_rest)
		return complain(EXIT_USAGE, _("--graph takes the folder of a scenario, or its file scenario.ini"));
	for (int i = 0; i < options->n_rest; i++)
		graph(options->rest[i], lang, &diags, &out);
	diags_sort(&diags);
	diags_print(&diags, &out);
	fwrite(out.buf, 1, out.len, stdout);
	status = diags.errors ? EXIT_NO : 0;
	strbuf_release(&out);
	diags_release(&diags);
	return fflush(stdout) ? complain(EXIT_UNUSABLE, _("the graph could not be written")) : status;
}

/* ---- --format=json */

static void json_diag(const struct diag *d, struct strbuf *out)
{
	strbuf_addstr(out, "{\"file\":");
	json_string(out, d->file);
	strbuf_addf(out, ",\"line\":%d,\"column\":%d,\"severity\":\"%s\",\"rule\":", d->line, d->column,
		d->severity == DIAG_ERROR ? "error" : "warning");
	json_string(out, d->rule);
	strbuf_addstr(out, ",\"message\":");
	json_string(out, d->message);
	strbuf_addstr(out, ",\"source\":");
	json_string(out, d->source);
	strbuf_addch(out, '}');
}

static void json_report(const struct check_result *result, const struct diags *diags, struct strbuf *out)
{
	strbuf_addf(out, "{\"lessons\":%zu,\"scenarios\":%zu,\"files\":%zu,\"errors\":%zu,\"warnings\":%zu,"
		"\"diagnostics\":[", result->lessons, result->scenarios, result->files, diags->errors, diags->warnings);
	for (size_t i = 0; i < diags->n; i++) {
		strbuf_addstr(out, i ? ",\n" : "\n");
		json_diag(&diags->v[i], out);
	}
	strbuf_addstr(out, "]}\n");
}

static void report(const struct options *options, const struct check_result *result, const struct diags *diags,
	struct strbuf *out)
{
	if (options->json || (options->format && !strcmp(options->format, "json"))) {
		json_report(result, diags, out);
		return;
	}
	diags_print(diags, out);
	summarize(result, diags, out);
}

static bool is_kiosk_config(const char *path)
{
	const char *slash = strrchr(path, '/');

	return !strcmp(slash ? slash + 1 : path, "kiosk.ini");
}

static void check_kiosk_config(const char *path, const struct paths *paths, struct check_result *result, struct diags *diags)
{
	struct kiosk_config config;

	kiosk_config_init(&config);
	kiosk_host_read(&config, path, paths->locale, diags);
	kiosk_config_release(&config);
	result->files++;
}

/* What is named, or all lessons there are and the kiosk.ini of this machine. */
static void check_all(const struct options *options, const struct paths *paths, const struct date *now,
	struct check_result *result, struct diags *diags)
{
	const char *config = options->config ? options->config : options->n_rest || access(KIOSK_CONFIG, F_OK) ? NULL : KIOSK_CONFIG;

	for (int i = 0; i < options->n_rest; i++)
		if (is_kiosk_config(options->rest[i]))
			check_kiosk_config(options->rest[i], paths, result, diags);
		else
			check_path(options->rest[i], now, question_parse, result, diags);
	for (size_t i = 0; !options->n_rest && i < paths->n_lessons; i++)
		check_path(paths->lessons[i], now, question_parse, result, diags);
	if (config)
		check_kiosk_config(config, paths, result, diags);
}

int cmd_check(const struct options *options)
{
	struct diags diags = DIAGS_INIT;
	struct check_result result = { 0 };
	struct strbuf out = STRBUF_INIT;
	struct date now = clock_today();
	struct paths paths;
	int status;

	options_find_paths(options, &paths);
	if (options->graph)
		return show_graphs(options, language_start(paths.locale, options->lang));
	language_start(paths.locale, options->lang);
	if (options->today && !date_parse(options->today, &now))
		return complain(EXIT_USAGE, _("--today takes a day such as 2026-11-24, not “%s”"), options->today);
	if (options->explain)
		return check_show_rule(options->explain);
	if (options->languages)
		return check_show_languages(&paths, options);
	check_all(options, &paths, &now, &result, &diags);
	diags_sort(&diags);
	report(options, &result, &diags, &out);
	fwrite(out.buf, 1, out.len, stdout);
	status = diags.errors ? EXIT_NO : 0;
	strbuf_release(&out);
	diags_release(&diags);
	if (fflush(stdout))
		return complain(EXIT_UNUSABLE, _("the list of problems could not be written"));
	return status;
}
