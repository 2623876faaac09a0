/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Unicode: the only place that knows validity, width, line breaks, clusters, case and normal form.
 * All text is UTF-8. "Cells" are columns of a terminal. Needs libunistring; uses no locale.
 */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

/* Is s valid UTF-8? If not, *bad (unless NULL) is the offset of the first wrong byte. NUL is valid.
 */
bool text_valid(const char *s, size_t len, size_t *bad);

/*
 * The one sanitizer: what may go to a terminal. Appends to out: invalid bytes become U+FFFD each;
 * TAB, LF, U+2028 and U+2029 become a space; every other C0, DEL and C1 becomes U+FFFD; so do
 * private-use and unassigned code points (noncharacters too: a terminal that knows them gives them
 * another width) and the few characters on whose width terminals disagree (Arabic number signs,
 * hexagrams, U+3248-F, Hangul fillers). Dropped are bidi embeddings, overrides and isolates
 * (U+202A-E, U+2066-9), soft hyphens, variation selectors, tags (U+E0000-7F) and all other format
 * characters but these, which are kept: ZWNJ, ZWJ, LRM, RLM, ALM, ZWSP (U+200B), WJ (U+2060).
 * Dropped as well: skin tones, joiners after emoji, and what has no width (marks, those format
 * characters) beyond the fourth on one base. Idempotent; afterwards the width of a text is what
 * wcwidth, and so ncurses, says.
 */
void text_sanitize(struct strbuf *out, const char *s, size_t len);
/* The same line by line: LF and CR LF stay. */
void text_sanitize_lines(struct strbuf *out, const char *s, size_t len);
/* True if text_sanitize would change nothing. */
bool text_is_clean(const char *s, size_t len);
/* The name of what is wrong at the first unclean place ("control character U+001B"), translated,
 * for sentences that say "a %s", and its offset (unless NULL). NULL if clean. It lives until the
 * next call. */
const char *text_find_unclean(const char *s, size_t len, size_t *offset);

/* Cells of the text once sanitized; never negative. */
int text_width(const char *s, size_t len);

/* Bytes of the first extended grapheme cluster (UAX #29) of s, 0 at the end; *cells (unless NULL)
 * its width, 0 to 2: a cluster that is wider is given in parts. The widths add up to text_width. */
size_t text_next(const char *s, size_t len, int *cells);
/* Nothing but spaces, plain or no-break ones. */
bool text_is_blank(const char *s);
/* Bytes of the letters of ASCII that s begins with, a cluster each: marks that follow belong to the
 * last one, which is not counted then. */
size_t text_ascii_run(const char *s, size_t len);
/* text_next for a character that is clean and a cluster by itself at a glance; 0 where that takes a
 * closer look. Most text is made of these, so it need not be looked over beforehand. len >= 1. */
size_t text_plain(const char *s, size_t len, int *cells);
/* Start of the cluster that ends at (or holds) offset at, for Left and Backspace; 0 at the start.
 */
size_t text_prev(const char *s, size_t len, size_t at);

/*
 * Breaks one paragraph into lines of at most width cells (UAX #14); a word that is wider than a
 * line is cut at cluster boundaries, so only a cluster that is wider by itself makes a line too
 * wide. Spaces at the end of a line are not part of it and may hang over. A '\n' breaks a line
 * (after the last one there is an empty line). Calls line(ctx, start, len, cells) for each; an
 * empty paragraph gives one empty line. line may be NULL. width >= 1. Returns the number of lines.
 * Latin, Greek, Cyrillic and Arabic letters take a fast path with the same result.
 */
typedef void text_line_fn(void *ctx, size_t start, size_t len, int cells);
int text_wrap(const char *s, size_t len, int width, text_line_fn *line, void *ctx);

/*
 * The key under which two typed answers count as the same: NFKC, case folded, white space runs
 * made one space and trimmed, apostrophes and dashes of all kinds made ' and -, default-ignorables
 * dropped, œ and æ opened, ё→е, Arabic marks and tatweel dropped, all decimal digits made ASCII.
 * With TEXT_NO_ACCENTS also without the marks that stand over, under or through a letter (but not
 * those that make another letter: voicing in Japanese, vowels and virama in India). Idempotent.
 * Appends to out.
 */
enum { TEXT_NO_ACCENTS = 1 };
void text_fold(struct strbuf *out, const char *s, size_t len, unsigned flags);
bool text_equal_folded(const char *a, const char *b, unsigned flags);

/* The nearest ASCII for terminals that show nothing else: quotes, dashes, bullets, arrows, accents
 * off, NBSP; each cluster that has no likeness becomes '?'. May be wider (… œ €). Appends to out.
 */
void text_ascii(struct strbuf *out, const char *s, size_t len);

/*
 * What a terminal with few glyphs can show besides ASCII: code points in ascending order (a console
 * font has 256 or 512). text_fit_font appends s with each cluster that is not among them made a
 * sign of its kind that is, or else the nearest ASCII.
 */
struct text_font {
	const uint32_t *codes;
	size_t n;
};
void text_fit_font(struct strbuf *out, const char *s, size_t len, const struct text_font *font);
/* What goes to a terminal: sanitized, and made ASCII or limited to the font if that is not NULL. */
void text_show(
	struct strbuf *out, const char *s, size_t len, bool ascii, const struct text_font *font);

/* Feeds one byte of input. Returns 0 = more wanted, 1 = *out is a code point, -1 = invalid (U+FFFD
 * in *out); with -1 and d->again true the same byte must be fed again. Zeroed memory starts a
 * decoder. */
struct utf8_decoder {
	uint32_t code;
	uint8_t need, seen;
	uint8_t low, high;
	bool again;
};
int utf8_feed(struct utf8_decoder *d, unsigned char byte, uint32_t *out);
/* Writes code point c as UTF-8, returns bytes (1 to 4), no NUL. Surrogates and > U+10FFFF write
 * U+FFFD. */
int utf8_put(char out[4], uint32_t c);

/* Letters to change to make a into b (Damerau-Levenshtein, optimal string alignment, on bytes), at
 * most limit + 1: "did you mean". */
int text_distance(const char *a, const char *b, int limit);

#endif
