/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is between the curly brackets, told apart as Moodle does (question/format/gift/format.php,
 * readquestion): # a number, ~ a choice, = and -> pairs, else true or false, or words to type.
 */
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "formats/gift_parts.h"

static struct foreign_answer *add_answer(struct gift *g, const char *at)
{
	struct foreign_answer *a;

	ALLOC_GROW(g->answers, g->q.n + 1, g->cap);
	a = &g->answers[g->q.n++];
	*a = (struct foreign_answer){ 0 };
	gift_place(g, at, &a->line, &a->column);
	g->q.answers = g->answers;
	return a;
}

static char *find(char *from, char *to, char c)
{
	char *at = memchr(from, c, (size_t)(to - from));

	return at ? at : to;
}

static char *find_arrow(char *from, char *to)
{
	for (; from + 1 < to; from++)
		if (from[0] == '-' && from[1] == '>')
			return from;
	return NULL;
}

static char *skip_space(char *from, const char *to)
{
	while (from < to && strchr(" \n", *from))
		from++;
	return from;
}

/* ---- numbers */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Reads a number as PHP's is_numeric takes it, but for an exponent: "+5", ".5" and "5." too. More
 * than six decimals are cut if rounding allows it: weights have five, but some programs write all.
 */
static bool read_decimal(struct gift *g, const char *s, bool cut, int64_t *value)
{
	char *text = arena_printf(&g->arena, "%s%s%s", *s == '-' ? "-" : "",
		s[*s == '-' || *s == '+'] == '.' ? "0" : "", s + (*s == '-' || *s == '+'));
	char *point = strchr(text, '.');

	if (point && !point[1])
		*point = '\0';
	if (cut && point && strlen(point) > 7 &&
		strspn(point + 1, "0123456789") == strlen(point + 1))
		point[7] = '\0';
	return decimal_parse(text, value);
}

/* Reads "5", "5:1" or "4..6". */
static bool read_range(struct gift *g, const char *text, struct foreign_answer *a)
{
	const char *dots = strstr(text, ".."), *colon = strchr(text, ':');
	const char *end = text + strlen(text);
	int64_t low, high;

	if (!dots) {
		if (!read_decimal(g, gift_take(g, text, colon ? colon : end), false, &a->number))
			return false;
		return !colon ||
			(read_decimal(g, gift_take(g, colon + 1, end), false, &a->tolerance) &&
				a->tolerance >= 0);
	}
	if (!read_decimal(g, gift_take(g, text, dots), false, &low) ||
		!read_decimal(g, gift_take(g, dots + 2, end), false, &high) || high < low ||
		(high - low) % 2)
		return false;
	a->tolerance = (high - low) / 2;
	a->number = low + a->tolerance;
	return true;
}

/* ---- one answer */

/*
 * Reads "%50%" at the start, and returns what follows. What does not look like a weight is text, as
 * in Moodle. Returns NULL for one that no program takes.
 */
static char *read_weight(struct gift *g, struct foreign_answer *a, char *from, char *to)
{
	char *end, *s = from + 1;

	if (from == to || *from != '%')
		return from;
	end = find(s, to, '%');
	s += s < end && *s == '-';
	if (end == to || s == end || !is_digit(*s) || strspn(s, "0123456789.") < (size_t)(end - s))
		return from;
	if (!read_decimal(g, gift_take(g, from + 1, end), true, &a->weight) ||
		a->weight < -FOREIGN_WHOLE || a->weight > FOREIGN_WHOLE) {
		gift_fault(g, from, _("“%s” is not a weight from -100 to 100"),
			gift_take(g, from + 1, end));
		return NULL;
	}
	return end + 1;
}

static void take_feedback(struct gift *g, struct foreign_answer *a, char *from, char *to)
{
	char *hash = find(from, to, '#');

	if (hash < to)
		a->feedback = gift_take_text(g, hash + 1, to);
}

/* Reads "%50%text#feedback" with the weight that it has if it names none. */
static struct foreign_answer *read_answer(struct gift *g, char *from, char *to, int64_t weight)
{
	struct foreign_answer *a;

	from = skip_space(from, to);
	a = add_answer(g, from);
	a->weight = weight;
	from = read_weight(g, a, from, to);
	if (!from)
		return NULL;
	a->text = gift_take_text(g, from, find(from, to, '#'));
	take_feedback(g, a, from, to);
	return a;
}

/* ---- types */

/* The text before the first sign is an answer too, unless it is blank. */
static bool read_choice(struct gift *g, char *from, char *to)
{
	char sign = '~';

	g->q.type = FOREIGN_CHOICE;
	g->q.several = find(from, to, '=') == to;
	for (char *end; from < to; from = end + 1) {
		char *equals = find(from, to, '=');

		end = find(from, to, '~');
		end = equals < end ? equals : end;
		/* Moodle takes %50% after = for text; gift-pegjs, and whoever wrote it, does not */
		/* an answer without a text is none (qtype_multichoice) */
		if (skip_space(from, end) < end &&
			!read_answer(g, from, end, sign == '=' ? FOREIGN_WHOLE : 0))
			return false;
		sign = end < to ? *end : sign;
	}
	return true;
}

static bool read_short(struct gift *g, char *from, char *to)
{
	g->q.type = FOREIGN_SHORT;
	for (char *end; from < to; from = end + 1) {
		struct foreign_answer *a;

		end = find(from, to, '=');
		if (skip_space(from, end) == end)
			continue;
		a = read_answer(g, from, end, FOREIGN_WHOLE);
		if (!a)
			return false;
		a->others = !strcmp(a->text.text, "*");
	}
	return true;
}

/* A pair has neither weight nor feedback: Moodle takes % and # literally there. */
static bool read_match(struct gift *g, char *from, char *to)
{
	g->q.type = FOREIGN_MATCH;
	for (char *end; from < to; from = end + 1) {
		struct foreign_answer *a;
		char *arrow;

		end = find(from, to, '=');
		if (skip_space(from, end) == end)
			continue;
		arrow = find_arrow(from, end);
		if (!arrow)
			return gift_fault(g, skip_space(from, end),
				_("the question mixes pairs (=left -> right) and other answers; split it into two"));
		a = add_answer(g, skip_space(from, end));
		a->text = gift_take_text(g, from, arrow);
		a->partner = (struct markup_text){ gift_take(g, arrow + 2, end), g->format };
	}
	return true;
}

/* After the first ~ comes the feedback of all other numbers. */
static bool read_number(struct gift *g, char *from, char *to)
{
	char *others = find(from, to, '~');

	g->q.type = FOREIGN_NUMBER;
	for (char *end; from < others; from = end + 1) {
		struct foreign_answer *a;

		end = find(from, others, '=');
		if (skip_space(from, end) == end)
			continue;
		a = read_answer(g, from, end, FOREIGN_WHOLE);
		if (!a)
			return false;
		a->others = !strcmp(a->text.text, "*");
		if (!a->others && !read_range(g, a->text.text, a))
			return gift_fault(g, skip_space(from, end),
				_("“%s” is not a number such as 5, 5:1 or 4..6"), a->text.text);
	}
	if (others < to) {
		struct foreign_answer *a = add_answer(g, others);

		a->others = true;
		take_feedback(g, a, others, to);
	}
	return true;
}

/*
 * Reads "TRUE#why a wrong answer is wrong#why the right one is right". Moodle takes "true" in small
 * letters for a word to type; nobody means that, so it is taken for TRUE, with a warning.
 */
static bool read_truefalse(struct gift *g, char *from, char *to)
{
	char *hash = find(from, to, '#'), *second = hash < to ? find(hash + 1, to, '#') : to;
	bool yes = *from == 'T' || *from == 't';
	struct foreign_answer *right, *wrong;

	g->q.type = FOREIGN_TRUEFALSE;
	add_answer(g, from);
	add_answer(g, from);
	right = &g->answers[yes ? 0 : 1];
	wrong = &g->answers[yes ? 1 : 0];
	right->weight = FOREIGN_WHOLE;
	if (hash < to)
		wrong->feedback = gift_take_text(g, hash + 1, second);
	if (second < to)
		right->feedback = gift_take_text(g, second + 1, to);
	return true;
}

static bool is_truefalse(struct gift *g, char *from, char *to)
{
	static const char *const words[] = { "T", "TRUE", "F", "FALSE" };
	static const char *const small[] = { "true", "false", "True", "False" };
	const char *word = gift_take(g, from, find(from, to, '#'));

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (!strcmp(word, words[i]))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(small); i++)
		if (!strcmp(word, small[i])) {
			gift_warn(g, from,
				_("Moodle takes “%s” for a word to type; write TRUE or FALSE in capitals"),
				word);
			return true;
		}
	return false;
}

/* Takes the general feedback, after the last ####; returns where it begins. */
static char *take_explain(struct gift *g, char *from, char *to)
{
	for (size_t n = (size_t)(to - from); n >= 4; n--)
		if (!memcmp(from + n - 4, "####", 4)) {
			g->q.explain = gift_take_text(g, from + n, to);
			return from + n - 4;
		}
	return to;
}

bool gift_read_answers(struct gift *g, char *from, char *to)
{
	to = take_explain(g, from, to);
	from = skip_space(from, to);
	while (to > from && strchr(" \n", to[-1]))
		to--;
	if (from == to)
		return gift_fault(g, from - 1,
			_("this is an essay, which no program can mark; ask something else"));
	if (*from == '#')
		return read_number(g, from + 1, to);
	if (find(from, to, '~') < to)
		return read_choice(g, from, to);
	if (find(from, to, '=') < to && find_arrow(from, to))
		return read_match(g, from, to);
	return is_truefalse(g, from, to) ? read_truefalse(g, from, to) : read_short(g, from, to);
}
