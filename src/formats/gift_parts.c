/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/gift_parts.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "formats/gift.h"

static const char special[] = GIFT_SPECIAL;

char gift_hide(char c)
{
	return (char)(GIFT_ESCAPED + (strchr(special, c) - special));
}

char *gift_clean(char *text)
{
	char *to = text;

	for (char *from = text; *from; from++) {
		char c = *from;

		if (c == '\n' || c == '\t')
			c = ' ';
		if (c == ' ' && (to == text || to[-1] == ' '))
			continue;
		*to++ = c >= GIFT_ESCAPED && c < GIFT_ESCAPED + (char)(sizeof(special) - 1)
			? special[c - GIFT_ESCAPED]
			: c;
	}
	while (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
	return text;
}

int gift_line_of(const struct gift *g, const char *at)
{
	int line = g->line;

	for (ptrdiff_t i = 0; g->copy && i < at - g->start; i++)
		line += g->copy[i] == '\n';
	return line;
}

bool gift_fault(struct gift *g, const char *at, const char *fmt, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&text, fmt, ap);
	va_end(ap);
	g->sections.line = gift_line_of(g, at);
	sections_error(&g->sections, "%s", text.buf);
	strbuf_release(&text);
	return false;
}

/* ---- the format of a text */

size_t gift_format_length(const char *text)
{
	static const char *const formats[] = { "[plain]", "[moodle]", "[markdown]", "[html]" };

	for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
		if (!strncmp(text, formats[i], strlen(formats[i])))
			return strlen(formats[i]);
	return 0;
}

/* Moodle accepts a format name at the start of any text. */
char *gift_skip_format(struct gift *g, char *text, bool *good)
{
	size_t len;

	text += strspn(text, " \t\n");
	len = gift_format_length(text);
	if (len && strpbrk(text + len, text[1] == 'h' ? "<&" : text[2] == 'a' ? "*_`<" : ""))
		*good = gift_fault(g, text,
			_("the text is in the format %s, which Vigie does not show; make it plain"),
			arena_memdupz(&g->sections.arena, text, len));
	return text + len;
}

/* ---- one answer */

static bool read_weight(struct gift *g, struct gift_answer *a, char **text)
{
	char *end;

	if (**text != '%')
		return true;
	end = strchr(*text + 1, '%');
	if (!end)
		return gift_fault(g, *text, _("a weight ends with %%, as in ~%%50%%; add it"));
	*end = '\0';
	a->weighted = true;
	if (!decimal_parse(*text + 1, &a->weight) || a->weight < -GIFT_WHOLE ||
		a->weight > GIFT_WHOLE)
		return gift_fault(g, *text, _("“%s” is not a weight from -100 to 100"), *text + 1);
	*text = end + 1;
	return true;
}

/* Parses "50%text#feedback", which ends at end; sign is the character before it. */
static bool read_answer(struct gift *g, char sign, char *text, char *end)
{
	struct gift_answer *a = &g->answers[g->n];
	char *feedback;
	bool good = true;

	if (g->n == GIFT_ANSWERS_MAX)
		return gift_fault(g, text, _("there are more than %d answers; make two questions"),
			GIFT_ANSWERS_MAX);
	g->n++;
	*a = (struct gift_answer){ .sign = sign, .line = gift_line_of(g, text) };
	*end = '\0';
	/* a pair has no weight: Moodle takes % literally there */
	if (!strstr(text, "->") && !read_weight(g, a, &text))
		return false;
	feedback = strchr(text, '#');
	if (feedback) {
		*feedback = '\0';
		if (strchr(feedback + 1, '#'))
			return gift_fault(g, text, _("a # in a feedback is written \\#"));
		a->feedback = gift_clean(gift_skip_format(g, feedback + 1, &good));
	}
	a->text = gift_clean(gift_skip_format(g, text, &good));
	return good;
}

bool gift_read_answers(struct gift *g, char *text)
{
	char sign, next;

	text += strspn(text, " \t\n");
	if (*text && *text != '=' && *text != '~')
		return gift_fault(g, text, _("an answer begins with = (right) or ~ (not right)"));
	for (sign = *text; sign; sign = next) {
		char *end = text + 1 + strcspn(text + 1, "=~");

		next = *end;
		if (!read_answer(g, sign, text + 1, end))
			return false;
		text = end;
	}
	return true;
}
