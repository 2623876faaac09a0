/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/json.h"

#include <stdbool.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/text_char.h"
#include "text/utf8.h"

static void json_char(struct strbuf *out, char c)
{
	switch (c) {
	case '"':
		strbuf_addstr(out, "\\\"");
		break;
	case '\\':
		strbuf_addstr(out, "\\\\");
		break;
	case '\n':
		strbuf_addstr(out, "\\n");
		break;
	case '\t':
		strbuf_addstr(out, "\\t");
		break;
	default:
		if ((unsigned char)c < 0x20 || c == 0x7f)
			strbuf_addf(out, "\\u%04x", (unsigned char)c);
		else
			strbuf_addch(out, c);
	}
}

/* Appends \u escapes; a code point past U+FFFF takes two. */
static void json_escape(struct strbuf *out, uint32_t code)
{
	if (code < 0x10000)
		strbuf_addf(out, "\\u%04x", (unsigned)code);
	else
		strbuf_addf(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (code >> 10)),
			(unsigned)(0xdc00 | (code & 0x3ff)));
}

static void add_string(struct strbuf *out, const char *s, bool ascii)
{
	size_t len;

	if (!s) {
		strbuf_addstr(out, "null");
		return;
	}
	strbuf_addch(out, '"');
	for (len = strlen(s); len;) {
		uint32_t code;
		size_t n = utf8_decode(s, len, &code);

		if (code == UTF8_BAD)
			strbuf_addstr(out, ascii ? "\\ufffd" : "\xef\xbf\xbd");
		else if (n == 1)
			json_char(out, *s);
		else if (ascii || char_fate(code) != CHAR_KEEP)
			json_escape(out, code);
		else
			strbuf_add(out, s, n);
		s += n;
		len -= n;
	}
	strbuf_addch(out, '"');
}

void json_string(struct strbuf *out, const char *s)
{
	add_string(out, s, false);
}

void json_ascii(struct strbuf *out, const char *s)
{
	add_string(out, s, true);
}
