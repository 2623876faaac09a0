/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Panes: what stands beside the text where the terminal is wide. From 110 columns one, from 170
 * both. The text keeps its width; a pane has no colour of its own and never the cursor, unless the
 * view says so. They are part of a layout; only the files of the layout call this.
 */
#ifndef VIEW_PANES_H
#define VIEW_PANES_H

#include "view/layout.h"

/* Returns how many panes a terminal has room for. */
int panes_room(int cols);

/* Makes room for the panes of the view, moving the text, and lays them out. */
void panes_lay(struct layout *layout, const struct view *view);
void panes_draw(const struct layout *layout, const struct view *view, struct canvas *canvas);
/* True if a list beside the text has the cursor. */
bool panes_choosing(const struct layout *layout, const struct view *view);
/* Puts the cursor in the pane that has it; false if none has. */
bool panes_cursor(const struct layout *layout, const struct view *view, struct canvas *canvas);
/* True if a cell of the body is not in the text; *id is then what a click there chooses, or -1. */
bool panes_hit(const struct layout *layout, const struct view *view, int x, int y, int *id);
void panes_release(struct layout *layout);

#endif
