/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as a QR code, in half blocks; with libqrencode, where it was there when the program was
 * built. */
#ifndef BASE_QR_H
#define BASE_QR_H

#include <stdbool.h>

struct strbuf;

bool qr_available(void);
/*
 * Appends the rows, each ending in '\n'. inverted: for a terminal with dark letters on light
 * ground. False (and nothing): not available, or too long.
 */
bool qr_draw(const char *text, bool inverted, struct strbuf *out);

#endif
