/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vigie report --xapi, and learners export NAME --xapi: the base of the statements, and keeping. */
#include <string.h>

#include "app/config.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "cli/records.h"
#include "formats/xapi.h"
#include "os/complain.h"
#include "store/store.h"

struct exporting {
	struct xapi_export export;
	struct lesson_cache *known;
	struct store *store;
	const char *const *group;
	size_t n;
};

static bool write_statements(void *ctx, FILE *file, struct strbuf *err)
{
	struct exporting *e = ctx;

	return xapi_write(&e->export, e->known, e->store, e->group, e->n, file, err);
}

/* ---- the base */

/*
 * Finds the base that is asked for, and whether the store has one and it is another. Returns an
 * exit status other than 0 after a complaint.
 */
static int choose_base(const struct subcommand_context *context, const struct strbuf *kept,
	struct strbuf *base, bool *anew)
{
	const struct options *o = context->options;
	struct strbuf asked = STRBUF_INIT;
	bool has = o->base ||
		(context->paths.config && config_read_base(context->paths.config, &asked));
	const char *typed = o->base ? o->base : asked.buf;
	int status = 0;

	if (!has && !kept->len)
		status = complain(EXIT_USAGE, "%s",
			_("the statements need an address of your organisation, with which all their ids begin; type it once: vigie report --xapi --base https://example.org/vigie"));
	else if (has && !xapi_base(typed, base))
		status = complain(EXIT_USAGE,
			/* TRANSLATORS: what was typed */
			_("“%s” is no base for statements; it is an address such as https://example.org/vigie"),
			typed);
	else if (!has)
		strbuf_add(base, kept->buf, kept->len);
	*anew = kept->len && !status && strcmp(kept->buf, base->buf) != 0;
	if (*anew && !(o->new_base && o->base))
		status = complain(EXIT_USAGE,
			/* TRANSLATORS: two addresses */
			_("the statements of this store begin with %s; with %s all of them would be new and count twice where the others are. If that is meant, add --base and --new-base"),
			kept->buf, base->buf);
	strbuf_release(&asked);
	return status;
}

/* ---- keeping, for which the store is closed as one that is read, and opened to be written */

/* True if the store took it; otherwise it is said why. */
static bool keep(const char *path, const struct xapi_export *e, bool base)
{
	struct strbuf err = STRBUF_INIT;
	struct store *store = store_open_as_is(path, &err);
	bool good = store &&
		(base ? store_keep_base(store, e->base, e->anew, &err)
		      : store_keep_statements(store, e->made, e->n_made, &err));

	if (!good && base)
		complain(0,
			/* TRANSLATORS: a sentence; an address */
			_("%s The base %s is used this time only."), err.buf, e->base);
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

static int export_as(const struct subcommand_context *context, struct exporting *e, bool keep_base)
{
	const char *path = context->paths.store;
	bool keeps = true;
	int status;

	if (keep_base) {
		store_close(e->store);
		keeps = keep(path, &e->export, true);
		e->store = open_again(path);
		if (!e->store)
			return EXIT_UNUSABLE;
	}
	status = records_write(context->options, write_statements, e);
	if (!status && e->export.n_changed)
		complain(0,
			Q_("%zu statement was left out, because it would say something else than when it was sent first; what was sent stands",
				"%zu statements were left out, because they would say something else than when they were sent first; what was sent stands",
				e->export.n_changed),
			e->export.n_changed);
	if (!status && keeps && e->export.n_made) {
		store_close(e->store);
		e->store = NULL;
		(void)keep(path, &e->export, false);
	}
	return status;
}

int records_export_xapi(const struct subcommand_context *context, struct lesson_cache *known,
	struct store **store, const char *const *group, size_t n)
{
	struct strbuf kept = STRBUF_INIT, base = STRBUF_INIT;
	struct exporting e = { .known = known, .store = *store, .group = group, .n = n };
	int status;

	(void)store_read_about(*store, "base", &kept);
	status = choose_base(context, &kept, &base, &e.export.anew);
	e.export.base = base.buf;
	if (!status)
		status = export_as(context, &e, !kept.len || e.export.anew);
	*store = e.store;
	xapi_release(&e.export);
	strbuf_release(&kept);
	strbuf_release(&base);
	return status;
}
