/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Blocks for those who hear the full screen (speech = yes): words where others see a drawing, a bar
 * or a place on the row, from the left edge on.
 */
#ifndef VIEW_LAYOUT_SPOKEN_H
#define VIEW_LAYOUT_SPOKEN_H

#include <stdbool.h>

#include "view/layout.h"

/* Puts the block in its spoken form; false if it has none, or if nobody listens. */
bool layout_put_spoken(struct layout *layout, int block, const struct block *b);
/* The note of a choice, with the word for its mark where somebody listens; NULL if there is none.
 */
const char *layout_spoken_state(struct layout *layout, const struct block *b);
/* The text of a message without a label, with the word for its mark where somebody listens. */
const char *layout_spoken_message(struct layout *layout, const struct block *b);
/*
 * Sets the cursor after what is new, since a screen reader speaks up to it; false if something was
 * moved to, where it must stand.
 */
bool layout_spoken_cursor(const struct layout *layout, int scroll, struct canvas *canvas);

#endif
