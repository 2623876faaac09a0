/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"

enum { CONTEXT = 3 };

struct lines {
	const char **start; /* n + 1 of them: the last is the end of the text */
	size_t n, cap;
};

static struct lines cut(const struct strbuf *text)
{
	struct lines lines = { 0 };
	const char *p = text->buf, *end = text->buf + text->len;

	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));

		ALLOC_GROW(lines.start, lines.n + 2, lines.cap);
		lines.start[lines.n++] = p;
		p = lf ? lf + 1 : end;
	}
	ALLOC_GROW(lines.start, lines.n + 1, lines.cap);
	lines.start[lines.n] = end;
	return lines;
}

static bool is_same(const struct lines *a, const struct lines *b, size_t i)
{
	size_t len = (size_t)(a->start[i + 1] - a->start[i]);

	return len == (size_t)(b->start[i + 1] - b->start[i]) &&
		!memcmp(a->start[i], b->start[i], len);
}

static void put(struct strbuf *out, char sign, const struct lines *lines, size_t i)
{
	size_t len = (size_t)(lines->start[i + 1] - lines->start[i]);

	strbuf_addch(out, sign);
	strbuf_add(out, lines->start[i], len);
	if (!len || lines->start[i][len - 1] != '\n')
		strbuf_addstr(out, "\n\\ No newline at end of file\n");
}

/* The lines from..to of both texts; changed lines next to each other go together. */
static void put_hunk(
	struct strbuf *out, const struct lines *a, const struct lines *b, size_t from, size_t to)
{
	strbuf_addf(out, "@@ -%zu,%zu +%zu,%zu @@\n", from + 1, to - from, from + 1, to - from);
	for (size_t i = from; i < to;) {
		size_t end = i;

		while (end < to && !is_same(a, b, end))
			end++;
		if (end == i) {
			put(out, ' ', a, i++);
			continue;
		}
		for (size_t k = i; k < end; k++)
			put(out, '-', a, k);
		for (size_t k = i; k < end; k++)
			put(out, '+', b, k);
		i = end;
	}
}

/* The end of the hunk of the change in line i: CONTEXT lines after its last change. */
static size_t hunk_end(const struct lines *a, const struct lines *b, size_t i)
{
	size_t last = i;

	for (; i < a->n && i <= last + CONTEXT + CONTEXT; i++)
		if (!is_same(a, b, i))
			last = i;
	return last + 1 + CONTEXT < a->n ? last + 1 + CONTEXT : a->n;
}

void fix_diff(struct strbuf *out, const char *name, const struct strbuf *before,
	const struct strbuf *after)
{
	struct lines a = cut(before), b = cut(after);
	bool begun = false;

	if (a.n != b.n)
		BUG("a diff of %zu and %zu lines", a.n, b.n);
	for (size_t i = 0; i < a.n; i++) {
		size_t end;

		if (is_same(&a, &b, i))
			continue;
		if (!begun)
			strbuf_addf(out, "--- %s\n+++ %s\n", name, name);
		begun = true;
		end = hunk_end(&a, &b, i);
		put_hunk(out, &a, &b, i > CONTEXT ? i - CONTEXT : 0, end);
		i = end - 1;
	}
	free(a.start);
	free(b.start);
}
