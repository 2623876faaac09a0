/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of typing, by clusters. A value: zeroed memory is an empty field, nothing to release. */
#ifndef VIEW_FIELD_H
#define VIEW_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "view/command.h"

enum { FIELD_BYTES = 240 };

struct field {
	char text[FIELD_BYTES + 1];
	size_t len, caret; /* bytes; caret stands at a cluster boundary */
};

/* Takes a key or a paste; true if it was one for a field (the text or the caret may have changed).
 */
bool field_update(struct field *field, const struct input *in);
void field_set(struct field *field, const char *text);

#endif
