/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 decoding, for the files of text/ only; other rooms use text.h. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The result of utf8_decode for a byte that does not begin a valid sequence; such a byte is
 * consumed on its own.
 */
#define UTF8_BAD UINT32_MAX
#define UTF8_REPLACEMENT 0xFFFDu

/*
 * Decodes by table 3-7 of the Unicode Standard: no surrogates, no over-long forms, nothing past
 * U+10FFFF. len >= 1.
 */
static inline size_t utf8_decode(const char *text, size_t len, uint32_t *code)
{
	const unsigned char *s = (const unsigned char *)text;
	uint32_t c = s[0];

	if (c < 0x80) {
		*code = c;
		return 1;
	}
	*code = UTF8_BAD;
	if (c < 0xC2 || len < 2 || (s[1] & 0xC0) != 0x80)
		return 1;
	if (c < 0xE0) {
		*code = (c & 0x1F) << 6 | (s[1] & 0x3Fu);
		return 2;
	}
	if (len < 3 || (s[2] & 0xC0) != 0x80)
		return 1;
	if (c < 0xF0) {
		c = (c & 0x0F) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
		if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF))
			return 1;
		*code = c;
		return 3;
	}
	if (c > 0xF4 || len < 4 || (s[3] & 0xC0) != 0x80)
		return 1;
	c = (c & 0x07) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
	if (c < 0x10000 || c > 0x10FFFF)
		return 1;
	*code = c;
	return 4;
}

/*
 * Returns the start of the code point, or of the single bad byte, that ends at offset at; at >= 1.
 */
size_t utf8_before(const char *s, size_t at);

/* Loads eight bytes at once, for the runs of ASCII that most text is made of. */
static inline uint64_t utf8_word(const char *s)
{
	uint64_t w;

	memcpy(&w, s, sizeof(w));
	return w;
}

#define UTF8_HIGH_BITS UINT64_C(0x8080808080808080)

/* Returns the length of the run of ASCII at the start of s. */
static inline size_t utf8_ascii_run(const char *s, size_t len)
{
	size_t i = 0;

	while (len - i >= 8 && !(utf8_word(s + i) & UTF8_HIGH_BITS))
		i += 8;
	while (i < len && !((unsigned char)s[i] & 0x80))
		i++;
	return i;
}

/* Returns the length of the run of printable ASCII (space to ~) at the start of s. */
static inline size_t utf8_printable_run(const char *s, size_t len)
{
	size_t i = 0;

	while (len - i >= 8) {
		uint64_t w = utf8_word(s + i);

		/* high bit set: not ASCII, below space, or DEL; a borrow only follows a hit */
		if ((w | (w - UINT64_C(0x2020202020202020)) | (w + UINT64_C(0x0101010101010101))) &
			UTF8_HIGH_BITS)
			break;
		i += 8;
	}
	while (i < len && s[i] >= ' ' && s[i] < 0x7F)
		i++;
	return i;
}

#endif
