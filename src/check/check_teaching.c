/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_teaching.h"

#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "base/strbuf.h"
#include "check/reading.h"
#include "ini/ini.h"
#include "text/emphasis.h"
#include "text/text.h"

enum {
	LEAST_SINGLES = 3, /* single-choice questions needed before judging the longest option */
	LEAST_PLACES = 4,  /* … the position of the right option */
	LEAST_FLAGS = 6,   /* … the answers to true/false questions */
	LINE_NEARLY_FULL = 950 /* bytes, out of INI_MAX_LINE */
};

#define AT(section) (section)->file, (section)->line, 1, (section)->source
#define AT_VALUE(entry) (entry)->file, (entry)->line, (entry)->column, (entry)->source

enum phrase_rule { ALL_OR_NONE, EITHER, NEGATIVE };

static const struct phrase {
	enum phrase_rule rule;
	const char *lang, *words;
} phrases[] = {
#define PHRASE(rule, lang, words) { rule, lang, words },
#include "check/teaching.def"
#undef PHRASE
};

/* ---- words */

static bool is_letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		c == '\'';
}

/* True if the words end at s[len], after others that make them harmless: “or not”. */
static bool is_harmless(const char *text, const char *s, size_t len, const char *lang)
{
	for (size_t i = 0; i < ARRAY_SIZE(phrases); i++) {
		const char *whole = phrases[i].words;
		size_t n = strlen(whole);

		if (phrases[i].rule == EITHER && language_code_covers(phrases[i].lang, lang) &&
			n > len && (size_t)(s + len - text) >= n && !memcmp(s + len - n, whole, n))
			return true;
	}
	return false;
}

static bool has_words(const char *text, const char *words, const char *lang)
{
	size_t len = strlen(words);

	for (const char *s = strstr(text, words); s; s = strstr(s + 1, words))
		if ((s == text || !is_letter(s[-1])) && !is_letter(s[len]) &&
			!is_harmless(text, s, len, lang))
			return true;
	return false;
}

/* Returns the phrase of this rule and language found in a folded text, or NULL. */
static const char *find_phrase(const char *text, enum phrase_rule rule, const char *lang)
{
	for (size_t i = 0; i < ARRAY_SIZE(phrases); i++)
		if (phrases[i].rule == rule && language_code_covers(phrases[i].lang, lang) &&
			has_words(text, phrases[i].words, lang))
			return phrases[i].words;
	return NULL;
}

/* Returns the last sentence of a folded text: those before it only tell the story. */
static const char *last_sentence(const char *text)
{
	const char *start = text;

	for (const char *s = text; *s; s++) {
		const char *end = s + 1;

		if (!strchr(".?!", *s))
			continue;
		while (*end && (unsigned char)*end >= 0x80)
			end++;
		if (*end == ' ' && is_letter(end[1]))
			start = end + 1;
	}
	return start;
}

/* ---- one question */

static void check_option(const struct ini_entry *e, const char *lang, struct diags *diags)
{
	struct strbuf folded = STRBUF_INIT;
	const char *phrase;

	text_fold(&folded, e->value, strlen(e->value), 0);
	phrase = find_phrase(folded.buf, ALL_OR_NONE, lang);
	if (phrase)
		diag_add(diags, DIAG_WARNING, "all-of-the-above", AT_VALUE(e),
			_("“%s” depends on the other options, so someone who knows two of them "
			  "knows it; write an independent option, or allow several answers"),
			phrase);
	strbuf_release(&folded);
}

static void check_prompt(const struct ini_entry *e, const char *lang, struct diags *diags)
{
	struct strbuf folded = STRBUF_INIT;
	const char *phrase;

	text_fold(&folded, e->value, strlen(e->value), 0);
	phrase = find_phrase(last_sentence(folded.buf), NEGATIVE, lang);
	if (phrase)
		diag_add(diags, DIAG_WARNING, "negative-prompt", AT_VALUE(e),
			_("the question asks with “%s”, which quick readers pass over; ask for what is so"),
			phrase);
	strbuf_release(&folded);
}

static void check_question(
	const struct ini_section *s, const char *lang, bool translated_only, struct diags *diags)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->entries[i];

		if (!e->quoted || (translated_only && !e->translated))
			continue;
		if (!strncmp(e->key, "option.", 7))
			check_option(e, lang, diags);
		else if (!strcmp(e->key, "prompt"))
			check_prompt(e, lang, diags);
	}
}

/* ---- all questions together */

static size_t letters(const char *text)
{
	size_t n = 0;

	for (; text && *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

/*
 * Returns the index of the only correct option; -1 if none or several are correct, or if there is
 * only one option.
 */
static int only_right(const struct question *q)
{
	int right = -1;

	for (size_t i = 0; i < q->n_options; i++) {
		if (q->options[i].correct && right >= 0)
			return -1;
		if (q->options[i].correct)
			right = (int)i;
	}
	return q->n_options > 1 ? right : -1;
}

static bool is_longest(const struct question *q, int right)
{
	for (size_t i = 0; i < q->n_options; i++)
		if ((int)i != right &&
			letters(q->options[i].text) >= letters(q->options[right].text))
			return false;
	return true;
}

static bool is_truefalse(const struct question *q)
{
	return q->n_options && !q->options[0].text;
}

static void check_longest(const struct lesson *l, const struct ini *ini, struct diags *diags)
{
	const struct question *first = NULL;
	size_t n = 0, longest = 0;

	for (size_t i = 0; i < l->n_questions; i++) {
		const struct question *q = &l->questions[i];
		int right = only_right(q);

		if (right < 0 || is_truefalse(q))
			continue;
		n++;
		if (is_longest(q, right)) {
			longest++;
			first = first ? first : q;
		}
	}
	if (first && n >= LEAST_SINGLES && longest * 4 > n * 3) {
		const struct ini_section *s = ini_find(ini, "question", first->id);

		diag_add(diags, DIAG_WARNING, "longest-right", AT(s),
			_("the right option is the longest one in %zu of %zu questions in the language “%s”, so length "
			  "gives it away; make some of the others as long and as exact"),
			longest, n, l->language);
	}
}

/*
 * Checks the positions of the right options: of true/false questions with truefalse, otherwise of
 * the other questions with a single right option.
 */
static void check_place(
	const struct lesson *l, const struct ini *ini, bool truefalse, struct diags *diags)
{
	const struct question *first = NULL;
	const char *place = NULL;
	size_t n = 0;

	for (size_t i = 0; i < l->n_questions; i++) {
		const struct question *q = &l->questions[i];
		int right = only_right(q);

		if (right < 0 || is_truefalse(q) != truefalse)
			continue;
		if (place && strcmp(place, q->options[right].id))
			return;
		place = q->options[right].id;
		first = first ? first : q;
		n++;
	}
	if (n >= (truefalse ? LEAST_FLAGS : LEAST_PLACES)) {
		const struct ini_section *s = ini_find(ini, "question", first->id);
		const struct ini_entry *e = ini_get(s, "correct");

		diag_add(diags, DIAG_WARNING, "same-place", e ? e->file : s->file,
			e ? e->line : s->line, e ? e->column : 1, e ? e->source : s->source,
			_("“%s” is right in all %zu questions of this kind, and learners notice; spread the right "
			  "answers"),
			place, n);
	}
}

/* ---- reading level */

/* Stars beside the end of a sentence would hide it. */
static void read_plain(struct reading *reading, const char *text)
{
	struct strbuf plain = STRBUF_INIT;

	if (text)
		emphasis_plain(&plain, text, strlen(text));
	reading_add(reading, plain.buf);
	strbuf_release(&plain);
}

static void check_level(const struct lesson *l, const struct ini *ini, struct diags *diags)
{
	const struct ini_entry *e = ini_get(ini_find(ini, "lesson", ""), "level");
	struct reading reading = { 0 };
	int year;

	for (size_t i = 0; i < l->n_pages; i++) {
		for (size_t k = 0; k < l->pages[i].n; k++) {
			const struct piece *p = &l->pages[i].pieces[k];

			if (p->kind == PIECE_TEXT || p->kind == PIECE_ITEM ||
				p->kind == PIECE_QUOTE)
				read_plain(&reading, p->text);
		}
	}
	for (size_t i = 0; i < l->n_questions; i++)
		read_plain(&reading, l->questions[i].prompt);
	year = reading_year(&reading, l->language);
	if (e && l->level && year > l->level)
		diag_add(diags, DIAG_WARNING, "reading-level", AT_VALUE(e),
			_("in the language “%s” the texts read like those of school year %d by the formula %s, above "
			  "level = %d; write shorter sentences and shorter words"),
			l->language, year, reading_formula(l->language), l->level);
}

void check_teaching(
	const struct lesson *l, const struct ini *ini, const char *lang, struct diags *diags)
{
	for (size_t i = 0; i < ini->n; i++)
		if (!strcmp(ini->sections[i].kind, "question"))
			check_question(&ini->sections[i], l->language, lang != NULL, diags);
	check_longest(l, ini, diags);
	if (!lang) {
		check_place(l, ini, false, diags);
		check_place(l, ini, true, diags);
	}
	check_level(l, ini, diags);
}

void check_lines(const struct ini *ini, bool translated_only, struct diags *diags)
{
	for (size_t i = 0; i < ini->n; i++) {
		for (size_t k = 0; k < ini->sections[i].n; k++) {
			const struct ini_entry *e = &ini->sections[i].entries[k];
			size_t len = strlen(e->source);

			if (len > LINE_NEARLY_FULL && (e->translated || !translated_only))
				diag_add(diags, DIAG_WARNING, "line-nearly-full", AT_VALUE(e),
					_("the line has %zu of at most %d bytes, and translations grow; make two "
					  "paragraphs of it"),
					len, INI_MAX_LINE);
		}
	}
}
