/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/lesson_write.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "ini/ini.h"
#include "text/text.h"

enum { COMMENT_MAX = 200 };

static void say(struct sections *s, enum severity severity, const char *fmt, va_list ap)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_vaddf(&text, fmt, ap);
	diag_add(s->diags, severity, "import", s->file, s->line, s->column, NULL, "%s", text.buf);
	strbuf_release(&text);
}

void sections_error(struct sections *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(s, DIAG_ERROR, fmt, ap);
	va_end(ap);
}

void sections_warn(struct sections *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(s, DIAG_WARNING, fmt, ap);
	va_end(ap);
}

/* The id, or the id with the first number that makes it new. */
static const char *take_id(struct sections *s, const char *id)
{
	const char *result = id;
	size_t next = *names_number(&s->ids, id);

	if (next) {
		do {
			result = arena_printf(&s->arena, "%s-%zu", id, next++);
		} while (*names_number(&s->ids, result));
		*names_number(&s->ids, id) = next;
	}
	*names_number(&s->ids, result) = 2;
	return result;
}

/*
 * Makes an id from a name: its letters without accents and its digits, with hyphens for
 * everything else, and a number added if it is taken.
 */
static const char *new_id(struct sections *s, const char *kind, const char *name)
{
	struct strbuf id = STRBUF_INIT, plain = STRBUF_INIT;
	const char *result;

	text_fold(&plain, name ? name : "", name ? strlen(name) : 0, TEXT_NO_ACCENTS);
	for (const char *c = plain.buf; *c && id.len < 40; c++) {
		if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9'))
			strbuf_addch(&id, *c);
		else if (id.len && id.buf[id.len - 1] != '-')
			strbuf_addch(&id, '-');
	}
	while (id.len && id.buf[id.len - 1] == '-')
		strbuf_setlen(&id, id.len - 1);
	if (!id.len)
		strbuf_addf(&id, "%s-%zu", kind, s->n + 1);
	result = take_id(s, arena_memdupz(&s->arena, id.buf, id.len));
	strbuf_release(&id);
	strbuf_release(&plain);
	return result;
}

const char *sections_begin(struct sections *s, const char *kind, const char *name)
{
	const char *id = new_id(s, kind, name);

	s->n++;
	strbuf_addf(s->out, "\n[%s %s]\n", kind, id);
	return id;
}

void sections_comment(struct sections *s, const char *text)
{
	struct strbuf clean = STRBUF_INIT;

	/* a backslash at the end of a comment would swallow the next line */
	text_sanitize(&clean, text, strlen(text));
	for (char *c = clean.buf; c && *c; c++)
		if (*c == '\\')
			*c = '/';
	if (clean.len > COMMENT_MAX)
		strbuf_setlen(&clean, text_prev(clean.buf, clean.len, COMMENT_MAX));
	strbuf_addf(s->out, "; %s\n", clean.buf);
	strbuf_release(&clean);
}

/* True if a straight quote between these two opens. */
static bool opens(const char *text, const char *quote)
{
	static const char *const before[] = { " ", "(", "[", "-", "/", "–", "—", "‘", "“", "«",
		"\u00a0" };
	size_t at = (size_t)(quote - text);

	if (!quote[1] || quote[1] == ' ')
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(before); i++) {
		size_t len = strlen(before[i]);

		if (at >= len && !memcmp(quote - len, before[i], len))
			return true;
	}
	return !at;
}

/* Turns straight quotes, which end a text in a lesson file, into typographic ones. */
static void add_quoted(struct strbuf *out, const char *text)
{
	bool open = false;

	for (const char *c = text; *c; c++) {
		if (*c != '"') {
			strbuf_addch(out, *c);
			continue;
		}
		/* a quote after a quote closes what that one opened: "" */
		open = opens(text, c) && !(open && c > text && c[-1] == '"');
		strbuf_addstr(out, open ? "“" : "”");
	}
}

void sections_text(struct sections *s, const char *key, const char *text)
{
	size_t before = s->out->len;

	if (text_find_unclean(text, strlen(text), NULL))
		sections_error(s, _("the text holds a %s, which Vigie does not show; remove it"),
			text_find_unclean(text, strlen(text), NULL));
	if (strpbrk(text, "\\{}"))
		sections_error(s,
			_("the text holds a backslash or a curly bracket, which mean something else in a lesson; use other "
			  "signs"));
	if (text_is_blank(text))
		sections_error(s, _("the text is empty; write it"));
	strbuf_addf(s->out, "%s = \"", key);
	add_quoted(s->out, text);
	strbuf_addstr(s->out, "\"\n");
	if (s->out->len - before > INI_MAX_LINE)
		sections_error(s,
			_("the text is longer than a line of a lesson can be (%d bytes); shorten it"),
			INI_MAX_LINE);
}

void sections_bare(struct sections *s, const char *key, const char *word)
{
	strbuf_addf(s->out, "%s = %s\n", key, word);
}

void sections_release(struct sections *s)
{
	names_release(&s->ids);
	arena_release(&s->arena);
}
