/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/next.h"

#include "base/i18n.h"
#include "screens/screen.h"
#include "screens/standing.h"
#include "view/block.h"

static bool is_begun(const struct model *model, int index)
{
	const struct lesson_progress *p = model_progress(model, index);

	if (!p || standing_is_closed(model, index))
		return false;
	return p->open || (p->seen > 0 && !standing_is_done(model, index));
}

enum { REVIEW_SECONDS = 27 };

int next_review_minutes(size_t due)
{
	int minutes = ((int)due * REVIEW_SECONDS + 30) / 60;

	return minutes ? minutes : 1;
}

/* What is left when every lesson is done. */
static struct next find_last(const struct model *model)
{
	if (!plan_is_whole(model))
		return (struct next){ .kind = NEXT_PATH };
	if (model_due(model))
		return (struct next){ .kind = NEXT_REVIEW };
	for (int i = 0; !model->kiosk && i < (int)model->course.n; i++)
		if (model->course.lessons[i].exam && model_passed(model, i))
			return (struct next){ .kind = NEXT_CERTIFICATE, .lesson = i };
	return (struct next){ .kind = NEXT_NOTHING };
}

static bool is_open(const struct model *model, const struct plan_step *step)
{
	return step->lesson != -1 && !plan_step_is_done(model, step) &&
		(step->lesson == PLAN_WORKSHOP || !standing_is_closed(model, step->lesson));
}

static struct next as_next(const struct model *model, const struct plan_step *step)
{
	struct next next = { .kind = NEXT_BEGIN, .lesson = step->lesson };
	const char *title = step->page ? model_page_title(model, step->lesson, step->page) : NULL;

	if (title) {
		next.kind = NEXT_PAGE;
		next.page = step->page;
		next.title = title;
	} else if (step->lesson >= 0 && is_begun(model, step->lesson)) {
		next.kind = NEXT_GO_ON;
	}
	return next;
}

struct next next_find(const struct model *model)
{
	size_t n = plan_n_steps(model);

	for (size_t i = 0; i < n; i++) {
		struct plan_step step = plan_step(model, i);

		if (step.lesson >= 0 && !step.page && is_begun(model, step.lesson))
			return as_next(model, &step);
	}
	for (size_t i = 0; i < n; i++) {
		struct plan_step step = plan_step(model, i);

		if (is_open(model, &step))
			return as_next(model, &step);
	}
	return find_last(model);
}

struct next next_after(const struct model *model, int lesson)
{
	size_t n = plan_n_steps(model), at = 0;

	for (size_t i = 0; i < n; i++)
		if (plan_step(model, i).lesson == lesson)
			at = i + 1;
	for (size_t k = 0; k < n; k++) {
		struct plan_step step = plan_step(model, (at + k) % n);

		if (is_open(model, &step) && (step.lesson != lesson || step.page) &&
			(step.lesson < 0 || !model->broken[step.lesson]))
			return as_next(model, &step);
	}
	return find_last(model);
}

int next_minutes(const struct next *next, const struct model *model)
{
	const struct lesson_head *head;
	const struct lesson_progress *p;
	int left;

	if (next->kind == NEXT_REVIEW)
		return next_review_minutes(model_due(model));
	if (next->lesson < 0)
		return 0;
	head = &model->course.lessons[next->lesson];
	switch (next->kind) {
	case NEXT_PAGE:
		return head->pages ? (head->minutes + head->pages - 1) / head->pages : 1;
	case NEXT_BEGIN:
		return head->minutes;
	case NEXT_GO_ON:
		p = model_progress(model, next->lesson);
		left = head->pages && !p->open && !p->read && p->seen < head->pages
			? head->minutes * (head->pages - p->seen) / head->pages
			: 0;
		return left ? left : head->scenario ? head->minutes : 0;
	default:
		return 0;
	}
}

static void open_page(const struct next *next, const struct model *model, struct effects *fx)
{
	const struct lesson *lesson = model_lesson(model, next->lesson);
	int page = lesson ? lesson_page_index(lesson, next->page) : -1;
	struct effect *e;

	/* its file has changed since the title was read */
	if (page < 0) {
		effect_push(fx, &screen_cover, next->lesson, 0);
		return;
	}
	e = effect_add(fx, EFFECT_PUSH);
	e->screen = &screen_page;
	e->arg = (struct screen_arg){ .lesson = next->lesson, .index = page, .single = true };
}

static void open_lesson(const struct next *next, const struct model *model, struct effects *fx)
{
	const struct screen *screen = &screen_workshop;
	int lesson = next->lesson;

	if (lesson == PLAN_WORKSHOP)
		lesson = LESSON_NONE;
	else if (model->course.lessons[lesson].scenario)
		screen = &screen_scenario;
	else
		screen = &screen_cover;
	effect_push(fx, screen, lesson, 0);
}

void next_open(const struct next *next, const struct model *model, struct effects *fx)
{
	switch (next->kind) {
	case NEXT_REVIEW:
		effect_review(fx, model);
		break;
	case NEXT_CERTIFICATE:
		effect_push(fx, &screen_certificate, next->lesson, 0);
		break;
	case NEXT_GO_ON:
	case NEXT_BEGIN:
		open_lesson(next, model, fx);
		break;
	case NEXT_PAGE:
		open_page(next, model, fx);
		break;
	case NEXT_PATH:
		effect_push(fx, &screen_paths, -1, 0);
		break;
	case NEXT_NOTHING:
		break;
	}
}

static const char *go_on_text(const struct model *model, int lesson, struct view *view)
{
	const struct lesson_head *head = &model->course.lessons[lesson];
	const struct lesson_progress *p = model_progress(model, lesson);

	if (p && p->open && !head->scenario)
		/* TRANSLATORS: the best next thing: a lesson whose quiz was begun */
		return view_printf(view, _("Go on: %s (quiz: %zu of %zu)"), head->title,
			run_answered(p->open), p->open->n);
	if (p && !p->read && !head->scenario && p->seen > 0)
		/* TRANSLATORS: the best next thing: a lesson of which so many pages were seen */
		return view_printf(
			view, _("Go on: %s (page %d of %d)"), head->title, p->seen, head->pages);
	/* TRANSLATORS: the best next thing: a lesson that was begun */
	return view_printf(view, _("Go on: %s"), head->title);
}

const char *next_text(const struct next *next, const struct model *model, struct view *view)
{
	const struct lesson_head *head =
		next->lesson >= 0 ? &model->course.lessons[next->lesson] : NULL;
	size_t due;

	switch (next->kind) {
	case NEXT_GO_ON:
		return go_on_text(model, next->lesson, view);
	case NEXT_PATH:
		return _("This path is done. Choose another");
	case NEXT_PAGE:
		/* TRANSLATORS: the best next thing: a single page, by its title */
		return view_printf(view, _("Read: %s"), next->title);
	case NEXT_BEGIN:
		if (!head)
			/* TRANSLATORS: the best next thing: the workshop */
			return _("Begin: the workshop");
		if (head->scenario)
			/* TRANSLATORS: the best next thing: a scenario to play */
			return view_printf(view, _("Next, a conversation: %s"), head->title);
		/* TRANSLATORS: the best next thing: a lesson */
		return view_printf(view, _("Begin: %s"), head->title);
	case NEXT_REVIEW:
		due = model_due(model);
		return view_printf(view,
			Q_("Review today: %zu question", "Review today: %zu questions", due), due);
	case NEXT_CERTIFICATE:
		return _("Save your certificate");
	case NEXT_NOTHING:
		break;
	}
	return NULL;
}
