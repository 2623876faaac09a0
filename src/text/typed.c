/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/typed.h"

#include <string.h>
#include <unictype.h>

#include "base/language_code.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/utf8.h"

/*
 * Articles at the start of a key, by language: whole words end with a space, elided ones with an
 * apostrophe, prefixes with a letter or hyphen. Longer ones come before those that begin them. A
 * key has no apostrophe at its start, so Dutch ’t is t.
 */
static const struct {
	const char *lang, *articles[18];
} table[] = {
	{ "ar", { "ال", "ٱل", "al-", "al ", "el-" } },
	{ "de",
		{ "der ", "die ", "das ", "den ", "dem ", "des ", "ein ", "eine ", "einen ",
			"einem ", "einer ", "eines " } },
	{ "en", { "the ", "an ", "a " } },
	{ "es", { "el ", "la ", "los ", "las ", "lo ", "un ", "una ", "unos ", "unas " } },
	{ "fr",
		{ "de la ", "de l'", "le ", "la ", "les ", "l'", "un ", "une ", "des ", "du ",
			"de ", "d'" } },
	{ "it",
		{ "il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "un ", "uno ", "una ", "un'",
			"del ", "dello ", "della ", "dell'", "dei ", "degli ", "delle " } },
	{ "nl", { "de ", "het ", "een ", "t ", "n " } },
	{ "pt", { "o ", "a ", "os ", "as ", "um ", "uma ", "uns ", "umas " } },
	/* Russian, Ukrainian, Polish, Chinese, Japanese … have none. */
};

/*
 * Quotes that are not in the Unicode property: Hebrew, double primes, ornaments, and the brackets
 * of Chinese and Japanese titles. Folding has already made those of fullwidth and vertical text
 * plain.
 */
static bool is_quote(uint32_t c)
{
	switch (c) {
	case 0x02BA:
	case 0x02EE:
	case 0x05F4:
	case 0x2760:
	case 0x276E:
	case 0x276F:
		return true;
	default:
		return c == 0x275D || c == 0x275E || (c >= 0x3008 && c <= 0x300B) ||
			(c >= 0x1F676 && c <= 0x1F678) || uc_is_property_quotation_mark(c);
	}
}

/* Returns the length of the quote at s, or 0. */
static size_t quote_at(const char *s, size_t len)
{
	uint32_t c;
	size_t n = utf8_decode(s, len, &c);

	return is_quote(c) ? n : 0;
}

/* Returns the length of the mark at the start of a folded text that does not count; 0 for none. */
static size_t opening(const char *s, size_t len)
{
	uint32_t c;
	size_t n = utf8_decode(s, len, &c), dots = 0;

	while (dots < len && s[dots] == '.')
		dots++;
	if (dots >= 3)
		return dots;
	if (len >= 2 && s[0] == s[1] && strchr("<>,", s[0]))
		return 2;
	return c == ' ' || c == 0x00A1 || c == 0x00BF || is_quote(c) ? n : 0;
}

/* Returns the length of the last character. */
static size_t last_length(const char *s, size_t len)
{
	size_t n = 1;

	while (n < len && ((unsigned char)s[len - n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* The same at the end. A middle dot is what folding makes of the Greek semicolon. */
static size_t closing(const char *s, size_t len)
{
	size_t n = last_length(s, len);
	uint32_t c;

	utf8_decode(s + len - n, n, &c);
	if (len >= 2 && s[len - 1] == s[len - 2] && strchr("<>", s[len - 1]))
		return 2;
	return c == ' ' || c == 0x00B7 || is_quote(c) || uc_is_property_terminal_punctuation(c) ? n
												: 0;
}

static void trim(const char **s, size_t *len)
{
	size_t n;

	while (*len && (n = opening(*s, *len))) {
		*s += n;
		*len -= n;
	}
	while (*len && (n = closing(*s, *len)))
		*len -= n;
}

void typed_trim(struct strbuf *out, const char *s, size_t len)
{
	struct strbuf folded = STRBUF_INIT;
	const char *from;
	size_t n;

	text_fold(&folded, s, len, 0);
	from = folded.buf;
	n = folded.len;
	trim(&from, &n);
	strbuf_add(out, from, n);
	strbuf_release(&folded);
}

bool typed_is_blank(const char *s, size_t len)
{
	struct strbuf key = STRBUF_INIT;
	bool blank;

	typed_trim(&key, s, len);
	blank = !key.len;
	strbuf_release(&key);
	return blank;
}

/* Makes the marks in Arabic numbers and lists those of other scripts, in place. */
static void map_marks(struct strbuf *sb)
{
	static const struct {
		const char *mark;
		char ascii;
	} marks[] = { { "\u060C", ',' }, { "\u066B", '.' }, { "\u066C", ',' } };

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		for (char *at; (at = strstr(sb->buf, marks[i].mark));)
			strbuf_splice(sb, (size_t)(at - sb->buf), 2, &marks[i].ascii, 1);
}

/* Takes quotes off both ends as long as something is left between them. */
static void unquote(const char **s, size_t *len)
{
	while (*len) {
		size_t from = quote_at(*s, *len), to = *len - last_length(*s, *len);

		if (!from || from >= to || !quote_at(*s + to, *len - to))
			return;
		while (from < to && (*s)[from] == ' ')
			from++;
		while (from < to && (*s)[to - 1] == ' ')
			to--;
		if (from == to)
			return;
		*s += from;
		*len = to - from;
	}
}

void typed_key(struct strbuf *out, const char *s, size_t len, unsigned flags)
{
	struct strbuf folded = STRBUF_INIT;
	const char *from;
	size_t n;

	text_fold(&folded, s, len, flags);
	map_marks(&folded);
	from = folded.buf;
	n = folded.len;
	trim(&from, &n);
	if (!n) {
		from = folded.buf;
		n = folded.len;
		unquote(&from, &n);
	}
	strbuf_add(out, from, n);
	strbuf_release(&folded);
}

const char *typed_skip_article(const char *key, const char *lang)
{
	for (size_t i = 0; i < ARRAY_SIZE(table); i++)
		for (size_t k = 0; k < ARRAY_SIZE(table[i].articles); k++) {
			const char *article = table[i].articles[k], *rest;
			size_t len;

			if (!article || !language_code_covers(table[i].lang, lang) ||
				strncmp(key, article, strlen(article)))
				continue;
			rest = key + strlen(article);
			len = strlen(rest);
			trim(&rest, &len);
			if (len)
				return rest;
		}
	return key;
}
