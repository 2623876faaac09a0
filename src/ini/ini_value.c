/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value of a line, and the rule of form that it breaks. */
#include "ini/ini_scan.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"

/* Quotes that word processors and other languages put around a text. */
static const char *const opening[] = { "“", "”", "„", "«", "‘", "’", "‟", "＂", "″" };

struct ini_stretch ini_trim(const char *line, size_t from, size_t to)
{
	while (from < to && (line[from] == ' ' || line[from] == '\t'))
		from++;
	while (to > from && (line[to - 1] == ' ' || line[to - 1] == '\t'))
		to--;
	return (struct ini_stretch){ from, to };
}

static bool find_byte(const char *line, struct ini_stretch in, char c, size_t *at)
{
	const char *p = memchr(line + in.from, c, in.to - in.from);

	if (p)
		*at = (size_t)(p - line);
	return p != NULL;
}

static size_t quote_length(const char *s, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(opening); i++)
		if (len >= strlen(opening[i]) && !memcmp(s, opening[i], strlen(opening[i])))
			return strlen(opening[i]);
	return 0;
}

/* True if a typographic quote, and not a straight one, ends the stretch. */
static size_t last_quote_length(const char *line, struct ini_stretch in)
{
	size_t len = 1;

	while (len < 3 && len < in.to - in.from && (line[in.to - len] & 0xc0) == 0x80)
		len++;
	return in.to > in.from && quote_length(line + in.to - len, len) == len ? len : 0;
}

static const char *backslash_fault(
	const char *line, struct ini_stretch in, size_t *at, struct strbuf *message)
{
	if (!find_byte(line, in, '\\', at))
		return NULL;
	strbuf_addstr(message,
		_("backslash in a value, which readers understand differently; remove it"));
	return "backslash";
}

static const char *unclosed_fault(
	const char *line, struct ini_stretch *v, size_t *at, struct strbuf *message)
{
	size_t curly;

	*at = v->from;
	v->from++;
	curly = last_quote_length(line, *v);
	if (curly) {
		*at = v->to - curly;
		v->to = *at;
		strbuf_addstr(message,
			_("a typographic quote closes no text; put a straight double quote at the end "
			  "of the line"));
	} else {
		strbuf_addstr(message,
			_("the text is not closed; put a straight double quote at the end of the "
			  "line"));
	}
	return "unclosed-quote";
}

/* v is the value with its quotes; it becomes the text between them. */
static const char *quoted_fault(
	const char *line, struct ini_stretch *v, size_t *at, struct strbuf *message)
{
	struct ini_stretch all = { v->from + 1, v->to };
	size_t close;

	if (!find_byte(line, all, '"', &close))
		return unclosed_fault(line, v, at, message);
	*v = (struct ini_stretch){ all.from, close };
	if (close != all.to - 1 && line[all.to - 1] == '"') {
		*at = close;
		v->to = all.to - 1;
		strbuf_addstr(message,
			_("a straight quote ends the text here; use typographic quotes inside: “ ” "
			  "‘ ’ « »"));
		return "straight-quote";
	}
	if (close != all.to - 1) {
		*at = ini_trim(line, close + 1, all.to).from;
		strbuf_addstr(
			message, _("text after the closing quote; put a comment on its own line"));
		return "text-after-quote";
	}
	if (find_byte(line, *v, '\\', at))
		return backslash_fault(line, *v, at, message);
	if (!find_byte(line, *v, '\t', at))
		return NULL;
	strbuf_addstr(message, _("there is a TAB in the text; use spaces"));
	return "control-character";
}

/* True if the stretch has no other straight quote than the last byte. */
static bool only_ends_quoted(const char *line, struct ini_stretch v)
{
	size_t at;

	return find_byte(line, v, '"', &at) && at == v.to - 1;
}

/* A text with quotes of another kind around it, or with one of the two. */
static const char *other_quotes(
	const char *line, struct ini_stretch *v, size_t *at, struct strbuf *message)
{
	size_t first = quote_length(line + v->from, v->to - v->from);

	*at = v->from;
	if (line[v->from] == '\'') {
		v->from++;
		if (v->to > v->from && line[v->to - 1] == '\'')
			v->to--;
		strbuf_addstr(message,
			_("put the text between straight double quotes (\"…\"), not single ones"));
		return "single-quoted";
	}
	if (first) {
		v->from += first;
		if (v->to > v->from && line[v->to - 1] == '"')
			v->to--;
		v->to -= last_quote_length(line, *v);
		strbuf_addstr(message,
			_("put the text between straight double quotes (\"…\"), not typographic ones"));
		return "single-quoted";
	}
	if (!only_ends_quoted(line, *v))
		return NULL;
	v->to--;
	strbuf_addstr(message,
		_("the text has a quote at its end and none before it; put a straight double quote "
		  "at its beginning"));
	return "straight-quote";
}

/* The value ends where a comment seems to begin. */
static void cut_comment(const char *line, struct ini_stretch *v, size_t at)
{
	*v = ini_trim(line, v->from, at);
}

static const char *bare_fault(
	const char *line, struct ini_stretch *v, bool *quoted, size_t *at, struct strbuf *message)
{
	const char *rule = other_quotes(line, v, at, message);

	*quoted = rule != NULL;
	if (rule)
		return rule;
	rule = backslash_fault(line, *v, at, message);
	if (rule)
		return rule;
	if (find_byte(line, *v, '"', at)) {
		*quoted = true;
		strbuf_addstr(message,
			_("quote inside a bare value; put the whole text between straight double "
			  "quotes, with typographic ones inside"));
		return "straight-quote";
	}
	if (find_byte(line, *v, ';', at) || find_byte(line, *v, '#', at)) {
		strbuf_addf(message,
			_("the value would be cut off at “%c”; put a text between double quotes, "
			  "and a comment "
			  "in a line of its own"),
			line[*at]);
		cut_comment(line, v, *at);
		return "cut-value";
	}
	if (!find_byte(line, *v, '\t', at))
		return NULL;
	strbuf_addstr(message, _("there is a TAB in the value; use spaces"));
	return "control-character";
}

const char *ini_value_fault(
	const char *line, struct ini_stretch *v, bool *quoted, size_t *at, struct strbuf *message)
{
	bool is_empty = v->from == v->to;

	*quoted = !is_empty && line[v->from] == '"';
	if (is_empty || (*quoted && v->to - v->from == 2 && line[v->from + 1] == '"')) {
		*at = v->from;
		v->to = v->from;
		strbuf_addstr(message, _("the value is empty; write one, or remove the line"));
		return "empty-value";
	}
	return *quoted ? quoted_fault(line, v, at, message)
		       : bare_fault(line, v, quoted, at, message);
}
