/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/lesson_merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "course/unwritten.h"
#include "formats/merge_parts.h"
#include "questions/decimal.h"
#include "questions/type.h"

/* A line of the old file, without its end, and what becomes of it. */
struct line {
	const char *text;
	size_t len;
	const char *instead; /* NULL: as it is */
	bool dropped;
	struct strbuf after; /* lines that follow it from now on, each with its end */
};

struct merging {
	struct lesson_merge *m;
	const struct booklet_source *paper;
	const char *name;
	struct diags *diags;
	struct arena arena;
	struct line *lines;
	size_t n, cap;
	const char *end;    /* of lines in this file: "\n" or "\r\n" */
	struct strbuf tail; /* new questions */
};

static void split(struct merging *g, const struct strbuf *old)
{
	const char *s = old->buf, *end = old->buf + old->len;

	g->end = "\n";
	while (s < end) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		size_t len = newline ? (size_t)(newline - s) : (size_t)(end - s);

		ALLOC_GROW(g->lines, g->n + 1, g->cap);
		g->lines[g->n] = (struct line){ .text = s, .len = len, .after = STRBUF_INIT };
		if (len && s[len - 1] == '\r') {
			g->lines[g->n].len--;
			g->end = "\r\n";
		}
		g->n++;
		s += len + (newline != NULL);
	}
}

/* ---- one entry */

static const char *entry_line(struct merging *g, const struct merge_entry *e)
{
	return arena_printf(&g->arena, e->quoted ? "%s = \"%s\"" : "%s = %s", e->key, e->value);
}

/* True if two lists have the same members: "a, c" and "c,a". */
static bool same_list(const char *a, const char *b)
{
	size_t n = 0, m = 0, len;

	for (const char *s = b; *s; s += strspn(s, ", "), m++)
		s += strcspn(s, ", ");
	for (const char *s = a; *s; s += len, s += strspn(s, ", "), n++) {
		bool found = false;

		len = strcspn(s, ", ");
		for (const char *t = b; *t && !found; t += strspn(t, ", ")) {
			found = strcspn(t, ", ") == len && !strncmp(s, t, len);
			t += strcspn(t, ", ");
		}
		if (!found)
			return false;
	}
	return n == m;
}

static bool same_value(
	const struct merge_old *old, const struct ini_entry *was, const struct merge_entry *e)
{
	int64_t a, b;

	if (e->quoted)
		return text_is_unwritten(e->value) || merge_is_same_text(old, e->key, e->value);
	if (decimal_parse(was->value, &a) && decimal_parse(e->value, &b))
		return a == b;
	return !strcmp(was->value, e->value) || same_list(was->value, e->value);
}

/* True if a tolerance, which is a number elsewhere, comes to the one in percent. */
static bool is_same_tolerance(
	const struct merge_old *old, const struct ini_entry *percent, const struct merge_entry *e)
{
	const struct ini_entry *answer = ini_get(old->section, "answer");
	int64_t number, part, now;

	return answer && decimal_parse(answer->value, &number) &&
		decimal_parse(percent->value, &part) && decimal_parse(e->value, &now) &&
		decimal_percent(number, part) == now;
}

/* True for keys that are gone when the import does not have them: those of the parts. */
static bool is_part(const char *type, const char *key)
{
	static const struct {
		const char *type, *stems[5]; /* the last is NULL */
	} parts[] = { { "single", { "option.", "feedback." } },
		{ "multiple", { "option.", "feedback." } }, { "text", { "accept", "nearly" } },
		{ "match", { "left.", "right.", "feedback." } },
		{ "classify", { "tile.", "box.", "feedback." } }, { "order", { "item." } },
		{ "number", { "tolerance" } },
		{ "cloze", { "accept", "choice.", "correct.", "feedback." } } };

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		for (size_t k = 0; !strcmp(parts[i].type, type) && parts[i].stems[k]; k++)
			if (!strncmp(key, parts[i].stems[k], strlen(parts[i].stems[k])))
				return true;
	return false;
}

/* Returns the line of the last part of the question, or of its section. */
static size_t last_part(const struct merge_old *old)
{
	size_t line = (size_t)old->section->line - 1;

	for (size_t i = 0; i < old->section->n; i++)
		if (is_part(old->q->type->name, old->section->entries[i].key))
			line = (size_t)old->section->entries[i].line - 1;
	return line;
}

/* Writes an entry; *at is the line of the one before it. Returns whether anything changed. */
static bool put_entry(
	struct merging *g, const struct merge_old *old, const struct merge_entry *e, size_t *at)
{
	const struct ini_entry *was = ini_get(old->section, e->key);
	const struct ini_entry *percent = ini_get(old->section, "tolerance_percent");

	if (was) {
		*at = (size_t)was->line - 1;
		if (same_value(old, was, e))
			return false;
		g->lines[*at].instead = entry_line(g, e);
		return true;
	}
	/* what the author of the lesson did without may stay away */
	if (e->quoted && text_is_unwritten(e->value) && !e->fresh)
		return false;
	if (percent && !strcmp(e->key, "tolerance")) {
		if (is_same_tolerance(old, percent, e))
			return false;
		g->lines[percent->line - 1].instead = entry_line(g, e);
		return true;
	}
	strbuf_addf(
		&g->lines[e->fresh ? last_part(old) : *at].after, "%s%s", entry_line(g, e), g->end);
	return true;
}

/* ---- one question */

static bool has(const struct merge_section *s, const char *key)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->entries[i].key, key))
			return true;
	return false;
}

/* True if the entry belongs to something that is not there any more. */
static bool is_gone(const struct merge_section *s, const char *type, const char *key)
{
	/* a tolerance in percent became a number, or is the same as one */
	if (!strcmp(key, "tolerance_percent") && has(s, "tolerance"))
		return false;
	return is_part(type, key) && !has(s, key);
}

static bool drop_gone(struct merging *g, const struct merge_old *old, const struct merge_section *s)
{
	const char *type = old->q->type->name;
	bool changed = false;

	for (size_t i = 0; i < old->section->n; i++) {
		const struct ini_entry *e = &old->section->entries[i];

		/* more boxes than an import knows of may be right, or used by no tile */
		if (!strcmp(type, "classify") && !strncmp(e->key, "box.", 4))
			continue;
		if (!is_gone(s, type, e->key))
			continue;
		g->lines[e->line - 1].dropped = true;
		changed = true;
	}
	return changed;
}

/* One right option or several: the same keys. */
static bool is_choice(const char *type)
{
	return !strcmp(type, "single") || !strcmp(type, "multiple");
}

static bool same_kind(const char *a, const char *b)
{
	return !strcmp(a, b) || (is_choice(a) && is_choice(b));
}

/* Of a tile that fits several boxes, other programs know the first. */
static bool is_one_of_boxes(const struct merge_old *old, const struct merge_entry *e)
{
	const struct ini_entry *was = ini_get(old->section, e->key);
	size_t len = strlen(e->key);

	return was && len > 4 && !strcmp(e->key + len - 4, ".box") &&
		!strncmp(was->value, e->value, strlen(e->value)) &&
		strchr(", ", was->value[strlen(e->value)]);
}

/* True if the lesson has a question of that id and another type, which stays as it is. */
static bool is_refused(struct merging *g, const struct ini_section *imported)
{
	const struct question *q = lesson_question(g->paper->lesson, imported->id);

	return q && !same_kind(ini_get(imported, "type")->value, q->type->name);
}

static void update(
	struct merging *g, const struct ini_section *imported, const struct ini_section *section)
{
	const struct question *q = lesson_question(g->paper->lesson, section->id);
	struct merge_old old = { g->paper, q, section };
	const struct ini_entry *type = ini_get(imported, "type");
	struct merge_section s;
	size_t at = (size_t)section->line - 1;
	bool changed = false;

	if (is_refused(g, imported)) {
		g->m->refused++;
		diag_add(g->diags, DIAG_ERROR, "import", g->name, 0, 0, NULL,
			_("“%s” is of the type %s in the lesson and would be %s now, so it stays as it is; give one of "
			  "them another name"),
			section->id, q->type->name, type->value);
		return;
	}
	s = merge_reletter(&g->arena, &old, imported);
	for (size_t i = 0; i < s.n; i++)
		if (!is_one_of_boxes(&old, &s.entries[i]))
			changed |= put_entry(g, &old, &s.entries[i], &at);
	changed |= drop_gone(g, &old, &s);
	g->m->changed += changed;
	g->m->same += !changed;
}

/* Appends the lines of a new section, comments included: up to the next one. */
static void add(struct merging *g, const struct strbuf *sections, int from, int to)
{
	const char *s = sections->buf;

	for (int line = 1; *s && (!to || line < to); line++) {
		size_t len = strcspn(s, "\n");

		if (line >= from && (len || to == 0 || line + 1 < to))
			strbuf_addf(&g->tail, "%.*s%s", (int)len, s, g->end);
		s += len + (s[len] == '\n');
	}
}

/* A pool must not draw more than the questions that come into it: some may be refused. */
static void add_pool(struct merging *g, const struct strbuf *sections, const struct ini *imported,
	const struct ini_section *pool, int to)
{
	size_t refused = 0, n = 0;

	for (size_t i = 0; i < imported->n; i++) {
		const struct ini_section *s = &imported->sections[i];
		const struct ini_entry *in = ini_get(s, "pool");

		if (!in || strcmp(in->value, pool->id) != 0)
			continue;
		refused += is_refused(g, s);
		n++;
	}
	if (refused && refused == n)
		return;
	strbuf_addstr(&g->tail, g->end);
	if (refused)
		strbuf_addf(&g->tail, "[pool %s]%sdraw = %zu%s", pool->id, g->end,
			n - refused < DRAW_MAX ? n - refused : DRAW_MAX, g->end);
	else
		add(g, sections, pool->line, to);
}

static void merge_section(
	struct merging *g, const struct strbuf *sections, const struct ini *imported, size_t i)
{
	const struct ini_section *s = &imported->sections[i];
	const struct ini_section *old = ini_find(g->paper->ini, s->kind, s->id);
	int to = i + 1 < imported->n ? imported->sections[i + 1].line : 0;

	/* how many are drawn from a pool that the lesson has is for its author to say */
	if (old) {
		if (!strcmp(s->kind, "question"))
			update(g, s, old);
		return;
	}
	if (!strcmp(s->kind, "pool")) {
		add_pool(g, sections, imported, s, to);
		return;
	}
	strbuf_addstr(&g->tail, g->end);
	add(g, sections, s->line, to);
	g->m->added++;
}

/* ---- the result */

static void diff_lines(struct strbuf *diff, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\r\n");

		strbuf_addf(diff, "+%.*s\n", (int)len, text);
		text += len;
		text += strspn(text, "\r");
		text += *text == '\n';
	}
}

static void put_line(struct merging *g, const struct line *l, size_t number, bool last)
{
	struct strbuf *text = &g->m->text, *diff = &g->m->diff;
	bool touched = l->instead || l->dropped || l->after.len;

	if (touched)
		strbuf_addf(diff, "@@ %zu @@\n", number);
	if (l->instead || l->dropped)
		strbuf_addf(diff, "-%.*s\n", (int)l->len, l->text);
	if (l->instead)
		strbuf_addf(diff, "+%s\n", l->instead);
	diff_lines(diff, l->after.buf);
	if (l->instead)
		strbuf_addf(text, "%s%s", l->instead, g->end);
	else if (!l->dropped)
		strbuf_addf(text, "%.*s%s", (int)l->len, l->text,
			last && !touched && !g->tail.len ? "" : g->end);
	strbuf_addstr(text, l->after.buf);
}

static void put_all(struct merging *g, const struct strbuf *old)
{
	bool ended = old->len && old->buf[old->len - 1] == '\n';

	for (size_t i = 0; i < g->n; i++)
		put_line(g, &g->lines[i], i + 1, i + 1 == g->n && !ended);
	strbuf_addstr(&g->m->text, g->tail.buf);
	if (g->tail.len)
		strbuf_addf(&g->m->diff, "@@ %zu @@\n", g->n + 1);
	diff_lines(&g->m->diff, g->tail.buf);
}

void lesson_merge(struct lesson_merge *m, const struct booklet_source *paper,
	const struct strbuf *old, const char *name, const struct strbuf *sections,
	struct diags *diags)
{
	struct merging g = {
		.m = m, .paper = paper, .name = name, .diags = diags, .tail = STRBUF_INIT
	};
	const struct ini *imported;

	*m = (struct lesson_merge){ .text = STRBUF_INIT, .diff = STRBUF_INIT };
	split(&g, old);
	imported = ini_parse(&g.arena, name, sections->buf, sections->len, diags);
	for (size_t i = 0; imported && i < imported->n; i++)
		merge_section(&g, sections, imported, i);
	put_all(&g, old);
	for (size_t i = 0; i < g.n; i++)
		strbuf_release(&g.lines[i].after);
	free(g.lines);
	strbuf_release(&g.tail);
	arena_release(&g.arena);
}
