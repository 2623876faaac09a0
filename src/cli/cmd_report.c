/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report: what was learned, and which questions are bad. */
#include "cli/records.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/complain.h"
#include "os/output.h"
#include "report/report.h"
#include "report/report_data.h"
#include "report/report_html.h"
#include "report/report_text.h"
#include "store/store.h"

enum { CELLS = 78, CELLS_LEAST = 30 };

/* Returns the terminal's width, but no more than reads well. */
static int cells_in_a_line(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col || size.ws_col > CELLS)
		return CELLS;
	return size.ws_col < CELLS_LEAST ? CELLS_LEAST : size.ws_col;
}

static int write_report(const struct options *options, struct report *report, struct store *store,
	const char *const *group, size_t n)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	int status;

	if (!report_gather(report, store, group, n, &err))
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	else if (n && !report->stats.people)
		status = complain(EXIT_CHECK_FAILED,
			_("no one of that name has answered anything; vigie learners lists the names"));
	else {
		if (options->json)
			report_json(report, &out);
		else if (options->csv) {
			strbuf_addstr(&out, options->bom ? BOM : "");
			report_csv(report, &out);
		} else if (options->html)
			report_html(report, report->known.lang, &out);
		else
			report_text(report, cells_in_a_line(), options->ascii, &out);
		status = output_write_private(options->output, &out);
	}
	strbuf_release(&out);
	strbuf_release(&err);
	return status;
}

/*
 * Replaces a name by the stored one that it means; a pattern is none, and stays. The caller frees
 * the result, whose names are in the arena.
 */
static const char **find_group(
	struct store *store, const char *const *typed, size_t n, struct arena *arena)
{
	const char **group = xcalloc(n + 1, sizeof(*group));
	struct strbuf name = STRBUF_INIT;

	for (size_t i = 0; i < n; i++) {
		strbuf_clear(&name);
		group[i] = store_find_name(store, typed[i], &name)
			? arena_memdupz(arena, name.buf, name.len)
			: typed[i];
	}
	strbuf_release(&name);
	return group;
}

/* An export may open the store anew. */
static int write_all(const struct subcommand_context *context, struct store **store)
{
	const struct options *options = context->options;
	const struct paths *paths = &context->paths;
	const char *const *typed =
		options->n_args ? (const char *const *)options->args : &options->learner;
	size_t n = options->n_args ? (size_t)options->n_args : options->learner != NULL;
	struct arena arena = ARENA_INIT;
	const char **group = find_group(*store, typed, n, &arena);
	struct report report = { 0 };
	int status;

	stats_init(&report.stats);
	lesson_cache_init(&report.known, paths->lessons, paths->n_lessons, context->lang);
	if (options->xapi)
		status = records_export_xapi(context, &report.known, store, group, n);
	else if (options->csv && options->answers)
		status = records_export(
			options, report_answers_write, &report.known, *store, group, n);
	else
		status = write_report(options, &report, *store, group, n);
	report_release(&report);
	lesson_cache_release(&report.known);
	free(group);
	arena_release(&arena);
	return status;
}

static int run(const struct subcommand_context *context)
{
	int status;
	struct store *store = records_open_reading(&context->paths, &status);

	if (!store)
		return status;
	status = write_all(context, &store);
	store_close(store);
	return status;
}

const struct subcommand subcommand_report = {
	.name = "report",
	.usage = N_("[LEARNER …]"),
	.summary = N_("show what was learned, and which questions are bad"),
	.details =
		N_("Names may have * for anything. With --csv --answers every answer is a row.\n"),
	.max_args = ARGS_ANY,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_STORE,
		OPTION_LEARNER, OPTION_TEXT, OPTION_HTML, OPTION_JSON, OPTION_CSV, OPTION_XAPI,
		OPTION_BASE, OPTION_NEW_BASE, OPTION_ANSWERS, OPTION_BOM, OPTION_ASCII,
		OPTION_OUTPUT, OPTION_END },
	.run = run,
};
