/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report_page.h"

#include <stdarg.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/html.h"

void report_page_element(struct strbuf *out, const char *open, const char *text, const char *close)
{
	strbuf_addstr(out, open);
	html_text(out, text);
	strbuf_addstr(out, close);
}

void report_page_text(struct strbuf *out, const char *format, ...)
{
	struct strbuf plain = STRBUF_INIT;
	va_list ap;

	va_start(ap, format);
	strbuf_vaddf(&plain, format, ap);
	va_end(ap);
	html_text(out, plain.buf);
	strbuf_release(&plain);
}

void report_page_bar(struct strbuf *out, double share, const char *class)
{
	strbuf_addf(out,
		"<svg class=\"bar\" width=\"122\" height=\"12\" aria-hidden=\"true\"><rect class=\"frame\" x=\"1\" y=\"1\""
		" width=\"120\" height=\"10\"/><rect class=\"%s\" x=\"1\" y=\"1\" width=\"%.0f\" height=\"10\"/></svg> ",
		class, 120 * share);
}

void report_page_heads(struct strbuf *out, const char *const *names, size_t n)
{
	strbuf_addstr(out, "<table>\n<thead><tr>");
	for (size_t i = 0; i < n; i++)
		report_page_element(out, "<th scope=\"col\">", _(names[i]), "</th>");
	strbuf_addstr(out, "</tr></thead>\n<tbody>\n");
}
