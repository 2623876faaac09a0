/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/booklet_question.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/printed.h"
#include "questions/type.h"
#include "view/block.h"

static char letter(size_t i)
{
	return (char)('A' + i);
}

static const char *letter_text(size_t i, struct view *v)
{
	return view_printf(v, "%c", letter(i));
}

static struct block *item(struct view *v, const char *label, const char *text)
{
	struct block *b = view_add(v, BLOCK_ITEM, text);

	b->label = label;
	b->tight = true;
	return b;
}

/* ---- the question */

/* What is to be done, in a few words: it differs by more than the shape of a box. */
static const char *task(const struct printed *p)
{
	switch (p->kind) {
	case PRINTED_ONE:
		return _("One answer");
	case PRINTED_SEVERAL:
		return _("Several answers: tick each that is right");
	case PRINTED_MATCH:
		return _(
			"Write a letter before each line; a letter may serve several times, or never");
	case PRINTED_ORDER:
		return _("Write the letters in the right order");
	case PRINTED_GAPS:
		return _("Fill the gaps");
	case PRINTED_WRITTEN:
		break;
	}
	return _("Write the answer");
}

static void add_choices(const struct printed_row *row, bool several, bool boxes, struct view *v)
{
	for (size_t i = 0; i < row->n_choices; i++) {
		struct block *b;

		if (!boxes) {
			item(v, letter_text(i, v), row->choices[i].text);
			continue;
		}
		b = view_choice(v, -1, letter_text(i, v), row->choices[i].text, false);
		b->mark = several ? MARK_OFF : MARK_NONE;
		b->tight = true;
	}
}

static void add_lines(const struct printed *p, struct view *v)
{
	for (size_t i = 0; i < p->n; i++)
		item(v, view_printf(v, "%zu ____", i + 1), p->rows[i].text);
	view_dim(v, _("Letters to choose from:"))->tight = false;
	add_choices(p->rows, false, false, v);
}

static void add_places(const struct printed *p, struct view *v)
{
	struct strbuf line = STRBUF_INIT;

	add_choices(p->rows, false, false, v);
	for (size_t i = 0; i < p->n; i++)
		strbuf_addf(&line, "%s%zu\u00a0____", i ? "   " : "", i + 1);
	view_text(v, view_printf(v, "%s", line.buf));
	strbuf_release(&line);
}

/* "A act", "B means", a line each. */
static const char *menu(const struct printed_row *row, bool texts, struct view *v)
{
	struct strbuf out = STRBUF_INIT;
	const char *all;

	for (size_t i = 0; i < row->n_choices; i++) {
		strbuf_addf(&out, "%s%c", i ? "\n" : "", letter(i));
		if (texts)
			strbuf_addf(&out, " %s", row->choices[i].text);
	}
	all = view_printf(v, "%s", out.buf);
	strbuf_release(&out);
	return all;
}

static void add_gaps(const struct printed *p, struct view *v)
{
	view_text(v, p->sentence);
	for (size_t i = 0; i < p->n; i++) {
		struct block *b;

		if (!p->rows[i].n_choices)
			continue;
		b = view_add(v, BLOCK_SCALE, menu(&p->rows[i], true, v));
		b->label = p->n > 1 ? view_printf(v, "(%zu)", i + 1) : "";
	}
}

static void add_line(const struct printed *p, const char *label, struct view *v)
{
	struct block *b = view_add(v, BLOCK_FIELD, "");

	b->label = label;
	b->note = p->unit;
}

void booklet_question(
	const struct question *q, const struct printed *p, size_t number, struct view *v)
{
	view_add(v, BLOCK_HEADING, view_printf(v, _("Question %zu"), number));
	view_text(v, q->prompt)->role = ROLE_STRONG;
	view_dim(v,
		view_printf(v,
			/* TRANSLATORS: what is to be done; then how many points it gives */
			Q_("%s. (%d point)", "%s. (%d points)", (unsigned long)q->points), task(p),
			q->points));
	switch (p->kind) {
	case PRINTED_ONE:
	case PRINTED_SEVERAL:
		add_choices(p->rows, p->kind == PRINTED_SEVERAL, true, v);
		break;
	case PRINTED_MATCH:
		add_lines(p, v);
		break;
	case PRINTED_ORDER:
		add_places(p, v);
		break;
	case PRINTED_GAPS:
		add_gaps(p, v);
		break;
	case PRINTED_WRITTEN:
		add_line(p, NULL, v);
		break;
	}
}

/* ---- the key */

static void add_letters(const struct printed_row *row, const char *between, struct strbuf *out)
{
	const char *before = "";

	for (size_t i = 0; i < row->n_choices; i++)
		if (row->right >> i & 1) {
			strbuf_addf(out, "%s%c", before, letter(i));
			before = between;
		}
}

/* The answer of a row: "B", "A, C" for several, "A / C" where either will do, or words. */
static const char *answer_of(const struct printed *p, const struct printed_row *row, struct view *v)
{
	struct strbuf out = STRBUF_INIT;
	const char *text;

	if (row->n_choices)
		add_letters(row, p->kind == PRINTED_SEVERAL ? ", " : " / ", &out);
	for (size_t i = 0; i < row->n_accepted; i++)
		strbuf_addf(&out, "%s%s", i ? " / " : "", row->accepted[i]);
	text = view_printf(v, "%s", out.buf);
	strbuf_release(&out);
	return text;
}

const char *booklet_answer(const struct printed *p, struct view *v)
{
	struct strbuf out = STRBUF_INIT;
	const char *text;

	for (size_t i = 0; i < p->n; i++) {
		if (p->n > 1)
			strbuf_addf(&out, "%s%zu\u00a0", i ? ", " : "", i + 1);
		strbuf_addstr(&out, answer_of(p, &p->rows[i], v));
	}
	text = view_printf(v, "%s", out.buf);
	strbuf_release(&out);
	return text;
}

/* "A mountain: Right.", or the mountain alone if nothing is said of it. */
static const char *with_reason(const char *text, const char *reason, struct view *v)
{
	/* TRANSLATORS: a thing, and what is said about it */
	return reason ? view_printf(v, _("%s: %s"), text, reason) : text;
}

static void explain_options(const struct printed_row *row, struct view *v)
{
	for (size_t i = 0; i < row->n_choices; i++)
		item(v,
			view_printf(v, "%s %c",
				mark_sign(row->right >> i & 1 ? MARK_RIGHT : MARK_WRONG),
				letter(i)),
			with_reason(row->choices[i].text, row->choices[i].reason, v));
}

/* The texts of the right choices of a row: "Act / Means". */
static const char *right_texts(const struct printed_row *row, struct view *v)
{
	const char *all = NULL;

	for (size_t i = 0; i < row->n_choices; i++)
		if (row->right >> i & 1)
			all = all ? view_printf(v, "%s / %s", all, row->choices[i].text)
				  : row->choices[i].text;
	return all ? all : "";
}

static void explain_rows(const struct printed *p, struct view *v)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct printed_row *row = &p->rows[i];
		const char *right = row->n_choices ? right_texts(row, v) : answer_of(p, row, v);
		const char *text = row->text ? with_reason(row->text, right, v) : right;

		item(v, view_printf(v, "%zu", i + 1),
			row->reason ? view_printf(v, "%s – %s", text, row->reason) : text);
	}
}

void booklet_key(const struct question *q, const struct printed *p, size_t number, struct view *v)
{
	/* TRANSLATORS: the number of a question, and its right answer: “7: A, C” */
	view_add(v, BLOCK_HEADING, view_printf(v, _("%zu: %s"), number, booklet_answer(p, v)));
	view_dim(v, q->prompt)->tight = true;
	if (p->kind == PRINTED_ONE || p->kind == PRINTED_SEVERAL)
		explain_options(p->rows, v);
	else if (p->kind != PRINTED_WRITTEN)
		explain_rows(p, v);
	for (size_t i = 0; i < p->n_notes; i++) {
		const struct printed_note *note = &p->notes[i];

		item(v, "•", note->label ? with_reason(note->label, note->text, v) : note->text);
	}
	if (q->explain)
		view_text(v, q->explain);
}

/* ---- the answer sheet */

void booklet_sheet(const struct printed *p, size_t number, struct view *v)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct printed_row *row = &p->rows[i];
		const char *label = p->n > 1 ? view_printf(v, "%zu.%zu", number, i + 1)
					     : view_printf(v, "%zu", number);
		struct block *b;

		if (!row->n_choices) {
			add_line(p, label, v);
			v->blocks[v->n - 1].tight = true;
			continue;
		}
		b = view_add(v, BLOCK_SCALE, menu(row, false, v));
		b->label = label;
		b->tight = true;
		b->mark = p->kind == PRINTED_SEVERAL ? MARK_OFF : MARK_NONE;
	}
}
