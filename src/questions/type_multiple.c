/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several right options, with partial credit: plus one for each right option selected, minus one
 * for each wrong one, never below zero, out of the number of right ones.
 */
#include "questions/choices.h"

#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "questions/printed.h"
#include "view/focus.h"

static bool parse(struct reader *r, struct question *q)
{
	return choices_parse(r, q, true);
}

static bool update(void *work, const struct question *q, const struct input *in)
{
	struct choices *c = work;
	bool picked, moved = focus_update(&c->focus, (int)q->n_options, in, &picked);
	int option;

	/* where there are boxes, a number ticks */
	if (moved ? !picked && in->command != CMD_PICK : in->command != CMD_TICK || c->focus < 0)
		return moved;
	option = c->order[c->focus];
	c->on[option] = !c->on[option];
	return true;
}

static void describe(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	choices_describe(work, q, showing, true, view);
}

static void reasons(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	choices_reasons(work, q, showing, true, view);
}

static void response(const void *work, const struct question *q, struct strbuf *out)
{
	const struct choices *c = work;
	const char *comma = "";

	for (size_t i = 0; i < q->n_options; i++)
		if (c->on[i]) {
			strbuf_addf(out, "%s%s", comma, q->options[i].id);
			comma = ",";
		}
}

/* True if id is one of the comma-separated names in text; a repeated name counts once. */
static bool names(const char *text, const char *id)
{
	size_t len = strlen(id);

	while (*text) {
		size_t n = strcspn(text, ",");

		if (n == len && !memcmp(text, id, len))
			return true;
		text += n + (text[n] == ',');
	}
	return false;
}

static struct grade grade(const struct question *q, const char *text)
{
	struct grade g = { 0, q->points * POINT };
	int right = 0, credit = 0;

	for (size_t i = 0; i < q->n_options; i++) {
		right += q->options[i].correct;
		if (names(text, q->options[i].id))
			credit += q->options[i].correct ? 1 : -1;
	}
	if (credit > 0 && right > 0)
		g.score = g.max * credit / right;
	return g;
}

static const char *tally(const void *work, const struct question *q, struct view *view)
{
	const struct choices *c = work;
	int right = 0, all = 0, more = 0;

	for (size_t i = 0; i < q->n_options; i++) {
		all += q->options[i].correct;
		right += c->on[i] && q->options[i].correct;
		more += c->on[i] && !q->options[i].correct;
	}
	if (!more)
		/* TRANSLATORS: after "Partly right.": how many of the right answers were chosen */
		return view_printf(view, _("%d of %d."), right, all);
	return view_printf(view,
		/* TRANSLATORS: after "Partly right.": right answers chosen, of how many; then
		   wrong ones */
		_("%d of %d, and %d too many."), right, all, more);
}

static void print(const void *work, const struct question *q, struct printed *out)
{
	choices_print(work, q, true, out);
}

const struct question_type question_multiple = {
	.name = "multiple",
	.work_size = sizeof(struct choices),
	.parse = parse,
	.begin = choices_begin,
	.restore = choices_restore,
	.update = update,
	.describe = describe,
	.reasons = reasons,
	.response = response,
	.grade = grade,
	.tally = tally,
	.interact = choices_interact,
	.print = print,
	.how = N_("Tick all that fit, with Space or a number; then press Enter."),
	.how_linear = N_(
		"Type the numbers of all that fit, such as 1 3; then press Enter on an empty line."),
};
