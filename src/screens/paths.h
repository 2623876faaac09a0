/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paths of the course as a list to choose from: on the welcome, and with 0 on home. */
#ifndef SCREENS_PATHS_H
#define SCREENS_PATHS_H

#include "screens/screen.h"

/* The paths offered: in a kiosk only those for it. */
int paths_n(const struct model *model);
/* Returns the number of the path chosen now, among those offered; 0 if none is. */
int paths_focus(const struct model *model);
/* Adds a choice for each, with its minutes. */
void paths_describe(const struct model *model, int focus, struct view *view);
void paths_take(const struct model *model, int number, struct effects *fx);

#endif
