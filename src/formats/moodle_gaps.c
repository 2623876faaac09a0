/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaps in the text of a question: {1:MULTICHOICE:=hill~plain}, or [[1]] with a list of words. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "formats/moodle_parts.h"

/* Returns the last place before end where the text begins a new paragraph or line, or text. */
static const char *paragraph_start(const char *text, const char *end, bool lines)
{
	static const char *const breaks[] = { "</p>", "</div>", "<br>", "<br/>", "<br />", "</li>",
		"</h1>", "</h2>", "</h3>", "</h4>", "</h5>" };
	const char *start = text;

	for (const char *s = text; s < end; s++) {
		for (size_t i = 0; i < ARRAY_SIZE(breaks); i++)
			if (!strncmp(s, breaks[i], strlen(breaks[i])))
				start = s + strlen(breaks[i]);
		if (lines && *s == '\n')
			start = s + 1;
	}
	return start;
}

/*
 * Parts the text into what is asked and the sentence with the gaps: what stands before the
 * paragraph of the first gap is asked. first is the offset of that gap.
 */
static void part_text(struct moodle_question *m, const char *text, size_t first)
{
	const char *start = paragraph_start(text, text + first, m->format != MARKUP_HTML);
	const char *asked = moodle_trim(m, arena_memdupz(&m->arena, text, (size_t)(start - text)));

	m->q.sentence = (struct markup_text){ start, m->format };
	m->q.prompt = (struct markup_text){ *asked ? asked : NULL, m->format };
	if (!m->q.prompt.text)
		m->q.prompt = (struct markup_text){ _("Fill the gaps."), MARKUP_PLAIN };
}

static bool too_many(struct moodle_question *m)
{
	return MOODLE_OUT(
		m, m->node, _("there are more than %d gaps; make two questions"), MOODLE_GAPS_MAX);
}

/* ---- {1:SHORTANSWER:=word~%50%close#why} */

struct gap_text {
	struct moodle_question *m;
	char gap;
	bool chosen, number;
};

/* Returns the end of a part that one of stops ends; a backslash or an entity hides it. */
static const char *part_end(const char *s, const char *stops)
{
	for (; *s; s++)
		if (*s == '\\' && s[1])
			s++;
		else if (strchr(stops, *s) && !(*s == '#' && s[-1] == '&'))
			break;
	return s;
}

/* Returns the part without the backslashes that hide a sign. */
static const char *unescape(struct moodle_question *m, const char *s, size_t len)
{
	char *copy = arena_memdupz(&m->arena, s, len), *to = copy;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\\' && i + 1 < len)
			i++;
		*to++ = s[i];
	}
	*to = '\0';
	return moodle_trim(m, copy);
}

/* Reads "%50%" or "=" at *s; anything else is text. */
static void read_share(struct moodle_question *m, const char **s, int64_t *weight)
{
	const char *end = **s == '%' ? strchr(*s + 1, '%') : NULL;

	if (**s == '=') {
		*weight = FOREIGN_WHOLE;
		(*s)++;
	} else if (end &&
		decimal_parse(arena_memdupz(&m->arena, *s + 1, (size_t)(end - *s - 1)), weight)) {
		*s = end + 1;
	}
}

/* Reads one answer of a gap, up to ~ or }, and moves *s behind it. */
static bool read_gap_answer(struct gap_text *g, const char **s)
{
	struct moodle_question *m = g->m;
	struct foreign_answer *a = moodle_answer(m, m->node);
	const char *end;

	if (!a)
		return false;
	read_share(m, s, &a->weight);
	a->gap = g->gap;
	a->chosen = g->chosen;
	end = part_end(*s, "~#}");
	a->text = (struct markup_text){ unescape(m, *s, (size_t)(end - *s)), MARKUP_HTML };
	*s = end;
	if (*end == '#') {
		end = part_end(end + 1, "~}");
		a->feedback = (struct markup_text){ unescape(m, *s + 1, (size_t)(end - *s - 1)),
			MARKUP_HTML };
		if (!*a->feedback.text)
			a->feedback.text = NULL;
		*s = end;
	}
	a->others = !g->chosen && !strcmp(a->text.text, "*");
	if (g->number && strchr(a->text.text, ':'))
		return MOODLE_OUT(m, m->node,
			_("a gap for a number with a tolerance has no place in a sentence; make it a question of its own"));
	return true;
}

/* Recognises the start of a gap at s, "{1:MULTICHOICE_S:"; returns its length, or 0. */
static size_t gap_start(const char *s, struct gap_text *g, bool *several)
{
	static const struct {
		const char *names;
		bool chosen, number, several;
	} kinds[] = { { " SHORTANSWER SHORTANSWER_C SA SAC MW MWC ", false, false, false },
		{ " NUMERICAL NM ", false, true, false },
		{ " MULTICHOICE MULTICHOICE_V MULTICHOICE_H MULTICHOICE_S MULTICHOICE_VS MULTICHOICE_HS MC MCV MCH MCS MCVS MCHS ",
			true, false, false },
		{ " MULTIRESPONSE MULTIRESPONSE_H MULTIRESPONSE_S MULTIRESPONSE_HS MR MRH MRS MRHS ",
			true, false, true } };
	size_t digits, len;
	char word[32];

	if (*s != '{')
		return 0;
	digits = strspn(s + 1, "0123456789");
	len = strspn(s + digits + 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
	if (s[digits + 1] != ':' || !len || len > sizeof(word) - 3 || s[digits + 2 + len] != ':')
		return 0;
	word[0] = word[len + 1] = ' ';
	memcpy(word + 1, s + digits + 2, len);
	word[len + 2] = '\0';
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (strstr(kinds[i].names, word)) {
			g->chosen = kinds[i].chosen;
			g->number = kinds[i].number;
			*several = kinds[i].several;
			return digits + len + 3;
		}
	return 0;
}

/* Reads the gap at *s, whose answers begin there, up to the bracket that closes it. */
static bool read_gap(struct gap_text *g, const char **s)
{
	for (;;) {
		if (!read_gap_answer(g, s))
			return false;
		if (**s != '~')
			break;
		(*s)++;
	}
	if (**s != '}')
		return MOODLE_OUT(g->m, g->m->node,
			_("the curly bracket of a gap is not closed; close it with }"));
	(*s)++;
	return true;
}

bool moodle_read_cloze(struct moodle_question *m)
{
	struct strbuf text = STRBUF_INIT;
	struct gap_text g = { .m = m, .gap = 'a' };
	const char *s = m->q.prompt.text ? m->q.prompt.text : "";
	size_t first = 0, len;
	bool several = false, good = true;

	m->q.type = FOREIGN_GAPS;
	while (good && *s) {
		len = gap_start(s, &g, &several);
		if (!len)
			strbuf_addch(&text, *s++);
		else if (several)
			good = MOODLE_OUT(m, m->node,
				_("a gap with several right answers has no place in a sentence; make it a question of its own"));
		else if (g.gap == 'a' + MOODLE_GAPS_MAX)
			good = too_many(m);
		else {
			if (g.gap == 'a')
				first = text.len;
			s += len;
			good = read_gap(&g, &s);
			strbuf_addf(&text, "[%c]", g.gap++);
		}
	}
	if (good && g.gap == 'a')
		good = MOODLE_OUT(m, m->node,
			_("there is no gap in the sentence, such as {1:SHORTANSWER:=word}"));
	if (good)
		part_text(m, arena_memdupz(&m->arena, text.buf, text.len), first);
	strbuf_release(&text);
	return good;
}

/* ---- [[1]], and words to choose from */

static const char *group_of(struct moodle_question *m, const struct xml_node *word)
{
	const struct xml_node *group = xml_child(word, "group");

	return group ? moodle_word(m, group) : "1";
}

/* Adds the words of the group of the right one as answers of a gap. */
static bool add_words(struct moodle_question *m, char gap, const struct xml_node *right)
{
	const char *group = group_of(m, right);
	const struct xml_node *word = xml_child(m->node, right->name);

	for (; word; word = xml_again(word)) {
		struct foreign_answer *a;

		if (strcmp(group_of(m, word), group) != 0)
			continue;
		a = moodle_answer(m, word);
		if (!a)
			return false;
		a->gap = gap;
		a->chosen = true;
		a->text = moodle_text(m, word, MARKUP_HTML);
		a->weight = word == right ? FOREIGN_WHOLE : 0;
	}
	return true;
}

/* Returns the n-th word, from 1, or NULL. */
static const struct xml_node *word_at(struct moodle_question *m, const char *option, long n)
{
	const struct xml_node *word = xml_child(m->node, option);

	while (word && --n > 0)
		word = xml_again(word);
	return word;
}

bool moodle_read_missing(struct moodle_question *m, const char *option)
{
	struct strbuf text = STRBUF_INIT;
	const char *s = m->q.prompt.text ? m->q.prompt.text : "";
	size_t first = 0;
	char gap = 'a';
	bool good = true;

	m->q.type = FOREIGN_GAPS;
	while (good && *s) {
		size_t digits = s[0] == '[' && s[1] == '[' ? strspn(s + 2, "0123456789") : 0;
		const struct xml_node *right;

		if (!digits || strncmp(s + 2 + digits, "]]", 2) != 0) {
			strbuf_addch(&text, *s++);
			continue;
		}
		right = word_at(m, option, strtol(s + 2, NULL, 10));
		if (!right)
			good = MOODLE_OUT(m, m->node, _("the gap [[%.*s]] has no word to fill it"),
				(int)digits, s + 2);
		else if (gap == 'a' + MOODLE_GAPS_MAX)
			good = too_many(m);
		else
			good = add_words(m, gap, right);
		if (gap == 'a')
			first = text.len;
		strbuf_addf(&text, "[%c]", gap++);
		s += digits + 4;
	}
	if (good && gap == 'a')
		good = MOODLE_OUT(m, m->node, _("there is no gap in the sentence, such as [[1]]"));
	if (good)
		part_text(m, arena_memdupz(&m->arena, text.buf, text.len), first);
	strbuf_release(&text);
	return good;
}
