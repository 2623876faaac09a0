/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/aside.h"

#include "base/i18n.h"

void aside_contents(const struct model *model, const struct question *question, enum run_kind run,
	struct effects *fx)
{
	int lesson = course_find(&model->course, question->lesson_id);

	if (run == RUN_EXAM) {
		effect_notice(fx, _("During an exam the pages stay closed."));
	} else if (lesson >= 0) {
		effect_push(fx, &screen_contents, lesson, question->page);
		fx->v[fx->n - 1].arg.aside = true;
	}
}

void aside_reread(const struct model *model, const struct question *question, struct effects *fx)
{
	int lesson = course_find(&model->course, question->lesson_id);

	if (question->page < 0 || lesson < 0) {
		effect_notice(fx, _("This question is not about one page."));
		return;
	}
	effect_push(fx, &screen_page, lesson, question->page);
	fx->v[fx->n - 1].arg.aside = true;
}
