/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/spent.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "app/app_parts.h"

void spent_init(struct spent *spent, int64_t now)
{
	*spent = (struct spent){ .since = now, .unsaved = LESSON_NONE, .review = LESSON_NONE };
}

static bool asks(const struct app_layer *layer)
{
	return layer->screen == &screen_quiz || layer->screen == &screen_chat;
}

static const struct run *open_run(const struct app *app, int lesson)
{
	const struct lesson_progress *p =
		lesson != LESSON_NONE ? model_progress(&app->model, lesson) : NULL;

	return p ? p->open : NULL;
}

static int lesson_of(const struct model *model, const char *ref)
{
	const struct question *q = model_question(model, LESSON_NONE, ref);

	return q ? course_find(&model->course, q->lesson_id) : LESSON_NONE;
}

/* Returns the lesson of the first question that is still to be answered. */
static int lesson_asked(const struct app *app)
{
	const struct run *run = open_run(app, LESSON_REVIEW);
	int lesson = LESSON_NONE;

	for (size_t i = 0; run && i < run->n && lesson == LESSON_NONE; i++)
		if (!run->answers[i].response)
			lesson = lesson_of(&app->model, run->answers[i].question);
	return lesson;
}

/* Returns the lesson whose screen is shown, or LESSON_NONE. */
static int lesson_shown(struct app *app)
{
	const struct app_layer *top = app_top(app);

	if (top->screen == &screen_certificate)
		return LESSON_NONE;
	if (top->lesson != LESSON_REVIEW)
		return top->lesson;
	return asks(top) && app->spent.asking ? lesson_asked(app) : app->spent.review;
}

static void add(int *seconds, int more)
{
	*seconds = *seconds > INT_MAX - more ? INT_MAX : *seconds + more;
}

/* True if someone must be there for it. */
static bool is_input(const struct event *event)
{
	return event->kind == EVENT_KEY || event->kind == EVENT_PASTE ||
		event->kind == EVENT_CLICK || event->kind == EVENT_CHOOSE ||
		event->kind == EVENT_COMMAND || event->kind == EVENT_WHEEL;
}

void spent_count_last(struct app *app)
{
	struct spent *s = &app->spent;
	int64_t now = app->model.now;
	/* compared first: the difference of any two times may be too large */
	int gap = now <= s->since             ? 0
		: now > s->since + SPENT_IDLE ? SPENT_IDLE
					      : (int)(now - s->since);
	int lesson = lesson_shown(app);

	s->since = now;
	if (lesson < 0 || !gap)
		return;
	add(&progress_get_or_add(&app->model.progress, model_run_key(&app->model, lesson))->spent,
		gap);
	s->unsaved = lesson;
	if (asks(app_top(app)) && s->asking)
		add(&s->question, gap);
}

void spent_count(struct app *app, const struct event *event)
{
	if (is_input(event))
		spent_count_last(app);
}

void spent_before(const struct app *app, struct effect *e)
{
	if (e->kind == EFFECT_ANSWER || e->kind == EFFECT_ATTEMPT)
		e->answer.spent = app->spent.question;
}

/* A run that is gone on with in the same sitting still asks the question it asked before. */
static void open_questions(struct app *app)
{
	struct spent *s = &app->spent;
	const struct run *run = open_run(app, app_top(app)->lesson);

	s->asking = true;
	if (!run || !strcmp(run->id, s->run))
		return;
	s->question = 0;
	snprintf(s->run, sizeof(s->run), "%s", run->id);
}

void spent_after(struct app *app, const struct effect *e)
{
	struct spent *s = &app->spent;

	switch (e->kind) {
	case EFFECT_PUSH:
	case EFFECT_REPLACE:
		if (asks(app_top(app)))
			open_questions(app);
		break;
	case EFFECT_SCROLL_TOP:
		/* the reasons are left for the next question */
		s->asking |= asks(app_top(app));
		break;
	case EFFECT_ANSWER:
		s->question = 0;
		s->asking = app_top(app)->screen == &screen_chat;
		if (e->lesson == LESSON_REVIEW)
			s->review = lesson_of(&app->model, e->answer.question);
		spent_save(app, true);
		break;
	case EFFECT_ATTEMPT:
		spent_save(app, true);
		break;
	case EFFECT_PLACE:
	case EFFECT_LESSON_READ:
		/* are saved with the time */
		if (e->lesson == s->unsaved)
			s->unsaved = LESSON_NONE;
		break;
	default:
		break;
	}
}

void spent_save(struct app *app, bool always)
{
	struct spent *s = &app->spent;

	if (s->unsaved == LESSON_NONE || (!always && lesson_shown(app) == s->unsaved))
		return;
	effect_add(&app->outbox, EFFECT_SPENT)->lesson = s->unsaved;
	s->unsaved = LESSON_NONE;
}
