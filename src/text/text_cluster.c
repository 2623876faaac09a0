/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters: what a person takes for one letter, and the widths of a terminal. */
#include <unigbrk.h>

#include "text/text.h"
#include "text/text_char.h"
#include "text/utf8.h"

enum {
	CLUSTER_CELLS = 2,
	CLUSTER_CHARS = 32 /* bounds the work on hostile text; sanitized clusters are shorter */
};

/* Stands alone unless something that is not plain follows. */
static bool is_plain(uint32_t c)
{
	return char_class(c) != CHAR_OTHER;
}

/* No cluster reaches over the boundary between two of these. */
static bool stands_apart(uint32_t c)
{
	return c == UTF8_BAD || is_plain(c);
}

/*
 * Where to look for the end of the cluster: not past a bad byte, nor past the first plain
 * character. (Up to it only would be wrong: a few signs of India go before their letter.)
 */
static size_t horizon(const char *s, size_t len, size_t first)
{
	size_t end = first;

	for (int n = 1; n < CLUSTER_CHARS && end < len; n++) {
		uint32_t code;
		size_t bytes = utf8_decode(s + end, len - end, &code);

		if (code == UTF8_BAD)
			break;
		end += bytes;
		if (is_plain(code))
			break;
	}
	return end;
}

/* The part of s[0..len), a cluster, that fits into two cells. */
static size_t cut_to_cells(const char *s, size_t len, int *cells)
{
	size_t i = 0;
	int sum = 0;

	while (i < len) {
		uint32_t code;
		size_t bytes = utf8_decode(s + i, len - i, &code);
		int w = char_cells(code);

		if (i > 0 && sum + w > CLUSTER_CELLS)
			break;
		sum += w;
		i += bytes;
	}
	*cells = sum;
	return i;
}

/* u8_grapheme_next would do, but it parts flags. A space is never part of what stands before it,
 * whatever UAX #29 says of a few Arabic signs: lines end at spaces. */
static size_t next_of_any(const char *s, size_t len, size_t first, int *cells)
{
	char starts[4 * CLUSTER_CHARS];
	size_t end = horizon(s, len, first), i = first;

	u8_grapheme_breaks((const uint8_t *)s, end, starts);
	while (i < end && !starts[i] && s[i] != ' ')
		i++;
	return cut_to_cells(s, i, cells);
}

size_t text_ascii_run(const char *s, size_t len)
{
	size_t n = utf8_printable_run(s, len);

	return n && n < len && (s[n] & 0x80) ? n - 1 : n;
}

size_t text_plain(const char *s, size_t len, int *cells)
{
	uint32_t code, follower = ' ';
	size_t bytes = utf8_decode(s, len, &code);

	if (bytes < len)
		utf8_decode(s + bytes, len - bytes, &follower);
	if (!is_plain(code) || (follower != code && !stands_apart(follower)))
		return 0;
	*cells = char_class(code) == CHAR_WIDE ? 2 : 1;
	return bytes;
}

static size_t next_slowly(const char *s, size_t len, int *cells)
{
	uint32_t code;
	int width = 1;
	size_t bytes = text_plain(s, len, &width);

	if (!bytes) {
		bytes = utf8_decode(s, len, &code);
		if (code != UTF8_BAD)
			bytes = next_of_any(s, len, bytes, &width);
	}
	if (cells)
		*cells = width;
	return bytes;
}

static bool is_printable_ascii(char c)
{
	return c >= ' ' && c < 0x7F;
}

size_t text_next(const char *s, size_t len, int *cells)
{
	bool one = len > 0;

	if (one && !(is_printable_ascii(s[0]) && (len == 1 || is_printable_ascii(s[1]))))
		return next_slowly(s, len, cells);
	if (cells)
		*cells = one;
	return one;
}

/* The last place before at that is sure to be a boundary. */
static size_t sure_boundary(const char *s, size_t at)
{
	bool sure = false; /* whether the code point at at stands apart */

	while (at > 0) {
		size_t here = utf8_before(s, at);
		uint32_t code;

		utf8_decode(s + here, at - here, &code);
		if (sure && stands_apart(code))
			return at;
		sure = stands_apart(code);
		at = here;
	}
	return 0;
}

size_t text_prev(const char *s, size_t len, size_t at)
{
	size_t pos, before;

	if (at > len)
		at = len;
	if (!at)
		return 0;
	before = pos = sure_boundary(s, at);
	while (pos < at) {
		before = pos;
		pos += text_next(s + pos, len - pos, NULL);
	}
	return before;
}
