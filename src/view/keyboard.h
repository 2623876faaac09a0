/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyboards of other scripts: which key of a Latin keyboard was pressed. */
#ifndef VIEW_KEYBOARD_H
#define VIEW_KEYBOARD_H

#include <stdint.h>

/*
 * Returns the Latin letter on the key that types c in the Russian, Ukrainian, Greek, Hebrew or
 * Arabic (101) layout, in the same case; the ASCII digit for any Unicode decimal digit; otherwise
 * c.
 */
uint32_t keyboard_latin(uint32_t c);

#endif
