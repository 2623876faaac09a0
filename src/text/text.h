/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Unicode text. No other code knows about validity, width, line breaks, clusters, case and normal
 * forms. All text is UTF-8; "cells" are columns of a terminal. Needs libunistring; independent of
 * the locale.
 */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

/*
 * True if s is valid UTF-8. If not, *bad (unless NULL) is set to the offset of the first bad byte.
 * NUL is valid.
 */
bool text_valid(const char *s, size_t len, size_t *bad);

/*
 * The only sanitizer: makes text safe for a terminal. Appends to out.
 *
 * - Replaced by U+FFFD: each invalid byte; C0 (but see below), DEL and C1; private-use and
 *   unassigned code points (noncharacters too: a terminal that knows them gives them another
 *   width); the few characters on whose width terminals disagree (Arabic number signs, hexagrams,
 *   U+3248-F, Hangul fillers).
 * - Replaced by a space: TAB, LF, U+2028 and U+2029.
 * - Dropped: bidi embeddings, overrides and isolates (U+202A-E, U+2066-9), soft hyphens, variation
 *   selectors, tags (U+E0000-7F) and all other format characters except ZWNJ, ZWJ, LRM, RLM, ALM,
 *   ZWSP (U+200B) and WJ (U+2060), which are kept.
 * - Dropped as well: skin tones, joiners after emoji, and zero-width characters (marks, the format
 *   characters above) beyond the fourth on one base.
 *
 * Idempotent. The width of the result is what wcwidth, and so ncurses, computes.
 */
void text_sanitize(struct strbuf *out, const char *s, size_t len);
/* text_sanitize() line by line: keeps LF and CR LF. */
void text_sanitize_lines(struct strbuf *out, const char *s, size_t len);
/* True if text_sanitize would change nothing. */
bool text_is_clean(const char *s, size_t len);
/*
 * Returns a translated name for the first unclean character ("control character U+001B"), for
 * sentences that say "a %s", or NULL if s is clean. Sets *offset (unless NULL) to its position. The
 * name is valid until the next call.
 */
const char *text_find_unclean(const char *s, size_t len, size_t *offset);

/* Returns the cells that the text takes once sanitized; never negative. */
int text_width(const char *s, size_t len);

/*
 * Returns the length in bytes of the first extended grapheme cluster (UAX #29) of s, 0 at the end.
 * *cells (unless NULL) is set to its width, 0 to 2; a wider cluster is returned in pieces. The
 * widths add up to text_width.
 */
size_t text_next(const char *s, size_t len, int *cells);
/* True if s has only spaces, plain or no-break. */
bool text_is_blank(const char *s);
/* True if the text has a letter or a digit of any script; lines that draw have none. */
bool text_has_words(const char *s);
/*
 * Returns the length of the run of printable ASCII at the start of s, each character a cluster of
 * its own. The last one is left out if a non-ASCII byte follows, which may be a mark on it.
 */
size_t text_ascii_run(const char *s, size_t len);
/*
 * text_next() for a character that is obviously clean and a cluster by itself; returns 0 if that
 * needs a closer look. Most text consists of these, so it needs no scan beforehand. len >= 1.
 */
size_t text_plain(const char *s, size_t len, int *cells);
/*
 * Returns the start of the cluster that ends at (or contains) offset at, for Left and Backspace; 0
 * at the start.
 */
size_t text_prev(const char *s, size_t len, size_t at);

/*
 * Breaks one paragraph into lines of at most width cells (UAX #14; width >= 1). Calls line(ctx,
 * start, len, cells) for each line, unless line is NULL, and returns the number of lines. An empty
 * paragraph gives one empty line.
 *
 * A word wider than a line is split at cluster boundaries, so a line is too wide only if a single
 * cluster is. Trailing spaces are not part of a line and may overhang. A '\n' breaks a line; if it
 * is the last character, an empty line follows. Latin, Greek, Cyrillic and Arabic letters take a
 * fast path with the same result.
 */
typedef void text_line_fn(void *ctx, size_t start, size_t len, int cells);
int text_wrap(const char *s, size_t len, int width, text_line_fn *line, void *ctx);

/*
 * Appends the key under which two words count as equal in searches, lists and numbers, and from
 * which text/typed.h makes the key of a typed answer: NFKC, case folded, white space
 * collapsed and trimmed, all kinds of apostrophes and dashes mapped to ' and -, default-ignorables
 * dropped, œ and æ expanded, ё→е, Arabic marks and tatweel dropped, all decimal digits mapped to
 * ASCII. TEXT_NO_ACCENTS also drops the marks above, below or through a letter, but not those that
 * make a different letter (voicing in Japanese, vowels and virama in Indic scripts). Idempotent.
 */
enum { TEXT_NO_ACCENTS = 1 };
void text_fold(struct strbuf *out, const char *s, size_t len, unsigned flags);
bool text_equal_folded(const char *a, const char *b, unsigned flags);

/* Returns the value of a decimal digit of any script, or -1. */
int text_decimal_value(uint32_t c);
/* Turns the decimal digits of every script into ASCII, in place; the text never gets longer. */
void text_ascii_digits(char *s);

/*
 * Appends the closest ASCII, for terminals that show nothing else: quotes, dashes, bullets, arrows,
 * letters without accents, NBSP as a space. A cluster without an equivalent becomes '?'. The result
 * may be wider (… œ €).
 */
void text_ascii(struct strbuf *out, const char *s, size_t len);

/*
 * The non-ASCII characters that a terminal with few glyphs can show, in ascending order (a console
 * font has 256 or 512). text_fit_font appends s, replacing each cluster that is not among them by a
 * similar character that is, or else by the closest ASCII.
 */
struct text_font {
	const uint32_t *codes;
	size_t n;
};
void text_fit_font(struct strbuf *out, const char *s, size_t len, const struct text_font *font);
/*
 * Appends s as the terminal can show it: sanitized, then reduced to ASCII, or to the font unless it
 * is NULL.
 */
void text_show(
	struct strbuf *out, const char *s, size_t len, bool ascii, const struct text_font *font);

/*
 * Feeds one byte of input. Returns 0 if more bytes are needed, 1 if *out is a code point, -1 if the
 * input is invalid (*out is then U+FFFD); if d->again is true after -1, the same byte must be fed
 * again. Zeroed memory is a new decoder.
 */
struct utf8_decoder {
	uint32_t code;
	uint8_t need, seen;
	uint8_t low, high;
	bool again;
};
int utf8_feed(struct utf8_decoder *d, unsigned char byte, uint32_t *out);
/*
 * Writes c as UTF-8 without a NUL and returns its length, 1 to 4. Surrogates and values above
 * U+10FFFF write U+FFFD.
 */
int utf8_put(char out[4], uint32_t c);

/*
 * Returns the edit distance of a and b (Damerau-Levenshtein, optimal string alignment, on bytes),
 * capped at limit + 1. For "did you mean".
 */
int text_distance(const char *a, const char *b, int limit);

#endif
