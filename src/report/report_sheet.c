/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_sheet.h"

#include <stdarg.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/emphasis.h"
#include "text/text.h"

enum { BAR = 20, NARROW = 60 }; /* below NARROW cells bars have half the length */

struct wrapping {
	const struct report_sheet *sheet;
	const char *text;
	int indent;
	bool hang; /* the first line follows a label */
};

static void add_line(void *ctx, size_t start, size_t len, int cells)
{
	struct wrapping *w = ctx;
	struct strbuf *out = w->sheet->out;

	(void)cells;
	if (!w->hang)
		strbuf_addf(out, "%*s", w->indent, "");
	w->hang = false;
	if (w->sheet->ascii)
		text_ascii(out, w->text + start, len);
	else
		strbuf_add(out, w->text + start, len);
	strbuf_addch(out, '\n');
}

/* Adds text after label, which is at most indent cells wide. */
void report_sheet_labelled(
	const struct report_sheet *sheet, const char *label, int indent, const char *text)
{
	struct strbuf plain = STRBUF_INIT, clean = STRBUF_INIT;
	struct wrapping w = { .sheet = sheet, .indent = indent, .hang = true };
	int width = text_width(label, strlen(label));

	if (sheet->ascii)
		text_ascii(sheet->out, label, strlen(label));
	else
		strbuf_addstr(sheet->out, label);
	strbuf_addf(sheet->out, "%*s", width < indent ? indent - width : 0, "");
	emphasis_plain(&plain, text, strlen(text));
	text_sanitize(&clean, plain.buf, plain.len);
	w.text = clean.buf;
	text_wrap(clean.buf, clean.len, sheet->width - indent, add_line, &w);
	strbuf_release(&clean);
	strbuf_release(&plain);
}

void report_sheet_line(const struct report_sheet *sheet, int indent, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list ap;

	va_start(ap, format);
	strbuf_vaddf(&text, format, ap);
	va_end(ap);
	report_sheet_labelled(sheet, "", indent, text.buf);
	strbuf_release(&text);
}

void report_sheet_heading(const struct report_sheet *sheet, const char *text)
{
	strbuf_addch(sheet->out, '\n');
	report_sheet_line(sheet, 0, "%s", text);
	for (int i = text_width(text, strlen(text)); i > 0; i--)
		strbuf_addch(sheet->out, '=');
	strbuf_addch(sheet->out, '\n');
}

const char *report_sheet_bar(const struct report_sheet *sheet, char *buf, size_t size, double share)
{
	int cells = sheet->width < NARROW ? BAR / 2 : BAR, full = (int)(share * cells + 0.5);
	size_t len = 0;

	for (int i = 0; i < cells && len + 4 < size; i++) {
		const char *piece = sheet->ascii ? i < full ? "#" : "." : i < full ? "█" : "░";

		memcpy(buf + len, piece, strlen(piece));
		len += strlen(piece);
	}
	buf[len] = '\0';
	return buf;
}
