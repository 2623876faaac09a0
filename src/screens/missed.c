/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens/missed.h"

#include <string.h>

#include "base/i18n.h"
#include "view/block.h"

static bool is_before(const struct model_place *a, const struct model_place *b)
{
	return a->lesson != b->lesson ? a->lesson < b->lesson : a->page < b->page;
}

/* Puts the page where it belongs, once; what is too much is left out. */
static void insert(struct missed *missed, struct model_place place)
{
	size_t at = missed->n;

	while (at && is_before(&place, &missed->v[at - 1]))
		at--;
	if (missed->n == MISSED_MAX || (at && !is_before(&missed->v[at - 1], &place)))
		return;
	memmove(missed->v + at + 1, missed->v + at, (missed->n - at) * sizeof(*missed->v));
	missed->v[at] = place;
	missed->n++;
}

void missed_find(const struct model *model, int lesson, struct missed *missed)
{
	const struct run *run = model_last_run(model, lesson);

	missed->n = 0;
	for (size_t i = 0; run && i < run->n; i++) {
		const struct question *q = answer_missed(&run->answers[i])
			? model_question(model, lesson, run->answers[i].question)
			: NULL;
		int of = q ? course_find(&model->course, q->lesson_id) : -1;

		if (of >= 0 && q->page >= 0)
			insert(missed, (struct model_place){ of, q->page });
	}
}

/* More numbers than these are counted instead. */
enum { NAMED_MAX = 6 };

/* True if the numbers say which pages they are: few, and of one lesson. */
static bool can_name(const struct missed *missed)
{
	return missed->n <= NAMED_MAX && missed->v[0].lesson == missed->v[missed->n - 1].lesson;
}

const char *missed_words(const struct missed *missed, struct view *view)
{
	const char *numbers;

	if (!can_name(missed))
		return view_printf(view,
			Q_("Reread what was missed: %zu page", "Reread what was missed: %zu pages",
				missed->n),
			missed->n);
	numbers = view_printf(view, "%d", missed->v[0].page + 1);
	for (size_t i = 1; i < missed->n; i++)
		if (i + 1 < missed->n)
			numbers = view_printf(
				view, "%s%s%d", numbers, _(", "), missed->v[i].page + 1);
		else
			/* TRANSLATORS: the last of several numbers: "4, 7 and 9" */
			numbers = view_printf(view, _("%s and %d"), numbers, missed->v[i].page + 1);
	return view_printf(view,
		/* TRANSLATORS: a number, or several: "4, 7 and 9" */
		Q_("Reread what was missed: page %s", "Reread what was missed: pages %s",
			missed->n),
		numbers);
}

/* Of the minutes of a lesson its questions take half a minute each, and never more than half. */
static int sixtieths_of_a_page(const struct lesson_head *head)
{
	int reading = 60 * head->minutes - 30 * head->questions, half = 30 * head->minutes;

	return (reading > half ? reading : half) / (head->pages ? head->pages : 1);
}

int missed_minutes(const struct missed *missed, const struct model *model)
{
	int sixtieths = 0;

	for (size_t i = 0; i < missed->n; i++)
		sixtieths += sixtieths_of_a_page(&model->course.lessons[missed->v[i].lesson]);
	return sixtieths < 60 ? 1 : sixtieths / 60;
}
