/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie learners: who is in the store; rename, merge, erase. */
#include "cli/authors.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "store/report.h"

static void list_one(void *ctx, const char *learner, int64_t runs, int64_t last)
{
	struct strbuf *out = ctx;
	time_t when = (time_t)last;
	struct tm tm = { 0 };

	gmtime_r(&when, &tm);
	strbuf_addf(out, "%4lld  %04d-%02d-%02d  ", (long long)runs, last ? tm.tm_year + 1900 : 0, last ? tm.tm_mon + 1 : 0,
		last ? tm.tm_mday : 0);
	/* TRANSLATORS: the learner who gave no name */
	text_sanitize(out, *learner ? learner : _("(no name)"), strlen(*learner ? learner : _("(no name)")));
	strbuf_addch(out, '\n');
}

static int list(const struct options *options, struct store *store)
{
	struct strbuf out = STRBUF_INIT, err = STRBUF_INIT;
	int status = store_each_learner(store, list_one, &out, &err) ? write_output(options, &out)
		: complain(EXIT_UNUSABLE, "%s", err.buf);

	strbuf_release(&out);
	strbuf_release(&err);
	return status;
}

/* Asked for on the terminal; --yes answers for those who cannot be asked. */
static bool is_sure(const struct options *options, const char *name)
{
	char line[256];

	if (options->yes)
		return true;
	if (!isatty(STDIN_FILENO))
		return false;
	printf(_("All that “%s” did is erased for good. Type the name to go on: "), name);
	fflush(stdout);
	return fgets(line, sizeof(line), stdin) && !strncmp(line, name, strlen(name)) && strchr("\r\n", line[strlen(name)]);
}

static int change(struct store *store, const char *from, const char *to, bool merge)
{
	struct strbuf err = STRBUF_INIT;
	int status = store_rename_learner(store, from, to, merge, &err) ? 0 : complain(EXIT_NO, "%s", err.buf);

	strbuf_release(&err);
	return status;
}

static int erase(const struct options *options, struct store *store, const char *name)
{
	struct strbuf err = STRBUF_INIT;
	int status;

	if (!is_sure(options, name))
		status = complain(EXIT_NO, _("nothing was erased; to erase without being asked give --yes"));
	else
		status = store_erase_learner(store, name, &err) ? 0 : complain(EXIT_NO, "%s", err.buf);
	strbuf_release(&err);
	return status;
}

static int run(const struct options *o, struct store *store)
{
	const char *what = o->n_rest ? o->rest[0] : "list";

	if (!strcmp(what, "list") && o->n_rest <= 1)
		return list(o, store);
	if (!strcmp(what, "rename") && o->n_rest == 3)
		return change(store, o->rest[1], o->rest[2], false);
	if (!strcmp(what, "merge") && o->n_rest == 3)
		return change(store, o->rest[1], o->rest[2], true);
	if (!strcmp(what, "erase") && o->n_rest == 2)
		return erase(o, store, o->rest[1]);
	return complain(EXIT_USAGE, _("vigie learners [list], rename NAME NEW, merge NAME INTO, erase NAME"));
}

int cmd_learners(const struct options *options)
{
	struct paths paths;
	struct store *store;
	int status;

	paths_find(&paths, options);
	language_start(&paths, options);
	store = open_store(&paths, &status);
	if (!store)
		return status;
	status = run(options, store);
	store_close(store);
	return status;
}
