/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options to choose from, and pairs. */
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/lesson.h"
#include "formats/foreign_parts.h"
#include "questions/parts.h"
#include "text/text.h"

/* ---- options */

/* Weights are rounded to five decimals at most: thirds are 33.33333. */
static bool is_near(int64_t a, int64_t b)
{
	return a - b < DECIMAL_ONE && b - a < DECIMAL_ONE;
}

static int64_t best_weight(const struct foreign_question *q)
{
	int64_t best = 0;

	for (size_t i = 0; i < q->n; i++)
		best = q->answers[i].weight > best ? q->answers[i].weight : best;
	return best;
}

static void warn_weights(struct foreign_writing *w, const bool *right, size_t n_right)
{
	const struct foreign_question *q = w->q;
	struct strbuf list = STRBUF_INIT;
	bool differ = false;

	for (size_t i = 0; i < q->n; i++) {
		int64_t weight = q->answers[i].weight, share = FOREIGN_WHOLE / (int64_t)n_right;
		bool same = right[i]                ? is_near(weight, share)
			: n_right > 1 || q->several ? is_near(weight, -share)
						    : !weight;

		differ |= !same;
		strbuf_addf(&list, "%s%c ", i ? ", " : "", (char)('a' + i));
		decimal_write(&list, weight);
		strbuf_addstr(&list, " %");
	}
	if (differ && n_right == 1 && !q->several)
		sections_warn(w->s,
			_("one option has all the points here and the others have none; the weights were left out: %s"),
			list.buf);
	else if (differ)
		sections_warn(w->s,
			_("each right option is worth the same here and a wrong one takes as much off; the weights were "
			  "left out: %s"),
			list.buf);
	strbuf_release(&list);
}

static bool put_options(struct foreign_writing *w, const bool *right)
{
	struct strbuf correct = STRBUF_INIT;
	bool good = true;

	for (size_t i = 0; good && i < w->q->n; i++) {
		const struct foreign_answer *a = &w->q->answers[i];
		const char *id = foreign_key(w, "", i);

		foreign_at(w, i);
		good = foreign_put_plain(w, foreign_key(w, "option.", i), &a->text) &&
			foreign_feedback(w, id, NULL, &a->feedback,
				right[i] ? UNWRITTEN_RIGHT : UNWRITTEN_WRONG);
		if (right[i])
			strbuf_addf(&correct, "%s%s", correct.len ? ", " : "", id);
	}
	sections_bare(w->s, "correct", correct.buf);
	if (w->q->fixed)
		sections_bare(w->s, "shuffle", "no");
	strbuf_release(&correct);
	return good;
}

/*
 * Where one option is chosen, the right one is the one with most points; where several share that,
 * any of them is enough there, and a lesson asks for all.
 */
bool foreign_write_choice(struct foreign_writing *w)
{
	const struct foreign_question *q = w->q;
	bool right[OPTIONS_MAX] = { false };
	int64_t best = best_weight(q);
	size_t n_right = 0;

	if (q->n < 2 || q->n > OPTIONS_MAX)
		return foreign_fault(w,
			_("a question to choose from has 2 to %d options, and here there are %zu"),
			OPTIONS_MAX, q->n);
	if (!best)
		return foreign_fault(w, _("no answer is right; mark one"));
	for (size_t i = 0; i < q->n; i++) {
		int64_t weight = q->answers[i].weight;

		right[i] = q->several ? weight > 0 : is_near(weight, best);
		n_right += right[i];
	}
	if (!foreign_begin(w, q->several || n_right > 1 ? "multiple" : "single"))
		return false;
	if (!q->several && n_right > 1)
		sections_warn(w->s,
			_("%zu options are right there and one of them is enough; here all of them are to be ticked"),
			n_right);
	else
		warn_weights(w, right, n_right);
	return put_options(w, right);
}

/* ---- pairs */

/*
 * Returns true if an earlier answer has the same text, or partner, since two that look the same
 * cannot be told apart.
 */
static bool is_repeated(struct foreign_writing *w, size_t i, bool partner)
{
	const struct foreign_answer *a = w->q->answers;
	const char *text = foreign_plain(w, partner ? &a[i].partner : &a[i].text);

	for (size_t k = 0; k < i; k++)
		if (text_equal_folded(
			    text, foreign_plain(w, partner ? &a[k].partner : &a[k].text), 0))
			return true;
	return false;
}

static bool has_left(struct foreign_writing *w, size_t i)
{
	return !text_is_blank(foreign_plain(w, &w->q->answers[i].text));
}

static bool check_pairs(struct foreign_writing *w)
{
	size_t pairs = 0;

	for (size_t i = 0; i < w->q->n; i++)
		pairs += has_left(w, i);
	if (pairs < 2 || pairs > PARTS_MAX)
		return foreign_fault(
			w, _("there are 2 to %d pairs, and here there are %zu"), PARTS_MAX, pairs);
	if (w->q->n > CHOICES_MAX)
		return foreign_fault(w,
			_("there are at most %d right sides, and here there are %zu"), CHOICES_MAX,
			w->q->n);
	for (size_t i = 0; i < w->q->n; i++) {
		foreign_at(w, i);
		if (has_left(w, i) && is_repeated(w, i, false))
			return foreign_fault(w,
				_("two pairs share “%s”; each side of a pair must occur once"),
				foreign_plain(w, &w->q->answers[i].text));
		if (is_repeated(w, i, true))
			return foreign_fault(w,
				_("two pairs share “%s”; each side of a pair must occur once"),
				foreign_plain(w, &w->q->answers[i].partner));
	}
	return true;
}

/* True if each pair is whole and some share their right side, which is then a box. */
static bool is_sorting(struct foreign_writing *w)
{
	bool shared = false;

	for (size_t i = 0; i < w->q->n; i++) {
		if (!has_left(w, i))
			return false;
		shared |= is_repeated(w, i, true);
	}
	return shared;
}

bool foreign_write_match(struct foreign_writing *w)
{
	if (is_sorting(w))
		return foreign_write_classify(w);
	if (!check_pairs(w) || !foreign_begin(w, "match"))
		return false;
	for (size_t i = 0; i < w->q->n; i++) {
		const struct foreign_answer *a = &w->q->answers[i];

		foreign_at(w, i);
		if (has_left(w, i) && !foreign_put_plain(w, foreign_key(w, "left.", i), &a->text))
			return false;
		if (!foreign_put_plain(w, foreign_key(w, "right.", i), &a->partner))
			return false;
		if (has_left(w, i) &&
			!foreign_feedback(
				w, foreign_key(w, "", i), NULL, &a->feedback, UNWRITTEN_PAIR))
			return false;
	}
	return true;
}
