/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as a QR code in half blocks, if the program was built with libqrencode. */
#ifndef BASE_QR_H
#define BASE_QR_H

#include <stdbool.h>

struct strbuf;

bool qr_available(void);
/*
 * Appends the rows, each ending in '\n'. inverted is for terminals with dark text on a light
 * background. Returns false, appending nothing, if text is too long or libqrencode is missing.
 */
bool qr_draw(const char *text, bool inverted, struct strbuf *out);

#endif
