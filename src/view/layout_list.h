/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list in parts, whose names hang in a margin, and the line above it that says how far one is. */
#ifndef VIEW_LAYOUT_LIST_H
#define VIEW_LAYOUT_LIST_H

#include "view/layout_text.h"

/* Returns the cells of the margin; 0 if the names do not fit in one. */
int layout_list_margin(struct layout *l, const struct view *view);
/* Returns the cells for a state in the column of states, which gives way to a longer one. */
int layout_state_cells(const struct layout *l, const char *state);
/* Begins the row of a choice, with the name of the part that begins there. */
void layout_begin_choice(struct layout *l, int block, const struct block *b);
/* Puts "The whole course ━━━─── 3 of 16   0 another path": a METER among choices. */
void layout_put_way(struct layout *l, int block, const struct block *b);

#endif
