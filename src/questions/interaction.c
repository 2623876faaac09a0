/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/interaction.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

void question_interaction(const struct question *q, struct arena *arena, struct interaction *out)
{
	*out = (struct interaction){ .arena = arena };
	q->type->interact(q, out);
}

static const char *const kinds[] = {
	[INTERACTION_OTHER] = "other",
	[INTERACTION_CHOICE] = "choice",
	[INTERACTION_TRUE_FALSE] = "true-false",
	[INTERACTION_FILL_IN] = "fill-in",
	[INTERACTION_MATCHING] = "matching",
	[INTERACTION_SEQUENCING] = "sequencing",
	[INTERACTION_NUMERIC] = "numeric",
};

const char *interaction_kind_name(enum interaction_kind kind)
{
	return kinds[kind];
}

enum interaction_kind interaction_kind_find(const char *name)
{
	for (size_t i = 0; name && i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(kinds[i], name))
			return (enum interaction_kind)i;
	return INTERACTION_OTHER;
}

/* ---- for the types */

static void add(struct interaction_part *parts, size_t *n, const char *id, const char *text)
{
	if (*n < INTERACTION_PARTS)
		parts[(*n)++] = (struct interaction_part){ id, text };
}

void interaction_add_part(struct interaction *i, const char *id, const char *text)
{
	add(i->parts, &i->n_parts, id, text);
}

void interaction_add_choice(struct interaction *i, const char *id, const char *text)
{
	add(i->choices, &i->n_choices, id, text);
}

void interaction_slot_add(struct interaction_slot *slot, const char *text)
{
	if (slot->n < INTERACTION_RIGHT)
		slot->texts[slot->n++] = text;
}

void interaction_combine(struct interaction *i, const struct interaction_slot *slots, size_t n)
{
	size_t all = n ? 1 : 0;

	for (size_t k = 0; k < n && all && all <= INTERACTION_RIGHT; k++)
		all *= slots[k].n;
	for (size_t number = 0; number < all && i->n_right < INTERACTION_RIGHT; number++) {
		const char *text = NULL;
		size_t left = number;

		for (size_t k = 0; k < n; k++) {
			const char *one = slots[k].texts[left % slots[k].n];

			text = text ? arena_printf(i->arena, "%s[,]%s", text, one) : one;
			left /= slots[k].n;
		}
		i->right[i->n_right++] = text;
	}
}

static int hex_digit(char c)
{
	static const char hex[] = "0123456789ABCDEF";
	const char *at = c ? strchr(hex, c) : NULL;

	return at ? (int)(at - hex) : -1;
}

void interaction_unescape(struct strbuf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		int high = s[i] == '%' && i + 2 < len ? hex_digit(s[i + 1]) : -1;
		int low = high < 0 ? -1 : hex_digit(s[i + 2]);

		if (high >= 0 && high < 8 && low >= 0 && (high || low)) {
			strbuf_addch(out, (char)(high * 16 + low));
			i += 2;
		} else {
			strbuf_addch(out, s[i]);
		}
	}
}

/* ---- for their users */

static const char *find(const struct interaction_part *parts, size_t n, const char *id, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (!strncmp(parts[i].id, id, len) && !parts[i].id[len])
			return parts[i].text;
	return NULL;
}

/* Appends the part after the = of a pick "part=choice", in words. */
static void add_value(const struct interaction *i, const char *pick, size_t len, struct strbuf *out)
{
	const char *value = (const char *)memchr(pick, '=', len) + 1;
	size_t value_len = len - (size_t)(value - pick);
	const char *text = find(i->choices, i->n_choices, pick, len);

	if (!text)
		text = find(i->choices, i->n_choices, value, value_len);
	if (text)
		strbuf_addstr(out, text);
	else
		interaction_unescape(out, value, value_len);
}

static void add_items(const struct interaction *i, const char *response, struct strbuf *out)
{
	const char *comma = "";

	while (*response) {
		size_t len = strcspn(response, ",");
		const char *text = find(i->parts, i->n_parts, response, len);

		strbuf_addstr(out, comma);
		if (text)
			strbuf_addstr(out, text);
		else
			strbuf_add(out, response, len);
		comma = " · ";
		response += len + (response[len] == ',');
	}
}

void interaction_pick_text(const struct interaction *i, const char *pick, struct strbuf *out)
{
	size_t len = strlen(pick), id = strcspn(pick, "=");
	const char *text = find(i->parts, i->n_parts, pick, id);

	if (i->kind == INTERACTION_SEQUENCING)
		add_items(i, pick, out);
	else if (!i->n_parts || !text)
		strbuf_addstr(out, pick);
	else if (id == len)
		strbuf_addstr(out, text);
	else {
		strbuf_addf(out, "%s → ", text);
		add_value(i, pick, len, out);
	}
}

void interaction_response_text(
	const struct interaction *i, const char *response, struct strbuf *out)
{
	const char *end;

	while (i->separator && (end = strchr(response, i->separator))) {
		char *pick = xmemdupz(response, (size_t)(end - response));

		interaction_pick_text(i, pick, out);
		strbuf_addstr(out, "; ");
		free(pick);
		response = end + 1;
	}
	interaction_pick_text(i, response, out);
}

/* Adds what is in each gap: "x=hill|y=b". */
static void add_gaps(const char *response, char separator, struct strbuf *out)
{
	const char ends[] = { separator, '\0' };

	while (*response) {
		size_t len = strcspn(response, ends), id = strcspn(response, "=");

		id = id < len ? id + 1 : 0;
		interaction_unescape(out, response + id, len - id);
		response += len;
		if (*response) {
			strbuf_addstr(out, "[,]");
			response++;
		}
	}
}

void interaction_response(
	enum interaction_kind kind, char separator, const char *response, struct strbuf *out)
{
	if (kind == INTERACTION_FILL_IN && separator) {
		add_gaps(response, separator, out);
		return;
	}
	if (kind != INTERACTION_CHOICE && kind != INTERACTION_MATCHING &&
		kind != INTERACTION_SEQUENCING) {
		strbuf_addstr(out, response);
		return;
	}
	for (; *response; response++) {
		if (*response == ',')
			strbuf_addstr(out, "[,]");
		else if (*response == '=' && kind == INTERACTION_MATCHING)
			strbuf_addstr(out, "[.]");
		else
			strbuf_addch(out, *response);
	}
}
