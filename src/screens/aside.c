/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/aside.h"

#include "base/i18n.h"

static void open_aside(const struct screen *screen, const struct model *model,
	const struct question *question, struct effects *fx)
{
	effect_push(fx, screen, course_find(&model->course, question->lesson_id), question->page);
	fx->v[fx->n - 1].arg.aside = true;
}

/* An exam asks for what is known by heart, also after an answer: the next question may be of the
 * same page. */
static bool is_closed(enum run_kind run, struct effects *fx)
{
	if (run == RUN_EXAM)
		effect_notice(fx, _("During an exam the pages stay closed."));
	return run == RUN_EXAM;
}

void aside_contents(const struct model *model, const struct question *question, enum run_kind run,
	struct effects *fx)
{
	if (!is_closed(run, fx))
		open_aside(&screen_contents, model, question, fx);
}

void aside_reread(const struct model *model, const struct question *question, enum run_kind run,
	struct effects *fx)
{
	if (is_closed(run, fx))
		return;
	if (question->page < 0)
		effect_notice(fx, _("This question is not about one page."));
	else
		open_aside(&screen_page, model, question, fx);
}
