/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One-line text input, edited by clusters. A plain value: zeroed memory is an empty field, and
 * there is nothing to release.
 */
#ifndef VIEW_FIELD_H
#define VIEW_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "view/command.h"

enum { FIELD_BYTES = 240 };

struct field {
	char text[FIELD_BYTES + 1];
	size_t len, caret; /* bytes; caret is at a cluster boundary */
};

/* Handles a key or a paste. Returns true if the field used it (text or caret may have changed). */
bool field_update(struct field *field, const struct input *in);
void field_set(struct field *field, const char *text);

#endif
