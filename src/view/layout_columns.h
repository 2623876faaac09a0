/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of choices, in columns where the terminal is wide: only those of eight choices or more that
 * would have to be scrolled, and whose choices each fit on one row of a column. The order runs down
 * each column, so the arrows go through the list as if it had one.
 */
#ifndef VIEW_LAYOUT_COLUMNS_H
#define VIEW_LAYOUT_COLUMNS_H

#include <stddef.h>

#include "view/layout.h"

/* Puts the sign of the focus and the label of a CHOICE at x; returns where what follows begins. */
int layout_put_label(struct layout *l, int x, const struct block *b);

/*
 * Puts the list that begins at the block of this index if it goes in columns. Returns how many
 * blocks it has put: 0 if it has one column.
 */
size_t layout_put_columns(struct layout *l, const struct view *view, size_t first);

#endif
