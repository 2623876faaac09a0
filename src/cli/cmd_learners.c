/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie learners: lists the people in the store; rename, merge, export, erase. */
#include "cli/records.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/xapi.h"
#include "os/complain.h"
#include "os/output.h"
#include "report/report.h"
#include "text/text.h"

static const char *name_shown(const char *learner)
{
	/* TRANSLATORS: the learner who gave no name */
	return *learner ? learner : _("(no name)");
}

static void add_person(struct strbuf *out, const struct store_person *p)
{
	time_t when = (time_t)p->last;
	struct tm tm = { 0 };

	gmtime_r(&when, &tm);
	if (p->last > 0)
		strbuf_addf(out, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	else
		strbuf_addstr(out, "          ");
	strbuf_addf(out, "  %6lld  %7lld  ", (long long)p->runs, (long long)p->answers);
	text_sanitize(out, name_shown(p->learner), strlen(name_shown(p->learner)));
	strbuf_addch(out, '\n');
}

static int list(const struct options *options, struct store *store)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	struct store_person *people;
	size_t n;
	int status;

	if (!store_list_people(store, &arena, &people, &n, &err)) {
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	} else {
		/* TRANSLATORS: column headings; each must end at the same column as here: 10, 18
		   and 27, then the name */
		strbuf_addf(&out, "%s\n", _("last begun  sittings  answers  name"));
		for (size_t i = 0; i < n; i++)
			add_person(&out, &people[i]);
		status = output_write_private(options->output, &out);
	}
	free(people);
	arena_release(&arena);
	strbuf_release(&out);
	strbuf_release(&err);
	return status;
}

/* Asks on the terminal; --yes is for use without one. */
static bool is_sure(const struct options *options, const char *learner)
{
	const char *name = name_shown(learner);
	char line[512];

	if (options->yes)
		return true;
	if (!isatty(STDIN_FILENO))
		return false;
	output_print(
		stderr, _("All that “%s” did is erased for good. Type the name to go on: "), name);
	fflush(stderr);
	if (!fgets(line, sizeof(line), stdin))
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	return !strcmp(line, name);
}

/* Adds s as a pattern that matches only itself. */
static void add_literal(struct strbuf *pattern, const char *s)
{
	for (; *s; s++)
		strbuf_addf(pattern, strchr("*?[\\", *s) ? "\\%c" : "%c", *s);
}

/* Warns of the quarantined copies of a damaged store, which still contain everyone's records. */
static void warn_of_copies(const struct paths *paths)
{
	struct strbuf pattern = STRBUF_INIT;
	glob_t found;

	add_literal(&pattern, paths->store);
	strbuf_addstr(&pattern, ".damaged-*");
	if (!glob(pattern.buf, 0, NULL, &found)) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			complain(0,
				_("%s is an old damaged copy that may still contain the records; delete it too"),
				found.gl_pathv[i]);
		globfree(&found);
	}
	strbuf_release(&pattern);
}

static int change(struct store *store, const char *from, const char *to, bool merge)
{
	struct strbuf clean = STRBUF_INIT, err = STRBUF_INIT;
	int status;

	/* sanitized as the course does with --learner */
	text_sanitize(&clean, to, strlen(to));
	status = store_rename_person(store, from, merge ? to : clean.buf, merge, &err)
		? 0
		: complain(EXIT_CHECK_FAILED, "%s", err.buf);
	strbuf_release(&clean);
	strbuf_release(&err);
	return status;
}

static int erase(const struct options *options, const struct paths *paths, struct store *store,
	const char *name)
{
	struct strbuf err = STRBUF_INIT;
	int status;

	if (!store_has_person(store, name, &err))
		status = complain(EXIT_CHECK_FAILED, "%s", err.buf);
	else if (!is_sure(options, name))
		status = complain(EXIT_CHECK_FAILED,
			_("nothing was erased; to erase without being asked give --yes"));
	else
		status = store_erase_person(store, name, &err)
			? 0
			: complain(EXIT_UNUSABLE, "%s", err.buf);
	if (!status)
		warn_of_copies(paths);
	strbuf_release(&err);
	return status;
}

static int export(const struct options *options, const struct paths *paths, const char *lang,
	struct store *store, const char *name)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT, pattern = STRBUF_INIT;
	struct lesson_cache known;
	int status;

	if (!store_export_person(store, name, &out, &err)) {
		status = complain(EXIT_CHECK_FAILED, "%s", err.buf);
	} else if (options->xapi || options->csv) {
		add_literal(&pattern, name);
		lesson_cache_init(&known, paths->lessons, paths->n_lessons, lang);
		status = records_export(options, options->xapi ? xapi_write : report_answers_write,
			&known, store, (const char *const[]){ pattern.buf }, 1);
		lesson_cache_release(&known);
	} else {
		status = output_write_private(options->output, &out);
	}
	strbuf_release(&out);
	strbuf_release(&err);
	strbuf_release(&pattern);
	return status;
}

static const char needs[] = N_(
	"vigie learners takes list, rename NAME NEW, merge NAME INTO, export NAME or erase NAME");

enum action { NO_ACTION, LIST, RENAME, MERGE, EXPORT, ERASE };

static enum action action_of(const struct options *o)
{
	static const struct {
		const char *name;
		int n_args;
		enum action action;
	} actions[] = {
		{ "list", 1, LIST },
		{ "rename", 3, RENAME },
		{ "merge", 3, MERGE },
		{ "export", 2, EXPORT },
		{ "erase", 2, ERASE },
	};

	if (!o->n_args)
		return LIST;
	for (size_t i = 0; i < ARRAY_SIZE(actions); i++)
		if (!strcmp(o->args[0], actions[i].name) && o->n_args == actions[i].n_args)
			return actions[i].action;
	return NO_ACTION;
}

static int act(const struct subcommand_context *context, enum action action, struct store *store)
{
	const struct options *o = context->options;

	switch (action) {
	case RENAME:
	case MERGE:
		return change(store, o->args[1], o->args[2], action == MERGE);
	case EXPORT:
		return export(o, &context->paths, context->lang, store, o->args[1]);
	case ERASE:
		return erase(o, &context->paths, store, o->args[1]);
	default:
		return list(o, store);
	}
}

static int run(const struct subcommand_context *context)
{
	enum action action = action_of(context->options);
	struct store *store;
	int status;

	if (action == NO_ACTION)
		return complain(EXIT_USAGE, "%s", _(needs));
	store = action == LIST || action == EXPORT ? records_open_reading(&context->paths, &status)
						   : records_open(&context->paths, &status);
	if (!store)
		return status;
	status = act(context, action, store);
	store_close(store);
	return status;
}

const struct subcommand subcommand_learners = {
	.name = "learners",
	.usage = N_("[list|rename|merge|export|erase …]"),
	.summary = N_("list the learners in the store; rename, merge, export or erase one"),
	.details = N_("  list                       list all learners (default)\n"
		      "  rename NAME NEW            give a person another name\n"
		      "  merge NAME INTO            join two names of one person\n"
		      "  export NAME                everything stored about a person\n"
		      "  erase NAME                 delete a person for good\n"),
	.needs = needs,
	.max_args = 3,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_STORE, OPTION_CSV,
		OPTION_XAPI, OPTION_BOM, OPTION_YES, OPTION_OUTPUT, OPTION_END },
	.run = run,
};
