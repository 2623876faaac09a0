/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini_scan.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "ini/ini.h"
#include "text/text.h"

enum { NAME_MAX_BYTES = 63 };

/* A name with its hash, which makes the search for duplicates nearly free. */
struct seen_section {
	struct ini_section s;
	uint32_t hash;
};

struct seen_entry {
	struct ini_entry e;
	uint32_t hash;
};

struct scan {
	struct arena *arena;
	struct diags *diags;
	const char *path;

	const char *line; /* unmodified line, NUL-terminated */
	char *cut;        /* second copy of its bytes, to be split into key and value */
	size_t len;
	int number;

	struct seen_section *sections;
	size_t n_sections, cap_sections;
	struct seen_entry *entries;
	size_t n_entries, cap_entries;

	bool begun; /* a heading was seen, valid or not */
	bool lost;  /* the last heading was malformed: check its lines, keep none */
	bool stop;
	bool foreign; /* not UTF-8, already reported */
	int problems;
};

static uint32_t hash_name(const char *name)
{
	uint32_t h = 2166136261u;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	return h;
}

/* Returns the column (from 1, in cells) of the byte at offset in the line. */
static int column_at(const struct scan *s, size_t offset)
{
	struct strbuf clean = STRBUF_INIT;
	size_t i;
	int column;

	for (i = 0; i < offset && (unsigned char)s->line[i] < 0x80; i++)
		;
	if (i == offset)
		return (int)offset + 1;
	text_sanitize(&clean, s->line, offset);
	column = text_width(clean.buf, clean.len) + 1;
	strbuf_release(&clean);
	return column;
}

static void give_up(struct scan *s)
{
	s->stop = true;
	diag_add(s->diags, DIAG_ERROR, "too-many-errors", s->path, s->number, 0, NULL,
		_("more than %d errors, the rest of the file was not read; is this the right "
		  "file?"),
		INI_MAX_PROBLEMS);
}

__attribute__((format(printf, 5, 6))) static void problem(
	struct scan *s, size_t offset, const char *source, const char *rule, const char *fmt, ...)
{
	struct strbuf message = STRBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(&message, fmt, ap);
	va_end(ap);
	/*
	 * Do not quote a line before the first heading: the file may be something else altogether,
	 * and private.
	 */
	diag_add(s->diags, DIAG_ERROR, rule, s->path, s->number, column_at(s, offset),
		s->begun ? source : NULL, "%s", message.buf);
	strbuf_release(&message);
	if (++s->problems == INI_MAX_PROBLEMS)
		give_up(s);
}

/* ---- bytes */

static bool bytes_are_fine(struct scan *s)
{
	struct strbuf message = STRBUF_INIT;
	size_t at = 0;
	bool show = false;
	const char *rule = ini_line_fault(s->line, s->len, &at, &show, &message);
	bool foreign = rule && !strcmp(rule, "invalid-utf-8");

	/* report a file in another encoding once, not once per line */
	if (rule && !(foreign && s->foreign))
		problem(s, at, show ? s->line : NULL, rule, "%s", message.buf);
	s->foreign |= foreign;
	strbuf_release(&message);
	return !rule;
}

/* ---- names */

static bool is_name(const char *s, size_t len)
{
	if (!len || len > NAME_MAX_BYTES)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!(s[i] >= 'a' && s[i] <= 'z') && !(s[i] >= '0' && s[i] <= '9') && s[i] != '.' &&
			s[i] != '_' && s[i] != '-')
			return false;
	return true;
}

static char *cut_out(struct scan *s, size_t from, size_t to)
{
	s->cut[to] = '\0';
	return s->cut + from;
}

static bool too_many(struct scan *s)
{
	if (s->n_sections + s->n_entries < INI_MAX_KEYS)
		return false;
	problem(s, 0, s->line, "too-many-keys",
		_("the file has more than %d keys and headings; make two lessons of it"),
		INI_MAX_KEYS);
	s->stop = true;
	return true;
}

/* ---- [kind id] */

static const struct ini_section *find_section(const struct scan *s, const char *name, uint32_t hash)
{
	for (size_t i = 0; i < s->n_sections; i++)
		if (s->sections[i].hash == hash && !strcmp(s->sections[i].s.name, name))
			return &s->sections[i].s;
	return NULL;
}

static void add_section(struct scan *s, const char *name, size_t kind_len, size_t from)
{
	uint32_t hash = hash_name(name);
	const struct ini_section *before = find_section(s, name, hash);
	struct seen_section *new;

	if (before) {
		problem(s, from, s->line, "duplicate-section",
			_("[%s] is already in line %d; give one of them another id, or merge them"),
			name, before->line);
		return;
	}
	if (too_many(s))
		return;
	ALLOC_GROW(s->sections, s->n_sections + 1, s->cap_sections);
	new = &s->sections[s->n_sections++];
	memset(new, 0, sizeof(*new));
	new->hash = hash;
	new->s.name = name;
	new->s.kind = name;
	new->s.id = "";
	if (name[kind_len]) {
		new->s.kind = arena_memdupz(s->arena, name, kind_len);
		new->s.id = name + kind_len + 1;
	}
	new->s.file = s->path;
	new->s.source = s->line;
	new->s.line = s->number;
	s->lost = false;
}

static void scan_heading(struct scan *s, size_t from, size_t to)
{
	const char *close = memchr(s->line + from, ']', to - from);
	const char *name = s->line + from + 1, *space;
	size_t len;

	s->lost = true;
	if (!close) {
		problem(s, from, s->line, "malformed-section",
			_("the heading is not closed; it begins with [ and ends with ]"));
		return;
	}
	if (close != s->line + to - 1) {
		problem(s, (size_t)(close - s->line) + 1, s->line, "malformed-section",
			_("text after the ] of a heading; put it on its own line"));
		return;
	}
	len = (size_t)(close - name);
	space = memchr(name, ' ', len);
	if (!is_name(name, space ? (size_t)(space - name) : len) ||
		(space && !is_name(space + 1, (size_t)(close - space) - 1))) {
		problem(s, from + 1, s->line, "bad-section-name",
			_("a heading is [kind] or [kind id]: small letters a to z, digits, "
			  "hyphens, and one "
			  "space between kind and id"));
		return;
	}
	add_section(s, cut_out(s, from + 1, to - 1), space ? (size_t)(space - name) : len, from);
}

/* ---- key = value */

/* A range of a line, excluding the blanks around it. */
struct stretch {
	size_t from, to;
};

static struct stretch trim(const char *line, size_t from, size_t to)
{
	while (from < to && (line[from] == ' ' || line[from] == '\t'))
		from++;
	while (to > from && (line[to - 1] == ' ' || line[to - 1] == '\t'))
		to--;
	return (struct stretch){ from, to };
}

static bool find_byte(const struct scan *s, struct stretch in, char c, size_t *at)
{
	const char *p = memchr(s->line + in.from, c, in.to - in.from);

	if (p)
		*at = (size_t)(p - s->line);
	return p != NULL;
}

static bool has_backslash(struct scan *s, struct stretch in)
{
	size_t at;

	if (!find_byte(s, in, '\\', &at))
		return false;
	problem(s, at, s->line, "backslash",
		_("backslash in a value, which readers understand differently; remove it"));
	return true;
}

/* v is the value with its quotes; on success it becomes the text between them. */
static bool scan_quoted(struct scan *s, struct stretch *v)
{
	struct stretch in = { v->from + 1, v->to };
	size_t close, tab;

	if (!find_byte(s, in, '"', &close)) {
		problem(s, v->from, s->line, "unclosed-quote",
			_("the text is not closed; put a straight double quote at the end of the "
			  "line"));
		return false;
	}
	if (close != v->to - 1 && s->line[v->to - 1] == '"') {
		problem(s, close, s->line, "straight-quote",
			_("a straight quote ends the text here; use typographic quotes inside: “ ” "
			  "‘ ’ « »"));
		return false;
	}
	if (close != v->to - 1) {
		problem(s, trim(s->line, close + 1, v->to).from, s->line, "text-after-quote",
			_("text after the closing quote; put a comment on its own line"));
		return false;
	}
	in.to = close;
	if (has_backslash(s, in))
		return false;
	if (find_byte(s, in, '\t', &tab)) {
		problem(s, tab, s->line, "control-character",
			_("there is a TAB in the text; use spaces"));
		return false;
	}
	*v = in;
	return true;
}

static bool scan_bare(struct scan *s, const struct stretch *v)
{
	size_t at;
	bool fine = !has_backslash(s, *v);

	if (s->line[v->from] == '\'') {
		problem(s, v->from, s->line, "single-quoted",
			_("put the text between straight double quotes (\"…\"), not single ones"));
		return false;
	}
	if (find_byte(s, *v, '"', &at)) {
		problem(s, at, s->line, "straight-quote",
			_("quote inside a bare value; put the whole text between straight double "
			  "quotes, with typographic ones inside"));
		return false;
	}
	if (find_byte(s, *v, ';', &at) || find_byte(s, *v, '#', &at)) {
		problem(s, at, s->line, "cut-value",
			_("the value would be cut off at “%c”; put a text between double quotes, "
			  "and a comment "
			  "in a line of its own"),
			s->line[at]);
		return false;
	}
	if (find_byte(s, *v, '\t', &at)) {
		problem(s, at, s->line, "control-character",
			_("there is a TAB in the value; use spaces"));
		return false;
	}
	return fine;
}

static const struct ini_entry *find_entry(const struct scan *s, const char *key, uint32_t hash)
{
	size_t first = s->n_entries - s->sections[s->n_sections - 1].s.n;

	for (size_t i = first; i < s->n_entries; i++)
		if (s->entries[i].hash == hash && !strcmp(s->entries[i].e.key, key))
			return &s->entries[i].e;
	return NULL;
}

static void add_entry(struct scan *s, struct stretch k, struct stretch v, bool quoted)
{
	const char *key = cut_out(s, k.from, k.to);
	uint32_t hash = hash_name(key);
	const struct ini_entry *before;
	struct seen_entry *new;

	if (s->lost)
		return;
	before = find_entry(s, key, hash);
	if (before) {
		problem(s, k.from, s->line, "duplicate-key",
			_("“%s” is already in line %d; remove one of them, or number them: text1, "
			  "text2"),
			key, before->line);
		return;
	}
	if (too_many(s))
		return;
	ALLOC_GROW(s->entries, s->n_entries + 1, s->cap_entries);
	new = &s->entries[s->n_entries++];
	memset(new, 0, sizeof(*new));
	new->hash = hash;
	new->e.key = key;
	new->e.value = cut_out(s, v.from, v.to);
	new->e.file = s->path;
	new->e.source = s->line;
	new->e.line = s->number;
	new->e.key_column = column_at(s, k.from);
	new->e.column = column_at(s, v.from);
	new->e.quoted = quoted;
	s->sections[s->n_sections - 1].s.n++;
}

static bool scan_key(struct scan *s, struct stretch k)
{
	if (!is_name(s->line + k.from, k.to - k.from)) {
		problem(s, k.from, s->line, "bad-key-name",
			_("a key is made of small letters a to z, digits, dot, hyphen and "
			  "underscore, at most "
			  "%d of them"),
			NAME_MAX_BYTES);
		return false;
	}
	return true;
}

static void report_malformed(struct scan *s, struct stretch line)
{
	problem(s, line.from, s->line, "malformed-line",
		_("the line is not a heading, a comment or key = value; write one of these"));
}

/* Before the first heading one report is enough: most likely this is not a lesson at all. */
static void scan_too_early(struct scan *s, struct stretch line)
{
	size_t equals;

	if (s->lost)
		return;
	s->lost = true;
	if (find_byte(s, line, '=', &equals))
		problem(s, line.from, s->line, "key-before-section",
			_("key before the first heading; begin the file with a heading such as "
			  "[lesson]"));
	else
		report_malformed(s, line);
}

static void scan_assignment(struct scan *s, struct stretch line)
{
	struct stretch k, v;
	size_t equals;
	bool quoted;

	if (!find_byte(s, line, '=', &equals) || equals == line.from) {
		report_malformed(s, line);
		return;
	}
	k = trim(s->line, line.from, equals);
	v = trim(s->line, equals + 1, line.to);
	if (!scan_key(s, k))
		return;
	quoted = v.from < v.to && s->line[v.from] == '"';
	if (v.from == v.to || (quoted && v.to - v.from == 2 && s->line[v.from + 1] == '"')) {
		problem(s, v.from, s->line, "empty-value",
			_("the value is empty; write one, or remove the line"));
		return;
	}
	if (quoted ? scan_quoted(s, &v) : scan_bare(s, &v))
		add_entry(s, k, v, quoted);
}

static void scan_comment(struct scan *s, struct stretch line)
{
	if (s->line[line.to - 1] == '\\')
		problem(s, line.to - 1, s->line, "backslash",
			_("a backslash at the end of a comment swallows the next line; remove it"));
}

static void scan_line(struct scan *s)
{
	struct stretch line = trim(s->line, 0, s->len);
	char first = s->line[line.from];

	s->begun = s->begun || first == '[';
	if (!bytes_are_fine(s)) {
		/* Lines after a malformed heading belong to no section. */
		s->lost = s->lost || first == '[';
		return;
	}
	if (line.from == line.to)
		return;
	if (first == '[')
		scan_heading(s, line.from, line.to);
	else if (first == ';' || first == '#')
		scan_comment(s, line);
	else if (!s->begun)
		scan_too_early(s, line);
	else
		scan_assignment(s, line);
}

/* ---- the file */

static struct ini *build(struct scan *s)
{
	struct ini *ini = arena_alloc(s->arena, sizeof(*ini));
	struct ini_entry *entries = arena_alloc(s->arena, s->n_entries * sizeof(*entries));

	ini->file = s->path;
	ini->n = s->n_sections;
	ini->sections = arena_alloc(s->arena, s->n_sections * sizeof(*ini->sections));
	for (size_t i = 0; i < s->n_entries; i++)
		entries[i] = s->entries[i].e;
	for (size_t i = 0; i < s->n_sections; i++) {
		ini->sections[i] = s->sections[i].s;
		ini->sections[i].entries = entries;
		entries += ini->sections[i].n;
	}
	return ini;
}

static void scan_lines(struct scan *s, const char *data, size_t len)
{
	/* One copy stays intact, for diagnostics; the other is split into keys and values. */
	char *text = arena_memdupz(s->arena, data, len);
	char *cut = arena_memdupz(s->arena, data, len);
	size_t from = 0;

	while (from < len && !s->stop) {
		char *end = memchr(text + from, '\n', len - from);
		size_t to = end ? (size_t)(end - text) : len;

		s->number++;
		s->line = text + from;
		s->cut = cut + from;
		s->len = to - from;
		if (s->len && text[to - 1] == '\r')
			s->len--;
		text[from + s->len] = '\0';
		scan_line(s);
		from = to + 1;
	}
}

static bool is_some_text(const char *path, const char *data, size_t len, struct diags *diags)
{
	if (ini_is_wide(data, len)) {
		diag_add(diags, DIAG_ERROR, "utf-16", path, 1, 0, NULL,
			_("the file is saved as UTF-16 or UTF-32; save it as UTF-8 in your "
			  "editor"));
		return false;
	}
	if (ini_bom(data, len))
		diag_add(diags, DIAG_WARNING, "byte-order-mark", path, 1, 1, NULL,
			_("the file begins with a byte-order mark, which other programs stumble "
			  "over; save it "
			  "as UTF-8 without BOM"));
	return true;
}

struct ini *ini_scan(
	struct arena *arena, const char *path, const char *data, size_t len, struct diags *diags)
{
	struct scan s = { .arena = arena, .diags = diags, .path = arena_strdup(arena, path) };
	struct ini *ini = NULL;
	size_t bom;

	if (!is_some_text(path, data, len, diags))
		return NULL;
	bom = ini_bom(data, len);
	scan_lines(&s, data + bom, len - bom);
	if (!s.n_sections && !s.problems)
		diag_add(diags, DIAG_ERROR, "empty-file", path, 0, 0, NULL,
			_("the file has no heading and no key; lessons/README.md shows a complete "
			  "lesson"));
	else if (!s.problems)
		ini = build(&s);
	free(s.sections);
	free(s.entries);
	return ini;
}
