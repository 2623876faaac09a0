/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_csv.h"

#include <stdarg.h>

#include "text/csv.h"

void report_csv_head(struct strbuf *out)
{
	static const char *const names[] = {
#define REPORT_CSV(id, name) name,
		REPORT_CSV_COLUMNS
#undef REPORT_CSV
	};

	for (size_t i = 0; i < REPORT_CSV_COUNT; i++)
		strbuf_addf(out, "%s%s", i ? "," : "", names[i]);
	strbuf_addstr(out, "\r\n");
}

/* The first set of a strbuf in { 0 } needs its empty text. */
static struct strbuf *cell(struct report_csv *row, enum report_csv_column column)
{
	struct strbuf *cell = &row->cells[column];

	if (!cell->buf)
		strbuf_init(cell);
	strbuf_clear(cell);
	return cell;
}

void report_csv_text(struct report_csv *row, enum report_csv_column column, const char *text)
{
	csv_text(cell(row, column), text);
}

void report_csv_number(
	struct report_csv *row, enum report_csv_column column, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	strbuf_vaddf(cell(row, column), format, ap);
	va_end(ap);
}

void report_csv_end(struct report_csv *row, struct strbuf *out)
{
	for (size_t i = 0; i < REPORT_CSV_COUNT; i++) {
		struct strbuf *cell = &row->cells[i];

		strbuf_addstr(out, i ? "," : "");
		if (!cell->buf)
			continue;
		strbuf_add(out, cell->buf, cell->len);
		strbuf_release(cell);
	}
	strbuf_addstr(out, "\r\n");
	*row = (struct report_csv){ 0 };
}
