/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The HTML of quiz files: fragments out of an editor. No tree is built, since only a line of text
 * is wanted; so a tag that is never closed does no harm.
 */
#include "formats/markup_parts.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/html_entity.h"
#include "text/text.h"

enum action { DROP, BREAK, EMPHASIS, LIST, ITEM, CELL, RAISE, LOWER, LINK, MEDIA, SKIP };

static const struct {
	enum action action;
	const char *names; /* each with a space before and after it */
} actions[] = {
	{ DROP,
		" span font small big u s del ins code tt kbd samp var cite q abbr acronym label strike "
		"nobr wbr mark col colgroup tbody thead tfoot html body time bdi bdo nolink dfn source track "
		"param input o " },
	{ BREAK,
		" p br div h1 h2 h3 h4 h5 h6 blockquote pre hr section article header footer main "
		"caption dl dt dd figure figcaption center address table tr details summary form " },
	{ EMPHASIS, " b strong em i " },
	{ LIST, " ul ol " },
	{ ITEM, " li " },
	{ CELL, " td th " },
	{ RAISE, " sup " },
	{ LOWER, " sub " },
	{ LINK, " a " },
	{ MEDIA, " img video audio iframe object embed " },
	{ SKIP, " script style head title svg " },
};

struct tag {
	char name[12];
	enum action action;
	bool closing;
	const char *attributes;
	size_t attributes_len;
	size_t len; /* of the whole tag in bytes */
};

struct reading {
	struct strbuf *out, *lost;
	struct strbuf address; /* of the link that is open */
	size_t link;           /* where its text began */
};

static bool find_action(struct tag *t)
{
	size_t len = strlen(t->name);

	for (size_t i = 0; i < ARRAY_SIZE(actions); i++)
		for (const char *at = actions[i].names; (at = strstr(at, t->name)); at++)
			if (at[-1] == ' ' && at[len] == ' ') {
				t->action = actions[i].action;
				return true;
			}
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Returns the offset of the > that ends a tag, past quoted values; len if there is none. */
static size_t find_end(const char *s, size_t len, size_t at)
{
	char quote = '\0';

	for (; at < len && (quote || s[at] != '>'); at++) {
		if (quote)
			quote = s[at] == quote ? '\0' : quote;
		else if ((s[at] == '"' || s[at] == '\'') && s[at - 1] == '=')
			quote = s[at];
	}
	return at;
}

/* Reads a tag that is known; any other < is text. */
static bool read_tag(const char *s, size_t len, struct tag *t)
{
	size_t at = 1, n = 0, end;

	*t = (struct tag){ .closing = len > 1 && s[1] == '/' };
	at += t->closing;
	while (at < len && n < sizeof(t->name) - 1 &&
		(is_letter(s[at]) || (n && s[at] >= '0' && s[at] <= '9')))
		t->name[n++] = (char)(s[at++] | 0x20);
	if (!n || at >= len || !strchr(" \t\r\n/>:", s[at]) || !find_action(t))
		return false;
	end = find_end(s, len, at);
	if (end == len)
		return false;
	t->attributes = s + at;
	t->attributes_len = end - at;
	t->len = end + 1;
	return true;
}

static void put_code(struct strbuf *out, uint32_t code)
{
	char bytes[4];

	if (code < 0x80)
		markup_put(out, (char)code);
	else
		strbuf_add(out, bytes, (size_t)utf8_put(bytes, code));
}

/* Appends text with its entities decoded. */
static void put_decoded(struct strbuf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t used;
		uint32_t code = s[i] == '&' ? html_entity(s + i, len - i, &used) : 0;

		if (code)
			put_code(out, code);
		else
			markup_put(out, s[i]);
		i += code ? used : 1;
	}
}

/* Appends the value of an attribute; nothing if it is missing. */
static void read_attribute(struct strbuf *out, const struct tag *t, const char *name)
{
	const char *s = t->attributes;
	size_t n = strlen(name), len = t->attributes_len;

	for (size_t i = 1; i + n + 1 < len; i++) {
		size_t from = i + n + 1, to;

		if (!strchr(" \t\r\n\"'", s[i - 1]) || strncasecmp(s + i, name, n) ||
			s[i + n] != '=')
			continue;
		if (s[from] == '"' || s[from] == '\'')
			for (to = from + 1; to < len && s[to] != s[from]; to++)
				;
		else
			for (to = from--; to < len && !strchr(" \t\r\n", s[to]); to++)
				;
		put_decoded(out, s + from + 1, to - from - 1);
		return;
	}
}

/* Names a picture: its file, without the folder and what a server is asked, else its alt text. */
static void name_lost(struct strbuf *lost, const struct tag *t)
{
	struct strbuf source = STRBUF_INIT, alt = STRBUF_INIT;
	const char *name, *slash;

	read_attribute(&source, t, !strcmp(t->name, "object") ? "data" : "src");
	read_attribute(&alt, t, "alt");
	if (!strncmp(source.buf, "data:", 5))
		strbuf_clear(&source);
	strbuf_setlen(&source, strcspn(source.buf, "?#"));
	slash = strrchr(source.buf, '/');
	name = slash ? slash + 1 : source.buf;
	if (!*name)
		name = alt.len ? alt.buf : "?";
	strbuf_addf(lost, "%s%s", lost->len ? ", " : "", name);
	strbuf_release(&source);
	strbuf_release(&alt);
}

/* Appends raised or lowered digits; anything else after a sign, so that 10^x does not become 10x.
 */
static size_t put_shifted(struct strbuf *out, const char *s, size_t len, bool raised)
{
	static const char *const digits[2][10] = { { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈",
							   "₉" },
		{ "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" } };
	size_t n = 0;

	while (n < len && s[n] >= '0' && s[n] <= '9')
		n++;
	if (!n || n == len || s[n] != '<') {
		strbuf_addch(out, raised ? '^' : '_');
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		strbuf_addstr(out, digits[raised][s[i] - '0']);
	return n;
}

/* An address is kept if the text of the link is another. */
static void end_link(struct reading *r)
{
	if (r->address.len && r->link <= r->out->len &&
		!strstr(r->out->buf + r->link, r->address.buf)) {
		strbuf_addstr(r->out, " (");
		strbuf_add(r->out, r->address.buf, r->address.len);
		strbuf_addstr(r->out, ")");
	}
	strbuf_clear(&r->address);
}

static void begin_link(struct reading *r, const struct tag *t)
{
	strbuf_clear(&r->address);
	read_attribute(&r->address, t, "href");
	if (strncmp(r->address.buf, "http", 4))
		strbuf_clear(&r->address);
	r->link = r->out->len;
}

/* Returns the length of an element whose content is not text, from its opening tag on. */
static size_t skip_element(const char *s, size_t len, const struct tag *t)
{
	size_t n = strlen(t->name);

	for (size_t i = t->len; i + n + 2 < len; i++)
		if (s[i] == '<' && s[i + 1] == '/' && !strncasecmp(s + i + 2, t->name, n))
			return find_end(s, len, i) + (find_end(s, len, i) < len);
	return len;
}

/* Does what the tag at s says; returns how many bytes that took. */
static size_t obey(struct reading *r, const char *s, size_t len, const struct tag *t)
{
	switch (t->action) {
	case DROP:
		break;
	case BREAK:
		strbuf_addch(r->out, '\n');
		break;
	case EMPHASIS:
		strbuf_addch(r->out, t->closing ? MARKUP_CLOSE : MARKUP_OPEN);
		break;
	case LIST:
		strbuf_addch(r->out, t->closing ? '\n' : MARKUP_LIST);
		break;
	case ITEM:
		if (!t->closing)
			strbuf_addch(r->out, MARKUP_ITEM);
		break;
	case CELL:
		if (!t->closing)
			strbuf_addch(r->out, MARKUP_CELL);
		break;
	case RAISE:
	case LOWER:
		if (!t->closing)
			return t->len +
				put_shifted(r->out, s + t->len, len - t->len, t->action == RAISE);
		break;
	case LINK:
		if (t->closing)
			end_link(r);
		else
			begin_link(r, t);
		break;
	case MEDIA:
		if (!t->closing)
			name_lost(r->lost, t);
		break;
	case SKIP:
		return t->closing ? t->len : skip_element(s, len, t);
	}
	return t->len;
}

static size_t comment_length(const char *s, size_t len)
{
	if (len < 4 || memcmp(s, "<!--", 4))
		return 0;
	for (size_t i = 4; i + 2 < len; i++)
		if (!memcmp(s + i, "-->", 3))
			return i + 3;
	return len;
}

void markup_html(struct strbuf *out, const char *s, size_t len, struct strbuf *lost)
{
	struct reading r = { .out = out, .lost = lost, .address = STRBUF_INIT };

	for (size_t i = 0; i < len;) {
		struct tag tag;
		size_t n = s[i] == '<' ? comment_length(s + i, len - i) : 0;

		if (n) {
			i += n;
		} else if (s[i] == '<' && read_tag(s + i, len - i, &tag)) {
			i += obey(&r, s + i, len - i, &tag);
		} else {
			for (n = 1; i + n < len && s[i + n] != '<'; n++)
				;
			put_decoded(out, s + i, n);
			i += n;
		}
	}
	end_link(&r);
	strbuf_release(&r.address);
}
