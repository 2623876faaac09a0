/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/utf8.h"

#include "text/text.h"

size_t utf8_before(const char *s, size_t at)
{
	uint32_t code;

	for (size_t n = 1; n <= 4 && n <= at; n++)
		if (utf8_decode(s + at - n, n, &code) == n && code != UTF8_BAD)
			return at - n;
	return at - 1;
}

bool text_valid(const char *s, size_t len, size_t *bad)
{
	size_t i = 0;

	for (;;) {
		uint32_t code;
		size_t n;

		i += utf8_ascii_run(s + i, len - i);
		if (i == len)
			return true;
		n = utf8_decode(s + i, len - i, &code);
		if (code == UTF8_BAD)
			break;
		i += n;
	}
	if (bad)
		*bad = i;
	return false;
}

int utf8_put(char out[4], uint32_t c)
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = UTF8_REPLACEMENT;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

static int first_byte(struct utf8_decoder *d, unsigned char byte, uint32_t *out)
{
	if (byte < 0x80) {
		*out = byte;
		return 1;
	}
	if (byte < 0xC2 || byte > 0xF4) {
		*out = UTF8_REPLACEMENT;
		return -1;
	}
	d->need = (uint8_t)(byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3);
	d->seen = 0;
	d->code = byte & (0x3Fu >> d->need);
	/* the second byte rules out over-long forms, surrogates and values above U+10FFFF */
	d->low = (uint8_t)(byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80);
	d->high = (uint8_t)(byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF);
	return 0;
}

int utf8_feed(struct utf8_decoder *d, unsigned char byte, uint32_t *out)
{
	d->again = false;
	if (!d->need)
		return first_byte(d, byte, out);
	if (byte < d->low || byte > d->high) {
		d->need = 0;
		d->again = true;
		*out = UTF8_REPLACEMENT;
		return -1;
	}
	d->low = 0x80;
	d->high = 0xBF;
	d->code = d->code << 6 | (byte & 0x3Fu);
	if (++d->seen < d->need)
		return 0;
	d->need = 0;
	*out = d->code;
	return 1;
}
