/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/fix_line.h"

static const char digits[] = "0123456789";

/* The key, unless the line has another by now. */
static bool fix_key(const struct fix_line *line, const struct fix_parts *p, const char *instead,
	struct strbuf *out)
{
	strbuf_add(out, line->text, p->key);
	strbuf_addstr(out, instead);
	strbuf_add(out, line->text + p->key_end, line->len - p->key_end);
	return true;
}

static bool fix_not_quoted(
	const struct fix_line *line, const struct fix_parts *p, struct strbuf *out)
{
	const char *value = line->text + p->value;
	size_t len = p->value_end - p->value;

	if (memchr(value, '"', len) || memchr(value, '\\', len))
		return false;
	strbuf_add(out, line->text, p->value);
	strbuf_addch(out, '"');
	strbuf_add(out, value, len);
	strbuf_addch(out, '"');
	strbuf_add(out, value + len, line->len - p->value_end);
	return true;
}

/* Numbers, dates, yes and no: another word in quotes may be a text that belongs elsewhere. */
static bool is_plain_value(const char *s, size_t len)
{
	size_t n = 0;

	if ((len == 3 && !memcmp(s, "yes", 3)) || (len == 2 && !memcmp(s, "no", 2)))
		return true;
	while (n < len && (strchr(digits, s[n]) || (s[n] == '-' && n)))
		n++;
	return len && n == len;
}

static bool fix_not_bare(const struct fix_line *line, const struct fix_parts *p, struct strbuf *out)
{
	const char *value = line->text + p->value;
	size_t len = p->value_end - p->value;

	if (len < 3 || *value != '"' || value[len - 1] != '"' ||
		!is_plain_value(value + 1, len - 2))
		return false;
	strbuf_add(out, line->text, p->value);
	strbuf_add(out, value + 1, len - 2);
	strbuf_add(out, value + len, line->len - p->value_end);
	return true;
}

/* Repairs what a diagnostic says of a line; FIX_COUNT if there is no one answer. */
static enum fix_id fix_one(const struct diag *d, const struct fix_line *line, struct strbuf *out)
{
	struct fix_parts p;

	if (!fix_split(line, &p))
		return FIX_COUNT;
	if (!strcmp(d->rule, "not-quoted"))
		return fix_not_quoted(line, &p, out) ? FIX_NOT_QUOTED : FIX_COUNT;
	if (!strcmp(d->rule, "not-bare"))
		return fix_not_bare(line, &p, out) ? FIX_NOT_BARE : FIX_COUNT;
	return d->instead && fix_key(line, &p, d->instead, out) ? FIX_KEY : FIX_COUNT;
}

static void fix_line_by(const char *text, size_t len, int number, const char *file,
	const struct diags *diags, struct strbuf *out, struct fixes *fixes)
{
	char *copy = xmemdupz(text, len);
	struct fix_line line = { .text = copy, .len = len, .kind = "" };
	size_t before = out->len;

	for (size_t i = 0; i < diags->n && out->len == before; i++) {
		enum fix_id id = FIX_COUNT;

		if (diags->v[i].line == number && !strcmp(diags->v[i].file, file))
			id = fix_one(&diags->v[i], &line, out);
		if (id == FIX_COUNT)
			continue;
		ALLOC_GROW(fixes->v, fixes->n + 1, fixes->cap);
		fixes->v[fixes->n++] = (struct fix){ id, number };
	}
	if (out->len == before)
		strbuf_add(out, text, len);
	free(copy);
}

bool fix_by_diags(const char *text, size_t len, const char *file, const struct diags *diags,
	struct strbuf *out, struct fixes *fixes)
{
	size_t from = 0, before = fixes->n;
	int number = 0;

	while (from < len) {
		const char *end = memchr(text + from, '\n', len - from);
		size_t to = end ? (size_t)(end - text) : len;

		fix_line_by(text + from, to - from, ++number, file, diags, out, fixes);
		if (end)
			strbuf_addch(out, '\n');
		from = to + 1;
	}
	return fixes->n > before;
}
