/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/help.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "base/strbuf.h"
#include "course/index.h"
#include "ini/ini.h"
#include "text/text.h"

enum { ORDER_MAX = 9999, CODE_MAX = 3 };

/* What one reading of help.ini collects. */
struct directory {
	struct reader *r;
	struct help *help;
	const struct ini_section **sections; /* of the countries, by their index */
	struct help_entry *entries;
	int *countries; /* of the entries */
	size_t n;
	bool all_good; /* no entry was left out */
};

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

static void read_call(struct reader *r, const char **lines)
{
	for (int i = 0; i < HELP_CALL_LINES; i++)
		lines[i] = reader_prose(r, arena_printf(r->arena, "call%d", i + 1), false);
}

static void read_help_section(struct reader *r, struct help *help)
{
	const char *format = reader_word(r, "format", true);
	const char *language = reader_word(r, "language", true);

	if (format && strcmp(format, "1"))
		reader_error(r, "format", "unknown-format",
			_("this version reads help of format 1 only; write format = 1, or get a "
			  "newer version"));
	if (language && !language_code_is_valid(language))
		reader_error(r, "language", "bad-language",
			_("“%s” is not a language code; write one such as en, fr or pt-BR"),
			language);
	help->elsewhere = reader_prose(r, "elsewhere", false);
	read_call(r, help->call);
	reader_finish(r);
}

static bool is_larger(const char *code)
{
	return !strcmp(code, "EU") || !strcmp(code, "INT");
}

static const char *folded(struct arena *arena, const char *name)
{
	struct strbuf key = STRBUF_INIT;
	const char *copy;

	text_fold(&key, name, strlen(name), TEXT_NO_ACCENTS);
	copy = arena_strdup(arena, key.buf);
	strbuf_release(&key);
	return copy;
}

static void check_codes(struct reader *r, const char *key, const char **codes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_code(codes[i]))
			reader_error(r, key, "bad-country",
				_("“%s” is not a country code; write two capital letters, EU or INT"),
				codes[i]);
}

static void read_country(struct directory *d)
{
	struct reader *r = d->r;
	struct help_country *c = &d->help->countries[d->help->n];
	size_t errors = r->diags->errors;
	const char *sort;

	*c = (struct help_country){ .code = code_of_section(r),
		.name = reader_prose(r, "name", true) };
	sort = reader_prose(r, "sort", false);
	c->n_members = reader_list(r, "members", &c->members, false);
	check_codes(r, "members", c->members, c->n_members);
	read_call(r, c->call);
	reader_finish(r);
	if (r->diags->errors != errors || !c->name)
		return;
	c->larger = is_larger(c->code);
	c->sort = folded(r->arena, sort ? sort : c->name);
	d->sections[d->help->n++] = r->section;
}

static bool names(const char **codes, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(codes[i], code))
			return true;
	return false;
}

bool help_is_member(const struct help *help, int larger, const char *code)
{
	const struct help_country *c = larger < 0 ? NULL : &help->countries[larger];

	return c && names(c->members, c->n_members, code);
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

static const char *const kinds[HELP_KINDS] = { "emergency", "trafficking", "crisis", "child",
	"women", "missing", "victims", "report", "directory" };

static enum help_kind read_kind(struct reader *r)
{
	const char *word = reader_word(r, "kind", true);

	for (int i = 0; word && i < HELP_KINDS; i++)
		if (!strcmp(word, kinds[i]))
			return (enum help_kind)i;
	if (word)
		reader_error(r, "kind", "bad-kind",
			_("“%s” is no kind of help; write emergency, trafficking, crisis, child, "
			  "women, missing, victims, report or directory"),
			word);
	return HELP_DIRECTORY;
}

/* verified_on is the older name of read_on. */
static void read_day(struct reader *r, struct help_entry *e)
{
	bool old = ini_get(r->section, "verified_on") && !ini_get(r->section, "read_on");
	const char *key = old ? "verified_on" : "read_on";

	if (reader_date(r, key, &e->read_on, true) && !e->read_on.day)
		reader_error(r, key, "bad-date",
			_("give the day the number was read in its source, such as 2026-11-24"));
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
	e->kind = read_kind(r);
	e->order = reader_int(r, "order", 0, ORDER_MAX, 0, false);
	e->number = reader_word(r, "number", true);
	e->name = reader_prose(r, "name", true);
	e->about = reader_prose(r, "about", false);
	e->languages = reader_prose(r, "languages", false);
	e->cost = reader_prose(r, "cost", false);
	e->hours = reader_prose(r, "hours", false);
	e->call = reader_prose(r, "call", false);
	e->source = reader_word(r, "source", true);
	e->n_works_in = reader_list(r, "works_in", &e->works_in, false);
	check_codes(r, "works_in", e->works_in, e->n_works_in);
	read_day(r, e);
	reader_finish(r);
	return r->diags->errors == errors ? country : -1;
}

/* By kind, then by order, then as in the file. */
static int compare_entries(const void *a, const void *b)
{
	const struct help_entry *x = *(const struct help_entry *const *)a;
	const struct help_entry *y = *(const struct help_entry *const *)b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x < y ? -1 : 1;
}

/* Collects the entries of country c. */
static void take_entries(const struct directory *d, int c)
{
	struct help_country *country = &d->help->countries[c];
	const struct help_entry **found = xcalloc(d->n + 1, sizeof(*found));
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		if (d->countries[i] == c)
			found[n++] = &d->entries[i];
	qsort(found, n, sizeof(struct help_entry *), compare_entries);
	country->entries = arena_alloc(d->r->arena, n * sizeof(*country->entries));
	for (size_t i = 0; i < n; i++)
		country->entries[i] = *found[i];
	country->n = n;
	free(found);
}

/* True if the country can be shown; tells the author if its emergency number was forgotten. */
static bool is_complete(const struct directory *d, int c)
{
	const struct help_country *country = &d->help->countries[c];

	if (country->larger || (country->n && country->entries[0].kind == HELP_EMERGENCY))
		return country->n > 0;
	d->r->section = d->sections[c];
	if (d->all_good)
		reader_error(d->r, NULL, "no-emergency",
			_("%s has no emergency number; add an [entry my-id] with country = %s and "
			  "kind = emergency, or remove the country"),
			country->code, country->code);
	return false;
}

static int compare_countries(const void *a, const void *b)
{
	const struct help_country *x = a, *y = b;
	int order;

	if (x->larger != y->larger)
		return x->larger ? 1 : -1;
	order = x->larger ? 0 : strcmp(x->sort, y->sort);
	/* EU before INT, and two of one name always in the same order */
	return order ? order : strcmp(x->code, y->code);
}

/* Distributes the entries to their countries, and drops countries that cannot be shown. */
static void deal_out(const struct directory *d)
{
	struct help *help = d->help;
	size_t kept = 0;

	for (size_t c = 0; c < help->n; c++) {
		take_entries(d, (int)c);
		if (is_complete(d, (int)c))
			help->countries[kept++] = help->countries[c];
	}
	help->n = kept;
	qsort(help->countries, kept, sizeof(*help->countries), compare_countries);
}

static void read_entries(struct directory *d)
{
	struct reader *r = d->r;

	d->entries = arena_alloc(r->arena, r->ini->n * sizeof(*d->entries));
	d->countries = arena_alloc(r->arena, r->ini->n * sizeof(*d->countries));
	d->all_good = true;
	for (size_t i = 0; i < r->ini->n; i++) {
		const struct ini_section *s = &r->ini->sections[i];

		if (strcmp(s->kind, "entry"))
			continue;
		reader_begin(r, s);
		d->entries[d->n] = (struct help_entry){ 0 };
		d->countries[d->n] = read_entry(r, d->help, &d->entries[d->n]);
		if (d->countries[d->n] >= 0)
			d->n++;
		else
			d->all_good = false;
	}
	deal_out(d);
}

static void read_help(struct reader *r, struct help *help)
{
	struct directory d = { .r = r, .help = help };
	bool found = false;
	static const char *const sections[] = { "help", "country", "entry" };

	reader_guess_kinds(r, sections, ARRAY_SIZE(sections));
	help->countries = arena_alloc(r->arena, (r->ini->n + 1) * sizeof(*help->countries));
	d.sections = arena_alloc(r->arena, (r->ini->n + 1) * sizeof(*d.sections));
	for (size_t i = 0; i < r->ini->n; i++) {
		const struct ini_section *s = &r->ini->sections[i];

		reader_begin(r, s);
		found = found || !strcmp(s->name, "help");
		if (!strcmp(s->name, "help"))
			read_help_section(r, help);
		else if (!strcmp(s->kind, "country"))
			read_country(&d);
		else if (strcmp(s->kind, "entry") && !s->faulty)
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
	read_entries(&d);
}

/* For a report: gives misspelt keys and kinds the names that they mean. */
static void mend_names(struct arena *arena, struct ini *ini)
{
	struct diags quiet = { .thorough = true };
	struct help draft = { 0 };
	struct reader r = { .arena = &draft.arena, .diags = &quiet, .ini = ini, .mend = arena };

	ini_name_head(ini, "help");
	read_help(&r, &draft);
	reader_release(&r);
	help_release(&draft);
	diags_release(&quiet);
}

/* Without the index of lessons: that somebody looked for help leaves no trace. */
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
	if (diags->thorough)
		mend_names(arena, ini);
	over = index_read_overlay(NULL, arena, dir, ini, "help", &lang, diags);
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

/* ---- the numbers of use in a country */

/* True if an entry of the European Union is of use in the country, beside its own. */
static bool works_in(const struct help *help, int eu, const struct help_entry *e, int country)
{
	const struct help_country *c = &help->countries[country];

	if (e->n_works_in ? !names(e->works_in, e->n_works_in, c->code)
			  : !help_is_member(help, eu, c->code))
		return false;
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->entries[i].number, e->number))
			return false;
	return true;
}

const struct help_entry *help_at(const struct help *help, int country, size_t at, int *of)
{
	int lists[] = { country, help_find(help, "EU"), help_find(help, "INT") };

	if (country < 0 || country >= (int)help->n)
		return NULL;
	for (int l = 0; l < (int)ARRAY_SIZE(lists); l++) {
		bool again = l && lists[l] == country;

		for (size_t i = 0; lists[l] >= 0 && !again && i < help->countries[lists[l]].n;
			i++) {
			const struct help_entry *e = &help->countries[lists[l]].entries[i];

			if (l == 1 && !works_in(help, lists[l], e, country))
				continue;
			if (at--)
				continue;
			if (of)
				*of = lists[l];
			return e;
		}
	}
	return NULL;
}

size_t help_count(const struct help *help, int country)
{
	size_t n = 0;

	while (help_at(help, country, n, NULL))
		n++;
	return n;
}
