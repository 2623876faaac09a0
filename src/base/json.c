/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

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

void json_string(struct strbuf *out, const char *s)
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
			strbuf_addstr(out, "\xef\xbf\xbd");
		else if (n == 1)
			json_char(out, *s);
		else
			strbuf_add(out, s, n);
		s += n;
		len -= n;
	}
	strbuf_addch(out, '"');
}
