/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie check: all problems of all lesson files in one run. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/strbuf.h"
#include "course/check.h"
#include "course/scenario.h"
#include "questions/type.h"

static struct date today(void)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };

	gmtime_r(&now, &tm);
	return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

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

int cmd_check(const struct options *options)
{
	struct diags diags = DIAGS_INIT;
	struct check_result result = { 0 };
	struct strbuf out = STRBUF_INIT;
	struct date now = today();
	struct paths paths;
	int status;

	paths_find(&paths, options);
	if (options->graph)
		return show_graphs(options, language_start(&paths, options));
	language_start(&paths, options);
	for (int i = 0; i < options->n_rest; i++)
		check_path(options->rest[i], &now, question_parse, &result, &diags);
	for (size_t i = 0; !options->n_rest && i < paths.n_lessons; i++)
		check_path(paths.lessons[i], &now, question_parse, &result, &diags);
	diags_sort(&diags);
	diags_print(&diags, &out);
	summarize(&result, &diags, &out);
	fwrite(out.buf, 1, out.len, stdout);
	status = diags.errors ? EXIT_NO : 0;
	strbuf_release(&out);
	diags_release(&diags);
	if (fflush(stdout))
		return complain(EXIT_UNUSABLE, _("the list of problems could not be written"));
	return status;
}
