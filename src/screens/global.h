/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that mean the same on every screen, also while typing where they are no letters. */
#ifndef SCREENS_GLOBAL_H
#define SCREENS_GLOBAL_H

#include "view/command.h"

extern const struct binding global_bindings[];

#endif
