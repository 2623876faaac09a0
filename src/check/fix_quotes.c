/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/fix_line.h"

#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"

/* ---- marks */

enum side { NO_QUOTE, OPENS, CLOSES, EITHER, STRAIGHT };

static const struct {
	const char *mark;
	enum side side;
} marks[] = { { "\"", STRAIGHT }, { "“", OPENS }, { "„", OPENS }, { "‟", OPENS }, { "”", CLOSES },
	{ "″", EITHER }, { "＂", EITHER } };

static enum side side_at(const char *s, size_t len, size_t *n)
{
	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		*n = strlen(marks[i].mark);
		if (len >= *n && !memcmp(s, marks[i].mark, *n))
			return marks[i].side;
	}
	*n = 1;
	return NO_QUOTE;
}

/* The mark that ends a stretch. */
static enum side side_before(const char *s, size_t from, size_t to, size_t *n)
{
	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		*n = strlen(marks[i].mark);
		if (to - from >= *n && !memcmp(s + to - *n, marks[i].mark, *n))
			return marks[i].side;
	}
	*n = 0;
	return NO_QUOTE;
}

static size_t count_straight(const char *s, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += s[i] == '"';
	return n;
}

/*
 * True if each “ in a stretch has its ” and no mark is of the kind that both opens and closes. In
 * German “ closes what „ opens.
 */
static bool is_balanced(const char *s, size_t from, size_t to)
{
	int open = 0, low = 0;
	size_t n;

	for (size_t i = from; i < to; i += n) {
		enum side side = side_at(s + i, to - i, &n);

		if (side == EITHER || side == STRAIGHT)
			return false;
		if (side == OPENS && s[i + 2] == '\x9e')
			low++;
		else if (side == OPENS && low)
			low--;
		else if (side == OPENS)
			open++;
		else if (side == CLOSES && low && !open)
			low--;
		else if (side == CLOSES && --open < 0)
			return false;
	}
	return !open && !low;
}

static void add_quoted(const struct fix_line *line, const struct fix_parts *p, size_t from,
	size_t to, struct strbuf *out)
{
	strbuf_add(out, line->text, p->value);
	strbuf_addch(out, '"');
	strbuf_add(out, line->text + from, to - from);
	strbuf_addch(out, '"');
	strbuf_add(out, line->text + p->value_end, line->len - p->value_end);
}

/* ---- outer quotes */

static bool is_letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 'text' with no other single quote than apostrophes inside words. */
static bool is_single_quoted(const char *s, size_t from, size_t to)
{
	if (to - from < 3 || s[from] != '\'' || s[to - 1] != '\'' || count_straight(s, from, to))
		return false;
	for (size_t i = from + 1; i < to - 1; i++)
		if (s[i] == '\'' && !(is_letter(s[i - 1]) && is_letter(s[i + 1])))
			return false;
	return true;
}

/* ''text'' stands for a double quote of two signs. */
static bool is_twice_quoted(const char *s, size_t from, size_t to)
{
	if (to - from < 5 || memcmp(s + from, "''", 2) != 0 || memcmp(s + to - 2, "''", 2) != 0)
		return false;
	return !memchr(s + from + 2, '\'', to - from - 4) && !count_straight(s, from, to);
}

static bool starts(const char *s, size_t len, const char *mark)
{
	return len >= strlen(mark) && !memcmp(s, mark, strlen(mark));
}

/* The spaces that guillemets stand off with go with them. */
static void trim(const char *s, size_t *from, size_t *to)
{
	static const char *const spaces[] = { " ", "\u00a0", "\u202f" };

	for (size_t i = 0; i < ARRAY_SIZE(spaces);) {
		size_t n = strlen(spaces[i]), len = *to - *from;
		bool front = starts(s + *from, len, spaces[i]);
		bool back = !front && len >= n && !memcmp(s + *to - n, spaces[i], n);

		*from += front ? n : 0;
		*to -= back ? n : 0;
		i = front || back ? 0 : i + 1;
	}
}

/*
 * « text », »text«, 「text」 or 『text』: what word processors and input methods of other languages
 * make of ". The first mark must be closed by the last one, not before: « A » et « B » stays.
 */
static bool is_foreign_quoted(const char *s, size_t *from, size_t *to)
{
	static const char *const pairs[][2] = { { "«", "»" }, { "»", "«" }, { "「", "」" },
		{ "『", "』" } };
	const char *const *pair = NULL;
	size_t n = 1, end = 0;
	int depth = 0;

	for (size_t i = 0; !pair && i < ARRAY_SIZE(pairs); i++)
		pair = starts(s + *from, *to - *from, pairs[i][0]) ? pairs[i] : NULL;
	if (!pair || count_straight(s, *from, *to))
		return false;
	for (size_t i = *from; i < *to; i += n) {
		bool opens = starts(s + i, *to - i, pair[0]);
		bool closes = starts(s + i, *to - i, pair[1]);

		if (end)
			return false;
		n = opens || closes ? strlen(pair[0]) : 1;
		depth += opens - closes;
		end = depth ? 0 : i;
	}
	if (!end)
		return false;
	*from += n;
	*to = end;
	trim(s, from, to);
	return *from < *to;
}

bool fix_outer_quotes(const struct fix_line *line, struct strbuf *out)
{
	const char *s = line->text;
	struct fix_parts p;
	enum side first, last;
	size_t n = 0, m = 0, from, to;

	if (line->torn || !fix_split(line, &p))
		return false;
	from = p.value;
	to = p.value_end;
	if (is_foreign_quoted(s, &from, &to)) {
		add_quoted(line, &p, from, to, out);
		return true;
	}
	if (is_twice_quoted(s, p.value, p.value_end) || is_single_quoted(s, p.value, p.value_end)) {
		n = m = s[p.value + 1] == '\'' ? 2 : 1;
		add_quoted(line, &p, p.value + n, p.value_end - m, out);
		return true;
	}
	first = side_at(s + p.value, p.value_end - p.value, &n);
	last = side_before(s, p.value, p.value_end, &m);
	if (!first || !last || p.value + n + m >= p.value_end ||
		(first == STRAIGHT && last == STRAIGHT) ||
		!is_balanced(s, p.value + n, p.value_end - m))
		return false;
	add_quoted(line, &p, p.value + n, p.value_end - m, out);
	return true;
}

/* ---- a missing quote */

/* False where a text may go on in the next line, or a comment may be meant behind it. */
static bool ends_here(const struct fix_line *line, const struct fix_parts *p)
{
	const char *s = line->text;

	for (size_t i = p->value + 1; i < p->value_end; i++)
		if (strchr(";#", s[i]) && s[i - 1] == ' ')
			return false;
	return line->last && s[p->value_end - 1] != '\\';
}

/* True if a value has two blanks before it: they may be a part of it, as in rows of a picture. */
static bool stands_off(const char *s, size_t value)
{
	return strchr(" \t", s[value - 1]) && strchr(" \t", s[value - 2]);
}

bool fix_missing_quote(const struct fix_line *line, struct strbuf *out)
{
	const char *s = line->text;
	struct fix_parts p;

	if (line->torn || !fix_split(line, &p) || p.value_end - p.value < 2 ||
		count_straight(s, p.value, p.value_end) != 1)
		return false;
	if (s[p.value] == '"' && ends_here(line, &p) && is_balanced(s, p.value + 1, p.value_end)) {
		add_quoted(line, &p, p.value + 1, p.value_end, out);
		return true;
	}
	if (s[p.value_end - 1] == '"' && s[p.value] != '\'' && !stands_off(s, p.value) &&
		is_balanced(s, p.value, p.value_end - 1)) {
		add_quoted(line, &p, p.value, p.value_end - 1, out);
		return true;
	}
	return false;
}

/* ---- quotes inside a text */

struct pair {
	const char *lang, *open, *close;
};

static const struct pair *pair_of(const char *lang)
{
	static const struct pair pairs[] = { { "fr", "«\u00a0", "\u00a0»" }, { "de", "„", "“" },
		{ "es", "«", "»" }, { "it", "«", "»" }, { "ru", "«", "»" }, { "uk", "«", "»" },
		{ "pl", "„", "”" }, { "ro", "„", "”" }, { "hu", "„", "”" }, { "cs", "„", "“" },
		{ "sk", "„", "“" }, { "sl", "„", "“" }, { "bg", "„", "“" }, { "sv", "”", "”" },
		{ "fi", "”", "”" }, { "en", "“", "”" } };
	size_t last = ARRAY_SIZE(pairs) - 1;

	for (size_t i = 0; lang && i < last; i++)
		if (!strncmp(lang, pairs[i].lang, 2) && strcspn(lang, "-_") == 2)
			return &pairs[i];
	return &pairs[last];
}

static bool stands_in(const char *s, size_t len, const char *const *list, size_t n, bool at_end)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(list[i]);

		if (len >= k && !memcmp(at_end ? s + len - k : s, list[i], k))
			return true;
	}
	return !len;
}

/* Before a quote that opens: nothing, a space, a bracket, a dash. */
static bool may_open(const char *s, size_t from, size_t at)
{
	static const char *const before[] = { " ", "(", "[", "\u00a0", "\u202f", "—", "–", "“",
		"«" };

	return stands_in(s + from, at - from, before, ARRAY_SIZE(before), true);
}

/* Behind a quote that closes: nothing, a space, a sign. */
static bool may_close(const char *s, size_t at, size_t to)
{
	static const char *const behind[] = { " ", ")", "]", "\u00a0", "\u202f", ".", ",", ";", ":",
		"!", "?", "…", "—", "–", "”", "»" };

	return stands_in(s + at, to - at, behind, ARRAY_SIZE(behind), false);
}

/* Appends the text with its pairs; false if a quote is not clearly the one that comes next. */
static bool pair_up(
	const char *s, size_t from, size_t to, const struct pair *pair, struct strbuf *out)
{
	bool open = false;

	for (size_t i = from; i < to; i++) {
		size_t before = i;
		bool opens, closes;

		/* \" is the habit of other files */
		if (s[i] == '\\' && i + 1 < to && s[i + 1] == '"')
			i++;
		if (s[i] != '"') {
			strbuf_addch(out, s[i]);
			continue;
		}
		opens = may_open(s, from, before) && i + 1 < to && !may_close(s, i + 1, to);
		closes = may_close(s, i + 1, to) && before > from && !may_open(s, from, before);
		if (opens == closes || opens == open)
			return false;
		strbuf_addstr(out, opens ? pair->open : pair->close);
		open = opens;
	}
	return !open;
}

bool fix_inner_quotes(const struct fix_line *line, struct strbuf *out)
{
	const char *s = line->text;
	size_t before = out->len, n;
	struct fix_parts p;

	if (line->torn || !fix_split(line, &p) || p.value_end - p.value < 4 || s[p.value] != '"' ||
		s[p.value_end - 1] != '"')
		return false;
	n = count_straight(s, p.value + 1, p.value_end - 1);
	if (!n || n % 2)
		return false;
	strbuf_add(out, s, p.value + 1);
	if (!pair_up(s, p.value + 1, p.value_end - 1, pair_of(line->lang), out)) {
		strbuf_setlen(out, before);
		return false;
	}
	strbuf_add(out, s + p.value_end - 1, line->len - p.value_end + 1);
	return true;
}
