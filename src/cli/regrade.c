/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/regrade.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "cli/records.h"
#include "os/complain.h"
#include "os/output.h"
#include "report/report_regrade.h"
#include "report/report_sheet.h"
#include "store/store.h"

static bool plan_it(const struct subcommand_context *context, struct lesson_cache *known,
	struct store *store, struct report_regrade *plan)
{
	struct strbuf err = STRBUF_INIT;
	bool good = report_regrade_plan(plan, known, context->options->regrade, store, &err);

	if (!good)
		complain(0, "%s", err.buf);
	strbuf_release(&err);
	return good;
}

/* Shows what would change; *any: whether anything would. */
static int show(
	const struct subcommand_context *context, struct lesson_cache *known, int width, bool *any)
{
	struct report_regrade plan;
	struct strbuf out = STRBUF_INIT;
	const struct report_sheet sheet = {
		.width = width, .ascii = context->options->ascii, .out = &out
	};
	int status;
	struct store *store = records_open_reading(&context->paths, &status);

	*any = false;
	if (!store)
		return status;
	status = EXIT_UNUSABLE;
	if (plan_it(context, known, store, &plan)) {
		report_regrade_lines(&plan, &sheet);
		*any = plan.changes.n_items > 0;
		status = output_write_private(context->options->output, &out);
	}
	report_regrade_release(&plan);
	store_close(store);
	strbuf_release(&out);
	return status;
}

/* Asks on the terminal; --yes is for use without one. */
static bool is_sure(const struct options *options)
{
	char line[64];

	if (options->yes)
		return true;
	if (!isatty(STDIN_FILENO))
		return false;
	/* TRANSLATORS: the word to type is yes, in every language */
	output_print(
		stderr, "%s", _("The results before are kept. Type yes to write the new ones: "));
	fflush(stderr);
	if (!fgets(line, sizeof(line), stdin))
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	return !strcmp(line, "yes");
}

/* Works it out again from the store that is written to: it may have changed while the answer came.
 */
static int write_it(const struct subcommand_context *context, struct lesson_cache *known)
{
	struct report_regrade plan;
	struct strbuf err = STRBUF_INIT;
	int status;
	struct store *store = records_open(&context->paths, &status);

	if (!store)
		return status;
	status = EXIT_UNUSABLE;
	if (!plan_it(context, known, store, &plan))
		;
	else if (!regrade_save(store, &plan.changes, (int64_t)time(NULL), &err))
		complain(0, "%s", err.buf);
	else
		status = complain(0, _("regraded answers: %zu; the results before are kept"),
			plan.changes.n_items);
	report_regrade_release(&plan);
	store_close(store);
	strbuf_release(&err);
	return status;
}

int regrade_run(const struct subcommand_context *context, int width)
{
	const struct options *o = context->options;
	struct lesson_cache known;
	bool any;
	int status;

	if (o->n_args || o->learner || o->n_groups || o->since || o->until)
		return complain(EXIT_USAGE,
			_("--regrade is for all answers in one store, named by --store; leave names and days out"));
	if (o->json || o->csv || o->html || o->xapi)
		return complain(EXIT_USAGE, _("--regrade writes text only"));
	lesson_cache_init(&known, context->paths.lessons, context->paths.n_lessons, context->lang);
	status = show(context, &known, width, &any);
	if (!status && any) {
		if (is_sure(o))
			status = write_it(context, &known);
		else
			complain(0,
				_("nothing was written; to regrade without being asked give --yes"));
	}
	lesson_cache_release(&known);
	return status;
}
