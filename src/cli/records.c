/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/records.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/output.h"
#include "store/store.h"

/* A store that cannot be written is good enough to find out what is wrong with the change. */
static bool is_good(enum store_state state, bool reading)
{
	return state == STORE_OK || state == (reading ? STORE_DAMAGED : STORE_UNUSABLE);
}

static struct store *open_records(const struct paths *paths, bool reading, int *status)
{
	struct strbuf err = STRBUF_INIT;
	enum store_state state = STORE_UNUSABLE;
	struct store *store = NULL;

	*status = EXIT_UNUSABLE;
	if (!paths->store || (access(paths->store, F_OK) && errno == ENOENT)) {
		complain(0, _("there is no progress at %s"), paths->store ? paths->store : "");
	} else {
		if (!paths->store_named || store_is_ours(paths->store, &err))
			store = reading ? store_open_reading(paths->store, &state, &err)
					: store_open(paths->store, "", &state, &err);
		if (store && !is_good(state, reading)) {
			store_close(store);
			store = NULL;
		}
		if (!store || (reading && err.len))
			complain(0, "%s", err.buf);
	}
	strbuf_release(&err);
	return store;
}

struct store *records_open_reading(const struct paths *paths, int *status)
{
	return open_records(paths, true, status);
}

struct store *records_open(const struct paths *paths, int *status)
{
	return open_records(paths, false, status);
}

/*
 * An export may be too large for memory, so it is written as it is produced: to a draft, or to
 * standard output.
 */
int records_write(const struct options *options, records_write_fn *write, void *ctx)
{
	bool to_file = options->output && strcmp(options->output, "-") != 0;
	struct strbuf err = STRBUF_INIT;
	struct file_draft draft = { .file = stdout };
	int error;
	bool good = !to_file || file_draft_open(&draft, options->output, true);

	if (!good)
		return complain(EXIT_UNUSABLE, _("cannot write %s: %s"), options->output,
			error_text(errno));
	good = (!options->csv || !options->bom || fputs(BOM, draft.file) >= 0) &&
		write(ctx, draft.file, &err);
	if (to_file)
		good = file_draft_close(&draft, good);
	error = errno;
	if (!good && err.len)
		complain(0, "%s", err.buf);
	else if (!good && to_file)
		complain(0, _("cannot write %s: %s"), options->output, error_text(error));
	else if (!good)
		output_failed(error);
	strbuf_release(&err);
	return !good ? EXIT_UNUSABLE : to_file ? 0 : output_finish(0);
}

struct export
{
	export_fn *write;
	struct lesson_cache *known;
	struct store *store;
	const char *const *group;
	size_t n;
};

static bool write_export(void *ctx, FILE *file, struct strbuf *err)
{
	const struct export *e = ctx;

	return e->write(e->known, e->store, e->group, e->n, file, err);
}

int records_export(const struct options *options, export_fn *write, struct lesson_cache *known,
	struct store *store, const char *const *group, size_t n)
{
	struct export e = { write, known, store, group, n };

	return records_write(options, write_export, &e);
}
