/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A short typed answer, compared by text/text.h (normal form, case, spaces; accents where the
 * author asks for it). An answer that the author calls nearly right gets half of the points.
 */
#include "questions/type.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/interaction.h"
#include "text/text.h"
#include "view/field.h"

struct nearly {
	const char *text, *feedback;
};

struct data {
	const char **accept;
	struct nearly *nearly;
	size_t n_accept, n_nearly;
	const char *other;
	unsigned fold; /* flags of text_equal_folded */
};

static bool is_numbered(const char *key, const char *prefix)
{
	size_t len = strlen(prefix);

	return !strncmp(key, prefix, len) && key[len] &&
		strspn(key + len, "0123456789") == strlen(key + len);
}

static void read_accepted(struct reader *r, struct data *d)
{
	const struct ini_section *s = r->section;

	d->accept = arena_alloc(r->arena, s->n * sizeof(*d->accept));
	d->nearly = arena_alloc(r->arena, s->n * sizeof(*d->nearly));
	for (size_t i = 0; i < s->n; i++) {
		const char *key = s->entries[i].key, *text;

		if (is_numbered(key, "accept")) {
			text = reader_prose(r, key, true);
			if (text)
				d->accept[d->n_accept++] = text;
		} else if (is_numbered(key, "nearly")) {
			text = reader_prose(r, key, true);
			if (text)
				d->nearly[d->n_nearly++] = (struct nearly){ text,
					reader_prose(r, arena_printf(r->arena, "%s_feedback", key),
						true) };
		}
	}
}

static bool parse(struct reader *r, struct question *q)
{
	size_t before = r->diags->errors;
	struct data *d = arena_alloc(r->arena, sizeof(*d));
	const char *accents = reader_word(r, "accents", false);

	q->data = d;
	reader_know(r, "accept");
	reader_know(r, "nearly");
	read_accepted(r, d);
	if (!d->n_accept)
		reader_error(r, NULL, "missing-key",
			_("a typed answer needs at least one accepted text: accept1 = \"…\""));
	d->other = reader_prose(r, "feedback.other", false);
	if (!d->other)
		reader_error(r, NULL, "missing-feedback",
			_("missing feedback for other answers; add feedback.other = \"…\""));
	if (accents && !strcmp(accents, "optional"))
		d->fold = TEXT_NO_ACCENTS;
	else if (accents && strcmp(accents, "required"))
		reader_error(r, "accents", "bad-value",
			_("write accents = optional or accents = required"));
	return r->diags->errors == before;
}

static void begin(void *work, const struct question *q, uint64_t seed)
{
	(void)q;
	(void)seed;
	memset(work, 0, sizeof(struct field));
}

static void restore(void *work, const struct question *q, const char *response)
{
	(void)q;
	field_set(work, response);
}

static bool update(void *work, const struct question *q, const struct input *in)
{
	(void)q;
	return field_update(work, in);
}

static const struct nearly *find_nearly(const struct data *d, const char *text)
{
	for (size_t i = 0; i < d->n_nearly; i++)
		if (text_equal_folded(d->nearly[i].text, text, d->fold))
			return &d->nearly[i];
	return NULL;
}

static bool is_accepted(const struct data *d, const char *text)
{
	for (size_t i = 0; i < d->n_accept; i++)
		if (text_equal_folded(d->accept[i], text, d->fold))
			return true;
	return false;
}

static void describe(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct field *f = work;
	const struct data *d = q->data;
	struct block *b;

	if (showing == SHOW_OPEN) {
		b = view_add(view, BLOCK_FIELD, f->text);
		b->caret = f->caret;
		b->focus = true;
		b->id = 0;
		return;
	}
	b = view_choice(view, -1, NULL, f->text, false);
	b->note = _("your answer");
	b->mark = is_accepted(d, f->text) ? MARK_RIGHT
		: find_nearly(d, f->text) ? MARK_PARTLY
					  : MARK_WRONG;
	if (b->mark == MARK_RIGHT)
		return;
	b = view_choice(view, -1, NULL, d->accept[0], false);
	b->mark = MARK_MISSED;
	b->note = _("an accepted answer");
}

static void reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct field *f = work;
	const struct data *d = q->data;
	const struct nearly *nearly = find_nearly(d, f->text);

	if (is_accepted(d, f->text))
		return;
	view_text(view, nearly ? nearly->feedback : d->other)->show = showing == SHOW_ANSWERED;
}

static void response(const void *work, const struct question *q, struct strbuf *out)
{
	const struct field *f = work;
	struct strbuf key = STRBUF_INIT;

	(void)q;
	text_fold(&key, f->text, f->len, 0);
	if (key.len) {
		size_t from = strspn(f->text, " "), to = f->len;

		while (to > from && f->text[to - 1] == ' ')
			to--;
		strbuf_add(out, f->text + from, to - from);
	}
	strbuf_release(&key);
}

static struct grade grade(const struct question *q, const char *text)
{
	struct grade g = { 0, q->points * POINT };

	if (is_accepted(q->data, text))
		g.score = g.max;
	else if (find_nearly(q->data, text))
		g.score = g.max / 2;
	return g;
}

static void interact(const struct question *q, struct interaction *out)
{
	const struct data *d = q->data;
	struct interaction_slot slot = { 0 };

	out->kind = INTERACTION_FILL_IN;
	for (size_t i = 0; i < d->n_accept; i++)
		interaction_slot_add(&slot, d->accept[i]);
	interaction_combine(out, &slot, 1);
}

const struct question_type question_text = {
	.name = "text",
	.typed = true,
	.work_size = sizeof(struct field),
	.parse = parse,
	.begin = begin,
	.restore = restore,
	.update = update,
	.describe = describe,
	.reasons = reasons,
	.response = response,
	.grade = grade,
	.interact = interact,
	.how = N_("Type your answer, then press Enter."),
};
