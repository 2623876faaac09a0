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
#include "report/report_import.h"
#include "report/report_join.h"
#include "store/store.h"

/* A store that cannot be written is good enough to find out what is wrong with the change. */
static bool is_good(enum store_state state, bool reading)
{
	return state == STORE_OK || state == (reading ? STORE_DAMAGED : STORE_UNUSABLE);
}

static struct store *open_records(const char *path, bool is_named, bool reading, int *status)
{
	struct strbuf err = STRBUF_INIT;
	enum store_state state = STORE_UNUSABLE;
	struct store *store = NULL;

	*status = EXIT_UNUSABLE;
	if (!path || (access(path, F_OK) && errno == ENOENT)) {
		complain(0, _("there is no progress at %s"), path ? path : "");
	} else {
		if (!is_named || store_is_ours(path, &err))
			store = reading ? store_open_reading(path, &state, &err)
					: store_open(path, "", &state, &err);
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
	return open_records(paths->store, paths->store_named, true, status);
}

struct store *records_open(const struct paths *paths, int *status)
{
	return open_records(paths->store, paths->store_named, false, status);
}

struct store *records_open_file(const char *path, bool is_named, int *status)
{
	return open_records(path, is_named, true, status);
}

/* ---- several stores */

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len > end_len && !strcmp(text + len - end_len, end);
}

bool records_is_store(const char *argument)
{
	return strchr(argument, '/') || ends_in(argument, ".db") || file_exists(argument);
}

/* Replaces each name by the stored one that it means; a pattern is none, and stays. */
static const char *const *find_names(
	struct store *store, const char *const *typed, size_t n, struct arena *arena)
{
	const char **names = arena_alloc(arena, (n + 1) * sizeof(*names));
	struct strbuf name = STRBUF_INIT;

	for (size_t i = 0; i < n; i++) {
		strbuf_clear(&name);
		names[i] = store_find_name(store, typed[i], &name)
			? arena_memdupz(arena, name.buf, name.len)
			: typed[i];
	}
	strbuf_release(&name);
	return names;
}

int records_add_source(struct report_sources *sources, const char *path, bool is_named,
	const char *const *names, size_t n)
{
	struct strbuf err = STRBUF_INIT;
	struct store *store = NULL;
	int status = EXIT_UNUSABLE;
	bool good;

	if (path && (file_is_folder(path) || (is_named && ends_in(path, ".csv")))) {
		good = report_import(sources, path, names, n, &err);
	} else {
		store = records_open_file(path, is_named, &status);
		if (!store)
			return status;
		good = report_sources_add(sources, store, path,
			find_names(store, names, n, &sources->arena), n, &err);
	}
	if (!good && err.len)
		complain(0, "%s", err.buf);
	strbuf_release(&err);
	return good ? 0 : EXIT_UNUSABLE;
}

int records_join(struct report_sources *sources)
{
	struct report_joins joins = { 0 };
	struct strbuf err = STRBUF_INIT;
	bool good = true;

	for (size_t i = 0; good && i < sources->n; i++) {
		struct strbuf folder = STRBUF_INIT;
		const char *slash = strrchr(sources->v[i].path, '/');

		good = report_joins_read(&joins, sources->v[i].path, &err);
		/* of a folder of exports, the file read */
		if (good && ends_in(sources->v[i].path, ".csv")) {
			strbuf_add(&folder, sources->v[i].path,
				slash ? (size_t)(slash - sources->v[i].path) : 0);
			good = report_joins_read(&joins, slash ? folder.buf : ".", &err);
		}
		strbuf_release(&folder);
	}
	good = good && report_sources_join(sources, joins.v, joins.n, &err);
	if (!good)
		complain(0, "%s", err.buf);
	report_joins_release(&joins);
	strbuf_release(&err);
	return good ? 0 : EXIT_UNUSABLE;
}

/* ---- output */

/*
 * An export may be too large for memory, so it is written as it is produced: to a draft, or to
 * standard output.
 */
int records_export(const struct options *options, records_write_fn *write, void *ctx)
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
