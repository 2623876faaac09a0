/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/accepted.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson.h"
#include "questions/printed.h"
#include "text/text.h"
#include "text/typed.h"

struct accepted_rule accepted_read_rule(struct reader *r)
{
	const char *accents = reader_word(r, "accents", false);
	const char *articles = reader_word(r, "articles", false);
	struct accepted_rule rule = { 0, false };

	if (accents && !strcmp(accents, "optional"))
		rule.fold = TEXT_NO_ACCENTS;
	else if (accents && strcmp(accents, "required"))
		reader_error(r, "accents", "bad-value",
			_("write accents = optional or accents = required"));
	if (articles && !strcmp(articles, "optional"))
		rule.articles = true;
	else if (articles && strcmp(articles, "required"))
		reader_error(r, "articles", "bad-value",
			_("write articles = optional or articles = required"));
	return rule;
}

struct accepted_list accepted_list(struct reader *r, const struct accepted_rule *rule)
{
	return (struct accepted_list){ .rule = *rule,
		.v = arena_alloc(r->arena, r->section->n * sizeof(struct accepted)) };
}

void accepted_add(struct accepted_list *list, struct reader *r, const struct ini_entry *entry)
{
	const char *text = reader_prose_entry(r, entry), *own = r->lesson->language;
	struct accepted *a = &list->v[list->n++];
	struct strbuf key = STRBUF_INIT;

	typed_key(&key, text, strlen(text), list->rule.fold);
	*a = (struct accepted){ .text = text,
		.name = entry->key,
		.key = arena_strdup(r->arena, key.buf),
		.translated = entry->translated };
	if (list->rule.articles) {
		a->langs[0] = r->translation;
		a->langs[1] = entry->translated ? NULL : own;
	}
	list->has_marks |= typed_is_blank(text, strlen(text));
	strbuf_release(&key);
}

/* Compares two keys, each with its article and without. */
static bool is_same(const char *a, const char *b, const char *lang)
{
	const char *bare_a = typed_skip_article(a, lang), *bare_b = typed_skip_article(b, lang);

	return !strcmp(a, bare_b) || !strcmp(bare_a, b) || !strcmp(bare_a, bare_b);
}

static bool accepts(const struct accepted *a, const char *key)
{
	if (!strcmp(a->key, key))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(a->langs); i++)
		if (a->langs[i] && is_same(a->key, key, a->langs[i]))
			return true;
	return false;
}

int accepted_find(const struct accepted_list *list, const char *typed)
{
	struct strbuf key = STRBUF_INIT;
	int found = -1;

	typed_key(&key, typed, strlen(typed), list->rule.fold);
	for (size_t i = 0; i < list->n && found < 0; i++)
		if (accepts(&list->v[i], key.buf))
			found = (int)i;
	strbuf_release(&key);
	return found;
}

bool accepted_is_blank(const struct accepted_list *list, const char *typed)
{
	struct strbuf key = STRBUF_INIT;
	bool blank;

	if (!list->has_marks)
		return typed_is_blank(typed, strlen(typed));
	typed_key(&key, typed, strlen(typed), 0);
	blank = !key.len;
	strbuf_release(&key);
	return blank;
}

static const struct accepted *same_before(
	const struct accepted *a, const struct accepted *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].translated == a->translated && accepts(&v[i], a->key))
			return &v[i];
	return NULL;
}

void accepted_check(
	const struct accepted_list *list, const struct accepted_list *earlier, struct reader *r)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct accepted *a = &list->v[i], *same = NULL;

		/* those of the lesson file are reported when it is read by itself */
		if (r->translation && !a->translated)
			continue;
		if (earlier)
			same = same_before(a, earlier->v, earlier->n);
		if (!same)
			same = same_before(a, list->v, i);
		if (same)
			reader_warn(r, a->name, "same-answer",
				_("“%s” is read like “%s”, so it is never used; remove or change it"),
				a->name, same->name);
	}
}

void accepted_print(const struct accepted_list *list, struct printed_row *row, struct printed *out)
{
	row->accepted = arena_alloc(out->arena, list->n * sizeof(*row->accepted));
	for (size_t i = 0; i < list->n; i++)
		row->accepted[row->n_accepted++] = list->v[i].text;
}
