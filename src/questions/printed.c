/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "questions/printed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "questions/type.h"

void question_print(
	const struct question *q, uint64_t seed, struct arena *arena, struct printed *out)
{
	void *work = xcalloc(1, q->type->work_size);

	*out = (struct printed){ .arena = arena };
	q->type->begin(work, q, seed);
	q->type->print(work, q, out);
	free(work);
}

static const struct printed_choice *first_right(const struct printed_row *row)
{
	for (size_t i = 0; i < row->n_choices; i++)
		if (row->right >> i & 1)
			return &row->choices[i];
	return NULL;
}

/* Returns the row whose id comes next in the order of the alphabet. */
static const struct printed_row *row_after(const struct printed *p, const char *id)
{
	const struct printed_row *next = NULL;

	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->rows[i].id, id) > 0 && (!next || strcmp(p->rows[i].id, next->id) < 0))
			next = &p->rows[i];
	return next;
}

static void add_row(const struct printed *p, const struct printed_row *row, struct strbuf *out)
{
	const struct printed_choice *right = first_right(row);

	if (out->len)
		strbuf_addch(out, p->kind == PRINTED_GAPS ? '|' : ',');
	if (row->id && p->kind != PRINTED_ORDER)
		strbuf_addf(out, "%s=", row->id);
	strbuf_addstr(out, right ? right->id : row->n_accepted ? row->accepted[0] : "");
}

void printed_response(const struct printed *p, struct strbuf *out)
{
	const struct printed_row *row = p->rows;

	if (p->kind == PRINTED_SEVERAL) {
		for (size_t i = 0; i < row->n_choices; i++)
			if (row->right >> i & 1)
				strbuf_addf(out, "%s%s", out->len ? "," : "", row->choices[i].id);
	} else if (p->kind == PRINTED_GAPS) {
		for (row = row_after(p, ""); row; row = row_after(p, row->id))
			add_row(p, row, out);
	} else {
		for (size_t i = 0; i < p->n; i++)
			add_row(p, &p->rows[i], out);
	}
}

struct printed_choice *printed_choices(struct printed *p, size_t n)
{
	return arena_alloc(p->arena, n * sizeof(struct printed_choice));
}

struct printed_row *printed_add(struct printed *p, const char *id, const char *text)
{
	struct printed_row *row;

	if (p->n == PRINTED_ROWS)
		BUG("more than %d rows on paper", PRINTED_ROWS);
	row = &p->rows[p->n++];
	*row = (struct printed_row){ .id = id, .text = text };
	return row;
}

void printed_note(struct printed *p, const char *label, const char *text)
{
	/* a question has fewer texts than there is room for, but one may nearly accept many */
	if (text && p->n_notes < PRINTED_NOTES)
		p->notes[p->n_notes++] = (struct printed_note){ label, text };
}
