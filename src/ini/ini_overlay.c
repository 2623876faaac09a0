/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini.h"

#include <limits.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ini/ini_prose.h"
#include "text/nearest.h"
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

/* What the diagnostic added last says follows from an error in this section of base, if any. */
static void follows_section(
	const struct ini *base, const struct ini_section *s, struct diags *diags)
{
	const struct ini_section *next = s + 1;

	diag_follows(diags, base->file, s->line,
		next < base->sections + base->n ? next->line - 1 : INT_MAX);
}

/* Reports a text that to does not have, with the one that it is likely meant for. */
static void report_extra(const struct ini *base, struct ini_section *to,
	const struct ini_section *over, const struct ini_entry *from, struct diags *diags)
{
	struct nearest near = { .given = from->key };
	const char *certain = NULL; /* the only one within a letter, of the same number */
	size_t within = 0;

	/* the source may have it in a line without a key; the heading may belong to another */
	if (to->incomplete || over->faulty)
		return;
	for (size_t i = 0; i < to->n; i++) {
		const char *key = to->entries[i].key;

		if (!ini_needs_translation(to, &to->entries[i]) || ini_get(over, key))
			continue;
		nearest_offer(&near, key);
		if (text_distance(from->key, key, 1) > 1)
			continue;
		within++;
		if (!strcmp(key + strcspn(key, ".0123456789"),
			    from->key + strcspn(from->key, ".0123456789")))
			certain = key;
	}
	if (near.word) {
		((struct ini_entry *)ini_get(to, near.word))->told = true;
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line,
			from->key_column, from->source,
			_("[%s] has no text “%s” in %s; did you mean “%s”?"), to->name, from->key,
			file_name(base), near.word);
		if (within == 1 && certain)
			diag_instead(diags, certain);
	} else {
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line,
			from->key_column, from->source,
			_("[%s] has no text “%s” in %s; remove it, or correct the key"), to->name,
			from->key, file_name(base));
	}
	follows_section(base, to, diags);
}

static void lay_entry(struct arena *arena, const struct ini *base, struct ini_section *to,
	const struct ini_section *over, const struct ini_entry *from, struct diags *diags)
{
	struct ini_entry *e = (struct ini_entry *)ini_get(to, from->key);

	/* what follows from a faulty line, of either file, was reported there */
	if (e && (from->faulty || e->faulty)) {
		e->told = true;
	} else if (e && e->quoted && !from->quoted) {
		e->told = true;
		diag_add(diags, DIAG_WARNING, "not-quoted", from->file, from->line, from->column,
			from->source,
			_("“%s” is a text for people; put it between straight double quotes: %s = "
			  "\"…\""),
			from->key, from->key);
		diag_follows(diags, e->file, e->line, e->line);
	} else if (!from->quoted || (e && !e->quoted)) {
		diag_add(diags, DIAG_WARNING, "not-prose", from->file, from->line, from->key_column,
			from->source,
			_("a translation contains only the quoted texts; remove “%s”, it is in %s"),
			from->key, file_name(base));
		if (e)
			diag_follows(diags, e->file, e->line, e->line);
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
		report_extra(base, to, over, from, diags);
	}
}

/* True if base names a section that it does not have: its heading is what was misspelt. */
static bool refers(const struct ini *base, const char *id)
{
	size_t at;

	for (size_t i = 0; i < base->n; i++)
		for (size_t k = 0; k < base->sections[i].n; k++)
			if (ini_refers(&base->sections[i].entries[k], id, &at))
				return true;
	return false;
}

/* Reports a section that base does not have, with the one that it is likely meant for. */
static void report_extra_section(struct ini *base, const struct ini *over,
	const struct ini_section *from, struct diags *diags)
{
	struct nearest near = { .given = from->name };
	const char *only = NULL;
	struct ini_section *meant;
	size_t at = 0, of_kind = 0;

	for (size_t i = 0; i < base->n; i++)
		if (!find_same(over, &base->sections[i], &at)) {
			/* its heading was reported, and may be the one that this is meant for */
			if (base->sections[i].faulty)
				return;
			nearest_offer(&near, base->sections[i].name);
			if (!strcmp(base->sections[i].kind, from->kind) && !of_kind++)
				only = base->sections[i].name;
		}
	if (!near.word && of_kind == 1)
		near.word = only;
	if (!near.word) {
		diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line, 1,
			from->source,
			_("there is no [%s] in %s; remove the section, or correct its id"),
			from->name, file_name(base));
		return;
	}
	meant = find_same(base, &(struct ini_section){ .name = near.word }, &at);
	for (size_t i = 0; meant && i < meant->n; i++)
		meant->entries[i].told = true;
	diag_add(diags, DIAG_WARNING, "extra-translation", from->file, from->line, 1, from->source,
		_("there is no [%s] in %s; did you mean [%s]?"), from->name, file_name(base),
		near.word);
	if (refers(base, from->id))
		diag_follows(diags, base->file, 1, INT_MAX);
}

/* One for each text, at the section of the translation if there is one. */
static void report_missing(const struct ini *base, const struct ini_section *s,
	const struct ini *over, size_t *at, struct diags *diags)
{
	const struct ini_section *from = find_same(over, s, at);

	/* its heading or its lines may be among those that break a rule of form */
	if (s->faulty || (from ? from->incomplete : over->faulty))
		return;
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!ini_needs_translation(s, e) || e->translated || e->told || e->faulty ||
			(from && ini_is_synonym(s, e->key) && ini_has_synonyms(from)))
			continue;
		diag_add(diags, DIAG_WARNING, "missing-translation", over->file,
			from ? from->line : 0, from ? 1 : 0, from ? from->source : NULL,
			_("[%s] %s, line %d of %s, is not translated yet and is shown as it is; add it"),
			s->name, e->key, e->line, file_name(base));
		follows_section(base, s, diags);
	}
}

void ini_overlay(struct arena *arena, struct ini *base, const struct ini *over, struct diags *diags)
{
	size_t at = 0;

	for (size_t i = 0; i < over->n; i++) {
		const struct ini_section *from = &over->sections[i];
		struct ini_section *to = find_same(base, from, &at);

		if (!to && !from->faulty)
			report_extra_section(base, over, from, diags);
		for (size_t k = 0; to && k < from->n; k++)
			lay_entry(arena, base, to, from, &from->entries[k], diags);
	}
	at = 0;
	for (size_t i = 0; i < base->n; i++)
		report_missing(base, &base->sections[i], over, &at, diags);
}
