/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini_scan.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "ini/ini.h"
#include "text/text.h"

/* ---- the file */

size_t ini_bom(const char *data, size_t len)
{
	return len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3) ? 3 : 0;
}

/* Recognises UTF-16 and UTF-32 by their byte-order marks, or by the zeros between ASCII letters. */
bool ini_is_wide(const char *data, size_t len)
{
	const unsigned char *d = (const unsigned char *)data;

	if (len < 4)
		return false;
	if ((d[0] == 0xff && d[1] == 0xfe) || (d[0] == 0xfe && d[1] == 0xff))
		return true;
	if (!d[0] && !d[1] && d[2] == 0xfe && d[3] == 0xff)
		return true;
	return (d[0] && !d[1] && d[2] && !d[3]) || (!d[0] && d[1] && !d[2] && d[3]);
}

/* ---- a line */

/* Classes of bytes that a line contains. */
enum { HAS_NUL = 1, HAS_CR = 2, HAS_CONTROL = 4, HAS_HIGH = 8 };

static unsigned look_over(const char *line, size_t len, size_t *control)
{
	unsigned has = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)line[i];

		if (c >= 0x20 && c < 0x7f)
			continue;
		if (c >= 0x80) {
			has |= HAS_HIGH;
		} else if (c == '\0') {
			has |= HAS_NUL;
		} else if (c == '\r') {
			has |= HAS_CR;
		} else if (c != '\t') {
			if (!(has & HAS_CONTROL))
				*control = i;
			has |= HAS_CONTROL;
		}
	}
	return has;
}

/*
 * The sanitizer turns a TAB into a space; around keys and values a TAB counts as one, so it is
 * allowed here.
 */
static const char *find_unclean(const char *line, size_t len, size_t *offset)
{
	size_t from = 0;

	while (from <= len) {
		const char *tab = memchr(line + from, '\t', len - from);
		size_t to = tab ? (size_t)(tab - line) : len;
		const char *what = text_find_unclean(line + from, to - from, offset);

		if (what) {
			*offset += from;
			return what;
		}
		from = to + 1;
	}
	return NULL;
}

enum { LISTED = 12 };

/* Returns the length of the character at s, of valid UTF-8. */
static size_t character_length(const char *s, size_t len)
{
	size_t n = 1;

	while (n < len && ((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/*
 * Appends the sentence about a line with more than one unsafe character, or one that --fix removes,
 * with the columns of all of them; false if there is nothing more to say than for one. Each is
 * taken out before the next is looked for: whether a joiner is safe depends on what is before it.
 */
static bool list_unclean(const char *line, size_t len, struct strbuf *message)
{
	struct strbuf rest = STRBUF_INIT, list = STRBUF_INIT;
	const char *what;
	size_t at = 0, n = 0;

	strbuf_add(&rest, line, len);
	while (n < LISTED && (what = find_unclean(rest.buf, rest.len, &at))) {
		strbuf_addf(
			&list, "%s%s (%d)", n++ ? ", " : "", what, text_width(rest.buf, at) + 1);
		strbuf_splice(&rest, at, character_length(rest.buf + at, rest.len - at), "", 0);
	}
	if (n > 1)
		strbuf_addf(message,
			/* TRANSLATORS: names of characters, each with its column in brackets */
			_("unsafe characters, which terminals show in different ways or which hide text, in "
			  "the columns in brackets: %s; remove them, vigie check --fix can do it"),
			list.buf);
	strbuf_release(&rest);
	strbuf_release(&list);
	return n > 1;
}

static const char *high_byte_fault(const char *line, size_t len, size_t *at, struct strbuf *message)
{
	const char *what;

	if (!text_valid(line, len, at)) {
		strbuf_addf(message,
			_("the byte %02X is not UTF-8 here; save the file as UTF-8 in your editor"),
			(unsigned char)line[*at]);
		return "invalid-utf-8";
	}
	what = find_unclean(line, len, at);
	if (!what)
		return NULL;
	if (list_unclean(line, len, message))
		return "forbidden-character";
	strbuf_addf(message,
		/* TRANSLATORS: the placeholder is the name and code of a character */
		_("unsafe character (%s): terminals show it in different ways, or it hides text; "
		  "remove it"),
		what);
	return "forbidden-character";
}

const char *ini_line_fault(
	const char *line, size_t len, size_t *at, bool *show, struct strbuf *message)
{
	size_t control = 0;
	unsigned has = look_over(line, len, &control);

	*at = 0;
	*show = false;
	if (has & HAS_NUL) {
		strbuf_addstr(message,
			_("NUL byte in this line: the file is damaged or not a text file; restore "
			  "it from your backup"));
		return "nul-byte";
	}
	if (has & HAS_CR) {
		*at = (size_t)((const char *)memchr(line, '\r', len) - line);
		strbuf_addstr(message,
			_("a carriage return without a line feed hides the end of a line; save the "
			  "file with "
			  "Unix (LF) or Windows (CRLF) line ends"));
		return "lone-cr";
	}
	if (len > INI_MAX_LINE) {
		strbuf_addf(message,
			_("the line has %zu bytes, more than %d; break a long text into two keys, "
			  "text1 and "
			  "text2"),
			len, INI_MAX_LINE);
		return "line-too-long";
	}
	*show = true;
	if (has & HAS_CONTROL) {
		*at = control;
		strbuf_addf(message,
			_("control character U+%04X is not allowed in a lesson; remove it"),
			(unsigned)(unsigned char)line[control]);
		return "control-character";
	}
	return has & HAS_HIGH ? high_byte_fault(line, len, at, message) : NULL;
}
