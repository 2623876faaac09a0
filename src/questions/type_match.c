/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Matching pairs: the learner assigns right-hand items to left-hand items. The right-hand items are
 * a numbered list in random order, including those without a partner.
 */
#include "questions/sorting.h"

#include <string.h>

#include "base/i18n.h"
#include "questions/printed.h"
#include "text/text.h"

/* Pairs left.a with right.a; further right sides are distractors. */
static void pair(struct reader *r, struct sorting *s)
{
	for (size_t i = 0; i < s->n; i++) {
		int partner = parts_find(s->choices, s->n_choices, s->parts[i].id, 1);

		if (partner >= 0)
			s->right[i] = 1u << partner;
		else
			reader_error(r, s->parts[i].key, "missing-key",
				_("“%s” has no partner; add right.%s = \"…\""), s->parts[i].key,
				s->parts[i].id);
	}
}

static bool parse(struct reader *r, struct question *q)
{
	size_t before = r->diags->errors;
	struct sorting *s = arena_alloc(r->arena, sizeof(*s));

	q->data = s;
	s->n = parts_read(r, "left.", 'h', s->parts, PARTS_MAX);
	s->n_choices = parts_read(r, "right.", 'z', s->choices, CHOICES_MAX);
	parts_check_count(r, "left.", s->n, 2);
	parts_check_equal(r, s->parts, s->n);
	parts_check_equal(r, s->choices, s->n_choices);
	pair(r, s);
	parts_read_feedback(r, s->parts, s->n);
	return r->diags->errors == before;
}

static void begin(void *work, const struct question *q, uint64_t seed)
{
	sorting_begin(work, q->data, seed, false, true);
}

enum { SHORT = 56 }; /* cells of choices that may stand side by side */

/* The right sides below each other; side by side if they are short and nobody hears them. */
static void describe_choices(
	const struct sorting_work *w, const struct sorting *s, struct view *view)
{
	const char *texts = NULL;
	int cells = 0;

	for (size_t i = 0; i < s->n_choices; i++) {
		const char *text = s->choices[w->choices[i]].text;

		cells += text_width(text, strlen(text)) + 3;
		texts = texts ? view_printf(view, "%s\n%s", texts, text) : text;
	}
	if (cells <= SHORT && !view->spoken) {
		struct block *b = view_add(view, BLOCK_SCALE, texts);

		b->label = "";
		b->id = (int)s->n;
		b->value = -1;
		return;
	}
	view_dim(view, _("Choose from these:"));
	for (size_t i = 0; i < s->n_choices; i++)
		view_choice(view, (int)(s->n + i), view_printf(view, "%zu", i + 1),
			s->choices[w->choices[i]].text, false)
			->tight = true;
}

static void describe_open(const struct sorting_work *w, const struct sorting *s, struct view *view)
{
	view->numbers = NUMBERS_FILL;
	for (size_t i = 0; i < s->n; i++) {
		int part = w->parts[i], number = sorting_number(w, s, part);
		struct block *b =
			view_choice(view, (int)i, NULL, s->parts[part].text, (int)i == w->focus);

		b->own = number >= 0;
		b->pair = number < 0
			? ""
			: view_printf(view, "%d %s", number + 1, s->choices[w->chosen[part]].text);
		b->note = number < 0 ? _("not chosen yet")
				     : view_printf(view, "%d · %s", number + 1,
					       s->choices[w->chosen[part]].text);
	}
	describe_choices(w, s, view);
}

static void describe(
	const void *work, const struct question *q, enum showing showing, struct view *view)
{
	if (showing == SHOW_OPEN)
		describe_open(work, q->data, view);
	else
		sorting_describe_answered(work, q->data, view);
}

static void print(const void *work, const struct question *q, struct printed *out)
{
	sorting_print(work, q->data, out);
}

const struct question_type question_match = {
	.name = "match",
	.work_size = sizeof(struct sorting_work),
	.parse = parse,
	.begin = begin,
	.restore = sorting_restore,
	.update = sorting_update,
	.describe = describe,
	.reasons = sorting_reasons,
	.response = sorting_response,
	.count_empty = sorting_count_empty,
	.count_choices = sorting_count_choices,
	.verb = N_("connect"),
	.grade = sorting_grade,
	.tally = sorting_tally,
	.interact = sorting_interact,
	.print = print,
	.how = N_("For each line, choose a number, or use ← and →; then press Enter."),
	.how_linear = N_("Type the number for the line marked “now”; + and - go to other lines. "
			 "At the end press Enter on an empty line."),
};
