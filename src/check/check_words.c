/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/check_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/diag.h"
#include "base/i18n.h"
#include "base/language_code.h"
#include "base/mem.h"
#include "course/reader.h"
#include "ini/ini.h"
#include "text/text.h"

enum reason { DIGNITY, NOBODY_IS_ILLEGAL, ABUSE, OTHER_CRIME, BLAME, SHOCK, OUTDATED };

static const char *const reasons[] = {
	[DIGNITY] = N_("a person is more than what was done to them"),
	[NOBODY_IS_ILLEGAL] = N_("no person is illegal, though a situation can be irregular"),
	[ABUSE] = N_("an abuse is named as what it is"),
	[OTHER_CRIME] = N_("this is not the name of trafficking in persons"),
	[BLAME] = N_("the blame lies with the deceiver"),
	[SHOCK] = N_("shock hides the person"),
	[OUTDATED] = N_("the word is outdated and hurts"),
};

static const struct refused {
	const char *lang, *words, *better;
	enum reason reason;
} refused[] = {
#define REFUSED(lang, words, better, reason) { lang, words, better, reason },
#include "check/terms.def"
#undef REFUSED
};

/* Returns the length in bytes of the space or NBSP at s; 0 if there is none. */
static size_t space_at(const char *s)
{
	if (*s == ' ')
		return 1;
	return !strncmp(s, "\xc2\xa0", 2) ? 2 : 0;
}

static size_t apostrophe_at(const char *s)
{
	if (*s == '\'')
		return 1;
	return !strncmp(s, "\xe2\x80\x99", 3) ? 3 : 0;
}

/*
 * True for a letter. Good enough for the languages of terms.def, whose symbols are ASCII or begin
 * with C2 (« and spaces) or E2 (quotes and dashes).
 */
static bool is_letter(const char *s)
{
	unsigned char c = (unsigned char)*s;

	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	return c != 0xc2 && c != 0xe2;
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* True if the words are at s and end with the end of a word; "*" matches the rest of one. */
static bool stands_at(const char *s, const char *words)
{
	for (; *words; words++) {
		size_t n = 1;

		if (*words == '*')
			return true;
		if (*words == ' ')
			n = space_at(s);
		else if (*words == '\'')
			n = apostrophe_at(s);
		else if (small(*s) != *words)
			return false;
		if (!n)
			return false;
		s += n;
	}
	return !is_letter(s);
}

/* Sets *at to the first word where the words match; false if there is none. */
static bool find(const char *text, const char *words, size_t *at)
{
	bool inside = false;

	for (const char *s = text; *s; s++) {
		if (((unsigned char)*s & 0xc0) == 0x80)
			continue;
		if (!inside && stands_at(s, words)) {
			*at = (size_t)(s - text);
			return true;
		}
		inside = is_letter(s);
	}
	return false;
}

/*
 * False for titles of sources, which are quoted, and for answers that a learner may type, which
 * claim nothing.
 */
static bool is_ours(const struct ini_section *s, const struct ini_entry *e)
{
	struct numbered_key k;

	if (!e->quoted || !strcmp(s->kind, "source"))
		return false;
	return strcmp(s->kind, "question") ||
		!((reader_key_is_numbered(e->key, "accept", &k) ||
			  reader_key_is_numbered(e->key, "nearly", &k)) &&
			!*k.rest);
}

/* Returns the first refused words in a text of the language at or after refused[from]. */
static const struct refused *find_refused(
	const char *text, const char *lang, const struct refused *from, size_t *at)
{
	for (const struct refused *r = from; r < refused + ARRAY_SIZE(refused); r++)
		if (language_code_covers(r->lang, lang) && find(text, r->words, at))
			return r;
	return NULL;
}

const char *check_words_refused(const char *text, const char *lang)
{
	size_t at;
	const struct refused *r = find_refused(text, lang, refused, &at);

	return r ? r->words : NULL;
}

static void check_text(const struct ini_entry *e, const char *lang, struct diags *diags)
{
	const struct refused *r = refused;
	size_t at;

	for (; (r = find_refused(e->value, lang, r, &at)); r++)
		/* TRANSLATORS: words that lessons avoid, why, and what to write instead */
		diag_add(diags, DIAG_WARNING, "refused-term", e->file, e->line,
			e->column + text_width(e->value, at), e->source,
			_("“%.*s”: %s; write “%s”"), (int)strcspn(r->words, "*"), r->words,
			_(reasons[r->reason]), r->better);
}

static const char *own_language(const struct ini *ini)
{
	static const char *const heads[] = { "lesson", "scenario", "workshop" };

	for (size_t i = 0; i < ARRAY_SIZE(heads); i++) {
		const struct ini_section *s = ini_find(ini, heads[i], "");
		const struct ini_entry *e = s ? ini_get(s, "language") : NULL;

		if (e)
			return e->value;
	}
	return "";
}

void check_words(const struct ini *ini, const char *lang, struct diags *diags)
{
	const char *spoken = lang ? lang : own_language(ini);

	for (size_t i = 0; i < ini->n; i++) {
		const struct ini_section *s = &ini->sections[i];

		for (size_t k = 0; k < s->n; k++)
			if (is_ours(s, &s->entries[k]) && (s->entries[k].translated || !lang))
				check_text(&s->entries[k], spoken, diags);
	}
}
