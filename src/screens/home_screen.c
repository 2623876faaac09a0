/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Home screen: what to do next, then the list of lessons with the learner's progress in each. */
#include "screens/beside.h"
#include "screens/next.h"
#include "screens/paths.h"
#include "screens/screen.h"
#include "screens/standing.h"

#include <string.h>

#include "base/date_words.h"
#include "base/i18n.h"
#include "view/focus.h"

/*
 * In a course that leads, the focus goes through the next thing and the questions to review before
 * it goes to the rows of the list, which are 0 and more.
 */
enum { LINE_NEXT = -2, LINE_REVIEW = -1 };
/* The ids of the lines above the list; those of its rows are their numbers from 0. */
enum { ID_NEXT = PANE_ID - 3, ID_REVIEW, ID_PATH };

struct state {
	int focus;
	int path; /* the one that was chosen when the focus was set */
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT }, N_("open the lesson"),
						   0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_PATHS, { '0' }, N_("another path through the course"), 0 },
	{ CMD_REVIEW, { 'r' }, N_("review: the questions that are due today"), 0 },
	{ CMD_PROGRESS, { 'v' }, N_("your progress"), 0 },
	{ CMD_WORKSHOP, { 'w' }, N_("the workshop: is it trafficking?"), 0 },
	{ CMD_ABOUT, { 'a' }, N_("about this course, and what is kept"), 0 },
	{ CMD_GLOSSARY, { 'l' }, N_("words of the lessons"), 0 },
	{ CMD_QUIT, { 'q' }, N_("leave"), 0 }, { CMD_BACK, { K_ESC }, NULL, BIND_QUIET }, { 0 } };

/* ---- the lines above the list */

static bool has_next(const struct model *model)
{
	return plan_leads(model) && model->course.n && next_find(model).kind != NEXT_NOTHING;
}

/* The next thing may be the review itself. */
static bool has_review(const struct model *model)
{
	return plan_leads(model) && model_due(model) && next_find(model).kind != NEXT_REVIEW;
}

/* Returns the row of the lesson in hand. */
static int row_in_hand(const struct model *model)
{
	int row = plan_row(model, next_find(model).lesson);

	return row < 0 ? 0 : row;
}

static int first_line(const struct model *model)
{
	return has_next(model) ? LINE_NEXT : has_review(model) ? LINE_REVIEW : 0;
}

/* From the lines above, down leads to what is in hand; up from the list leads to them. */
static void move(struct state *s, const struct model *model, bool down)
{
	int last = (int)model->plan.n - 1, first = first_line(model);

	if (down && s->focus < 0)
		s->focus = s->focus == LINE_NEXT && has_review(model) ? LINE_REVIEW
								      : row_in_hand(model);
	else if (down)
		s->focus = s->focus < last ? s->focus + 1 : first;
	else if (s->focus == first)
		s->focus = last;
	else if (s->focus > 0)
		s->focus--;
	else
		s->focus = s->focus == 0 && has_review(model) ? LINE_REVIEW : LINE_NEXT;
}

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)arg;
	(void)fx;
	/* so Enter takes what the first line says */
	s->focus = has_next(model) ? LINE_NEXT : row_in_hand(model);
	s->path = model->plan.path;
}

/* What was done elsewhere may have taken away the line that had the focus, or changed the path. */
static int focus_of(const struct state *s, const struct model *model)
{
	if (s->path != model->plan.path)
		return first_line(model);
	if (s->focus >= (int)model->plan.n)
		return model->plan.n ? (int)model->plan.n - 1 : 0;
	if ((s->focus == LINE_REVIEW && !has_review(model)) ||
		(s->focus == LINE_NEXT && !has_next(model)))
		return first_line(model);
	return s->focus;
}

/* ---- keys */

static void open_row(const struct model *model, int row, struct effects *fx)
{
	int lesson = model->plan.rows[row];

	if (lesson == PLAN_WORKSHOP)
		effect_push(fx, &screen_workshop, -1, 0);
	else
		effect_push(fx,
			model->course.lessons[lesson].scenario ? &screen_scenario : &screen_cover,
			lesson, 0);
}

static void take(const struct state *s, const struct model *model, struct effects *fx)
{
	struct next next;

	if (s->focus >= 0) {
		open_row(model, s->focus, fx);
	} else if (s->focus == LINE_REVIEW) {
		effect_review(fx, model);
	} else {
		next = next_find(model);
		next_open(&next, model, fx);
	}
}

/* A click, or a line of plain lines. */
static bool choose(struct state *s, const struct model *model, int id, struct effects *fx)
{
	if (id == ID_PATH) {
		effect_push(fx, &screen_paths, -1, 0);
		return true;
	}
	if (id < ID_NEXT && id >= (int)model->plan.n)
		return false;
	s->focus = id == ID_NEXT ? LINE_NEXT : id == ID_REVIEW ? LINE_REVIEW : id;
	take(s, model, fx);
	return true;
}

/* Returns true if the input moved the focus or chose something. */
static bool update_list(
	struct state *s, const struct model *model, const struct input *in, struct effects *fx)
{
	int row = s->focus < 0 ? 0 : s->focus;
	bool picked;

	if (in->command == CMD_NONE && in->id >= 0)
		return choose(s, model, in->id, fx);
	if ((in->command == CMD_UP || in->command == CMD_DOWN) && model->plan.n) {
		move(s, model, in->command == CMD_DOWN);
		return true;
	}
	if (in->command == CMD_FIRST && model->plan.n) {
		s->focus = first_line(model);
		return true;
	}
	if (!focus_update(&row, (int)model->plan.n, in, &picked))
		return false;
	s->focus = row;
	if (picked)
		take(s, model, fx);
	return true;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;

	s->focus = focus_of(s, model);
	s->path = model->plan.path;
	if (update_list(s, model, in, fx))
		return true;
	switch (in->command) {
	case CMD_GO:
		if (model->plan.n)
			take(s, model, fx);
		return model->plan.n > 0;
	case CMD_REVIEW:
		effect_review(fx, model);
		return true;
	case CMD_PATHS:
		if (paths_n(model))
			effect_push(fx, &screen_paths, -1, 0);
		return paths_n(model) > 0;
	case CMD_PROGRESS:
		effect_push(fx, &screen_progress, -1, 0);
		return true;
	case CMD_WORKSHOP:
		effect_push(fx, &screen_workshop, -1, 0);
		return true;
	case CMD_ABOUT:
		effect_push(fx, &screen_about, -1, 0);
		return true;
	case CMD_GLOSSARY:
		effect_push(fx, &screen_glossary, -1, 0);
		return true;
	case CMD_QUIT:
		effect_add(fx, EFFECT_QUIT);
		return true;
	case CMD_BACK:
		effect_notice(fx,
			model->store_path ? _("Press q to leave. Everything is kept.")
					  : _("Press q to leave. Nothing is kept."));
		return true;
	default:
		return false;
	}
}

/* ---- showing it */

static const char *minutes(int n, struct view *view)
{
	/* TRANSLATORS: at most 15 cells: how long a lesson takes */
	return n ? view_printf(view, _("%d min"), n) : NULL;
}

static void describe_next(const struct model *model, int focus, struct view *view)
{
	struct next next = next_find(model);
	struct block *b;

	if (!has_next(model))
		return;
	b = view_choice(view, ID_NEXT, NULL, next_text(&next, model, view), focus == LINE_NEXT);
	b->role = ROLE_STRONG;
	b->note = minutes(next_minutes(&next, model), view);
}

/* Returns when the next question comes back, or NULL. */
static const char *next_review(const struct model *model, struct view *view)
{
	const struct review *review = &model->progress.review;
	struct date date;
	int day = 0;

	for (size_t i = 0; i < review->n; i++)
		if (review->items[i].due > model->day && (!day || review->items[i].due < day))
			day = review->items[i].due;
	if (!day)
		return NULL;
	date = date_of_day(day);
	return date_words(&view->arena, &date);
}

/* Stands among what can be chosen, and cannot be. */
static void describe_nothing(const char *text, struct view *view)
{
	view_choice(view, -1, NULL, text, false)->role = ROLE_DIM;
}

static void describe_review(const struct model *model, int focus, struct view *view)
{
	size_t due = model_due(model);
	const char *when = due ? NULL : next_review(model, view);
	struct block *b;

	if (has_review(model)) {
		b = view_choice(view, ID_REVIEW, NULL,
			view_printf(view,
				Q_("Review today: %zu question", "Review today: %zu questions",
					due),
				due),
			focus == LINE_REVIEW);
		b->note = minutes(next_review_minutes(due), view);
		if (!view->linear)
			b->note = view_printf(view, "r  %s", b->note);
	} else if (when) {
		/* TRANSLATORS: a date: "3 December 2026" */
		describe_nothing(
			view_printf(view, _("Nothing to review today. Next: %s."), when), view);
	} else if (!due) {
		describe_nothing(_("Nothing to review: what you miss comes back here."), view);
	}
}

static void describe_path(const struct model *model, struct view *view)
{
	size_t done, all;
	struct block *b;

	plan_count(model, &done, &all);
	b = view_add(view, BLOCK_METER, "");
	b->label = plan_is_whole(model) ? _("The whole course")
					: model->course.paths[model->plan.path].title;
	b->value = (int)done;
	b->max = (int)all;
	/* TRANSLATORS: how many parts of a course are done */
	b->note = view_printf(view, _("%zu of %zu"), done, all);
	b->column = b->tight = true;
	if (!paths_n(model))
		return;
	b->id = ID_PATH;
	/* TRANSLATORS: after the key 0: choose another path through the course */
	b->text = view->linear ? "" : view_printf(view, "0 %s", _("another path"));
}

/* In plain lines a part is a line above its lessons. */
static const char *part_name(const struct model *model, size_t row, struct view *view)
{
	int part = plan_part(model, row);
	bool begins = part >= 0 && (!row || plan_part(model, row - 1) != part);

	if (!model->course.n_parts)
		return NULL;
	if (!view->linear)
		return begins ? model->course.parts[part].title : "";
	if (begins)
		view_text(view, model->course.parts[part].title);
	return NULL;
}

static void describe_list(const struct model *model, int focus, struct view *view)
{
	size_t n = model->plan.n;

	for (size_t i = 0; i < n; i++) {
		const char *part = part_name(model, i, view);
		int lesson = model->plan.rows[i];
		struct block *b = view_choice(view, (int)i,
			view_printf(view, i < 9 && n > 9 ? " %zu" : "%zu", i + 1),
			lesson == PLAN_WORKSHOP ? _("Workshop: is it trafficking?")
						: model->course.lessons[lesson].title,
			(int)i == focus);

		b->column = true;
		b->part = part;
		b->note = standing_status(model, lesson, view);
	}
}

/* What the course is about that has the focus; where the course leads, its row says enough. */
static void describe_summary(const struct model *model, int focus, struct view *view)
{
	int lesson = focus >= 0 ? model->plan.rows[focus] : next_find(model).lesson;

	if (lesson < 0)
		return;
	if (model->beside)
		beside_lesson(model, lesson, view);
	else if (!plan_leads(model))
		view_dim(view, model->course.lessons[lesson].summary);
}

static void describe_due(const struct model *model, struct view *view)
{
	struct block *b;

	if (!model_due(model) || plan_leads(model))
		return;
	b = view_message(view, MARK_INFO, "");
	b->text = view_printf(view,
		Q_("%zu question is due for review: press r.",
			"%zu questions are due for review: press r.", model_due(model)),
		model_due(model));
}

static void describe_hints(const struct model *model, int focus, struct view *view)
{
	if (model->plan.n)
		view_hint(view, CMD_GO,
			focus == LINE_NEXT             ? _("go on")
				: focus == LINE_REVIEW ? _("review")
						       : _("open"));
	if (model_due(model) && focus != LINE_REVIEW)
		view_hint(view, CMD_REVIEW, _("review"));
	if (view->linear && paths_n(model))
		view_hint(view, CMD_PATHS, _("another path"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_FIND, _("find"));
	view_hint(view, CMD_HELP, _("find help"));
	if (model->course.workshop && !plan_leads(model))
		view_hint(view, CMD_WORKSHOP, _("workshop"));
	view_hint(view, CMD_QUIT, _("leave"));
	view_hint(view, CMD_SETTINGS, _("settings"));
	view_hint(view, CMD_PROGRESS, _("progress"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	int focus = focus_of(state, model);

	view->title = "Vigie";
	for (size_t i = 0; i < model->n_languages; i++)
		if (!strcmp(model->languages[i].code.code, model->lang))
			view->where = model->languages[i].name;
	if (plan_leads(model) && model->course.n) {
		describe_next(model, focus, view);
		describe_review(model, focus, view);
		describe_path(model, view);
	} else if (model->course.title) {
		view_add(view, BLOCK_HEADING, model->course.title);
	}
	describe_list(model, focus, view);
	if (!model->course.n)
		view_message(view, MARK_NOTE,
			_("No lessons were found. Start with vigie --lessons FOLDER, "
			  "where each lesson is a folder with a file lesson.ini."));
	else
		describe_summary(model, focus, view);
	if (model->course.incomplete)
		view_message(view, MARK_NOTE,
			_("Some lessons cannot be read and are missing here. vigie check says why."));
	describe_due(model, view);
	describe_hints(model, focus, view);
}

const struct screen screen_home = {
	.name = "home",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
