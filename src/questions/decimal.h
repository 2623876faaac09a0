/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decimal numbers as people type them, stored in millionths: no floating point, no surprises.
 *
 * A number has at most twelve digits before the decimal separator and six after it, so sums and
 * differences of two always fit.
 */
#ifndef QUESTIONS_DECIMAL_H
#define QUESTIONS_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

struct strbuf;
struct view;

enum { DECIMAL_ONE = 1000000 };

/*
 * Parses the form used in lesson files and responses, such as "-12.5": sign, digits, point, at most
 * six decimals.
 */
bool decimal_parse(const char *s, int64_t *out);
/*
 * Appends the form that decimal_parse reads. It never has exactly three decimals ("1.2340"), so
 * that decimal_read reads it unambiguously too.
 */
void decimal_write(struct strbuf *out, int64_t value);
/* Returns percent (also in millionths) of the absolute value. */
int64_t decimal_percent(int64_t value, int64_t percent);

/*
 * Reads a number as typed in any language: "1 234,5", "1,234.5", "−3", "١٬٢٣٤٫٥", with the digits
 * of any script, spaces and minus signs of any kind, apostrophes, commas and points. The decimal
 * separator is found as follows:
 * - the Arabic mark ٫ and the raised point · are always one, and occur once; ٬ groups thousands;
 * - if both , and . occur, it is the last of them, which must occur once;
 * - one that occurs more than once groups thousands;
 * - one that occurs once with exactly three digits after it groups thousands if there are one to
 *   three digits before it and the first is not 0; otherwise it is the decimal separator.
 * A text of the last form ("1,234") is ambiguous: *other is its value with a decimal separator; for
 * all others *other equals *out. Digits after the sixth decimal are dropped. Returns false if the
 * text is not a number or is too large.
 */
bool decimal_read(const char *text, int64_t *out, int64_t *other);
/*
 * Returns the number in the user's language: "1,234.5", grouped from five digits on, so that years
 * are not split.
 */
const char *decimal_show(struct view *view, int64_t value);

#endif
