/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a lesson, page by page; a story paragraph by paragraph. */
#include "screens/screen.h"

#include "base/i18n.h"
#include "base/strbuf.h"
#include "screens/beside.h"
#include "screens/bookmarks.h"
#include "screens/missed.h"
#include "screens/pieces.h"
#include "screens/turn.h"

struct state {
	int lesson, page;
	bool aside;       /* opened from a question: one page, then back */
	bool single;      /* of a path: this page alone, then back */
	bool missed;      /* aside: leads through the pages of what was missed */
	int run;          /* missed: the lesson whose last run it was */
	size_t shown;     /* pieces of a story shown so far */
	uint64_t skipped; /* bit set of its first 64 pieces */
	bool sources;     /* shown below or beside the text */
	struct beside beside;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE, K_PAGE_DOWN },
						   N_("go on: down the page, then the next one"),
						   BIND_SCROLL_FIRST },
	{ CMD_NEXT, { K_RIGHT, 'n' }, N_("next page"), 0 },
	{ CMD_PREVIOUS, { K_LEFT, 'p', K_BACKSPACE }, N_("page before"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_SKIP, { 's' }, N_("skip this page, or this paragraph of a story"), 0 },
	{ CMD_QUIZ, { 'u' }, N_("to the questions"), 0 },
	{ CMD_CONTENTS, { 'c' }, N_("contents of this lesson: its pages"), 0 },
	{ CMD_BOOKMARK, { 'b' }, N_("a bookmark here, or no longer"), 0 },
	{ CMD_GLOSSARY, { 'l' }, N_("words of this lesson"), 0 },
	{ CMD_SOURCES, { 'o' }, N_("sources of this page"), 0 },
	{ CMD_PANE, { K_TAB }, N_("to the contents beside the text, and back, in a wide window"),
		0 },
	{ CMD_BACK, { K_ESC, 'q' }, N_("back; your place is kept"), 0 }, { 0 } };

static void open_page(struct state *s, int page, struct effects *fx)
{
	s->page = page;
	s->shown = s->aside ? SIZE_MAX : 1;
	s->skipped = 0;
	effect_add(fx, EFFECT_SCROLL_TOP);
	effect_add(fx, EFFECT_SCROLL_MARK);
	if (!s->aside && !s->single) {
		struct effect *e = effect_add(fx, EFFECT_PLACE);

		e->lesson = s->lesson;
		e->index = page;
	}
}

/* Opens one of the pages of what was missed; false if there is none at that place. */
static bool open_missed(struct state *s, const struct model *model, int at, struct effects *fx)
{
	struct missed missed;

	missed_find(model, s->run, &missed);
	if (at < 0 || at >= (int)missed.n)
		return false;
	s->lesson = missed.v[at].lesson;
	open_page(s, missed.v[at].page, fx);
	return true;
}

/* Returns the place of this page among them, and their number; -1 if it is none any more. */
static int missed_place(const struct state *s, const struct model *model, size_t *n)
{
	struct missed missed;

	missed_find(model, s->run, &missed);
	*n = missed.n;
	for (size_t i = 0; i < missed.n; i++)
		if (missed.v[i].lesson == s->lesson && missed.v[i].page == s->page)
			return (int)i;
	return -1;
}

/* Goes on among them with Enter and the arrows; past the ends, back to the result. */
static bool update_missed(
	struct state *s, const struct model *model, const struct input *in, struct effects *fx)
{
	int step = in->command == CMD_PREVIOUS ? -1 : 1, at;
	size_t n;

	if (in->command != CMD_GO && in->command != CMD_NEXT && in->command != CMD_PREVIOUS &&
		in->command != CMD_SKIP)
		return false;
	at = missed_place(s, model, &n);
	if (at < 0 || !open_missed(s, model, at + step, fx))
		effect_add(fx, EFFECT_POP);
	return true;
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	s->lesson = arg->lesson;
	s->single = arg->single;
	s->aside = arg->aside || arg->missed;
	s->missed = arg->missed;
	s->run = arg->lesson;
	/* a lesson that cannot be read in this language has no place to keep */
	if (s->missed)
		open_missed(s, model, arg->index, fx);
	else if (model_lesson(model, s->lesson))
		open_page(s, arg->index, fx);
	if (arg->back)
		s->shown = SIZE_MAX;
}

static bool more_to_tell(const struct state *s, const struct page *page)
{
	return page->story && s->shown < page->n;
}

static void next(
	struct state *s, const struct model *model, const struct lesson *lesson, struct effects *fx)
{
	if (s->single)
		effect_add(fx, EFFECT_POP);
	else if ((size_t)s->page + 1 < lesson->n_pages)
		open_page(s, s->page + 1, fx);
	else
		turn_end(fx, model, s->lesson);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	const struct lesson *lesson = model_lesson(model, s->lesson);
	const struct page *page;
	int to;

	if (lesson && !s->aside && beside_update(&s->beside, model, lesson, s->page, in, &to)) {
		if (to >= 0) {
			s->single = false;
			open_page(s, to, fx);
		}
		return true;
	}
	if (in->command == CMD_BACK && lesson && s->sources) {
		s->sources = false;
		effect_add(fx, EFFECT_SCROLL_BACK);
		return true;
	}
	if (in->command == CMD_BACK || !lesson) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	page = &lesson->pages[s->page];
	if (in->command == CMD_SOURCES) {
		effect_add(fx, s->sources ? EFFECT_SCROLL_BACK : EFFECT_SCROLL_MARK);
		s->sources = !s->sources;
		return true;
	}
	if (in->command == CMD_BOOKMARK) {
		bookmarks_toggle(model, s->lesson, s->page, fx);
		return true;
	}
	if (s->missed && update_missed(s, model, in, fx))
		return true;
	if (s->aside && in->command != CMD_GLOSSARY) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	switch (in->command) {
	case CMD_GO:
	case CMD_SKIP:
		if (!more_to_tell(s, page)) {
			/* no progress tells it of a page that is read alone */
			if (s->single)
				effect_add(fx, EFFECT_STEP)->text =
					arena_printf(&fx->arena, "%s/%s", lesson->id, page->id);
			if (in->command == CMD_GO && s->single &&
				turn_is_due(model, s->lesson, s->page))
				turn_open_single(fx, model, s->lesson, s->page);
			else if (in->command == CMD_GO && turn_is_due(model, s->lesson, s->page))
				turn_open(fx, model, s->lesson, s->page, false, true);
			else
				next(s, model, lesson, fx);
			return true;
		}
		if (in->command == CMD_SKIP && s->shown < 64)
			s->skipped |= (uint64_t)1 << s->shown;
		s->shown++;
		return true;
	case CMD_NEXT:
		next(s, model, lesson, fx);
		return true;
	case CMD_PREVIOUS:
		if (s->page == 0 || s->single) {
			effect_add(fx, EFFECT_POP);
			return true;
		}
		open_page(s, s->page - 1, fx);
		s->shown = lesson->pages[s->page].n;
		return true;
	case CMD_QUIZ:
		effect_quiz(fx, model, s->lesson, false, true);
		return true;
	case CMD_CONTENTS:
		effect_push(fx, &screen_contents, s->lesson, s->page);
		return true;
	case CMD_GLOSSARY:
		effect_push(fx, &screen_glossary, s->lesson, 0);
		return true;
	default:
		return false;
	}
}

static void describe_pieces(const struct state *s, const struct page *page, struct view *view)
{
	for (size_t i = 0; i < page->n; i++) {
		if (page->story && i >= s->shown)
			return;
		if (i < 64 && s->skipped >> i & 1)
			view_dim(view, _("(skipped)"));
		else
			piece_describe(&page->pieces[i], view);
		if (page->story && i == s->shown - 1 && i > 0)
			view->blocks[view->n - 1].show = true;
	}
}

static void describe_hints(const struct state *s, const struct model *model,
	const struct lesson *lesson, const struct page *page, struct view *view)
{
	bool last = (size_t)s->page + 1 == lesson->n_pages;
	bool asks = lesson->n_questions || lesson->n_draws;

	if (s->aside) {
		size_t n = 0;
		int at = s->missed ? missed_place(s, model, &n) : -1;

		view_hint(view, CMD_GO, at >= 0 && (size_t)at + 1 < n ? _("go on") : _("back"));
		/* where Enter leads back, Esc is named only while Enter reads on */
		view_hint(view, CMD_BACK, s->missed ? _("back") : NULL);
		view_hint(view, CMD_HELP, _("find help"));
		view_hint(view, CMD_KEYS, _("keys"));
		return;
	}
	if (model->beside && s->beside.on) {
		view_hint(view, CMD_GO, _("go"));
		view_hint(view, CMD_PANE, _("text"));
		view_hint(view, CMD_HELP, _("find help"));
		view_hint(view, CMD_KEYS, _("keys"));
		return;
	}
	view_hint(view, CMD_GO,
		more_to_tell(s, page)                            ? _("more")
			: turn_is_due(model, s->lesson, s->page) ? _("your turn")
			: !last || s->single                     ? _("go on")
			: asks                                   ? _("questions")
								 : _("done"));
	if (page->story || page->note)
		view_hint(view, CMD_SKIP,
			page->story && more_to_tell(s, page) ? _("skip this paragraph")
							     : _("skip"));
	if (model->beside)
		view_hint(view, CMD_PANE, _("contents"));
	view_hint(view, CMD_PREVIOUS, _("page before"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_FIND, _("find"));
	if (!model->beside)
		view_hint(view, CMD_CONTENTS, _("contents"));
	view_hint(view, CMD_SOURCES, _("sources"));
	view_hint(view, CMD_BOOKMARK, _("bookmark"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct lesson *lesson = model_lesson(model, s->lesson);
	const struct page *page;

	view->title = model->course.lessons[s->lesson].title;
	if (!lesson) {
		view_message(view, MARK_NOTE,
			_("This page cannot be shown any more. Press Esc to go back."));
		view_hint(view, CMD_BACK, _("back"));
		view_hint(view, CMD_KEYS, _("keys"));
		return;
	}
	page = &lesson->pages[s->page];
	view->where = view_printf(view, _("page %d of %zu"), s->page + 1, lesson->n_pages);
	if (s->missed) {
		size_t n = 0;
		int at = missed_place(s, model, &n);

		/* TRANSLATORS: pages that explain what was missed: the first of three */
		view->where = view_printf(view, _("read again, %d of %zu"), at + 1, n);
	}
	view_add(view, BLOCK_HEADING, page->title);
	if (page->note)
		view_message(view, MARK_INFO, page->note);
	describe_pieces(s, page, view);
	if (s->sources && (s->aside || !model->beside))
		piece_describe_sources(page, view);
	if (!s->aside)
		beside_page(&s->beside, model, s->lesson, s->page, s->sources, view);
	describe_hints(s, model, lesson, page, view);
}

const struct screen screen_page = {
	.name = "page",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
