/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check/reading.h"

#include <string.h>

#include "base/language_code.h"
#include "base/mem.h"

enum { LONG_WORD = 7 };

/* Languages with alphabetic scripts, spaces between words and words of similar length. */
static const char *const lix_languages[] = {
	"fr",
	"es",
	"pt",
	"it",
	"ro",
	"ca",
	"de",
	"nl",
	"sv",
	"da",
	"no",
	"nb",
	"nn",
	"pl",
	"cs",
	"hr",
	"sr",
	"bg",
	"ru",
	"uk",
	"el",
	"sq",
};

static bool is_lix(const char *lang)
{
	for (size_t i = 0; i < ARRAY_SIZE(lix_languages); i++)
		if (language_code_covers(lix_languages[i], lang))
			return true;
	return false;
}

const char *reading_formula(const char *lang)
{
	if (language_code_covers("en", lang))
		return "Automated Readability Index";
	return is_lix(lang) ? "Lix" : NULL;
}

/*
 * True if c begins the UTF-8 sequence of a letter. C2 and E2 begin symbols: quotes, dashes, spaces.
 */
static bool begins_letter(unsigned char c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	return c >= 0xc3 && c != 0xe2;
}

static void end_word(struct reading *r, size_t *letters)
{
	if (!*letters)
		return;
	r->words++;
	r->letters += *letters;
	r->long_words += *letters >= LONG_WORD;
	*letters = 0;
}

/*
 * Returns the length in bytes of the space at s, or 0. Words are separated by spaces only, so they
 * may contain apostrophes and hyphens. NBSP and narrow NBSP count as spaces too.
 */
static size_t space_at(const char *s)
{
	if (*s == ' ' || *s == '\n')
		return 1;
	if (!strncmp(s, "\xc2\xa0", 2))
		return 2;
	return strncmp(s, "\xe2\x80\xaf", 3) ? 0 : 3;
}

void reading_add(struct reading *r, const char *text)
{
	size_t letters = 0, before = r->words, since = r->words;

	for (const char *s = text; s && *s;) {
		size_t space = space_at(s);

		if (space) {
			end_word(r, &letters);
			s += space;
			continue;
		}
		letters += begins_letter((unsigned char)*s);
		if ((*s == '.' || *s == '!' || *s == '?') && (!s[1] || space_at(s + 1))) {
			end_word(r, &letters);
			r->sentences += r->words > since;
			since = r->words;
		}
		s++;
	}
	end_word(r, &letters);
	r->sentences += r->words > since && r->words > before;
}

static int ari_year(const struct reading *r)
{
	double words = (double)r->words;
	double ari = 4.71 * (double)r->letters / words + 0.5 * words / (double)r->sentences - 21.43;
	int year = ari < 1 ? 1 : ari > READING_LAST_YEAR ? READING_LAST_YEAR : (int)ari;

	/* round up, as the authors of the formula say */
	return ari > year && year < READING_LAST_YEAR ? year + 1 : year;
}

static int lix_year(const struct reading *r)
{
	static const int from[] = { 10, 15, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56 };
	double lix = (double)r->words / (double)r->sentences +
		100.0 * (double)r->long_words / (double)r->words;
	int year = 1;

	for (size_t i = 0; i < ARRAY_SIZE(from); i++)
		year += lix >= from[i];
	return year;
}

int reading_year(const struct reading *r, const char *lang)
{
	if (r->words < READING_LEAST_WORDS || !r->sentences || !reading_formula(lang))
		return 0;
	return is_lix(lang) ? lix_year(r) : ari_year(r);
}
