/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/gift_parts.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"

/* Each special character has a code from HIDDEN on; FILLER takes the place of its backslash. */
enum { HIDDEN = 0x0e, HIDDEN_LINE = HIDDEN + sizeof(GIFT_SPECIAL) - 1, FILLER = 0x1f };

void gift_hide(char *text)
{
	for (char *s = text; *s; s++) {
		const char *special = s[0] == '\\' && s[1] ? strchr(GIFT_SPECIAL, s[1]) : NULL;

		if (special || (s[0] == '\\' && s[1] == 'n')) {
			*s++ = FILLER;
			*s = special ? (char)(HIDDEN + (special - GIFT_SPECIAL)) : HIDDEN_LINE;
		} else if ((unsigned char)*s < ' ' && *s != '\n') {
			*s = ' ';
		}
	}
}

const char *gift_take(struct gift *g, const char *from, const char *to)
{
	char *text, *out;

	while (from < to && strchr(" \n", *from))
		from++;
	while (to > from && strchr(" \n", to[-1]))
		to--;
	text = out = arena_memdupz(&g->arena, from, (size_t)(to - from));
	for (char c; from < to; from++) {
		c = *from;
		if (c == HIDDEN_LINE)
			*out++ = '\n';
		else if (c >= HIDDEN && c < HIDDEN_LINE)
			*out++ = GIFT_SPECIAL[c - HIDDEN];
		else if (c != FILLER)
			*out++ = c;
	}
	*out = '\0';
	return text;
}

struct markup_text gift_take_text(struct gift *g, const char *from, const char *to)
{
	enum markup format = g->format;
	const char *end;

	while (from < to && strchr(" \n", *from))
		from++;
	end = from < to && *from == '[' ? memchr(from, ']', (size_t)(to - from)) : NULL;
	if (end && markup_find(from + 1, (size_t)(end - from) - 1, &format))
		from = end + 1;
	return (struct markup_text){ gift_take(g, from, to), format };
}

void gift_place(const struct gift *g, const char *at, int *line, int *column)
{
	const char *end = g->source + (at - g->text), *start = g->source;

	*line = g->line;
	for (const char *s = g->source; s < end; s++)
		if (*s == '\n') {
			(*line)++;
			start = s + 1;
		}
	*column = text_width(start, (size_t)(end - start)) + 1;
}

static const char *format(struct gift *g, const char *fmt, va_list ap)
{
	return arena_vprintf(&g->arena, fmt, ap);
}

bool gift_fault(struct gift *g, const char *at, const char *fmt, ...)
{
	int line, column;
	va_list ap;

	gift_place(g, at, &line, &column);
	va_start(ap, fmt);
	foreign_leave_out(g->writer, line, column, "%s", format(g, fmt, ap));
	va_end(ap);
	return false;
}

void gift_warn(struct gift *g, const char *at, const char *fmt, ...)
{
	int line, column;
	va_list ap;

	gift_place(g, at, &line, &column);
	va_start(ap, fmt);
	foreign_warn(g->writer, line, column, "%s", format(g, fmt, ap));
	va_end(ap);
}
