/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "course/translation.h"
#include "course/translation_lines.h"
#include "ini/ini_prose.h"

enum { COMMENT_WIDTH = 100 };

/* ---- writing */

struct writer {
	struct strbuf *out;
	struct translation_lines lines;
	struct strbuf *told;
	struct strbuf label; /* "; en: " */
	struct strbuf old;   /* "; old en: ": the source of a stale text */
	bool *kept;          /* per line: already written, or generated */
};

/* True if the comment is one that this file generates. */
static bool is_ours(const struct writer *w, const char *line)
{
	return translation_after(line, w->label.buf) || translation_after(line, w->old.buf) ||
		translation_after(line, "; src ") || translation_after(line, "; STALE") ||
		translation_is_missing(line);
}

/* Writes the translator's comments above a line, without blank lines. */
static void write_comments(struct writer *w, int line)
{
	size_t last = line > 0 ? (size_t)line - 1 : 0;

	for (size_t i = translation_comments_above(&w->lines, line); i < last && i < w->lines.n;
		i++) {
		if (w->kept[i] || !*w->lines.v[i] || is_ours(w, w->lines.v[i]))
			continue;
		w->kept[i] = true;
		strbuf_addf(w->out, "%s\n", w->lines.v[i]);
	}
}

/* Writes a source text as comment lines, broken at spaces. */
static void write_source(struct writer *w, const char *label, const char *text)
{
	while (*text) {
		size_t len = strlen(text), cut = len;

		if (len > COMMENT_WIDTH) {
			for (cut = COMMENT_WIDTH; cut && text[cut] != ' '; cut--)
				;
			if (!cut)
				cut = strcspn(text, " ");
		}
		strbuf_addf(w->out, "%s%.*s\n", label, (int)cut, text);
		text += cut;
		text += strspn(text, " ");
	}
}

/*
 * Writes the text that a stale one was translated from, so that the translator sees what changed:
 * the one noted when it became stale, else the one that the comment above it still gives.
 */
static void write_old_source(
	struct writer *w, const struct ini_entry *base, const struct ini_entry *from)
{
	struct strbuf old = STRBUF_INIT;

	translation_add_comment(&w->lines, from, w->old.buf, &old);
	if (!old.len)
		translation_add_comment(&w->lines, from, w->label.buf, &old);
	if (strcmp(old.buf, base->value) != 0)
		write_source(w, w->old.buf, old.buf);
	strbuf_release(&old);
}

static void write_mark(struct writer *w, const struct ini_entry *base, const struct ini_entry *from)
{
	bool stale = from && translation_is_stale(&w->lines, from, base);
	char hash[SOURCE_HASH];

	if (stale)
		write_old_source(w, base, from);
	write_source(w, w->label.buf, base->value);
	if (stale)
		strbuf_addstr(w->out,
			"; STALE: the source has changed; when the text is right again, remove this line\n");
	translation_hash(hash, base->value);
	strbuf_addf(w->out, "; src %s\n", hash);
}

/* Writes a text under the key that it has in the lesson now. */
static void write_text(struct writer *w, const char *key, const struct ini_entry *e)
{
	strbuf_addf(w->out, e->quoted ? "%s = \"%s\"\n" : "%s = %s\n", key, e->value);
}

static void write_entry(
	struct writer *w, const struct ini_entry *base, const struct ini_entry *from)
{
	if (from)
		write_comments(w, from->line);
	write_mark(w, base, from);
	if (from)
		write_text(w, base->key, from);
	else
		strbuf_addf(w->out, ";%s = \"…\"\n", base->key);
}

/* ---- which text goes where */

/* For each entry of a section of the source its translation, or NULL. */
struct pairs {
	const struct ini_entry **v;
	bool *used; /* per entry of the translation */
};

static void pair(struct pairs *p, size_t k, const struct ini_section *from, size_t i)
{
	p->v[k] = &from->entries[i];
	p->used[i] = true;
}

/* Pairs entry k with the first unused text that was translated from its text. */
static void pair_moved(struct writer *w, struct pairs *p, const struct ini_section *base, size_t k,
	const struct ini_section *from)
{
	const struct ini_entry *e = from->entries;

	for (size_t i = 0; e && i < from->n && !p->v[k]; i++)
		if (!p->used[i] && e[i].quoted &&
			translation_is_from(&w->lines, &e[i], &base->entries[k]))
			pair(p, k, from, i);
}

/*
 * A text stays under its key while it is current; else it follows its source, since a paragraph
 * that is put in moves all that come after it to other keys; what is left is stale.
 */
static void pair_entries(struct writer *w, struct pairs *p, const struct ini_section *base,
	const struct ini_section *from)
{
	p->v = xcalloc(base->n + 1, sizeof(*p->v));
	p->used = xcalloc((from ? from->n : 0) + 1, sizeof(*p->used));
	for (int pass = 0; from && pass < 3; pass++)
		for (size_t k = 0; k < base->n; k++) {
			const struct ini_entry *e = ini_get(from, base->entries[k].key);
			size_t i = e ? (size_t)(e - from->entries) : 0;

			if (!base->entries[k].quoted || p->v[k])
				continue;
			if (pass == 1)
				pair_moved(w, p, base, k, from);
			else if (e && !p->used[i] &&
				(pass == 2 ||
					!translation_is_stale(&w->lines, e, &base->entries[k])))
				pair(p, k, from, i);
		}
}

static void pairs_release(struct pairs *p)
{
	free(p->v);
	free(p->used);
}

/*
 * Writes what only the translation has: synonyms, and entries that the source has dropped; as a
 * comment if their key has another text now.
 */
static void write_rest(struct writer *w, const struct ini_section *base,
	const struct ini_section *from, const struct pairs *p)
{
	for (size_t i = 0; from && i < from->n; i++) {
		const struct ini_entry *e = &from->entries[i];
		const struct ini_entry *b = base ? ini_get(base, e->key) : NULL;

		if (p && p->used[i])
			continue;
		write_comments(w, e->line);
		if (b && b->quoted)
			strbuf_addf(w->out, "; %s was “%s”\n", e->key, e->value);
		else
			write_text(w, e->key, e);
	}
}

static void write_section(
	struct writer *w, const struct ini_section *base, const struct ini_section *from)
{
	struct pairs p;
	size_t prose = 0;

	for (size_t i = 0; i < base->n; i++)
		prose += ini_needs_translation(base, &base->entries[i]);
	if (!prose && !from)
		return;
	pair_entries(w, &p, base, from);
	strbuf_addch(w->out, '\n');
	if (from)
		write_comments(w, from->line);
	strbuf_addf(w->out, "[%s]\n", base->name);
	for (size_t i = 0; i < base->n; i++) {
		const struct ini_entry *e = &base->entries[i];
		bool asked = ini_needs_translation(base, e) &&
			(!from || !ini_is_synonym(base, e->key) || !ini_has_synonyms(from));

		if (p.v[i] || asked)
			write_entry(w, e, p.v[i]);
	}
	write_rest(w, base, from, &p);
	pairs_release(&p);
}

/* ---- sections whose id has changed */

/* How many texts of the source section the other one was translated from. */
static size_t count_equal(
	struct writer *w, const struct ini_section *base, const struct ini_section *from)
{
	struct pairs p = { 0 };
	size_t n = 0;

	p.v = xcalloc(base->n + 1, sizeof(*p.v));
	p.used = xcalloc(from->n + 1, sizeof(*p.used));
	for (size_t k = 0; k < base->n; k++) {
		if (ini_needs_translation(base, &base->entries[k]))
			pair_moved(w, &p, base, k, from);
		n += p.v[k] != NULL;
	}
	pairs_release(&p);
	return n;
}

/*
 * Finds the section without a counterpart in the lesson that at least half of is a translation of
 * this one; the best if there are several. taken: per section of over.
 */
static const struct ini_section *find_renamed(struct writer *w, const struct ini *base,
	const struct ini_section *s, const struct ini *over, const bool *taken)
{
	const struct ini_section *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < over->n; i++) {
		const struct ini_section *from = &over->sections[i];
		size_t n;

		if (taken[i] || strcmp(from->kind, s->kind) != 0 ||
			ini_find(base, from->kind, from->id))
			continue;
		n = count_equal(w, s, from);
		if (n > most && 2 * n >= from->n) {
			best = from;
			most = n;
		}
	}
	return best;
}

static const struct ini_section *find_section(struct writer *w, const struct ini *base,
	const struct ini_section *s, const struct ini *over, bool *taken)
{
	const struct ini_section *from = over ? ini_find(over, s->kind, s->id) : NULL;

	if (!from && over) {
		from = find_renamed(w, base, s, over, taken);
		if (from && w->told)
			strbuf_addf(w->told, _("[%s] was [%s]; its texts are kept\n"), s->name,
				from->name);
	}
	if (from)
		taken[from - over->sections] = true;
	return from;
}

/* ---- the file */

/* Writes the comments that are above no entry, at the end of the file. */
static void write_end(struct writer *w)
{
	for (size_t i = 0; i < w->lines.n; i++)
		if (translation_is_comment(w->lines.v[i]) && !w->kept[i] &&
			!is_ours(w, w->lines.v[i]))
			strbuf_addf(w->out, "%s\n", w->lines.v[i]);
}

/*
 * Writes the comments at the start of the file: those of the translation, or for a new one the SPDX
 * lines of the source.
 */
static void write_start(struct writer *w, const struct ini *base, const struct ini *over)
{
	struct translation_lines lines;

	if (over) {
		write_comments(w, over->n ? over->sections[0].line : 0);
		return;
	}
	translation_lines_read(&lines, base->file);
	for (size_t i = 0; i < lines.n && translation_after(lines.v[i], "; SPDX-"); i++)
		strbuf_addf(w->out, "%s\n", lines.v[i]);
	translation_lines_release(&lines);
}

static void write_dropped(struct writer *w, const struct ini *over, const bool *taken)
{
	for (size_t i = 0; over && i < over->n; i++) {
		if (taken[i])
			continue;
		strbuf_addch(w->out, '\n');
		write_comments(w, over->sections[i].line);
		strbuf_addf(w->out, "[%s]\n", over->sections[i].name);
		write_rest(w, NULL, &over->sections[i], NULL);
	}
}

void translation_write(struct strbuf *out, const struct ini *base, const struct ini *over,
	const char *source, struct strbuf *told)
{
	struct writer w = { .out = out, .told = told, .label = STRBUF_INIT, .old = STRBUF_INIT };
	bool *taken = xcalloc((over ? over->n : 0) + 1, sizeof(*taken));

	strbuf_addf(&w.label, "; %s: ", source);
	strbuf_addf(&w.old, "; old %s: ", source);
	translation_lines_read(&w.lines, over ? over->file : "");
	w.kept = xcalloc(w.lines.n + 1, sizeof(*w.kept));
	write_start(&w, base, over);
	for (size_t i = 0; i < base->n; i++)
		write_section(&w, &base->sections[i],
			find_section(&w, base, &base->sections[i], over, taken));
	write_dropped(&w, over, taken);
	write_end(&w);
	free(taken);
	free(w.kept);
	translation_lines_release(&w.lines);
	strbuf_release(&w.old);
	strbuf_release(&w.label);
}
