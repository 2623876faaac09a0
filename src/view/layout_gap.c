/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/layout_gap.h"

/*
 * True if a blank line comes between the blocks. Items of a list stay together unless the user
 * wants room between lines; other blocks are separated.
 */
static bool wants_gap(const struct layout *l, const struct block *before, const struct block *b)
{
	bool list = before->kind == b->kind &&
		(b->kind == BLOCK_ITEM || b->kind == BLOCK_CHOICE || b->kind == BLOCK_ENTRY ||
			b->kind == BLOCK_METER);

	return list ? l->arrangement == ARRANGE_SPACIOUS : !b->tight;
}

/* Lines of these belong together even where there is a lot of room. */
static bool is_of_list(const struct block *b)
{
	return b->kind == BLOCK_CHOICE || b->kind == BLOCK_METER || b->kind == BLOCK_ITEM ||
		b->kind == BLOCK_ENTRY || b->kind == BLOCK_BUBBLE;
}

enum { LARGE_LIST_ROWS = 18, LARGE_GAP_ROWS = 24 }; /* rows of a terminal that has room for it */

/* In a large view there is room around everything, as far as the rows allow. */
static int large_gap(const struct layout *l, const struct block *before, const struct block *b)
{
	if (b->tight)
		return 0;
	if (is_of_list(before) && is_of_list(b))
		return l->term_rows >= LARGE_LIST_ROWS;
	return l->term_rows >= LARGE_GAP_ROWS ? 2 : 1;
}

int layout_gap_before(const struct layout *l, const struct block *before, const struct block *b)
{
	return l->large ? large_gap(l, before, b) : wants_gap(l, before, b);
}
