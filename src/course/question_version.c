/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/question_version.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "course/reader.h"
#include "guard/sha256.h"
#include "ini/ini.h"

/* Hashed first. Another number here makes a new version of every question. */
static const char method[] = "vigie question 1";

static const char *const left_out[] = { "prompt", "explain", "hint_cost", "tries", "try_cost",
	"confidence", "after", "facts", "claims", "pool", "topic", "shuffle", "pin" };

/* A key and its value as they are hashed. */
struct field {
	const char *key, *value;
	size_t position; /* in the file */
};

struct fields {
	struct arena arena;
	const struct ini *ini;
	struct field *v;
	size_t n;
};

static bool begins_with(const char *s, const char *start)
{
	return !strncmp(s, start, strlen(start));
}

static bool ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), n = strlen(end);

	return len >= n && !strcmp(s + len - n, end);
}

static bool counts(const char *key)
{
	struct numbered_key k;

	for (size_t i = 0; i < ARRAY_SIZE(left_out); i++)
		if (!strcmp(key, left_out[i]))
			return false;
	if (reader_key_is_numbered(key, "hint", &k) && !*k.rest)
		return false;
	return !begins_with(key, "feedback.") && !ends_with(key, "_feedback");
}

/* The numbers of accepted texts mean nothing: accept2.x becomes accept.x. */
static const char *plain_key(struct arena *arena, const char *key)
{
	static const char *const stems[] = { "accept", "nearly" };
	struct numbered_key k;

	for (size_t i = 0; i < ARRAY_SIZE(stems); i++)
		if (reader_key_is_numbered(key, stems[i], &k))
			return arena_printf(arena, "%s%s", stems[i], k.rest);
	return key;
}

/* ---- values */

/* Returns the length of the space at s, plain or no-break (U+00A0, U+202F); 0 if there is none. */
static size_t space_at(const char *s)
{
	static const char *const spaces[] = { " ", "\t", "\u00a0", "\u202f" };

	for (size_t i = 0; i < ARRAY_SIZE(spaces); i++)
		if (begins_with(s, spaces[i]))
			return strlen(spaces[i]);
	return 0;
}

/* Trims the text, and makes every run of spaces one space. */
static const char *fold_spaces(struct arena *arena, const char *s)
{
	struct strbuf out = STRBUF_INIT;
	const char *folded;
	bool gap = false;
	size_t n;

	while (*s) {
		n = space_at(s);
		if (!n && gap && out.len)
			strbuf_addch(&out, ' ');
		gap = n > 0;
		if (!n) {
			/* up to where a space may begin */
			n = 1 + strcspn(s + 1, " \t\xc2\xe2");
			strbuf_add(&out, s, n);
		}
		s += n;
	}
	folded = arena_memdupz(arena, out.buf, out.len);
	strbuf_release(&out);
	return folded;
}

/* Appends what the lesson's own language puts in the place of {name}; false if there is nothing. */
static bool add_fact(const struct fields *f, struct strbuf *out, const char *name, size_t len)
{
	size_t id_len = strcspn(name, ".}");

	for (size_t i = 0; i < f->ini->n; i++) {
		const struct ini_section *s = &f->ini->sections[i];
		bool year = id_len < len;
		const struct ini_entry *e;

		if (strcmp(s->kind, "fact") || strlen(s->id) != id_len ||
			memcmp(s->id, name, id_len))
			continue;
		e = ini_get(s, year ? "as_of" : "value");
		if (e)
			strbuf_add(out, e->value, year ? strcspn(e->value, "-") : strlen(e->value));
		return e != NULL;
	}
	return false;
}

/* Fills in the values of facts: an option with another number is another option. */
static const char *fill_facts(struct fields *f, const char *s)
{
	struct strbuf out = STRBUF_INIT;
	const char *filled;

	if (!strchr(s, '{'))
		return s;
	while (*s) {
		size_t len = *s == '{' ? strcspn(s + 1, "{}") : 0;

		if (len && s[1 + len] == '}' && add_fact(f, &out, s + 1, len)) {
			s += len + 2;
			continue;
		}
		len = 1 + strcspn(s + 1, "{");
		strbuf_add(&out, s, len);
		s += len;
	}
	filled = arena_memdupz(&f->arena, out.buf, out.len);
	strbuf_release(&out);
	return filled;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Returns "a, c" as "a,c", in the order of the alphabet. */
static const char *sort_list(struct arena *arena, const char *list)
{
	const char **ids = arena_alloc(arena, (strlen(list) + 1) * sizeof(*ids));
	struct strbuf sorted = STRBUF_INIT;
	const char *text;
	size_t n = 0;

	while (*list) {
		size_t len = strcspn(list, ", ");

		if (len)
			ids[n++] = arena_memdupz(arena, list, len);
		list += len + (list[len] != '\0');
	}
	qsort(ids, n, sizeof(*ids), compare_ids);
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sorted, "%s%s", i ? "," : "", ids[i]);
	text = arena_memdupz(arena, sorted.buf, sorted.len);
	strbuf_release(&sorted);
	return text;
}

/* Returns 0042.50 as 42.5; what is no number stays as it is. */
static const char *plain_number(struct arena *arena, const char *s)
{
	bool minus = *s == '-';
	size_t whole, len;

	s += minus || *s == '+';
	s += strspn(s, "0");
	whole = strspn(s, "0123456789");
	len = strlen(s);
	if (s[whole] == '.') {
		while (s[len - 1] == '0')
			len--;
		len -= s[len - 1] == '.';
	}
	if (!len)
		return "0";
	return arena_printf(arena, "%s%s%.*s", minus ? "-" : "", whole ? "" : "0", (int)len, s);
}

/* Returns "xyz" for the sentence "It needs an [x], a [y] and a [z].": its other words may change.
 */
static const char *gaps(struct arena *arena, const char *s)
{
	char *letters = arena_alloc(arena, strlen(s) + 1);
	size_t n = 0;

	for (; *s; s++)
		if (s[0] == '[' && s[1] >= 'a' && s[1] <= 'z' && s[2] == ']')
			letters[n++] = s[1];
	letters[n] = '\0';
	return letters;
}

static const char *plain_value(struct fields *f, const struct ini_entry *e)
{
	static const char *const numbers[] = { "points", "answer", "tolerance",
		"tolerance_percent" };

	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		if (!strcmp(e->key, numbers[i]))
			return plain_number(&f->arena, e->value);
	if (!strcmp(e->key, "text"))
		return gaps(&f->arena, e->value);
	if (!e->quoted)
		return sort_list(&f->arena, e->value);
	return fold_spaces(&f->arena, fill_facts(f, e->value));
}

/* True for a value that says what holds without it. */
static bool is_default(const struct field *f)
{
	static const struct {
		const char *key, *value;
	} defaults[] = { { "points", "1" }, { "accents", "required" }, { "tolerance", "0" },
		{ "tolerance_percent", "0" } };

	for (size_t i = 0; i < ARRAY_SIZE(defaults); i++)
		if (!strcmp(f->key, defaults[i].key) && !strcmp(f->value, defaults[i].value))
			return true;
	return false;
}

/* ---- the hash */

/*
 * The order of lines means nothing, but for the items of a question of type order: the file has
 * them in the right one.
 */
static int compare_fields(const void *a, const void *b)
{
	const struct field *x = a, *y = b;
	bool items = begins_with(x->key, "item.") && begins_with(y->key, "item.");
	int order = items ? (x->position > y->position) - (x->position < y->position)
			  : strcmp(x->key, y->key);

	return order ? order : strcmp(x->value, y->value);
}

/* Appends the text after its length, so that no two lists of texts give the same bytes. */
static void add_text(struct strbuf *out, const char *s)
{
	size_t len = strlen(s);
	const char bytes[] = { (char)(len >> 24), (char)(len >> 16), (char)(len >> 8), (char)len };

	strbuf_add(out, bytes, sizeof(bytes));
	strbuf_add(out, s, len);
}

static const char *lesson_id(const struct ini *ini)
{
	const struct ini_section *head = ini_find(ini, "lesson", "");
	const struct ini_entry *id = head ? ini_get(head, "id") : NULL;

	return id ? id->value : "";
}

static void add_fields(struct fields *f, const struct ini_section *section)
{
	f->v = arena_alloc(&f->arena, section->n * sizeof(*f->v));
	for (size_t i = 0; i < section->n; i++) {
		const struct ini_entry *e = &section->entries[i];
		struct field *field = &f->v[f->n];

		if (!counts(e->key))
			continue;
		field->key = plain_key(&f->arena, e->key);
		field->value = plain_value(f, e);
		field->position = i;
		f->n += !is_default(field);
	}
	qsort(f->v, f->n, sizeof(*f->v), compare_fields);
}

void question_version(const struct ini *ini, const struct ini_section *section,
	char version[QUESTION_VERSION_SIZE])
{
	struct fields f = { ARENA_INIT, ini, NULL, 0 };
	struct strbuf bytes = STRBUF_INIT;
	uint8_t hash[SHA256_BYTES];

	add_fields(&f, section);
	add_text(&bytes, method);
	add_text(&bytes, lesson_id(ini));
	add_text(&bytes, section->id);
	for (size_t i = 0; i < f.n; i++) {
		add_text(&bytes, f.v[i].key);
		add_text(&bytes, f.v[i].value);
	}
	sha256(bytes.buf, bytes.len, hash);
	for (size_t i = 0; i < (QUESTION_VERSION_SIZE - 1) / 2; i++)
		snprintf(version + 2 * i, 3, "%02x", hash[i]);
	strbuf_release(&bytes);
	arena_release(&f.arena);
}
