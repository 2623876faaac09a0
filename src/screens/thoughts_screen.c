/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The contents of a presentation: its pages and questions, to go to one. It lies on the
 * presentation, which turns to what is chosen.
 */
#include "screens/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "screens/present_show.h"
#include "text/text.h"
#include "view/focus.h"

struct state {
	int lesson, here; /* here: the thought below */
	int focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT }, N_("go there"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', 'c', '0', K_LEFT }, N_("back to the same place"), 0 }, { 0 } };

/* Of each page the first thought, and every question. A conversation begins, and has its end. */
static bool is_entry(const struct present_list *list, size_t i)
{
	const struct thought *t = &list->v[i];

	if (t->kind == THOUGHT_LINES || t->kind == THOUGHT_SIGN)
		return i > 0 && list->v[i - 1].kind != t->kind &&
			list->v[i - 1].kind != THOUGHT_CHOICE;
	if (t->kind == THOUGHT_CHOICE)
		return false;
	return t->kind == THOUGHT_QUESTION || !i || list->v[i - 1].kind == THOUGHT_QUESTION ||
		t->page != list->v[i - 1].page || t->page < 0;
}

/* Returns the thought of an entry, from 0; -1 if there are not so many. */
static int thought_of(const struct present_list *list, int entry)
{
	for (size_t i = 0; i < list->n; i++)
		if (is_entry(list, i) && entry-- == 0)
			return (int)i;
	return -1;
}

static int entries(const struct present_list *list)
{
	int n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += is_entry(list, i);
	return n;
}

/* Returns the entry that the thought belongs to. */
static int entry_of(const struct present_list *list, int thought)
{
	int n = -1;

	for (size_t i = 0; i < list->n && (int)i <= thought; i++)
		n += is_entry(list, i);
	return n < 0 ? 0 : n;
}

/* The conversation is listed as far as nobody has chosen anything: its replies are below. */
static void list_all(const struct state *s, const struct model *model, struct arena *arena,
	struct present_list *list)
{
	const struct present none = { .seed = model->present_seed };

	present_list(list, arena, model, s->lesson, &none);
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;
	struct present_list list;

	s->lesson = arg->lesson;
	s->here = arg->index;
	list_all(s, model, &fx->arena, &list);
	s->focus = entry_of(&list, s->here);
	effect_add(fx, EFFECT_FOLLOW);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	struct present_list list;
	bool picked;
	int to;

	list_all(s, model, &fx->arena, &list);
	to = entry_of(&list, s->here);
	if (in->command == CMD_BACK || !list.n) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (focus_update(&s->focus, entries(&list), in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	effect_add(fx, EFFECT_POP);
	if (s->focus != to)
		effect_add(fx, EFFECT_CHOOSE)->index = PRESENT_JUMP + thought_of(&list, s->focus);
	return true;
}

enum { PROMPT_CELLS = 46 }; /* of a question in the list, which has a row for each */

/* Returns how the prompt begins, in whole words. */
static const char *beginning(const char *prompt, struct view *view)
{
	size_t len = strlen(prompt), end = 0;
	int used = 0, cells;

	for (size_t at = 0, n; (n = text_next(prompt + at, len - at, &cells)) > 0; at += n) {
		used += cells;
		if (used > PROMPT_CELLS)
			return view_printf(view, "%.*s…", (int)end, prompt);
		if (prompt[at] == ' ')
			end = at;
	}
	return prompt;
}

static const char *text_of(
	const struct present_list *list, const struct thought *t, struct view *view)
{
	if (t->kind == THOUGHT_QUESTION)
		return beginning(t->question->prompt, view);
	/* TRANSLATORS: in the contents of a conversation: its messages begin here */
	return t->kind == THOUGHT_LINES ? _("the conversation") : present_heading(list, t);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct present_list list;
	int n, number = 0;

	list_all(s, model, &view->arena, &list);
	n = entries(&list);
	view->title = model_title(model, s->lesson);
	view->where = _("contents");
	for (size_t i = 0; i < list.n; i++) {
		struct block *b;

		if (!is_entry(&list, i))
			continue;
		b = view_choice(view, number, view_printf(view, "%*d", n > 9 ? 2 : 1, number + 1),
			text_of(&list, &list.v[i], view), number == s->focus);
		b->column = true;
		b->note = number == entry_of(&list, s->here) ? _("here")
			: list.v[i].kind == THOUGHT_QUESTION ? _("question")
							     : NULL;
		number++;
	}
	view_hint(view, CMD_GO, _("go"));
	view_hint(view, CMD_FIND, _("find"));
	view_hint(view, CMD_BACK, _("return"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_thoughts = {
	.name = "thoughts",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
