/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html.h"

#include <string.h>

#include "base/strbuf.h"
#include "text/emphasis.h"
#include "text/text.h"

static void add_escaped(struct strbuf *out, const char *text, size_t len)
{
	struct strbuf clean = STRBUF_INIT;

	text_sanitize(&clean, text, len);
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

void html_text(struct strbuf *out, const char *text)
{
	struct strbuf plain = STRBUF_INIT;

	emphasis_plain(&plain, text, strlen(text));
	add_escaped(out, plain.buf, plain.len);
	strbuf_release(&plain);
}

void html_prose(struct strbuf *out, const char *text)
{
	const char *part;
	size_t at = 0, n, len = strlen(text);
	bool strong;

	while (emphasis_next(text, len, &at, &part, &n, &strong)) {
		strbuf_addstr(out, strong ? "<strong>" : "");
		add_escaped(out, part, n);
		strbuf_addstr(out, strong ? "</strong>" : "");
	}
}
