/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys that came while a screen could not act on them yet, in order: typed ahead, they count once
 * it can.
 */
#ifndef SESSION_AHEAD_H
#define SESSION_AHEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "view/event.h"

struct ahead {
	struct event *v;
	size_t at, n, cap;
	char *text; /* of the event last taken */
};

/* Copies the event with its text. Beyond a few thousand, events are dropped. */
void ahead_put(struct ahead *ahead, const struct event *event);
/* Takes the first event; its text lives until the next call. */
bool ahead_take(struct ahead *ahead, struct event *event);
void ahead_release(struct ahead *ahead);

#endif
