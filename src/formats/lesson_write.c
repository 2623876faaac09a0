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

static void say(struct sections *s, enum severity severity, const char *fmt, va_list ap)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_vaddf(&text, fmt, ap);
	diag_add(s->diags, severity, "import", s->file, s->line, 0, NULL, "%s", text.buf);
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

static bool is_given(const struct sections *s, const char *id)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->ids[i], id))
			return true;
	return false;
}

/*
 * Makes an id from the title: its letters without accents and its digits, with hyphens for
 * everything else, and a number added if it is taken.
 */
static const char *new_id(struct sections *s, const char *title)
{
	struct strbuf id = STRBUF_INIT, plain = STRBUF_INIT;
	const char *result;

	text_fold(&plain, title ? title : "", title ? strlen(title) : 0, TEXT_NO_ACCENTS);
	for (const char *c = plain.buf; *c && id.len < 40; c++) {
		if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9'))
			strbuf_addch(&id, *c);
		else if (id.len && id.buf[id.len - 1] != '-')
			strbuf_addch(&id, '-');
	}
	while (id.len && id.buf[id.len - 1] == '-')
		strbuf_setlen(&id, id.len - 1);
	if (!id.len)
		strbuf_addf(&id, "question-%zu", s->n + 1);
	result = arena_memdupz(&s->arena, id.buf, id.len);
	for (size_t i = 2; is_given(s, result); i++)
		result = arena_printf(&s->arena, "%s-%zu", id.buf, i);
	strbuf_release(&id);
	strbuf_release(&plain);
	return result;
}

void sections_begin(struct sections *s, const char *title, const char *type)
{
	const char *id = new_id(s, title);

	ALLOC_GROW(s->ids, s->n + 1, s->cap);
	s->ids[s->n++] = id;
	strbuf_addf(s->out, "\n[question %s]\ntype = %s\n", id, type);
}

/*
 * Turns straight quotes into typographic ones: opening at the start and after a space or bracket,
 * else closing.
 */
static void add_quoted(struct strbuf *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c != '"')
			strbuf_addch(out, *c);
		else
			strbuf_addstr(out, c == text || strchr(" ([", c[-1]) ? "“" : "”");
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

void sections_feedback(struct sections *s, const char *id, const char *text, bool right)
{
	const char *key = arena_printf(&s->arena, "feedback.%s", id);

	if (text && !text_is_blank(text)) {
		sections_text(s, key, text);
		return;
	}
	sections_warn(s,
		_("the answer “%s” has no feedback, which Vigie requires; replace the placeholder"),
		id);
	sections_text(s, key, right ? _("Right.") : _("Not right."));
}

void sections_release(struct sections *s)
{
	free(s->ids);
	arena_release(&s->arena);
}
