/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters, each perceived as one character, and their widths on a terminal. */
#include <unigbrk.h>

#include "text/text.h"
#include "text/text_char.h"
#include "text/utf8.h"

enum {
	CLUSTER_CELLS = 2,
	CLUSTER_CHARS = 32 /* bounds the work on hostile text; sanitized clusters are shorter */
};

/* True if c is a cluster of its own unless a character that is not plain follows. */
static bool is_plain(uint32_t c)
{
	return char_class(c) != CHAR_OTHER;
}

/* No cluster crosses the boundary between two of these. */
static bool stands_apart(uint32_t c)
{
	return c == UTF8_BAD || is_plain(c);
}

/*
 * Returns how far to look for the end of the cluster: not past a bad byte, nor past the first plain
 * character. (Stopping before that character would be wrong: a few Indic signs precede their
 * letter.)
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

/* Returns the part of the cluster s[0..len) that fits into two cells. */
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

/*
 * u8_grapheme_next would do, but it splits flag emoji. A space never joins the character before it,
 * whatever UAX #29 says about a few Arabic signs: lines end at spaces.
 */
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

/* Returns the last offset before at that is certainly a boundary. */
static size_t sure_boundary(const char *s, size_t at)
{
	bool sure = false; /* the code point at at stands_apart() */

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
