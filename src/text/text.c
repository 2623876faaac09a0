/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text_char.h"
#include "text/utf8.h"

/* ncurses stores at most five code points in a cell. */
#define MARKS_MAX 4
#define ZWJ 0x200Du

/* State of a sanitizing pass: the fate of a code point may depend on those before it. */
struct walk {
	uint32_t base; /* last character with a width, 0 if none */
	int marks;     /* zero-width characters since base */
};

/*
 * Drops a joiner after an emoji: some terminals draw the joined sequence as one picture, some as
 * several. Zero-width characters at the start have no base but are treated like any others, because
 * the text may be a piece of something being typed.
 */
static enum char_fate step(struct walk *walk, uint32_t c)
{
	enum char_fate fate;

	if (char_class(c) != CHAR_OTHER) {
		*walk = (struct walk){ c, 0 };
		return CHAR_KEEP;
	}
	fate = char_fate(c);
	if (fate == CHAR_SPACE || fate == CHAR_REPLACE)
		*walk = (struct walk){ 0, 0 };
	if (fate != CHAR_KEEP)
		return fate;
	if (char_cells(c) > 0) {
		*walk = (struct walk){ c, 0 };
		return CHAR_KEEP;
	}
	if (c == ZWJ && uc_is_property(walk->base, UC_PROPERTY_EXTENDED_PICTOGRAPHIC))
		return CHAR_DROP;
	if (walk->marks == MARKS_MAX)
		return CHAR_DROP;
	walk->marks++;
	return CHAR_KEEP;
}

/*
 * Returns the offset of the first code point that the sanitizer changes, and the code point and its
 * length; len if there is none.
 */
static size_t find_unclean(
	struct walk *walk, const char *s, size_t len, uint32_t *code, size_t *bytes)
{
	size_t i = 0;

	for (;;) {
		size_t run = utf8_printable_run(s + i, len - i);

		if (run)
			*walk = (struct walk){ 0, 0 };
		i += run;
		if (i == len)
			return len;
		*bytes = utf8_decode(s + i, len - i, code);
		if (step(walk, *code) != CHAR_KEEP)
			return i;
		i += *bytes;
	}
}

void text_sanitize(struct strbuf *out, const char *s, size_t len)
{
	struct walk walk = { 0, 0 };
	size_t i = 0;

	while (i < len) {
		uint32_t code;
		size_t bytes = 0, good = find_unclean(&walk, s + i, len - i, &code, &bytes);

		strbuf_add(out, s + i, good);
		i += good;
		if (i == len)
			break;
		switch (char_fate(code)) {
		case CHAR_SPACE:
			strbuf_addch(out, ' ');
			break;
		case CHAR_REPLACE:
			strbuf_addstr(out, "\xEF\xBF\xBD");
			break;
		case CHAR_DROP:
		case CHAR_KEEP: /* dropped because of its position */
			break;
		}
		i += bytes;
	}
}

void text_sanitize_lines(struct strbuf *out, const char *s, size_t len)
{
	while (len) {
		const char *end = memchr(s, '\n', len);
		size_t line = end ? (size_t)(end - s) : len;
		bool crlf = end && line && s[line - 1] == '\r';

		text_sanitize(out, s, line - crlf);
		if (!end)
			return;
		strbuf_addstr(out, crlf ? "\r\n" : "\n");
		s = end + 1;
		len -= line + 1;
	}
}

bool text_is_clean(const char *s, size_t len)
{
	struct walk walk = { 0, 0 };
	uint32_t code;
	size_t bytes;

	return find_unclean(&walk, s, len, &code, &bytes) == len;
}

/* Names for rejected characters; the messages that quote them begin "a ...". */
static const char *name_of(uint32_t c)
{
	if (c == UTF8_BAD)
		return _("byte 0x%02X that is not UTF-8");
	if (c == '\t')
		return _("tab character U+%04X");
	if (c == '\n' || c == 0x2028 || c == 0x2029)
		return _("line break U+%04X");
	if (c < 0xA0)
		return _("control character U+%04X");
	if (c == 0xAD)
		return _("soft hyphen U+%04X");
	if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
		return _("bidirectional control U+%04X");
	if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF))
		return _("variation selector U+%04X");
	if (c >= 0xE0000 && c <= 0xE007F)
		return _("tag character U+%04X");
	if (c >= 0x1F3FB && c <= 0x1F3FF)
		return _("skin tone U+%04X");
	if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
		return _("noncharacter U+%04X");
	if (uc_is_general_category(c, UC_PRIVATE_USE))
		return _("private-use character U+%04X");
	if (uc_is_general_category(c, UC_UNASSIGNED))
		return _("new or unassigned character U+%04X");
	return NULL;
}

static const char *name_in_place(uint32_t c, const struct walk *walk)
{
	if (char_fate(c) == CHAR_DROP)
		return _("format character U+%04X");
	if (char_fate(c) == CHAR_REPLACE)
		return _("character without a sure width U+%04X");
	if (c == ZWJ && walk->marks < MARKS_MAX)
		return _("joiner of pictures U+%04X");
	return _("fifth mark on one letter U+%04X");
}

const char *text_find_unclean(const char *s, size_t len, size_t *offset)
{
	static char name[160];
	struct walk walk = { 0, 0 };
	uint32_t code;
	size_t bytes, at = find_unclean(&walk, s, len, &code, &bytes);
	const char *fmt;

	if (at == len)
		return NULL;
	if (offset)
		*offset = at;
	fmt = name_of(code);
	if (!fmt)
		fmt = name_in_place(code, &walk);
	snprintf(name, sizeof(name), fmt, code == UTF8_BAD ? (unsigned char)s[at] : code);
	return name;
}

int text_width(const char *s, size_t len)
{
	size_t i = 0, cells = 0;

	for (;;) {
		size_t run = utf8_ascii_run(s + i, len - i);
		uint32_t code;

		cells += run;
		i += run;
		if (i == len)
			return (int)cells;
		i += utf8_decode(s + i, len - i, &code);
		cells += (size_t)char_cells(code);
	}
}

/* Computes one row of the distance matrix: the first i bytes of a against each prefix of b. */
static void distance_row(int *row, const int *above, const int *above2, const char *a, size_t i,
	const char *b, size_t lb)
{
	row[0] = (int)i;
	for (size_t j = 1; j <= lb; j++) {
		int best = above[j - 1] + (a[i - 1] != b[j - 1]);

		if (above[j] + 1 < best)
			best = above[j] + 1;
		if (row[j - 1] + 1 < best)
			best = row[j - 1] + 1;
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			above2[j - 2] + 1 < best)
			best = above2[j - 2] + 1;
		row[j] = best;
	}
}

int text_distance(const char *a, const char *b, int limit)
{
	size_t la = strlen(a), lb = strlen(b), gap = la > lb ? la - lb : lb - la;
	int *rows, result;

	/* each extra byte is one edit */
	if (limit < 0 || gap > (size_t)limit)
		return limit + 1;
	rows = xcalloc(3 * (lb + 1), sizeof(*rows));
	for (size_t j = 0; j <= lb; j++)
		rows[j] = (int)j;
	for (size_t i = 1; i <= la; i++)
		distance_row(rows + i % 3 * (lb + 1), rows + (i + 2) % 3 * (lb + 1),
			rows + (i + 1) % 3 * (lb + 1), a, i, b, lb);
	result = rows[la % 3 * (lb + 1) + lb];
	free(rows);
	return result <= limit ? result : limit + 1;
}

bool text_is_blank(const char *s)
{
	static const char nbsp[] = "\xc2\xa0";

	for (;;) {
		s += strspn(s, " ");
		if (strncmp(s, nbsp, 2))
			return !*s;
		s += 2;
	}
}

bool text_has_words(const char *s)
{
	size_t len = strlen(s);

	for (size_t at = 0; at < len;) {
		uint32_t c;

		at += utf8_decode(s + at, len - at, &c);
		if (uc_is_property_alphabetic(c) || uc_is_general_category(c, UC_NUMBER))
			return true;
	}
	return false;
}
