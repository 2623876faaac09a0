/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The contents of a lesson: its pages and what was read of them. It lies on a page, which then
 * turns, or on a question, which a page is opened aside of.
 */
#include "screens/screen.h"

#include "base/i18n.h"
#include "screens/bookmarks.h"
#include "view/focus.h"

struct state {
	int lesson;
	int here; /* page below, -1 if none */
	int focus;
	bool aside;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT }, N_("go to that page"),
						   0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, 'q', 'c', '0', K_LEFT }, N_("back to the same place"), 0 }, { 0 } };

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)model;
	s->lesson = arg->lesson;
	s->aside = arg->aside;
	s->here = arg->aside ? -1 : arg->index;
	s->focus = arg->index < 0 ? 0 : arg->index;
	effect_add(fx, EFFECT_FOLLOW);
}

static void go(const struct state *s, struct effects *fx)
{
	if (s->aside) {
		effect_replace(fx, &screen_page, s->lesson, s->focus);
		fx->v[fx->n - 1].arg.aside = true;
		return;
	}
	effect_add(fx, EFFECT_POP);
	if (s->focus != s->here)
		effect_replace(fx, &screen_page, s->lesson, s->focus);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	const struct lesson *lesson = model_lesson(model, s->lesson);
	bool picked;

	if (in->command == CMD_BACK || !lesson) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (focus_update(&s->focus, (int)lesson->n_pages, in, &picked) && !picked)
		return true;
	if (!picked && in->command != CMD_GO)
		return false;
	if (lesson->n_pages)
		go(s, fx);
	return true;
}

static const char *state_of(
	const struct state *s, const struct model *model, int page, const struct view *view)
{
	const struct lesson_progress *p = model_progress(model, s->lesson);

	if (page == s->here)
		/* TRANSLATORS: in the contents of a lesson: the page one comes from */
		return _("here");
	if (p && page < p->seen)
		/* TRANSLATORS: in the contents of a lesson: a page that was read */
		return view->spoken ? _("read") : _("✔ read");
	/* TRANSLATORS: in the contents of a lesson: a page that was not read, where signs do not do
	 */
	return view->spoken ? _("not yet") : "○";
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct lesson *lesson = model_lesson(model, s->lesson);

	view->title = model_title(model, s->lesson);
	view->where = _("contents");
	for (int i = 0; lesson && i < (int)lesson->n_pages; i++) {
		struct block *b = view_choice(view, i,
			view_printf(view, "%*d", lesson->n_pages > 9 ? 2 : 1, i + 1),
			lesson->pages[i].title, i == s->focus);

		b->column = true;
		b->note = state_of(s, model, i, view);
		if (bookmarks_has(model, s->lesson, i))
			/* TRANSLATORS: in the contents of a lesson: "✔ read · bookmark" */
			b->note = view_printf(view, _("%s · bookmark"), b->note);
	}
	if (!lesson)
		view_message(view, MARK_NOTE,
			_("This page cannot be shown any more. Press Esc to go back."));
	else if (!lesson->n_pages)
		view_dim(view, _("This lesson has no pages."));
	else
		view_hint(view, CMD_GO, _("go"));
	view_hint(view, CMD_FIND, _("find"));
	view_hint(view, CMD_BACK, _("return"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_contents = {
	.name = "contents",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
