/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for terminals that only show ASCII, or only the characters of a small font. */
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "text/text.h"
#include "text/text_char.h"
#include "text/utf8.h"

/*
 * Characters whose decomposition is not ASCII, by code point. Symbols keep their width where
 * possible, words their spelling.
 */
static const struct {
	uint32_t code;
	char ascii[4];
} likenesses[] = { { 0x00A1, "!" }, { 0x00A2, "c" }, { 0x00A3, "GBP" }, { 0x00A5, "JPY" },
	{ 0x00A6, "|" }, { 0x00A7, "S" }, { 0x00A9, "(c)" }, { 0x00AB, "\"" }, { 0x00AE, "(R)" },
	{ 0x00B1, "+/-" }, { 0x00B4, "'" }, /* decomposes, but to a space and a mark */
	{ 0x00B6, "P" }, { 0x00B7, "." }, { 0x00BB, "\"" }, { 0x00BF, "?" }, { 0x00C6, "AE" },
	{ 0x00D0, "D" }, { 0x00D7, "x" }, { 0x00D8, "O" }, { 0x00DE, "Th" }, { 0x00DF, "ss" },
	{ 0x00E6, "ae" }, { 0x00F0, "d" }, { 0x00F7, "/" }, { 0x00F8, "o" }, { 0x00FE, "th" },
	{ 0x0110, "D" }, { 0x0111, "d" }, { 0x0126, "H" }, { 0x0127, "h" }, { 0x0131, "i" },
	{ 0x0141, "L" }, { 0x0142, "l" }, { 0x0152, "OE" }, { 0x0153, "oe" }, { 0x0166, "T" },
	{ 0x0167, "t" }, { 0x02B9, "'" }, { 0x02BB, "'" }, { 0x02BC, "'" }, { 0x02C6, "^" },
	{ 0x02DC, "~" }, { 0x060C, "," }, { 0x061B, ";" }, { 0x061F, "?" }, { 0x066A, "%" },
	{ 0x1E9E, "SS" }, { 0x2010, "-" }, { 0x2011, "-" }, { 0x2012, "-" }, { 0x2013, "-" },
	{ 0x2014, "-" }, { 0x2015, "-" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x201A, "'" },
	{ 0x201B, "'" }, { 0x201C, "\"" }, { 0x201D, "\"" }, { 0x201E, "\"" }, { 0x201F, "\"" },
	{ 0x2020, "+" }, { 0x2021, "+" }, { 0x2022, "*" }, { 0x2023, ">" }, { 0x2027, "." },
	{ 0x2032, "'" }, { 0x2033, "\"" }, /* decomposes, but to two primes */
	{ 0x2039, "'" }, { 0x203A, "'" }, { 0x2043, "-" }, { 0x2044, "/" }, { 0x20AC, "EUR" },
	{ 0x2190, "<" }, { 0x2191, "^" }, { 0x2192, ">" }, { 0x2193, "v" }, { 0x2194, "-" },
	{ 0x21B5, "<" }, { 0x21D0, "<" }, { 0x21D2, ">" }, { 0x2212, "-" }, { 0x2215, "/" },
	{ 0x2219, "*" }, { 0x2248, "~" }, { 0x2260, "!=" }, /* decomposes, but to = */
	{ 0x2264, "<=" }, { 0x2265, ">=" }, { 0x2591, "." }, { 0x2592, ":" }, { 0x2593, "#" },
	{ 0x25A0, "#" }, { 0x25A1, "." }, { 0x25AA, "*" }, { 0x25AB, "." }, { 0x25B2, "!" },
	{ 0x25B3, "^" }, { 0x25B6, ">" }, { 0x25B8, ">" }, { 0x25BA, ">" }, { 0x25BC, "v" },
	{ 0x25BE, "v" }, { 0x25C0, "<" }, { 0x25C2, "<" }, { 0x25C6, "*" }, { 0x25CB, "o" },
	{ 0x25CF, "*" }, { 0x25D0, "~" }, { 0x25E6, "o" }, { 0x2605, "*" }, { 0x2606, "*" },
	{ 0x2610, "." }, { 0x2611, "+" }, { 0x2612, "x" }, { 0x263C, "*" }, { 0x2665, "<3" },
	{ 0x2713, "+" }, { 0x2714, "+" }, { 0x2715, "x" }, { 0x2716, "x" }, { 0x2717, "x" },
	{ 0x2718, "x" }, { 0x2764, "<3" }, { 0x27A4, ">" }, { 0x3001, "," }, { 0x3002, "." },
	{ 0x300C, "\"" }, { 0x300D, "\"" }, { 0x300E, "\"" }, { 0x300F, "\"" }, { 0x1F499, "<3" } };

/* Box drawing: four kinds of lines, and their junctions. */
static const char *box(uint32_t c)
{
	if (c < 0x2500 || c > 0x259F)
		return NULL;
	if (c >= 0x2580)
		return "#";
	if (c == 0x2500 || c == 0x2504 || c == 0x2505 || c == 0x2508 || c == 0x2509 ||
		c == 0x254C || c == 0x254D || c == 0x2574 || c == 0x2576 || c == 0x2578 ||
		c == 0x257A)
		return "-";
	if (c == 0x2502 || c == 0x2503 || c == 0x2506 || c == 0x2507 || c == 0x250A ||
		c == 0x250B || c == 0x254E || c == 0x254F || c == 0x2551 || c == 0x2575 ||
		c == 0x2577 || c == 0x2579)
		return "|";
	return c == 0x2550 || c == 0x2501 ? "=" : "+";
}

static const char *likeness(uint32_t c)
{
	size_t low = 0, high = ARRAY_SIZE(likenesses);

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c < likenesses[mid].code)
			high = mid;
		else if (c > likenesses[mid].code)
			low = mid + 1;
		else
			return likenesses[mid].ascii;
	}
	return box(c);
}

/*
 * Appends the ASCII part of the decomposition of c; returns false if some of it has no equivalent.
 */
static bool add_decomposed(struct strbuf *out, uint32_t c)
{
	uint32_t buf[32], *v;
	size_t n = ARRAY_SIZE(buf), before = out->len;
	bool whole = true;

	v = u32_normalize(UNINORM_NFKD, &c, 1, buf, &n);
	if (!v)
		BUG("libunistring failed on U+%04X", (unsigned)c);
	for (size_t i = 0; i < n && whole; i++) {
		const char *like;

		if (v[i] < 0x80)
			strbuf_addch(out, (char)v[i]);
		else if ((like = likeness(v[i])) != NULL)
			strbuf_addstr(out, like);
		else if (!uc_is_general_category(v[i], UC_MARK))
			whole = false;
	}
	if (v != buf)
		free(v);
	if (whole && out->len > before)
		return true;
	strbuf_setlen(out, before);
	return false;
}

/*
 * Appends one cluster. Marks on its first character are dropped; a second character with a width
 * has no equivalent.
 */
static void add_cluster(struct strbuf *out, const char *s, size_t len, int cells)
{
	const char *like;
	uint32_t c, other;
	size_t i;

	if (!cells)
		return;
	i = utf8_decode(s, len, &c);
	while (cells > char_cells(c) && i < len) {
		i += utf8_decode(s + i, len - i, &other);
		if (char_cells(other) > 0) {
			strbuf_addch(out, '?');
			return;
		}
	}
	if (c < 0x80)
		strbuf_addch(out, (char)c);
	else if (c == UTF8_BAD)
		strbuf_addch(out, '?');
	else if ((like = likeness(c)) != NULL)
		strbuf_addstr(out, like);
	else if (!add_decomposed(out, c))
		strbuf_addch(out, '?');
}

/* Appends runs of ASCII verbatim and calls add for every other cluster. */
typedef void add_fn(
	struct strbuf *out, const char *s, size_t len, int cells, const struct text_font *font);

static void by_clusters(
	struct strbuf *out, const char *s, size_t len, add_fn *add, const struct text_font *font)
{
	while (len) {
		/* the last character of the run may carry a mark */
		size_t n = utf8_ascii_run(s, len);
		int cells;

		if (n < len && n > 0)
			n--;
		strbuf_add(out, s, n);
		s += n;
		len -= n;
		if (!len)
			break;
		n = text_next(s, len, &cells);
		add(out, s, n, cells, font);
		s += n;
		len -= n;
	}
}

static void add_ascii(
	struct strbuf *out, const char *s, size_t len, int cells, const struct text_font *font)
{
	(void)font;
	add_cluster(out, s, len, cells);
}

void text_ascii(struct strbuf *out, const char *s, size_t len)
{
	by_clusters(out, s, len, add_ascii, NULL);
}

/* ---- fonts with few glyphs */

/* Pairs of the same width and kind, for fonts that lack the first but have the second. */
static const uint32_t kin[][2] = {
	{ 0x2011, 0x2010 },
	{ 0x2013, 0x2500 },
	{ 0x2014, 0x2500 },
	{ 0x2503, 0x2502 },
	{ 0x25B8, 0x25BA },
	{ 0x25CF, 0x2022 },
	{ 0x2713, 0x221A },
	{ 0x2714, 0x221A },
	{ 0x2717, 0x00D7 },
	{ 0x2718, 0x00D7 },
};

static bool has_glyph(const struct text_font *font, uint32_t c)
{
	size_t low = 0, high = font->n;

	if (c < 0x80 || c == 0xA0 || c == 0x202F)
		return true;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c == font->codes[mid])
			return true;
		if (c < font->codes[mid])
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

static void add_limited(
	struct strbuf *out, const char *s, size_t len, int cells, const struct text_font *font)
{
	char utf8[4];
	uint32_t c;

	/* such fonts do not combine: a letter with a mark needs a glyph of its own */
	if (utf8_decode(s, len, &c) == len && has_glyph(font, c)) {
		strbuf_add(out, s, len);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(kin); i++)
		if (kin[i][0] == c && has_glyph(font, kin[i][1])) {
			strbuf_add(out, utf8, (size_t)utf8_put(utf8, kin[i][1]));
			return;
		}
	add_cluster(out, s, len, cells);
}

void text_fit_font(struct strbuf *out, const char *s, size_t len, const struct text_font *font)
{
	by_clusters(out, s, len, add_limited, font);
}

void text_show(
	struct strbuf *out, const char *s, size_t len, bool ascii, const struct text_font *font)
{
	struct strbuf clean = STRBUF_INIT;

	if (!ascii && !font) {
		text_sanitize(out, s, len);
		return;
	}
	text_sanitize(&clean, s, len);
	if (ascii)
		text_ascii(out, clean.buf, clean.len);
	else
		text_fit_font(out, clean.buf, clean.len, font);
	strbuf_release(&clean);
}
