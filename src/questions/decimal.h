/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decimal numbers as people type them, kept in millionths: no floating point, no surprises.
 *
 * A number has at most twelve digits before the decimal sign and six after it, so sums and
 * differences of two always fit.
 */
#ifndef QUESTIONS_DECIMAL_H
#define QUESTIONS_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

struct strbuf;
struct view;

enum { DECIMAL_ONE = 1000000 };

/* As it stands in a lesson file or a response: "-12.5"; sign, digits, point, at most six decimals.
 */
bool decimal_parse(const char *s, int64_t *out);
/*
 * Appends the form that decimal_parse reads. It never has just three decimals ("1.2340"), so that
 * decimal_read, too, reads it in one way only.
 */
void decimal_write(struct strbuf *out, int64_t value);
/* That many percent (in millionths, too) of the value without its sign. */
int64_t decimal_percent(int64_t value, int64_t percent);

/*
 * As a person types it in any language: "1 234,5", "1,234.5", "−3", with spaces of any kind,
 * apostrophes, commas and points. Which sign is the decimal one:
 *  - if both , and . occur, the one that comes last, and it occurs once;
 *  - one that occurs more than once groups thousands;
 *  - one that occurs once with just three digits after it groups thousands, if one to three digits
 * stand before it, the first of them no 0; else it is the decimal sign. A text of that last form
 * ("1,234") can be meant otherwise: *other is the value with a decimal sign; else it is *out.
 * Digits after the sixth decimal are dropped. False if it is no number, or too large.
 */
bool decimal_read(const char *text, int64_t *out, int64_t *other);
/* For people, in their language: "1,234.5"; in groups from five digits on, so that years stay
 * whole. */
const char *decimal_show(struct view *view, int64_t value);

#endif
