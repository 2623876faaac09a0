/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys with the same meaning on every screen; while typing, only those that are not letters. */
#ifndef SCREENS_GLOBAL_H
#define SCREENS_GLOBAL_H

#include "view/command.h"

extern const struct binding global_bindings[];

#endif
