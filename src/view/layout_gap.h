/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blank lines between blocks. */
#ifndef VIEW_LAYOUT_GAP_H
#define VIEW_LAYOUT_GAP_H

#include "view/layout.h"

/* Returns how many blank lines come between two blocks, 0 to 2. */
int layout_gap_before(const struct layout *l, const struct block *before, const struct block *b);

#endif
