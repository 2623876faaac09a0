/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a METER: a share of a whole, a bar with the mark that it must reach, or a bar of a chart.
 */
#ifndef VIEW_LAYOUT_METER_H
#define VIEW_LAYOUT_METER_H

#include "view/block.h"
#include "view/layout.h"

void layout_put_meter(struct layout *l, int block, const struct block *b);

#endif
