/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/utf8.h"

/* Most names need no closer look. */
static bool is_plain(const char *name)
{
	size_t i = 0;

	for (; name[i]; i++) {
		bool space = name[i] == ' ';

		if (name[i] < ' ' || name[i] > '~' || i == NAME_MAX_CLUSTERS)
			return false;
		if (space && (!i || name[i - 1] == ' '))
			return false;
	}
	return !i || name[i - 1] != ' ';
}

/* The empty pattern of braille is a symbol for Unicode, but looks like a space. */
static bool is_space(uint32_t c)
{
	return uc_is_property_white_space(c) || c == 0x2800;
}

static void add_code(struct strbuf *out, uint32_t c)
{
	char utf8[4];

	strbuf_add(out, utf8, (size_t)utf8_put(utf8, c));
}

/* Appends name without invisible characters and with single spaces. */
static void fold(struct strbuf *out, const char *name, size_t len)
{
	size_t start = out->len;
	bool space = false;

	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += utf8_decode(name + i, len - i, &c);
		if (c == UTF8_BAD)
			c = UTF8_REPLACEMENT;
		if (is_space(c)) {
			space = true;
		} else if (!uc_is_property_default_ignorable_code_point(c)) {
			if (space && out->len > start)
				strbuf_addch(out, ' ');
			space = false;
			add_code(out, c);
		}
	}
}

/* Replaces name by its normal form, as a terminal can show it. */
static void normalize(struct strbuf *name)
{
	size_t len = 0;
	uint8_t *nfc;

	if (!name->len)
		return;
	nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)name->buf, name->len, NULL, &len);
	if (!nfc)
		mem_exhausted();
	strbuf_clear(name);
	text_sanitize(name, (const char *)nfc, len);
	free(nfc);
}

void name_clean(struct strbuf *out, const char *name)
{
	struct strbuf now = STRBUF_INIT, next = STRBUF_INIT;
	size_t end = 0;

	if (is_plain(name)) {
		strbuf_addstr(out, name);
		return;
	}
	strbuf_addstr(&now, name);
	/* dropping a mark can let others compose, so repeat until nothing changes */
	for (int round = 0; round < 8; round++) {
		strbuf_clear(&next);
		fold(&next, now.buf, now.len);
		normalize(&next);
		if (!strcmp(next.buf, now.buf))
			break;
		strbuf_clear(&now);
		strbuf_add(&now, next.buf, next.len);
	}
	for (int n = 0; end < now.len && n < NAME_MAX_CLUSTERS; n++)
		end += text_next(now.buf + end, now.len - end, NULL);
	while (end && now.buf[end - 1] == ' ')
		end--;
	strbuf_add(out, now.buf, end);
	strbuf_release(&now);
	strbuf_release(&next);
}

bool name_is_alike(const char *a, const char *b)
{
	struct strbuf clean_a = STRBUF_INIT, clean_b = STRBUF_INIT;
	bool alike;

	name_clean(&clean_a, a);
	name_clean(&clean_b, b);
	alike = !strcmp(clean_a.buf, clean_b.buf);
	strbuf_release(&clean_a);
	strbuf_release(&clean_b);
	return alike;
}

void name_escape(struct strbuf *out, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += utf8_decode(name + i, len - i, &c);
		if (c >= ' ' && c <= '~' && c != '\\')
			strbuf_addch(out, (char)c);
		else
			strbuf_addf(out, "\\u{%lX}",
				(unsigned long)(c == UTF8_BAD ? UTF8_REPLACEMENT : c));
	}
}

/* Returns the length of the \u{HEX} at text, 0 if there is none. */
static size_t read_escape(const char *text, uint32_t *c)
{
	static const char digits[] = "0123456789ABCDEFabcdef";
	size_t n;

	if (strncmp(text, "\\u{", 3) != 0)
		return 0;
	n = strspn(text + 3, digits);
	if (!n || n > 6 || text[3 + n] != '}')
		return 0;
	*c = (uint32_t)strtoul(text + 3, NULL, 16);
	return *c ? 3 + n + 1 : 0;
}

void name_unescape(struct strbuf *out, const char *text)
{
	while (*text) {
		uint32_t c;
		size_t len = read_escape(text, &c);

		if (len)
			add_code(out, c);
		else
			strbuf_addch(out, *text);
		text += len ? len : 1;
	}
}
