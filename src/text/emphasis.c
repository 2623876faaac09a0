/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/emphasis.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "text/utf8.h"

#define OPEN "*\u2060"
#define CLOSE "\u2060*"

enum { MARK_LEN = sizeof(OPEN) - 1 };

static bool is_word(uint32_t c)
{
	return uc_is_property_alphabetic(c) || uc_is_general_category(c, UC_NUMBER);
}

static bool word_before(const char *s, size_t at)
{
	uint32_t c;
	size_t before;

	if (!at)
		return false;
	before = utf8_before(s, at);
	utf8_decode(s + before, at - before, &c);
	return is_word(c);
}

static bool word_at(const char *s, size_t len, size_t at)
{
	uint32_t c;

	if (at >= len)
		return false;
	utf8_decode(s + at, len - at, &c);
	return is_word(c);
}

static bool is_gap(const char *s, size_t len, size_t at)
{
	return at >= len || s[at] == ' ' || s[at] == '\n';
}

/* Returns the offset of the star that closes the emphasis opened at s[at]; 0 if none opens. */
static size_t find_close(const char *s, size_t len, size_t at)
{
	if (word_before(s, at) || is_gap(s, len, at + 1))
		return 0;
	for (size_t i = at + 1; i < len && s[i] != '\n'; i++) {
		if (s[i] != '*')
			continue;
		if (i + 1 < len && s[i + 1] == '*') {
			i++;
			continue;
		}
		return s[i - 1] == ' ' || word_at(s, len, i + 1) ? 0 : i;
	}
	return 0;
}

void emphasis_mark(struct strbuf *out, const char *s, size_t len, bool bars)
{
	size_t close = 0;

	for (size_t i = 0; i < len; i++) {
		bool twice = i + 1 < len && s[i + 1] == s[i];

		if (s[i] == '*' && twice) {
			strbuf_addch(out, '*');
			i++;
		} else if (close && i == close) {
			strbuf_addstr(out, CLOSE);
			close = 0;
		} else if (s[i] == '*' && !close && (close = find_close(s, len, i))) {
			strbuf_addstr(out, OPEN);
		} else {
			strbuf_addch(out, s[i]);
			i += bars && s[i] == '|' && twice;
		}
	}
}

/* Returns where the second sign begins, after the first at s[at]; 0 if these are no words. */
static size_t find_second(const char *s, size_t len, size_t at, const char *sign)
{
	size_t n = strlen(sign), start = at + n;

	if (word_before(s, at) || !word_at(s, len, start))
		return 0;
	for (size_t i = start + 1; i + n <= len && s[i] != '\n'; i++)
		if (!memcmp(s + i, sign, n))
			return s[i - 1] == ' ' || word_at(s, len, i + n) ||
					(i + n < len && s[i + n] == *sign)
				? 0
				: i;
	return 0;
}

bool emphasis_find(const char *s, size_t len, const char *sign, size_t *at, size_t *n)
{
	size_t sign_len = strlen(sign), second;

	for (size_t i = 0; i + sign_len <= len; i++) {
		if (memcmp(s + i, sign, sign_len) || (i && s[i - 1] == *sign))
			continue;
		second = find_second(s, len, i, sign);
		if (!second)
			continue;
		*at = i;
		*n = second - i - sign_len;
		return true;
	}
	return false;
}

static size_t find(const char *s, size_t len, size_t at, const char *mark)
{
	for (; at + MARK_LEN <= len; at++)
		if (!memcmp(s + at, mark, MARK_LEN))
			return at;
	return len;
}

bool emphasis_is_marked(const char *s)
{
	return strstr(s, OPEN) != NULL;
}

bool emphasis_next(
	const char *s, size_t len, size_t *at, const char **part, size_t *part_len, bool *strong)
{
	size_t start = *at, end;

	if (start >= len)
		return false;
	*strong = len - start > MARK_LEN && !memcmp(s + start, OPEN, MARK_LEN) &&
		find(s, len, start + MARK_LEN, CLOSE) < len;
	if (*strong) {
		start += MARK_LEN;
		end = find(s, len, start, CLOSE);
		*at = end + MARK_LEN;
	} else {
		end = find(s, len, start + 1, OPEN);
		*at = end;
	}
	*part = s + start;
	*part_len = end - start;
	return true;
}

void emphasis_put(struct strbuf *out, const char *part, size_t len, bool strong)
{
	if (strong)
		strbuf_addstr(out, OPEN);
	strbuf_add(out, part, len);
	if (strong)
		strbuf_addstr(out, CLOSE);
}

void emphasis_plain(struct strbuf *out, const char *s, size_t len)
{
	const char *part;
	size_t at = 0, n;
	bool strong;

	while (emphasis_next(s, len, &at, &part, &n, &strong))
		strbuf_add(out, part, n);
}

void emphasis_stars(struct strbuf *out, const char *s, size_t len)
{
	const char *part;
	size_t at = 0, n;
	bool strong;

	while (emphasis_next(s, len, &at, &part, &n, &strong)) {
		if (strong)
			strbuf_addch(out, '*');
		strbuf_add(out, part, n);
		if (strong)
			strbuf_addch(out, '*');
	}
}
