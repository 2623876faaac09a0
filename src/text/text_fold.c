/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of a typed answer (text_fold). */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/utf8.h"

/* What a braille keyboard sends for a space. */
enum { BRAILLE_BLANK = 0x2800 };

/* Text as code points. */
struct codes {
	uint32_t *v;
	size_t n, cap;
};

static void add_code(struct codes *codes, uint32_t c)
{
	ALLOC_GROW(codes->v, codes->n + 1, codes->cap);
	codes->v[codes->n++] = c;
}

/*
 * Keyboards produce grave, acute, tonos and prime in place of an apostrophe; transcriptions of
 * Arabic and Hebrew have half rings.
 */
static bool is_apostrophe(uint32_t c)
{
	switch (c) {
	case '`':
	case 0x00B4:
	case 0x02B9:
	case 0x02BB:
	case 0x02BC:
	case 0x02BD:
	case 0x02BE:
	case 0x02BF:
	case 0x02C8:
	case 0x02CA:
	case 0x02CB:
	case 0x0384:
	case 0x055A:
	case 0x05F3:
	case 0x1FBD:
	case 0x1FFD:
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032:
	case 0x2035:
	case 0x275B:
	case 0x275C:
	case 0xA78C:
	case 0xFF07:
		return true;
	default:
		return false;
	}
}

static bool is_dash(uint32_t c)
{
	switch (c) {
	case 0x02D7:
	case 0x058A:
	case 0x05BE:
	case 0x1400:
	case 0x1806:
	case 0x2043:
	case 0x207B:
	case 0x208B:
	case 0x2212:
	case 0x2796:
	case 0x2E17:
	case 0x2E1A:
	case 0x2E3A:
	case 0x2E3B:
	case 0x2E40:
	case 0x30A0:
	case 0xFE58:
	case 0xFE63:
	case 0xFF0D:
		return true;
	default:
		return c >= 0x2010 && c <= 0x2015;
	}
}

/* Vowel signs, Quranic signs and tatweel; not madda and hamza, which make other letters. */
static bool is_arabic_mark(uint32_t c)
{
	if (c == 0x0640)
		return true;
	if (c >= 0x0653 && c <= 0x0655)
		return false;
	return ((c >= 0x0610 && c <= 0x06ED) || (c >= 0x0898 && c <= 0x08FF)) &&
		uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn);
}

/* Adds the mapping of one code point. Ignorable characters add nothing; spaces are collapsed. */
static void add_mapped(struct codes *out, uint32_t c)
{
	int digit;

	if (c < 0x80 && c > ' ' && c != '`') {
		add_code(out, c);
	} else if (uc_is_property_white_space(c) || c == BRAILLE_BLANK) {
		if (out->n && out->v[out->n - 1] != ' ')
			add_code(out, ' ');
	} else if (is_apostrophe(c)) {
		add_code(out, '\'');
	} else if (is_dash(c)) {
		add_code(out, '-');
	} else if (c == 0x0153 || c == 0x0152) {
		add_code(out, 'o');
		add_code(out, 'e');
	} else if (c == 0x00E6 || c == 0x00C6) {
		add_code(out, 'a');
		add_code(out, 'e');
	} else if (c == 0x01E2 || c == 0x01E3 || c == 0x01FC || c == 0x01FD) {
		/* with a macron or an acute, as their decomposed form gives it */
		add_code(out, 'a');
		add_code(out, 'e');
		add_code(out, c < 0x01FC ? 0x0304 : 0x0301);
	} else if (c == 0x0451 || c == 0x0401) {
		add_code(out, 0x0435);
	} else if ((digit = uc_decimal_value(c)) >= 0) {
		add_code(out, (uint32_t)('0' + digit));
	} else if (!is_arabic_mark(c) && !uc_is_property_default_ignorable_code_point(c)) {
		add_code(out, c);
	}
}

static void map(const struct codes *in, struct codes *out)
{
	out->n = 0;
	for (size_t i = 0; i < in->n; i++)
		add_mapped(out, in->v[i]);
	if (out->n && out->v[out->n - 1] == ' ')
		out->n--;
}

static void take(struct codes *codes, uint32_t *v, size_t n)
{
	if (!v)
		BUG("libunistring failed on %zu code points", codes->n);
	free(codes->v);
	codes->v = v;
	codes->n = codes->cap = n;
}

/*
 * Accents are above, below or through letters. The other classes of marks make a different letter
 * (voicing in Japanese; nukta, virama and vowels in Indic scripts) and are kept.
 */
static bool is_accent(uint32_t c)
{
	int class = uc_combining_class(c);

	return class == 1 || (class >= 10 && class <= 36) || class >= 200;
}

/* Letters with a stroke have no decomposition. */
static uint32_t without_stroke(uint32_t c)
{
	switch (c) {
	case 0x00F8:
		return 'o';
	case 0x0111:
		return 'd';
	case 0x0127:
		return 'h';
	case 0x0131:
		return 'i';
	case 0x0142:
		return 'l';
	case 0x0167:
		return 't';
	default:
		return c;
	}
}

static void drop_accents(struct codes *codes)
{
	size_t n, kept = 0;
	uint32_t *v = u32_normalize(UNINORM_NFKD, codes->v, codes->n, NULL, &n);

	take(codes, v, n);
	for (size_t i = 0; i < n; i++)
		if (!is_accent(codes->v[i]))
			codes->v[kept++] = without_stroke(codes->v[i]);
	codes->n = kept;
	v = u32_normalize(UNINORM_NFKC, codes->v, kept, NULL, &n);
	take(codes, v, n);
}

static bool equal(const struct codes *a, const struct codes *b)
{
	return a->n == b->n && (!a->n || !memcmp(a->v, b->v, a->n * sizeof(*a->v)));
}

/*
 * Each step can make work for another (a ligature expands into letters with accents, a dropped
 * accent lets others compose), so repeat until nothing changes; this also makes folding idempotent.
 * Two or three rounds are typical.
 */
static void fold_codes(struct codes *codes, unsigned flags)
{
	struct codes mapped = { NULL, 0, 0 };

	for (int round = 0; round < 16; round++) {
		uint32_t *v;
		size_t n;

		map(codes, &mapped);
		if (!mapped.n) {
			codes->n = 0;
			break;
		}
		v = u32_casefold(mapped.v, mapped.n, NULL, UNINORM_NFKC, NULL, &n);
		take(codes, v, n);
		if (flags & TEXT_NO_ACCENTS)
			drop_accents(codes);
		if (equal(codes, &mapped))
			break;
	}
	free(mapped.v);
}

/* The letters U+00E0-FF without accents; '?' marks those that need more than this table. */
static const char latin_bases[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy?y";

/*
 * Writes the key of a character used in English or French, at most 4 bytes, and returns its length;
 * 0 for any other character.
 */
static size_t fold_latin(char *out, uint32_t c, unsigned flags)
{
	char base;

	if (c < 0x80) {
		out[0] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c == '`' ? '\'' : c);
		return 1;
	}
	switch (c) {
	case 0x0152:
	case 0x0153:
		memcpy(out, "oe", 2);
		return 2;
	case 0x2013:
	case 0x2014:
		out[0] = '-';
		return 1;
	case 0x2018:
	case 0x2019:
		out[0] = '\'';
		return 1;
	case 0x2026:
		memcpy(out, "...", 3);
		return 3;
	case 0x00AB:
	case 0x00BB:
	case 0x201C:
	case 0x201D:
		return (size_t)utf8_put(out, c);
	default:
		break;
	}
	if (c < 0xC0 || c > 0xFF || c == 0xDF)
		return 0;
	c |= 0x20;
	base = latin_bases[c - 0xE0];
	if (base == '?')
		return 0;
	out[0] = base;
	return flags & TEXT_NO_ACCENTS ? 1 : (size_t)utf8_put(out, c);
}

static bool is_latin_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x202F;
}

/*
 * Fast path with the same result. Returns false and leaves out unchanged if s has a character that
 * fold_latin does not know.
 */
static bool fold_fast(struct strbuf *out, const char *s, size_t len, unsigned flags)
{
	char chunk[128];
	size_t start = out->len, i = 0, n = 0;
	bool any = false, space = false;

	while (i < len) {
		uint32_t c;
		size_t bytes;

		i += utf8_decode(s + i, len - i, &c);
		if (is_latin_space(c)) {
			space = any;
			continue;
		}
		if (n > sizeof(chunk) - 5) {
			strbuf_add(out, chunk, n);
			n = 0;
		}
		if (space)
			chunk[n++] = ' ';
		bytes = fold_latin(chunk + n, c, flags);
		if (!bytes) {
			strbuf_setlen(out, start);
			return false;
		}
		n += bytes;
		any = true;
		space = false;
	}
	strbuf_add(out, chunk, n);
	return true;
}

void text_fold(struct strbuf *out, const char *s, size_t len, unsigned flags)
{
	struct codes codes = { NULL, 0, 0 };

	if (fold_fast(out, s, len, flags))
		return;
	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += utf8_decode(s + i, len - i, &c);
		add_code(&codes, c == UTF8_BAD ? UTF8_REPLACEMENT : c);
	}
	fold_codes(&codes, flags);
	for (size_t i = 0; i < codes.n; i++) {
		char utf8[4];

		strbuf_add(out, utf8, (size_t)utf8_put(utf8, codes.v[i]));
	}
	free(codes.v);
}

int text_decimal_value(uint32_t c)
{
	return uc_decimal_value(c);
}

void text_ascii_digits(char *s)
{
	char *to = s;

	for (size_t len = strlen(s), n; len; s += n, len -= n) {
		uint32_t c;
		int digit;

		n = utf8_decode(s, len, &c);
		digit = text_decimal_value(c);
		if (digit >= 0) {
			*to++ = (char)('0' + digit);
		} else {
			memmove(to, s, n);
			to += n;
		}
	}
	*to = '\0';
}

bool text_equal_folded(const char *a, const char *b, unsigned flags)
{
	struct strbuf key_a = STRBUF_INIT, key_b = STRBUF_INIT;
	bool same;

	if (!strcmp(a, b))
		return true;
	text_fold(&key_a, a, strlen(a), flags);
	text_fold(&key_b, b, strlen(b), flags);
	same = key_a.len == key_b.len && !memcmp(key_a.buf, key_b.buf, key_a.len);
	strbuf_release(&key_a);
	strbuf_release(&key_b);
	return same;
}
