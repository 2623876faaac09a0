/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pointing.h"

#include <stdio.h>
#include <string.h>

#include "app/app_parts.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "view/panes.h"

/* Letters that are further apart are not one word; the clock counts whole seconds. */
enum { LETTERS_SECONDS = 1 };

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

/* ---- letters */

static bool begins_with(const struct block *b, const struct strbuf *letters)
{
	struct strbuf text = STRBUF_INIT;
	bool begins;

	text_fold(&text, b->text, strlen(b->text), TEXT_NO_ACCENTS);
	begins = text.len && !strncmp(text.buf, letters->buf, letters->len);
	strbuf_release(&text);
	return begins;
}

/* Returns the number of the first item that begins with the letters, so many after the focus. */
static int find_beginning(const struct view *view, const struct strbuf *letters, size_t after)
{
	size_t focus = 0;

	for (size_t i = 0; i < view->n; i++)
		if (is_numbered(&view->blocks[i]) && view->blocks[i].focus)
			focus = i;
	for (size_t i = after; letters->len && i < view->n + after; i++) {
		const struct block *b = &view->blocks[(focus + i) % view->n];

		if (is_numbered(b) && begins_with(b, letters))
			return block_number(b);
	}
	return 0;
}

/* A word that was begun and left is not gone on with. */
static void forget_letters(struct app *app)
{
	int64_t seconds = app->model.now - app->lettered;

	if (seconds < 0 || seconds > LETTERS_SECONDS)
		*app->letters = '\0';
	app->lettered = app->model.now;
}

int pointing_letter(struct app *app, uint32_t key)
{
	const struct view *view = app_describe(app);
	struct strbuf letter = STRBUF_INIT, row = STRBUF_INIT;
	char bytes[4];
	int number = 0;

	/* an option of a question is chosen by what it says, not by how it begins */
	if (view->numbers != NUMBERS_CHOOSE || key <= K_SPACE || key >= K_UP)
		return 0;
	forget_letters(app);
	text_fold(&letter, bytes, (size_t)utf8_put(bytes, key), TEXT_NO_ACCENTS);
	strbuf_addstr(&row, app->letters);
	if (letter.len)
		strbuf_addstr(&row, letter.buf);
	if (*app->letters)
		number = find_beginning(view, &row, 0);
	/* the same letter again goes on to the next, and another one begins anew */
	if (!number) {
		number = find_beginning(view, &letter, 1);
		strbuf_clear(&row);
		strbuf_addstr(&row, number ? letter.buf : "");
	}
	snprintf(app->letters, sizeof(app->letters), "%s", row.len < LETTERS_MAX ? row.buf : "");
	strbuf_release(&letter);
	strbuf_release(&row);
	return number;
}

int pointing_word(struct app *app, const char *word)
{
	const struct view *view = app_describe(app);
	struct strbuf letters = STRBUF_INIT;
	int number = 0;

	text_fold(&letters, word, strlen(word), TEXT_NO_ACCENTS);
	if (view->numbers == NUMBERS_CHOOSE && bindings_digits(app))
		number = find_beginning(view, &letters, 0);
	strbuf_release(&letters);
	return number;
}

/* ---- pages and columns */

static const struct block *find_id(const struct view *view, int id)
{
	for (size_t i = 0; i < view->n; i++)
		if (view->blocks[i].id == id && is_numbered(&view->blocks[i]))
			return &view->blocks[i];
	return NULL;
}

/* Returns the item in a row, in the column of the focus if there are several; NULL if none. */
static const struct block *item_in_row(const struct app *app, int row)
{
	const struct layout *l = &app->layout;
	const struct block *b;
	bool columns = false;

	for (size_t i = 0; i < l->n_spots; i++) {
		if (l->spots[i].row != row)
			continue;
		columns = true;
		if (l->spots[i].x == l->focus_x)
			return find_id(&app->view, l->spots[i].id);
	}
	if (columns || l->rows[row].block < 0)
		return NULL;
	b = &app->view.blocks[l->rows[row].block];
	return is_numbered(b) ? b : NULL;
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
		const struct block *b = item_in_row(app, row);

		if (!b)
			continue;
		hidden |= row >= scroll + l->body_rows || row < scroll;
		if (direction > 0 ? row > l->focus_row && row <= to
				  : row < l->focus_row && row >= to)
			number = block_number(b);
	}
	return hidden ? number : 0;
}

/* Returns the spot where the focus is, or NULL if its list has no columns. */
static const struct layout_spot *find_focus_spot(const struct app *app)
{
	const struct layout *l = &app->layout;

	for (size_t i = 0; i < l->n_spots; i++)
		if (l->spots[i].row == l->focus_row && l->spots[i].x == l->focus_x &&
			find_id(&app->view, l->spots[i].id))
			return &l->spots[i];
	return NULL;
}

/* True if a is nearer than b to the item beside the focus: in the next column, not further down. */
static bool is_nearer(const struct layout_spot *a, const struct layout_spot *b, int direction)
{
	if (!b || a->x != b->x)
		return !b || (a->x - b->x) * direction < 0;
	return a->row > b->row;
}

bool pointing_column(const struct app *app, int direction, int *number)
{
	const struct layout *l = &app->layout;
	const struct layout_spot *from, *to = NULL;

	*number = 0;
	if (app->model.linear || app->view.numbers != NUMBERS_CHOOSE ||
		panes_choosing(l, &app->view))
		return false;
	from = find_focus_spot(app);
	for (size_t i = 0; from && i < l->n_spots; i++) {
		const struct layout_spot *spot = &l->spots[i];

		if ((spot->x - from->x) * direction > 0 && spot->row <= from->row &&
			find_id(&app->view, spot->id) && is_nearer(spot, to, direction))
			to = spot;
	}
	if (to)
		*number = block_number(find_id(&app->view, to->id));
	return from != NULL;
}
