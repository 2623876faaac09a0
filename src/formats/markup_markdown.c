/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Markdown that quiz files hold; what it does not know stays as it is written. */
#include "formats/markup_parts.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/emphasis.h"

/* A sign that means nothing, written so that no later step takes it for markup. */
static void put_literal(struct strbuf *html, char c)
{
	strbuf_addf(html, "&#%d;", c);
}

/* Returns the length of `code` at s, which is copied literally; 0 if there is none. */
static size_t put_code(struct strbuf *html, const char *s, size_t len)
{
	size_t ticks = 0, end;

	while (ticks < len && s[ticks] == '`')
		ticks++;
	for (end = ticks; end + ticks <= len; end++)
		if (!memcmp(s + end, s, ticks))
			break;
	if (end + ticks > len)
		return 0;
	for (size_t i = ticks; i < end; i++) {
		if (strchr("<&*_[", s[i]))
			put_literal(html, s[i]);
		else
			strbuf_addch(html, s[i]);
	}
	return end + ticks;
}

/* Returns the length of "[text](address)" at s, or 0; *text is the length of the text. */
static size_t link_length(const char *s, size_t len, size_t *text)
{
	const char *middle = memchr(s, ']', len), *end;

	if (!middle || middle + 1 >= s + len || middle[1] != '(')
		return 0;
	end = memchr(middle, ')', len - (size_t)(middle - s));
	*text = (size_t)(middle - s) - 1;
	return end ? (size_t)(end - s) + 1 : 0;
}

/* Writes a link or a picture as HTML; returns its length, or 0. */
static size_t put_link(struct strbuf *html, const char *s, size_t len)
{
	size_t picture = *s == '!', text, n;
	const char *address;
	int address_len;

	if (picture == len || s[picture] != '[')
		return 0;
	n = link_length(s + picture, len - picture, &text);
	if (!n)
		return 0;
	address = s + picture + text + 3;
	address_len = (int)strcspn(address, " )");
	s += picture + 1;
	if (picture)
		strbuf_addf(html, "<img src=\"%.*s\" alt=\"%.*s\">", address_len, address,
			(int)text, s);
	else
		strbuf_addf(html, "<a href=\"%.*s\">%.*s</a>", address_len, address, (int)text, s);
	return picture + n;
}

/* Writes what the start of a line means; returns its length. */
static size_t put_start(struct strbuf *html, const char *s, size_t len)
{
	size_t space = 0, n, digits;

	while (space < len && s[space] == ' ')
		space++;
	for (n = space; n < len && s[n] == '#'; n++)
		;
	if (n > space && n < len && s[n] == ' ')
		return n;
	if (space + 1 < len && strchr("-*+", s[space]) && s[space + 1] == ' ') {
		strbuf_addstr(html, "<li>");
		return space + 2;
	}
	for (digits = space; digits < len && s[digits] >= '0' && s[digits] <= '9'; digits++)
		;
	if (digits > space && digits + 1 < len && s[digits] == '.' && s[digits + 1] == ' ')
		strbuf_addstr(html, "<br>");
	return 0;
}

static void put_emphasis(struct strbuf *html, const char *sign)
{
	size_t at, n, len = strlen(sign);

	while (emphasis_find(html->buf, html->len, sign, &at, &n)) {
		strbuf_splice(html, at + len + n, len, "</b>", 4);
		strbuf_splice(html, at, len, "<b>", 3);
	}
}

void markup_markdown(struct strbuf *html, const char *s, size_t len)
{
	static const char *const signs[] = { "**", "__", "*", "_" };
	bool start = true;

	for (size_t i = 0; i < len;) {
		size_t n = 0;

		if (start)
			i += put_start(html, s + i, len - i);
		start = false;
		if (i == len)
			break;
		if (s[i] == '\\' && i + 1 < len && strchr("\\`*_{}[]()#+-.!<>", s[i + 1])) {
			put_literal(html, s[i + 1]);
			n = 2;
		} else if (s[i] == '`') {
			n = put_code(html, s + i, len - i);
		} else if (s[i] == '[' || s[i] == '!') {
			n = put_link(html, s + i, len - i);
		}
		if (!n) {
			start = s[i] == '\n';
			strbuf_addch(html, s[i]);
			n = 1;
		}
		i += n;
	}
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
		put_emphasis(html, signs[i]);
}
