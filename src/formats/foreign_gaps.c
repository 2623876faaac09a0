/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence with gaps, to type or to choose. */
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/foreign_parts.h"
#include "questions/parts.h"

/* Returns the answer of a gap that earns most, or NULL if none earns anything. */
static const struct foreign_answer *best_of(const struct foreign_question *q, char gap)
{
	const struct foreign_answer *best = NULL;

	for (size_t i = 0; i < q->n; i++) {
		const struct foreign_answer *a = &q->answers[i];

		if (a->gap == gap && !a->others && a->weight > (best ? best->weight : 0))
			best = a;
	}
	return best;
}

static bool put_choices(struct foreign_writing *w, char gap, const struct foreign_answer *right)
{
	struct arena *arena = &w->s->arena;
	size_t n = 0;

	for (size_t i = 0; i < w->q->n; i++) {
		const struct foreign_answer *a = &w->q->answers[i];
		char id = (char)('a' + n);

		if (a->gap != gap)
			continue;
		foreign_at(w, i);
		if (n++ == PARTS_MAX)
			return foreign_fault(
				w, _("there are more than %d words for one gap"), PARTS_MAX);
		if (!foreign_put_plain(w, arena_printf(arena, "choice.%c.%c", gap, id), &a->text))
			return false;
		if (a == right)
			sections_bare(w->s, arena_printf(arena, "correct.%c", gap),
				arena_printf(arena, "%c", id));
		else if (a->weight > 0)
			sections_warn(w->s,
				_("a gap has one right word here, and “%s” is right too"),
				foreign_plain(w, &a->text));
	}
	if (n < 2)
		return foreign_fault(w, _("a gap has at least two words to choose from"));
	return true;
}

static bool put_accepted(struct foreign_writing *w, char gap)
{
	int n = 0;

	for (size_t i = 0; i < w->q->n; i++) {
		const struct foreign_answer *a = &w->q->answers[i];

		if (a->gap != gap || a->others)
			continue;
		foreign_at(w, i);
		if (a->weight < FOREIGN_WHOLE)
			sections_warn(w->s,
				_("in a gap a text is right or wrong, so “%s” is left out"),
				foreign_plain(w, &a->text));
		else if (!foreign_put_plain(
				 w, arena_printf(&w->s->arena, "accept%d.%c", ++n, gap), &a->text))
			return false;
	}
	return n > 0 || foreign_fault(w, _("no text is right in the gap [%c]"), gap);
}

static bool put_gap(struct foreign_writing *w, char gap)
{
	const struct foreign_answer *right = best_of(w->q, gap);

	if (!right)
		return foreign_fault(w, _("no text is right in the gap [%c]"), gap);
	if (!(right->chosen ? put_choices(w, gap, right) : put_accepted(w, gap)))
		return false;
	return foreign_feedback(
		w, arena_printf(&w->s->arena, "%c", gap), NULL, &right->feedback, UNWRITTEN_GAP);
}

static bool is_gap(const char *s)
{
	return s[0] == '[' && s[1] >= 'a' && s[1] <= 'z' && s[2] == ']';
}

/* The sentence has the gaps that are filled and, as it is shown, nothing else that looks like one.
 */
static bool check_sentence(struct foreign_writing *w, char last)
{
	char next = 'a';

	for (const char *s = foreign_plain(w, &w->q->sentence); *s; s++) {
		if (is_gap(s) && s[1] != next)
			return foreign_fault(w,
				_("“%.3s” in the sentence would be a gap in Vigie; write it in another way"),
				s);
		next = (char)(next + is_gap(s));
	}
	return next == last + 1 ||
		foreign_fault(w, _("the gap [%c] is not in the sentence as it is shown"), next);
}

bool foreign_write_gaps(struct foreign_writing *w)
{
	char last = 'a';

	for (size_t i = 0; i < w->q->n; i++)
		if (w->q->answers[i].gap > last)
			last = w->q->answers[i].gap;
	if (!check_sentence(w, last) || !foreign_begin(w, "cloze") ||
		!foreign_put(w, "text", &w->q->sentence))
		return false;
	for (char gap = 'a'; gap <= last; gap++)
		if (!put_gap(w, gap))
			return false;
	return true;
}
