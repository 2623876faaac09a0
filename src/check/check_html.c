/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_html.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ini/ini.h"
#include "text/text.h"

/* Expands to the four position arguments of diag_add, for a place in a value. */
#define AT(e, at) (e)->file, (e)->line, (e)->column + text_width((e)->value, at), (e)->source

enum { SHOWN_MAX = 40 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char digits[] = "0123456789";

/* The elements that editors and quiz programs write; <name> and <3 are text. */
static const char *const elements[] = { "a", "b", "blockquote", "br", "center", "code", "del",
	"div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li",
	"ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td",
	"th", "thead", "tr", "tt", "u", "ul" };

static bool is_element(const char *name, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(elements); i++) {
		size_t k = 0;

		while (k < len && (name[k] | 0x20) == elements[i][k])
			k++;
		if (k == len && !elements[i][k])
			return true;
	}
	return false;
}

/* Returns the length of the tag at s; 0 if there is none. */
static size_t tag_at(const char *s)
{
	const char *name = s + 1 + (s[1] == '/');
	size_t len = strspn(name, letters), end;

	len += len ? strspn(name + len, digits) : 0;
	if (!is_element(name, len) || !strchr(" />", name[len]))
		return 0;
	end = strcspn(name + len, "<>");
	return name[len + end] == '>' ? (size_t)(name + len + end + 1 - s) : 0;
}

/* Returns the length of the character reference at s, such as &amp; or &#233;; 0 for none. */
static size_t reference_at(const char *s)
{
	size_t len;

	if (s[1] != '#') {
		len = strspn(s + 1, letters);
		len += len ? strspn(s + 1 + len, digits) : 0;
		return len > 1 && s[1 + len] == ';' ? len + 2 : 0;
	}
	len = (s[2] | 0x20) == 'x' ? 1 + strspn(s + 3, "0123456789abcdefABCDEF")
				   : strspn(s + 2, digits);
	return len > ((s[2] | 0x20) == 'x') && s[2 + len] == ';' ? len + 3 : 0;
}

/* Sets *at to the first sign at which something begins; returns its length, 0 if there is none. */
static size_t find(const char *text, char sign, size_t (*length_at)(const char *), size_t *at)
{
	size_t n = 0;

	for (const char *s = strchr(text, sign); s && !n; s = n ? s : strchr(s + 1, sign)) {
		n = length_at(s);
		*at = (size_t)(s - text);
	}
	return n;
}

void check_html(const struct ini_entry *e, struct diags *diags)
{
	size_t at, n = find(e->value, '<', tag_at, &at);

	if (n)
		diag_add(diags, DIAG_WARNING, "html", AT(e, at),
			_("“%.*s” is shown as it stands; remove it: a paragraph is a key of its own, and *so* is emphasis in format 2"),
			n > SHOWN_MAX ? SHOWN_MAX : (int)n, e->value + at);
	n = find(e->value, '&', reference_at, &at);
	if (n)
		diag_add(diags, DIAG_WARNING, "html", AT(e, at),
			_("“%.*s” is shown as it stands; write the character itself"), (int)n,
			e->value + at);
}
