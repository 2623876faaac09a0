/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

uint32_t names_hash(const char *name)
{
	uint32_t h = 2166136261u;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	return h;
}

/* The entry of the name, or the free one where it belongs; at least one is free. */
static struct names_entry *entry_of(const struct names *names, const char *name)
{
	size_t at = names_hash(name) & (names->slots - 1);

	while (names->v[at].name && strcmp(names->v[at].name, name))
		at = (at + 1) & (names->slots - 1);
	return &names->v[at];
}

/* Half of the entries stay free, so that a search is short. */
static void grow(struct names *names)
{
	struct names larger = { .slots = names->slots ? names->slots * 2 : 64, .n = names->n };

	larger.v = xcalloc(larger.slots, sizeof(*larger.v));
	for (size_t i = 0; i < names->slots; i++)
		if (names->v[i].name)
			*entry_of(&larger, names->v[i].name) = names->v[i];
	free(names->v);
	*names = larger;
}

size_t *names_number(struct names *names, const char *name)
{
	struct names_entry *e;

	if (names->n * 2 >= names->slots)
		grow(names);
	e = entry_of(names, name);
	if (!e->name) {
		e->name = name;
		names->n++;
	}
	return &e->number;
}

void names_release(struct names *names)
{
	free(names->v);
	*names = (struct names)NAMES_INIT;
}
