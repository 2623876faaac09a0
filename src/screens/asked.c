/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/asked.h"

#include <string.h>

#include "base/i18n.h"

void asked_begin(struct asked *asked, const struct question *q, const struct run *run,
	size_t number, const char *response)
{
	if (q->type->work_size > WORK_MAX)
		BUG("question type %s needs %zu bytes", q->type->name, q->type->work_size);
	memset(asked->work, 0, sizeof(asked->work));
	q->type->begin(asked->work, q, run->seed + number * 1000003u);
	if (response)
		q->type->restore(asked->work, q, response);
}

const char *asked_points_text(int thousandths, struct view *view)
{
	int tenths = (thousandths + POINT / 20) / (POINT / 10);

	if (tenths % 10 == 0)
		return view_printf(view, "%d", tenths / 10);
	/* TRANSLATORS: a number of points with one decimal */
	return view_printf(view, _("%d.%d"), tenths / 10, tenths % 10);
}

/* Hints and further tries cost points, but a right answer is marked right. */
enum mark answer_mark(const struct question *q, const struct answer *answer)
{
	struct grade g;

	if (!answer->response || !*answer->response || !answer->max)
		return MARK_INFO;
	g = q ? q->type->grade(q, answer->response) : (struct grade){ answer->score, answer->max };
	return g.score == g.max ? MARK_RIGHT : g.score ? MARK_PARTLY : MARK_WRONG;
}

static void describe_verdict(
	const struct question *q, const struct answer *answer, struct view *view)
{
	struct block *b;
	enum mark mark = answer_mark(q, answer);

	if (!answer->max || answer_skipped(answer)) {
		view_message(view, MARK_INFO,
			*answer->response
				? _("This question is not scored: a fact that it rests on is due for a check.")
				: _("You skipped this question."))
			->show = true;
		return;
	}
	b = view_message(view, mark, "");
	b->label = mark == MARK_RIGHT ? _("Right.")
		: mark == MARK_WRONG  ? _("Not quite.")
				      : _("Partly right.");
	b->show = true;
}

void asked_describe(const struct asked *asked, const struct question *q,
	const struct answer *answer, enum showing showing, struct view *view)
{
	size_t verdict;

	view_text(view, q->prompt)->role = ROLE_STRONG;
	q->type->describe(asked->work, q, showing, view);
	if (showing == SHOW_OPEN)
		return;
	describe_verdict(q, answer, view);
	verdict = view->n;
	q->type->reasons(asked->work, q, showing, view);
	if (view->n > verdict)
		view->blocks[verdict].tight = true;
	if (q->explain)
		view_text(view, q->explain)->show = true;
	if (answer->max)
		/* TRANSLATORS: points reached, out of the maximum */
		view_dim(view,
			view_printf(view, _("Points: %s of %d"),
				asked_points_text(answer->score, view), answer->max / POINT))
			->show = true;
}
