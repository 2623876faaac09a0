/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/text_char.h"

#include <stddef.h>
#include <unictype.h>
#include <uniwidth.h>

#include "base/mem.h"
#include "text/utf8.h"

/* clang-format off */
/* Short names, so that sixteen fit on a line. */
enum {
	xx = CHAR_OTHER, SP = LB_SP, AL = LB_AL, NU = LB_NU, QU = LB_QU, OP = LB_OP, CP = LB_CP,
	CL = LB_CL, IS = LB_IS, SY = LB_SY, EX = LB_EX, HY = LB_HY, BA = LB_BA, GL = LB_GL, PR = LB_PR,
	PO = LB_PO, BB = LB_BB, B2 = LB_B2, IN = LB_IN, NS = LB_NS
};

const uint8_t char_latin[256] = {
	xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx,
	xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx,
	SP, EX, QU, AL, PR, PO, AL, QU, OP, CP, AL, PR, IS, HY, IS, SY,
	NU, NU, NU, NU, NU, NU, NU, NU, NU, NU, IS, IS, AL, AL, AL, EX,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, PR, CP, AL, AL,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, OP, BA, CL, AL, xx,
	xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx,
	xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx, xx,
	GL, OP, PO, PR, PR, PR, AL, AL, AL, AL, AL, QU, AL, xx, AL, AL,
	PO, PR, AL, AL, BB, AL, AL, AL, AL, AL, AL, QU, AL, AL, AL, OP,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL,
	AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL, AL
};

/* U+2010-203F: dashes, quotes and dots of all languages. */
#define PUNCTUATION 0x2010u
static const uint8_t punctuation[] = {
	BA, GL, BA, BA, B2, AL, AL, AL, QU, QU, OP, QU, QU, QU, OP, QU,
	AL, AL, AL, AL, IN, IN, IN, BA, xx, xx, xx, xx, xx, xx, xx, GL,
	PO, PO, PO, PO, PO, PO, PO, PO, AL, QU, QU, AL, NS, NS, AL, AL
};
/* clang-format on */

static const struct {
	uint16_t first, last;
	uint8_t class;
} ranges[] = { { 0x0100, 0x02C7, AL }, { 0x02C8, 0x02C8, BB }, { 0x02C9, 0x02CB, AL },
	{ 0x02CC, 0x02CC, BB }, { 0x02CD, 0x02DE, AL }, { 0x02DF, 0x02DF, BB },
	{ 0x02E0, 0x02FF, AL }, { 0x0391, 0x03A1, AL }, /* Greek, Cyrillic */
	{ 0x03A3, 0x0482, AL }, { 0x048A, 0x052F, AL },
	{ 0x060C, 0x060D, IS }, /* Arabic without its marks */
	{ 0x061B, 0x061B, EX }, { 0x061F, 0x061F, EX }, { 0x0620, 0x064A, AL },
	{ 0x0660, 0x0669, NU }, { 0x066A, 0x066A, PO }, { 0x066B, 0x066C, NU },
	{ 0x066D, 0x066F, AL }, { 0x0671, 0x06D3, AL }, { 0x06D4, 0x06D4, EX },
	{ 0x06D5, 0x06D5, AL }, { 0x06F0, 0x06F9, NU }, { 0x06FA, 0x06FF, AL },
	{ 0x1E00, 0x1EFF, AL }, /* Vietnamese */
	{ 0x20A8, 0x20B5, PR }, /* currencies, including the euro */
	{ 0x2190, 0x21FF, AL }, /* arrows */
	{ 0x2604, 0x2613, AL }, { 0x2665, 0x2665, AL }, { 0x2713, 0x2718, AL },
	{ 0x3001, 0x3029, CHAR_WIDE }, /* Chinese, Japanese, Korean */
	{ 0x3041, 0x3096, CHAR_WIDE }, { 0x30A1, 0x30FF, CHAR_WIDE }, { 0x3400, 0x4DBF, CHAR_WIDE },
	{ 0x4E00, 0x9FFC, CHAR_WIDE }, { 0xAC00, 0xD7A3, CHAR_WIDE }, { 0xFF01, 0xFF60, CHAR_WIDE },
	{ 0xFFFD, 0xFFFD, AL } };

enum char_class char_class_high(uint32_t c)
{
	size_t low = 0, high = ARRAY_SIZE(ranges);

	if (c - PUNCTUATION < ARRAY_SIZE(punctuation))
		return (enum char_class)punctuation[c - PUNCTUATION];
	/* rows of dots and bars are the most frequent characters past Latin-1 on a screen */
	if (c >= 0x2500 && c <= 0x25FC)
		return LB_AL;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c < ranges[mid].first)
			high = mid;
		else if (c > ranges[mid].last)
			low = mid + 1;
		else
			return (enum char_class)ranges[mid].class;
	}
	return CHAR_OTHER;
}

/*
 * Format characters: a few are needed for spelling or line breaking. Of the others, some are drawn
 * with widths on which terminals disagree, and the rest only hide or reorder text.
 */
static enum char_fate fate_of_format(uint32_t c)
{
	switch (c) {
	case 0x061C: /* ALM */
	case 0x200B: /* zero width space: where Thai and Khmer may break */
	case 0x200C: /* ZWNJ */
	case 0x200D: /* ZWJ */
	case 0x200E: /* LRM */
	case 0x200F: /* RLM */
	case 0x2060: /* word joiner */
		return CHAR_KEEP;
	case 0x06DD:
	case 0x070F:
	case 0x0890:
	case 0x0891:
	case 0x08E2:
	case 0x110BD:
	case 0x110CD:
		return CHAR_REPLACE;
	default:
		return c >= 0x0600 && c <= 0x0605 ? CHAR_REPLACE : CHAR_DROP;
	}
}

static bool is_variation_or_tag(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
		(c >= 0x180B && c <= 0x180F) || (c >= 0xE0000 && c <= 0xE007F);
}

/* Circled numbers, hexagrams, Hangul fillers: zero, one or two cells, depending on the terminal. */
static bool has_no_sure_width(uint32_t c)
{
	return (c >= 0x3248 && c <= 0x324F) || (c >= 0x4DC0 && c <= 0x4DFF) || c == 0x3164 ||
		c == 0xFFA0;
}

enum char_fate char_fate(uint32_t c)
{
	uc_general_category_t category;

	if (char_class(c) != CHAR_OTHER)
		return CHAR_KEEP;
	if (c == '\t' || c == '\n' || c == 0x2028 || c == 0x2029)
		return CHAR_SPACE;
	if (c < 0xA0 || c > 0x10FFFF || has_no_sure_width(c))
		return CHAR_REPLACE;
	/*
	 * a cluster with a skin tone is drawn as one picture or as two, depending on the terminal
	 */
	if (is_variation_or_tag(c) || (c >= 0x1F3FB && c <= 0x1F3FF))
		return CHAR_DROP;
	category = uc_general_category(c);
	if (uc_is_general_category(c, UC_FORMAT))
		return fate_of_format(c);
	/* Cs, Co and Cn; control characters were handled above */
	return category.bitmask & UC_CATEGORY_MASK_C ? CHAR_REPLACE : CHAR_KEEP;
}

int char_cells(uint32_t c)
{
	enum char_class class = char_class(c);
	int cells;

	if (class != CHAR_OTHER)
		return class == CHAR_WIDE ? 2 : 1;
	switch (char_fate(c)) {
	case CHAR_DROP:
		return 0;
	case CHAR_SPACE:
	case CHAR_REPLACE:
		return 1;
	case CHAR_KEEP:
		break;
	}
	/* libunistring gives five marks (U+0CBF ...) a cell; wcwidth, and so ncurses, does not */
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
		return 0;
	cells = uc_width(c, "UTF-8");
	return cells < 0 ? 0 : cells;
}
