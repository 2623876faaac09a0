/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/csv_read.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "text/csv.h"

void csv_reader_init(struct csv_reader *r, FILE *file)
{
	int c = getc(file);

	*r = (struct csv_reader){ .file = file, .next_line = 1, .text = STRBUF_INIT };
	if (c != 0xef) {
		ungetc(c, file);
		return;
	}
	/* the rest of the byte-order mark; anything else shows as a bad name of a column */
	(void)getc(file);
	(void)getc(file);
}

void csv_reader_release(struct csv_reader *r)
{
	strbuf_release(&r->text);
}

/* Reads a quoted field after its quote. Sets *next to what follows it. */
static enum csv_status read_quoted(struct csv_reader *r, int *next)
{
	for (;;) {
		int c = getc_unlocked(r->file);

		if (c == EOF)
			return ferror(r->file) ? CSV_IO : CSV_UNCLOSED;
		if (c == '"') {
			c = getc_unlocked(r->file);
			if (c != '"') {
				*next = c;
				return CSV_RECORD;
			}
		}
		if (!c)
			return CSV_NUL;
		r->next_line += c == '\n';
		if (r->text.len >= CSV_RECORD_MAX)
			return CSV_TOO_LONG;
		strbuf_addch(&r->text, (char)c);
	}
}

static enum csv_status read_bare(struct csv_reader *r, int c, int *next)
{
	for (; c != EOF && c != ',' && c != '\r' && c != '\n'; c = getc_unlocked(r->file)) {
		if (!c)
			return CSV_NUL;
		if (c == '"')
			return CSV_STRAY;
		if (r->text.len >= CSV_RECORD_MAX)
			return CSV_TOO_LONG;
		strbuf_addch(&r->text, (char)c);
	}
	*next = c;
	return CSV_RECORD;
}

/* Removes the apostrophe that keeps a spreadsheet from running the text. */
static void unguard(struct csv_reader *r, size_t start)
{
	if (r->text.len > start && csv_is_guarded(r->text.buf + start))
		strbuf_splice(&r->text, start, 1, "", 0);
}

static enum csv_status read_field(struct csv_reader *r, int c, int *next)
{
	bool quoted = c == '"';
	size_t start = r->text.len;
	enum csv_status status;

	if (r->n == CSV_FIELDS_MAX)
		return CSV_TOO_LONG;
	r->starts[r->n++] = start;
	status = quoted ? read_quoted(r, next) : read_bare(r, c, next);
	if (status != CSV_RECORD)
		return status;
	if (quoted)
		unguard(r, start);
	strbuf_addch(&r->text, '\0');
	return *next == ',' || *next == '\r' || *next == '\n' || *next == EOF ? CSV_RECORD
									      : CSV_STRAY;
}

enum csv_status csv_next(struct csv_reader *r)
{
	enum csv_status status = CSV_RECORD;
	int c;

	while ((c = getc_unlocked(r->file)) == '\n' || c == '\r')
		r->next_line += c == '\n';
	r->line = r->next_line;
	r->n = 0;
	strbuf_clear(&r->text);
	if (c == EOF)
		return ferror(r->file) ? CSV_IO : CSV_END;
	for (;;) {
		status = read_field(r, c, &c);
		if (status != CSV_RECORD || c != ',')
			break;
		c = getc_unlocked(r->file);
	}
	if (status != CSV_RECORD)
		return status;
	if (ferror(r->file))
		return CSV_IO;
	if (c == '\r')
		c = getc_unlocked(r->file);
	if (c != '\n' && c != EOF)
		return CSV_STRAY;
	r->next_line++;
	return CSV_RECORD;
}

const char *csv_field(const struct csv_reader *r, size_t i)
{
	return i < r->n ? r->text.buf + r->starts[i] : "";
}
