/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"

/* Lines of a lesson are long; of a longer one the part around the caret is shown. */
enum { SOURCE_CELLS = 78, SOURCE_BEFORE = 50 };

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
	if (severity == DIAG_ERROR)
		diags->errors++;
	else
		diags->warnings++;
	strbuf_release(&message);
}

struct sorted {
	struct diag diag;
	size_t rank;            /* makes qsort stable */
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

/* Repeats stand side by side; of each only the one that was added first stays. Returns how many stay. */
static size_t drop_repeats(struct diags *diags, struct sorted *sorted)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->n; i++) {
		const struct diag *d = &sorted[i].diag;

		if (!kept || compare_contents(&sorted[kept - 1].diag, d) != 0)
			sorted[kept++] = sorted[i];
		else if (d->severity == DIAG_ERROR)
			diags->errors--;
		else
			diags->warnings--;
	}
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
}

/* Bytes of the first clusters of s that together have at most so many cells. */
static size_t bytes_in(const char *s, size_t len, int cells)
{
	size_t i = 0;

	while (i < len) {
		int w;
		size_t n = text_next(s + i, len - i, &w);

		if (w > cells)
			break;
		cells -= w;
		i += n;
	}
	return i;
}

/* The line, then a caret under column (0: none); both one cell in, not to pass for a diagnostic. */
static void print_source(struct strbuf *out, const char *source, int column)
{
	struct strbuf clean = STRBUF_INIT;
	size_t start = 0, len;
	int before;

	text_sanitize(&clean, source, strcspn(source, "\r\n"));
	if (column - 1 > SOURCE_BEFORE && text_width(clean.buf, clean.len) > SOURCE_CELLS)
		start = bytes_in(clean.buf, clean.len, column - 1 - SOURCE_BEFORE);
	len = bytes_in(clean.buf + start, clean.len - start, SOURCE_CELLS);
	strbuf_addch(out, ' ');
	strbuf_add(out, clean.buf + start, len);
	strbuf_addch(out, '\n');
	if (column > 0) {
		before = column - 1 - text_width(clean.buf, start);
		if (before > text_width(clean.buf + start, len))
			before = text_width(clean.buf + start, len);
		strbuf_addf(out, " %*s^\n", before, "");
	}
	strbuf_release(&clean);
}

static void print_clean(struct strbuf *out, const char *s)
{
	text_sanitize(out, s, strlen(s));
}

static void print(const struct diag *d, struct strbuf *out)
{
	print_clean(out, d->file);
	if (d->line > 0)
		strbuf_addf(out, ":%d", d->line);
	if (d->line > 0 && d->column > 0)
		strbuf_addf(out, ":%d", d->column);
	strbuf_addf(out, ": %s: ", d->severity == DIAG_ERROR ? _("error") : _("warning"));
	print_clean(out, d->message);
	strbuf_addf(out, " [%s]\n", d->rule);
	if (d->source)
		print_source(out, d->source, d->column);
}

void diags_print(const struct diags *diags, struct strbuf *out)
{
	for (size_t i = 0; i < diags->n; i++)
		print(&diags->v[i], out);
}

void diags_release(struct diags *diags)
{
	free(diags->v);
	arena_release(&diags->arena);
	*diags = (struct diags)DIAGS_INIT;
}
