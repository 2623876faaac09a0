/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/records.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/complain.h"
#include "store/store.h"

struct store *records_open(const struct paths *paths, int *status)
{
	struct strbuf err = STRBUF_INIT;
	enum store_state state;
	struct store *store = NULL;

	*status = EXIT_UNUSABLE;
	if (!paths->store || access(paths->store, F_OK)) {
		complain(0, _("there is no progress at %s"), paths->store ? paths->store : "");
	} else {
		store = store_open(paths->store, "", &state, &err);
		/* a store that can be read but not written is good enough */
		if (store && state != STORE_OK && state != STORE_UNUSABLE) {
			store_close(store);
			store = NULL;
		}
		if (!store)
			complain(0, "%s", err.buf);
	}
	strbuf_release(&err);
	return store;
}

/* All or nothing, like write_file; but an export may be too large for memory. */
int records_export(const struct options *options, export_fn *write, struct lesson_cache *known,
	struct store *store, const char *const *group, size_t n)
{
	bool to_file = options->output && strcmp(options->output, "-") != 0;
	struct strbuf beside = STRBUF_INIT, err = STRBUF_INIT;
	FILE *file = stdout;
	bool good;

	strbuf_addf(&beside, "%s.new", to_file ? options->output : "");
	if (to_file)
		file = fopen(beside.buf, "wb");
	good = file && (!options->csv || !options->bom || fputs(BOM, file) >= 0) &&
		write(known, store, group, n, file, &err);
	if (to_file && file) {
		good = !fclose(file) && good;
		good = good && !rename(beside.buf, options->output);
		if (!good)
			unlink(beside.buf);
	}
	if (!good)
		complain(0, "%s", err.len ? err.buf : _("the result could not be written"));
	strbuf_release(&beside);
	strbuf_release(&err);
	return good ? 0 : EXIT_UNUSABLE;
}
