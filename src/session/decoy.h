/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the terminal after somebody left quickly: a month calendar that works. Nothing leads
 * back from it. */
#ifndef SESSION_DECOY_H
#define SESSION_DECOY_H

#include <stdbool.h>

/* On standard input and output, until q; on a terminal without cursor movement it is printed once,
 * elsewhere not at all. */
void decoy_run(bool ascii);

#endif
