/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/block.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

void view_init(struct view *view)
{
	memset(view, 0, sizeof(*view));
}

void view_release(struct view *view)
{
	for (int i = 0; i < PANES; i++)
		if (view->panes[i]) {
			view_release(view->panes[i]);
			free(view->panes[i]);
		}
	arena_release(&view->arena);
	free(view->blocks);
	memset(view, 0, sizeof(*view));
}

void view_clear(struct view *view)
{
	arena_clear(&view->arena);
	view->n = view->n_hints = 0;
	view->secret = view->large = false;
	view->title = view->where = view->notice = NULL;
	view->numbers = NUMBERS_CHOOSE;
	view->first_pane = PANE_LEFT;
	view->in_pane = false;
	for (int i = 0; i < PANES; i++)
		if (view->panes[i])
			view_clear(view->panes[i]);
}

struct view *view_pane(struct view *view, enum pane which, const char *title)
{
	/* kept from now on, so that no key needs memory */
	if (!view->panes[which])
		view->panes[which] = xcalloc(1, sizeof(*view));
	view_clear(view->panes[which]);
	view->panes[which]->title = title;
	return view->panes[which];
}

struct block *view_add(struct view *view, enum block_kind kind, const char *text)
{
	struct block *b;

	ALLOC_GROW(view->blocks, view->n + 1, view->cap);
	b = &view->blocks[view->n++];
	memset(b, 0, sizeof(*b));
	b->kind = kind;
	b->text = text ? text : "";
	b->id = -1;
	return b;
}

struct block *view_text(struct view *view, const char *text)
{
	return view_add(view, BLOCK_TEXT, text);
}

struct block *view_dim(struct view *view, const char *text)
{
	struct block *b = view_add(view, BLOCK_TEXT, text);

	b->role = ROLE_DIM;
	return b;
}

struct block *view_choice(
	struct view *view, int id, const char *label, const char *text, bool focus)
{
	struct block *b = view_add(view, BLOCK_CHOICE, text);

	b->id = id;
	b->label = label;
	b->focus = focus;
	return b;
}

struct block *view_message(struct view *view, enum mark mark, const char *text)
{
	struct block *b = view_add(view, BLOCK_MESSAGE, text);

	b->mark = mark;
	return b;
}

void view_hint(struct view *view, int command, const char *label)
{
	if (view->n_hints == HINTS_MAX)
		BUG("more than %d hints", HINTS_MAX);
	view->hints[view->n_hints++] = (struct hint){ .command = command, .label = label };
}

const char *view_printf(struct view *view, const char *fmt, ...)
{
	va_list ap;
	const char *s;

	va_start(ap, fmt);
	s = arena_vprintf(&view->arena, fmt, ap);
	va_end(ap);
	return s;
}

int block_number(const struct block *b)
{
	const char *space = b->label ? strrchr(b->label, ' ') : NULL;
	const char *number = space ? space + 1 : b->label;

	if (b->kind != BLOCK_CHOICE || !number || strspn(number, "0123456789") != strlen(number) ||
		strlen(number) > 4)
		return 0;
	return atoi(number);
}

static const struct {
	const char *sign, *word;
} marks[] = {
	[MARK_NONE] = { "", "" },
	[MARK_OFF] = { "[ ]", N_("not ticked") },
	[MARK_ON] = { "[x]", N_("ticked") },
	[MARK_RIGHT] = { "✔", N_("right") },
	[MARK_WRONG] = { "✘", N_("not right") },
	[MARK_PARTLY] = { "◐", N_("partly right") },
	[MARK_MISSED] = { "→", N_("this one was right") },
	[MARK_INFO] = { "·", "" },
	[MARK_HINT] = { "?", N_("hint") },
	[MARK_NOTE] = { "!", N_("note") },
};

const char *mark_sign(enum mark mark)
{
	return marks[mark].sign;
}

const char *mark_word(enum mark mark)
{
	return *marks[mark].word ? _(marks[mark].word) : "";
}
