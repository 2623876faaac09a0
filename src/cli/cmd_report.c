/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report: what was learned, and which questions are bad. */
#include "cli/records.h"
#include "cli/regrade.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/complain.h"
#include "os/output.h"
#include "report/report.h"
#include "report/report_answers.h"
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

static int write_report(
	const struct options *options, struct report *report, const struct report_sources *sources)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	bool is_part = options->n_groups || options->learner || options->n_args || options->since ||
		options->until;
	int status;

	if (!report_gather(report, sources, &err))
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	else if (is_part && !report->stats.people)
		status = complain(EXIT_CHECK_FAILED,
			options->since || options->until
				? _("no one of that name has answered anything in that time; vigie learners lists the names")
				: _("no one of that name has answered anything; vigie learners lists the names"));
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

struct exporting {
	struct lesson_cache *known;
	const struct report_sources *sources;
};

static bool write_answers(void *ctx, FILE *file, struct strbuf *err)
{
	const struct exporting *x = ctx;

	return report_answers_write(x->known, x->sources, file, err);
}

/* An export of statements opens the stores anew. */
static int write_all(const struct subcommand_context *context, struct report_sources *sources)
{
	const struct options *options = context->options;
	const struct paths *paths = &context->paths;
	struct report report = { 0 };
	struct exporting exporting = { &report.known, sources };
	int status;

	stats_init(&report.stats);
	lesson_cache_init(&report.known, paths->lessons, paths->n_lessons, context->lang);
	if (options->xapi)
		status = records_export_xapi(context, &report.known, sources);
	else if (options->csv && options->answers)
		status = records_export(options, write_answers, &exporting);
	else
		status = write_report(options, &report, sources);
	report_release(&report);
	lesson_cache_release(&report.known);
	return status;
}

/* ---- what it is made of */

/* Returns the names of people asked for, in arena: of the options, and the arguments. */
static const char **find_names(const struct options *o, struct arena *arena, size_t *n)
{
	const char **names =
		arena_alloc(arena, (o->n_groups + (size_t)o->n_args + 2) * sizeof(*names));

	*n = 0;
	if (o->learner)
		names[(*n)++] = o->learner;
	for (size_t i = 0; i < o->n_groups; i++)
		names[(*n)++] = o->groups[i];
	for (int i = 0; i < o->n_args; i++)
		if (!records_is_store(o->args[i]))
			names[(*n)++] = o->args[i];
	return names;
}

static int add_sources(const struct subcommand_context *context, struct report_sources *sources)
{
	const struct options *o = context->options;
	size_t n, stores = 0;
	const char **names = find_names(o, &sources->arena, &n);
	int status = 0;

	for (int i = 0; i < o->n_args; i++)
		stores += records_is_store(o->args[i]);
	if (!stores || o->store)
		status = records_add_source(
			sources, context->paths.store, context->paths.store_named, names, n);
	for (int i = 0; !status && i < o->n_args; i++)
		if (records_is_store(o->args[i]))
			status = records_add_source(sources, o->args[i], true, names, n);
	return status ? status : records_join(sources);
}

/* Takes the days of --since and --until, which were checked; returns an exit status. */
static int take_days(const struct options *o, struct report_sources *sources)
{
	struct date date;

	if ((o->since || o->until) && o->xapi)
		return complain(EXIT_USAGE,
			_("--xapi takes no --since or --until: statements are sent once, and never again"));
	if (o->since && date_parse(o->since, &date))
		sources->since = date_day(&date);
	if (o->until && date_parse(o->until, &date))
		sources->until = date_day(&date);
	if (sources->since > sources->until)
		return complain(
			EXIT_USAGE, _("--since %s is later than --until %s"), o->since, o->until);
	return 0;
}

static int run(const struct subcommand_context *context)
{
	struct report_sources sources;
	int status;

	if (context->options->regrade)
		return regrade_run(context, cells_in_a_line());
	report_sources_init(&sources);
	status = take_days(context->options, &sources);
	if (!status)
		status = add_sources(context, &sources);
	if (!status)
		status = write_all(context, &sources);
	report_sources_release(&sources);
	return status;
}

const struct subcommand subcommand_report = {
	.name = "report",
	.usage = N_("[LEARNER …] [STORE …]"),
	.summary = N_("show what was learned, and which questions are bad"),
	.details =
		N_("Names may have * for anything. With --csv --answers every answer is a row.\n"
		   "An argument that is a file, has a / or ends in .db is a store, not a name;\n"
		   "several make one report. A folder of such rows of answers (FILE.csv) is read\n"
		   "like a store. People of one name in two stores are two people, until\n"
		   "“vigie learners join” says that they are one.\n"),
	.max_args = ARGS_ANY,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_STORE,
		OPTION_LEARNER, OPTION_GROUP, OPTION_SINCE, OPTION_UNTIL, OPTION_TEXT, OPTION_HTML,
		OPTION_JSON, OPTION_CSV, OPTION_XAPI, OPTION_BASE, OPTION_NEW_BASE, OPTION_ANSWERS,
		OPTION_BOM, OPTION_ASCII, OPTION_REGRADE, OPTION_YES, OPTION_OUTPUT, OPTION_END },
	.run = run,
};
