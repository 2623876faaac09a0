/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Choices that are tied to something: a line leads to it, beside the text where there is room,
 * below it on a narrow screen. Where there are few columns with short names they make a grid that
 * reads itself. Where the screen is heard, none of this is drawn: the notes have the words.
 */
#ifndef VIEW_LAYOUT_PAIR_H
#define VIEW_LAYOUT_PAIR_H

#include "view/layout_text.h"

/* Finds where the pairs and the grid of the view stand, if there is room for them. */
void layout_measure_pairs(struct layout *l, const struct view *view);
/* Puts a CHOICE that is tied to something. Returns false, with nothing put, for any other. */
bool layout_put_pair(struct layout *l, int block, const struct block *b);
/* Puts the head of a grid, if there is room for one. */
void layout_put_grid_head(struct layout *l, int block, const struct block *b);

#endif
