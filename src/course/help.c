/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/help.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "ini/ini.h"

enum { ORDER_MAX = 9999, CODE_MAX = 3 };

static bool is_code(const char *s)
{
	size_t len = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return (len == 2 || len == CODE_MAX) && !s[len];
}

/* Returns "FR" for [country fr]; NULL if the id is not a country code. */
static const char *code_of_section(struct reader *r)
{
	char *code = arena_strdup(r->arena, r->section->id);

	for (char *p = code; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	if (is_code(code))
		return code;
	reader_error(r, NULL, "bad-country",
		_("the heading needs a code of two or three letters, such as [country fr]"));
	return NULL;
}

static void read_help_section(struct reader *r)
{
	const char *format = reader_word(r, "format", true);
	const char *language = reader_word(r, "language", true);

	if (format && strcmp(format, "1"))
		reader_error(r, "format", "unknown-format",
			_("this version reads help of format 1 only; write format = 1, or get a "
			  "newer version"));
	if (language && !i18n_valid_code(language))
		reader_error(r, "language", "bad-language",
			_("“%s” is no language code; write two or three small letters, such as en "
			  "or fr"),
			language);
	reader_finish(r);
}

static void read_country(struct reader *r, struct help *help)
{
	size_t errors = r->diags->errors;
	const char *code = code_of_section(r);
	const char *name = reader_prose(r, "name", true), **members = NULL;
	size_t n_members = reader_list(r, "members", &members, false);

	for (size_t i = 0; i < n_members; i++)
		if (!is_code(members[i]))
			reader_error(r, "members", "bad-country",
				_("“%s” is not a country code; write two capital letters, EU or INT"),
				members[i]);
	reader_finish(r);
	if (r->diags->errors == errors)
		help->countries[help->n++] = (struct help_country){
			.code = code, .name = name, .members = members, .n_members = n_members
		};
}

bool help_is_member(const struct help *help, int larger, const char *code)
{
	const struct help_country *c = larger < 0 ? NULL : &help->countries[larger];

	for (size_t i = 0; c && i < c->n_members; i++)
		if (!strcmp(c->members[i], code))
			return true;
	return false;
}

int help_find(const struct help *help, const char *code)
{
	for (size_t i = 0; i < help->n; i++)
		if (!strcmp(help->countries[i].code, code))
			return (int)i;
	return -1;
}

static int find_country(struct reader *r, const struct help *help)
{
	const char *code = reader_word(r, "country", true);
	int country = code && is_code(code) ? help_find(help, code) : -1;

	if (code && !is_code(code))
		reader_error(r, "country", "bad-country",
			_("“%s” is not a country code; write two capital letters, EU or INT"),
			code);
	else if (code && country < 0)
		reader_error(r, "country", "unknown-country",
			_("there is no [country] section for %s; add one with its name"), code);
	return country;
}

/*
 * Reads an entry. Returns its country, or -1 after any error, so that the entry is left out: a
 * wrong number is worse than none.
 */
static int read_entry(struct reader *r, const struct help *help, struct help_entry *e)
{
	size_t errors = r->diags->errors;
	int country = find_country(r, help);

	e->id = r->section->id;
	if (!reader_id_is_valid(e->id))
		reader_error(r, NULL, "bad-section-id",
			_("the heading needs an id of letters a to z, digits and hyphens that begins with no hyphen, such as [%s my-id]"),
			r->section->kind);
	e->order = reader_int(r, "order", 0, ORDER_MAX, 0, true);
	e->number = reader_word(r, "number", true);
	e->name = reader_prose(r, "name", true);
	e->about = reader_prose(r, "about", false);
	e->hours = reader_prose(r, "hours", false);
	e->source = reader_word(r, "source", true);
	if (reader_date(r, "verified_on", &e->verified_on, true) && !e->verified_on.day)
		reader_error(r, "verified_on", "bad-date",
			_("give the day the number was verified, such as 2026-11-24"));
	reader_finish(r);
	return r->diags->errors == errors ? country : -1;
}

static int compare_entries(const void *a, const void *b)
{
	const struct help_entry *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Collects the entries of country c, by order; countries[i] is the country of all[i]. */
static void take_entries(struct arena *arena, struct help_country *country, int c,
	const struct help_entry *all, const int *countries, size_t n)
{
	for (size_t i = 0; i < n; i++)
		country->n += countries[i] == c;
	country->entries = arena_alloc(arena, country->n * sizeof(*all));
	country->n = 0;
	for (size_t i = 0; i < n; i++)
		if (countries[i] == c)
			country->entries[country->n++] = all[i];
	qsort(country->entries, country->n, sizeof(*all), compare_entries);
}

/* Distributes the entries to their countries and drops countries without entries. */
static void deal_out(
	struct help *help, const struct help_entry *all, const int *countries, size_t n)
{
	size_t kept = 0;

	for (size_t c = 0; c < help->n; c++) {
		struct help_country country = help->countries[c];

		take_entries(&help->arena, &country, (int)c, all, countries, n);
		if (country.n)
			help->countries[kept++] = country;
	}
	help->n = kept;
}

static void read_entries(struct reader *r, struct help *help)
{
	struct help_entry *all = arena_alloc(r->arena, r->ini->n * sizeof(*all));
	int *countries = arena_alloc(r->arena, r->ini->n * sizeof(*countries));
	size_t n = 0;

	for (size_t i = 0; i < r->ini->n; i++) {
		const struct ini_section *s = &r->ini->sections[i];

		if (strcmp(s->kind, "entry"))
			continue;
		reader_begin(r, s);
		countries[n] = read_entry(r, help, &all[n]);
		if (countries[n] >= 0)
			n++;
		else
			all[n] = (struct help_entry){ 0 };
	}
	deal_out(help, all, countries, n);
}

static void read_help(struct reader *r, struct help *help)
{
	bool found = false;

	help->countries = arena_alloc(r->arena, r->ini->n * sizeof(*help->countries));
	for (size_t i = 0; i < r->ini->n; i++) {
		const struct ini_section *s = &r->ini->sections[i];

		reader_begin(r, s);
		found = found || !strcmp(s->name, "help");
		if (!strcmp(s->name, "help"))
			read_help_section(r);
		else if (!strcmp(s->kind, "country"))
			read_country(r, help);
		else if (strcmp(s->kind, "entry"))
			reader_error(r, NULL, "unknown-section",
				_("help.ini holds [help], [country xx] and [entry my-id], not "
				  "[%s]; correct the heading"),
				s->name);
	}
	r->section = NULL;
	if (!found)
		reader_error(r, NULL, "no-help",
			_("there is no section [help] in the file; it comes first, with format and "
			  "language"));
	read_entries(r, help);
}

static const struct ini *read_overlay(struct arena *arena, const char *dir, const struct ini *base,
	const char *lang, struct diags *diags)
{
	const struct ini_section *head = ini_find(base, "help", "");
	const struct ini_entry *own = head ? ini_get(head, "language") : NULL;
	bool absent = false;

	if (!lang || !i18n_valid_code(lang) || (own && !strcmp(own->value, lang)))
		return NULL;
	return ini_read(arena, arena_printf(arena, "%s/%s.ini", dir, lang), &absent, diags);
}

void help_load(struct help *help, const char *dir, const char *lang, struct diags *diags)
{
	struct arena *arena = &help->arena;
	struct reader r = { .arena = arena, .diags = diags };
	const struct ini *over;
	struct ini *ini;

	*help = (struct help){ 0 };
	ini = ini_read(arena, arena_printf(arena, "%s/help.ini", dir), NULL, diags);
	if (!ini)
		return;
	over = read_overlay(arena, dir, ini, lang, diags);
	if (over)
		ini_overlay(arena, ini, over, diags);
	r.ini = ini;
	read_help(&r, help);
	reader_release(&r);
}

void help_release(struct help *help)
{
	arena_release(&help->arena);
	*help = (struct help){ 0 };
}

int help_country_of_locale(const struct help *help, const char *locale)
{
	const char *under = strchr(locale, '_');
	char code[CODE_MAX + 1] = { 0 };
	size_t len;

	if (!under)
		return -1;
	len = strcspn(under + 1, ".@");
	if (len != 2)
		return -1;
	memcpy(code, under + 1, len);
	return is_code(code) ? help_find(help, code) : -1;
}
