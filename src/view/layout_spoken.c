/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_spoken.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/figure_words.h"
#include "view/layout_text.h"
#include "view/spoken.h"

static void put_figure(struct layout *l, int block, const struct figure *f)
{
	struct strbuf words = STRBUF_INIT;
	const char *lines;

	figure_words_lines(&words, f);
	lines = arena_strdup(&l->arena, words.buf);
	strbuf_release(&words);
	while (*lines) {
		size_t n = strcspn(lines, "\n");

		layout_put_text(l, block, 0, ROLE_TEXT, arena_memdupz(&l->arena, lines, n));
		lines += n + (lines[n] == '\n');
	}
}

/* The number that the bar shows, if nothing says it. */
static void put_meter(struct layout *l, int block, const struct block *b)
{
	const char *note = b->note && *b->note
		? b->note
		: arena_printf(&l->arena, "%d / %d", b->value, b->max);

	layout_put_text(l, block, 0, ROLE_TEXT,
		b->label && *b->label ? arena_printf(&l->arena, "%s  %s", b->label, note) : note);
	/* what a key does about it */
	if (b->text && *b->text)
		layout_put_text(l, block, 0, ROLE_DIM, b->text);
}

/* Both sides begin at the left: who speaks is said by the name above. */
static void put_bubble(struct layout *l, int block, const struct block *b)
{
	struct layout_paragraph p = {
		.layout = l,
		.text = layout_clean(l, b->text),
		.x = 2,
		.block = block,
		.role = b->focus ? ROLE_FOCUS : b->role,
		.sign = b->focus ? layout_own(l, "▸") : NULL,
	};

	if (b->label && *b->label)
		layout_put_text(l, block, 0, ROLE_DIM, b->label);
	if (b->focus) {
		l->focus_row = (int)l->n_rows;
		l->focus_x = 0;
	}
	layout_wrap(&p, l->width - 2);
	if (b->note)
		layout_put_text(l, block, 2, ROLE_NOTE, b->note);
}

const char *layout_spoken_state(struct layout *l, const struct block *b)
{
	struct strbuf state = STRBUF_INIT;
	const char *out;

	if (!l->spoken)
		return b->note;
	spoken_put_state(&state, b->text, b->mark, b->note ? b->note : "");
	out = state.len ? arena_strdup(&l->arena, state.buf) : NULL;
	strbuf_release(&state);
	return out;
}

const char *layout_spoken_message(struct layout *l, const struct block *b)
{
	/* "Passed" already means right */
	if (!l->spoken || (b->mark != MARK_HINT && b->mark != MARK_NOTE))
		return b->text;
	return arena_printf(&l->arena, _("%s: %s"), mark_word(b->mark), b->text);
}

bool layout_put_spoken(struct layout *l, int block, const struct block *b)
{
	if (!l->spoken)
		return false;
	switch (b->kind) {
	case BLOCK_TEXT:
		if (!b->aside || !b->label)
			return false;
		layout_put_text(l, block, 0, b->role,
			arena_printf(&l->arena, _("%s: %s"), b->label, b->text));
		return true;
	case BLOCK_FIGURE:
		put_figure(l, block, b->figure);
		return true;
	case BLOCK_PICTURE:
		if (b->note)
			layout_put_text(l, block, 0, ROLE_DIM, b->note);
		return true;
	case BLOCK_METER:
		put_meter(l, block, b);
		return true;
	case BLOCK_BUBBLE:
		put_bubble(l, block, b);
		return true;
	default:
		return false;
	}
}

bool layout_spoken_cursor(const struct layout *l, int scroll, struct canvas *canvas)
{
	int row = scroll + l->body_rows - 1;
	const struct span *last;

	if (!l->spoken || (l->focus_row >= 0 && l->news_row < 0 && l->lead_row < 0))
		return false;
	if (row >= (int)l->n_rows)
		row = (int)l->n_rows - 1;
	while (row > scroll && !l->rows[row].n)
		row--;
	if (row < scroll || !l->rows[row].n)
		return false;
	last = &l->spans[l->rows[row].first + l->rows[row].n - 1];
	canvas->cursor_x = l->left + last->x + text_width(last->text, last->len);
	if (canvas->cursor_x >= l->cols)
		canvas->cursor_x = l->cols - 1;
	canvas->cursor_y = l->body_top + row - scroll;
	return true;
}
