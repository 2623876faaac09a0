/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One right option. The focused option is the answer; at first none has the focus. */
#include "questions/choices.h"

#include "base/i18n.h"

static bool parse(struct reader *r, struct question *q)
{
	return choices_parse(r, q, false);
}

const struct question_type question_single = {
	.name = "single",
	.work_size = sizeof(struct choices),
	.parse = parse,
	.begin = choices_begin,
	.restore = choices_restore,
	.note_tried = choices_note_tried_one,
	.update = choices_update_one,
	.describe = choices_describe_one,
	.reasons = choices_reasons_one,
	.response = choices_response_one,
	.grade = choices_grade_one,
	.interact = choices_interact,
	.print = choices_print_one,
	.how = N_("Choose one answer."),
};
