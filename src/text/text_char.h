/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Properties of single code points, for the files of text/ only.
 *
 * Most characters are "plain": clean, one or two cells, and a cluster of their own unless a
 * character that is not plain follows. They are looked up in small constant tables; the rest is
 * left to libunistring.
 */
#ifndef TEXT_TEXT_CHAR_H
#define TEXT_TEXT_CHAR_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Line breaking classes (UAX #14) of the plain characters of one cell. CHAR_WIDE is plain, has two
 * cells and is broken by libunistring; CHAR_OTHER is not plain.
 */
enum char_class {
	CHAR_OTHER,
	CHAR_WIDE,
	LB_SP,
	LB_AL,
	LB_NU,
	LB_QU,
	LB_OP,
	LB_CP,
	LB_CL,
	LB_IS,
	LB_SY,
	LB_EX,
	LB_HY,
	LB_BA,
	LB_GL,
	LB_PR,
	LB_PO,
	LB_BB,
	LB_B2,
	LB_IN,
	LB_NS,
	LB_COUNT
};

/* Classes of U+0000-00FF; char_class covers the rest. */
extern const uint8_t char_latin[256];
enum char_class char_class_high(uint32_t c);

static inline enum char_class char_class(uint32_t c)
{
	return c < 0x100 ? (enum char_class)char_latin[c] : char_class_high(c);
}

/* What the sanitizer does with a code point, regardless of context. */
enum char_fate { CHAR_KEEP, CHAR_DROP, CHAR_SPACE, CHAR_REPLACE };
enum char_fate char_fate(uint32_t c);

/* Cells of what the sanitizer makes of c: 0, 1 or 2. UTF8_BAD has one. */
int char_cells(uint32_t c);

#endif
