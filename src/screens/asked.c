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

const char *points_text(int thousandths, struct view *view)
{
	if (thousandths % POINT == 0)
		return view_printf(view, "%d", thousandths / POINT);
	/* TRANSLATORS: a number of points with one decimal */
	return view_printf(view, _("%d.%d"), thousandths / POINT, thousandths % POINT / (POINT / 10));
}

static void describe_verdict(const struct answer *answer, struct view *view)
{
	struct block *b;
	enum mark mark = MARK_PARTLY;
	const char *word = _("Partly right.");

	if (!answer->max) {
		view_message(view, MARK_INFO, *answer->response
			? _("This question is not scored: a fact that it rests on is due for a check.")
			: _("You skipped this question. It is not scored."))->show = true;
		return;
	}
	if (answer->score == answer->max) {
		mark = MARK_RIGHT;
		word = _("Right.");
	} else if (!answer->score) {
		mark = MARK_WRONG;
		word = _("Not quite.");
	}
	b = view_message(view, mark, "");
	b->label = word;
	b->show = true;
}

void asked_describe(const struct asked *asked, const struct question *q, const struct answer *answer,
	enum showing showing, struct view *view)
{
	size_t verdict;

	view_text(view, q->prompt)->role = ROLE_STRONG;
	q->type->describe(asked->work, q, showing, view);
	if (showing == SHOW_OPEN)
		return;
	describe_verdict(answer, view);
	verdict = view->n;
	q->type->reasons(asked->work, q, showing, view);
	if (view->n > verdict)
		view->blocks[verdict].tight = true;
	if (q->explain)
		view_text(view, q->explain)->show = true;
	if (answer->max)
		view_dim(view, view_printf(view, Q_("%s of %d point", "%s of %d points",
			(unsigned long)(answer->max / POINT)), points_text(answer->score, view),
			answer->max / POINT))->show = true;
}
