/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/workshop.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/language_code.h"
#include "base/strbuf.h"
#include "course/guide.h"
#include "course/index.h"
#include "course/reader.h"
#include "course/workshop_story.h"

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

/*
 * Returns the next {name} or {name.FORM} in the text, its length in *len, and the form as it stands
 * before the closing bracket in *form: "" for the plain name. NULL if there are no more brackets;
 * *len is 0 at one that opens nothing known.
 */
const char *workshop_mark(const char *text, size_t *len, struct workshop_mark *mark)
{
	static const char stem[] = "{name";
	const char *s = strpbrk(text, "{}");

	*len = 0;
	*mark = (struct workshop_mark){ 0 };
	if (!s || strncmp(s, stem, strlen(stem)))
		return s;
	mark->form = s + strlen(stem) + (s[strlen(stem)] == '.');
	mark->len = strspn(mark->form, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (mark->form[mark->len] == '}' && (s[strlen(stem)] == '.') == (mark->len > 0))
		*len = (size_t)(mark->form + mark->len + 1 - s);
	return s;
}

/* Reads prose that may contain {name} and {name.FORM} but no other braces. */
static const char *read_sentence(struct reader *r, const char *key, bool required)
{
	const char *text = reader_prose(r, key, required);
	struct workshop_mark mark;
	size_t len;

	for (const char *s = text; s && (s = workshop_mark(s, &len, &mark)); s += len)
		if (!len) {
			reader_error_in(r, ini_get(r->section, key), (size_t)(s - text),
				"placeholder-here",
				_("“%s” may hold {name}, which becomes the person’s name, {name.form} "
				  "for a form of it, and no other curly brackets; use words"),
				key);
			break;
		}
	return text;
}

/* True if both texts are of one language. A form of another language is none. */
static bool is_of_one_language(const struct reader *r, const char *key, const char *form)
{
	const struct ini_entry *a = ini_get(r->section, key), *b = ini_get(r->section, form);

	return a && b && a->translated == b->translated;
}

static void read_texts(struct reader *r, struct workshop_part *p)
{
	static const char *const keys[WORKSHOP_GENDERS] = { "text", "text.female", "text.male" };

	for (int i = 0; i < WORKSHOP_GENDERS; i++) {
		const char *text = read_sentence(r, keys[i], i == WORKSHOP_NO_GENDER);

		if (is_of_one_language(r, keys[0], keys[i]))
			p->texts[i] = text;
	}
}

static void read_forms(struct reader *r, struct workshop_part *p)
{
	static const char stem[] = "name.";

	p->forms = arena_alloc(r->arena, r->section->n * sizeof(*p->forms));
	for (size_t i = 0; i < r->section->n; i++) {
		const struct ini_entry *e = &r->section->entries[i];

		if (strncmp(e->key, stem, strlen(stem)) != 0)
			continue;
		reader_prose_entry(r, e);
		if (is_of_one_language(r, "name", e->key))
			p->forms[p->n_forms++] =
				(struct workshop_form){ e->key + strlen(stem), e->value };
	}
}

/* Reads one of a few words; the first stands for none. Returns its index. */
static int read_choice(struct reader *r, const char *key, const char *const *words)
{
	const char *word = reader_word(r, key, false);
	struct strbuf known = STRBUF_INIT;

	for (int i = 0; word && words[i]; i++)
		if (!strcmp(word, words[i]))
			return i;
	if (word) {
		for (int i = 0; words[i]; i++)
			strbuf_addf(&known, "%s%s", i ? ", " : "", words[i]);
		reader_error(r, key, "bad-value", _("“%s” is one of %s, not “%s”"), key, known.buf,
			word);
	}
	strbuf_release(&known);
	return 0;
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

static void read_person(struct reader *r, struct workshop_part *p)
{
	static const char *const genders[] = { "none", "female", "male", NULL };

	p->name = reader_prose(r, "name", true);
	read_forms(r, p);
	p->gender = (enum workshop_gender)read_choice(r, "gender", genders);
	p->child = reader_bool(r, "child", false);
	p->in_need = reader_bool(r, "in_need", false);
}

static void read_how_and_why(struct reader *r, enum workshop_list list, struct workshop_part *p)
{
	static const char *const ages[] = { "anybody", "adult", "child", NULL };
	static const char *const needs[] = { "no", "yes", "adult", NULL };

	p->only = (enum workshop_age)read_choice(r, "only", ages);
	if (list == WORKSHOP_PURPOSES) {
		p->begun = reader_bool(r, "begun", true);
		p->need = (enum workshop_need)read_choice(r, "needs_means", needs);
		return;
	}
	p->consent = reader_bool(r, "consent", false);
	p->need = reader_bool(r, "needs_purpose", false) ? WORKSHOP_WITH_OTHER : WORKSHOP_ALONE;
	p->knows = reader_bool(r, "knows", p->kind < 0);
	if (p->kind < 0 && !p->knows)
		reader_error(r, "knows", "bad-value",
			_("a plan that is hidden is a deception; write kind = deception, or knows = yes"));
}

static void read_part(struct reader *r, enum workshop_list list, struct workshop_part *p)
{
	p->id = r->section->id;
	if (!reader_id_is_valid(p->id))
		reader_error(r, NULL, "bad-section-id",
			_("the heading needs an id of letters a to z, digits and hyphens that begins with no hyphen, such as [%s my-id]"),
			r->section->kind);
	read_texts(r, p);
	p->kind = lists[list].words ? read_kind(r, list) : -1;
	if (list == WORKSHOP_PERSONS)
		read_person(r, p);
	else if (list == WORKSHOP_ACTS)
		p->border = reader_bool(r, "border", false);
	else
		read_how_and_why(r, list, p);
}

static void read_head(struct reader *r)
{
	const char *format = reader_word(r, "format", true);
	const char *language = reader_word(r, "language", true);

	guide_check(r);
	if (format && strcmp(format, "1"))
		reader_error(r, "format", "unknown-format",
			_("this version reads workshops of format 1 only; write format = 1, or get "
			  "a newer version"));
	if (language && !language_code_is_valid(language))
		reader_error(r, "language", "bad-language",
			_("“%s” is not a language code; write one such as en, fr or pt-BR"),
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
	} else if (r->section->faulty) {
		reader_know(r, "");
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

static void check_list(
	struct reader *r, const struct workshop *w, enum workshop_list list, const char *message)
{
	if (!workshop_is_complete(w, list))
		reader_error(r, NULL, "workshop-incomplete", "%s", message);
}

/* Checks that there is a part for every kind of story. */
static void check_lists(struct reader *r, const struct workshop *w)
{
	check_list(r, w, WORKSHOP_PERSONS,
		_("stories need an adult who is not in_need, and a child; add a [person my-id], "
		  "one of them with child = yes"));
	check_list(
		r, w, WORKSHOP_ACTS, _("stories need an act without border; add an [act my-id]"));
	check_list(r, w, WORKSHOP_MEANS,
		_("stories need a [means my-id] with kind = none, and one of another kind without "
		  "needs_purpose; add it"));
	check_list(r, w, WORKSHOP_PURPOSES,
		_("stories need a [purpose my-id] with kind = none, and one of another kind without "
		  "needs_means; add it"));
}

/* Checks that each person has the forms of the name that a sentence uses. */
static void check_forms(struct reader *r, const struct workshop *w, const char *text)
{
	struct workshop_mark mark;
	size_t len;

	for (const char *s = text; s && (s = workshop_mark(s, &len, &mark)); s += len)
		for (size_t i = 0; mark.len && i < w->lists[WORKSHOP_PERSONS].n; i++) {
			const struct workshop_part *p = &w->lists[WORKSHOP_PERSONS].v[i];

			if (!workshop_form(p, &mark))
				reader_error(r, NULL, "missing-key",
					_("a sentence uses {name.%.*s}, so [person %s] needs "
					  "name.%.*s = \"…\"; add it"),
					(int)mark.len, mark.form, p->id, (int)mark.len, mark.form);
		}
}

static void check_all_forms(struct reader *r, const struct workshop *w)
{
	for (int list = 0; list < WORKSHOP_LISTS; list++)
		for (size_t i = 0; i < w->lists[list].n; i++)
			for (int k = 0; k < WORKSHOP_GENDERS; k++)
				check_forms(r, w, w->lists[list].v[i].texts[k]);
}

static void read_workshop(struct reader *r, struct workshop *w)
{
	static const char *const sections[] = { "workshop", "person", "act", "means", "purpose" };
	size_t errors = r->diags->errors;
	bool head = false;

	reader_guess_kinds(r, sections, ARRAY_SIZE(sections));
	if (r->ini->faulty)
		errors = SIZE_MAX; /* a part may only seem to be missing */

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
	if (r->diags->errors == errors)
		check_all_forms(r, w);
}

/* For a report: gives misspelt keys and kinds the names that they mean. */
static void mend_names(struct arena *arena, struct ini *ini)
{
	struct diags quiet = { .thorough = true };
	struct workshop draft = { 0 };
	struct reader r = { .arena = &draft.arena, .diags = &quiet, .ini = ini, .mend = arena };

	ini_name_head(ini, "workshop");
	read_workshop(&r, &draft);
	reader_release(&r);
	workshop_release(&draft);
	diags_release(&quiet);
}

static void lay_language(struct arena *arena, struct ini *ini, const char *dir, const char *lang,
	struct diags *diags)
{
	const struct ini *over =
		index_read_overlay(NULL, arena, dir, ini, "workshop", &lang, diags);

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
	if (ini && diags->thorough)
		mend_names(&w->arena, ini);
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
