/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/merge_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "questions/type.h"
#include "text/emphasis.h"

enum { ID_MAX = 41, FAMILY_MAX = 32 };

/* ---- texts */

/* Appends text with each run of spaces, no-break ones too, as its first one, and none around it. */
static void squeeze(struct strbuf *out, const char *text)
{
	static const char no_break[] = "\u00a0";
	size_t start = out->len, end = out->len;
	bool space = true;

	while (*text) {
		size_t len =
			!strncmp(text, no_break, sizeof(no_break) - 1) ? sizeof(no_break) - 1 : 1;
		bool is_space = len > 1 || *text == ' ';

		if (!is_space || !space)
			strbuf_add(out, text, len);
		if (!is_space)
			end = out->len;
		space = is_space;
		text += len;
	}
	strbuf_setlen(out, end > start ? end : start);
}

/* How a text is compared: letter by letter, or without its emphasis, or with each star as one. */
enum look { LOOK_RAW, LOOK_PLAIN, LOOK_STARS };

static void words_of(struct strbuf *out, const char *text, bool author, enum look look)
{
	struct strbuf marked = STRBUF_INIT, shown = STRBUF_INIT;

	if (author && look != LOOK_RAW)
		emphasis_mark(&marked, text, strlen(text), true);
	else
		strbuf_addstr(&marked, text);
	if (look == LOOK_RAW)
		strbuf_addstr(&shown, marked.buf);
	else
		(look == LOOK_STARS ? emphasis_stars : emphasis_plain)(
			&shown, marked.buf, marked.len);
	squeeze(out, shown.buf);
	strbuf_release(&marked);
	strbuf_release(&shown);
}

static bool same_words(const char *shown, const char *text, enum look look)
{
	struct strbuf a = STRBUF_INIT, b = STRBUF_INIT;
	bool same;

	words_of(&a, shown, false, look);
	words_of(&b, text, true, look);
	same = !strcmp(a.buf, b.buf);
	strbuf_release(&a);
	strbuf_release(&b);
	return same;
}

static bool has_emphasis(const char *text)
{
	struct strbuf marked = STRBUF_INIT;
	bool is;

	emphasis_mark(&marked, text, strlen(text), true);
	is = emphasis_is_marked(marked.buf);
	strbuf_release(&marked);
	return is;
}

bool merge_is_same_text(const struct merge_old *old, const char *key, const char *text)
{
	const struct ini_entry *e = ini_get(old->section, key);
	const char *shown = e ? paper_value(old->paper, old->q, key) : NULL;

	return shown &&
		(!strcmp(e->value, text) || same_words(shown, text, LOOK_RAW) ||
			same_words(shown, text, has_emphasis(text) ? LOOK_STARS : LOOK_PLAIN));
}

/* ---- families: the parts of a question, and what the lesson calls them */

struct family {
	const char *stem; /* "option."; "accept" is numbered */
	const char *text[FAMILY_MAX];
	char from[FAMILY_MAX][ID_MAX], to[FAMILY_MAX][ID_MAX];
	bool fresh[FAMILY_MAX]; /* the lesson has no such part yet */
	size_t n;
};

/* Reads the id of a key of the family: "a" of "option.a"; false for other keys. */
static bool id_of(const char *stem, const char *key, char id[ID_MAX])
{
	size_t len = strlen(stem);
	const char *rest = key + len;

	if (strncmp(key, stem, len) != 0 || !*rest || strlen(rest) >= ID_MAX || strchr(rest, '.'))
		return false;
	if (stem[len - 1] != '.' && rest[strspn(rest, "0123456789")])
		return false;
	snprintf(id, ID_MAX, "%s", rest);
	return true;
}

static void find_parts(struct family *f, const struct merge_section *s, const char *stem)
{
	*f = (struct family){ .stem = stem };
	for (size_t i = 0; i < s->n && f->n < FAMILY_MAX; i++)
		if (id_of(stem, s->entries[i].key, f->from[f->n]))
			f->text[f->n++] = s->entries[i].value;
}

static bool is_given(const struct family *f, const char *id)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->to[i], id))
			return true;
	return false;
}

static void give_id(struct family *f, size_t i, const char *id)
{
	snprintf(f->to[i], sizeof(f->to[i]), "%s", id);
}

enum fit { FIT_TEXT, FIT_ID, FIT_ANY };

/* Gives each part that has none yet the first free old one that fits. */
static void give_old(struct family *f, const struct merge_old *old, enum fit fit)
{
	char id[ID_MAX];

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; !f->to[i][0] && k < old->section->n; k++) {
			const char *key = old->section->entries[k].key;

			if (!id_of(f->stem, key, id) || is_given(f, id) ||
				(fit == FIT_ID && strcmp(id, f->from[i]) != 0) ||
				(fit == FIT_TEXT && !merge_is_same_text(old, key, f->text[i])))
				continue;
			give_id(f, i, id);
		}
}

static bool old_has(const struct merge_old *old, const char *stem, const char *id)
{
	char key[2 * ID_MAX];

	snprintf(key, sizeof(key), "%s%s", stem, id);
	return ini_get(old->section, key) != NULL;
}

static void give_new(struct family *f, const struct merge_old *old)
{
	bool numbered = f->stem[strlen(f->stem) - 1] != '.';

	for (size_t i = 0; i < f->n; i++) {
		char id[ID_MAX];
		int next = 0;

		if (f->to[i][0])
			continue;
		/* a right side without a left one has a letter of its own */
		do
			snprintf(id, sizeof(id), numbered ? "%d" : "%c",
				numbered ? ++next : 'a' + next++);
		while (is_given(f, id) || old_has(old, f->stem, id) || old_has(old, "right.", id));
		f->fresh[i] = true;
		give_id(f, i, id);
	}
}

static void pair_parts(struct family *f, const struct merge_old *old, bool by_place)
{
	if (!by_place) {
		give_old(f, old, FIT_TEXT);
		give_old(f, old, FIT_ID);
	}
	give_old(f, old, FIT_ANY);
	give_new(f, old);
}

static int part_of(const struct family *f, const char *id, size_t len)
{
	for (size_t i = 0; i < f->n; i++)
		if (strlen(f->from[i]) == len && !strncmp(f->from[i], id, len))
			return (int)i;
	return -1;
}

/* ---- new names for keys and values */

/* Renames stem + id + rest; rest is empty or begins with one of the signs of the family's keys. */
static void rename_keys(
	struct arena *arena, struct merge_section *s, const struct family *f, const char *stem)
{
	size_t len = strlen(stem);

	for (size_t i = 0; i < s->n; i++) {
		struct merge_entry *e = &s->entries[i];
		const char *id = e->key + len;
		size_t id_len;
		int part;

		if (strncmp(e->key, stem, len) != 0)
			continue;
		id_len = strcspn(id, "._");
		part = part_of(f, id, id_len);
		if (part < 0)
			continue;
		e->fresh = f->fresh[part];
		e->key = arena_printf(arena, "%s%s%s", stem, f->to[part], id + id_len);
	}
}

/* Renames the ids of a list such as "a, c". */
static const char *rename_list(struct arena *arena, const struct family *f, const char *list)
{
	struct strbuf out = STRBUF_INIT;
	const char *result;

	for (size_t len; *list; list += len) {
		int part;

		list += strspn(list, ", ");
		len = strcspn(list, ", ");
		part = part_of(f, list, len);
		strbuf_addstr(&out, out.len ? ", " : "");
		if (part < 0)
			strbuf_add(&out, list, len);
		else
			strbuf_addstr(&out, f->to[part]);
	}
	result = arena_memdupz(arena, out.buf, out.len);
	strbuf_release(&out);
	return result;
}

static struct merge_entry *entry_of(struct merge_section *s, const char *key)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->entries[i].key, key))
			return &s->entries[i];
	return NULL;
}

static bool ends_with(const char *s, const char *end)
{
	return strlen(s) >= strlen(end) && !strcmp(s + strlen(s) - strlen(end), end);
}

/* ---- types */

static void options(struct arena *arena, const struct merge_old *old, struct merge_section *s)
{
	struct merge_entry *correct = entry_of(s, "correct");
	struct family f;

	find_parts(&f, s, "option.");
	pair_parts(&f, old, false);
	rename_keys(arena, s, &f, "option.");
	if (f.n)
		rename_keys(arena, s, &f, "feedback.");
	if (f.n && correct)
		correct->value = rename_list(arena, &f, correct->value);
}

static void pairs(struct arena *arena, const struct merge_old *old, struct merge_section *s)
{
	struct family left, extra;
	size_t n = 0;

	find_parts(&left, s, "left.");
	find_parts(&extra, s, "right.");
	/* only those without a left side */
	for (size_t i = 0; i < extra.n; i++)
		if (part_of(&left, extra.from[i], strlen(extra.from[i])) < 0) {
			memmove(extra.from[n], extra.from[i], ID_MAX);
			extra.text[n++] = extra.text[i];
		}
	extra.n = n;
	pair_parts(&left, old, false);
	for (size_t i = 0; i < extra.n; i++)
		for (size_t k = 0; !extra.to[i][0] && k < old->section->n; k++) {
			char id[ID_MAX];

			if (id_of("right.", old->section->entries[k].key, id) &&
				!old_has(old, "left.", id) && !is_given(&extra, id) &&
				!is_given(&left, id))
				give_id(&extra, i, id);
		}
	for (size_t i = 0; i < extra.n; i++)
		for (char c = 'a'; !extra.to[i][0]; c++) {
			char id[2] = { c, '\0' };

			if (is_given(&left, id) || is_given(&extra, id) ||
				old_has(old, "left.", id) || old_has(old, "right.", id))
				continue;
			give_id(&extra, i, id);
			extra.fresh[i] = true;
		}
	/* one pass for both, since a letter may go from one to the other */
	for (size_t i = 0; i < extra.n && left.n < FAMILY_MAX; i++, left.n++) {
		memcpy(left.from[left.n], extra.from[i], ID_MAX);
		memcpy(left.to[left.n], extra.to[i], ID_MAX);
		left.fresh[left.n] = extra.fresh[i];
	}
	rename_keys(arena, s, &left, "left.");
	rename_keys(arena, s, &left, "right.");
	rename_keys(arena, s, &left, "feedback.");
}

static void tiles(struct arena *arena, const struct merge_old *old, struct merge_section *s)
{
	struct family tile, box;

	find_parts(&tile, s, "tile.");
	find_parts(&box, s, "box.");
	pair_parts(&tile, old, false);
	pair_parts(&box, old, false);
	rename_keys(arena, s, &tile, "tile.");
	rename_keys(arena, s, &tile, "feedback.");
	rename_keys(arena, s, &box, "box.");
	for (size_t i = 0; i < s->n; i++)
		if (ends_with(s->entries[i].key, ".box"))
			s->entries[i].value = rename_list(arena, &box, s->entries[i].value);
}

/* The letters of items mean nothing; their places do. */
static void items(struct arena *arena, const struct merge_old *old, struct merge_section *s)
{
	struct family f;

	find_parts(&f, s, "item.");
	pair_parts(&f, old, true);
	rename_keys(arena, s, &f, "item.");
}

static void typed(struct arena *arena, const struct merge_old *old, struct merge_section *s)
{
	static const char *const stems[] = { "accept", "nearly" };
	struct family f;

	for (size_t i = 0; i < ARRAY_SIZE(stems); i++) {
		find_parts(&f, s, stems[i]);
		pair_parts(&f, old, false);
		rename_keys(arena, s, &f, stems[i]);
	}
}

/* ---- gaps, which are known by their places in the sentence */

static bool is_gap(const char *s)
{
	return s[0] == '[' && s[1] >= 'a' && s[1] <= 'z' && s[2] == ']';
}

/* Appends the letters of the gaps of a sentence. */
static void letters_of(struct strbuf *out, const char *sentence)
{
	for (const char *s = sentence; s && *s; s++)
		if (is_gap(s))
			strbuf_addch(out, s[1]);
}

/* Returns the letter for the gap that the import calls c. */
static char letter_for(const struct strbuf *old, const struct strbuf *imported, char c)
{
	const char *at = memchr(imported->buf, c, imported->len);
	size_t place = at ? (size_t)(at - imported->buf) : imported->len;
	char fresh = 'a';

	if (!at)
		return c;
	if (place < old->len)
		return old->buf[place];
	/* one letter further for each new gap before it */
	for (place -= old->len;; fresh++)
		if (!memchr(old->buf, fresh, old->len) && !place--)
			return fresh;
}

static void rename_gaps(struct arena *arena, struct merge_section *s, const struct strbuf *was,
	const struct strbuf *is)
{
	for (size_t i = 0; i < s->n; i++) {
		struct merge_entry *e = &s->entries[i];
		char *key = arena_strdup(arena, e->key), *value = arena_strdup(arena, e->value);
		char *dot = strchr(key, '.');

		if (dot && dot[1] && (!dot[2] || dot[2] == '.')) {
			dot[1] = letter_for(was, is, dot[1]);
			e->fresh = !memchr(was->buf, dot[1], was->len);
		}
		for (char *c = value; !strcmp(key, "text") && *c; c++)
			if (is_gap(c))
				c[1] = letter_for(was, is, c[1]);
		e->key = key;
		e->value = value;
	}
}

static void gaps(struct arena *arena, const struct merge_old *old, struct merge_section *s)
{
	struct merge_entry *text = entry_of(s, "text");
	const struct ini_entry *before = ini_get(old->section, "text");
	struct strbuf was = STRBUF_INIT, is = STRBUF_INIT;

	letters_of(&was, before ? before->value : NULL);
	letters_of(&is, text ? text->value : NULL);
	rename_gaps(arena, s, &was, &is);
	strbuf_clear(&is);
	letters_of(&is, text ? text->value : NULL);
	for (size_t i = 0; i < is.len; i++) {
		const char *stem = arena_printf(arena, "choice.%c.", is.buf[i]);
		struct merge_entry *correct =
			entry_of(s, arena_printf(arena, "correct.%c", is.buf[i]));
		struct family f;

		find_parts(&f, s, stem);
		pair_parts(&f, old, false);
		rename_keys(arena, s, &f, stem);
		if (f.n && correct)
			correct->value = rename_list(arena, &f, correct->value);
	}
	strbuf_release(&was);
	strbuf_release(&is);
}

struct merge_section merge_reletter(
	struct arena *arena, const struct merge_old *old, const struct ini_section *imported)
{
	static const struct {
		const char *type;
		void (*rename)(struct arena *, const struct merge_old *, struct merge_section *);
	} types[] = { { "single", options }, { "multiple", options }, { "match", pairs },
		{ "classify", tiles }, { "order", items }, { "text", typed }, { "cloze", gaps } };
	struct merge_section s = { arena_alloc(arena, (imported->n + 1) * sizeof(*s.entries)),
		imported->n };

	for (size_t i = 0; i < s.n; i++) {
		const struct ini_entry *e = &imported->entries[i];

		s.entries[i] = (struct merge_entry){ e->key, e->value, e->quoted, false };
	}
	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (!strcmp(types[i].type, old->q->type->name))
			types[i].rename(arena, old, &s);
	return s;
}
