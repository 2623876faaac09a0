/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/aside.h"

#include "base/i18n.h"

static void open_aside(const struct screen *screen, const struct model *model,
	const struct question *question, struct effects *fx)
{
	effect_push(fx, screen, course_find(&model->course, question->lesson_id), question->page);
	fx->v[fx->n - 1].arg.aside = true;
}

void aside_contents(const struct model *model, const struct question *question, enum run_kind run,
	struct effects *fx)
{
	if (run == RUN_EXAM)
		effect_notice(fx, _("During an exam the pages stay closed."));
	else
		open_aside(&screen_contents, model, question, fx);
}

void aside_reread(const struct model *model, const struct question *question, struct effects *fx)
{
	if (question->page < 0)
		effect_notice(fx, _("This question is not about one page."));
	else
		open_aside(&screen_page, model, question, fx);
}
