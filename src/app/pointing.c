/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pointing.h"

#include <string.h>

#include "app/app_parts.h"
#include "base/strbuf.h"
#include "text/text.h"

static bool is_numbered(const struct block *b)
{
	return b->kind == BLOCK_CHOICE && b->id >= 0 && block_number(b) > 0;
}

static bool is_on_screen(struct app *app, int number)
{
	const struct view *view = app_describe(app);

	for (size_t i = 0; i < view->n; i++)
		if (is_numbered(&view->blocks[i]) && block_number(&view->blocks[i]) == number)
			return true;
	return false;
}

int pointing_number(struct app *app, int before, uint32_t key)
{
	int digit = key >= '0' && key <= '9' ? (int)(key - '0') : -1;

	if (digit < 0)
		return 0;
	if (before > 0 && before < 1000 && is_on_screen(app, before * 10 + digit))
		return before * 10 + digit;
	return digit;
}

static bool begins_with(const struct block *b, const struct strbuf *letter)
{
	struct strbuf text = STRBUF_INIT;
	bool begins;

	text_fold(&text, b->text, strlen(b->text), TEXT_NO_ACCENTS);
	begins = text.len && !strncmp(text.buf, letter->buf, letter->len);
	strbuf_release(&text);
	return begins;
}

int pointing_letter(struct app *app, uint32_t key)
{
	const struct view *view = app_describe(app);
	struct strbuf letter = STRBUF_INIT;
	char bytes[4];
	size_t focus = 0, at;
	int number = 0;

	/* an option of a question is chosen by what it says, not by how it begins */
	if (view->numbers != NUMBERS_CHOOSE || key <= K_SPACE || key >= K_UP)
		return 0;
	text_fold(&letter, bytes, (size_t)utf8_put(bytes, key), TEXT_NO_ACCENTS);
	for (size_t i = 0; i < view->n; i++)
		if (is_numbered(&view->blocks[i]) && view->blocks[i].focus)
			focus = i;
	for (size_t i = 1; letter.len && !number && i <= view->n; i++) {
		at = (focus + i) % view->n;
		if (is_numbered(&view->blocks[at]) && begins_with(&view->blocks[at], &letter))
			number = block_number(&view->blocks[at]);
	}
	strbuf_release(&letter);
	return number;
}

int pointing_page(const struct app *app, int direction)
{
	const struct layout *l = &app->layout;
	int scroll = app->stack[app->depth - 1].scroll, number = 0;
	int to = l->focus_row + direction * layout_step(l);
	bool hidden = false;

	if (l->focus_row < 0 || app->model.linear || app->view.numbers != NUMBERS_CHOOSE)
		return 0;
	for (int i = 0; i < (int)l->n_rows; i++) {
		/* backwards while going up, so that the last item met is the one to go to */
		int row = direction > 0 ? i : (int)l->n_rows - 1 - i;
		const struct block *b =
			l->rows[row].block < 0 ? NULL : &app->view.blocks[l->rows[row].block];

		if (!b || !is_numbered(b))
			continue;
		hidden |= direction > 0 ? row >= scroll + l->body_rows : row < scroll;
		if (direction > 0 ? row > l->focus_row && row <= to
				  : row < l->focus_row && row >= to)
			number = block_number(b);
	}
	return hidden ? number : 0;
}
