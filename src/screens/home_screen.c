/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Home screen: the list of lessons, with the learner's progress in each. */
#include "screens/beside.h"
#include "screens/next.h"
#include "screens/screen.h"
#include "screens/standing.h"

#include <string.h>

#include "base/i18n.h"
#include "view/focus.h"

struct state {
	int focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT }, N_("open the lesson"),
						   0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 },
	{ CMD_REVIEW, { 'r' }, N_("review: the questions that are due today"), 0 },
	{ CMD_PROGRESS, { 'v' }, N_("your progress"), 0 },
	{ CMD_WORKSHOP, { 'w' }, N_("the workshop: is it trafficking?"), 0 },
	{ CMD_ABOUT, { 'a' }, N_("about this course, and what is kept"), 0 },
	{ CMD_GLOSSARY, { 'l' }, N_("words of the lessons"), 0 },
	{ CMD_QUIT, { 'q' }, N_("leave"), 0 }, { CMD_BACK, { K_ESC }, NULL, BIND_QUIET }, { 0 } };

static void enter(
	void *state, const struct model *model, const struct screen_arg *arg, struct effects *fx)
{
	struct state *s = state;

	(void)arg;
	(void)fx;
	/* so Enter takes what the first line says */
	s->focus = next_find(model).lesson;
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	bool picked;

	if (focus_update(&s->focus, (int)model->course.n, in, &picked) && !picked)
		return true;
	if (picked || (in->command == CMD_GO && model->course.n)) {
		effect_push(fx,
			model->course.lessons[s->focus].scenario ? &screen_scenario : &screen_cover,
			s->focus, 0);
		return true;
	}
	switch (in->command) {
	case CMD_REVIEW:
		effect_review(fx, model);
		return true;
	case CMD_PROGRESS:
		effect_push(fx, &screen_progress, -1, 0);
		return true;
	case CMD_WORKSHOP:
		effect_push(fx, &screen_workshop, -1, 0);
		return true;
	case CMD_ABOUT:
		effect_push(fx, &screen_welcome, -1, 1);
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

/* Of a course with parts; the focus stands on what it names, so that Enter takes it. */
static void describe_next(const struct model *model, struct view *view)
{
	struct next next = next_find(model);
	const char *text = model->course.n ? next_text(&next, model, view) : NULL;
	struct block *b;

	if (!text)
		return;
	b = view_text(view, text);
	b->role = ROLE_STRONG;
	b->tight = true;
}

/* In plain lines a part is a line above its lessons. */
static void describe_part(const struct model *model, int lesson, struct view *view)
{
	const struct course *course = &model->course;
	int part = course_part(course, course->lessons[lesson].id);

	if (view->linear && part >= 0 &&
		(!lesson || course_part(course, course->lessons[lesson - 1].id) != part))
		view_text(view, course->parts[part].title);
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;

	view->title = "Vigie";
	for (size_t i = 0; i < model->n_languages; i++)
		if (!strcmp(model->languages[i].code.code, model->lang))
			view->where = model->languages[i].name;
	if (model->course.title)
		view_add(view, BLOCK_HEADING, model->course.title);
	if (model->course.n_parts)
		describe_next(model, view);
	for (int i = 0; i < (int)model->course.n; i++) {
		const struct lesson_head *head = &model->course.lessons[i];
		struct block *b;

		describe_part(model, i, view);
		b = view_choice(view, i,
			view_printf(view, i < 9 && model->course.n > 9 ? " %d" : "%d", i + 1),
			head->title, i == s->focus);

		b->column = true;
		b->note = standing_status(model, i, view);
	}
	if (!model->course.n)
		view_message(view, MARK_NOTE,
			_("No lessons were found. Start with vigie --lessons FOLDER, "
			  "where each lesson is a folder with a file lesson.ini."));
	else if (model->beside)
		beside_lesson(model, s->focus, view);
	else
		view_dim(view, model->course.lessons[s->focus].summary);
	if (model->course.incomplete)
		view_message(view, MARK_NOTE,
			_("Some lessons cannot be read and are missing here. vigie check says why."));
	if (model_due(model)) {
		struct block *b = view_message(view, MARK_INFO, "");

		b->text = view_printf(view,
			Q_("%zu question is due for review: press r.",
				"%zu questions are due for review: press r.", model_due(model)),
			model_due(model));
	}
	if (model->course.n)
		view_hint(view, CMD_GO, _("open"));
	if (model_due(model))
		view_hint(view, CMD_REVIEW, _("review"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_FIND, _("find"));
	view_hint(view, CMD_HELP, _("find help"));
	if (model->course.workshop)
		view_hint(view, CMD_WORKSHOP, _("workshop"));
	view_hint(view, CMD_QUIT, _("leave"));
	view_hint(view, CMD_SETTINGS, _("settings"));
	view_hint(view, CMD_PROGRESS, _("progress"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_home = {
	.name = "home",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = enter,
	.update = update,
	.describe = describe,
};
