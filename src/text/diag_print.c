/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/diag_print.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"

/* Lesson lines are long: if one does not fit, show the part around the caret. */
enum { SOURCE_CELLS = 78, SOURCE_BEFORE = 50 };

/* Returns the length of the longest run of whole clusters at the start of s that fits in cells. */
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

/*
 * Prints the line, then a caret under column (none if 0), both indented by one cell so that they do
 * not look like a diagnostic.
 */
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

static const char *severity_word(enum severity severity)
{
	switch (severity) {
	case DIAG_ERROR:
		return _("error");
	case DIAG_WARNING:
		return _("warning");
	default:
		/* TRANSLATORS: before a message of check that is neither an error nor a warning */
		return _("note");
	}
}

static void print(const struct diag *d, struct strbuf *out)
{
	print_clean(out, d->file);
	if (d->line > 0)
		strbuf_addf(out, ":%d", d->line);
	if (d->line > 0 && d->column > 0)
		strbuf_addf(out, ":%d", d->column);
	strbuf_addf(out, ": %s: ", severity_word(d->severity));
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
