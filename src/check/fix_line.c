/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/fix_line.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "course/reader.h"
#include "text/emphasis.h"
#include "text/text.h"

bool fix_is_western(const char *lang)
{
	static const char *const langs[] = { "af", "br", "ca", "co", "cy", "da", "de", "en", "es",
		"et", "eu", "fi", "fo", "fr", "fy", "ga", "gd", "gl", "id", "is", "it", "lb", "ms",
		"nb", "nl", "nn", "no", "oc", "pt", "rm", "sq", "sv", "sw", "tl" };
	size_t len = lang ? strcspn(lang, "-_") : 0;

	for (size_t i = 0; lang && i < ARRAY_SIZE(langs); i++)
		if (len == 2 && !strncmp(lang, langs[i], 2))
			return true;
	return !lang;
}

/* ---- characters */

/* Returns the length of the character at s, which is valid UTF-8, and sets *code; 0 at the end. */
static size_t next_code(const char *s, const char *end, uint32_t *code)
{
	struct utf8_decoder decoder = { 0 };
	size_t n = 0;

	if (s < end && (unsigned char)*s < 0x80) {
		*code = (unsigned char)*s;
		return 1;
	}
	while (s + n < end && utf8_feed(&decoder, (unsigned char)s[n++], code) != 1)
		;
	return n;
}

/* Characters that nobody sees, and that mean nothing outside a text. */
static bool is_invisible(uint32_t c)
{
	return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E ||
		(c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
		(c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

static bool is_odd_space(uint32_t c)
{
	return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
		c == 0x205F || c == 0x3000;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/* ---- the form of a line */

static size_t skip_blanks(const char *s, size_t from, size_t to)
{
	while (from < to && is_blank(s[from]))
		from++;
	return from;
}

static size_t drop_blanks(const char *s, size_t from, size_t to)
{
	while (to > from && is_blank(s[to - 1]))
		to--;
	return to;
}

static size_t skip_name(const char *s, size_t from, size_t to)
{
	while (from < to && is_name_char(s[from]))
		from++;
	return from;
}

bool fix_split(const struct fix_line *line, struct fix_parts *p)
{
	const char *s = line->text;
	size_t equals;

	p->key = skip_blanks(s, 0, line->len);
	p->key_end = skip_name(s, p->key, line->len);
	equals = skip_blanks(s, p->key_end, line->len);
	if (p->key == p->key_end || equals == line->len || s[equals] != '=')
		return false;
	p->value = skip_blanks(s, equals + 1, line->len);
	p->value_end = drop_blanks(s, p->value, line->len);
	return p->value < p->value_end;
}

bool fix_begins(const char *text, size_t len)
{
	size_t from = skip_blanks(text, 0, len), to;

	if (from == len || strchr("[;#", text[from]))
		return true;
	to = skip_name(text, from, len);
	from = skip_blanks(text, to, len);
	return from > 0 && to > 0 && from < len && text[from] == '=';
}

/* ---- invisible characters */

/* The = of a line, or the : that stands for it; NULL if there is none. */
static const char *find_sign(const char *s, const char *end)
{
	const char *equals = memchr(s, '=', (size_t)(end - s)), *colon;
	uint32_t code = 0;
	size_t n;

	if (equals)
		return equals;
	colon = memchr(s, ':', (size_t)(end - s));
	for (; colon && s < colon; s += n) {
		n = next_code(s, colon, &code);
		if (!is_odd_space(code) && !is_invisible(code) && code != ' ' &&
			!(code < 0x80 && is_name_char((char)code)))
			return NULL;
	}
	return colon;
}

/*
 * Where the text of a line begins, so that everything before is syntax: after = and the spaces
 * behind it, of whatever kind. A comment is a text from its first character; a heading has none.
 */
static size_t text_start(const struct fix_line *line)
{
	const char *s = line->text, *end = s + line->len, *p;
	uint32_t code = 0;
	size_t n;

	for (p = s; (n = next_code(p, end, &code)); p += n)
		if (!is_odd_space(code) && !is_invisible(code) && code != ' ' && code != '\t')
			break;
	if (!n || code == '[')
		return line->len;
	if (code == ';' || code == '#')
		return (size_t)(p - s);
	p = find_sign(p, end);
	if (!p)
		return 0;
	for (p++; (n = next_code(p, end, &code)); p += n)
		if (!is_odd_space(code) && !is_invisible(code) && code != ' ' && code != '\t')
			break;
	return (size_t)(p - s);
}

static size_t count_replaced(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i + 3 <= len; i++)
		n += !memcmp(s + i, "\xef\xbf\xbd", 3);
	return n;
}

/* What a terminal would show of a text, or the text itself if some of it could not be shown. */
static void add_text(const struct fix_line *line, size_t from, struct strbuf *out)
{
	struct strbuf clean = STRBUF_INIT;
	const char *p = line->text + from, *end = line->text + line->len;
	bool comment = from < line->len && strchr(";#", *p);
	uint32_t code = 0;
	size_t n;

	while (p < end) {
		const char *tab = comment ? memchr(p, '\t', (size_t)(end - p)) : NULL;
		const char *to = tab ? tab : end;

		text_sanitize(&clean, p, (size_t)(to - p));
		if (tab)
			strbuf_addch(&clean, '\t');
		p = tab ? tab + 1 : end;
	}
	if (count_replaced(clean.buf, clean.len) !=
		count_replaced(line->text + from, line->len - from)) {
		strbuf_clear(&clean);
		strbuf_add(&clean, line->text + from, line->len - from);
	}
	/* Other scripts need joiners and marks of direction, and spaces without width. */
	for (p = clean.buf; (n = next_code(p, clean.buf + clean.len, &code)); p += n)
		if (!is_invisible(code) || !fix_is_western(line->lang))
			strbuf_add(out, p, n);
	strbuf_release(&clean);
}

static bool is_changed(const struct fix_line *line, const struct strbuf *out, size_t before)
{
	return out->len - before != line->len ||
		memcmp(out->buf + before, line->text, line->len) != 0;
}

/* True if a line has printable ASCII only, as most have: there is nothing odd in it. */
static bool is_plain(const struct fix_line *line)
{
	size_t n = 0;

	while (n < line->len && line->text[n] >= ' ' && line->text[n] <= '~')
		n++;
	return n == line->len;
}

bool fix_invisible(const struct fix_line *line, struct strbuf *out)
{
	size_t from = text_start(line), before = out->len, n;
	uint32_t code = 0;

	if (is_plain(line))
		return false;
	for (size_t i = 0; i < from; i += n) {
		n = next_code(line->text + i, line->text + from, &code);
		if (!is_invisible(code))
			strbuf_add(out, line->text + i, n);
	}
	add_text(line, from, out);
	return is_changed(line, out, before);
}

/* ---- spaces */

/* True if a bare value is ids, numbers and words in a list, and no text whose quotes are missing.
 */
static bool is_list(const char *s, size_t len)
{
	uint32_t code = 0;
	bool after_comma = true;
	size_t n, spaces = 0;

	for (const char *p = s, *end = s + len; (n = next_code(p, end, &code)); p += n) {
		bool space = code == ' ' || is_odd_space(code);

		if (!space &&
			!(code < 0x80 &&
				(is_name_char((char)code) || strchr(",/:", (int)code) ||
					(code >= 'A' && code <= 'Z'))))
			return false;
		spaces += space && !after_comma;
		after_comma = code == ',' || (after_comma && space);
	}
	return !spaces;
}

/* Appends a stretch of syntax, with plain spaces only. */
static void add_plain(const char *s, size_t len, struct strbuf *out)
{
	uint32_t code = 0;
	size_t n;

	for (const char *p = s, *end = s + len; (n = next_code(p, end, &code)); p += n)
		if (is_odd_space(code))
			strbuf_addch(out, ' ');
		else
			strbuf_add(out, p, n);
}

/* Where the spaces at the end of a line begin, of whatever kind. */
static size_t trailing(const char *s, size_t from, size_t len)
{
	size_t at = from, n;
	uint32_t code = 0;

	for (size_t i = from; i < len; i += n) {
		n = next_code(s + i, s + len, &code);
		if (!is_odd_space(code) && code != ' ' && code != '\t')
			at = i + n;
	}
	return at;
}

bool fix_space(const struct fix_line *line, struct strbuf *out)
{
	size_t from = text_start(line), to = trailing(line->text, from, line->len);
	size_t before = out->len;
	const char *s = line->text;

	if (line->torn || is_plain(line))
		return false;
	add_plain(s, from, out);
	if (from < to && strchr(";#", s[from]))
		strbuf_add(out, s + from, to - from);
	else if (is_list(s + from, to - from))
		add_plain(s + from, to - from, out);
	else
		strbuf_add(out, s + from, to - from);
	if (from)
		add_plain(s + to, line->len - to, out);
	else
		strbuf_add(out, s + to, line->len - to);
	return is_changed(line, out, before);
}

/* ---- = */

static bool starts_text(const char *s, size_t len)
{
	static const char *const quotes[] = { "\"", "“", "”", "„" };

	for (size_t i = 0; i < ARRAY_SIZE(quotes); i++)
		if (len > strlen(quotes[i]) && !memcmp(s, quotes[i], strlen(quotes[i])))
			return true;
	return false;
}

/*
 * `key: value`, `key := value`, `key == value` and `key "text"`: no line may have that form, so it
 * can mean only one thing.
 */
bool fix_equals(const struct fix_line *line, struct strbuf *out)
{
	const char *s = line->text;
	size_t key = skip_blanks(s, 0, line->len), end = skip_name(s, key, line->len);
	size_t sign = skip_blanks(s, end, line->len), signs = sign, value, to;

	while (signs < line->len && (s[signs] == ':' || s[signs] == '='))
		signs++;
	value = skip_blanks(s, signs, line->len);
	to = drop_blanks(s, value, line->len);
	if (line->torn || key == end || !*line->kind || value == to || signs - sign > 2 ||
		(signs - sign == 1 && s[sign] == '='))
		return false;
	if (!starts_text(s + value, to - value) &&
		(signs == sign || s[value] == '/' || !is_list(s + value, to - value)))
		return false;
	strbuf_add(out, s, end);
	strbuf_addstr(out, " = ");
	strbuf_add(out, s + value, line->len - value);
	return true;
}

/* ---- emphasis */

bool fix_bold(const struct fix_line *line, struct strbuf *out)
{
	struct fix_parts p;
	struct ini_section section = { .kind = line->kind };
	size_t before = out->len, at, n;
	char *key;
	bool takes;

	if (line->format < 2 || !fix_split(line, &p) || line->text[p.value] != '"')
		return false;
	key = xmemdupz(line->text + p.key, p.key_end - p.key);
	takes = reader_takes_emphasis(&section, key);
	free(key);
	if (!takes)
		return false;
	strbuf_add(out, line->text, p.value);
	for (size_t i = p.value; i < line->len;) {
		const char *s = line->text + i;

		if (!emphasis_find(s, line->len - i, "**", &at, &n) || memchr(s + at + 2, '*', n)) {
			strbuf_add(out, s, line->len - i);
			break;
		}
		strbuf_add(out, s, at + 1);
		strbuf_add(out, s + at + 2, n + 1);
		i += at + n + 4;
	}
	return is_changed(line, out, before);
}
