/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number to call, five rows high, to be read from across a room. */
#ifndef VIEW_DIGITS_H
#define VIEW_DIGITS_H

#include <stdbool.h>

struct strbuf;

/*
 * Appends the rows, each ending in '\n', at most width cells; what is too long goes on below after
 * a blank row. Digits,
 * + - * # . / and spaces; false (and nothing) if there is another character or it cannot be done in
 * that width.
 */
bool digits_draw(const char *number, int width, struct strbuf *out);

#endif
