/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays drawings out in cells: charts (layout_chart.c) and what is made of words (layout_figure.c).
 */
#ifndef VIEW_LAYOUT_FIGURE_H
#define VIEW_LAYOUT_FIGURE_H

#include "view/figure.h"
#include "view/layout.h"

/*
 * Puts f as rows of block. No row is wider than the column, unless a single cluster is; a drawing
 * that does not fit becomes a list of the same words.
 */
void layout_put_figure(struct layout *l, int block, const struct figure *f);
/* The same for BARS, THEN_NOW and SHARE. */
void layout_put_chart(struct layout *l, int block, const struct figure *f);
/* Puts the title, if there is one, and aside at the right end of its last line, or below it. */
void layout_put_caption(struct layout *l, int block, const char *title, const char *aside);
/* Returns the cells of the widest of the words that may not be broken. */
int layout_widest_word(const char *text);

#endif
