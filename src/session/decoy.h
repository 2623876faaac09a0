/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the terminal shows after a quick exit: a month calendar or a calculator that works. Nothing
 * leads back from it.
 */
#ifndef SESSION_DECOY_H
#define SESSION_DECOY_H

#include <stdbool.h>

#include "view/settings.h"

/*
 * Gives the process the name of a tool like it, overwriting the arguments, which may name a person.
 * Then runs it on standard input and output until q. On a terminal without cursor movement the
 * calendar is printed once; without a terminal nothing is printed.
 */
void decoy_run(enum decoy kind, bool ascii);

#endif
