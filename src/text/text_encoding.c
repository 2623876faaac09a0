/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/text_encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"

bool text_from_utf16(struct strbuf *out, const char *data, size_t len)
{
	const unsigned char *d = (const unsigned char *)data;
	size_t n = len / 2, size = 0;
	uint16_t *units;
	uint8_t *text;
	bool little;

	if (len < 4 || len % 2 || d[0] + d[1] != 0xff + 0xfe || d[0] == d[1])
		return false;
	little = d[0] == 0xff;
	units = xmalloc((n - 1) * sizeof(*units));
	for (size_t i = 1; i < n; i++)
		units[i - 1] = (uint16_t)(d[2 * i + little] << 8 | d[2 * i + !little]);
	text = u16_to_u8(units, n - 1, NULL, &size);
	if (text)
		strbuf_add(out, (const char *)text, size);
	free(units);
	free(text);
	return text != NULL;
}

/* The bytes 80 to 9F, as the WHATWG Encoding Standard lists them; 0: none. */
static const uint16_t windows[] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D,
	0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

bool text_from_windows_1252(struct strbuf *out, const char *data, size_t len)
{
	size_t before = out->len;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)data[i];
		uint32_t code = c >= 0x80 && c < 0xA0 ? windows[c - 0x80] : c;
		char utf8[4];

		if (!code || code == 0x7F ||
			(code < ' ' && code != '\t' && code != '\n' && code != '\r')) {
			strbuf_setlen(out, before);
			return false;
		}
		strbuf_add(out, utf8, (size_t)utf8_put(utf8, code));
	}
	return true;
}
