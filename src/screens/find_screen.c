/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Find: results as one types. It lies on top of the screen it was opened from, so Esc finds that as
 * it was. What was looked for is kept nowhere.
 */
#include "screens/find_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "screens/bookmarks.h"
#include "screens/find_index.h"
#include "screens/screen.h"
#include "view/field.h"
#include "view/focus.h"

enum { AT_MOST = 3, ALL = 200, ITEMS = FINDER_KINDS * ALL };

struct state {
	unsigned from; /* enum find_from */
	struct field field;
	int focus;
	unsigned opened; /* kinds that are shown whole, as bits */
	bool entered;    /* plain lines: the line that was just typed ends with Enter */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER }, N_("go there"), 0 },
	{ CMD_UP, { K_UP }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN }, N_("down"), 0 },
	{ CMD_FIND, { '/' }, N_("find something else"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC }, N_("back to the screen as it was"), 0 }, { 0 } };

/* One line that can be chosen: a hit, the rest of a kind, a place of this session, a bookmark. */
struct item {
	const struct finder_entry *entry;
	const struct model_place *place;
	enum finder_kind kind;
	size_t more;   /* number of those not shown; 0: this is no such line */
	bool bookmark; /* the place is one */
};

struct items {
	struct item *v;
	int n;
	size_t total;
};

struct asking {
	const struct state *s;
	const struct model *model;
};

static bool is_allowed(const void *ctx, const struct finder_entry *e)
{
	const struct asking *a = ctx;

	if (a->s->from & FIND_FROM_EXAM)
		return e->kind == FINDER_HELP || e->kind == FINDER_KEY;
	return e->kind != FINDER_QUESTION || find_may_show_question(a->model, e->lesson, e->index);
}

static void list_kind(
	const struct state *s, const struct finder_hits *hits, size_t kind, struct items *items)
{
	size_t n = hits->n[kind], shown = n < ALL ? n : ALL;
	/* a line that says "still 1" would take the place of that one */
	bool cut = !(s->opened >> kind & 1) && n > AT_MOST + 1;

	shown = cut ? AT_MOST : shown;
	for (size_t i = 0; i < shown; i++)
		items->v[items->n++] =
			(struct item){ .entry = hits->v[kind][i], .kind = (enum finder_kind)kind };
	if (cut)
		items->v[items->n++] =
			(struct item){ .kind = (enum finder_kind)kind, .more = n - shown };
}

static void list_places(
	const struct state *s, const struct model *model, struct arena *arena, struct items *items)
{
	const struct model_place *marked;
	size_t n;

	if (s->from & FIND_FROM_EXAM)
		return;
	for (size_t i = 0; i < model->n_places; i++)
		items->v[items->n++] = (struct item){ .place = &model->places[i] };
	marked = bookmarks_list(model, arena, &n);
	for (size_t i = 0; i < n; i++)
		items->v[items->n++] = (struct item){ .place = &marked[i], .bookmark = true };
}

/* With another language the course is read anew, which empties the lists below this screen. */
static void refill(const struct model *model)
{
	if (!model->finder.begun)
		find_index(model);
	if (!model->finder_keys.n)
		find_keys(model);
}

static struct items list(const struct state *s, const struct model *model, struct arena *arena)
{
	const struct finder *lists[] = { &model->finder, &model->finder_keys };
	struct asking asking = { s, model };
	struct finder_hits hits;
	struct items items = { 0 };

	refill(model);
	finder_search(lists, ARRAY_SIZE(lists), s->field.text, is_allowed, &asking, arena, &hits);
	items.total = hits.total;
	items.v = arena_alloc(arena, (MODEL_PLACES + BOOKMARKS_MAX + ITEMS) * sizeof(*items.v));
	if (!s->field.len)
		list_places(s, model, arena, &items);
	for (size_t k = 0; k < FINDER_KINDS; k++)
		list_kind(s, &hits, k, &items);
	return items;
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)fx;
	s->from = (unsigned)arg->index;
	find_index(model);
	find_keys(model);
}

/* ---- going there */

/* What asks, and what shows answers, must not be met again by another way while it is open. */
static void go_to(const struct state *s, const struct screen *screen, int lesson, int index,
	struct effects *fx)
{
	if (s->from & FIND_FROM_RUN) {
		effect_add(fx, EFFECT_HOME);
		effect_push(fx, screen, lesson, index);
	} else {
		effect_replace(fx, screen, lesson, index);
	}
}

static void go_to_page(const struct state *s, int lesson, int page, struct effects *fx)
{
	effect_replace(fx, &screen_page, lesson, page);
	fx->v[fx->n - 1].arg.aside = (s->from & FIND_FROM_RUN) != 0;
}

static void go_to_lesson(
	const struct state *s, const struct model *model, int lesson, struct effects *fx)
{
	go_to(s, model->course.lessons[lesson].scenario ? &screen_scenario : &screen_cover, lesson,
		0, fx);
}

static void go_to_question(const struct state *s, const struct model *model,
	const struct finder_entry *e, struct effects *fx)
{
	const struct lesson *lesson = model_lesson(model, e->lesson);
	const struct run *last = model_last_run(model, e->lesson);
	const struct question *q = lesson ? &lesson->questions[e->index] : NULL;

	for (size_t i = 0; q && last && i < last->n && !(s->from & FIND_FROM_RUN); i++)
		if (!strcmp(last->answers[i].question, q->id)) {
			effect_replace(fx, &screen_review, e->lesson, (int)i);
			return;
		}
	if (q && q->page >= 0)
		go_to_page(s, e->lesson, q->page, fx);
	else
		go_to_lesson(s, model, e->lesson, fx);
}

static void go(
	struct state *s, const struct model *model, const struct item *item, struct effects *fx)
{
	const struct finder_entry *e = item->entry;

	if (item->more) {
		s->opened |= 1U << item->kind;
		return;
	}
	if (item->place) {
		if (item->place->page >= 0)
			go_to_page(s, item->place->lesson, item->place->page, fx);
		else
			go_to_lesson(s, model, item->place->lesson, fx);
		return;
	}
	switch (e->kind) {
	case FINDER_LESSON:
		go_to_lesson(s, model, e->lesson, fx);
		break;
	case FINDER_PAGE:
		go_to_page(s, e->lesson, e->index, fx);
		break;
	case FINDER_WORD:
		effect_replace(fx, &screen_glossary, e->lesson, 0);
		break;
	case FINDER_QUESTION:
		go_to_question(s, model, e, fx);
		break;
	case FINDER_HELP:
		effect_replace(fx, &screen_help, -1, e->index + 1);
		break;
	default:
		effect_add(fx, EFFECT_POP);
		effect_add(fx, EFFECT_COMMAND)->index = e->index;
		break;
	}
}

/* ---- typing */

static bool update_field(
	struct state *s, const struct model *model, const struct input *in, struct effects *fx)
{
	size_t len = s->field.len;
	bool new_text;

	if (!field_update(&s->field, in))
		return false;
	new_text = in->text || s->field.len != len;
	s->entered = in->text && model->linear;
	find_index(model);
	if (new_text) {
		s->focus = 0;
		s->opened = 0;
		effect_add(fx, EFFECT_SCROLL_TOP);
	}
	return true;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool entered = s->entered, picked;
	struct items items;

	s->entered = false;
	if (in->command == CMD_BACK) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	if (in->command == CMD_FIND) {
		field_set(&s->field, "");
		s->focus = 0;
		return true;
	}
	if (in->command == CMD_NONE && in->id < 0)
		return update_field(s, model, in, fx);
	if (entered && in->command == CMD_GO)
		return true;
	items = list(s, model, &fx->arena);
	if (focus_update(&s->focus, items.n, in, &picked) && !picked)
		return true;
	if ((!picked && in->command != CMD_GO) || s->focus >= items.n)
		return false;
	go(s, model, &items.v[s->focus], fx);
	return true;
}

/* ---- describing */

static const char *kind_name(enum finder_kind kind)
{
	switch (kind) {
	case FINDER_LESSON:
		return _("Lessons");
	case FINDER_PAGE:
		return _("Pages");
	case FINDER_WORD:
		return _("Words");
	case FINDER_QUESTION:
		return _("Questions already seen");
	case FINDER_HELP:
		return _("Help");
	default:
		return _("Keys");
	}
}

static void describe_place(
	const struct model *model, const struct model_place *p, struct block *b, struct view *view)
{
	const struct lesson *lesson = model_lesson(model, p->lesson);

	b->text = model_title(model, p->lesson);
	if (p->page < 0 || !lesson || p->page >= (int)lesson->n_pages)
		return;
	b->note = view_printf(view, _("%s, page %zu"), b->text, (size_t)p->page + 1);
	b->text = lesson->pages[p->page].title;
}

static void describe_item(
	const struct model *model, const struct items *items, int i, bool focus, struct view *view)
{
	const struct item *item = &items->v[i];
	struct block *b;

	if (item->entry && (!i || items->v[i - 1].kind != item->kind))
		view_add(view, BLOCK_HEADING, kind_name(item->kind));
	if (item->bookmark && (!i || !items->v[i - 1].bookmark))
		view_add(view, BLOCK_HEADING, _("Bookmarks"));
	b = view_choice(view, i, view_printf(view, "%*d", items->n > 9 ? 2 : 1, i + 1), "", focus);
	b->tight = i > 0 && items->v[i - 1].kind == item->kind;
	if (item->place) {
		describe_place(model, item->place, b, view);
	} else if (item->more) {
		/* TRANSLATORS: a line that shows the results left out: so many more */
		b->text = view_printf(view, _("%zu more"), item->more);
	} else if (item->entry) {
		b->text = item->entry->title;
		b->note = item->entry->note;
	}
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct items items = list(s, model, &view->arena);
	struct block *field;

	view->title = _("Find");
	if (s->field.len)
		view->where = view_printf(view,
			Q_("%zu result", "%zu results", (unsigned long)items.total), items.total);
	field = view_add(view, BLOCK_FIELD, s->field.text);
	field->label = "/";
	field->caret = s->field.caret;
	field->focus = !items.n;
	for (int i = 0; i < items.n; i++)
		describe_item(model, &items, i, i == s->focus, view);
	if (s->from & FIND_FROM_EXAM)
		view_dim(view, _("During an exam, only help numbers and keys are found."));
	else if (!s->field.len)
		view_dim(view, _("Type a word. Questions not seen yet stay hidden."));
	if (s->field.len && !items.n)
		/* TRANSLATORS: what was typed stands between the quotation marks */
		view_text(view,
			view_printf(
				view, _("Nothing for “%s”. Try a shorter word."), s->field.text));
	if (model->finder.read < model->course.n)
		view_dim(view,
			view_printf(view, _("Read so far: %zu of %zu lessons."), model->finder.read,
				model->course.n));
	if (items.n)
		view_hint(view, CMD_GO, _("go"));
	if (items.n && !view->linear)
		view_hint(view, CMD_DOWN, _("choose"));
	view_hint(view, CMD_BACK, _("return"));
	view_hint(view, CMD_KEYS, _("keys"));
}

/* In plain lines a word is followed by numbers. */
static bool typing(const void *state, const struct model *model)
{
	const struct state *s = state;

	return !model->linear || !s->field.len || s->entered;
}

const struct screen screen_find = {
	.name = "find",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
	.typing = typing,
};
