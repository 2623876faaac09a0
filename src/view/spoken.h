/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts for those who hear them. */
#ifndef VIEW_SPOKEN_H
#define VIEW_SPOKEN_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "view/block.h"

/* Whether the text has a dot in the middle of the line between its parts ("detected · 2018"). */
bool spoken_has_dots(const char *text);
/* Appends text with a comma for each such dot, which a voice would call by its name. */
void spoken_put(struct strbuf *out, const char *text);
/*
 * Appends the word for a mark and the note ("not right, your answer"), without a word that the note
 * or the text before it says already; nothing if there is none.
 */
void spoken_put_state(struct strbuf *out, const char *text, enum mark mark, const char *note);

#endif
