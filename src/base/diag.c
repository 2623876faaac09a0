/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

static size_t *counter(struct diags *diags, enum severity severity)
{
	switch (severity) {
	case DIAG_ERROR:
		return &diags->errors;
	case DIAG_WARNING:
		return &diags->warnings;
	default:
		return &diags->notes;
	}
}

const char *diag_severity(enum severity severity)
{
	static const char *const names[] = {
		[DIAG_ERROR] = "error",
		[DIAG_WARNING] = "warning",
		[DIAG_NOTE] = "note",
	};

	return names[severity];
}

void diag_add(struct diags *diags, enum severity severity, const char *rule, const char *file,
	int line, int column, const char *source, const char *fmt, ...)
{
	struct strbuf message = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&message, fmt, ap);
	va_end(ap);
	ALLOC_GROW(diags->v, diags->n + 1, diags->cap);
	diags->v[diags->n++] = (struct diag){
		.severity = severity,
		.rule = rule,
		.file = arena_strdup(&diags->arena, file),
		.line = line,
		.column = column,
		.message = arena_memdupz(&diags->arena, message.buf, message.len),
		.source = source ? arena_strdup(&diags->arena, source) : NULL,
	};
	++*counter(diags, severity);
	strbuf_release(&message);
}

void diag_stands_alone(struct diags *diags)
{
	diags->v[diags->n - 1].alone = true;
}

void diag_instead(struct diags *diags, const char *key)
{
	diags->v[diags->n - 1].instead = arena_strdup(&diags->arena, key);
}

void diag_follows(struct diags *diags, const char *file, int from, int to)
{
	struct diag *d = &diags->v[diags->n - 1];

	d->cause = arena_strdup(&diags->arena, file);
	d->cause_from = from;
	d->cause_to = to;
}

struct sorted {
	struct diag diag;
	size_t rank; /* makes qsort stable */
};

static int compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_places(const struct diag *a, const struct diag *b)
{
	int order = strcmp(a->file, b->file);

	if (!order)
		order = (a->line > b->line) - (a->line < b->line);
	return order ? order : (a->column > b->column) - (a->column < b->column);
}

static int compare_contents(const struct diag *a, const struct diag *b)
{
	int order = compare_places(a, b);

	if (!order)
		order = (int)a->severity - (int)b->severity;
	if (!order)
		order = strcmp(a->rule, b->rule);
	return order ? order : strcmp(a->message, b->message);
}

static int by_contents(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int order = compare_contents(&x->diag, &y->diag);

	return order ? order : compare_numbers(x->rank, y->rank);
}

static int by_place(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int order = compare_places(&x->diag, &y->diag);

	return order ? order : compare_numbers(x->rank, y->rank);
}

/*
 * Keeps only the first added of each run of equal diagnostics, which are adjacent. Returns the
 * number kept.
 */
static size_t drop_repeats(struct diags *diags, struct sorted *sorted)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->n; i++) {
		const struct diag *d = &sorted[i].diag;

		if (!kept || compare_contents(&sorted[kept - 1].diag, d) != 0)
			sorted[kept++] = sorted[i];
		else
			--*counter(diags, d->severity);
	}
	return kept;
}

static bool is_one_line(const struct diag *a, const struct diag *b)
{
	return a->line && a->line == b->line && !strcmp(a->file, b->file);
}

/*
 * Keeps of each line, whose diagnostics are adjacent, only the first that stands alone, if any, and
 * what has no column: it speaks of more than the line.
 */
static size_t drop_followers(struct diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0, end; i < diags->n; i = end) {
		size_t alone = diags->n;

		for (end = i;
			end < diags->n && (end == i || is_one_line(&diags->v[i], &diags->v[end]));
			end++)
			if (alone == diags->n && diags->v[end].alone)
				alone = end;
		for (size_t k = i; k < end; k++)
			if (alone == diags->n || k == alone || !diags->v[k].column)
				diags->v[kept++] = diags->v[k];
			else
				--*counter(diags, diags->v[k].severity);
	}
	return kept;
}

/* True if the lines that d follows from have an error. */
static bool has_cause(const struct diags *diags, const struct diag *d)
{
	for (size_t i = 0; d->cause && i < diags->n; i++) {
		const struct diag *e = &diags->v[i];

		if (e->severity == DIAG_ERROR && e->line >= d->cause_from &&
			e->line <= d->cause_to && !strcmp(e->file, d->cause))
			return true;
	}
	return false;
}

/* Only warnings follow from an error, so that dropping one leaves the causes of the others. */
static size_t drop_consequences(struct diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->n; i++)
		if (diags->v[i].severity == DIAG_WARNING && has_cause(diags, &diags->v[i]))
			diags->warnings--;
		else
			diags->v[kept++] = diags->v[i];
	return kept;
}

void diags_sort(struct diags *diags)
{
	struct sorted *sorted;

	if (diags->n < 2)
		return;
	sorted = xcalloc(diags->n, sizeof(*sorted));
	for (size_t i = 0; i < diags->n; i++)
		sorted[i] = (struct sorted){ diags->v[i], i };
	qsort(sorted, diags->n, sizeof(*sorted), by_contents);
	diags->n = drop_repeats(diags, sorted);
	qsort(sorted, diags->n, sizeof(*sorted), by_place);
	for (size_t i = 0; i < diags->n; i++)
		diags->v[i] = sorted[i].diag;
	free(sorted);
	diags->n = drop_consequences(diags);
	diags->n = drop_followers(diags);
}

void diags_release(struct diags *diags)
{
	free(diags->v);
	arena_release(&diags->arena);
	*diags = (struct diags)DIAGS_INIT;
}
