/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/address.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"

static const char *const schemes[] = { "https://", "http://", "mailto:" };

/* Quotation marks, spaces and Chinese punctuation of more than one byte. */
static const char *const ends[] = { "\u00a0", "\u00ab", "\u00bb", "\u2009", "\u2018", "\u2019",
	"\u201c", "\u201d", "\u201e", "\u202f", "\u2039", "\u203a", "\u2060", "\u3000", "\u3001",
	"\u3002", "\u300a", "\u300b", "\uff08", "\uff09", "\uff0c", "\uff1b" };

/* Returns the length of the scheme at s, 0 if none is. */
static size_t scheme_at(const char *s, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(schemes); i++) {
		size_t n = strlen(schemes[i]);

		if (len > n && !strncasecmp(s, schemes[i], n))
			return n;
	}
	return 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool ends_at(const char *s, size_t len)
{
	if ((unsigned char)*s <= ' ' || *s == 127 || strchr("<>\"", *s))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (len >= strlen(ends[i]) && !memcmp(s, ends[i], strlen(ends[i])))
			return true;
	return false;
}

static size_t count(const char *s, size_t len, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += s[i] == c;
	return n;
}

/* Leaves out what belongs to the sentence: stops, and brackets that were opened before. */
static size_t trim(const char *s, size_t len)
{
	for (; len; len--) {
		char c = s[len - 1];

		if (c == ')' && count(s, len, '(') >= count(s, len, ')'))
			break;
		if (c == ']' && count(s, len, '[') >= count(s, len, ']'))
			break;
		if (!strchr(".,;:!?'*)]", c))
			break;
	}
	return len;
}

bool address_next(const char *s, size_t len, size_t *at, size_t *start, size_t *n)
{
	const char *colon;

	/* each scheme has a colon, and most texts have none */
	while (*at < len && (colon = memchr(s + *at, ':', len - *at))) {
		size_t from = (size_t)(colon - s), scheme, end;

		while (from > *at && is_letter(s[from - 1]))
			from--;
		*at = (size_t)(colon - s) + 1;
		scheme = scheme_at(s + from, len - from);
		if (!scheme)
			continue;
		for (end = from + scheme; end < len && !ends_at(s + end, len - end);)
			end++;
		*start = from;
		*n = trim(s + from, end - from);
		*at = end;
		if (*n > scheme)
			return true;
	}
	return false;
}

size_t address_encode(const char *s, size_t len, char *out, size_t size)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t n = 0;

	if (!scheme_at(s, len))
		return 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		bool plain = c > ' ' && c < 127 && !strchr("\"<>\\^`{|}", (char)c);

		if (n + (plain ? 1 : 3) > size)
			return 0;
		if (plain) {
			out[n++] = (char)c;
			continue;
		}
		out[n++] = '%';
		out[n++] = digits[c >> 4];
		out[n++] = digits[c & 15];
	}
	return n;
}
