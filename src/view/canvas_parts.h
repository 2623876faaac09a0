/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared between canvas.c and canvas_links.c. */
#ifndef VIEW_CANVAS_PARTS_H
#define VIEW_CANVAS_PARTS_H

#include "view/canvas.h"

/* Takes the cells x to end of row y out of the links: something else is drawn there. */
void canvas_unlink(struct canvas *canvas, int x, int y, int end);

#endif
