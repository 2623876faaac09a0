/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/offers.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"

/* Those that the machine's file may hold; the shell adds the others. */
static const struct {
	const char *word;
	enum offer_kind kind;
} words[] = { { "keyboard", OFFER_KEYBOARD }, { "zone", OFFER_ZONE } };

enum { FIELDS = 3, OFFERS_MOST = 1000 };

void offers_init(struct offers *o)
{
	memset(o, 0, sizeof(*o));
	for (int i = 0; i < OFFER_KINDS; i++)
		o->of[i].now = "";
}

void offers_release(struct offers *o)
{
	for (int i = 0; i < OFFER_KINDS; i++)
		free(o->of[i].v);
	arena_release(&o->arena);
	offers_init(o);
}

void offers_add(struct offers *o, enum offer_kind kind, const char *value, const char *label,
	const char *where)
{
	struct offer_list *list = &o->of[kind];

	if (list->n == OFFERS_MOST)
		return;
	ALLOC_GROW(list->v, list->n + 1, list->cap);
	list->v[list->n++] = (struct offer){ arena_strdup(&o->arena, value),
		arena_strdup(&o->arena, label), arena_strdup(&o->arena, where) };
}

void offers_set_now(struct offers *o, enum offer_kind kind, const char *value)
{
	o->of[kind].now = arena_strdup(&o->arena, value);
}

void offers_drop(struct offers *o, enum offer_kind kind)
{
	o->of[kind].n = 0;
}

/* ---- the machine's file */

static void take(struct offers *o, char *const field[FIELDS])
{
	if (!strcmp(field[0], "update"))
		o->update = !strcmp(field[1], "yes");
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (!strcmp(field[0], words[i].word))
			offers_add(o, words[i].kind, field[1],
				words[i].kind == OFFER_ZONE ? field[1] : field[2],
				words[i].kind == OFFER_ZONE ? field[2] : "");
		if (!strcmp(field[0], "now") && !strcmp(field[1], words[i].word))
			offers_set_now(o, words[i].kind, field[2]);
	}
}

void offers_read(struct offers *o, const char *text, size_t len)
{
	char *copy = xmemdupz(text, len), *line = copy;

	while (*line) {
		char *end = line + strcspn(line, "\n"), *field[FIELDS] = { line, end, end };
		bool last = !*end;

		*end = '\0';
		for (int i = 1; i < FIELDS; i++) {
			char *tab = strchr(field[i - 1], '\t');

			if (!tab)
				break;
			*tab = '\0';
			field[i] = tab + 1;
		}
		if (*field[1])
			take(o, field);
		if (last)
			break;
		line = end + 1;
	}
	free(copy);
}

/* ---- finding */

static bool contains(const char *text, const struct strbuf *folded)
{
	struct strbuf key = STRBUF_INIT;
	bool found;

	text_fold(&key, text, strlen(text), TEXT_NO_ACCENTS);
	found = key.buf && strstr(key.buf, folded->buf);
	strbuf_release(&key);
	return found;
}

static bool belongs(const struct offer *offer, const char *country)
{
	size_t len = strlen(country);
	const char *at = offer->where;

	while (len && at && strncmp(at, country, len))
		at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL;
	return at != NULL;
}

static bool any_belongs(const struct offer_list *list, const char *country)
{
	for (size_t i = 0; i < list->n; i++)
		if (belongs(&list->v[i], country))
			return true;
	return false;
}

size_t offers_match(const struct offer_list *list, const char *typed, const char *country,
	const struct offer **found, size_t max)
{
	const char *in = any_belongs(list, country) ? country : "";
	struct strbuf folded = STRBUF_INIT;
	size_t n = 0;

	text_fold(&folded, typed, strlen(typed), TEXT_NO_ACCENTS);
	for (size_t i = 0; i < list->n && n < max; i++) {
		const struct offer *offer = &list->v[i];

		if (belongs(offer, in) &&
			(!folded.len || contains(offer->value, &folded) ||
				contains(offer->label, &folded)))
			found[n++] = offer;
	}
	strbuf_release(&folded);
	return n;
}
