/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cover of a lesson: what it is about, a gentle warning of what is to come, and ways to
 * continue.
 */
#include "screens/screen.h"

#include "base/i18n.h"
#include "screens/standing.h"
#include "screens/turn.h"
#include "view/focus.h"

enum way { WAY_READ_ON, WAY_READ, WAY_QUIZ_ON, WAY_QUIZ, WAY_RESULT, WAY_LESSON };
enum { WAYS_MAX = 5, MISSING_MAX = 64 };

struct ways {
	enum way v[WAYS_MAX + MISSING_MAX];
	int missing[MISSING_MAX]; /* lessons that the exam waits for: the first ways lead there */
	int n;
};

struct state {
	int lesson, focus;
};

static const struct binding bindings[] = { { CMD_GO, { K_ENTER, K_RIGHT },
						   N_("go on with what is marked"), 0 },
	{ CMD_UP, { K_UP, 'k' }, N_("up"), 0 }, { CMD_DOWN, { K_DOWN, 'j' }, N_("down"), 0 },
	{ CMD_PICK, { '1' }, N_("point to that number; Enter takes it"), BIND_DIGITS },
	{ CMD_FIRST, { K_HOME }, N_("first"), 0 }, { CMD_LAST, { K_END }, N_("last"), 0 },
	{ CMD_BACK, { K_ESC, 'q', '0', K_LEFT }, N_("back to the lessons"), 0 },
	{ CMD_SCROLL_PAGE_DOWN, { K_PAGE_DOWN, K_SPACE }, N_("a screen down"), 0 },
	{ CMD_SCROLL_PAGE_UP, { K_PAGE_UP }, N_("a screen up"), 0 }, { 0 } };

/* Lists the most likely way first. */
static struct ways find_ways(const struct model *model, const struct lesson *lesson, int index)
{
	const struct lesson_progress *p = model_progress(model, index);
	bool closed = standing_is_closed(model, index);
	bool asks = (lesson->n_questions || lesson->n_draws) && !closed;
	bool reads_on = p && p->page && !p->read && lesson_page_index(lesson, p->page) >= 0;
	struct ways w = { .n = 0 };

	if (closed) {
		size_t n = standing_missing(model, index, w.missing, MISSING_MAX);

		while (w.n < (int)n && w.n < MISSING_MAX)
			w.v[w.n++] = WAY_LESSON;
	}
	/* a run that was begun while reading is gone on with by reading on */
	if (reads_on && lesson->ask != ASK_END)
		w.v[w.n++] = WAY_READ_ON;
	if (p && p->open)
		w.v[w.n++] = WAY_QUIZ_ON;
	if (p && p->last)
		w.v[w.n++] = WAY_RESULT;
	if (reads_on && lesson->ask == ASK_END)
		w.v[w.n++] = WAY_READ_ON;
	if (p && p->read && asks && !p->open)
		w.v[w.n++] = WAY_QUIZ;
	if (lesson->n_pages)
		w.v[w.n++] = WAY_READ;
	if (!(p && p->read) && asks && !(p && p->open))
		w.v[w.n++] = WAY_QUIZ;
	return w;
}

static const char *way_text(const struct ways *w, int i, const struct model *model,
	const struct lesson *lesson, int index, struct view *view)
{
	const struct lesson_progress *p = model_progress(model, index);
	struct rule rule = model_rule(model, index);

	switch (w->v[i]) {
	case WAY_LESSON:
		/* TRANSLATORS: the number of a lesson and its title */
		return view_printf(view, _("Lesson %d: %s"), model->plan.numbers[w->missing[i]],
			model_title(model, w->missing[i]));
	case WAY_READ_ON:
		return view_printf(view, _("Read on, from page %d of %zu"),
			lesson_page_index(lesson, p->page) + 1, lesson->n_pages);
	case WAY_READ:
		return p && p->seen > 0 ? _("Read from the first page") : _("Read the lesson");
	case WAY_QUIZ_ON:
		return view_printf(view, _("Go on with the questions, %zu of %zu answered"),
			run_answered(p->open), p->open->n);
	case WAY_QUIZ:
		if (p && p->finished)
			return _("Answer the questions again");
		return (p && p->read) || !lesson->n_pages
			? _("Answer the questions")
			: _("Skip the pages and answer the questions");
	case WAY_RESULT:
		/* TRANSLATORS: "82%" or "5 of 31 answered" */
		return view_printf(view, _("See your last answers (%s)"),
			standing_score(&p->last->result, &rule, view));
	}
	return "";
}

static void go(struct state *s, const struct model *model, const struct lesson *lesson,
	const struct ways *w, struct effects *fx)
{
	const struct lesson_progress *p = model_progress(model, s->lesson);
	int missing = w->missing[s->focus < MISSING_MAX ? s->focus : 0];

	switch (w->v[s->focus]) {
	case WAY_LESSON:
		effect_push(fx,
			model->course.lessons[missing].scenario ? &screen_scenario : &screen_cover,
			missing, 0);
		break;
	case WAY_READ_ON:
		turn_read_on(fx, model, s->lesson, lesson_page_index(lesson, p->page));
		break;
	case WAY_READ:
		effect_push(fx, &screen_page, s->lesson, 0);
		break;
	case WAY_QUIZ_ON:
	case WAY_QUIZ:
		effect_quiz(fx, model, s->lesson, false, false);
		break;
	case WAY_RESULT:
		effect_push(fx, &screen_result, s->lesson, 0);
		break;
	}
}

static bool update(
	void *state, const struct model *model, const struct input *in, struct effects *fx)
{
	struct state *s = state;
	const struct lesson *lesson = model_lesson(model, s->lesson);
	struct ways w;
	bool picked;

	if (in->command == CMD_BACK || !lesson) {
		effect_add(fx, EFFECT_POP);
		return true;
	}
	w = find_ways(model, lesson, s->lesson);
	if (focus_update(&s->focus, w.n, in, &picked) && !picked)
		return true;
	if (picked || in->command == CMD_GO) {
		go(s, model, lesson, &w, fx);
		s->focus = 0;
		return true;
	}
	return false;
}

/* Describes a lesson whose file has an error: a plain sentence, and the details for a trainer. */
static void describe_broken(const struct state *s, const struct model *model, struct view *view)
{
	const struct diag *d = model_lesson_error(model, s->lesson);

	view_message(view, MARK_NOTE,
		_("This lesson cannot be opened: there is a mistake in its file. "
		  "The other lessons work. If you can, tell the person who looks after the course:"));
	if (d)
		view_dim(view, view_printf(view, "%s:%d: %s", d->file, d->line, d->message));
	view_hint(view, CMD_BACK, _("back"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_KEYS, _("keys"));
}

static const char *about(const struct lesson *lesson, struct view *view)
{
	const char *minutes = view_printf(view,
		Q_("About %d minute.", "About %d minutes.", (unsigned long)lesson->minutes),
		lesson->minutes);

	if (!lesson->pass)
		return minutes;
	return view_printf(view, _("%s Pass mark: %d%% of the points."), minutes, lesson->pass);
}

/* Says what should come before, and for an exam that it waits for it. */
static void describe_missing(const struct state *s, const struct model *model, struct view *view)
{
	unsigned long n = (unsigned long)standing_missing(model, s->lesson, NULL, 0);
	const char *numbers = standing_numbers(model, s->lesson, view);

	if (standing_is_closed(model, s->lesson))
		view_message(view, MARK_INFO,
			Q_("The exam opens when this lesson is passed. You can read its pages before.",
				"The exam opens when these lessons are passed. You can read its pages before.",
				n));
	else if (n)
		view_message(view, MARK_INFO,
			/* TRANSLATORS: a number, or several: "2 to 4, 7" */
			view_printf(view,
				Q_("It is best to do lesson %s first.",
					"It is best to do lessons %s first.", n),
				numbers));
}

static void describe(const void *state, const struct model *model, struct view *view)
{
	const struct state *s = state;
	const struct lesson *lesson = model_lesson(model, s->lesson);
	const struct lesson_head *head = &model->course.lessons[s->lesson];
	struct ways w;

	view->title = head->title;
	if (model->plan.numbers[s->lesson])
		view->where = view_printf(
			view, _("lesson %d of %zu"), model->plan.numbers[s->lesson], model->plan.n);
	if (!lesson) {
		describe_broken(s, model, view);
		return;
	}
	w = find_ways(model, lesson, s->lesson);
	view_text(view, lesson->summary);
	if (lesson->content_note)
		view_message(view, MARK_INFO, lesson->content_note);
	describe_missing(s, model, view);
	for (int i = 0; i < w.n; i++)
		view_choice(view, i, view_printf(view, "%d", i + 1),
			way_text(&w, i, model, lesson, s->lesson, view), i == s->focus);
	view_dim(view, about(lesson, view));
	view_hint(view, CMD_GO, _("go on"));
	view_hint(view, CMD_BACK, _("lessons"));
	view_hint(view, CMD_HELP, _("find help"));
	view_hint(view, CMD_LANGUAGE, _("language"));
	view_hint(view, CMD_KEYS, _("keys"));
}

const struct screen screen_cover = {
	.name = "cover",
	.state_size = sizeof(struct state),
	.bindings = bindings,
	.enter = screen_enter_lesson,
	.update = update,
	.describe = describe,
};
