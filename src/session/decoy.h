/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the terminal shows after a quick exit: a month calendar that works. Nothing leads back from
 * it.
 */
#ifndef SESSION_DECOY_H
#define SESSION_DECOY_H

#include <stdbool.h>

/*
 * Runs the calendar on standard input and output until q. On a terminal without cursor movement it
 * is printed once; without a terminal it is not printed at all.
 */
void decoy_run(bool ascii);

#endif
