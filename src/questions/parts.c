/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/parts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"

static bool is_letter_to(const char *id, char last)
{
	return id[0] >= 'a' && id[0] <= last && !id[1];
}

static bool is_number(const char *id)
{
	return *id && !id[strspn(id, "0123456789")];
}

/*
 * False for a part that is named by a number like one before it: that is one mistake, and all else
 * is judged as if the numbers were letters.
 */
static bool is_first_number(const struct ini_section *s, const struct ini_entry *e)
{
	const char *id = strchr(e->key, '.');

	for (const struct ini_entry *p = s->entries; id && is_number(id + 1) && p < e; p++)
		if (strchr(p->key, '.') && is_number(strchr(p->key, '.') + 1))
			return false;
	return true;
}

size_t parts_read(struct reader *r, const char *stem, char last, struct part *parts, size_t max)
{
	const struct ini_section *s = r->section;
	size_t len = strlen(stem), n = 0;

	reader_suggest(r, arena_printf(r->arena, "%sa", stem));
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];
		const char *id = e->key + len, *text;

		if (strncmp(e->key, stem, len) || strchr(id, '.'))
			continue;
		text = reader_prose_entry(r, e);
		if (!is_letter_to(id, last) && is_first_number(s, e))
			reader_error_at(r, e, "bad-option",
				_("“%s” is named %sa to %s%c, by one letter; give it another name"),
				e->key, stem, stem, last);
		if (!is_letter_to(id, last) && !is_number(id)) {
			reader_know(r, arena_printf(r->arena, "feedback.%s", id));
			continue;
		}
		if (n == max)
			reader_error_at(r, e, "too-many-items",
				_("“%s” is one too many, since there is room for %zu; make two "
				  "questions of it"),
				e->key, max);
		else
			parts[n++] = (struct part){ .id = id, .key = e->key, .text = text };
	}
	return n;
}

void parts_check_count(struct reader *r, const char *stem, size_t n, size_t least)
{
	if (n < least)
		reader_error(r, NULL, "too-few-items",
			_("a question of this type needs at least %zu lines %sa = \"…\", %sb = "
			  "\"…\"; add some"),
			least, stem, stem);
}

void parts_read_feedback(struct reader *r, struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *key = arena_printf(r->arena, "feedback.%s", parts[i].id);

		parts[i].feedback = reader_prose(r, key, false);
		if (!parts[i].feedback)
			reader_error(r, parts[i].key, "missing-feedback",
				_("“%s” has no feedback; add %s = \"why\""), parts[i].key, key);
	}
}

void parts_check_equal(struct reader *r, const struct part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (text_equal_folded(parts[i].text, parts[k].text, 0)) {
				reader_error(r, parts[i].key, "equal-sides",
					_("“%s” and “%s” have the same text and cannot be told apart; change one"),
					parts[k].key, parts[i].key);
				break;
			}
}

int parts_find(const struct part *parts, size_t n, const char *id, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(parts[i].id) == len && !memcmp(parts[i].id, id, len))
			return (int)i;
	return -1;
}

struct grade parts_grade(const struct question *q, size_t right, size_t n)
{
	struct grade g = { 0, q->points * POINT };

	if (n)
		g.score = (int)((size_t)g.max * right / n);
	return g;
}

const char *parts_note(struct view *view, enum mark mark, const char *chosen, const char *right)
{
	if (mark == MARK_RIGHT)
		/* TRANSLATORS: next to one part of a question: what the person chose, which is
		   right */
		return view_printf(view, _("right: %s"), chosen);
	if (mark == MARK_WRONG)
		/* TRANSLATORS: what the person chose, then what would have been right */
		return view_printf(view, _("not right: %s; right is: %s"), chosen, right);
	return view_printf(view, _("not answered; right is: %s"), right);
}

void parts_reason(struct view *view, const struct part *part, enum mark mark, enum showing showing)
{
	struct block *b;

	if (mark == MARK_RIGHT && showing != SHOW_ALL_REASONS)
		return;
	b = view_add(view, BLOCK_TERM, part->feedback);
	b->label = part->text;
	b->show = showing == SHOW_ANSWERED;
}

const char *parts_menu(struct view *view, const char *const *names, size_t n, int chosen)
{
	struct strbuf sb = STRBUF_INIT;
	const char *out;

	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sb, (int)i == chosen ? "%s[%zu %s]" : "%s%zu %s", i ? " · " : "",
			i + 1, names[i]);
	out = view_printf(view, "%s", sb.buf);
	strbuf_release(&sb);
	return out;
}
