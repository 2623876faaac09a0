/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/present_show.h"

#include <string.h>

#include "base/i18n.h"
#include "learner/play.h"
#include "questions/type.h"
#include "screens/help_page.h"
#include "screens/pieces.h"
#include "screens/talk.h"

static const char *title_of(const struct present_list *list)
{
	return list->lesson ? list->lesson->title : list->scenario ? list->scenario->title : "";
}

const char *present_heading(const struct present_list *list, const struct thought *t)
{
	if (t->kind == THOUGHT_HELP)
		return _("Where help is");
	return list->lesson && t->page >= 0 ? list->lesson->pages[t->page].title : title_of(list);
}

const char *present_where(
	const struct present *p, const struct present_list *list, struct view *view)
{
	size_t number = present_number(list, (size_t)p->thought);

	return list->lesson
		? view_printf(view, _("%zu of %zu"), number, present_number(list, list->n))
		: view_printf(view, "%zu", number);
}

/* ---- what is told */

const char *present_seed_words(
	const struct present *p, const struct present_list *list, struct view *view)
{
	const struct lesson *lesson = list->lesson;

	if (!lesson || !(lesson->n_draws + lesson->n_pools))
		return NULL;
	return view_printf(view,
		/* TRANSLATORS: a number by which questions are drawn, the same, and a lesson */
		_("Drawn by seed %d. To ask the same again: vigie present --seed %d %s"), p->seed,
		p->seed, lesson->id);
}

static void describe_title(
	const struct present *p, const struct present_list *list, struct view *view)
{
	const char *seed = present_seed_words(p, list, view);
	const char *note = list->lesson ? list->lesson->content_note : list->scenario->content_note;

	view_add(view, BLOCK_HEADING, title_of(list));
	view_text(view, list->lesson ? list->lesson->summary : list->scenario->summary);
	if (note)
		view_message(view, MARK_INFO, note);
	if (seed)
		view_dim(view, seed);
}

static void describe_pieces(
	const struct present_list *list, const struct thought *t, struct view *view)
{
	const struct page *page = &list->lesson->pages[t->page];

	for (size_t i = t->first; i < t->end; i++)
		piece_describe(&page->pieces[i], view);
	/* of a list that has grown over the edge, the newest item is to be seen */
	if (t->grows)
		view->blocks[view->n - 1].show = true;
}

static void describe_lines(
	const struct present_list *list, const struct thought *t, struct view *view)
{
	for (size_t i = t->first; i < t->end; i++) {
		const struct spot spot = { .id = -1, .in_sight = i + 1 == t->end };

		talk_line(list->play, i, &spot, false, view);
	}
	if (view->n)
		view->blocks[view->n - 1].show = true;
}

static void describe_ending(const struct present_list *list, struct view *view)
{
	const struct scenario *s = list->scenario;

	if (list->play->ending < 0)
		return;
	view_add(view, BLOCK_HEADING, s->endings[list->play->ending].title);
	for (size_t i = 0; i < s->endings[list->play->ending].n_texts; i++)
		view_text(view, s->endings[list->play->ending].texts[i]);
}

static void describe_sign(
	const struct present_list *list, const struct thought *t, struct view *view)
{
	const struct message *m = &list->scenario->messages[t->message];

	describe_lines(list, t, view);
	if (m->flags)
		view_message(view, MARK_NOTE, talk_techniques(m->flags, view));
	view_text(view, m->why);
}

static void describe_help(const struct model *model, struct view *view)
{
	const struct help *help = model_help(model);
	int country = *model->country ? help_find(help, model->country) : -1;

	if (country < 0)
		country = help_country_of_locale(help, model->locale);
	if (country >= 0 && country < (int)help->n) {
		help_page_describe(help, country, view);
		return;
	}
	view_text(view, _("Where are you? In danger, call the emergency number first."));
	view_text(view, _("The key h opens the numbers of each country."));
}

/* ---- questions and choices */

static const char *option_text(
	const struct present_list *list, const struct thought *t, int option, struct view *view)
{
	const struct option *o;

	if (t->kind == THOUGHT_CHOICE)
		return talk_reply(&list->scenario->replies[t->replies[option]], view);
	o = &t->question->options[option];
	return o->text ? o->text : strcmp(o->id, "true") != 0 ? _("False") : _("True");
}

static bool is_right(const struct thought *t, int option)
{
	return t->question && t->question->options[option].correct;
}

static int most_hands(const struct present *p, const struct thought *t)
{
	int most = 1;

	for (int i = 0; i < t->n_options; i++)
		if (present_hands(p, t, i) > most)
			most = present_hands(p, t, i);
	return most;
}

static void describe_bar(
	const struct present *p, const struct thought *t, int option, struct view *view)
{
	struct block *b = view_add(view, BLOCK_METER, "");

	b->label = "";
	b->role = ROLE_BAR;
	b->value = present_hands(p, t, option);
	b->max = most_hands(p, t);
	b->note = view_printf(view, "%d", b->value);
	b->tight = true;
}

/* Returns the block of the option. */
static struct block *describe_option(const struct present_list *list, const struct thought *t,
	int option, bool judged, struct view *view)
{
	struct block *b = view_choice(view, -1, view_printf(view, "%d", option + 1),
		option_text(list, t, option, view), false);

	if (judged && is_right(t, option)) {
		b->mark = MARK_RIGHT;
		b->role = ROLE_STRONG;
	}
	return b;
}

static void describe_options(const struct present *p, const struct present_list *list,
	const struct thought *t, struct view *view)
{
	int last = p->step == STEP_OPTIONS ? p->at : t->n_options - 1;
	bool bars = p->step >= STEP_BARS && present_total(p, t), judged = p->step >= STEP_RIGHT;

	for (int i = 0; i <= last; i++) {
		struct block *b = describe_option(list, t, i, judged, view);

		if (p->step == STEP_COUNT && i == p->at)
			b->role = ROLE_STRONG;
		if (t->kind == THOUGHT_CHOICE && p->step == STEP_BARS) {
			b->focus = i == p->at;
			b->id = i;
		}
		b->show = (p->step == STEP_OPTIONS && i == last) ||
			(p->step == STEP_RIGHT && is_right(t, i));
		if (bars)
			describe_bar(p, t, i, view);
	}
}

static void describe_count(const struct present *p, const struct thought *t, struct view *view)
{
	struct block *b;

	if (p->typed)
		b = view_text(view,
			/* TRANSLATORS: a group votes on option 1, and the hands are counted */
			view_printf(view, _("Hands up for %d. How many?  [ %d ]"), p->at + 1,
				present_hands(p, t, p->at)));
	else
		b = view_text(
			view, view_printf(view, _("Hands up for %d. How many?  [   ]"), p->at + 1));
	b->show = b->lead = true;
	view->numbers = NUMBERS_COUNT;
}

const char *present_hands_words(int total, struct view *view)
{
	return view_printf(view, Q_("%d hand.", "%d hands.", (unsigned long)total), total);
}

/* The types without options show themselves as in the course: open, then with what is right. */
static void describe_other(const struct question *q, bool judged, struct view *view)
{
	void *work = arena_alloc(&view->arena, q->type->work_size + 1);
	size_t first = view->n, n = first;

	q->type->begin(work, q, 1);
	q->type->describe(work, q, judged ? SHOW_ALL_REASONS : SHOW_OPEN, view);
	for (size_t i = first; i < view->n; i++) {
		struct block b = view->blocks[i];

		b.focus = false;
		b.id = b.cell = -1;
		/* nobody's answer, judged */
		if (!judged || !b.own || *b.text)
			view->blocks[n++] = b;
	}
	view->n = n;
	view->numbers = NUMBERS_CHOOSE;
	if (judged)
		q->type->reasons(work, q, SHOW_ALL_REASONS, view);
}

static void describe_ask(
	const struct present_list *list, const struct thought *t, struct view *view)
{
	if (t->kind == THOUGHT_CHOICE)
		describe_lines(list, t, view);
	else
		view_text(view, t->question->prompt);
	if (t->question && !strcmp(t->question->type->name, "multiple"))
		view_dim(view, _("More than one can be right."));
}

static void describe_reason(const struct present *p, const struct present_list *list,
	const struct thought *t, struct view *view)
{
	int option = present_reason(t, p->at);

	if (option < 0) {
		view_text(view, t->question->explain);
		return;
	}
	describe_option(list, t, option, true, view);
	view_text(view, t->question->options[option].feedback);
}

static void describe_question(const struct present *p, const struct present_list *list,
	const struct thought *t, struct view *view)
{
	if (p->step == STEP_WHY) {
		describe_reason(p, list, t, view);
		return;
	}
	describe_ask(list, t, view);
	if (!t->n_options) {
		describe_other(t->question, p->step >= STEP_RIGHT, view);
		return;
	}
	if (p->step == STEP_ASK)
		return;
	describe_options(p, list, t, view);
	if (p->step == STEP_COUNT)
		describe_count(p, t, view);
	else if (p->step >= STEP_BARS && present_total(p, t))
		view_dim(view, present_hands_words(present_total(p, t), view));
}

void present_describe(const struct present *p, const struct present_list *list,
	const struct model *model, struct view *view)
{
	const struct thought *t = present_now(p, list);

	switch (t->kind) {
	case THOUGHT_TITLE:
		describe_title(p, list, view);
		break;
	case THOUGHT_NOTE:
		view_message(view, MARK_INFO, list->lesson->pages[t->page].note);
		break;
	case THOUGHT_PIECES:
		describe_pieces(list, t, view);
		break;
	case THOUGHT_QUESTION:
	case THOUGHT_CHOICE:
		describe_question(p, list, t, view);
		break;
	case THOUGHT_LINES:
		describe_lines(list, t, view);
		break;
	case THOUGHT_ENDING:
		describe_ending(list, view);
		break;
	case THOUGHT_SIGN:
		describe_sign(list, t, view);
		break;
	case THOUGHT_HELP:
		describe_help(model, view);
		break;
	}
}

static void describe_facts(const struct question *q, struct view *view)
{
	for (size_t i = 0; i < q->n_facts; i++)
		piece_describe_source(q->facts[i]->source, i == 0, view);
}

void present_describe_sources(
	const struct present_list *list, const struct thought *t, struct view *view)
{
	if (list->lesson && t->page >= 0) {
		piece_describe_sources(&list->lesson->pages[t->page], view);
		return;
	}
	/* TRANSLATORS: the heading of a list: what a question or a conversation rests on */
	view_add(view, BLOCK_HEADING, _("Sources"))->show = true;
	if (t->question && t->question->n_facts)
		describe_facts(t->question, view);
	else if (list->scenario)
		for (size_t i = 0; i < list->scenario->n_sources; i++)
			piece_describe_source(&list->scenario->sources[i], i == 0, view);
	else
		view_dim(view, _("No source is named here."))->show = true;
}
