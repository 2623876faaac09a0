/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/translation.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"

enum { COMMENT_WIDTH = 100 };

void translation_hash(char hash[SOURCE_HASH], const char *text)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	snprintf(hash, SOURCE_HASH, "%08x", (unsigned)(uint32_t)(h ^ h >> 32));
}

/* ---- the lines of a file that ini_read has accepted */

struct lines {
	struct arena arena;
	const char **v; /* without line ends; v[0] is line 1 */
	size_t n, cap;
};

static void lines_read(struct lines *lines, const char *path)
{
	struct strbuf line = STRBUF_INIT;
	FILE *file = fopen(path, "rb");
	int c;

	*lines = (struct lines){ 0 };
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

static void lines_release(struct lines *lines)
{
	free(lines->v);
	arena_release(&lines->arena);
}

static bool is_comment(const char *line)
{
	return *line == ';' || *line == '#';
}

static const char *after(const char *line, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(line, prefix, len) ? NULL : line + len;
}

/* Returns the index of the first line of the comments and blank lines above line number line. */
static size_t comments_above(const struct lines *lines, int line)
{
	size_t i = line > 0 && (size_t)line <= lines->n ? (size_t)line - 1 : 0;

	while (i > 0 && (is_comment(lines->v[i - 1]) || !*lines->v[i - 1]))
		i--;
	return i;
}

/* ---- marks */

enum state { CURRENT, STALE };

static enum state state_of(
	const struct lines *lines, const struct ini_entry *from, const struct ini_entry *base)
{
	char hash[SOURCE_HASH];

	translation_hash(hash, base->value);
	for (size_t i = comments_above(lines, from->line); i + 1 < (size_t)from->line; i++) {
		const char *src = after(lines->v[i], "; src ");

		if (after(lines->v[i], "; STALE") || (src && strncmp(src, hash, SOURCE_HASH - 1)))
			return STALE;
	}
	return CURRENT;
}

static bool is_synonym(const struct ini_section *s, const char *key)
{
	return !strcmp(s->kind, "question") && !strncmp(key, "accept", 6) && key[6] >= '0' &&
		key[6] <= '9';
}

static bool has_synonyms(const struct ini_section *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (is_synonym(s, s->entries[i].key))
			return true;
	return false;
}

static const struct ini_section *find_same(const struct ini *ini, const struct ini_section *like)
{
	return ini ? ini_find(ini, like->kind, like->id) : NULL;
}

void translation_coverage(const struct ini *base, const struct ini *over, struct coverage *coverage)
{
	struct lines lines;

	*coverage = (struct coverage){ 0 };
	lines_read(&lines, over ? over->file : "");
	for (size_t i = 0; i < base->n; i++) {
		const struct ini_section *s = &base->sections[i], *from = find_same(over, s);

		for (size_t k = 0; k < s->n; k++) {
			const struct ini_entry *e = from ? ini_get(from, s->entries[k].key) : NULL;
			bool any = from && is_synonym(s, s->entries[k].key) && has_synonyms(from);

			if (!s->entries[k].quoted)
				continue;
			coverage->texts++;
			coverage->translated += e || any;
			coverage->stale += e && state_of(&lines, e, &s->entries[k]) == STALE;
		}
	}
	lines_release(&lines);
}

void translation_check(const struct ini *base, const struct ini *over, struct diags *diags)
{
	struct lines lines;

	lines_read(&lines, over->file);
	for (size_t i = 0; i < over->n; i++) {
		const struct ini_section *from = &over->sections[i], *s = find_same(base, from);

		for (size_t k = 0; s && k < from->n; k++) {
			const struct ini_entry *e = &from->entries[k], *b = ini_get(s, e->key);

			if (b && state_of(&lines, e, b) == STALE)
				diag_add(diags, DIAG_WARNING, "stale-translation", e->file, e->line,
					e->column, e->source,
					_("the source of “%s” has changed since this was translated; vigie translate "
					  "shows it, then correct the text and remove the mark"),
					e->key);
		}
	}
	lines_release(&lines);
}

/* ---- writing */

struct writer {
	struct strbuf *out;
	struct lines lines;
	const char *source;
	struct strbuf label; /* "; en: " */
	bool *kept;          /* per line: already written, or generated */
};

/* True if the comment is one that this file generates. */
static bool is_ours(const struct writer *w, const char *line)
{
	const char *key = after(line, ";");

	if (after(line, w->label.buf) || after(line, "; src ") || after(line, "; STALE"))
		return true;
	/* ;key = "…" */
	return key && *key >= 'a' && *key <= 'z' && strstr(key, " = \"…\"");
}

/* Writes the translator's comments above a line, without blank lines. */
static void write_comments(struct writer *w, int line)
{
	size_t last = line > 0 ? (size_t)line - 1 : 0;

	for (size_t i = comments_above(&w->lines, line); i < last && i < w->lines.n; i++) {
		if (w->kept[i] || !*w->lines.v[i] || is_ours(w, w->lines.v[i]))
			continue;
		w->kept[i] = true;
		strbuf_addf(w->out, "%s\n", w->lines.v[i]);
	}
}

/* Writes the source text as comment lines, broken at spaces. */
static void write_source(struct writer *w, const char *text)
{
	while (*text) {
		size_t len = strlen(text), cut = len;

		if (len > COMMENT_WIDTH) {
			for (cut = COMMENT_WIDTH; cut && text[cut] != ' '; cut--)
				;
			if (!cut)
				cut = strcspn(text, " ");
		}
		strbuf_addf(w->out, "%s%.*s\n", w->label.buf, (int)cut, text);
		text += cut;
		text += strspn(text, " ");
	}
}

static void write_mark(struct writer *w, const struct ini_entry *base, bool stale)
{
	char hash[SOURCE_HASH];

	write_source(w, base->value);
	if (stale)
		strbuf_addstr(w->out,
			"; STALE: the source has changed; when the text is right again, remove this line\n");
	translation_hash(hash, base->value);
	strbuf_addf(w->out, "; src %s\n", hash);
}

static void write_text(struct writer *w, const struct ini_entry *e)
{
	strbuf_addf(w->out, e->quoted ? "%s = \"%s\"\n" : "%s = %s\n", e->key, e->value);
}

static void write_entry(
	struct writer *w, const struct ini_entry *base, const struct ini_entry *from)
{
	if (from)
		write_comments(w, from->line);
	write_mark(w, base, from && state_of(&w->lines, from, base) == STALE);
	if (from)
		write_text(w, from);
	else
		strbuf_addf(w->out, ";%s = \"…\"\n", base->key);
}

/* Writes what only the translation has: synonyms, and entries that the source has dropped. */
static void write_rest(
	struct writer *w, const struct ini_section *base, const struct ini_section *from)
{
	for (size_t i = 0; from && i < from->n; i++) {
		const struct ini_entry *b = base ? ini_get(base, from->entries[i].key) : NULL;

		if (b && b->quoted)
			continue;
		write_comments(w, from->entries[i].line);
		write_text(w, &from->entries[i]);
	}
}

static void write_section(
	struct writer *w, const struct ini_section *base, const struct ini_section *from)
{
	size_t prose = 0;

	for (size_t i = 0; i < base->n; i++)
		prose += base->entries[i].quoted;
	if (!prose && !from)
		return;
	strbuf_addch(w->out, '\n');
	if (from)
		write_comments(w, from->line);
	strbuf_addf(w->out, "[%s]\n", base->name);
	for (size_t i = 0; i < base->n; i++) {
		const struct ini_entry *e = &base->entries[i],
				       *f = from ? ini_get(from, e->key) : NULL;

		if (e->quoted && (f || !from || !is_synonym(base, e->key) || !has_synonyms(from)))
			write_entry(w, e, f);
	}
	write_rest(w, base, from);
}

/* Writes the comments that are above no entry, at the end of the file. */
static void write_end(struct writer *w)
{
	for (size_t i = 0; i < w->lines.n; i++)
		if (is_comment(w->lines.v[i]) && !w->kept[i] && !is_ours(w, w->lines.v[i]))
			strbuf_addf(w->out, "%s\n", w->lines.v[i]);
}

/*
 * Writes the comments at the start of the file: those of the translation, or for a new one the SPDX
 * lines of the source.
 */
static void write_start(struct writer *w, const struct ini *base, const struct ini *over)
{
	struct lines lines;

	if (over) {
		write_comments(w, over->n ? over->sections[0].line : 0);
		return;
	}
	lines_read(&lines, base->file);
	for (size_t i = 0; i < lines.n && after(lines.v[i], "; SPDX-"); i++)
		strbuf_addf(w->out, "%s\n", lines.v[i]);
	lines_release(&lines);
}

void translation_write(
	struct strbuf *out, const struct ini *base, const struct ini *over, const char *source)
{
	struct writer w = { .out = out, .source = source, .label = STRBUF_INIT };

	strbuf_addf(&w.label, "; %s: ", source);
	lines_read(&w.lines, over ? over->file : "");
	w.kept = xcalloc(w.lines.n + 1, sizeof(*w.kept));
	write_start(&w, base, over);
	for (size_t i = 0; i < base->n; i++)
		write_section(&w, &base->sections[i], find_same(over, &base->sections[i]));
	for (size_t i = 0; over && i < over->n; i++) {
		const struct ini_section *from = &over->sections[i];

		if (find_same(base, from))
			continue;
		strbuf_addch(out, '\n');
		write_comments(&w, from->line);
		strbuf_addf(out, "[%s]\n", from->name);
		write_rest(&w, NULL, from);
	}
	write_end(&w);
	free(w.kept);
	lines_release(&w.lines);
	strbuf_release(&w.label);
}
