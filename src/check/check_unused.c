/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_unused.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "course/reader.h"
#include "ini/ini.h"

/* True if a bare value lists the id. */
static bool lists(const char *value, const char *id)
{
	size_t len = strlen(id);

	for (;;) {
		value += strspn(value, " ,");
		if (!*value)
			return false;
		if (strcspn(value, " ,") == len && !memcmp(value, id, len))
			return true;
		value += strcspn(value, " ,");
	}
}

/* True if a text holds {id} or {id.year}. */
static bool writes(const char *text, const char *id)
{
	size_t len = strlen(id);

	for (const char *s = strchr(text, '{'); s; s = strchr(s + 1, '{'))
		if (!strncmp(s + 1, id, len) && (s[1 + len] == '}' || s[1 + len] == '.'))
			return true;
	return false;
}

static bool is_numbered(const char *key, const char *stem)
{
	struct numbered_key k;

	return reader_key_is_numbered(key, stem, &k) && !*k.rest;
}

/* True if a key of a section of this kind names facts. */
static bool names_facts(const char *kind, const char *key)
{
	if (!strcmp(kind, "page"))
		return is_numbered(key, "fact");
	if (!strcmp(kind, "question"))
		return !strcmp(key, "facts");
	return !strcmp(kind, "chart") && !strncmp(key, "bar.", 4);
}

static bool uses_fact(const struct ini_section *s, const struct ini_entry *e, const char *id)
{
	if (e->quoted)
		return writes(e->value, id);
	return names_facts(s->kind, e->key) && lists(e->value, id);
}

static bool uses_term(const struct ini_section *s, const struct ini_entry *e, const char *id)
{
	return !strcmp(s->kind, "page") && is_numbered(e->key, "term") && !strcmp(e->value, id);
}

static bool uses_source(const struct ini_section *s, const struct ini_entry *e, const char *id)
{
	return (!strcmp(s->kind, "page") && !strcmp(e->key, "sources") && lists(e->value, id)) ||
		(!strcmp(s->kind, "fact") && !strcmp(e->key, "source") && !strcmp(e->value, id));
}

typedef bool uses_fn(const struct ini_section *s, const struct ini_entry *e, const char *id);

static bool is_used(const struct ini *ini, const struct ini_section *what, uses_fn *uses)
{
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];

		for (size_t k = 0; s != what && k < s->n; k++)
			if (uses(s, &s->entries[k], what->id))
				return true;
	}
	return false;
}

static const struct {
	const char *kind, *rule, *message;
	uses_fn *uses;
} checked[] = {
	{ "source", "unused-source",
		N_("no page and no fact names this source, so it is never shown; add it to the sources of a page, or remove it"),
		uses_source },
	{ "fact", "unused-fact",
		N_("no page, question or chart uses this fact, so it is never shown; show it with fact1 or write its value in a text, or remove it"),
		uses_fact },
	{ "term", "unused-term",
		N_("no page explains this word; add it to a page with term1, or remove it"),
		uses_term },
};

void check_unused(const struct ini *ini, struct diags *diags)
{
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];

		for (size_t k = 0; k < ARRAY_SIZE(checked); k++)
			if (!strcmp(s->kind, checked[k].kind) && !is_used(ini, s, checked[k].uses))
				diag_add(diags, DIAG_WARNING, checked[k].rule, s->file, s->line, 1,
					s->source, "%s", _(checked[k].message));
	}
}
