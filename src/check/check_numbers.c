/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_numbers.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/strbuf.h"
#include "course/reader.h"
#include "ini/ini.h"
#include "text/text.h"

/* Words whose number is a name, as in “article 3”. Folded, without accents and a plural s. */
static const char *const names[] = {
	"article",
	"articulo",
	"artigo",
	"artikel",
	"chapter",
	"chapitre",
	"convention",
	"convenio",
	"convenção",
	"example",
	"exemple",
	"figure",
	"lesson",
	"leçon",
	"no",
	"n°",
	"nº",
	"numero",
	"number",
	"page",
	"paragraph",
	"paragraphe",
	"part",
	"partie",
	"protocol",
	"protocole",
	"question",
	"recommendation",
	"recommandation",
	"rule",
	"section",
	"step",
	"etape",
	"table",
	"tableau",
	"№",
	"§",
};

/* Between the numbers of a row: “articles 3 and 4”. */
static const char *const links[] = { "and", "et", "to", "a", "or", "ou", "y", "e", "und" };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Returns the number of bytes of spaces, no-break ones too, that end at text[at]. */
static size_t spaces_before(const char *text, size_t at)
{
	size_t from = at;

	for (;;) {
		if (from && text[from - 1] == ' ')
			from--;
		else if (from >= 2 && !strncmp(text + from - 2, "\302\240", 2))
			from -= 2;
		else if (from >= 3 && !strncmp(text + from - 3, "\342\200\257", 3))
			from -= 3;
		else
			return at - from;
	}
}

/* Returns where the word that ends at text[at] begins; signs such as ’ and ( end it. */
static size_t word_start(const char *text, size_t at)
{
	while (at && is_letter(text[at - 1])) {
		size_t from = at - 1;

		while (from && ((unsigned char)text[from] & 0xc0) == 0x80)
			from--;
		if (!strncmp(text + from, "\342\200", 2)) /* a quotation mark, a space or a dash */
			break;
		at = from;
	}
	return at;
}

/* True if the word text[from..at) is in the list, whatever its case, accents and plural. */
static bool is_one_of(const char *text, size_t from, size_t at, const char *const *list, size_t n)
{
	struct strbuf word = STRBUF_INIT, folded = STRBUF_INIT;
	bool found = false;

	text_fold(&word, text + from, at - from, TEXT_NO_ACCENTS);
	for (size_t i = 0; i < n && !found; i++) {
		strbuf_clear(&folded);
		text_fold(&folded, list[i], strlen(list[i]), TEXT_NO_ACCENTS);
		found = !strncmp(word.buf, folded.buf, folded.len) &&
			(word.len == folded.len ||
				(word.len == folded.len + 1 && word.buf[folded.len] == 's'));
	}
	strbuf_release(&word);
	strbuf_release(&folded);
	return found;
}

/* True for the number at text[at] that follows a naming word, or a number that does. */
static bool follows_name(const char *text, size_t at)
{
	size_t end = at - spaces_before(text, at), from;

	if (end && (text[end - 1] == '.' || text[end - 1] == ',')) /* “No. 29”, “3, 4” */
		end--;
	if (end == at)
		return false;
	if (end && is_digit(text[end - 1])) {
		while (end && is_digit(text[end - 1]))
			end--;
		return follows_name(text, end);
	}
	from = word_start(text, end);
	if (from < end && is_one_of(text, from, end, links, ARRAY_SIZE(links)) &&
		spaces_before(text, from) && from > spaces_before(text, from) &&
		is_digit(text[from - spaces_before(text, from) - 1]))
		return follows_name(text, from);
	return from < end && is_one_of(text, from, end, names, ARRAY_SIZE(names));
}

/* True if an ordinal ends at s: “21st”, “2e”. */
static bool is_ordinal(const char *s)
{
	static const char *const ends[] = { "st", "nd", "rd", "th", "er", "re", "e", "ère", "ème",
		"ᵉ", "º", "ª" };

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
		size_t len = strlen(ends[i]);

		if (!strncmp(s, ends[i], len) && !is_letter(s[len]) && !is_digit(s[len]))
			return true;
	}
	return false;
}

/*
 * True if the number at text[at] counts nothing: it is a part of a name, “A1”, “H1N1”, “Covid-19”,
 * an ordinal, a sign, or the number of an article and the like.
 */
static bool is_name(const char *text, size_t at)
{
	size_t end = at + strspn(text + at, "0123456789");
	bool dash = at > 1 && text[at - 1] == '-';

	/* “<3”, and “&#233;”, which is reported as such */
	if (at && strchr("<#", text[at - 1]))
		return true;
	if (at && (is_letter(text[at - 1]) || (dash && is_letter(text[at - 2]))) &&
		word_start(text, at - dash) < at - dash)
		return true;
	return is_ordinal(text + end) || follows_name(text, at);
}

/*
 * Sets *at to the first digit of a number outside {placeholders} that may be a fact; false if there
 * is none.
 */
static bool find_number(const char *text, size_t *at)
{
	bool inside = false;

	for (size_t i = 0; text[i]; i++) {
		if (text[i] == '{' || text[i] == '}')
			inside = text[i] == '{';
		if (inside || !is_digit(text[i]))
			continue;
		*at = i;
		if (!is_name(text, i))
			return true;
		i += strspn(text + i, "0123456789") - 1;
	}
	return false;
}

/*
 * True for answers that a learner may type, which claim nothing: accept1 and nearly1, or accept1.x
 * in a gap. nearly1_feedback is a text of the lesson.
 */
static bool is_typed(const struct ini_section *s, const char *key)
{
	struct numbered_key k;

	return !strcmp(s->kind, "question") &&
		(reader_key_is_numbered(key, "accept", &k) ||
			reader_key_is_numbered(key, "nearly", &k)) &&
		*k.rest != '_';
}

static void check_entry(const struct ini_section *s, const struct ini_entry *e, struct diags *diags)
{
	size_t at;

	if (!e->quoted || is_typed(s, e->key) || !find_number(e->value, &at))
		return;
	diag_add(diags, DIAG_WARNING, "number-outside-fact", e->file, e->line,
		e->column + text_width(e->value, at), e->source,
		_("a number that may change belongs in a [fact] with year and source; "
		  "write it as {fact-id}, or as a word"));
}

void check_numbers(const struct ini *ini, bool translated_only, struct diags *diags)
{
	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];

		if (!strcmp(s->kind, "fact") || !strcmp(s->kind, "source"))
			continue;
		for (size_t k = 0; k < s->n; k++)
			if (s->entries[k].translated || !translated_only)
				check_entry(s, &s->entries[k], diags);
	}
}
