/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/translation_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "course/translation.h"

void translation_lines_read(struct translation_lines *lines, const char *path)
{
	struct strbuf line = STRBUF_INIT;
	FILE *file = fopen(path, "rb");
	int c;

	*lines = (struct translation_lines){ 0 };
	while (file && (c = getc(file)) != EOF) {
		if (c == '\r')
			continue;
		if (c != '\n') {
			strbuf_addch(&line, (char)c);
			continue;
		}
		ALLOC_GROW(lines->v, lines->n + 1, lines->cap);
		lines->v[lines->n++] = arena_memdupz(&lines->arena, line.buf, line.len);
		strbuf_clear(&line);
	}
	if (line.len) {
		ALLOC_GROW(lines->v, lines->n + 1, lines->cap);
		lines->v[lines->n++] = arena_memdupz(&lines->arena, line.buf, line.len);
	}
	if (file)
		fclose(file);
	strbuf_release(&line);
}

void translation_lines_release(struct translation_lines *lines)
{
	free(lines->v);
	arena_release(&lines->arena);
}

bool translation_is_comment(const char *line)
{
	return *line == ';' || *line == '#';
}

const char *translation_after(const char *line, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(line, prefix, len) ? NULL : line + len;
}

size_t translation_comments_above(const struct translation_lines *lines, int line)
{
	size_t i = line > 0 && (size_t)line <= lines->n ? (size_t)line - 1 : 0;

	while (i > 0 && (translation_is_comment(lines->v[i - 1]) || !*lines->v[i - 1]))
		i--;
	return i;
}

bool translation_is_missing(const char *line)
{
	return line[0] == ';' && line[1] >= 'a' && line[1] <= 'z' && strstr(line, " = \"…\"");
}

/* Index of the first comment of the entry itself: those above a missing one belong to that. */
static size_t marks_above(const struct translation_lines *lines, const struct ini_entry *e)
{
	size_t first = translation_comments_above(lines, e->line);

	for (size_t i = first; i + 1 < (size_t)e->line && i < lines->n; i++)
		if (translation_is_missing(lines->v[i]))
			first = i + 1;
	return first;
}

/* Index of the line of an entry, one past the comments above it. */
static size_t line_of(const struct translation_lines *lines, const struct ini_entry *e)
{
	return e->line > 0 && (size_t)e->line <= lines->n ? (size_t)e->line - 1 : 0;
}

bool translation_is_stale(const struct translation_lines *lines, const struct ini_entry *from,
	const struct ini_entry *base)
{
	char hash[SOURCE_HASH];

	translation_hash(hash, base->value);
	for (size_t i = marks_above(lines, from); i < line_of(lines, from); i++) {
		const char *src = translation_after(lines->v[i], "; src ");

		if (translation_after(lines->v[i], "; STALE") ||
			(src && strncmp(src, hash, SOURCE_HASH - 1)))
			return true;
	}
	return false;
}

bool translation_is_from(const struct translation_lines *lines, const struct ini_entry *from,
	const struct ini_entry *base)
{
	char hash[SOURCE_HASH];

	translation_hash(hash, base->value);
	for (size_t i = marks_above(lines, from); i < line_of(lines, from); i++) {
		const char *src = translation_after(lines->v[i], "; src ");

		if (src && !strncmp(src, hash, SOURCE_HASH - 1))
			return true;
	}
	return false;
}

void translation_add_comment(const struct translation_lines *lines, const struct ini_entry *from,
	const char *label, struct strbuf *out)
{
	size_t start = out->len;

	for (size_t i = marks_above(lines, from); i < line_of(lines, from); i++) {
		const char *text = translation_after(lines->v[i], label);

		if (text)
			strbuf_addf(out, "%s%s", out->len > start ? " " : "", text);
	}
}
