/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A phone number in digits five rows high, readable from across a room. */
#ifndef VIEW_DIGITS_H
#define VIEW_DIGITS_H

#include <stdbool.h>

struct strbuf;

/*
 * Appends the rows, each ending in '\n', at most width cells wide; longer numbers continue below
 * after a blank row. number may contain digits, + - * # . / and spaces. Returns false, appending
 * nothing, for any other character or if width is too small.
 */
bool digits_draw(const char *number, int width, struct strbuf *out);

#endif
