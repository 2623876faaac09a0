/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario on paper: its messages and endings are numbered, and each reply names the number where
 * the conversation continues.
 */
#include "formats/booklet_scenario.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/technique.h"
#include "formats/booklet.h"
#include "screens/pieces.h"

size_t booklet_target(const struct scenario *s, struct target t)
{
	return (t.kind == TARGET_ENDING ? s->n_messages : 0) + (size_t)t.index;
}

static size_t number_of(const struct scenario *s, struct target t)
{
	return booklet_target(s, t) + 1;
}

static const char *arrow(const struct scenario *s, struct target t, struct view *v)
{
	return view_printf(v, "→ %zu", number_of(s, t));
}

/* ---- conditions, in terms of the replies remembered */

/* Returns the replies that set the bit: "Yes" or "No". */
static const char *replies_of(const struct scenario *s, uint32_t bit, struct view *v)
{
	const char *all = NULL;

	for (size_t i = 0; i < s->n_replies; i++) {
		const char *one = s->replies[i].sets & bit
			? view_printf(v, _("“%s”"), s->replies[i].text)
			: NULL;

		if (one)
			all = all ? view_printf(v, _("%s or %s"), all, one) : one;
	}
	return all ? all : "";
}

static void add_condition(const struct scenario *s, uint32_t bits, const char *format,
	struct view *v, struct strbuf *out)
{
	for (uint32_t bit = 1; bit; bit <<= 1) {
		if (!(bits & bit))
			continue;
		if (out->len)
			strbuf_addch(out, ' ');
		strbuf_addf(out, format, replies_of(s, bit, v));
	}
}

const char *booklet_condition(const struct scenario *s, const struct condition *c, struct view *v)
{
	struct strbuf out = STRBUF_INIT;
	const char *text;

	add_condition(s, c->set, _("(Only if you chose %s.)"), v, &out);
	add_condition(s, c->unset, _("(Only if you did not choose %s.)"), v, &out);
	text = out.len ? view_printf(v, "%s", out.buf) : NULL;
	strbuf_release(&out);
	return text;
}

/* ---- a message, an ending */

void booklet_signs(const struct message *m, struct view *v)
{
	struct strbuf out = STRBUF_INIT;

	for (int i = 0; i < TECHNIQUES; i++)
		if (m->flags >> i & 1)
			strbuf_addf(&out, "%s%s", out.len ? ", " : "", _(techniques[i].name));
	view_message(v, out.len ? MARK_NOTE : MARK_INFO,
		view_printf(v, _("%s: %s"), out.len ? out.buf : _("no sign"), m->why));
	strbuf_release(&out);
}

static void reply(
	const struct scenario *s, const struct reply *r, bool answers, bool first, struct view *v)
{
	static const enum mark marks[] = { MARK_INFO, MARK_RIGHT, MARK_WRONG };
	const char *only = booklet_condition(s, &r->condition, v);
	struct block *b =
		view_add(v, BLOCK_ITEM, only ? view_printf(v, "%s %s", r->text, only) : r->text);

	b->label = arrow(s, r->next, v);
	b->tight = !first;
	if (!answers)
		return;
	b = view_add(v, BLOCK_ITEM, r->debrief);
	b->label = view_printf(v, "    %s", mark_sign(marks[r->safety]));
	b->tight = true;
}

static void message(const struct scenario *s, const struct message *m, bool answers, struct view *v)
{
	const char *only = booklet_condition(s, &m->condition, v);

	if (only)
		view_dim(v,
			view_printf(
				v, _("%s Otherwise go on with %zu."), only, number_of(s, m->next)));
	for (size_t i = 0; i < m->n_texts; i++) {
		struct block *b = view_add(v, m->from ? BLOCK_QUOTE : BLOCK_TEXT, m->texts[i]);

		if (m->from && i + 1 == m->n_texts)
			b->note = m->from->name;
	}
	if (answers && m->from && m->why)
		booklet_signs(m, v);
	for (size_t i = 0; i < m->n_replies; i++)
		reply(s, &s->replies[m->replies[i]], answers, !i, v);
	if (!m->n_replies)
		view_text(v, arrow(s, m->next, v));
}

size_t booklet_places(const struct scenario *s)
{
	return s->n_messages + s->n_endings;
}

const char *booklet_place_id(const struct scenario *s, size_t at)
{
	return at < s->n_messages ? s->messages[at].id : s->endings[at - s->n_messages].id;
}

void booklet_place(const struct scenario *s, size_t at, bool answers, struct view *v)
{
	const struct ending *e = at < s->n_messages ? NULL : &s->endings[at - s->n_messages];

	view_add(v, BLOCK_HEADING,
		e ? view_printf(v, "%zu  %s", at + 1, e->title) : view_printf(v, "%zu", at + 1));
	if (!e) {
		message(s, &s->messages[at], answers, v);
		return;
	}
	for (size_t i = 0; i < e->n_texts; i++)
		view_text(v, e->texts[i]);
}

void booklet_scenario(struct booklet *b, const struct scenario *s, bool answers)
{
	struct view *v = &b->view;

	booklet_begin(b, BOOKLET_TEXT, s->title);
	view_text(v, s->summary);
	if (s->content_note)
		view_dim(v, s->content_note);
	view_text(v,
		view_printf(v,
			s->role == PLAYED_SELF
				? _("You are yourself. Begin with %d, choose a reply, and go on with its number.")
				: _("You are a friend. Begin with %d, choose a reply, and go on with its number."),
			s->start + 1));
	for (size_t i = 0; i < s->n_persons; i++)
		view_add(v, BLOCK_TERM, s->persons[i].about)->label = s->persons[i].name;
	for (size_t i = 0; i < booklet_places(s); i++)
		booklet_place(s, i, answers, v);
	booklet_sources(v, s->sources, s->n_sources);
}
