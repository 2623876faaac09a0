/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/reader.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson.h"
#include "course/placeholder.h"
#include "text/emphasis.h"
#include "text/text.h"

enum { ID_MAX_BYTES = 63 };

/* ---- diagnostics */

static bool is_in_one_folder(const char *a, const char *b)
{
	const char *slash = strrchr(a, '/');
	size_t len = slash ? (size_t)(slash + 1 - a) : 0;

	return !strncmp(a, b, len) && !strchr(b + len, '/');
}

/*
 * True if the same was said of another line of the file or of its source: what many lines refer to
 * is missing once.
 */
static bool was_said(
	const struct reader *r, const struct ini_entry *e, const char *rule, const char *message)
{
	if (!r->diags->thorough ||
		(strncmp(rule, "unknown-", 8) && strcmp(rule, "fact-without-value")))
		return false;
	for (size_t i = 0; i < r->diags->n; i++) {
		const struct diag *d = &r->diags->v[i];

		if (!strcmp(d->rule, rule) && !strcmp(d->message, message) &&
			is_in_one_folder(d->file, e->file))
			return true;
	}
	return false;
}

static void report(struct reader *r, const struct ini_entry *e, size_t at, enum severity severity,
	const char *rule, const char *fmt, va_list ap)
{
	struct strbuf message = STRBUF_INIT;
	const struct ini_section *s = r->section;

	r->failed |= severity == DIAG_ERROR;
	if (e && e->faulty)
		return;
	strbuf_vaddf(&message, fmt, ap);
	if (e && !was_said(r, e, rule, message.buf))
		diag_add(r->diags, severity, rule, e->file, e->line,
			e->column + (at ? text_width(e->value, at) : 0), e->source, "%s",
			message.buf);
	else if (s && !e)
		diag_add(r->diags, severity, rule, s->file, s->line, 1, s->source, "%s",
			message.buf);
	else if (!e)
		diag_add(r->diags, severity, rule, r->ini->file, 0, 0, NULL, "%s", message.buf);
	strbuf_release(&message);
}

static const struct ini_entry *entry_of(const struct reader *r, const char *key)
{
	return key && r->section ? ini_get(r->section, key) : NULL;
}

void reader_error(struct reader *r, const char *key, const char *rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(r, entry_of(r, key), 0, DIAG_ERROR, rule, fmt, ap);
	va_end(ap);
}

void reader_warn(struct reader *r, const char *key, const char *rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(r, entry_of(r, key), 0, DIAG_WARNING, rule, fmt, ap);
	va_end(ap);
}

void reader_error_at(
	struct reader *r, const struct ini_entry *entry, const char *rule, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(r, entry, 0, DIAG_ERROR, rule, fmt, ap);
	va_end(ap);
}

void reader_error_in(struct reader *r, const struct ini_entry *entry, size_t at, const char *rule,
	const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(r, entry, at, DIAG_ERROR, rule, fmt, ap);
	va_end(ap);
}

/* ---- which keys are known */

void reader_begin(struct reader *r, const struct ini_section *section)
{
	r->section = section;
	r->n_asked = 0;
	r->n_used = 0;
	ALLOC_GROW(r->seen, section->n + 1, r->cap_seen);
	memset(r->seen, 0, section->n * sizeof(*r->seen));
}

size_t reader_count(const struct reader *r, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ini->n; i++)
		n += !strcmp(r->ini->sections[i].kind, kind);
	return n;
}

bool reader_next(struct reader *r, const char *kind, size_t *at)
{
	while (*at < r->ini->n) {
		const struct ini_section *s = &r->ini->sections[(*at)++];

		if (!strcmp(s->kind, kind)) {
			reader_begin(r, s);
			return true;
		}
	}
	return false;
}

static void note_asked(struct reader *r, const char *key, bool prefix)
{
	ALLOC_GROW(r->asked, r->n_asked + 1, r->cap_asked);
	r->asked[r->n_asked++] = (struct known_key){ key, prefix };
}

void reader_know(struct reader *r, const char *prefix)
{
	size_t len = strlen(prefix);

	note_asked(r, prefix, true);
	for (size_t i = 0; i < r->section->n; i++)
		if (!strncmp(r->section->entries[i].key, prefix, len))
			r->seen[i] = true;
}

void reader_suggest(struct reader *r, const char *key)
{
	note_asked(r, key, false);
}

void reader_release(struct reader *r)
{
	free(r->asked);
	free(r->seen);
	free(r->used);
	r->asked = NULL;
	r->seen = NULL;
	r->used = NULL;
	r->n_asked = r->cap_asked = r->cap_seen = r->n_used = r->cap_used = 0;
}

/* ---- values */

static void mark_seen(struct reader *r, const struct ini_entry *e)
{
	r->seen[e - r->section->entries] = true;
}

/* Looks a key up and records it as known. */
static const struct ini_entry *ask(struct reader *r, const char *key)
{
	const struct ini_entry *e = ini_get(r->section, key);

	note_asked(r, key, false);
	if (e)
		mark_seen(r, e);
	return e;
}

bool reader_takes_emphasis(const struct ini_section *s, const char *key)
{
	if (!strcmp(s->kind, "page"))
		return strcmp(key, "title") && strncmp(key, "picture", strlen("picture"));
	if (!strcmp(s->kind, "question"))
		return !strcmp(key, "prompt") || !strcmp(key, "explain") ||
			!strncmp(key, "hint", 4) || strstr(key, "feedback");
	return (!strcmp(s->kind, "fact") && !strcmp(key, "text")) ||
		(!strcmp(s->kind, "term") && !strcmp(key, "meaning"));
}

/* True if a bar parts the cells of what the key describes, so that its reader needs both bars. */
static bool has_cells(const char *key)
{
	return !strncmp(key, "flow", 4) || !strncmp(key, "table", 5) || !strncmp(key, "compare", 7);
}

/* Turns an author's stars into marks (text/emphasis.h) if the format knows them. */
static const char *read_emphasis(struct reader *r, const struct ini_entry *e, const char *text)
{
	struct strbuf marked = STRBUF_INIT;

	if (!r->lesson || r->lesson->format < 2 || !strpbrk(text, "*|") ||
		!reader_takes_emphasis(r->section, e->key))
		return text;
	emphasis_mark(&marked, text, strlen(text), !has_cells(e->key));
	text = arena_memdupz(r->arena, marked.buf, marked.len);
	strbuf_release(&marked);
	return text;
}

const char *reader_prose_entry(struct reader *r, const struct ini_entry *e)
{
	mark_seen(r, e);
	if (!e->quoted && !e->faulty) {
		reader_error_at(r, e, "not-quoted",
			_("“%s” is a text for people; put it between straight double quotes: %s = "
			  "\"…\""),
			e->key, e->key);
		return e->value;
	}
	if (text_is_blank(e->value)) {
		reader_error_at(r, e, "blank-text",
			_("the text of “%s” is blank; write one, or remove the line"), e->key);
		return e->value;
	}
	return read_emphasis(
		r, e, r->lesson && strpbrk(e->value, "{}") ? placeholder_expand(r, e) : e->value);
}

const char *reader_prose(struct reader *r, const char *key, bool required)
{
	const struct ini_entry *e = ask(r, key);

	if (e)
		return reader_prose_entry(r, e);
	if (required && !r->section->incomplete)
		reader_error(r, NULL, "missing-key",
			_("[%s] needs the text “%s”; add a line %s = \"…\""), r->section->name, key,
			key);
	return NULL;
}

static bool is_bare(struct reader *r, const struct ini_entry *e)
{
	if (e->quoted && !e->faulty) {
		reader_error_at(r, e, "not-bare",
			_("only the program reads “%s”; write it without quotes: %s = %s"), e->key,
			e->key, e->value);
		diag_stands_alone(r->diags);
	}
	return !e->quoted;
}

static void report_missing_word(struct reader *r, const char *key)
{
	if (r->section->incomplete)
		return;
	reader_error(r, NULL, "missing-key", _("[%s] needs “%s”; add a line %s = …"),
		r->section->name, key, key);
}

const char *reader_word(struct reader *r, const char *key, bool required)
{
	const struct ini_entry *e = ask(r, key);

	if (e) {
		is_bare(r, e);
		return e->value;
	}
	if (required)
		report_missing_word(r, key);
	return NULL;
}

static bool is_id(const char *s, size_t len, bool capitals)
{
	/* one that begins with a hyphen would be an option to a program, a formula to a spreadsheet
	 */
	if (!len || len > ID_MAX_BYTES || *s == '-')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!(s[i] >= 'a' && s[i] <= 'z') && !(s[i] >= '0' && s[i] <= '9') && s[i] != '-' &&
			!(capitals && s[i] >= 'A' && s[i] <= 'Z'))
			return false;
	return true;
}

bool reader_id_is_valid(const char *id)
{
	return is_id(id, strlen(id), false);
}

const char *reader_id_entry(struct reader *r, const struct ini_entry *e)
{
	mark_seen(r, e);
	if (!is_bare(r, e))
		return NULL;
	if (reader_id_is_valid(e->value))
		return e->value;
	reader_error_at(r, e, "bad-id",
		_("“%s” is not an id; an id has letters a to z, digits and hyphens, at "
		  "most %d of them, and begins with no hyphen"),
		e->value, ID_MAX_BYTES);
	return NULL;
}

const char *reader_id(struct reader *r, const char *key, bool required)
{
	const struct ini_entry *e = ask(r, key);

	if (e)
		return reader_id_entry(r, e);
	if (required)
		report_missing_word(r, key);
	return NULL;
}

/* Parses strictly: no sign, no blanks, no leading zero (which some parsers read as octal). */
static bool parse_int(const char *s, int *out)
{
	size_t len = strspn(s, "0123456789");

	if (!len || len > 9 || s[len] || (*s == '0' && len > 1))
		return false;
	*out = 0;
	for (; *s; s++)
		*out = *out * 10 + (*s - '0');
	return true;
}

int reader_int(struct reader *r, const char *key, int min, int max, int absent, bool required)
{
	const char *s = reader_word(r, key, required);
	int n;

	if (!s || ini_get(r->section, key)->quoted)
		return absent;
	if (parse_int(s, &n) && n >= min && n <= max)
		return n;
	reader_error(r, key, "bad-number", _("“%s” is a whole number from %d to %d, not “%s”"), key,
		min, max, s);
	return absent;
}

bool reader_bool(struct reader *r, const char *key, bool absent)
{
	const char *s = reader_word(r, key, false);

	if (!s || ini_get(r->section, key)->quoted)
		return absent;
	if (!strcmp(s, "yes") || !strcmp(s, "no"))
		return *s == 'y';
	reader_error(r, key, "bad-flag", _("“%s” is yes or no, not “%s”"), key, s);
	return absent;
}

/* True for digits in the form of a day or, with its length, of a month: none if not in the
 * calendar. */
static bool looks_like_date(const char *s, size_t length)
{
	static const char form[] = "dddd-dd-dd";
	size_t i = 0;

	for (; i < length && s[i]; i++)
		if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])
			return false;
	return !s[i] && i == length && *s != '0';
}

bool reader_date(struct reader *r, const char *key, struct date *out, bool required)
{
	const char *s = reader_word(r, key, required);

	*out = (struct date){ 0 };
	if (!s || ini_get(r->section, key)->quoted)
		return false;
	if (date_parse(s, out))
		return true;
	if (looks_like_date(s, strlen("2026-11-24")))
		reader_error(r, key, "bad-date", _("there is no such day as %s; correct it"), s);
	else if (looks_like_date(s, strlen("2026-11")))
		reader_error(r, key, "bad-date", _("there is no such month as %s; correct it"), s);
	else
		reader_error(r, key, "bad-date",
			_("“%s” is a date such as 2026, 2026-11 or 2026-11-24, not “%s”"), key, s);
	return false;
}

/* ---- lists */

static bool is_in(const char *const *list, size_t n, const char *item)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i], item))
			return true;
	return false;
}

static void add_item(struct reader *r, const char *key, const char *item, size_t len,
	const char **list, size_t *n)
{
	const struct ini_entry *e = ini_get(r->section, key);
	size_t at;

	while (len && *item == ' ') {
		item++;
		len--;
	}
	while (len && item[len - 1] == ' ')
		len--;
	if (!is_id(item, len, true)) {
		reader_error_in(r, e, (size_t)(item - e->value), "bad-list",
			_("“%s” is a list of ids separated by commas, such as a, b; “%.*s” is not "
			  "an id"),
			key, (int)len, item);
		return;
	}
	at = (size_t)(item - e->value);
	item = arena_memdupz(r->arena, item, len);
	if (is_in(list, *n, item))
		reader_error_in(
			r, e, at, "bad-list", _("“%s” names “%s” twice; remove one"), key, item);
	else
		list[(*n)++] = item;
}

size_t reader_list(struct reader *r, const char *key, const char ***list, bool required)
{
	const char *s = reader_word(r, key, required);
	size_t n = 0, max = 1;

	*list = NULL;
	if (!s || ini_get(r->section, key)->quoted)
		return 0;
	for (const char *p = s; *p; p++)
		max += *p == ',';
	*list = arena_alloc(r->arena, max * sizeof(**list));
	for (;;) {
		size_t len = strcspn(s, ",");

		add_item(r, key, s, len, *list, &n);
		if (!s[len])
			return n;
		s += len + 1;
	}
}

/* ---- families of keys */

bool reader_key_is_numbered(const char *key, const char *stem, struct numbered_key *out)
{
	size_t len = strlen(stem), digits;

	if (strncmp(key, stem, len))
		return false;
	digits = strspn(key + len, "0123456789");
	if (!digits || digits > 3 || key[len] == '0')
		return false;
	out->number = atoi(key + len);
	out->rest = key + len + digits;
	return true;
}
