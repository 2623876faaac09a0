/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ini/ini_prose.h"
#include "text/text.h"

/* Both files mostly have the same order, so the search begins at *at, after the one found last. */
static struct ini_section *find_same(
	const struct ini *ini, const struct ini_section *like, size_t *at)
{
	for (size_t i = 0; i < ini->n; i++) {
		size_t k = (*at + i) % ini->n;

		if (!strcmp(ini->sections[k].name, like->name)) {
			*at = k + 1;
			return &ini->sections[k];
		}
	}
	return NULL;
}

static void add_entry(struct arena *arena, struct ini_section *to, const struct ini_entry *from)
{
	struct ini_entry *entries = arena_alloc(arena, (to->n + 1) * sizeof(*entries));

	memcpy(entries, to->entries, to->n * sizeof(*entries));
	entries[to->n] = *from;
	entries[to->n].translated = true;
	to->entries = entries;
	to->n++;
}

static const char *file_name(const struct ini *ini)
{
	const char *slash = strrchr(ini->file, '/');

	return slash ? slash + 1 : ini->file;
}

static void lay(struct ini_entry *e, const struct ini_entry *from)
{
	e->value = from->value;
	e->file = from->file;
	e->source = from->source;
	e->line = from->line;
	e->key_column = from->key_column;
	e->column = from->column;
	e->translated = true;
}

/* ---- misspelt names */

enum { GUESS_LIMIT = 2 };

/* The part of a key that tells members of a family apart: "1" of text1, ".a" of option.a. */
static const char *member(const char *key)
{
	return key + strcspn(key, ".0123456789");
}

/*
 * The text that a key which the lesson does not have most likely translates: one that no other key
 * of the section does. *near is how many of them are within a letter.
 */
static struct ini_entry *guess_entry(const struct ini_section *to, const struct ini_section *from,
	const char *typed, size_t *near)
{
	struct ini_entry *best = NULL;
	int distance = GUESS_LIMIT + 1;

	*near = 0;
	for (size_t i = 0; i < to->n; i++) {
		struct ini_entry *e = &to->entries[i];
		int d = text_distance(typed, e->key, GUESS_LIMIT);

		if (!e->quoted || ini_get(from, e->key) ||
			strcmp(member(e->key), member(typed)) != 0 ||
			(size_t)d * 2 >= strlen(e->key))
			continue;
		*near += d <= 1;
		if (d >= distance)
			continue;
		distance = d;
		best = e;
	}
	return best;
}

/* Reports a text that the lesson does not have; in a thorough reading it goes where it was meant.
 */
static void report_extra(const struct ini *base, const struct ini_section *to,
	const struct ini_section *over, const struct ini_entry *from, struct diags *diags)
{
	size_t near;
	struct ini_entry *e = guess_entry(to, over, from->key, &near);

	if (!e) {
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line,
			from->key_column, from->source,
			_("[%s] has no text “%s” in %s; remove it, or correct the key"), to->name,
			from->key, file_name(base));
		return;
	}
	diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line, from->key_column,
		from->source, _("[%s] has no text “%s” in %s; did you mean “%s”?"), to->name,
		from->key, file_name(base), e->key);
	if (near == 1)
		diag_instead(diags, e->key);
	if (diags->thorough)
		lay(e, from);
}

/* The section that one which the lesson does not have most likely translates; NULL if none is near.
 */
static struct ini_section *guess_section(
	const struct ini *base, const struct ini *over, const struct ini_section *from)
{
	struct ini_section *best = NULL;
	int distance = GUESS_LIMIT + 1;
	size_t at = 0;

	for (size_t i = 0; i < base->n; i++) {
		int d = text_distance(from->name, base->sections[i].name, GUESS_LIMIT);

		if (d >= distance || (size_t)d * 3 > strlen(from->name) ||
			find_same(over, &base->sections[i], &at))
			continue;
		distance = d;
		best = &base->sections[i];
	}
	return best;
}

static void report_extra_section(const struct ini *base, const struct ini_section *from,
	const struct ini_section *guess, struct diags *diags)
{
	if (guess)
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line, 1,
			from->source, _("there is no [%s] in %s; did you mean [%s]?"), from->name,
			file_name(base), guess->name);
	else
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line, 1,
			from->source,
			_("there is no [%s] in %s; remove the section, or correct its id"),
			from->name, file_name(base));
}

/* ---- texts */

static void lay_entry(struct arena *arena, const struct ini *base, struct ini_section *to,
	const struct ini_section *over, const struct ini_entry *from, struct diags *diags)
{
	struct ini_entry *e = (struct ini_entry *)ini_get(to, from->key);

	if (e && e->quoted && (from->quoted || from->faulty)) {
		lay(e, from);
	} else if (from->faulty) {
		return;
	} else if (e && e->quoted) {
		diag_add(diags, DIAG_WARNING, "not-quoted", from->file, from->line, from->column,
			from->source,
			_("“%s” is a text for people; put it between straight double quotes: %s = "
			  "\"…\""),
			from->key, from->key);
		if (diags->thorough)
			lay(e, from);
	} else if (!from->quoted || e) {
		diag_add(diags, DIAG_WARNING, "not-prose", from->file, from->line, from->key_column,
			from->source,
			_("a translation contains only the quoted texts; remove “%s”, it is in %s"),
			from->key, file_name(base));
	} else if (ini_is_synonym(to, from->key) || ini_is_form(to, from->key)) {
		add_entry(arena, to, from);
	} else {
		report_extra(base, to, over, from, diags);
	}
}
/* One for each text, at the section of the translation if there is one. */
static void report_missing(const struct ini *base, const struct ini_section *s,
	const struct ini *over, size_t *at, struct diags *diags)
{
	const struct ini_section *from = find_same(over, s, at);

	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!ini_needs_translation(s, e) || e->translated || (from && from->incomplete) ||
			(from && ini_is_synonym(s, e->key) && ini_has_synonyms(from)))
			continue;
		diag_add(diags, DIAG_WARNING, "missing-translation", over->file,
			from ? from->line : 0, from ? 1 : 0, from ? from->source : NULL,
			_("[%s] %s, line %d of %s, is not translated yet and is shown as it is; add it"),
			s->name, e->key, e->line, file_name(base));
	}
}

void ini_overlay(struct arena *arena, struct ini *base, const struct ini *over, struct diags *diags)
{
	size_t at = 0;

	for (size_t i = 0; i < over->n; i++) {
		const struct ini_section *from = &over->sections[i];
		struct ini_section *to = find_same(base, from, &at);
		struct ini_section *guess = to ? NULL : guess_section(base, over, from);

		if (!to)
			report_extra_section(base, from, guess, diags);
		if (!to && diags->thorough)
			to = guess;
		for (size_t k = 0; to && k < from->n; k++)
			lay_entry(arena, base, to, from, &from->entries[k], diags);
	}
	at = 0;
	for (size_t i = 0; i < base->n; i++)
		report_missing(base, &base->sections[i], over, &at, diags);
}
