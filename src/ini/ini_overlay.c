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

enum { GUESS = 2 };

/* Returns the text of the source that is nearest to the key and not translated; NULL if none is
 * near. */
static struct ini_entry *nearest_text(
	struct ini_section *to, const struct ini_section *over, const char *key)
{
	struct ini_entry *best = NULL;
	int distance = GUESS + 1;

	for (size_t i = 0; i < to->n; i++) {
		struct ini_entry *e = &to->entries[i];
		int d = text_distance(key, e->key, GUESS);

		if (!e->quoted || ini_get(over, e->key) || d >= distance ||
			(size_t)d * 2 >= strlen(e->key))
			continue;
		distance = d;
		best = e;
	}
	return best;
}

/* A misspelt key counts as the one that it most likely means, so that it is not missed as well. */
static void report_extra(const struct ini *base, struct ini_section *to,
	const struct ini_entry *from, const struct ini_section *over, struct diags *diags)
{
	struct ini_entry *meant = nearest_text(to, over, from->key);

	if (meant)
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line,
			from->key_column, from->source,
			_("[%s] has no text “%s” in %s; did you mean “%s”?"), to->name, from->key,
			file_name(base), meant->key);
	else
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line,
			from->key_column, from->source,
			_("[%s] has no text “%s” in %s; remove it, or correct the key"), to->name,
			from->key, file_name(base));
	diag_stands_alone(diags);
	if (meant)
		meant->translated = true;
}

static void lay_entry(struct arena *arena, const struct ini *base, struct ini_section *to,
	const struct ini_entry *from, const struct ini_section *over, struct diags *diags)
{
	if (from->faulty && !ini_get(to, from->key))
		return;

	struct ini_entry *e = (struct ini_entry *)ini_get(to, from->key);

	if (!from->quoted || (e && !e->quoted)) {
		diag_add(diags, DIAG_WARNING, "not-prose", from->file, from->line, from->key_column,
			from->source,
			_("a translation contains only the quoted texts; remove “%s”, it is in %s"),
			from->key, file_name(base));
	} else if (e) {
		e->value = from->value;
		e->file = from->file;
		e->source = from->source;
		e->line = from->line;
		e->key_column = from->key_column;
		e->column = from->column;
		e->translated = true;
	} else if (ini_is_synonym(to, from->key) || ini_is_form(to, from->key)) {
		add_entry(arena, to, from);
	} else {
		report_extra(base, to, from, over, diags);
	}
}

/* One for each text, at the section of the translation if there is one. */
static void report_missing(const struct ini *base, const struct ini_section *s,
	const struct ini *over, size_t *at, struct diags *diags)
{
	const struct ini_section *from = find_same(over, s, at);

	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!ini_needs_translation(s, e) || e->translated || (!from && s->claimed) ||
			(from && ini_is_synonym(s, e->key) && ini_has_synonyms(from)))
			continue;
		diag_add(diags, DIAG_WARNING, "missing-translation", over->file,
			from ? from->line : 0, from ? 1 : 0, from ? from->source : NULL,
			_("[%s] %s, line %d of %s, is not translated yet and is shown as it is; add it"),
			s->name, e->key, e->line, file_name(base));
	}
}

/* Returns the section without a translation that a mistyped heading most likely means, or NULL. */
static struct ini_section *nearest_section(
	const struct ini *base, const struct ini *over, const struct ini_section *from)
{
	struct ini_section *best = NULL;
	int distance = GUESS + 1;

	for (size_t i = 0; i < base->n; i++) {
		struct ini_section *s = &base->sections[i];
		int d = text_distance(from->name, s->name, GUESS);

		if (d >= distance || s->claimed || ini_find(over, s->kind, s->id))
			continue;
		distance = d;
		best = s;
	}
	if (best)
		best->claimed = true;
	return best;
}

void ini_overlay(struct arena *arena, struct ini *base, const struct ini *over, struct diags *diags)
{
	size_t at = 0;

	for (size_t i = 0; i < over->n; i++) {
		const struct ini_section *from = &over->sections[i];
		struct ini_section *to = find_same(base, from, &at);

		if (!to && (to = nearest_section(base, over, from)) != NULL)
			diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line,
				1, from->source, _("there is no [%s] in %s; did you mean [%s]?"),
				from->name, file_name(base), to->name);
		else if (!to && !from->faulty)
			diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line,
				1, from->source,
				_("there is no [%s] in %s; remove the section, or correct its id"),
				from->name, file_name(base));
		for (size_t k = 0; to && k < from->n; k++)
			lay_entry(arena, base, to, &from->entries[k], from, diags);
	}
	at = 0;
	for (size_t i = 0; i < base->n; i++)
		report_missing(base, &base->sections[i], over, &at, diags);
}
