/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html.h"

#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"

void html_text(struct strbuf *out, const char *text)
{
	struct strbuf clean = STRBUF_INIT;

	text_sanitize(&clean, text, strlen(text));
	for (const char *s = clean.buf; *s; s++) {
		switch (*s) {
		case '&':
			strbuf_addstr(out, "&amp;");
			break;
		case '<':
			strbuf_addstr(out, "&lt;");
			break;
		case '>':
			strbuf_addstr(out, "&gt;");
			break;
		case '"':
			strbuf_addstr(out, "&quot;");
			break;
		default:
			strbuf_addch(out, *s);
		}
	}
	strbuf_release(&clean);
}
