/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini_scan.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/strbuf.h"
#include "ini/ini.h"
#include "text/text.h"

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

	const char *source; /* unmodified line, NUL-terminated */
	const char *line;   /* the same, or the best reading of a line with faulty bytes */
	char *cut;          /* second copy of its bytes, to be split into key and value */
	size_t len;
	int number;
	const char *rest; /* the lines after it */
	size_t rest_len;
	bool heading; /* it is one: what its section lacks is said at the same place */
	bool told;    /* a fault of this line was reported: one is enough */
	bool open;    /* the last entry has no closing quote and may go on in this line */

	struct seen_section *sections;
	size_t n_sections, cap_sections;
	struct seen_entry *entries;
	size_t n_entries, cap_entries;

	bool begun; /* a heading was seen, valid or not */
	bool early; /* a line before the first heading was reported */
	bool stop;
	bool foreign; /* not UTF-8, already reported */
	bool faulty;  /* a line was reported, or shares a fault with one */
	int problems;
};

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

	if (s->told)
		return;
	s->told = s->faulty = true;
	va_start(ap, fmt);
	strbuf_vaddf(&message, fmt, ap);
	va_end(ap);
	/* before the first heading the file may be anything, and private: quote no line */
	diag_add(s->diags, DIAG_ERROR, rule, s->path, s->number, column_at(s, offset),
		s->begun ? source : NULL, "%s", message.buf);
	if (!s->heading)
		diag_stands_alone(s->diags);
	strbuf_release(&message);
	if (++s->problems == INI_MAX_PROBLEMS)
		give_up(s);
}

/* ---- bytes */

/* Goes on with text instead of the line. */
static void replace_line(struct scan *s, const struct strbuf *text)
{
	s->line = arena_memdupz(s->arena, text->buf, text->len);
	s->cut = arena_memdupz(s->arena, text->buf, text->len);
	s->len = text->len;
}

/* Reports bytes that no line has, and goes on as if they were not there. */
static void check_bytes(struct scan *s)
{
	struct strbuf message = STRBUF_INIT, clean = STRBUF_INIT;
	size_t at = 0;
	bool show = false;
	const char *rule = ini_line_fault(s->line, s->len, &at, &show, &message);
	bool foreign = rule && !strcmp(rule, "invalid-utf-8");

	/* report a file in another encoding once, not once per line */
	if (rule && !(foreign && s->foreign))
		problem(s, at, show ? s->source : NULL, rule, "%s", message.buf);
	if (rule) {
		s->faulty = true;
		s->foreign |= foreign;
		text_sanitize(&clean, s->line, s->len);
		replace_line(s, &clean);
	}
	strbuf_release(&clean);
	strbuf_release(&message);
}

/* A text between quotes may hold any letter. */
static void check_look_alikes(struct scan *s)
{
	struct strbuf message = STRBUF_INIT, plain = STRBUF_INIT;
	size_t at = 0;
	const char *rule = NULL;

	for (size_t i = 0; i < s->len && s->line[i] != '"'; i++)
		if ((unsigned char)s->line[i] >= 0x80) {
			rule = ini_look_alike_fault(s->line, s->len, &at, &plain, &message);
			break;
		}
	if (rule) {
		problem(s, at, s->source, rule, "%s", message.buf);
		replace_line(s, &plain);
	}
	strbuf_release(&plain);
	strbuf_release(&message);
}

/* ---- names */

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
	uint32_t hash = names_hash(name);
	const struct ini_section *before = find_section(s, name, hash);
	struct seen_section *new;

	if (before)
		problem(s, from, s->source, "duplicate-section",
			_("[%s] is already in line %d; give one of them another id, or merge them"),
			name, before->line);
	/* a heading that was typed twice in a row opens one section */
	if (before && before == &s->sections[s->n_sections - 1].s && !before->n)
		return;
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
	new->s.source = s->source;
	new->s.line = s->number;
	new->s.faulty = s->told;
}

/* Opens the section that a heading with other characters most likely names. */
static void guess_section(struct scan *s, struct ini_stretch in)
{
	char kind[INI_NAME_MAX + 1], id[INI_NAME_MAX + 1];
	struct ini_stretch name = ini_trim(s->line, in.from, in.to);
	size_t end = name.from, len;
	const char *whole;

	while (end < name.to && !strchr(" \t:", s->line[end]))
		end++;
	len = ini_guess_name(kind, s->line + name.from, end - name.from, 0);
	name = ini_trim(s->line, end + (end < name.to), name.to);
	ini_guess_name(id, s->line + name.from, name.to - name.from, '-');
	whole = arena_printf(s->arena, *id ? "%s %s" : "%s", kind, id);
	if (len && name.to - name.from <= INI_NAME_MAX)
		problem(s, in.from, s->source, "bad-section-name",
			_("a heading is [kind] or [kind id]: small letters a to z, digits, "
			  "hyphens, and one space between kind and id; write [%s]"),
			whole);
	problem(s, in.from, s->source, "bad-section-name",
		_("a heading is [kind] or [kind id]: small letters a to z, digits, "
		  "hyphens, and one space between kind and id"));
	add_section(s, whole, len, in.from);
}

static void scan_heading(struct scan *s, size_t from, size_t to)
{
	const char *close = memchr(s->line + from, ']', to - from);
	size_t end = close ? (size_t)(close - s->line) : to;
	const char *name = s->line + from + 1, *space;
	size_t len = end - from - 1;

	if (!close)
		problem(s, from, s->source, "malformed-section",
			_("the heading is not closed; it begins with [ and ends with ]"));
	else if (end != to - 1)
		problem(s, end + 1, s->source, "malformed-section",
			_("text after the ] of a heading; put it on its own line"));
	space = memchr(name, ' ', len);
	if (!ini_is_name(name, space ? (size_t)(space - name) : len) ||
		(space && !ini_is_name(space + 1, len - (size_t)(space - name) - 1)))
		guess_section(s, (struct ini_stretch){ from + 1, end });
	else
		add_section(
			s, cut_out(s, from + 1, end), space ? (size_t)(space - name) : len, from);
}

/* ---- key = value */

static bool find_byte(const struct scan *s, struct ini_stretch in, char c, size_t *at)
{
	const char *p = memchr(s->line + in.from, c, in.to - in.from);

	if (p)
		*at = (size_t)(p - s->line);
	return p != NULL;
}

static const struct ini_entry *find_entry(const struct scan *s, const char *key, uint32_t hash)
{
	size_t first = s->n_entries - s->sections[s->n_sections - 1].s.n;

	for (size_t i = first; i < s->n_entries; i++)
		if (s->entries[i].hash == hash && !strcmp(s->entries[i].e.key, key))
			return &s->entries[i].e;
	return NULL;
}

static void add_entry(
	struct scan *s, const char *key, struct ini_stretch k, struct ini_stretch v, bool quoted)
{
	uint32_t hash = names_hash(key);
	const struct ini_entry *before;
	struct seen_entry *new;

	before = find_entry(s, key, hash);
	if (before) {
		problem(s, k.from, s->source, "duplicate-key",
			quoted && ini_takes_number(key)
				? _("“%s” is already in line %d; remove one of them, or number "
				    "them: text1, text2")
				: _("“%s” is already in line %d; remove one of them"),
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
	new->e.file = s->path;
	new->e.source = s->source;
	new->e.line = s->number;
	new->e.key_column = column_at(s, k.from);
	new->e.column = column_at(s, v.from);
	new->e.value = cut_out(s, v.from, v.to);
	new->e.quoted = quoted;
	new->e.faulty = s->told;
	s->sections[s->n_sections - 1].s.n++;
}

/* Returns the name of the key, or the one that it most likely stands for; NULL if there is none. */
static const char *scan_key(struct scan *s, struct ini_stretch k)
{
	char guess[INI_NAME_MAX + 1];

	if (ini_is_name(s->line + k.from, k.to - k.from))
		return cut_out(s, k.from, k.to);
	if (ini_guess_name(guess, s->line + k.from, k.to - k.from, 0) &&
		k.to - k.from <= INI_NAME_MAX)
		problem(s, k.from, s->source, "bad-key-name",
			_("a key is made of small letters a to z, digits, dot, hyphen and "
			  "underscore; write it as “%s”"),
			guess);
	problem(s, k.from, s->source, "bad-key-name",
		_("a key is made of small letters a to z, digits, dot, hyphen and "
		  "underscore, at most "
		  "%d of them"),
		INI_NAME_MAX);
	return *guess ? arena_strdup(s->arena, guess) : NULL;
}

/*
 * The lines before the first heading: most likely this is not a lesson at all, and one report is
 * enough. If there are keys, they are those of a first heading that was left out.
 */
static bool is_early(struct scan *s, struct ini_stretch line)
{
	size_t equals;

	if (s->begun)
		return false;
	s->told = s->early;
	s->early = true;
	if (!find_byte(s, line, '=', &equals)) {
		problem(s, line.from, s->source, "malformed-line",
			_("the line is not a heading, a comment or key = value; write one of these"));
		return true;
	}
	problem(s, line.from, s->source, "key-before-section",
		_("key before the first heading; begin the file with a heading such as "
		  "[lesson]"));
	if (!s->n_sections)
		add_section(s, "", 0, line.from);
	return !s->n_sections;
}

/* Returns the end of the name at the start of the line, and that of the blanks after it. */
static size_t leading_name(const char *line, struct ini_stretch in, size_t *blanks)
{
	size_t end = in.from;

	while (end < in.to && ini_is_name(line + end, 1))
		end++;
	for (*blanks = end; *blanks < in.to && (line[*blanks] == ' ' || line[*blanks] == '\t');)
		++*blanks;
	return end;
}

/* True if a line assigns something, even to a key that is none. */
static bool assigns(const char *line, struct ini_stretch in)
{
	const char *equals = memchr(line + in.from, '=', in.to - in.from);
	size_t blanks, after;

	if (!equals)
		return false;
	leading_name(line, in, &blanks);
	after = ini_trim(line, (size_t)(equals - line) + 1, in.to).from;
	return line[blanks] == '=' || (after < in.to && line[after] == '"');
}

/* True if the next line has no form of its own, and so seems to continue the text of this one. */
static bool goes_on(const struct scan *s)
{
	const char *end = memchr(s->rest, '\n', s->rest_len);
	size_t len = end ? (size_t)(end - s->rest) : s->rest_len;
	struct ini_stretch next = ini_trim(s->rest, 0, len);

	if (next.to > next.from && s->rest[next.to - 1] == '\r')
		next = ini_trim(s->rest, next.from, next.to - 1);
	return next.from < next.to && !strchr("[;#", s->rest[next.from]) && !assigns(s->rest, next);
}

static void scan_value(struct scan *s, const char *key, struct ini_stretch k, struct ini_stretch v)
{
	struct strbuf message = STRBUF_INIT;
	size_t at = 0;
	bool quoted;
	const char *rule = ini_value_fault(s->line, &v, &quoted, &at, &message);

	s->open = rule && !strcmp(rule, "unclosed-quote") && goes_on(s);
	if (s->open)
		problem(s, at, s->source, rule,
			_("the text goes on in the next line; join the lines, or make two texts of "
			  "them, such as text1 and text2"));
	else if (rule)
		problem(s, at, s->source, rule, "%s", message.buf);
	strbuf_release(&message);
	if (key)
		add_entry(s, key, k, v, quoted);
	else
		s->sections[s->n_sections - 1].s.incomplete = true;
}

/* A line without a form. Guesses what was meant. */
static void scan_other(struct scan *s, struct ini_stretch line)
{
	size_t value, end = leading_name(s->line, line, &value);
	struct ini_stretch k = { line.from, end };
	bool colon = value < line.to && s->line[value] == ':';

	if (s->line[line.to - 1] == ']' && !memchr(s->line + line.from, '[', line.to - line.from)) {
		s->heading = true;
		problem(s, line.from, s->source, "malformed-section",
			_("the heading is not opened; it begins with [ and ends with ]"));
		guess_section(s, (struct ini_stretch){ line.from, line.to - 1 });
		return;
	}
	if (end > line.from && (colon || (value < line.to && s->line[value] == '"')))
		problem(s, value, s->source, "malformed-line",
			_("between a key and its value stands =; write %.*s = …"),
			(int)(end - line.from), s->line + line.from);
	problem(s, line.from, s->source, "malformed-line",
		_("the line is not a heading, a comment or key = value; write one of these"));
	if (end > line.from && end < line.to)
		scan_value(s, scan_key(s, k), k, ini_trim(s->line, value + colon, line.to));
}

static void scan_assignment(struct scan *s, struct ini_stretch line)
{
	struct ini_stretch k, v;
	size_t equals, quote;

	if (!find_byte(s, line, '=', &equals) ||
		(find_byte(s, line, '"', &quote) && quote > line.from && quote < equals)) {
		scan_other(s, line);
		return;
	}
	k = ini_trim(s->line, line.from, equals);
	v = ini_trim(s->line, equals + 1, line.to);
	if (k.from == k.to) {
		problem(s, line.from, s->source, "malformed-line",
			_("there is no key before the =; write one, such as text1 = \"…\""));
		s->sections[s->n_sections - 1].s.incomplete = true;
		return;
	}
	scan_value(s, scan_key(s, k), k, v);
}

static void scan_comment(struct scan *s, struct ini_stretch line)
{
	if (s->line[line.to - 1] == '\\')
		problem(s, line.to - 1, s->source, "backslash",
			_("a backslash at the end of a comment swallows the next line; remove it"));
}

/* A further line of a text that was not closed: it belongs to the entry before it. */
static void continue_text(struct scan *s, struct ini_stretch line)
{
	struct ini_entry *e = &s->entries[s->n_entries - 1].e;

	if (e->faulty)
		e->value = arena_printf(s->arena, "%s %.*s", e->value, (int)(line.to - line.from),
			s->line + line.from);
	s->told = true;
	s->open = s->line[line.to - 1] != '"' && goes_on(s);
}

static void scan_line(struct scan *s)
{
	struct ini_stretch line = ini_trim(s->line, 0, s->len);

	s->told = s->heading = false;
	s->begun = s->begun || (line.from < line.to && s->line[line.from] == '[');
	if (s->open && line.from < line.to && s->n_entries) {
		continue_text(s, line);
		return;
	}
	s->open = false;
	s->heading = line.from < line.to && s->line[line.from] == '[';
	/* in printable ASCII there is nothing to find */
	if (s->len > INI_MAX_LINE || text_ascii_run(s->line, s->len) < s->len) {
		check_bytes(s);
		check_look_alikes(s);
		line = ini_trim(s->line, 0, s->len);
	}
	if (line.from == line.to)
		return;
	s->heading = s->line[line.from] == '[';
	if (s->heading)
		scan_heading(s, line.from, line.to);
	else if (s->line[line.from] == ';' || s->line[line.from] == '#')
		scan_comment(s, line);
	else if (!is_early(s, line))
		scan_assignment(s, line);
}

/* ---- the file */

static struct ini *build(struct scan *s)
{
	struct ini *ini = arena_alloc(s->arena, sizeof(*ini));
	struct ini_entry *entries = arena_alloc(s->arena, s->n_entries * sizeof(*entries));

	ini->file = s->path;
	ini->faulty = s->faulty;
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
		s->source = s->line = text + from;
		s->cut = cut + from;
		s->len = to - from;
		if (s->len && text[to - 1] == '\r')
			s->len--;
		text[from + s->len] = '\0';
		s->rest = text + (end ? to + 1 : len);
		s->rest_len = len - (size_t)(s->rest - text);
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
	if (!s.n_sections && !s.faulty)
		diag_add(diags, DIAG_ERROR, "empty-file", path, 0, 0, NULL,
			_("the file has no heading and no key; lessons/README.md shows a complete "
			  "lesson"));
	else if (!s.faulty || (diags->thorough && s.n_sections && !s.stop))
		ini = build(&s);
	free(s.sections);
	free(s.entries);
	return ini;
}
