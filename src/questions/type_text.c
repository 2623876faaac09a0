/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A short typed answer, compared as accepted.h says. An answer that the author calls nearly right
 * gets half of the points.
 */
#include "questions/type.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/accepted.h"
#include "questions/interaction.h"
#include "questions/printed.h"
#include "view/field.h"

struct data {
	struct accepted_list accept, nearly;
	const char **reasons; /* by index of nearly */
	const char *other;
};

static bool is_numbered(const char *key, const char *prefix)
{
	size_t len = strlen(prefix);

	return !strncmp(key, prefix, len) && key[len] &&
		strspn(key + len, "0123456789") == strlen(key + len);
}

static void read_accepted(struct reader *r, struct data *d)
{
	const struct accepted_rule rule = accepted_read_rule(r);
	const struct ini_section *s = r->section;

	d->accept = accepted_list(r, &rule);
	d->nearly = accepted_list(r, &rule);
	d->reasons = arena_alloc(r->arena, s->n * sizeof(*d->reasons));
	for (size_t i = 0; i < s->n; i++) {
		const char *key = s->entries[i].key;

		if (is_numbered(key, "accept")) {
			accepted_add(&d->accept, r, &s->entries[i]);
		} else if (is_numbered(key, "nearly")) {
			d->reasons[d->nearly.n] =
				reader_prose(r, arena_printf(r->arena, "%s_feedback", key), true);
			accepted_add(&d->nearly, r, &s->entries[i]);
		}
	}
	accepted_check(&d->accept, NULL, r);
	accepted_check(&d->nearly, &d->accept, r);
}

static bool parse(struct reader *r, struct question *q)
{
	size_t before = r->diags->errors;
	struct data *d = arena_alloc(r->arena, sizeof(*d));

	q->data = d;
	reader_know(r, "accept");
	reader_suggest(r, "nearly1");
	reader_suggest(r, "nearly1_feedback");
	read_accepted(r, d);
	if (!d->accept.n)
		reader_error(r, NULL, "missing-key",
			_("a typed answer needs at least one accepted text: accept1 = \"…\""));
	d->other = reader_prose(r, "feedback.other", false);
	if (!d->other)
		reader_error(r, NULL, "missing-feedback",
			_("missing feedback for other answers; add feedback.other = \"…\""));
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

static enum mark mark_of(const struct data *d, const char *text)
{
	if (accepted_find(&d->accept, text) >= 0)
		return MARK_RIGHT;
	return accepted_find(&d->nearly, text) >= 0 ? MARK_PARTLY : MARK_WRONG;
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
	b->own = true;
	b->role = ROLE_OWN;
	b->mark = mark_of(d, f->text);
	if (b->mark == MARK_RIGHT)
		return;
	b = view_choice(view, -1, NULL, d->accept.v[0].text, false);
	b->mark = MARK_MISSED;
	b->note = _("an accepted answer");
}

static void reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	const struct field *f = work;
	const struct data *d = q->data;
	int nearly = accepted_find(&d->nearly, f->text);

	if (mark_of(d, f->text) == MARK_RIGHT)
		return;
	view_text(view, nearly >= 0 ? d->reasons[nearly] : d->other)->show =
		showing == SHOW_ANSWERED;
}

static void response(const void *work, const struct question *q, struct strbuf *out)
{
	const struct field *f = work;
	const struct data *d = q->data;
	size_t from = strspn(f->text, " "), to = f->len;

	if (accepted_is_blank(&d->accept, f->text) && accepted_is_blank(&d->nearly, f->text))
		return;
	while (to > from && f->text[to - 1] == ' ')
		to--;
	strbuf_add(out, f->text + from, to - from);
}

static struct grade grade(const struct question *q, const char *text)
{
	struct grade g = { 0, q->points * POINT };

	enum mark mark = mark_of(q->data, text);

	if (mark == MARK_RIGHT)
		g.score = g.max;
	else if (mark == MARK_PARTLY)
		g.score = g.max / 2;
	return g;
}

static void interact(const struct question *q, struct interaction *out)
{
	const struct data *d = q->data;
	struct interaction_slot slot = { 0 };

	out->kind = INTERACTION_FILL_IN;
	for (size_t i = 0; i < d->accept.n; i++)
		interaction_slot_add(&slot, d->accept.v[i].text);
	interaction_combine(out, &slot, 1);
}

static void print(const void *work, const struct question *q, struct printed *out)
{
	const struct data *d = q->data;

	(void)work;
	out->kind = PRINTED_WRITTEN;
	accepted_print(&d->accept, printed_add(out, NULL, NULL), out);
	for (size_t i = 0; i < d->nearly.n; i++)
		printed_note(out, d->nearly.v[i].text,
			/* TRANSLATORS: of a typed answer, in the key of a printed question; %s
			   is the reason */
			arena_printf(out->arena, _("half of the points. %s"), d->reasons[i]));
	/* TRANSLATORS: any answer that is not in the key */
	printed_note(out, _("Anything else"), d->other);
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
	.print = print,
	.how = N_("Type your answer, then press Enter."),
};
