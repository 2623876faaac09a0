/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The glossary of a lesson, or of all lessons, in alphabetical order. A word that was found has a
 * mark and is in sight; in plain lines it stands alone.
 */
#include "screens/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "text/text.h"

struct state {
	int lesson; /* -1 for all */
	int found;  /* from 1: the term of this lesson, or of all in order, that was found; 0: none
		     */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_SPACE, K_PAGE_DOWN },
						   N_("down, then back"), BIND_SCROLL_FIRST },
	{ CMD_RIGHT, { K_RIGHT }, N_("the words of all lessons, or of this one"), 0 },
	{ CMD_BACK, { K_ESC, 'q', 'l', K_LEFT }, N_("back"), 0 },
	{ CMD_SCROLL_DOWN, { K_DOWN, 'j' }, N_("a line down"), 0 },
	{ CMD_SCROLL_UP, { K_UP, 'k' }, N_("a line up"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)model;
	s->lesson = arg->lesson;
	s->found = arg->index;
	if (s->found)
		effect_add(fx, EFFECT_FOLLOW);
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;

	(void)model;
	if (in->command == CMD_NONE && in->id >= 0) {
		s->found = in->id + 1;
		effect_add(fx, EFFECT_FOLLOW);
		return true;
	}
	switch (in->command) {
	case CMD_GO:
	case CMD_BACK:
		effect_add(fx, EFFECT_POP);
		return true;
	case CMD_RIGHT:
		s->lesson = -1;
		s->found = 0;
		effect_add(fx, EFFECT_SCROLL_TOP);
		return true;
	default:
		return false;
	}
}

struct word {
	const char *key; /* folded, for sorting */
	const struct term *term;
	int id; /* the same in every language */
};

static int compare_words(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->key, ((const struct word *)b)->key);
}

static size_t collect(
	const struct lesson *lesson, struct word *words, size_t first, struct view *view)
{
	for (size_t i = 0; i < lesson->n_terms; i++) {
		struct strbuf key = STRBUF_INIT;
		const char *term = lesson->terms[i].term;

		text_fold(&key, term, strlen(term), TEXT_NO_ACCENTS);
		words[first + i] = (struct word){ view_printf(view, "%s", key.buf),
			&lesson->terms[i], (int)(first + i) };
		strbuf_release(&key);
	}
	return lesson->n_terms;
}

static void describe_word(const struct word *w, bool found, struct view *view)
{
	struct block *b = view_add(view, BLOCK_TERM, w->term->meaning);

	b->label = w->term->term;
	b->id = w->id;
	b->focus = b->show = b->news = found;
}

static bool in_view(const struct state *s, int lesson)
{
	return s->lesson < 0 || s->lesson == lesson;
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	struct word *words;
	size_t most = 0, n = 0;

	for (int i = 0; i < (int)model->course.n; i++)
		if (in_view(s, i) && model_lesson(model, i))
			most += model_lesson(model, i)->n_terms;
	words = arena_alloc(&view->arena, (most + 1) * sizeof(*words));
	for (int i = 0; i < (int)model->course.n; i++)
		if (in_view(s, i) && model_lesson(model, i))
			n += collect(model_lesson(model, i), words, n, view);
	qsort(words, n, sizeof(*words), compare_words);
	view->title = _("Words");
	view->where = s->lesson < 0 ? _("all lessons") : model->course.lessons[s->lesson].title;
	for (size_t i = 0; i < n; i++) {
		bool found = s->found == words[i].id + 1;

		if ((i && !strcmp(words[i].key, words[i - 1].key)) ||
			(view->linear && s->found && !found))
			continue;
		describe_word(&words[i], found, view);
	}
	if (!n)
		view_dim(view, _("There are no words here."));
	view_hint(view, CMD_GO, _("back"));
	view_hint(view, CMD_BACK, NULL);
	if (s->lesson >= 0)
		view_hint(view, CMD_RIGHT, _("words of all lessons"));
	view_hint(view, CMD_HELP, _("find help"));
	if (n)
		view_hint(view, CMD_FIND, _("find"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static const char *scope(const void *state, const struct model *model)
{
	(void)state;
	(void)model;
	return N_("Word:");
}

const struct screen screen_glossary = {
	.name = "glossary",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
	.scope = scope,
};
