/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ini/ini_prose.h"

#include <string.h>

#include "base/mem.h"
#include "text/text.h"

bool ini_is_synonym(const struct ini_section *s, const char *key)
{
	return !strcmp(s->kind, "question") && !strncmp(key, "accept", strlen("accept")) &&
		key[strlen("accept")] >= '0' && key[strlen("accept")] <= '9';
}

bool ini_has_synonyms(const struct ini_section *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (ini_is_synonym(s, s->entries[i].key))
			return true;
	return false;
}

bool ini_is_form(const struct ini_section *s, const char *key)
{
	static const char *const kinds[] = { "person", "act", "means", "purpose" };

	if (!strncmp(key, "name.", strlen("name.")))
		return !strcmp(s->kind, "person");
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(s->kind, kinds[i]))
			return !strncmp(key, "text.", strlen("text."));
	return false;
}

bool ini_needs_translation(const struct ini_section *s, const struct ini_entry *e)
{
	return e->quoted && !ini_is_form(s, e->key) && text_has_words(e->value);
}
