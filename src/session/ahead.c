/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/ahead.h"

#include <stdlib.h>

#include "base/mem.h"

enum { AHEAD_MAX = 4096 };

void ahead_put(struct ahead *ahead, const struct event *event)
{
	struct event copy = *event;

	if (ahead->n == AHEAD_MAX)
		return;
	if (event->text)
		copy.text = xmemdupz(event->text, event->len);
	ALLOC_GROW(ahead->v, ahead->n + 1, ahead->cap);
	ahead->v[ahead->n++] = copy;
}

bool ahead_take(struct ahead *ahead, struct event *event)
{
	free(ahead->text);
	ahead->text = NULL;
	if (ahead->at == ahead->n) {
		ahead->at = ahead->n = 0;
		return false;
	}
	*event = ahead->v[ahead->at++];
	ahead->text = (char *)event->text;
	return true;
}

void ahead_release(struct ahead *ahead)
{
	struct event event;

	while (ahead_take(ahead, &event))
		;
	free(ahead->v);
	*ahead = (struct ahead){ 0 };
}
