/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/gift.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "formats/gift_parts.h"
#include "text/text.h"

/* ---- types */

static const char *option_id(struct gift *g, size_t i)
{
	return arena_printf(&g->sections.arena, "%c", (char)('a' + i));
}

static void begin(struct gift *g, const char *type)
{
	g->sections.line = g->line;
	sections_begin(&g->sections, g->title, type);
	sections_text(&g->sections, "prompt", g->stem);
}

static bool finish(struct gift *g)
{
	if (g->explain && *g->explain)
		sections_text(&g->sections, "explain", g->explain);
	return true;
}

static const char *key(struct gift *g, const char *stem, const char *id)
{
	return arena_printf(&g->sections.arena, "%s%s", stem, id);
}

static bool write_options(struct gift *g, const bool *right, bool several)
{
	struct strbuf correct = STRBUF_INIT;

	begin(g, several ? "multiple" : "single");
	for (size_t i = 0; i < g->n; i++) {
		const char *id = option_id(g, i);

		g->sections.line = g->answers[i].line;
		sections_text(&g->sections, key(g, "option.", id), g->answers[i].text);
		sections_feedback(&g->sections, id, g->answers[i].feedback, right[i]);
		if (right[i])
			strbuf_addf(&correct, "%s%s", correct.len ? ", " : "", id);
	}
	sections_bare(&g->sections, "correct", correct.buf);
	strbuf_release(&correct);
	return finish(g);
}

static bool check_count(struct gift *g)
{
	if (g->n < 2 || g->n > OPTIONS_MAX)
		return gift_fault(g, g->start,
			_("a question to choose from has 2 to %d options, and here there are %zu"),
			OPTIONS_MAX, g->n);
	return true;
}

static bool read_single(struct gift *g)
{
	bool right[GIFT_ANSWERS_MAX] = { false };
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		const struct gift_answer *a = &g->answers[i];

		if (a->weighted && a->weight != (a->sign == '=' ? GIFT_WHOLE : 0))
			return gift_fault(g, g->start,
				_("part of the points for one option of several cannot be kept; give all or nothing"));
		right[i] = a->sign == '=';
		n += right[i];
	}
	if (n != 1)
		return gift_fault(g, g->start,
			_("there are %zu right options (=); one is right, or each has a weight (~%%50%%)"),
			n);
	return check_count(g) && write_options(g, right, false);
}

static bool is_near(int64_t a, int64_t b)
{
	return a - b < 100 && b - a < 100;
}

/*
 * Reads a list without =: weights make several answers right, all worth the same, and each wrong
 * one costs as much.
 */
static bool read_multiple(struct gift *g)
{
	bool right[GIFT_ANSWERS_MAX] = { false };
	int64_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		right[i] = g->answers[i].weight > 0;
		n += right[i];
	}
	if (!n)
		return gift_fault(
			g, g->start, _("no answer is right; mark it with =, or give weights"));
	for (size_t i = 0; i < g->n; i++)
		if (!is_near(g->answers[i].weight,
			    (right[i] ? (int64_t)GIFT_WHOLE : -(int64_t)GIFT_WHOLE) / n))
			return gift_fault(g, g->start,
				_("in Vigie each right answer is worth the same, and a wrong one takes as much off; write "
				  "~%%%g%% and ~%%-%g%%"),
				100.0 / (double)n, 100.0 / (double)n);
	return check_count(g) && write_options(g, right, true);
}

static bool read_choice(struct gift *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->answers[i].sign == '=')
			return read_single(g);
	return read_multiple(g);
}

/* Reports texts that could not be told apart. */
static void check_equal(struct gift *g, const char *const *texts)
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < i; k++)
			if (text_equal_folded(texts[i], texts[k], 0))
				sections_error(&g->sections,
					_("two pairs share “%s”; each side of a pair must occur once"),
					texts[i]);
}

static bool read_match(struct gift *g)
{
	const char *lefts[OPTIONS_MAX] = { NULL }, *rights[OPTIONS_MAX] = { NULL };

	if (g->n < 2 || g->n > OPTIONS_MAX)
		return gift_fault(g, g->start, _("there are 2 to %d pairs, and here there are %zu"),
			OPTIONS_MAX, g->n);
	for (size_t i = 0; i < g->n; i++)
		if (!strstr(g->answers[i].text, "->") || g->answers[i].sign != '=')
			return gift_fault(g, g->start,
				_("the question mixes pairs (=left -> right) and other answers; split it into two"));
	for (size_t i = 0; i < g->n; i++)
		if (g->answers[i].feedback)
			return gift_fault(g, g->start,
				_("pairs have no feedback: Moodle takes # and what follows for a part of the text; write \\#"));
	begin(g, "match");
	for (size_t i = 0; i < g->n; i++) {
		char *left = g->answers[i].text, *right = strstr(left, "->");
		const char *id = option_id(g, i);

		*right = '\0';
		g->sections.line = g->answers[i].line;
		lefts[i] = gift_clean(left);
		rights[i] = gift_clean(right + 2);
		sections_text(&g->sections, key(g, "left.", id), lefts[i]);
		sections_text(&g->sections, key(g, "right.", id), rights[i]);
		sections_feedback(&g->sections, id, NULL, true);
	}
	check_equal(g, lefts);
	check_equal(g, rights);
	return finish(g);
}

static bool read_short(struct gift *g)
{
	int accepted = 0, nearly = 0;
	const char *other = NULL;

	begin(g, "text");
	for (size_t i = 0; i < g->n; i++) {
		struct gift_answer *a = &g->answers[i];
		int64_t weight = a->weighted ? a->weight : GIFT_WHOLE;

		g->sections.line = a->line;
		if (!weight && !strcmp(a->text, "*")) {
			other = a->feedback;
		} else if (strchr(a->text, '*')) {
			sections_error(&g->sections,
				_("Moodle reads * as “anything”; Vigie does not, so write the answers out"));
		} else if (weight == GIFT_WHOLE) {
			sections_text(&g->sections,
				arena_printf(&g->sections.arena, "accept%d", ++accepted), a->text);
			if (a->feedback)
				sections_warn(&g->sections,
					_("the feedback of an accepted answer was left out: %s"),
					a->feedback);
		} else if (weight == GIFT_WHOLE / 2 && a->feedback) {
			sections_text(&g->sections,
				arena_printf(&g->sections.arena, "nearly%d", ++nearly), a->text);
			sections_text(&g->sections,
				arena_printf(&g->sections.arena, "nearly%d_feedback", nearly),
				a->feedback);
		} else {
			sections_error(&g->sections,
				_("a typed answer is worth all points, or half of them and has a feedback"));
		}
	}
	if (!accepted)
		sections_error(&g->sections, _("no answer is right; mark it with ="));
	sections_feedback(&g->sections, "other", other, false);
	return finish(g);
}

/* ---- the part between the braces */

static bool is_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	return !strncmp(text, word, len) && (!text[len] || text[len] == '#');
}

/* Parses "TRUE#why a wrong answer is wrong#why the right one is right". */
static bool read_truefalse(struct gift *g, char *text)
{
	bool yes = *text == 'T';
	char *wrong = strchr(text, '#'), *right = wrong ? strchr(wrong + 1, '#') : NULL;
	bool good = true;

	if (wrong)
		*wrong++ = '\0';
	if (right)
		*right++ = '\0';
	begin(g, "truefalse");
	sections_bare(&g->sections, "correct", yes ? "true" : "false");
	sections_feedback(&g->sections, yes ? "true" : "false",
		right ? gift_clean(gift_skip_format(g, right, &good)) : NULL, true);
	sections_feedback(&g->sections, yes ? "false" : "true",
		wrong ? gift_clean(gift_skip_format(g, wrong, &good)) : NULL, false);
	return finish(g) && good;
}

/* Parses "5:1" or "4..6" into a number and a tolerance. */
static bool read_range(char *text, int64_t *answer, int64_t *tolerance)
{
	char *dots = strstr(text, ".."), *colon = strchr(text, ':');
	int64_t low, high;

	*tolerance = 0;
	if (!dots) {
		if (colon)
			*colon = '\0';
		return decimal_parse(gift_clean(text), answer) &&
			(!colon ||
				(decimal_parse(gift_clean(colon + 1), tolerance) &&
					*tolerance >= 0));
	}
	*dots = '\0';
	if (!decimal_parse(gift_clean(text), &low) || !decimal_parse(gift_clean(dots + 2), &high) ||
		high < low || (high - low) % 2)
		return false;
	*answer = low + (high - low) / 2;
	*tolerance = (high - low) / 2;
	return true;
}

static bool write_number(struct gift *g, char *range, const char *right, const char *other)
{
	struct strbuf word = STRBUF_INIT;
	int64_t answer, tolerance;

	if (!read_range(range, &answer, &tolerance))
		return gift_fault(
			g, g->start, _("“%s” is not a number such as 5, 5:1 or 4..6"), range);
	begin(g, "number");
	decimal_write(&word, answer);
	sections_bare(&g->sections, "answer", word.buf);
	strbuf_clear(&word);
	decimal_write(&word, tolerance);
	if (tolerance)
		sections_bare(&g->sections, "tolerance", word.buf);
	strbuf_release(&word);
	if (right)
		sections_warn(&g->sections,
			_("the feedback of an accepted answer was left out: %s"), right);
	sections_feedback(&g->sections, "other", other, false);
	return finish(g);
}

static bool read_number(struct gift *g, char *text)
{
	char *feedback;

	text += strspn(text, " \t\n");
	if (*text != '=' && *text != '~') {
		feedback = strchr(text, '#');
		if (feedback)
			*feedback++ = '\0';
		return write_number(g, text, feedback ? gift_clean(feedback) : NULL, NULL);
	}
	if (!gift_read_answers(g, text))
		return false;
	if (g->n > 2 || g->answers[0].sign != '=' ||
		(g->answers[0].weighted && g->answers[0].weight != GIFT_WHOLE) ||
		(g->n == 2 && (g->answers[1].sign != '~' || *g->answers[1].text)))
		return gift_fault(g, g->start,
			_("a number has one accepted range and, after ~#, a feedback for all others"));
	return write_number(g, g->answers[0].text, g->answers[0].feedback,
		g->n == 2 ? g->answers[1].feedback : NULL);
}

static bool read_typed_or_chosen(struct gift *g)
{
	size_t tildes = 0, arrows = 0;

	for (size_t i = 0; i < g->n; i++) {
		tildes += g->answers[i].sign == '~';
		arrows += strstr(g->answers[i].text, "->") != NULL;
	}
	if (arrows)
		return read_match(g);
	return tildes ? read_choice(g) : read_short(g);
}

static bool read_inside(struct gift *g, char *text)
{
	char *explain = strstr(text, "####");
	char *trimmed;
	bool good = true;

	if (explain) {
		*explain = '\0';
		g->explain = gift_clean(gift_skip_format(g, explain + 4, &good));
	}
	if (!good)
		return false;
	text += strspn(text, " \t\n");
	for (trimmed = text + strlen(text); trimmed > text && strchr(" \t\n", trimmed[-1]);
		trimmed--)
		trimmed[-1] = '\0';
	if (is_word(text, "T") || is_word(text, "F") || is_word(text, "TRUE") ||
		is_word(text, "FALSE"))
		return read_truefalse(g, text);
	if (!*text)
		return gift_fault(g, text,
			_("this is an essay, which no program can mark; ask something else"));
	if (!strcmp(text, "true") || !strcmp(text, "false"))
		return gift_fault(g, text,
			_("Moodle takes “%s” for a word to type; write TRUE or FALSE in capitals"),
			text);
	if (*text == '#')
		return read_number(g, text + 1);
	if (*text != '=' && *text != '~' && !strpbrk(text, "=~#"))
		return gift_fault(g, text, _("Moodle takes “%s” for a word to type; write {=%s}"),
			text, text);
	return gift_read_answers(g, text) && read_typed_or_chosen(g);
}

/* ---- a paragraph */

static char *take_title(struct gift *g, char *text)
{
	char *end;

	text += strspn(text, " \t\n");
	if (strncmp(text, "::", 2) || !(end = strstr(text + 2, "::")))
		return text;
	*end = '\0';
	g->title = gift_clean(text + 2);
	return end + 2;
}

static bool read_question(struct gift *g, char *text)
{
	bool good = true;
	char *open, *close, *tail;
	struct strbuf stem = STRBUF_INIT;

	text = gift_skip_format(g, take_title(g, text), &good);
	open = strchr(text, '{');
	close = open ? strchr(open, '}') : NULL;
	if (!good)
		return false;
	if (!open)
		return gift_fault(g, text,
			_("there is no answer between curly brackets, so this is no question"));
	if (!close)
		return gift_fault(g, open,
			_("the curly bracket is not closed; a question has no blank line inside"));
	if (strpbrk(close + 1, "{}"))
		return gift_fault(g, close,
			_("there are several pairs of curly brackets; one question has one"));
	*open = *close = '\0';
	if (strpbrk(text, "=~#"))
		return gift_fault(g, text,
			_("an equals sign, ~ or # in the question is written \\=, \\~ or \\#"));
	tail = gift_clean(close + 1);
	if (!strncmp(tail, "//", 2))
		return gift_fault(g, close,
			_("Moodle reads this comment as a part of the question; put it on a line of its own"));
	strbuf_addstr(&stem, gift_clean(text));
	if (*tail)
		strbuf_addf(&stem, " _____ %s", tail);
	g->stem = stem.buf;
	good = read_inside(g, open + 1);
	strbuf_release(&stem);
	return good;
}

/*
 * Replaces escapes by control characters, and \n by a space. Returns false on a control character
 * in the text.
 */
static bool hide_escapes(struct gift *g, const char *text, size_t len, struct strbuf *out)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\\' && i + 1 < len && strchr(GIFT_SPECIAL, text[i + 1]))
			strbuf_addch(out, gift_hide(text[++i]));
		else if (text[i] == '\\' && i + 1 < len && text[i + 1] == 'n')
			strbuf_addch(out, (i++, ' '));
		else if ((unsigned char)text[i] < ' ' && text[i] != '\n' && text[i] != '\t')
			return gift_fault(
				g, g->start, _("there is a control character; remove it"));
		else
			strbuf_addch(out, text[i]);
	}
	return true;
}

static void read_paragraph(struct sections *s, const char *text, size_t len, int line)
{
	struct gift g = { .sections = *s, .line = line };
	struct strbuf hidden = STRBUF_INIT;

	g.start = hidden.buf;
	if (len >= 10 && !strncmp(text, "$CATEGORY:", 10)) {
		size_t end = strcspn(text, "\n");

		g.sections.line = line;
		if (end + 1 < len)
			sections_error(&g.sections,
				_("Moodle drops what follows $CATEGORY without a blank line; put one in between"));
		else
			sections_warn(&g.sections, _("a lesson has no categories; left out: %.*s"),
				(int)end, text);
	} else if (hide_escapes(&g, text, len, &hidden)) {
		char *copy = xmemdupz(hidden.buf, hidden.len);

		g.start = hidden.buf;
		g.copy = copy;
		read_question(&g, hidden.buf);
		free(copy);
	}
	strbuf_release(&hidden);
	*s = g.sections;
}

/* Comment lines are blanked and do not end a paragraph. */
void gift_read(const char *file, const char *text, struct strbuf *out, struct diags *diags)
{
	struct sections s = { .file = file, .out = out, .diags = diags };
	struct strbuf paragraph = STRBUF_INIT;
	int line = 0, first = 0;

	while (*text) {
		size_t len = strcspn(text, "\n"),
		       used = len && text[len - 1] == '\r' ? len - 1 : len;
		bool blank = strspn(text, " \t\r") >= len,
		     comment = !strncmp(text + strspn(text, " \t"), "//", 2);

		line++;
		if (!blank && !comment && !paragraph.len)
			first = line;
		if (!blank && !comment)
			strbuf_add(&paragraph, text, used);
		if (paragraph.len && !blank)
			strbuf_addch(&paragraph, '\n');
		text += len + (text[len] == '\n');
		if (paragraph.len && (blank || !*text)) {
			read_paragraph(&s, paragraph.buf, paragraph.len, first);
			strbuf_clear(&paragraph);
		}
	}
	strbuf_release(&paragraph);
	sections_release(&s);
}
