/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to type: words and numbers. */
#include <string.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/foreign_parts.h"
#include "text/text.h"

static void warn_feedback(struct foreign_writing *w, const struct foreign_answer *a)
{
	const char *text = foreign_plain(w, &a->feedback);

	if (!text_is_blank(text))
		sections_warn(w->s, _("the feedback of an accepted answer was left out: %s"), text);
}

/* ---- words */

/*
 * Returns the text to type, without the backslash that Moodle puts before a star that is only a
 * star; sets *wild if another star stands for any text.
 */
static const char *read_word(struct foreign_writing *w, const struct foreign_answer *a, bool *wild)
{
	struct strbuf word = STRBUF_INIT;
	const char *text = foreign_plain(w, &a->text), *result;

	*wild = false;
	for (; *text; text++) {
		if (*text == '\\' && text[1] == '*')
			text++;
		else if (*text == '*')
			*wild = true;
		strbuf_addch(&word, *text);
	}
	result = arena_memdupz(&w->s->arena, word.buf, word.len);
	strbuf_release(&word);
	return result;
}

struct words {
	int accepted, nearly;
	bool wild; /* a text with a star was left out */
	struct markup_text other;
};

static bool put_word(struct foreign_writing *w, const char *stem, int n, const char *word)
{
	const struct markup_text text = { word, MARKUP_PLAIN };

	return foreign_put_plain(w, arena_printf(&w->s->arena, "%s%d", stem, n), &text);
}

static bool put_nearly(struct foreign_writing *w, const struct foreign_answer *a, const char *word,
	struct words *words)
{
	int n = ++words->nearly;
	struct strbuf percent = STRBUF_INIT;

	decimal_write(&percent, a->weight);
	if (a->weight != FOREIGN_WHOLE / 2)
		sections_warn(
			w->s, _("“%s” gets half of the points here, not %s %%"), word, percent.buf);
	strbuf_release(&percent);
	return put_word(w, "nearly", n, word) &&
		foreign_feedback(w, NULL, arena_printf(&w->s->arena, "nearly%d_feedback", n),
			&a->feedback, UNWRITTEN_NEARLY);
}

static bool put_typed(
	struct foreign_writing *w, const struct foreign_answer *a, struct words *words)
{
	bool wild;
	const char *word = read_word(w, a, &wild);

	if (a->others && a->weight <= 0) {
		words->other = a->feedback;
	} else if (wild) {
		words->wild = true;
		sections_warn(w->s,
			_("“%s” was left out: its star stands for any text there, and only for a star here"),
			word);
	} else if (a->weight >= FOREIGN_WHOLE) {
		warn_feedback(w, a);
		return put_word(w, "accept", ++words->accepted, word);
	} else if (a->weight > 0) {
		return put_nearly(w, a, word, words);
	} else {
		sections_warn(w->s,
			_("“%s” was left out: a lesson has no feedback for one wrong answer: %s"),
			word, foreign_plain(w, &a->feedback));
	}
	return true;
}

bool foreign_write_short(struct foreign_writing *w)
{
	struct words words = { 0 };

	if (!foreign_begin(w, "text"))
		return false;
	for (size_t i = 0; i < w->q->n; i++) {
		foreign_at(w, i);
		if (!put_typed(w, &w->q->answers[i], &words))
			return false;
	}
	if (!words.accepted && words.wild)
		return foreign_fault(w,
			_("Moodle reads * as “anything”; Vigie does not, so write the answers out"));
	if (!words.accepted)
		return foreign_fault(w, _("no answer is right; mark one"));
	return foreign_feedback(w, "other", NULL, &words.other, UNWRITTEN_OTHER);
}

/* ---- numbers */

static void list_number(struct strbuf *list, const struct foreign_answer *a)
{
	strbuf_addstr(list, list->len ? ", " : "");
	decimal_write(list, a->number);
	if (a->tolerance) {
		strbuf_addstr(list, " ± ");
		decimal_write(list, a->tolerance);
	}
	strbuf_addstr(list, " (");
	decimal_write(list, a->weight);
	strbuf_addstr(list, " %)");
}

static void put_decimal(struct foreign_writing *w, const char *key, int64_t value)
{
	struct strbuf word = STRBUF_INIT;

	decimal_write(&word, value);
	sections_bare(w->s, key, word.buf);
	strbuf_release(&word);
}

/*
 * Returns the one number that has all the points, or NULL after a report; lists the others that
 * have a number.
 */
static const struct foreign_answer *find_number(
	struct foreign_writing *w, struct markup_text *other, struct strbuf *list)
{
	const struct foreign_question *q = w->q;
	const struct foreign_answer *right = NULL;

	for (size_t i = 0; i < q->n; i++) {
		const struct foreign_answer *a = &q->answers[i];

		foreign_at(w, i);
		if (a->others && a->weight > 0) {
			foreign_fault(w, _("any number has points there; name the right one"));
			return NULL;
		}
		if (a->others) {
			*other = a->feedback;
		} else if (a->weight < FOREIGN_WHOLE) {
			list_number(list, a);
		} else if (right) {
			foreign_fault(w,
				_("there are several right numbers, and a lesson has one; make it a range or "
				  "several questions"));
			return NULL;
		} else {
			right = a;
		}
	}
	if (!right)
		foreign_fault(w, _("no answer is right; mark one"));
	return right;
}

static bool put_number(struct foreign_writing *w, const struct foreign_answer *right,
	const struct markup_text *other, const char *list)
{
	if (!foreign_begin(w, "number"))
		return false;
	put_decimal(w, "answer", right->number);
	if (right->tolerance)
		put_decimal(w, "tolerance", right->tolerance);
	if (w->q->unit)
		sections_text(w->s, "unit", w->q->unit);
	warn_feedback(w, right);
	if (*list)
		sections_warn(w->s,
			_("a number has all the points here or none; these were left out: %s"),
			list);
	return foreign_feedback(w, "other", NULL, other, UNWRITTEN_OTHER);
}

bool foreign_write_number(struct foreign_writing *w)
{
	struct markup_text other = { NULL, MARKUP_PLAIN };
	struct strbuf list = STRBUF_INIT;
	const struct foreign_answer *right = find_number(w, &other, &list);
	bool good = right && put_number(w, right, &other, list.buf);

	strbuf_release(&list);
	return good;
}
