/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_text.h"

#include <string.h>

#include "base/strbuf.h"
#include "text/text.h"

const char *layout_clean(struct layout *l, const char *text)
{
	struct strbuf shown = STRBUF_INIT;
	size_t len = strlen(text);
	const char *out;

	if (!l->ascii && !l->font && text_is_clean(text, len))
		return text;
	text_show(&shown, text, len, l->ascii, l->font);
	out = arena_strdup(&l->arena, shown.buf);
	strbuf_release(&shown);
	return out;
}

const char *layout_own(struct layout *l, const char *text)
{
	return l->ascii || l->font ? layout_clean(l, text) : text;
}

int layout_width_of(const char *s)
{
	return text_width(s, strlen(s));
}

void layout_new_row(struct layout *l, int block)
{
	ALLOC_GROW(l->rows, l->n_rows + 1, l->cap_rows);
	l->rows[l->n_rows++] = (struct row){ .first = l->n_spans, .block = block };
}

void layout_add_span(struct layout *l, int x, enum role role, const char *text, size_t len)
{
	if (!len)
		return;
	ALLOC_GROW(l->spans, l->n_spans + 1, l->cap_spans);
	l->spans[l->n_spans++] = (struct span){ .x = x, .role = role, .text = text, .len = len };
	l->rows[l->n_rows - 1].n++;
}

void layout_add_string(struct layout *l, int x, enum role role, const char *text)
{
	layout_add_span(l, x, role, text, strlen(text));
}

void layout_add_spot(struct layout *l, int x, int end, int id)
{
	ALLOC_GROW(l->spots, l->n_spots + 1, l->cap_spots);
	l->spots[l->n_spots++] = (struct layout_spot){
		.row = (int)l->n_rows - 1,
		.x = x,
		.end = end,
		.id = id,
	};
}

static void place_line(void *ctx, size_t start, size_t len, int cells)
{
	struct layout_paragraph *p = ctx;
	size_t head = start < p->head ? p->head - start : 0;

	(void)cells;
	if (p->lines++ || !p->here)
		layout_new_row(p->layout, p->block);
	if (p->sign && p->lines == 1)
		layout_add_string(p->layout, 0, ROLE_FOCUS, p->sign);
	if (p->bar)
		layout_add_string(p->layout, p->x - 2, ROLE_ACCENT, p->bar);
	if (p->behind)
		layout_add_string(p->layout, p->layout->width - 1, ROLE_DIM, p->behind);
	if (head > len)
		head = len;
	layout_add_span(p->layout, p->x, p->head_role, p->text + start, head);
	if (head < len) {
		int x = p->x + (head ? text_width(p->text + start, head) : 0);

		layout_add_span(p->layout, x, p->role, p->text + start + head, len - head);
	}
}

int layout_wrap(struct layout_paragraph *p, int width)
{
	if (width < 1)
		width = 1;
	return text_wrap(p->text, strlen(p->text), width, place_line, p);
}

int layout_put_text(struct layout *l, int block, int x, enum role role, const char *text)
{
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, text),
		.x = x,
		.block = block,
		.role = role,
	};

	return layout_wrap(&p, l->width - x);
}

void layout_put_beside(
	struct layout *l, int block, int x, int width, enum role role, const char *text)
{
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, text),
		.x = x,
		.block = block,
		.role = role,
		.here = true,
	};

	layout_wrap(&p, width);
}

void layout_put_at_end(struct layout *l, int block, int x, const char *note)
{
	const char *text = layout_clean(l, note);
	const struct row *row = &l->rows[l->n_rows - 1];
	const struct span *last = row->n ? &l->spans[row->first + row->n - 1] : NULL;
	int used = last ? last->x + text_width(last->text, last->len) : 0;
	int at = l->width - layout_width_of(text);

	if (used + 2 <= at)
		layout_add_string(l, at, ROLE_DIM, text);
	else
		layout_put_text(l, block, x, ROLE_DIM, note);
}
