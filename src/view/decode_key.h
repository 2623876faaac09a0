/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a whole sequence of a terminal means. For decode.c. */
#ifndef VIEW_DECODE_KEY_H
#define VIEW_DECODE_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "view/event.h"

/* Beyond the keys of event.h. */
enum { DECODE_PASTE_BEGIN = 0x200000, DECODE_PASTE_END };

/*
 * The sequence ESC intro body, where body has its parameters and final byte. Sets event to a key, a
 * click or the wheel, or to one of the codes above as a key; K_NONE: a key that does nothing here.
 * Returns false if the sequence is unknown.
 */
bool decode_sequence(char intro, const char *body, size_t len, struct event *event);
/* True for the final byte that a numeric keypad in application mode sends after SS3. */
bool decode_is_keypad(char final);

#endif
