/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie learners: lists the people in the store; rename, merge, export, erase. */
#include "cli/join_people.h"
#include "cli/records.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "os/clock.h"
#include "os/complain.h"
#include "os/output.h"
#include "report/report_answers.h"
#include "report/report_sources.h"
#include "text/name.h"
#include "text/text.h"

static const char *name_shown(const char *learner)
{
	/* TRANSLATORS: the learner who gave no name */
	return *learner ? learner : _("(no name)");
}

static void add_person(struct strbuf *out, const struct store_person *p)
{
	struct date last = date_of_day(clock_day(p->last));

	if (p->last > 0)
		strbuf_addf(out, "%04d-%02d-%02d", last.year, last.month, last.day);
	else
		strbuf_addstr(out, "          ");
	strbuf_addf(out, "  %6lld  %7lld  ", (long long)p->runs, (long long)p->answers);
	text_sanitize(out, name_shown(p->learner), strlen(name_shown(p->learner)));
	strbuf_addch(out, '\n');
}

struct spelling {
	const char *stored, *clean;
};

static int compare_spellings(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;
	int order = strcmp(x->clean, y->clean);

	return order ? order : strcmp(x->stored, y->stored);
}

static const char *clean_name(struct arena *arena, const char *name)
{
	struct strbuf clean = STRBUF_INIT;
	const char *copy;

	name_clean(&clean, name);
	copy = arena_memdupz(arena, clean.buf, clean.len);
	strbuf_release(&clean);
	return copy;
}

/* Tells the spellings v[0..n) apart, which look the same. */
static void tell_apart(const struct spelling *v, size_t n)
{
	struct strbuf all = STRBUF_INIT;

	for (size_t i = 0; i < n; i++) {
		strbuf_addstr(&all, i ? ", \"" : "\"");
		name_escape(&all, v[i].stored);
		strbuf_addch(&all, '"');
	}
	complain(0,
		/* TRANSLATORS: spellings of one name; leave the command as it is */
		_("these names look alike: %s. If they are one person, join them with: vigie learners merge NAME INTO"),
		all.buf);
	strbuf_release(&all);
}

/* Names of older versions; newer ones are the same name if they look the same. */
static void tell_look_alikes(const struct store_person *people, size_t n, struct arena *arena)
{
	struct spelling *v = arena_alloc(arena, (n + 1) * sizeof(*v));
	size_t end;

	for (size_t i = 0; i < n; i++)
		v[i] = (struct spelling){ people[i].learner, clean_name(arena, people[i].learner) };
	qsort(v, n, sizeof(*v), compare_spellings);
	for (size_t from = 0; from < n; from = end) {
		end = from + 1;
		while (end < n && !strcmp(v[from].clean, v[end].clean))
			end++;
		if (end - from > 1)
			tell_apart(v + from, end - from);
	}
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
		tell_look_alikes(people, n, &arena);
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
	return name_is_alike(line, name);
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

/*
 * Appends the stored name that is meant. Returns false, with a sentence in err, if that is not
 * certain: several look the same, and none is exactly the one that was typed.
 */
static bool find_name(
	struct store *store, const char *typed, struct strbuf *name, struct strbuf *err)
{
	struct strbuf plain = STRBUF_INIT;
	bool certain;

	name_unescape(&plain, typed);
	certain = store_find_name(store, plain.buf, name) < 2 || !strcmp(name->buf, plain.buf);
	if (!certain)
		strbuf_addf(err,
			_("Several stored names look alike: “%s”. “vigie learners” lists them, and how to type each."),
			name->buf);
	strbuf_release(&plain);
	return certain;
}

static int change(struct store *store, const char *from, const char *to, bool merge)
{
	struct strbuf old = STRBUF_INIT, new = STRBUF_INIT, err = STRBUF_INIT;
	bool good = find_name(store, from, &old, &err) && find_name(store, to, &new, &err);

	/* a look-alike of its own does not keep a person from the clean name */
	if (good && !merge && !strcmp(old.buf, new.buf)) {
		strbuf_clear(&new);
		name_clean(&new, to);
	}
	good = good && store_rename_person(store, old.buf, new.buf, merge, &err);
	if (!good)
		complain(0, "%s", err.buf);
	strbuf_release(&old);
	strbuf_release(&new);
	strbuf_release(&err);
	return good ? 0 : EXIT_CHECK_FAILED;
}

static int erase(const struct options *options, const struct paths *paths, struct store *store,
	const char *typed)
{
	struct strbuf name = STRBUF_INIT, err = STRBUF_INIT;
	int status = 0;

	if (!find_name(store, typed, &name, &err) || !store_has_person(store, name.buf, &err))
		status = complain(EXIT_CHECK_FAILED, "%s", err.buf);
	else if (!is_sure(options, name.buf))
		status = complain(EXIT_CHECK_FAILED,
			_("nothing was erased; to erase without being asked give --yes"));
	else if (!store_erase_person(store, name.buf, &err))
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	else
		warn_of_copies(paths);
	strbuf_release(&name);
	strbuf_release(&err);
	return status;
}

struct exporting {
	struct lesson_cache known;
	const struct report_sources *sources;
};

static bool write_answers(void *ctx, FILE *file, struct strbuf *err)
{
	struct exporting *x = ctx;

	return report_answers_write(&x->known, x->sources, file, err);
}

/*
 * Writes the answers of one person, whose stored name the pattern matches; as export() does. It may
 * open the store anew.
 */
static int export_answers(
	const struct subcommand_context *context, struct store **store, const char *pattern)
{
	const struct paths *paths = &context->paths;
	struct report_source source = {
		.store = *store, .path = paths->store, .wanted = &pattern, .n_wanted = 1
	};
	struct report_sources sources;
	struct exporting x = { .sources = &sources };
	struct strbuf err = STRBUF_INIT;
	int status;

	report_sources_init(&sources);
	sources.v = &source;
	sources.n = 1;
	if (!store_read_id(*store, source.id, &err)) {
		status = complain(EXIT_UNUSABLE, "%s", err.buf);
	} else {
		lesson_cache_init(&x.known, paths->lessons, paths->n_lessons, context->lang);
		status = context->options->xapi
			? records_export_xapi(context, &x.known, &sources)
			: records_export(context->options, write_answers, &x);
		lesson_cache_release(&x.known);
	}
	*store = source.store;
	strbuf_release(&err);
	return status;
}

static int export(const struct subcommand_context *context, struct store **store, const char *typed)
{
	const struct options *options = context->options;
	struct strbuf name = STRBUF_INIT, out = STRBUF_INIT, err = STRBUF_INIT;
	struct strbuf pattern = STRBUF_INIT;
	int status;

	if (!find_name(*store, typed, &name, &err) ||
		!store_export_person(*store, name.buf, &out, &err)) {
		status = complain(EXIT_CHECK_FAILED, "%s", err.buf);
	} else if (options->xapi || options->csv) {
		add_literal(&pattern, name.buf);
		status = export_answers(context, store, pattern.buf);
	} else {
		status = output_write_private(options->output, &out);
	}
	strbuf_release(&name);
	strbuf_release(&out);
	strbuf_release(&err);
	strbuf_release(&pattern);
	return status;
}

static const char needs[] =
	N_("vigie learners takes list, rename NAME NEW, merge NAME INTO, export NAME, erase NAME,"
	   " join NAME STORE NAME STORE or part NAME STORE NAME STORE");

enum action { NO_ACTION, LIST, RENAME, MERGE, EXPORT, ERASE, JOIN, PART };

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
		{ "join", 5, JOIN },
		{ "part", 5, PART },
	};

	if (!o->n_args)
		return LIST;
	for (size_t i = 0; i < ARRAY_SIZE(actions); i++)
		if (!strcmp(o->args[0], actions[i].name) && o->n_args == actions[i].n_args)
			return actions[i].action;
	return NO_ACTION;
}

static int act(const struct subcommand_context *context, enum action action, struct store **store)
{
	const struct options *o = context->options;

	switch (action) {
	case RENAME:
	case MERGE:
		return change(*store, o->args[1], o->args[2], action == MERGE);
	case EXPORT:
		return export(context, store, o->args[1]);
	case ERASE:
		return erase(o, &context->paths, *store, o->args[1]);
	default:
		return list(o, *store);
	}
}

static int run(const struct subcommand_context *context)
{
	enum action action = action_of(context->options);
	struct store *store;
	int status;

	if (action == NO_ACTION)
		return complain(EXIT_USAGE, "%s", _(needs));
	if (action == JOIN || action == PART)
		return join_people(context->options->args + 1, action == JOIN);
	store = action == LIST || action == EXPORT ? records_open_reading(&context->paths, &status)
						   : records_open(&context->paths, &status);
	if (!store)
		return status;
	status = act(context, action, &store);
	store_close(store);
	return status;
}

const struct subcommand subcommand_learners = {
	.name = "learners",
	.usage = N_("[ACTION …]"),
	.summary = N_("list the learners in the store; rename, merge, export, erase or join them"),
	.details = N_(
		"  list                       list all learners (default)\n"
		"  rename NAME NEW            give a person another name\n"
		"  merge NAME INTO            join two names of one person\n"
		"  export NAME                everything stored about a person\n"
		"  erase NAME                 delete a person for good\n"
		"  join NAME STORE NAME STORE one person in reports over both stores (or folders\n"
		"                             of exports); kept next to the first\n"
		"  part NAME STORE NAME STORE undo a join\n"),
	.needs = needs,
	.max_args = 5,
	.options = (const enum option_id[]){ OPTION_LANG, OPTION_LESSONS, OPTION_STORE, OPTION_CSV,
		OPTION_XAPI, OPTION_BASE, OPTION_NEW_BASE, OPTION_BOM, OPTION_YES, OPTION_OUTPUT,
		OPTION_END },
	.run = run,
};
