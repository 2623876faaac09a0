/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_text.h"

#include <string.h>

#include "base/strbuf.h"
#include "text/address.h"
#include "text/emphasis.h"
#include "text/text.h"
#include "view/spoken.h"

static void note_strong(struct layout *l, const char *start, size_t len)
{
	ALLOC_GROW(l->strong, l->n_strong + 1, l->cap_strong);
	l->strong[l->n_strong++] = (struct layout_strong){ start, len };
}

/* Takes the marks out of a clean text and remembers where the emphasis is. */
static const char *strip_clean(struct layout *l, const char *text, size_t len)
{
	char *out = arena_alloc(&l->arena, len + 1), *end = out;
	const char *part;
	size_t at = 0, n;
	bool strong;

	while (emphasis_next(text, len, &at, &part, &n, &strong)) {
		memcpy(end, part, n);
		if (strong)
			note_strong(l, end, n);
		end += n;
	}
	*end = '\0';
	return out;
}

/*
 * The same for a text that has to be changed to be shown. Each part is shown by itself, since a
 * font may lack the character of which the marks are made.
 */
static const char *strip_shown(struct layout *l, const char *text, size_t len)
{
	struct strbuf marked = STRBUF_INIT, shown = STRBUF_INIT;
	const char *part, *out;
	size_t at = 0, n;
	bool strong;

	while (emphasis_next(text, len, &at, &part, &n, &strong)) {
		strbuf_clear(&shown);
		text_show(&shown, part, n, l->ascii, l->font);
		emphasis_put(&marked, shown.buf, shown.len, strong);
	}
	out = strip_clean(l, marked.buf, marked.len);
	strbuf_release(&marked);
	strbuf_release(&shown);
	return out;
}

static void note_link(struct layout *l, const char *start, size_t len)
{
	/* a text may be cleaned to be measured, and again to be put */
	for (size_t i = 0; i < l->n_links; i++)
		if (l->links[i].start == start)
			return;
	ALLOC_GROW(l->links, l->n_links + 1, l->cap_links);
	l->links[l->n_links++] = (struct layout_link){ start, len };
}

/* Texts are heard without the dots that part them on the screen. */
static const char *as_heard(struct layout *l, const char *text)
{
	struct strbuf heard = STRBUF_INIT;
	const char *out;

	if (!l->spoken || !spoken_has_dots(text))
		return text;
	spoken_put(&heard, text);
	out = arena_strdup(&l->arena, heard.buf);
	strbuf_release(&heard);
	return out;
}

static const char *clean(struct layout *l, const char *text, size_t len)
{
	struct strbuf shown = STRBUF_INIT, stars = STRBUF_INIT;
	const char *out;
	bool marked = emphasis_is_marked(text);

	if (!l->ascii && !l->font && text_is_clean(text, len))
		return marked ? strip_clean(l, text, len) : text;
	if (marked && !l->ascii)
		return strip_shown(l, text, len);
	emphasis_stars(&stars, text, len);
	text_show(&shown, stars.buf, stars.len, l->ascii, l->font);
	out = arena_strdup(&l->arena, shown.buf);
	strbuf_release(&stars);
	strbuf_release(&shown);
	return out;
}

const char *layout_clean(struct layout *l, const char *given)
{
	const char *text = as_heard(l, given), *out = clean(l, text, strlen(text));
	size_t len = strlen(out), at = 0, start, n;

	while (address_next(out, len, &at, &start, &n))
		note_link(l, out + start, n);
	return out;
}

const char *layout_join(struct layout *l, const char *a, const char *between, const char *b)
{
	const char *texts[] = { a, between, b };
	char *out = arena_alloc(&l->arena, strlen(a) + strlen(between) + strlen(b) + 1), *end = out;

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		size_t len = strlen(texts[i]), n_strong = l->n_strong, n_links = l->n_links;

		memcpy(end, texts[i], len);
		for (size_t k = 0; k < n_strong; k++)
			if (l->strong[k].start >= texts[i] && l->strong[k].start < texts[i] + len)
				note_strong(
					l, end + (l->strong[k].start - texts[i]), l->strong[k].len);
		for (size_t k = 0; k < n_links; k++)
			if (l->links[k].start >= texts[i] && l->links[k].start < texts[i] + len)
				note_link(l, end + (l->links[k].start - texts[i]), l->links[k].len);
		end += len;
	}
	*end = '\0';
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

const char *layout_signs(struct layout *l, const char *one, int on, const char *other, int n)
{
	size_t len, other_len;
	char *out, *end;

	one = layout_own(l, one);
	other = layout_own(l, other);
	len = strlen(one);
	other_len = strlen(other);
	end = out = arena_alloc(
		&l->arena, (size_t)(n > 0 ? n : 0) * (len > other_len ? len : other_len) + 1);
	for (int i = 0; i < n; i++)
		for (const char *sign = i < on ? one : other; *sign; sign++)
			*end++ = *sign;
	return out;
}

enum role layout_mark_role(enum mark mark)
{
	switch (mark) {
	case MARK_RIGHT:
	case MARK_MISSED:
		return ROLE_RIGHT;
	case MARK_PARTLY:
		return ROLE_PARTLY;
	case MARK_WRONG:
		return ROLE_WRONG;
	case MARK_ON:
	case MARK_HINT:
	case MARK_NOTE:
	case MARK_INFO:
		return ROLE_ACCENT;
	default:
		return ROLE_TEXT;
	}
}

void layout_new_row(struct layout *l, int block)
{
	ALLOC_GROW(l->rows, l->n_rows + 1, l->cap_rows);
	l->rows[l->n_rows++] = (struct row){ .first = l->n_spans, .block = block };
}

static void add_span(struct layout *l, int x, enum role role, const char *text, size_t len)
{
	if (!len)
		return;
	ALLOC_GROW(l->spans, l->n_spans + 1, l->cap_spans);
	l->spans[l->n_spans++] = (struct span){ .x = x, .role = role, .text = text, .len = len };
	l->rows[l->n_rows - 1].n++;
}

/* Other roles say already that the whole of a text matters. */
static bool shows_emphasis(enum role role)
{
	return role == ROLE_TEXT || role == ROLE_NOTE || role == ROLE_DIM;
}

void layout_add_span(struct layout *l, int x, enum role role, const char *text, size_t len)
{
	const char *end = text + len;

	for (size_t i = 0; i < l->n_strong && shows_emphasis(role); i++) {
		const char *start = l->strong[i].start, *stop = start + l->strong[i].len;

		if (stop <= text || start >= end)
			continue;
		start = start < text ? text : start;
		stop = stop > end ? end : stop;
		add_span(l, x, role, text, (size_t)(start - text));
		x += text_width(text, (size_t)(start - text));
		add_span(l, x, ROLE_STRONG, start, (size_t)(stop - start));
		x += text_width(start, (size_t)(stop - start));
		text = stop;
	}
	add_span(l, x, role, text, (size_t)(end - text));
}

void layout_link_span(
	const struct layout *l, const struct span *span, int x, int y, struct canvas *canvas)
{
	const char *end = span->text + span->len;

	for (size_t i = 0; i < l->n_links; i++) {
		const struct layout_link *link = &l->links[i];
		const char *from = link->start, *to = from + link->len;

		if (to <= span->text || from >= end)
			continue;
		from = from < span->text ? span->text : from;
		to = to > end ? end : to;
		canvas_link(canvas, x + text_width(span->text, (size_t)(from - span->text)), y,
			text_width(from, (size_t)(to - from)), link->start, link->len);
	}
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
	if (p->bar && (p->lines == 1 || !p->bar_once))
		layout_add_string(
			p->layout, p->x - 2, p->bar_role ? p->bar_role : ROLE_ACCENT, p->bar);
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

void layout_put_at_end(struct layout *l, int block, int x, enum role role, const char *note)
{
	const char *text = layout_clean(l, note);
	const struct row *row = &l->rows[l->n_rows - 1];
	const struct span *last = row->n ? &l->spans[row->first + row->n - 1] : NULL;
	int used = last ? last->x + text_width(last->text, last->len) : 0;
	int end = l->width - layout_width_of(text), at = l->spoken ? used + 2 : end;

	if (used + 2 <= end)
		layout_add_string(l, at, role, text);
	else
		layout_put_text(l, block, x, role, note);
}
