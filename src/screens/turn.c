/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/turn.h"

#include <string.h>

bool turn_owns(const struct model *model, int index, int page, const char *question)
{
	const struct lesson *lesson = model_lesson(model, index);
	const struct question *own[ASKED_AFTER_MAX];
	size_t n = lesson ? lesson_asked_after(lesson, page, own) : 0;

	for (size_t i = 0; i < n; i++)
		if (!strcmp(own[i]->id, question))
			return true;
	return false;
}

/* Returns the open run of the lesson, or NULL. */
static const struct run *open_run(const struct model *model, int index)
{
	const struct lesson_progress *p = model_progress(model, index);

	return p ? p->open : NULL;
}

bool turn_is_due(const struct model *model, int index, int page)
{
	const struct lesson *lesson = model_lesson(model, index);
	const struct run *run = open_run(model, index);
	const struct question *own[ASKED_AFTER_MAX];

	if (!run)
		return lesson && lesson_asked_after(lesson, page, own) > 0;
	/* the missed ones again are no run of the whole lesson */
	for (size_t i = 0; run->kind == RUN_QUIZ && i < run->n; i++)
		if (!run->answers[i].response &&
			turn_owns(model, index, page, run->answers[i].question))
			return true;
	return false;
}

int turn_in_hand(const struct model *model, int index, int page)
{
	const struct run *run = open_run(model, index);
	int found = -1;

	for (size_t i = 0; run && run->kind == RUN_QUIZ && i < run->n; i++) {
		const struct answer *item = &run->answers[i];

		if ((item->response || item->n_attempts || model_draft(model, run->id, i)) &&
			turn_owns(model, index, page, item->question))
			found = (int)i;
	}
	return found;
}

bool turn_asks_again(const struct model *model, int index, const struct answer *item)
{
	const struct lesson *lesson = model_lesson(model, index);
	const struct run *run = open_run(model, index);
	const struct question *q = NULL;

	if (lesson && lesson->ask == ASK_BOTH && run && run->kind == RUN_QUIZ &&
		answer_missed(item))
		q = lesson_question(lesson, item->question);
	return q && item->tries <= q->tries && turn_owns(model, index, q->page, q->id);
}

static void open_screen(
	struct effects *fx, const struct screen *screen, const struct screen_arg *arg, bool replace)
{
	if (replace)
		effect_replace(fx, screen, arg->lesson, arg->index);
	else
		effect_push(fx, screen, arg->lesson, arg->index);
	fx->v[fx->n - 1].arg = *arg;
}

void turn_open(
	struct effects *fx, const struct model *model, int index, int page, bool back, bool replace)
{
	const struct screen_arg arg = {
		.lesson = index, .index = page, .turn = true, .back = back
	};

	if (open_run(model, index) || effect_begin_quiz(fx, model, index))
		open_screen(fx, &screen_quiz, &arg, replace);
}

void turn_open_single(struct effects *fx, const struct model *model, int index, int page)
{
	size_t n = fx->n;

	turn_open(fx, model, index, page, false, true);
	for (size_t i = n; i < fx->n; i++)
		fx->v[i].arg.single = true;
}

void turn_read_on(struct effects *fx, const struct model *model, int index, int page)
{
	if (turn_in_hand(model, index, page) >= 0)
		turn_open(fx, model, index, page, true, false);
	else
		effect_push(fx, &screen_page, index, page);
}

void turn_reread(struct effects *fx, int index, int page, bool single)
{
	const struct screen_arg arg = {
		.lesson = index, .index = page, .back = true, .single = single
	};

	open_screen(fx, &screen_page, &arg, true);
}

void turn_end(struct effects *fx, const struct model *model, int index)
{
	const struct lesson *lesson = model_lesson(model, index);

	effect_add(fx, EFFECT_LESSON_READ)->lesson = index;
	if (lesson->n_questions || lesson->n_draws)
		effect_quiz(fx, model, index, false, true);
	else
		effect_add(fx, EFFECT_HOME);
}

void turn_next_page(struct effects *fx, const struct model *model, int index, int page)
{
	const struct lesson *lesson = model_lesson(model, index);

	if (!lesson)
		return;
	if ((size_t)page + 1 < lesson->n_pages)
		effect_replace(fx, &screen_page, index, page + 1);
	else
		turn_end(fx, model, index);
}
