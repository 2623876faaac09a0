/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/workshop.h"

#include <string.h>

#include "base/i18n.h"
#include "base/rand.h"
#include "base/strbuf.h"
#include "course/reader.h"

static const char name_mark[] = "{name}";

static const char *const act_words[] = {
#define ACT(name, word) word,
#include "course/article3.def"
	NULL
};

static const char *const means_words[] = {
#define MEANS(name, word) word,
#include "course/article3.def"
	NULL
};

static const char *const purpose_words[] = {
#define PURPOSE(name, word) word,
#include "course/article3.def"
	NULL
};

static const struct {
	const char *section;
	const char *const *words; /* values of `kind =`; NULL: the list has none */
} lists[WORKSHOP_LISTS] = {
	[WORKSHOP_PERSONS] = { "person", NULL },
	[WORKSHOP_ACTS] = { "act", act_words },
	[WORKSHOP_MEANS] = { "means", means_words },
	[WORKSHOP_PURPOSES] = { "purpose", purpose_words },
};

/* ---- reading */

/* Reads prose that may contain {name} but no other braces. */
static const char *read_sentence(struct reader *r)
{
	const char *text = reader_prose(r, "text", true);

	for (const char *s = text ? text : ""; (s = strpbrk(s, "{}")); s += strlen(name_mark))
		if (strncmp(s, name_mark, strlen(name_mark))) {
			reader_error(r, "text", "placeholder-here",
				_("“%s” may hold {name}, which becomes the person’s name, and no "
				  "other curly brackets; "
				  "use words"),
				"text");
			break;
		}
	return text;
}

static void report_kind(struct reader *r, enum workshop_list list, const char *word)
{
	struct strbuf known = STRBUF_INIT;

	for (size_t i = 0; lists[list].words[i]; i++)
		strbuf_addf(&known, "%s%s", i ? ", " : "", lists[list].words[i]);
	reader_error(r, "kind", "bad-kind",
		list == WORKSHOP_ACTS ? _("“kind” is one of %s, not “%s”")
				      : _("“kind” is none or one of %s, not “%s”"),
		known.buf, word);
	strbuf_release(&known);
}

static int read_kind(struct reader *r, enum workshop_list list)
{
	const char *word = reader_word(r, "kind", true);

	for (int i = 0; word && lists[list].words[i]; i++)
		if (!strcmp(word, lists[list].words[i]))
			return i;
	if (word && (strcmp(word, "none") || list == WORKSHOP_ACTS))
		report_kind(r, list, word);
	return -1;
}

static void read_part(struct reader *r, enum workshop_list list, struct workshop_part *p)
{
	p->id = r->section->id;
	if (!reader_id_is_valid(p->id))
		reader_error(r, NULL, "bad-section-id",
			_("the heading needs an id of letters a to z, digits and hyphens that begins with no hyphen, such as [%s my-id]"),
			r->section->kind);
	p->text = read_sentence(r);
	p->kind = lists[list].words ? read_kind(r, list) : -1;
	if (list == WORKSHOP_PERSONS) {
		p->name = reader_prose(r, "name", true);
		p->child = reader_bool(r, "child", false);
	} else if (list == WORKSHOP_ACTS) {
		p->border = reader_bool(r, "border", false);
	} else if (list == WORKSHOP_MEANS) {
		p->consent = reader_bool(r, "consent", false);
		p->needs_other = reader_bool(r, "needs_purpose", false);
	} else {
		p->needs_other = reader_bool(r, "needs_means", false);
	}
}

static void read_head(struct reader *r)
{
	const char *format = reader_word(r, "format", true);
	const char *language = reader_word(r, "language", true);

	if (format && strcmp(format, "1"))
		reader_error(r, "format", "unknown-format",
			_("this version reads workshops of format 1 only; write format = 1, or get "
			  "a newer version"));
	if (language && !i18n_valid_code(language))
		reader_error(r, "language", "bad-language",
			_("“%s” is no language code; write two or three small letters, such as en "
			  "or fr"),
			language);
}

static int list_of(const char *section)
{
	for (int i = 0; i < WORKSHOP_LISTS; i++)
		if (!strcmp(section, lists[i].section))
			return i;
	return -1;
}

static void read_section(struct reader *r, struct workshop *w, bool *head)
{
	int list = list_of(r->section->kind);

	if (!strcmp(r->section->name, "workshop")) {
		*head = true;
		read_head(r);
	} else if (list >= 0) {
		read_part(r, (enum workshop_list)list, &w->lists[list].v[w->lists[list].n++]);
	} else {
		reader_error(r, NULL, "unknown-section",
			_("workshop.ini holds [workshop], [person my-id], [act my-id], [means "
			  "my-id] and [purpose "
			  "my-id], not [%s]; correct the heading"),
			r->section->name);
		reader_know(r, "");
	}
	reader_finish(r);
}

/* Requirements of a story for one of its parts; -1: either. */
struct wish {
	int child, with; /* with: 1 if it has a kind, 0 if not */
	bool alone;      /* only parts without needs_other */
};

static bool fits(const struct workshop_part *p, const struct wish *wish)
{
	return (wish->child < 0 || p->child == (wish->child > 0)) &&
		(wish->with < 0 || (p->kind >= 0) == (wish->with > 0)) &&
		!(wish->alone && p->needs_other);
}

static bool has(const struct workshop *w, enum workshop_list list, struct wish wish)
{
	for (size_t i = 0; i < w->lists[list].n; i++)
		if (fits(&w->lists[list].v[i], &wish))
			return true;
	return false;
}

/* Checks that there is a part for every shape of story. */
static void check_lists(struct reader *r, const struct workshop *w)
{
	const struct wish adult = { 0, -1, false }, child = { 1, -1, false },
			  any = { -1, -1, false };
	const struct wish none = { -1, 0, false }, some = { -1, 1, true };

	if (!has(w, WORKSHOP_PERSONS, adult) || !has(w, WORKSHOP_PERSONS, child))
		reader_error(r, NULL, "workshop-incomplete",
			_("stories need an adult and a child; add a [person my-id], one of them "
			  "with child = yes"));
	if (!has(w, WORKSHOP_ACTS, any))
		reader_error(r, NULL, "workshop-incomplete",
			_("stories need an act; add an [act my-id]"));
	if (!has(w, WORKSHOP_MEANS, none) || !has(w, WORKSHOP_MEANS, some))
		reader_error(r, NULL, "workshop-incomplete",
			_("stories need a [means my-id] with kind = none, and one of another kind "
			  "without "
			  "needs_purpose; add it"));
	if (!has(w, WORKSHOP_PURPOSES, none) || !has(w, WORKSHOP_PURPOSES, some))
		reader_error(r, NULL, "workshop-incomplete",
			_("stories need a [purpose my-id] with kind = none, and one of another "
			  "kind without "
			  "needs_means; add it"));
}

static void read_workshop(struct reader *r, struct workshop *w)
{
	size_t errors = r->diags->errors;
	bool head = false;

	for (int i = 0; i < WORKSHOP_LISTS; i++)
		w->lists[i].v =
			arena_alloc(r->arena, (r->ini->n + 1) * sizeof(struct workshop_part));
	for (size_t i = 0; i < r->ini->n; i++) {
		reader_begin(r, &r->ini->sections[i]);
		read_section(r, w, &head);
	}
	r->section = NULL;
	if (!head)
		reader_error(r, NULL, "no-workshop",
			_("there is no section [workshop] in the file; it comes first, with format "
			  "and language"));
	if (r->diags->errors == errors)
		check_lists(r, w);
}

static void lay_language(struct arena *arena, struct ini *ini, const char *dir, const char *lang,
	struct diags *diags)
{
	const struct ini_section *head = ini_find(ini, "workshop", "");
	const struct ini_entry *own = head ? ini_get(head, "language") : NULL;
	const struct ini *over;
	bool absent = false;

	if (!lang || !i18n_valid_code(lang) || (own && !strcmp(own->value, lang)))
		return;
	over = ini_read(arena, arena_printf(arena, "%s/%s.ini", dir, lang), &absent, diags);
	if (over)
		ini_overlay(arena, ini, over, diags);
}

bool workshop_load(struct workshop *w, const char *dir, const char *lang, struct diags *diags)
{
	struct reader r = { .arena = &w->arena, .diags = diags };
	size_t errors = diags->errors;
	bool absent = false;
	struct ini *ini;

	*w = (struct workshop){ 0 };
	ini = ini_read(&w->arena, arena_printf(&w->arena, "%s/workshop.ini", dir), &absent, diags);
	if (ini) {
		lay_language(&w->arena, ini, dir, lang, diags);
		r.ini = ini;
		read_workshop(&r, w);
		reader_release(&r);
	}
	if (ini && diags->errors == errors)
		return true;
	workshop_release(w);
	return false;
}

void workshop_release(struct workshop *w)
{
	arena_release(&w->arena);
	*w = (struct workshop){ 0 };
}

/* ---- stories */

/*
 * The shapes of a story. Three of the six are trafficking, no more than half, so that learners
 * practise telling cases apart rather than suspecting everything.
 */
static const struct shape {
	int child, means, purpose; /* 1 yes, 0 no, -1 either */
} shapes[] = {
	{ 0, 1, 1 },
	{ 1, 1, 1 },
	{ 1, 0, 1 },
	{ 0, 0, 1 },  /* an adult who decides freely */
	{ -1, 1, 0 }, /* one of the means, but no exploitation */
	{ -1, 0, 0 },
};

/* Picks a matching part at random. At least one exists, or the file would have been rejected. */
static int pick(
	const struct workshop *w, enum workshop_list list, struct wish wish, uint64_t *rng_state)
{
	int found = -1;
	uint32_t n = 0;

	for (size_t i = 0; i < w->lists[list].n; i++)
		if (fits(&w->lists[list].v[i], &wish) && !rand_below(rng_state, ++n))
			found = (int)i;
	return found;
}

bool workshop_draw(const struct workshop *w, uint64_t *rng_state, struct story *story)
{
	const struct shape *s = &shapes[rand_below(rng_state, ARRAY_SIZE(shapes))];
	const struct wish wishes[WORKSHOP_LISTS] = {
		[WORKSHOP_PERSONS] = { s->child, -1, false },
		[WORKSHOP_ACTS] = { -1, -1, false },
		[WORKSHOP_MEANS] = { -1, s->means, !s->purpose },
		[WORKSHOP_PURPOSES] = { -1, s->purpose, !s->means },
	};

	for (int i = 0; i < WORKSHOP_LISTS; i++) {
		story->parts[i] = pick(w, (enum workshop_list)i, wishes[i], rng_state);
		if (story->parts[i] < 0)
			return false;
	}
	return true;
}

bool workshop_has_story(const struct workshop *w, const struct story *story)
{
	for (int i = 0; i < WORKSHOP_LISTS; i++)
		if (story->parts[i] < 0 || (size_t)story->parts[i] >= w->lists[i].n)
			return false;
	return true;
}

const struct workshop_part *workshop_part(
	const struct workshop *w, const struct story *story, enum workshop_list list)
{
	return &w->lists[list].v[story->parts[list]];
}

void workshop_append_sentence(const struct workshop *w, const struct story *story,
	enum workshop_list list, struct strbuf *out)
{
	const char *name = workshop_part(w, story, WORKSHOP_PERSONS)->name;
	const char *text = workshop_part(w, story, list)->text, *mark;

	for (; (mark = strstr(text, name_mark)); text = mark + strlen(name_mark)) {
		strbuf_add(out, text, (size_t)(mark - text));
		strbuf_addstr(out, name);
	}
	strbuf_addstr(out, text);
}
