/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts for those who hear them. */
#ifndef VIEW_SPOKEN_H
#define VIEW_SPOKEN_H

#include <stdbool.h>

#include "base/strbuf.h"

/* Whether the text has a dot in the middle of the line between its parts ("detected · 2018"). */
bool spoken_has_dots(const char *text);
/* Appends text with a comma for each such dot, which a voice would call by its name. */
void spoken_put(struct strbuf *out, const char *text);

#endif
