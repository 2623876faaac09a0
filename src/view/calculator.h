/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small calculator, the other thing that a quick exit can show. It calculates, so that a person
 * looking over the user's shoulder sees a tool in use. ASCII only, in 20 columns.
 *
 * Expressions are typed as they are written: decimal numbers (with . or ,), + - * / and brackets;
 * 25% is 0.25. A result starts the next expression if an operator follows.
 */
#ifndef VIEW_CALCULATOR_H
#define VIEW_CALCULATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

enum { CALCULATOR_ROWS = 8, CALCULATOR_COLS = 20, CALCULATOR_TEXT = 16 };

struct calculator {
	char asked[CALCULATOR_TEXT + 2]; /* the last expression and =; "" before the first result */
	char text[CALCULATOR_TEXT + 1];  /* what is typed, or the result; "" if there is none */
	size_t len;
	bool answered; /* text is a result */
	bool failed;   /* the last expression has no result */
};

void calculator_init(struct calculator *calculator);
/* Handles a key; one that is no part of an expression, or has no room, changes nothing. */
void calculator_key(struct calculator *calculator, uint32_t key);
/* Appends line 0 to CALCULATOR_ROWS - 1, CALCULATOR_COLS cells at most, without a line end. */
void calculator_line(const struct calculator *calculator, int line, struct strbuf *out);

#endif
