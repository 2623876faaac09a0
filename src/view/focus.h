/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of n things has the focus: by arrows, Home, End, digits and clicks. */
#ifndef VIEW_FOCUS_H
#define VIEW_FOCUS_H

#include <stdbool.h>

#include "view/command.h"

/* True if the input was one of them; *picked if a digit or a click named a thing. */
bool focus_update(int *focus, int n, const struct input *in, bool *picked);

#endif
