/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The focus among n items: arrows and digits move it, Enter and a click take what has it. */
#ifndef VIEW_FOCUS_H
#define VIEW_FOCUS_H

#include <stdbool.h>

#include "view/command.h"

/*
 * Returns true if the input was one of these keys, or a number or click that names an item. *picked
 * is true only for a click, which takes the item as well. *focus is -1 as long as no item has it:
 * Down then goes to the first, Up to the last.
 */
bool focus_update(int *focus, int n, const struct input *in, bool *picked);

/* Returns the number that CMD_PICK points to, from 1; 0 if it has none. */
int focus_number(const struct input *in);

#endif
