/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The focus among n items, moved by arrows, Home, End, digits and clicks. */
#ifndef VIEW_FOCUS_H
#define VIEW_FOCUS_H

#include <stdbool.h>

#include "view/command.h"

/*
 * Returns true if the input was one of these keys, or a digit or click that names an item. *picked
 * is true only for a digit or click. *focus is -1 as long as no item has it: Down then goes to the
 * first, Up to the last.
 */
bool focus_update(int *focus, int n, const struct input *in, bool *picked);

#endif
