/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report --xapi, and learners export NAME --xapi: the base of the statements, and keeping. */
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/records.h"
#include "formats/xapi.h"
#include "formats/xapi_definition.h"
#include "formats/xapi_statement.h"
#include "os/complain.h"
#include "store/store.h"

struct exporting {
	struct report_sources *sources;
	struct xapi_definitions told;
	struct xapi_export *exports; /* of each source */
};

static bool write_statements(void *ctx, FILE *file, struct strbuf *err)
{
	struct exporting *e = ctx;
	bool good = true;

	for (size_t i = 0; good && i < e->sources->n; i++) {
		const struct report_source *source = &e->sources->v[i];

		good = xapi_write(
			&e->exports[i], source->store, source->wanted, source->n_wanted, file, err);
	}
	return good;
}

/* ---- the base */

/* Appends the base that is asked for, if one is; returns an exit status. */
static int read_base(const struct subcommand_context *context, struct strbuf *base)
{
	const struct options *o = context->options;
	struct strbuf asked = STRBUF_INIT;
	bool has = o->base ||
		(context->paths.config && config_read_base(context->paths.config, &asked));
	const char *typed = o->base ? o->base : asked.buf;
	int status = 0;

	if (has && !xapi_base(typed, base))
		status = complain(EXIT_USAGE,
			/* TRANSLATORS: what was typed */
			_("“%s” is no base for statements; it is an address such as https://example.org/vigie"),
			typed);
	strbuf_release(&asked);
	return status;
}

/* Compares the base with the one that a store has kept, and takes that if none was asked for. */
static int agree(const struct options *o, const char *kept, struct strbuf *base, bool *anew)
{
	if (!base->len)
		strbuf_addstr(base, kept);
	*anew = *kept && strcmp(kept, base->buf) != 0;
	if (*anew && !(o->new_base && o->base))
		return complain(EXIT_USAGE,
			/* TRANSLATORS: two addresses */
			_("the statements of this store begin with %s; with %s all of them would be new and count twice where the others are. If that is meant, add --base and --new-base"),
			kept, base->buf);
	return 0;
}

static bool is_rows(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && !strcmp(path + len - 4, ".csv");
}

/* Finds the base of all sources, and in keep which of them do not have it yet. */
static int choose_base(const struct subcommand_context *context, struct exporting *e,
	struct strbuf *base, bool *keep)
{
	int status = read_base(context, base);

	for (size_t i = 0; !status && i < e->sources->n; i++) {
		const struct report_source *source = &e->sources->v[i];
		struct strbuf kept = STRBUF_INIT;

		if (is_rows(source->path))
			status = complain(EXIT_USAGE,
				/* TRANSLATORS: a file */
				_("statements are made of a store; %s has not all that they say"),
				source->path);
		else if (store_read_about(source->store, "base", &kept) || base->len)
			status = agree(context->options, kept.buf, base, &e->exports[i].anew);
		keep[i] = !kept.len || e->exports[i].anew;
		strbuf_release(&kept);
	}
	if (!status && !base->len)
		status = complain(EXIT_USAGE, "%s",
			_("the statements need an address of your organisation, with which all their ids begin; type it once: vigie report --xapi --base https://example.org/vigie"));
	return status;
}

/* ---- keeping, for which the store is closed as one that is read, and opened to be written */

/* Keeps the base, or else the statements. True if the store took it; otherwise it is said why. */
static bool keep(const char *path, const struct xapi_export *e, bool base)
{
	struct strbuf err = STRBUF_INIT;
	struct store *store = store_open_as_is(path, &err);
	bool good = store &&
		(base ? store_keep_base(store, e->told->base, e->anew, &err)
		      : store_keep_statements(store, e->made, e->n_made, &err));

	if (!good && base)
		complain(0,
			/* TRANSLATORS: a sentence; an address */
			_("%s The base %s is used this time only."), err.buf, e->told->base);
	else if (!good)
		complain(0,
			/* TRANSLATORS: a sentence */
			_("%s The statements are complete, but the store does not know that they were made."),
			err.buf);
	store_close(store);
	strbuf_release(&err);
	return good;
}

/* What there is to say of the file was said when it was first opened. */
static struct store *open_again(const char *path)
{
	struct strbuf err = STRBUF_INIT;
	enum store_state state;
	struct store *store = store_open_reading(path, &state, &err);

	if (!store)
		complain(0, "%s", err.buf);
	strbuf_release(&err);
	return store;
}

/* Keeps the base where it is not yet; keeps says afterwards where anything can be kept. */
static int keep_base(struct exporting *e, bool *keeps)
{
	for (size_t i = 0; i < e->sources->n; i++) {
		struct report_source *source = &e->sources->v[i];

		if (!keeps[i]) {
			keeps[i] = true;
			continue;
		}
		store_close(source->store);
		keeps[i] = keep(source->path, &e->exports[i], true);
		source->store = open_again(source->path);
		if (!source->store)
			return EXIT_UNUSABLE;
	}
	return 0;
}

static void keep_statements(struct exporting *e, const bool *keeps)
{
	size_t changed = 0;

	for (size_t i = 0; i < e->sources->n; i++) {
		struct report_source *source = &e->sources->v[i];

		changed += e->exports[i].n_changed;
		if (!keeps[i] || !e->exports[i].n_made)
			continue;
		store_close(source->store);
		source->store = NULL;
		(void)keep(source->path, &e->exports[i], false);
	}
	if (changed)
		complain(0,
			Q_("%zu statement was left out, because it would say something else than when it was sent first; what was sent stands",
				"%zu statements were left out, because they would say something else than when they were sent first; what was sent stands",
				changed),
			changed);
}

int records_export_xapi(const struct subcommand_context *context, struct lesson_cache *known,
	struct report_sources *sources)
{
	struct strbuf base = STRBUF_INIT;
	struct exporting e = { .sources = sources, .told = { .known = known } };
	bool *keeps = xcalloc(sources->n + 1, sizeof(*keeps));
	int status;

	e.exports = xcalloc(sources->n + 1, sizeof(*e.exports));
	for (size_t i = 0; i < sources->n; i++)
		e.exports[i].told = &e.told;
	status = choose_base(context, &e, &base, keeps);
	e.told.base = base.buf;
	xapi_space(base.buf, e.told.space);
	if (!status)
		status = keep_base(&e, keeps);
	if (!status)
		status = records_export(context->options, write_statements, &e);
	if (!status)
		keep_statements(&e, keeps);
	for (size_t i = 0; i < sources->n; i++)
		xapi_release(&e.exports[i]);
	xapi_definitions_release(&e.told);
	free(e.exports);
	free(keeps);
	strbuf_release(&base);
	return status;
}
