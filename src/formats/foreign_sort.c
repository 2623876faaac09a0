/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items to put in order, and tiles to sort into boxes. */
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/foreign_parts.h"
#include "questions/parts.h"
#include "text/text.h"

enum { BOXES_MAX = 5, ORDER_MIN = 3 };

/* Reports two answers with one text, which nobody could tell apart. */
static bool all_differ(struct foreign_writing *w)
{
	const struct foreign_question *q = w->q;

	for (size_t i = 0; i < q->n; i++)
		for (size_t k = 0; k < i; k++) {
			const char *text = foreign_plain(w, &q->answers[i].text);

			foreign_at(w, i);
			if (text_equal_folded(text, foreign_plain(w, &q->answers[k].text), 0))
				return foreign_fault(w,
					_("two of the parts are “%s”, so nobody could tell them apart"),
					text);
		}
	return true;
}

bool foreign_write_order(struct foreign_writing *w)
{
	const struct foreign_question *q = w->q;

	if (q->n < ORDER_MIN || q->n > PARTS_MAX)
		return foreign_fault(w,
			_("there are %d to %d things to put in order, and here there are %zu"),
			ORDER_MIN, PARTS_MAX, q->n);
	if (!all_differ(w) || !foreign_begin(w, "order"))
		return false;
	for (size_t i = 0; i < q->n; i++) {
		foreign_at(w, i);
		if (!foreign_put_plain(w, foreign_key(w, "item.", i), &q->answers[i].text))
			return false;
	}
	/* either of the two is enough */
	if (q->explain.text && !q->answers[0].feedback.text)
		return true;
	return foreign_feedback(w, "order", NULL, &q->answers[0].feedback, UNWRITTEN_ORDER);
}

/* ---- boxes */

struct boxes {
	const char *text[BOXES_MAX];
	size_t first[BOXES_MAX]; /* index of an answer that has it */
	size_t n;
};

/* Returns the index of the box with the text, or boxes->n. */
static size_t box_of(const struct boxes *boxes, const char *text)
{
	size_t i = 0;

	while (i < boxes->n && strcmp(boxes->text[i], text) != 0)
		i++;
	return i;
}

static bool find_boxes(struct foreign_writing *w, struct boxes *boxes)
{
	for (size_t i = 0; i < w->q->n; i++) {
		const char *text = foreign_plain(w, &w->q->answers[i].partner);

		if (box_of(boxes, text) < boxes->n)
			continue;
		if (boxes->n == BOXES_MAX)
			return foreign_fault(
				w, _("there are more than %d boxes to sort into"), BOXES_MAX);
		boxes->text[boxes->n] = text;
		boxes->first[boxes->n++] = i;
	}
	if (boxes->n < 2)
		return foreign_fault(
			w, _("everything belongs into one box, so there is nothing to sort"));
	return true;
}

bool foreign_write_classify(struct foreign_writing *w)
{
	const struct foreign_question *q = w->q;
	struct boxes boxes = { .n = 0 };

	if (q->n < 2 || q->n > PARTS_MAX)
		return foreign_fault(w,
			_("there are 2 to %d things to sort, and here there are %zu"), PARTS_MAX,
			q->n);
	if (!find_boxes(w, &boxes) || !all_differ(w) || !foreign_begin(w, "classify"))
		return false;
	for (size_t i = 0; i < boxes.n; i++)
		if (!foreign_put_plain(
			    w, foreign_key(w, "box.", i), &q->answers[boxes.first[i]].partner))
			return false;
	for (size_t i = 0; i < q->n; i++) {
		const struct foreign_answer *a = &q->answers[i];
		size_t box = box_of(&boxes, foreign_plain(w, &a->partner));
		const char *tile = foreign_key(w, "tile.", i);

		foreign_at(w, i);
		if (!foreign_put_plain(w, tile, &a->text))
			return false;
		sections_bare(
			w->s, arena_printf(&w->s->arena, "%s.box", tile), foreign_key(w, "", box));
		if (!foreign_feedback(w, foreign_key(w, "", i), NULL, &a->feedback, UNWRITTEN_BOX))
			return false;
	}
	if (q->fixed)
		sections_bare(w->s, "shuffle", "no");
	return true;
}
