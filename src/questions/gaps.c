/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/gaps.h"

#include <string.h>

#include "base/i18n.h"

/* ---- the sentence */

bool gaps_is_at(const char *s)
{
	return s[0] == '[' && s[1] >= 'a' && s[1] <= 'z' && s[2] == ']';
}

int gaps_find(const struct gaps *d, char id)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->gaps[i].id == id)
			return (int)i;
	return -1;
}

static void find_gaps(struct reader *r, struct gaps *d)
{
	for (const char *s = d->text; (s = strchr(s, '[')); s++) {
		if (!gaps_is_at(s))
			continue;
		if (gaps_find(d, s[1]) >= 0)
			reader_error(r, "text", "bad-gap",
				_("the gap [%c] is twice in the sentence; give the second one "
				  "another letter"),
				s[1]);
		else if (d->n == GAPS_MAX)
			reader_error(r, "text", "too-many-items",
				_("the gap [%c] is one too many, since there is room for %d; make "
				  "two questions of "
				  "it"),
				s[1], GAPS_MAX);
		else
			d->gaps[d->n++].id = s[1];
	}
	if (!d->n)
		reader_error(r, "text", "too-few-items",
			_("the sentence has no gap; write a letter in square brackets, such as [x]"));
}

static void sort_by_id(struct gaps *d)
{
	for (size_t i = 0; i < d->n; i++) {
		size_t at = i;

		for (; at && d->gaps[d->by_id[at - 1]].id > d->gaps[i].id; at--)
			d->by_id[at] = d->by_id[at - 1];
		d->by_id[at] = (int)i;
	}
}

/* ---- reading a question */

/* Returns the letter of a key such as "accept1.x" or "choice.x.a"; 0 for other keys. */
static char letter_of_key(const char *key)
{
	struct numbered_key k;

	if (reader_key_is_numbered(key, "accept", &k))
		return k.rest[0] == '.' && k.rest[1] && !k.rest[2] ? k.rest[1] : 0;
	if (strncmp(key, "choice.", strlen("choice.")))
		return 0;
	key += strlen("choice.");
	return key[0] && key[1] == '.' ? key[0] : 0;
}

/* Reports answers for gaps that do not exist. */
static void check_letters(struct reader *r, const struct gaps *d)
{
	for (size_t i = 0; i < r->section->n; i++) {
		const struct ini_entry *e = &r->section->entries[i];
		char id = letter_of_key(e->key);

		if (!id || gaps_find(d, id) >= 0)
			continue;
		reader_prose_entry(r, e);
		reader_know(r, arena_printf(r->arena, "feedback.%c", id));
		reader_error_at(r, e, "bad-gap",
			_("“%s” is for a gap [%c] that is not in the sentence; put it there, or "
			  "remove the line"),
			e->key, id);
	}
}

static void read_accepted(struct reader *r, const struct gaps *d, struct gap *gap)
{
	const struct ini_section *s = r->section;

	gap->accept = accepted_list(r, &d->rule);
	for (size_t i = 0; i < s->n; i++) {
		struct numbered_key k;

		if (reader_key_is_numbered(s->entries[i].key, "accept", &k) &&
			letter_of_key(s->entries[i].key) == gap->id)
			accepted_add(&gap->accept, r, &s->entries[i]);
	}
	accepted_check(&gap->accept, NULL, r);
}

static void read_choices(struct reader *r, struct gap *gap)
{
	const char *stem = arena_printf(r->arena, "choice.%c.", gap->id);
	const char *key = arena_printf(r->arena, "correct.%c", gap->id), *correct;

	gap->n_choices = parts_read(r, stem, 'h', gap->choices, PARTS_MAX);
	if (!gap->n_choices)
		return;
	parts_check_count(r, stem, gap->n_choices, 2);
	parts_check_equal(r, gap->choices, gap->n_choices);
	correct = reader_word(r, key, true);
	if (!correct)
		return;
	gap->correct = parts_find(gap->choices, gap->n_choices, correct, strlen(correct));
	if (gap->correct < 0)
		reader_error(r, key, "unknown-option",
			_("%s%s is named here but does not exist; add it or name another"), stem,
			correct);
}

static void read_gap(struct reader *r, struct gaps *d, struct gap *gap)
{
	const char *key = arena_printf(r->arena, "feedback.%c", gap->id);

	read_accepted(r, d, gap);
	read_choices(r, gap);
	d->typed |= gap->accept.n > 0;
	if (!gap->accept.n == !gap->n_choices)
		reader_error(r, "text", "bad-gap",
			_("the gap [%c] needs either texts to type, accept1.%c = \"…\", or texts "
			  "to choose from, "
			  "choice.%c.a = \"…\" and so on, not both"),
			gap->id, gap->id, gap->id);
	gap->feedback = reader_prose(r, key, false);
	if (!gap->feedback)
		reader_error(r, "text", "missing-feedback",
			_("the gap [%c] has no feedback; add %s = \"why\""), gap->id, key);
}

bool gaps_read(struct reader *r, struct question *q)
{
	size_t before = r->diags->errors;
	struct gaps *d = arena_alloc(r->arena, sizeof(*d));

	q->data = d;
	d->rule = accepted_read_rule(r);
	d->text = reader_prose(r, "text", true);
	if (d->text) {
		find_gaps(r, d);
		sort_by_id(d);
		for (size_t i = 0; i < d->n; i++)
			read_gap(r, d, &d->gaps[i]);
		check_letters(r, d);
	} else {
		/* without the sentence its gaps cannot be checked */
		d->text = "";
		reader_know(r, "");
	}
	q->shuffle = reader_bool(r, "shuffle", true);
	return r->diags->errors == before;
}
