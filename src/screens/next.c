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

/* What is left when every lesson is done. */
static struct next find_last(const struct model *model)
{
	if (model_due(model))
		return (struct next){ NEXT_REVIEW, 0 };
	for (int i = 0; !model->kiosk && i < (int)model->course.n; i++)
		if (model->course.lessons[i].exam && model_passed(model, i))
			return (struct next){ NEXT_CERTIFICATE, i };
	return (struct next){ NEXT_NOTHING, 0 };
}

struct next next_find(const struct model *model)
{
	int n = (int)model->course.n;

	for (int i = 0; i < n; i++)
		if (is_begun(model, i))
			return (struct next){ NEXT_GO_ON, i };
	for (int i = 0; i < n; i++)
		if (!standing_is_done(model, i) && !standing_is_closed(model, i))
			return (struct next){ NEXT_BEGIN, i };
	return find_last(model);
}

struct next next_after(const struct model *model, int lesson)
{
	int n = (int)model->course.n;

	for (int k = 1; k < n; k++) {
		int i = (lesson + k) % n;

		if (!standing_is_done(model, i) && !standing_is_closed(model, i) &&
			!model->broken[i])
			return (struct next){ .kind = is_begun(model, i) ? NEXT_GO_ON : NEXT_BEGIN,
				.lesson = i };
	}
	return find_last(model);
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
		effect_push(fx,
			model->course.lessons[next->lesson].scenario ? &screen_scenario
								     : &screen_cover,
			next->lesson, 0);
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
		return view_printf(view, _("Go on: %s, quiz %zu of %zu"), head->title,
			run_answered(p->open), p->open->n);
	if (p && !p->read && !head->scenario && p->seen > 0)
		/* TRANSLATORS: the best next thing: a lesson of which so many pages were seen */
		return view_printf(
			view, _("Go on: %s, page %d of %d"), head->title, p->seen, head->pages);
	/* TRANSLATORS: the best next thing: a lesson that was begun */
	return view_printf(view, _("Go on: %s"), head->title);
}

const char *next_text(const struct next *next, const struct model *model, struct view *view)
{
	const struct lesson_head *head = &model->course.lessons[next->lesson];
	size_t due;

	switch (next->kind) {
	case NEXT_GO_ON:
		return go_on_text(model, next->lesson, view);
	case NEXT_BEGIN:
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
