/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Find: results as one types. It lies on top of the screen it was opened from, so Esc finds that as
 * it was. Over a list with a field of its own it searches that list first, and from there
 * everything is one key away. What was looked for is kept nowhere.
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

/* A kind shows so many at first, then so many more each time its last line is taken. */
enum { AT_MOST = 3, STEP = 200 };

struct state {
	unsigned from; /* enum find_from */
	struct field field;
	int focus;
	unsigned steps[FINDER_KINDS]; /* taken so far, to see more of a kind */
	bool entered; /* plain lines: the line that was just typed ends with Enter */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER }, N_("go there"), 0 },
	{ CMD_UP, { K_UP }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN }, N_("down"), 0 },
	{ CMD_FIND, { '/' }, N_("find something else"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_BACK, { K_ESC, K_CTRL('g') }, N_("back to the screen as it was"), 0 }, { 0 } };

/*
 * One line that can be chosen: a hit, the rest of a kind, a place of this session, a bookmark, or
 * the way from a list to everything.
 */
struct item {
	const struct finder_entry *entry;
	const struct model_place *place;
	enum finder_kind kind;
	size_t more;   /* number of those not shown; 0: this is no such line */
	bool bookmark; /* the place is one */
	bool everywhere;
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

static bool is_here(const struct state *s)
{
	return (s->from & FIND_HERE) != 0;
}

/* Returns how many of n to show. */
static size_t shown_of(const struct state *s, size_t kind, size_t n)
{
	size_t most = kind == FINDER_HERE ? STEP : AT_MOST;

	if (s->steps[kind])
		most = (size_t)STEP * (s->steps[kind] + (kind == FINDER_HERE));
	/* a line that says "still 1" would take the place of that one */
	return n > most + 1 ? most : n;
}

static void list_kind(const struct state *s, const struct finder_entry *const *v, size_t n,
	size_t kind, struct items *items)
{
	size_t shown = shown_of(s, kind, n);

	for (size_t i = 0; i < shown; i++)
		items->v[items->n++] =
			(struct item){ .entry = v[i], .kind = (enum finder_kind)kind };
	if (n > shown)
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

/* Where what is shown is heard, a whole list would be heard again before a word is typed. */
static bool is_heard(const struct model *model)
{
	return model->linear || model->settings.v[SET_SPEECH] == SETTING_YES;
}

/* Without a word, the list is all there. */
static void list_all(const struct model *model, struct arena *arena, struct finder_hits *hits)
{
	const struct finder *f = &model->finder_here;

	memset(hits, 0, sizeof(*hits));
	if (is_heard(model))
		return;
	hits->v[FINDER_HERE] = arena_alloc(arena, (f->n + 1) * sizeof(*hits->v[FINDER_HERE]));
	hits->n[FINDER_HERE] = hits->total = f->n;
	for (size_t i = 0; i < f->n; i++)
		hits->v[FINDER_HERE][i] = &f->v[i];
}

static void search(const struct state *s, const struct model *model, struct arena *arena,
	struct finder_hits *hits)
{
	const struct finder *here[] = { &model->finder_here };
	const struct finder *all[] = { &model->finder, &model->finder_keys };
	struct asking asking = { s, model };

	if (!is_here(s)) {
		refill(model);
		finder_search(
			all, ARRAY_SIZE(all), s->field.text, is_allowed, &asking, arena, hits);
	} else if (s->field.len) {
		finder_search(here, 1, s->field.text, NULL, NULL, arena, hits);
	} else {
		list_all(model, arena, hits);
	}
}

static struct items list(const struct state *s, const struct model *model, struct arena *arena)
{
	struct finder_hits hits;
	struct items items = { 0 };

	search(s, model, arena, &hits);
	items.total = hits.total;
	items.v = arena_alloc(arena,
		(MODEL_PLACES + BOOKMARKS_MAX + hits.total + FINDER_KINDS + 1) * sizeof(*items.v));
	if (!s->field.len && !is_here(s))
		list_places(s, model, arena, &items);
	for (size_t k = 0; k < FINDER_KINDS; k++)
		list_kind(s, hits.v[k], hits.n[k], k, &items);
	if (is_here(s) && s->field.len)
		items.v[items.n++] = (struct item){ .kind = FINDER_KINDS, .everywhere = true };
	return items;
}

/* A whole list of which nothing was typed yet has the focus in its field: Enter takes nothing. */
static int first_focus(const struct state *s)
{
	return is_here(s) && !s->field.len ? -1 : 0;
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)fx;
	s->from = (unsigned)arg->index;
	find_keys(model);
	if (!is_here(s))
		find_index(model);
	s->focus = first_focus(s);
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

static void look_everywhere(struct state *s, const struct model *model, struct effects *fx)
{
	s->from &= ~(unsigned)FIND_HERE;
	s->focus = 0;
	memset(s->steps, 0, sizeof(s->steps));
	find_index(model);
	effect_add(fx, EFFECT_SCROLL_TOP);
}

static void go(
	struct state *s, const struct model *model, const struct item *item, struct effects *fx)
{
	const struct finder_entry *e = item->entry;

	if (item->more) {
		s->steps[item->kind]++;
		return;
	}
	if (item->everywhere) {
		look_everywhere(s, model, fx);
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
		effect_replace(fx, &screen_glossary, e->lesson, e->index + 1);
		break;
	case FINDER_QUESTION:
		go_to_question(s, model, e, fx);
		break;
	case FINDER_HERE:
		effect_add(fx, EFFECT_POP);
		effect_add(fx, EFFECT_CHOOSE)->index = e->index;
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

/* No name in a list begins with a slash, so a second one asks for more than the list. */
static bool asks_for_everything(const struct state *s, const struct input *in)
{
	bool slash = in->text ? in->len && *in->text == '/' : in->key == '/';

	return slash && is_here(s) && !s->field.len;
}

static bool update_field(
	struct state *s, const struct model *model, const struct input *in, struct effects *fx)
{
	size_t len = s->field.len;
	struct input rest = *in;
	bool new_text;

	if (asks_for_everything(s, in)) {
		look_everywhere(s, model, fx);
		if (!in->text)
			return true;
		rest.text++;
		rest.len--;
		in = &rest;
	}
	if (!field_update(&s->field, in))
		return false;
	new_text = in->text || s->field.len != len;
	s->entered = in->text && model->linear;
	if (!is_here(s))
		find_index(model);
	if (new_text) {
		s->focus = first_focus(s);
		memset(s->steps, 0, sizeof(s->steps));
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
		if (is_here(s) && !s->field.len)
			look_everywhere(s, model, fx);
		field_set(&s->field, "");
		s->focus = first_focus(s);
		return true;
	}
	if (in->command == CMD_NONE && in->id < 0)
		return update_field(s, model, in, fx);
	if (entered && in->command == CMD_GO)
		return true;
	items = list(s, model, &fx->arena);
	if (focus_update(&s->focus, items.n, in, &picked) && !picked)
		return true;
	if ((!picked && in->command != CMD_GO) || s->focus < 0 || s->focus >= items.n)
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

/* Returns how wide the numbers of a list are. */
static int width_of(int n)
{
	int width = 1;

	for (; n > 9; n /= 10)
		width++;
	return width;
}

static bool wants_heading(const struct items *items, int i)
{
	const struct item *item = &items->v[i];

	return item->entry && item->kind != FINDER_HERE &&
		(!i || items->v[i - 1].kind != item->kind);
}

static void describe_item(const struct model *model, const struct items *items, int i,
	const struct field *field, bool focus, struct view *view)
{
	const struct item *item = &items->v[i];
	struct block *b;

	if (wants_heading(items, i))
		view_add(view, BLOCK_HEADING, kind_name(item->kind));
	if (item->bookmark && (!i || !items->v[i - 1].bookmark))
		view_add(view, BLOCK_HEADING, _("Bookmarks"));
	b = view_choice(view, i, view_printf(view, "%*d", width_of(items->n), i + 1), "", focus);
	b->tight = i > 0 && items->v[i - 1].kind == item->kind;
	if (item->place) {
		describe_place(model, item->place, b, view);
	} else if (item->everywhere) {
		/* TRANSLATORS: leaves a list for the whole course; what was typed stands between
		   the quotation marks */
		b->text = view_printf(view, _("Find “%s” everywhere"), field->text);
	} else if (item->more > STEP) {
		/* TRANSLATORS: a line that shows more of the results left out, which are many */
		b->text = view_printf(view, _("%zu more: a longer word finds fewer"), item->more);
	} else if (item->more) {
		/* TRANSLATORS: a line that shows the results left out: so many more */
		b->text = view_printf(view, _("%zu more"), item->more);
	} else if (item->entry) {
		b->text = item->entry->title;
		b->note = item->entry->note;
	}
}

/* Says what may be found, or that nothing was. */
static void describe_limits(
	const struct state *s, const struct model *model, size_t found, struct view *view)
{
	if (is_here(s) && !s->field.len)
		view_dim(view, _("/ again: find everywhere."));
	else if (!is_here(s) && s->from & FIND_FROM_EXAM)
		view_dim(view, _("During an exam, only help numbers and keys are found."));
	else if (!s->field.len)
		view_dim(view, _("Type a word. Questions not seen yet stay hidden."));
	if (s->field.len && !found)
		/* TRANSLATORS: what was typed stands between the quotation marks */
		view_text(view,
			view_printf(view,
				is_here(s) ? _("Nothing in this list for “%s”.")
					   : _("Nothing for “%s”. Try a shorter word."),
				s->field.text));
	if (!is_here(s) && model->finder.read < model->course.n)
		view_dim(view,
			view_printf(view, _("Read so far: %zu of %zu lessons."), model->finder.read,
				model->course.n));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct items items = list(s, model, &view->arena);
	struct block *field;

	view->title = _("Find");
	/* heard, "nothing" says it once */
	if (s->field.len && (items.total || !view->spoken))
		view->where = view_printf(view,
			Q_("%zu result", "%zu results", (unsigned long)items.total), items.total);
	field = view_add(view, BLOCK_FIELD, s->field.text);
	field->label = is_here(s) ? _(model->finder_field) : "/";
	field->caret = s->field.caret;
	/* in plain lines a word is typed after the slash, and nowhere else */
	field->focus = (!items.n || s->focus < 0) && !view->linear;
	if (is_here(s))
		describe_limits(s, model, items.total, view);
	for (int i = 0; i < items.n; i++)
		describe_item(model, &items, i, &s->field, i == s->focus, view);
	if (!is_here(s))
		describe_limits(s, model, items.total, view);
	if (items.n && s->focus >= 0)
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
