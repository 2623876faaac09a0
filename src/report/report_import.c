/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "os/complain.h"
#include "os/file.h"
#include "os/folder.h"
#include "report/report_contract.h"
#include "store/collect.h"
#include "text/csv_read.h"

enum { COMPLAINTS_MAX = 20 }; /* per command */

struct collected {
	char id[STORE_ID_SIZE];
	char *path; /* of the file where it was first seen */
	struct store *store;
};

struct import {
	struct collected *stores;
	size_t n, cap;
	size_t bad, conflicts;
	struct strbuf *err;
	bool failed; /* err says why */
	/* the current file */
	const char *path;
	struct csv_reader csv;
	const struct report_column *columns[CSV_FIELDS_MAX]; /* NULL: ignored */
};

static void complain_row(struct import *im, size_t *count, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
static void complain_row(struct import *im, size_t *count, const char *fmt, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&text, fmt, ap);
	va_end(ap);
	if (++*count <= COMPLAINTS_MAX)
		complain(0, "%s:%d: %s", im->path, im->csv.line, text.buf);
	strbuf_release(&text);
}

static struct store *get_store(struct import *im, const char *id)
{
	struct collected *c;

	for (size_t i = im->n; i-- > 0;)
		if (!strcmp(im->stores[i].id, id))
			return im->stores[i].store;
	ALLOC_GROW(im->stores, im->n + 1, im->cap);
	c = &im->stores[im->n];
	*c = (struct collected){ .store = store_collect_new(id, im->err) };
	if (!c->store) {
		im->failed = true;
		return NULL;
	}
	snprintf(c->id, sizeof(c->id), "%s", id);
	c->path = xstrdup(im->path);
	im->n++;
	return c->store;
}

/* ---- rows */

static bool find_sitting(const char *name, enum run_kind *kind)
{
	static const struct {
		const char *name;
		enum run_kind kind;
	} sittings[] = { { "quiz", RUN_QUIZ }, { "missed", RUN_MISSED }, { "exam", RUN_EXAM },
		{ "scenario", RUN_SCENARIO }, { "review", RUN_REVIEW } };

	for (size_t i = 0; i < ARRAY_SIZE(sittings); i++)
		if (!strcmp(sittings[i].name, name)) {
			*kind = sittings[i].kind;
			return true;
		}
	return false;
}

static bool is_small(int64_t n)
{
	return n <= INT32_MAX;
}

/* True if the numbers agree with each other and fit the store. */
static bool is_plausible(const struct report_event *e, unsigned kind)
{
	/* which is no try, and comes after those there were */
	bool is_skip = !e->response || !*e->response;

	if (!is_small(e->score) || !is_small(e->max) || e->score > e->max)
		return false;
	if (kind & REPORT_RESPONSES)
		return is_small(e->number) && is_small(e->tries) && is_small(e->hints) &&
			is_small(e->spent) && e->confidence <= CONFIDENCE_SURE && e->last <= 1 &&
			e->try >= 1 && e->try <= e->tries + is_skip;
	return is_small(e->asked) && is_small(e->answered) && e->answered <= e->asked &&
		e->mark <= 100 && e->needed <= 100 && e->passed <= 1;
}

static int known_or(int64_t n, int otherwise)
{
	return n < 0 ? otherwise : (int)n;
}

static enum store_collected take_start(
	struct import *im, struct store *store, const struct report_event *e)
{
	char short_id[9];
	struct store_run_row row = { .learner = e->learner,
		.id = e->run,
		.lesson = e->lesson,
		.person = e->person,
		.started = e->said_at < 0 ? 0 : e->said_at };

	/* an export without names */
	snprintf(short_id, sizeof(short_id), "%s", e->person);
	if (!row.learner)
		row.learner = short_id;
	if (find_sitting(e->sitting, &row.kind))
		return store_collect_run(store, &row, im->err);
	complain_row(im, &im->bad, _("“%s” is not a kind of sitting"), e->sitting);
	return STORE_COLLECT_SAME;
}

static enum store_collected take_finish(
	struct import *im, struct store *store, const struct report_event *e)
{
	struct store_run_row row = { .id = e->run,
		.finished = e->said_at > 0 ? e->said_at : 1,
		.result = { .score = (int)e->score,
			.max = (int)e->max,
			.asked = known_or(e->asked, 0),
			.answered = known_or(e->answered, 0),
			.earlier = e->needed<0,
				.rule = { known_or(e->mark, 0), known_or(e->needed, 0) },
				.passed = e->passed> 0 } };

	return store_collect_finish(store, &row, e->regraded > 0 ? e->regraded : 0, im->err);
}

static enum store_collected take_response(
	struct import *im, struct store *store, const struct report_event *e)
{
	struct store_answer_row row = { .question = e->question,
		.response = e->response ? e->response : "",
		.number = (int)e->number,
		.try = (int)e->try,
		.tries = (int)e->tries,
		.is_last = e->last > 0,
		.score = (int)e->score,
		.max = (int)e->max,
		.hints = known_or(e->hints, 0),
		.confidence = (enum confidence)known_or(e->confidence, 0),
		.at = e->said_at < 0 ? 0 : e->said_at,
		.spent = (int)e->spent,
		.version = e->version,
		.regraded = e->regraded < 0 ? 0 : e->regraded };

	return store_collect_answer(store, e->run, &row, im->err);
}

static void take_event(struct import *im, const struct report_event *e, unsigned kind)
{
	struct store *store = get_store(im, e->store);
	enum store_collected outcome;

	if (!store)
		return;
	outcome = kind == REPORT_START  ? take_start(im, store, e)
		: kind == REPORT_FINISH ? take_finish(im, store, e)
					: take_response(im, store, e);
	im->failed |= outcome == STORE_COLLECT_FAILED;
	if (outcome == STORE_COLLECT_ORPHAN)
		complain_row(
			im, &im->bad, _("the sitting %s was not begun in a row before"), e->run);
	else if (outcome == STORE_COLLECT_OTHER)
		complain_row(im, &im->conflicts,
			_("the same sitting, number and try was read with other contents; this row is left out"));
}

static void take_record(struct import *im)
{
	const struct report_column *missing;
	struct report_event e;
	unsigned kind;

	report_event_init(&e);
	for (size_t i = 0; i < im->csv.n; i++) {
		const struct report_column *c = im->columns[i];

		if (c && !report_contract_read(c, csv_field(&im->csv, i), &e)) {
			complain_row(im, &im->bad, _("“%s” cannot be a value of the column %s"),
				csv_field(&im->csv, i), c->name);
			return;
		}
	}
	kind = e.kind ? report_kind(e.kind) : 0;
	/* of a later contract: left alone, as that says */
	if (e.kind && !kind)
		return;
	missing = report_contract_missing(&e);
	if (missing)
		complain_row(im, &im->bad, _("the column %s has no value"), missing->name);
	else if (e.contract > REPORT_CONTRACT)
		complain_row(im, &im->bad, _("a newer version of Vigie wrote this row"));
	else if (!is_plausible(&e, kind))
		complain_row(im, &im->bad, _("its numbers contradict each other"));
	else
		take_event(im, &e, kind);
}

/* ---- files */

static const struct report_column *find_column(const char *name)
{
	for (size_t i = 0; i < report_n_columns; i++)
		if (!strcmp(report_columns[i].name, name))
			return &report_columns[i];
	return NULL;
}

static bool read_header(struct import *im)
{
	bool has_store = false, has_run = false;

	if (csv_next(&im->csv) == CSV_RECORD)
		for (size_t i = 0; i < im->csv.n; i++) {
			im->columns[i] = find_column(csv_field(&im->csv, i));
			has_store |= !strcmp(csv_field(&im->csv, i), "store");
			has_run |= !strcmp(csv_field(&im->csv, i), "run");
		}
	if (!has_store || !has_run)
		complain_row(im, &im->bad,
			_("these are not answers that “vigie report --csv --answers” wrote"));
	return has_store && has_run;
}

static void complain_csv(struct import *im, enum csv_status status)
{
	switch (status) {
	case CSV_UNCLOSED:
		complain_row(im, &im->bad,
			_("the file ends inside a text: it was cut off; copy it again"));
		break;
	case CSV_STRAY:
		complain_row(im, &im->bad, _("a quotation mark or a line end is out of place"));
		break;
	case CSV_NUL:
		complain_row(im, &im->bad, _("there is a NUL character"));
		break;
	case CSV_TOO_LONG:
		complain_row(im, &im->bad, _("the row is too long"));
		break;
	case CSV_IO:
		complain_row(im, &im->bad, "%s", error_text(errno));
		break;
	case CSV_RECORD:
	case CSV_END:
		break;
	}
}

static void read_file(struct import *im, const char *path)
{
	FILE *file = fopen(path, "re");
	enum csv_status status = CSV_END;

	if (!file) {
		strbuf_addf(im->err, _("cannot read %s: %s"), path, error_text(errno));
		im->failed = true;
		return;
	}
	im->path = path;
	memset(im->columns, 0, sizeof(im->columns));
	csv_reader_init(&im->csv, file);
	if (read_header(im))
		while (!im->failed && im->bad <= COMPLAINTS_MAX &&
			(status = csv_next(&im->csv)) == CSV_RECORD)
			take_record(im);
	complain_csv(im, status);
	csv_reader_release(&im->csv);
	fclose(file);
}

static bool ends_in_csv(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".csv");
}

static void read_folder(struct import *im, const char *path)
{
	struct arena arena = ARENA_INIT;
	struct diags diags = DIAGS_INIT;
	struct folder folder;
	size_t n = 0;

	if (!folder_read(&folder, &arena, path, &diags))
		im->failed = complain_diags(&diags) != 0;
	for (size_t i = 0; !im->failed && i < folder.n; i++)
		if (ends_in_csv(folder.names[i])) {
			n++;
			read_file(im, arena_printf(&arena, "%s/%s", path, folder.names[i]));
		}
	if (!n && !im->failed) {
		strbuf_addf(im->err,
			_("there are no answers in %s: files that “vigie report --csv --answers -o FILE.csv” wrote"),
			path);
		im->failed = true;
	}
	diags_release(&diags);
	arena_release(&arena);
}

bool report_import(struct report_sources *sources, const char *path, const char *const *wanted,
	size_t n_wanted, struct strbuf *err)
{
	struct import im = { .err = err };
	bool good;

	if (file_is_folder(path))
		read_folder(&im, path);
	else
		read_file(&im, path);
	if (im.bad > COMPLAINTS_MAX)
		complain(0, _("%s: too many errors; the rest is not read"), im.path);
	if (im.conflicts > COMPLAINTS_MAX)
		complain(0, _("%zu more rows contradict earlier ones"),
			im.conflicts - COMPLAINTS_MAX);
	good = !im.failed && !im.bad;
	for (size_t i = 0; i < im.n; i++) {
		good = store_collect_end(im.stores[i].store, err) && good;
		if (good)
			good = report_sources_add(sources, im.stores[i].store, im.stores[i].path,
				wanted, n_wanted, err);
		else
			store_close(im.stores[i].store);
		free(im.stores[i].path);
	}
	free(im.stores);
	return good;
}
