/* SPDX-License-Identifier: GPL-3.0-or-later */
/* True or false: two options in the program's own words. */
#include "questions/choices.h"

#include <string.h>

#include "base/i18n.h"
#include "questions/interaction.h"

static bool parse(struct reader *r, struct question *q)
{
	const char *correct = reader_word(r, "correct", true);
	static const char *const ids[] = { "true", "false" };

	q->options = arena_alloc(r->arena, 2 * sizeof(*q->options));
	q->n_options = 2;
	for (size_t i = 0; i < 2; i++) {
		struct option *o = &q->options[i];
		const char *key = arena_printf(r->arena, "feedback.%s", ids[i]);

		o->id = ids[i];
		o->feedback = reader_prose(r, key, false);
		o->correct = correct && !strcmp(correct, ids[i]);
		if (!o->feedback)
			reader_error(r, NULL, "missing-feedback",
				_("the answer “%s” has no feedback; add %s = \"why\""), ids[i],
				key);
	}
	if (correct && !q->options[0].correct && !q->options[1].correct) {
		reader_error(
			r, "correct", "bad-value", _("write correct = true or correct = false"));
		return false;
	}
	return correct && q->options[0].feedback && q->options[1].feedback;
}

static void interact(const struct question *q, struct interaction *out)
{
	choices_interact(q, out);
	out->kind = INTERACTION_TRUE_FALSE;
	out->separator = 0;
}

const struct question_type question_truefalse = {
	.name = "truefalse",
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
	.interact = interact,
	.print = choices_print_one,
	.how = N_("True or false?"),
};
