/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report: what was learned, and which question is bad. */
#include "cli/records.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "formats/xapi.h"
#include "os/output.h"
#include "report/report.h"
#include "store/store.h"

enum { CELLS = 78, CELLS_LEAST = 30 };

/* What the terminal has, but not more than one reads well. */
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
		status = complain(EXIT_NO, _("nobody of that name has answered anything; vigie learners lists the names"));
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
		status = output_write(options->output, &out);
	}
	strbuf_release(&out);
	strbuf_release(&err);
	return status;
}

int cmd_report(const struct options *options)
{
	struct report report = { 0 };
	const char *const *group = options->n_rest ? (const char *const *)options->rest : &options->learner;
	size_t n = options->n_rest ? (size_t)options->n_rest : options->learner != NULL;
	struct paths paths;
	struct store *store;
	const char *lang;
	int status;

	options_find_paths(options, &paths);
	lang = language_start(paths.locale, options->lang);
	store = records_open(&paths, &status);
	if (!store)
		return status;
	stats_init(&report.stats);
	known_lessons_init(&report.known, paths.lessons, paths.n_lessons, lang);
	if (options->xapi || (options->csv && options->answers))
		status = records_export(options, options->xapi ? xapi_write : report_answers_write, &report.known, store, group, n);
	else
		status = write_report(options, &report, store, group, n);
	store_close(store);
	report_release(&report);
	known_lessons_release(&report.known);
	return status;
}
